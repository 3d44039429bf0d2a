"""Every check, in the order `bpa checks` lists them. A new check is one file and one line here.

Plug-ins bring more by the entry point group `bpadocs.checks`: each entry names a Check object.
"""

import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from bpadocs.lint.check import Check
from bpadocs.lint.checks import (
    agreement,
    alerts,
    apostrophes,
    argument_blanks,
    argument_extra,
    argument_label,
    argument_missing,
    argument_torn,
    blank_after_markup,
    code_blocks,
    code_spans,
    colon_capital,
    consistent_translation,
    double_blanks,
    doubled_words,
    edited_unconfirmed,
    ellipsis,
    emphasis_count,
    emphasis_reach,
    english_fragments,
    english_revision,
    extra_page,
    final_punctuation,
    front_matter_date,
    front_matter_differs,
    front_matter_keys,
    furniture,
    glued_markup,
    grammar,
    head_length,
    heading_anchors,
    homoglyphs,
    html_tags,
    inverted_marks,
    invisible_characters,
    length,
    limits,
    link_order,
    link_schemes,
    link_targets,
    link_text,
    literals,
    marked_edges,
    markup_in_ui_text,
    missing,
    missing_page,
    missing_word,
    mixed_terms,
    mojibake,
    mt_tokens,
    negation,
    no_break_spaces,
    normalization,
    numbers,
    optional_plural,
    orphan,
    page_parts,
    particles,
    product_names,
    quotation_marks,
    register,
    retired_metadata,
    severity_category_swapped,
    sibling_rules,
    spacing,
    split_words,
    stale,
    stamped_without_change,
    stray_capitals,
    structure,
    suspect_english,
    terms,
    title_and_heading,
    translated_literals,
    ui_labels,
    ui_path,
    ui_verbs,
    unfinished,
    unparsed_markup,
    unreadable_page,
    untracked,
    untranslated,
    unused_suppression,
    word_order,
    word_senses,
    wrong_language,
    wrong_script,
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
    link_schemes.CHECK,
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
    # content
    numbers.CHECK,
    literals.CHECK,
    translated_literals.CHECK,
    product_names.CHECK,
    terms.CHECK,
    mixed_terms.CHECK,
    ui_labels.CHECK,
    ui_verbs.CHECK,
    link_text.CHECK,
    limits.CHECK,
    negation.CHECK,
    word_senses.CHECK,
    consistent_translation.CHECK,
    sibling_rules.CHECK,
    # language
    untranslated.CHECK,
    english_fragments.CHECK,
    wrong_language.CHECK,
    wrong_script.CHECK,
    length.CHECK,
    grammar.CHECK,
    agreement.CHECK,
    word_order.CHECK,
    unfinished.CHECK,
    particles.CHECK,
    register.CHECK,
    stray_capitals.CHECK,
    doubled_words.CHECK,
    # what machines leave behind
    mt_tokens.CHECK,
    split_words.CHECK,
    mojibake.CHECK,
    homoglyphs.CHECK,
    invisible_characters.CHECK,
    normalization.CHECK,
    # typography
    spacing.CHECK,
    double_blanks.CHECK,
    final_punctuation.CHECK,
    quotation_marks.CHECK,
    ellipsis.CHECK,
    no_break_spaces.CHECK,
    apostrophes.CHECK,
    inverted_marks.CHECK,
    colon_capital.CHECK,
    # furniture and front matter
    furniture.CHECK,
    missing_word.CHECK,
    front_matter_keys.CHECK,
    front_matter_differs.CHECK,
    front_matter_date.CHECK,
    head_length.CHECK,
    retired_metadata.CHECK,
    # existing pages alone
    unreadable_page.CHECK,
    missing_page.CHECK,
    extra_page.CHECK,
    english_revision.CHECK,
    title_and_heading.CHECK,
    heading_anchors.CHECK,
    page_parts.CHECK,
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


def plugin_inputs() -> Iterator[bytes]:
    """Yield what the findings of plug-ins depend on: their versions, and every file of their code."""
    own = {check.name for check in CHECKS}
    modules = sorted({check.run.__module__ for check in all_checks() if check.name not in own})
    if not modules:
        return
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name):
        version = f"{entry.dist.name} {entry.dist.version}" if entry.dist else ""
        yield f"{entry.name} {entry.value} {version}\n".encode()
    for module in modules:
        for path in _files_of(module):
            yield f"{path}\0".encode() + path.read_bytes() + b"\0"


def _files_of(module: str) -> list[Path]:
    """Return the files of the package that a module belongs to, or the module's own file where there is no package."""
    package = sys.modules.get(module.partition(".")[0])
    folders = [Path(folder) for folder in getattr(package, "__path__", ())]
    own = getattr(sys.modules.get(module), "__file__", None)
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix != ".pyc"]
    if not folders and own:
        files = [Path(own)]
    return sorted(path for path in files if path.is_file())
