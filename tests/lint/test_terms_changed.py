"""Which rules a change of the glossary concerns."""

import pytest

from bpadocs.lint.terms_changed import Concerned, changed_entries, entries_of
from bpadocs.words.glossary import Glossary, Term

TASK = Term("scheduled task", ("tâche planifiée",))


def test_entries_that_are_new_gone_or_otherwise_have_changed() -> None:
    before = entries_of(Glossary("fr", ("A", "B"), {"scheduled task": TASK}))
    other = Term("scheduled task", ("tâche planifiée",), wrong=("travail",))
    now = entries_of(Glossary("fr", ("A",), {"scheduled task": other}))
    assert changed_entries(before, before) == []
    assert changed_entries(before, now) == ["name B", "term scheduled task"]
    assert changed_entries(now, before) == ["name B", "term scheduled task"]


def test_names_in_another_order_concern_every_rule() -> None:
    before, now = (
        entries_of(Glossary("fr", names)) for names in (("A", "B"), ("B", "A"))
    )
    assert Concerned(changed_entries(before, now)).has(" nothing of them ")


@pytest.mark.parametrize(
    ("entry", "words", "concerned"),
    [
        ("term scheduled task", " a scheduled task ", True),
        ("term machine", " machines ", True),
        ("term machine", " submachine ", False),
        ("term machine", " machinery ", False),
        ("term task", " a scheduled job ", False),
        ("term -force", " a text without it ", True),
        ("name Hyper-V", " xhyper v ", True),
        ("name Hyper-V", " v ", False),
        ("label Settings", " settings ", True),
        ("label Settings", " set ", False),
    ],
)
def test_a_rule_is_concerned_if_it_has_a_word_of_the_entry(
    entry: str, words: str, concerned: bool
) -> None:
    assert Concerned([entry]).has(words) is concerned


def test_nothing_concerns_no_rule() -> None:
    assert not Concerned([]).has(" anything ")
