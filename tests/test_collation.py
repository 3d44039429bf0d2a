"""Each language's own order."""

import pytest

from bpadocs.collation import sort_key


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Autre", "Éviter", "évolution", "Fournir", "l’adresse"]),
        ("es", ["nota", "nube", "ñandú", "ocho"]),
        ("it", ["È", "Errore", "perché", "però"]),
        ("ko", ["가상", "구성", "작업", "정책"]),
    ],
)
def test_order(language: str, words: list[str]) -> None:
    shuffled = list(reversed(words))
    assert sorted(shuffled, key=lambda word: sort_key(word, language)) == words
