"""One term translated two ways on one page.

Where the glossary allows two words for a term, a page keeps to one of them: the first, when both
are there.

    en: The event source is new: register the event source.
    es: El origen de evento es nuevo: registre el origen de evento.       good
    es: El origen de evento es nuevo: registre el origen del evento.      two ways to say one thing
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Span, Spans
from bpadocs.lint.subject import Subject, Unit
from bpadocs.lint.view import ViewPair, pairs
from bpadocs.words.glossary import Glossary, Term


class _TermUse(NamedTuple):
    """How one block says a term."""

    term: Term
    has_first: bool
    """Whether it has the word to write."""
    others: Sequence[Span]
    """Where it has the other word that is right as well."""


def run(rule: Subject, context: Context) -> Iterator[RuleHit]:
    """Report the second words of terms, of which the page has the first word too."""
    languages = dict.fromkeys(language for language, _ in rule.units)
    for language in languages:
        glossary = context.glossary(language)
        if glossary.has_second_words:
            yield from _in_language(rule, language, glossary)


def _in_language(rule: Subject, language: str, glossary: Glossary) -> Iterator[RuleHit]:
    units = list(rule.of(language))
    # far quicker than what follows, and mostly false
    if not any(_has_second_word(unit, glossary) for unit in units):
        return
    said_first: set[Term] = set()
    said_otherwise: dict[Term, list[RuleHit]] = defaultdict(list)
    for unit in units:
        for pair in pairs(unit):
            for use in _uses(pair, glossary):
                term = use.term
                if use.has_first:
                    said_first.add(term)
                first_word = term.use[0]
                message = f"this page says “{first_word}” for {term.english} elsewhere"
                for start, end in use.others:
                    place = pair.translation.span(start, end)
                    hit = RuleHit(
                        rule=rule.id,
                        language=language,
                        field=unit.field,
                        hit=Hit(*place, message),
                    )
                    said_otherwise[term].append(hit)
    for term, found in said_otherwise.items():
        if term in said_first:
            yield from found


def _has_second_word(unit: Unit, glossary: Glossary) -> bool:
    """Tell whether a text has the other right word for a term of its English."""
    for pair in pairs(unit):
        for term, _ in glossary.found_in(pair.english.text):
            if term.second and term.second.search(pair.translation.text):
                return True
    return False


def _uses(pair: ViewPair, glossary: Glossary) -> Iterator[_TermUse]:
    """Yield how the block says each term that has two words."""
    found = glossary.found_in(pair.english.text)
    if not any(term.also for term, _ in found):
        return
    terms = dict.fromkeys(term for term, _ in found)
    text = pair.translation.text
    right = {term: _spans(term.right, text) for term in terms}
    for term in terms:
        if term.second is None:
            continue
        first = _spans(term.first, text)
        # the second word may be a part of the first, or of the word for another term
        longer = [first]
        for other, spans in right.items():
            if other != term:
                longer.append(spans)
        yield _TermUse(
            term=term,
            has_first=bool(first),
            others=_alone(term.second, text, longer),
        )


def _spans(words: re.Pattern[str], text: str) -> Spans:
    return Spans(match.span() for match in words.finditer(text))


def _alone(
    words: re.Pattern[str],
    text: str,
    longer: Sequence[Spans],
) -> Sequence[Span]:
    """Return where these words are, and no part of longer ones."""
    found = []
    for match in words.finditer(text):
        start, end = match.span()
        if not any(spans.around(start, end) for spans in longer):
            found.append((start, end))
    return found


CHECK = RuleCheck(
    "mixed-terms",
    run,
    compares=True,
    mqm=Mqm.INCONSISTENT_TERM,
)
