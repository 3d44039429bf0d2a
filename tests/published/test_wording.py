"""Two spellings of one label mean the same."""

import pytest

from bpadocs.published.wording import Hints, bare


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("**Operating** <br />**System**", "operating system"),
        ("Résolution\u00a0:", "résolution"),
        ("_Issue_", "issue"),
    ],
)
def test_labels_are_compared_without_marks(label: str, words: str) -> None:
    assert bare(label) == words


def test_words_of_the_language_come_before_the_english_ones() -> None:
    hints = Hints({"issue": "resolution", "problème": "issue"})
    assert hints.meaning("**Problème :**") == "issue"
    assert hints.meaning("Issue") == "resolution"
    assert hints.meaning("See Also") == "see_also"
    assert hints.meaning("Elsewhere") is None
