"""The page of exit codes."""

from bpadocs.cli.endings import OWN_CODES, SHARED_CODES
from reference.writing import cell, code, page, prose, table

INTRO = """
    They stay as they are from version to version. `bpa COMMAND --help` ends with those of a
    command.
"""


def exit_codes() -> str:
    """Return the page."""
    rows = []
    for number in sorted({*SHARED_CODES, *_own_numbers()}):
        if number in SHARED_CODES:
            rows.append((code(str(number)), "all", cell(SHARED_CODES[number])))
        for meaning, commands in _meanings(number).items():
            rows.append((code(str(number)), commands, cell(meaning)))
    head = ("Code", "Of which command", "What it means")
    return page("Exit codes", prose(INTRO), table(head, rows))


def _own_numbers() -> set[int]:
    numbers: set[int] = set()
    for own in OWN_CODES.values():
        numbers |= own.keys()
    return numbers


def _meanings(number: int) -> dict[str, str]:
    """Return what a code means, with the commands of which it means it."""
    found: dict[str, str] = {}
    for command, own in OWN_CODES.items():
        if number in own:
            link = f"[`{command}`](commands.md#bpa-{command})"
            before = found.get(own[number])
            found[own[number]] = f"{before}, {link}" if before else link
    return found
