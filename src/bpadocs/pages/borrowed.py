"""What the page of a region borrows: texts of the language that it falls back to.

Where `fr-CA` has no text of its own, its page has that of `fr`, as messages have it, and only then
the source. Nothing of it is in the rule file: what is said here is what pages show.
"""

from collections.abc import Mapping
from dataclasses import replace

from bpadocs.rule.model import Rule, Stamp, Text, Translation
from bpadocs.words.cldr import fallbacks

_NOTHING = Translation({})


def lenders(rule: Rule, language: str) -> Mapping[str, str]:
    """Return the fields that a language borrows, each with the language that lends it."""
    own = rule.text.get(language, _NOTHING).fields
    found: dict[str, str] = {}
    for lender in fallbacks(language, rule.text, rule.source_language):
        for name in rule.text[lender].fields:
            if name not in own:
                found.setdefault(name, lender)
    return found


def with_borrowed(rule: Rule, language: str) -> Rule:
    """Return the rule as the page of a language shows it: what it borrows is among its texts.

    With each text comes its stamp, so that whoever asks whether the page is confirmed is told of
    all that stands on it.
    """
    lent = lenders(rule, language)
    if not lent:
        return rule
    own = rule.text.get(language, _NOTHING)
    fields: dict[str, Text] = {}
    stamps: dict[str, Stamp] = {}
    for name, lender in lent.items():
        translation = rule.text[lender]
        fields[name] = translation.fields[name]
        if name in translation.stamps:
            stamps[name] = translation.stamps[name]
    shown = own._replace(
        fields={**fields, **own.fields},
        stamps={**own.stamps, **stamps},
        made_from=_made_from(rule, language, lent),
    )
    return replace(rule, text={**rule.text, language: shown})


def _made_from(rule: Rule, language: str, lent: Mapping[str, str]) -> str | None:
    """Return the page of the source that all texts were made from, if that is one page."""
    sources = {*lent.values()}
    own = rule.text.get(language, _NOTHING)
    if own.fields:
        sources.add(language)
    pages = {rule.text[one].made_from for one in sources}
    if len(pages) > 1:
        return None
    return pages.pop()
