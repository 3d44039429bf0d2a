"""The page of environment variables: their names are those that the code asks for."""

import ast
from collections.abc import Iterator
from pathlib import Path

import bpadocs
from reference.writing import cell, code, page, prose, table

INTRO = """
    None of them has to be set. Those of git (`GIT_…`) are kept from the git that bpadocs starts.
"""
ABOUT = {
    "ANSICON": "On Windows: the console shows colours.",
    "BROWSER": "The browser that `bpa serve --open` opens; if the name has `%s` in it, the address stands there.",
    "BPADOCS_DEBUG": "A bug prints its traceback on the terminal too.",
    "COLUMNS": "How wide the terminal is, where it does not say so itself.",
    "FORCE_COLOR": "Colours where no terminal is, unless it is empty or 0; `NO_COLOR` goes first.",
    "GITHUB_STEP_SUMMARY": "The file that GitHub Actions shows as the summary of a step: `--format "
    "github` adds to it.",
    "HOME": "The user's folder, below which `.cache` has the key of what is remembered.",
    "LANG": "The language of messages, where neither `LC_ALL` nor `LC_MESSAGES` says it.",
    "LC_ALL": "The language of messages in `bpadocs.runtime`, `bpa check` and `bpa say`, where no "
    "locale is given.",
    "LC_MESSAGES": "The same, where `LC_ALL` is not set.",
    "LESS": "The options of `less` when it is the pager of `bpa help`; without it, `FRX`.",
    "LOCALAPPDATA": "On Windows: the folder that has the key of what is remembered.",
    "NO_COLOR": "No colours, if it is not empty. `--color` goes before it.",
    "PAGER": "The pager of `bpa help`, with its options; if it is empty, there is none. Without it, "
    "`less` where it is installed.",
    "TERM": "Without it, or as `dumb`, the terminal shows no colours.",
    "WT_SESSION": "On Windows: the terminal shows colours.",
    "XDG_CACHE_HOME": "The folder that has the key of what is remembered, instead of `~/.cache`.",
}
ASKED_ELSEWHERE = frozenset({"COLUMNS", "HOME"})
"""What Python asks for us."""


def environment() -> str:
    """Return the page."""
    rows = [(code(name), cell(about)) for name, about in sorted(ABOUT.items())]
    return page(
        "Environment variables",
        prose(INTRO),
        table(("Variable", "What it does"), rows),
    )


def names_in_code() -> set[str]:
    """Return the name of every environment variable that the package asks for or sets."""
    found = set(ASKED_ELSEWHERE)
    for path in Path(bpadocs.__file__).parent.rglob("*.py"):
        text = path.read_text("utf-8")
        if "os.environ" in text:
            found |= set(_names(ast.parse(text), path))
    return found


def _names(tree: ast.Module, path: Path) -> Iterator[str]:
    """Yield the names in one file: words in capitals, in functions that have to do with it."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef) or "environ" not in ast.unparse(node):
            continue
        for inner in ast.walk(node):
            value: object = None
            if isinstance(inner, ast.Constant):
                value = inner.value
            if isinstance(inner, ast.Name) and inner.id.isupper():
                value = _constant(tree, inner.id)
            if path.name != "git.py" and _is_name(value):
                yield str(value)


def _is_name(value: object) -> bool:
    return (
        isinstance(value, str)
        and value.replace("_", "").isupper()
        and len(value) >= len("LANG")
    )


def _constant(tree: ast.Module, name: str) -> object:
    """Return the text that a name at the top of the file stands for; None for anything else."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name:
            value = node.value
            return value.value if isinstance(value, ast.Constant) else None
    return None
