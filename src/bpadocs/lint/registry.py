"""Find every check there is, in the order `bpa checks` lists them.

A new check is one file in a group's folder. Plug-ins bring more by the entry point group
`bpadocs.checks`: each entry names a Check object.
"""

import sys
from collections.abc import Collection, Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from pkgutil import iter_modules

from bpadocs.errors import UsageError
from bpadocs.lint.check import KINDS, Check

ENTRY_POINTS = "bpadocs.checks"

GROUPS = (
    "provenance",
    "arguments",
    "markup",
    "content",
    "language",
    "machine",
    "typography",
    "front_matter",
    "pages",
    "source",
)
"""The folders of lint/checks, in the order in which `bpa checks` lists them."""


def _own_checks() -> Iterator[Check]:
    """Yield the check of each file in each group.

    A file that begins with “_” holds what several checks of the group share.
    """
    for group in GROUPS:
        package = import_module(f"bpadocs.lint.checks.{group}")
        for module in sorted(iter_modules(package.__path__)):
            if not module.name.startswith("_"):
                yield import_module(f"{package.__name__}.{module.name}").CHECK


CHECKS: tuple[Check, ...] = tuple(_own_checks())


@cache
def all_checks() -> tuple[Check, ...]:
    """Return the package's own checks, then those of plug-ins by name.

    Derived checks come last, because they look at the findings of the others.
    """
    return in_order((*CHECKS, *_plugins()))


def in_order(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Return the checks as they must run: the derived ones last, otherwise as they are."""
    return tuple(sorted(checks, key=lambda check: check.scope == "derived"))


def _plugins() -> tuple[Check, ...]:
    """Return the checks of plug-ins. Raises UsageError with every mistake in every one."""
    names = {check.name for check in CHECKS}
    found: list[Check] = []
    mistakes: list[str] = []
    for entry in _entries():
        try:
            check = _loaded(entry, names)
        except UsageError as error:
            mistakes += error.messages
        else:
            names.add(check.name)
            found.append(check)
    if mistakes:
        raise UsageError(*mistakes)
    return tuple(found)


def _entries() -> list[EntryPoint]:
    return sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name)


def _loaded(entry: EntryPoint, taken: Collection[str]) -> Check:
    """Return the check of an entry point. Raises UsageError if there is none to be used."""
    try:
        check = entry.load()
    except Exception as error:
        # Whatever a plug-in does while it is imported must not end in a traceback.
        raise _refused(entry, f"cannot be loaded: {error!r}") from None
    if not isinstance(check, KINDS):
        message = f"{entry.value} is no check: make it a UnitCheck, TextCheck, …"
        raise _refused(entry, message)
    if check.name in taken:
        message = f"a check is already called “{check.name}”; choose another name"
        raise _refused(entry, message)
    return check


def _refused(entry: EntryPoint, message: str) -> UsageError:
    return UsageError(f"entry point {ENTRY_POINTS}:{entry.name}: {message}")


def plugin_inputs() -> Iterator[bytes]:
    """Yield what plug-ins depend on: their versions, and every file of their code."""
    own = {check.name for check in CHECKS}
    plugins = [check for check in all_checks() if check.name not in own]
    if not plugins:
        return
    for entry in _entries():
        if entry.dist:
            version = f"{entry.dist.name} {entry.dist.version}"
        else:
            version = ""
        yield f"{entry.name} {entry.value} {version}\n".encode()
    for module in sorted({check.run.__module__ for check in plugins}):
        for path in _files_of(module):
            yield f"{path}\0".encode() + path.read_bytes() + b"\0"


def _files_of(module: str) -> list[Path]:
    """Return the files of the package that a module belongs to.

    A module without a package has one file, its own.
    """
    package = sys.modules.get(module.partition(".")[0])
    folders = [Path(folder) for folder in getattr(package, "__path__", ())]
    files: list[Path] = []
    for folder in folders:
        files += [path for path in folder.rglob("*") if path.suffix != ".pyc"]
    own = getattr(sys.modules.get(module), "__file__", None)
    if not folders and own:
        files = [Path(own)]
    return sorted(path for path in files if path.is_file())
