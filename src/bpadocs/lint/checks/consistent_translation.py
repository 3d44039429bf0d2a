"""One English text translated several ways across rules.

Where the same sentence, heading or label stands in several rules, its translations should be the same. Told at the
rarer translations; the message has the commonest.

    fr: Les machines virtuelles suivantes sont concernées :     in nine rules, good
    fr: Cela touche les machines virtuelles suivantes :         in one rule
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bpadocs.lint.check import ProjectCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level, RuleHit
from bpadocs.lint.unit import LintRule
from bpadocs.lint.view import paired_sentences, pairs

_PLACEHOLDER = re.compile(r"<[^<>]*>")
"""An argument alone: the checks of arguments compare it with its label."""
SHORTEST = 12
"""Shorter texts mean different things in different places."""


def run(rules: Sequence[LintRule], context: Context) -> Iterator[RuleHit]:
    places: dict[tuple[str, str], dict[str, list[RuleHit]]] = defaultdict(lambda: defaultdict(list))
    for rule in rules:
        for unit in rule.units.values():
            if unit.expected:
                continue
            for pair in pairs(unit):
                for theirs, ours in paired_sentences(pair):
                    if len(theirs.text) >= SHORTEST and not _PLACEHOLDER.fullmatch(theirs.text):
                        hit = Hit(*pair.translation.span(ours.start, ours.end), "")
                        found = RuleHit(rule.id, unit.language, unit.field, hit)
                        places[unit.language, _same(theirs.text)][_same(ours.text)].append(found)
    for translations in places.values():
        if len(translations) > 1:
            yield from _rarer(translations)


def _rarer(translations: dict[str, list[RuleHit]]) -> Iterator[RuleHit]:
    rules = Counter({text: len({hit.rule for hit in hits}) for text, hits in translations.items()})
    (common, most), (_, second) = rules.most_common(2)
    if most < 2 or most == second:
        return
    for text, hits in translations.items():
        if text != common:
            for found in hits:
                message = f"translated otherwise in {most} rules: “{common}”"
                yield found._replace(hit=found.hit._replace(message=message))


def _same(text: str) -> str:
    """The text without what may differ from page to page: blanks, and marks at the end."""
    return " ".join(text.replace("\u00a0", " ").replace("’", "'").split()).rstrip(".: ")


CHECK = ProjectCheck("consistent-translation", run, Level.HINT)
