"""One term translated two ways on one page.

Where the glossary allows two words for a term, a page keeps to one of them: the first, when both are there.

    es: clic con el botón secundario … con el botón secundario      good
    es: clic con el botón secundario … con el botón derecho         two ways to say one thing
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from bpadocs.glossary import Glossary, Term
from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.spans import Span, Spans
from bpadocs.lint.unit import LintRule, Unit
from bpadocs.lint.view import pairs


def run(rule: LintRule, context: Context) -> Iterator[RuleHit]:
    for language in dict.fromkeys(language for language, _ in rule.units):
        glossary = context.glossary(language)
        if any(term.also for term in glossary.terms.values()):
            yield from _in_language(rule, language, glossary)


def _in_language(rule: LintRule, language: str, glossary: Glossary) -> Iterator[RuleHit]:
    first: set[Term] = set()
    others: dict[Term, list[tuple[Unit, Hit]]] = defaultdict(list)
    for unit in rule.of(language):
        for english, translation in pairs(unit):
            terms = {term for term, _ in glossary.found_in(english.text)}
            if not any(term.second for term in terms):
                continue
            right = {term: Spans(_spans(term.right, translation.text)) for term in terms}
            for term in (term for term in terms if term.second):
                at = Spans(_spans(term.first, translation.text))
                first.update([term] if at else [])
                longer = [at, *(spans for other, spans in right.items() if other != term)]
                for start, end in _spans(term.second, translation.text):
                    if not any(spans.around(start, end) for spans in longer):
                        message = f"this page says “{term.use[0]}” for {term.english} elsewhere"
                        others[term].append((unit, Hit(*translation.span(start, end), message)))
    for term, found in others.items():
        if term in first:
            for unit, hit in found:
                yield RuleHit(rule.id, language, unit.field, hit)


def _spans(words: re.Pattern[str] | None, text: str) -> list[Span]:
    return [match.span() for match in words.finditer(text)] if words else []


CHECK = RuleCheck("mixed-terms", run, compares=True)
