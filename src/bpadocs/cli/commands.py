"""The commands, each with its one line of help."""

import shutil
from collections.abc import Iterator, Mapping
from textwrap import wrap

PROGRAM = "bpa"
DESCRIPTION = (
    "Best Practices Analyzer rules, stated once: pages and messages in many languages."
)

GROUPS = {
    "Begin": {
        "init": "begin a project: settings, a rule in two languages, CI",
        "import": "make rules of existing pages, or of a checker's messages",
        "new": "write a rule file ready to fill in",
        "mv": "give a rule or a product another name; all follows",
        "rm": "remove a rule or a product; its page leads elsewhere",
        "new-model": "write a Best Practices Analyzer model ready to fill in",
        "add-locale": "add a language to the project",
        "help": "show a page of the manual; without a topic, list them",
    },
    "Build and look": {
        "build": "write the pages and messages below build/",
        "merge": "join the build folders of several shards",
        "site": "write a preview and a map of the translations to build/site/",
        "serve": "show the site in a browser while rules are edited",
    },
    "Check": {
        "lint": "find every way a translation drifts from its source",
        "audit": "check existing Markdown pages as they are",
        "explain": "say what a check finds, with good and bad examples",
        "checks": "list every check",
        "status": "count what is current, stale, missing or unconfirmed",
    },
    "Translate": {
        "stamp": "confirm that translations say what the English says now",
        "carry": "bring changed numbers, names and links into translations",
        "suggest": "find translated texts that help with those that are not",
        "po": "write PO files for translators, and take them back",
        "xliff": "the same as XLIFF 2.1",
        "tmx": "write a translation memory (TMX) for other tools",
        "glossary": "take terms from TBX or CSV, hand them out, find more",
        "labels": "bring the shared words in locales/ up to date",
    },
    "For checkers and editors": {
        "lsp": "help in an editor while rules are written; the editor starts it",
        "check": "check a Hyper-V host's inventory, as an example of a checker",
        "say": "say a checker's results again in another language",
        "schema": "print the JSON Schema of rules, settings, languages or inventories",
        "completion": "print what lets a shell complete commands and options",
    },
}
"""Every subcommand with its one line of help, in groups, in the order of a first day's work."""

COMMANDS: dict[str, str] = {}
"""Every subcommand and its one line of help."""
for _group in GROUPS.values():
    COMMANDS |= _group

EXIT_CODES = (
    "“bpa COMMAND --help” says more of each. Exit codes: 0 fine, 1 findings, 2 broken input, "
    "70 a bug in bpadocs, 130 interrupted."
)

_OPTIONS = {
    "-h, --help": "show this help; with a command, that of the command",
    "--version": "show the version",
    "--color WHEN": "auto (where a terminal shows colours), always or never",
}
_NAMES = max(len(name) for name in (*COMMANDS, *_OPTIONS))

WIDEST = 80
"""Columns of the help, however wide the terminal is."""


def columns_of_help() -> int:
    """Return how many columns a line of help may have."""
    return min(shutil.get_terminal_size((WIDEST, 0)).columns, WIDEST)


def help_of_all(usage: str) -> Iterator[str]:
    """Yield the lines of the help of all commands; those that begin a group end with a colon."""
    columns = columns_of_help()
    yield usage.rstrip()
    yield ""
    yield from wrap(DESCRIPTION, columns)
    for group, rows in {**GROUPS, "Options": _OPTIONS}.items():
        yield ""
        yield f"{group}:"
        yield from table(rows, columns)
    yield ""
    yield from wrap(EXIT_CODES, columns)


def table(
    rows: Mapping[str, str], columns: int, names: int = _NAMES, indent: int = 2
) -> Iterator[str]:
    """Yield names to the left, in so many columns, and to the right what each is for."""
    start = indent + names + 2
    for name, text in rows.items():
        first, *others = wrap(text, max(columns - start, 20)) or [""]
        yield f"{' ' * indent}{name:{names}}  {first}".rstrip()
        for other in others:
            yield f"{' ' * start}{other}"
