"""Every pattern of a language is a rule: it fires on invented sentences about anything.

fixtures/patterns has these sentences, each with its English. A pattern that fires on none of them
knows one text alone.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from lint_helpers import unit

from bpadocs.lint.patterns import find
from bpadocs.lint.view import marked, pairs
from bpadocs.words.languages import KINDS, Kind, Pattern, known_languages, read_language
from bpadocs.words.profiles import PROFILES

EXAMPLES = Path(__file__).parents[1] / "fixtures" / "patterns"
LISTS = [key for key, kind in KINDS.items() if kind is Kind.PATTERNS]


def patterns_of(language: str) -> Iterator[tuple[str, Pattern]]:
    """Each pattern of a language and its profiles, with the list that it is in."""
    told: set[int] = set()
    for profile in ("", *PROFILES):
        data = read_language(language, profile)
        for name in LISTS:
            for pattern in getattr(data, name):
                if id(pattern) not in told:
                    told.add(id(pattern))
                    yield name, pattern


@pytest.mark.parametrize("language", known_languages())
def test_every_pattern_fires_on_sentences_of_no_page(language: str) -> None:
    text = (EXAMPLES / f"{language}.yaml").read_text("utf-8")
    examples = yaml.load(text, yaml.CSafeLoader)
    patterns = list(patterns_of(language))
    fired = set()
    for english, translation in examples:
        for pair in pairs(unit(english or "-", translation, language)):
            for number, (_, pattern) in enumerate(patterns):
                seen = (marked(pair.translation.block), pair.translation)
                if any(any(find((pattern,), view, english)) for view in seen):
                    fired.add(number)
    silent = []
    for number, (name, pattern) in enumerate(patterns):
        if number not in fired:
            silent.append(f"{name}: {pattern.message}: {pattern.find.source}")
    assert silent == []
