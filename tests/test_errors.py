"""The exceptions of the package are one family, and can be sent from process to process."""

import ast
import pickle
import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import bpadocs
from bpadocs.errors import (
    BpadocsError,
    BrokenInputError,
    LostProcessError,
    Problem,
    UsageError,
)

COPIED = "bpadocs.runtime"
"""One file that is copied into other programs; its exceptions have a base of their own."""


def exceptions() -> Iterator[type[BaseException]]:
    for module in pkgutil.walk_packages(bpadocs.__path__, "bpadocs."):
        if module.name in (COPIED, "bpadocs.__main__"):
            continue
        for one in vars(import_module(module.name)).values():
            if not isinstance(one, type) or not issubclass(one, BaseException):
                continue
            if one.__module__ == module.name:
                yield one


def test_every_exception_has_one_base() -> None:
    found = set(exceptions())
    assert len(found) > 8
    assert [one for one in found if not issubclass(one, BpadocsError)] == []


@pytest.mark.parametrize(
    "error",
    [
        BrokenInputError([Problem("b", 1, 2, "x"), Problem("a", 3, 4, "y")]),
        UsageError("--locale: “xx” is no language", "--product: no product “y”"),
        LostProcessError("a process was ended"),
    ],
)
def test_an_error_arrives_in_another_process_as_it_was(error: BpadocsError) -> None:
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is type(error)
    assert (str(arrived), arrived.__dict__) == (str(error), error.__dict__)


def test_a_mistake_is_told_once() -> None:
    problem = Problem("a", 1, 1, "x")
    assert BrokenInputError([problem, problem]).problems == (problem,)
    assert UsageError("b", "a", "b").messages == ("b", "a")


def literal_paths(file: Path) -> Iterator[str]:
    """The paths of problems that the code writes out: `Problem("pyproject.toml", …)`."""
    text = file.read_text("utf-8")
    if "Problem" not in text:
        return
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Call(func=ast.Name("Problem"), args=[ast.Constant(str(path)), *_]):
                yield path


def test_no_problem_is_in_a_file_that_is_none() -> None:
    """An option or a command has no line and no column: what is wrong with it is a UsageError."""
    for file in sorted(Path(bpadocs.__file__).parent.rglob("*.py")):
        for path in literal_paths(file):
            assert Path(path).suffix, f"{file}: {path}"
