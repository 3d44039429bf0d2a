"""What an editor shows of a translation: its English, what that was, and who confirmed it."""

import re
from collections.abc import Iterator
from typing import Final

from bpadocs.lint.check import documentation
from bpadocs.lint.findings import Finding
from bpadocs.lint.history import History, on_one_line, word_diff
from bpadocs.lint.registry import all_checks
from bpadocs.rule.model import Rule, Stamp, Text
from bpadocs.rule.provenance import State, is_from, state, states
from bpadocs.words.cldr import name_in_english

_MARKS: Final = re.compile(r"[\\`*_\[\]<>&#|]")
"""What may mean something in Markdown."""


def told_of_field(rule: Rule, language: str, name: str, history: History) -> str:
    """Return what there is to know of a text, in Markdown; empty where there is nothing."""
    if name not in rule.english:
        return ""
    if language == rule.source_language:
        return "\n".join(_of_english(rule, name))
    return "\n\n".join(_of_translation(rule, language, name, history))


def told_of_finding(finding: Finding) -> str:
    """Return the name of the check that found it, and its documentation, in Markdown."""
    return told_of_check(finding.check, f" ({finding.severity})")


def told_of_check(name: str, how_bad: str = "") -> str:
    """Return the name of a check, and what it looks for, in Markdown."""
    for check in all_checks():
        if check.name == name:
            return f"**{name}**{how_bad}\n\n{documentation(check)}"
    return f"**{name}**"


def confirmed_by(where: State, stamp: Stamp | None, source_language: str) -> str:
    """Say who confirmed a translation, and whether that still holds."""
    source = name_in_english(source_language)
    if stamp is None:
        return "Nobody has confirmed this translation."
    maker = "a person" if stamp.origin == "human" else "a machine"
    words = f"Made by {maker}"
    if stamp.reviewed:
        words += ", reviewed"
    if stamp.carried:
        words += f", carried over from the {source}; nobody has read it since"
    if stamp.reason:
        words += f"; confirmed because: {on_one_line(stamp.reason)}"
    match where:
        case State.EDITED:
            return f"{words}. The text was edited since it was confirmed."
        case State.STALE:
            return f"{words}. The {source} has changed since it was confirmed."
        case _:
            return f"{words}."


def _of_english(rule: Rule, name: str) -> Iterator[str]:
    """Yield a line for each translation, with its state."""
    for language in rule.text:
        if language != rule.source_language:
            yield f"- {language}: {states(rule, language)[name]}"


def _of_translation(
    rule: Rule, language: str, name: str, history: History
) -> Iterator[str]:
    english = rule.english[name]
    translation = rule.text[language]
    stamp = translation.stamps.get(name)
    source = name_in_english(rule.source_language)
    yield f"**{source}**"
    yield _block(_lines_of(english))
    if stamp is not None and not is_from(stamp, english):
        before = history.english(rule.source.path, name, stamp.source)
        yield f"**The {source} it was made from**, and what has become of it"
        if before is None:
            yield history.missing
        else:
            yield _block(word_diff(on_one_line(before), on_one_line(english)))
    where = state(english, translation.fields.get(name), stamp)
    yield confirmed_by(where, stamp, rule.source_language)


def plain(text: str) -> str:
    """Return a text as Markdown that shows it letter by letter, in a line with others."""
    return _MARKS.sub(r"\\\g<0>", on_one_line(text))


def _lines_of(text: Text) -> str:
    if isinstance(text, str):
        return text
    return "\n".join(f"{form}: {words}" for form, words in text.forms.items())


def _block(text: str) -> str:
    """Return the text as Markdown that shows it letter by letter: no link in it is one."""
    fence = "```"
    while fence in text:
        fence += "`"
    return f"{fence}text\n{text.rstrip()}\n{fence}"
