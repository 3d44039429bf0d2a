"""One term translated two ways on one page.

Where the glossary allows two words for a term, a page keeps to one of them: the first, when both are there.

    es: clic con el botón secundario … con el botón secundario      good
    es: clic con el botón secundario … con el botón derecho         two ways to say one thing
"""

from collections import defaultdict
from collections.abc import Iterator

from bpadocs.glossary import Glossary, Term
from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
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
            for term in (term for term in terms if term.second):
                at = [match.span() for match in term.first.finditer(translation.text)]
                first.update([term] if at else [])
                longer = [span for other in terms if other != term for span in _spans(other, translation.text)]
                for start, end in _second(term, translation.text):
                    if not any(a <= start and end <= b for a, b in (*at, *longer)):
                        message = f"this page says “{term.use[0]}” for {term.english} elsewhere"
                        others[term].append((unit, Hit(*translation.span(start, end), message)))
    for term, found in others.items():
        if term in first:
            for unit, hit in found:
                yield RuleHit(rule.id, language, unit.field, hit)


def _second(term: Term, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in term.second.finditer(text)] if term.second else []


def _spans(term: Term, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in term.right.finditer(text)]


CHECK = RuleCheck("mixed-terms", run, compares=True)
