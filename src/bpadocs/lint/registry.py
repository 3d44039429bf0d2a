"""Every check, in the order `bpa checks` lists them. A new check is one file and one line here.

Plug-ins bring more by the entry point group `bpadocs.checks`: each entry names a Check object.
"""

from functools import cache
from importlib.metadata import entry_points

from bpadocs.lint.check import Check
from bpadocs.lint.checks import (
    code_spans,
    edited_unconfirmed,
    english_revision,
    extra_page,
    furniture,
    heading_anchors,
    missing,
    missing_page,
    orphan,
    stale,
    stamped_without_change,
    suspect_english,
    title_and_heading,
    unparsed_markup,
    unreadable_page,
    untracked,
    unused_suppression,
)
from bpadocs.problems import BrokenInputError, Problem

ENTRY_POINTS = "bpadocs.checks"

CHECKS: tuple[Check, ...] = (
    # provenance
    stale.CHECK,
    edited_unconfirmed.CHECK,
    missing.CHECK,
    untracked.CHECK,
    stamped_without_change.CHECK,
    orphan.CHECK,
    # arguments and markup
    code_spans.CHECK,
    unparsed_markup.CHECK,
    # existing pages alone
    unreadable_page.CHECK,
    missing_page.CHECK,
    extra_page.CHECK,
    english_revision.CHECK,
    title_and_heading.CHECK,
    heading_anchors.CHECK,
    furniture.CHECK,
    # the source, and suppressions
    suspect_english.CHECK,
    unused_suppression.CHECK,
)


@cache
def all_checks() -> tuple[Check, ...]:
    """The package's own checks, then those of plug-ins by name. Derived checks come last: they look at findings."""
    return in_order((*CHECKS, *_plugins()))


def in_order(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    return tuple(sorted(checks, key=lambda check: check.scope == "derived"))


def _plugins() -> tuple[Check, ...]:
    found: dict[str, Check] = {}
    own = {check.name for check in CHECKS}
    problems = []
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name):
        where = f"entry point {ENTRY_POINTS}:{entry.name}"
        try:
            check = entry.load()
        except Exception as error:  # whatever a plug-in does while it is imported must not end in a traceback
            problems.append(Problem(where, 1, 1, f"cannot be loaded: {error!r}"))
            continue
        if not isinstance(check, Check):
            problems.append(Problem(where, 1, 1, f"{entry.value} is no check: make it a UnitCheck, TextCheck, …"))
        elif check.name in own or check.name in found:
            problems.append(Problem(where, 1, 1, f"a check is already called “{check.name}”; choose another name"))
        else:
            found[check.name] = check
    if problems:
        raise BrokenInputError(problems)
    return tuple(found.values())
