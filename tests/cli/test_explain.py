"""`bpa explain`: what is said of a word that is no check."""

import pytest

from bpadocs.cli import main


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("negatoin", "negatoin: no such check; did you mean “negation”? `bpa checks`"),
        ("xyzzyq", "xyzzyq: no such check. `bpa checks` lists them"),
        ("languages", "“languages” is a page of the manual: bpa help languages"),
        ("\x1b[2J", "no such check"),
    ],
)
def test_another_word_is_told_with_what_was_meant(
    word: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", word]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert "\x1b" not in error
