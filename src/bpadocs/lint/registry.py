"""Every check, in the order `bpa checks` lists them. A new check is one file and one line here.

Plug-ins bring more by the entry point group `bpadocs.checks`: each entry names a Check object.
"""

from functools import cache
from importlib.metadata import entry_points

from bpadocs.lint.check import Check
from bpadocs.lint.checks import (
    alerts,
    argument_blanks,
    argument_extra,
    argument_label,
    argument_missing,
    argument_torn,
    blank_after_markup,
    code_blocks,
    code_spans,
    edited_unconfirmed,
    emphasis_count,
    emphasis_reach,
    front_matter_date,
    front_matter_differs,
    front_matter_keys,
    furniture,
    glued_markup,
    head_length,
    html_tags,
    link_order,
    link_targets,
    marked_edges,
    markup_in_ui_text,
    missing,
    optional_plural,
    orphan,
    retired_metadata,
    severity_category_swapped,
    stale,
    stamped_without_change,
    structure,
    suspect_english,
    ui_path,
    unparsed_markup,
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
    # arguments
    argument_missing.CHECK,
    argument_extra.CHECK,
    argument_torn.CHECK,
    argument_blanks.CHECK,
    argument_label.CHECK,
    # markup, on the tree
    link_targets.CHECK,
    link_order.CHECK,
    code_spans.CHECK,
    code_blocks.CHECK,
    emphasis_count.CHECK,
    emphasis_reach.CHECK,
    marked_edges.CHECK,
    glued_markup.CHECK,
    blank_after_markup.CHECK,
    ui_path.CHECK,
    structure.CHECK,
    alerts.CHECK,
    html_tags.CHECK,
    unparsed_markup.CHECK,
    # furniture and front matter
    furniture.CHECK,
    front_matter_keys.CHECK,
    front_matter_differs.CHECK,
    front_matter_date.CHECK,
    head_length.CHECK,
    retired_metadata.CHECK,
    # the source, and suppressions
    severity_category_swapped.CHECK,
    optional_plural.CHECK,
    markup_in_ui_text.CHECK,
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
