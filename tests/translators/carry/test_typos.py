"""What can be a typo, and what says something else."""

import pytest

from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.translators.carry.english import EnglishText, NotCarried, english_change
from bpadocs.translators.carry.tokens import Reading, tokens
from bpadocs.translators.carry.typos import only_typos

KNOWN = frozenset({"from", "must", "remote", "now", "host", "stops", "import", "on"})


def is_typo(before: str, now: str) -> bool:
    """Whether a writer is believed who calls this change a typo."""
    reading = Reading(SOURCE_LANGUAGE, markup=True)
    old = EnglishText(before, tokens(before, reading))
    new = EnglishText(now, tokens(now, reading))
    change = english_change(old, new, only_typos(KNOWN))
    return not isinstance(change, NotCarried)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("recieve it", "receive it"),
        ("Teh hsot stops", "Teh host stops"),
        ("the the host", "the host"),
        ("a host", "the host"),
        ("host, it stops", "host it stops"),
        ("host stops", "Host stops"),
        ("log in", "login"),
        ("it's", "its"),
        ("virtaul machien", "virtual machine"),
    ],
)
def test_a_slip_of_the_pen(before: str, now: str) -> None:
    assert is_typo(before, now)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("from it", "form it"),
        ("remote it", "remove it"),
        ("must stop", "most stop"),
        ("on now", "off now"),
        ("it is now", "it is not"),
        ("it stops", "it never stops"),
        ("import it", "export it"),
        ("it stops.", "it stops?"),
        ("host < 5", "host > 5"),
        ("**host**", "host"),
    ],
)
def test_another_meaning(before: str, now: str) -> None:
    assert not is_typo(before, now)
