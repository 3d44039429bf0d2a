"""Patterns of a language are searched for only where a text may have them."""

import re
from typing import Any

import pytest
from lint_helpers import unit

from bpadocs.lint import view as views
from bpadocs.lint.checks.content import word_senses
from bpadocs.lint.checks.language import grammar
from bpadocs.lint.context import Context
from bpadocs.lint.patterns import find, may_be_in
from bpadocs.words.expression import Expression
from bpadocs.words.languages import Pattern, read_language


class CountedExpression(Expression):
    """An expression that counts how often it is searched for."""

    searches = 0

    def search(self, text: str) -> re.Match[str] | None:
        CountedExpression.searches += 1
        return super().search(text)


def test_a_pattern_whose_words_are_not_there_is_neither_compiled_nor_searched_for() -> (
    None
):
    CountedExpression.searches = 0
    pattern = Pattern(CountedExpression(r"(?:foo|bar) baz"), "no {match}")
    one = unit("One.", "Un texte.", field="issue")
    [pair] = views.pairs(one)
    assert not list(find([pattern], pair.translation))
    assert CountedExpression.searches == 0
    assert "compiled" not in vars(pattern.find)
    [pair] = views.pairs(unit("One.", "Un bar baz.", field="issue"))
    [hit] = find([pattern], pair.translation)
    assert hit.message == "no bar baz"
    assert CountedExpression.searches == 1


def test_every_pattern_may_be_in_each_text_that_it_is_in() -> None:
    """The words that patterns need are read off them, so no pattern may be lost by that."""
    texts = {
        "fr": "Si il échoue, que il reste de ordinateur et redémarrez le.",
        "it": "Una delle macchina è viene a il server in la rete di.",
        "es": "Una de las redes son de el servidor a en la área de.",
        "ko": "서버를 다시 시작 합니다 (예) 사용할 수 있는입니다. 구성 하려면 클릭",
    }
    found = 0
    for language, text in texts.items():
        data = read_language(language, "windows")
        lists = (
            data.grammar,
            data.senses,
            data.split_words,
            data.spacing,
            data.register,
        )
        patterns = [pattern for one in lists for pattern in one]
        matching = [one for one in patterns if one.find.search(text)]
        found += len(matching)
        possible = may_be_in(patterns, text.lower())
        assert all(one in possible for one in matching)
    assert found > 3


@pytest.mark.parametrize("check", [grammar.CHECK, word_senses.CHECK])
def test_patterns_are_compiled_once(
    check: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = unit("Start the server.", "Si il démarre, que il reste.", field="issue")
    list(check.run(one, Context(profile="windows")))
    compiled: list[str] = []
    original = re.compile

    def counted(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return original(source, flags)

    monkeypatch.setattr("bpadocs.words.expression.re.compile", counted)
    other = unit("Start the server.", "Si il démarre, que il repart.", field="issue")
    list(check.run(other, Context(profile="windows")))
    assert compiled == []
