"""Fields with plural forms, and the arguments of UI text."""

from carry_helpers import carried, why_left

from bpadocs.rule.model import Plural

BEFORE = Plural("n", {"one": "{n} of 5 disks", "other": "{n} of 5 disks."})
NOW = Plural("n", {"one": "{n} of 6 disks", "other": "{n} of 6 disks."})


def test_every_form_is_carried() -> None:
    text = Plural("n", {"one": "{n} des 5", "many": "{n} des 5…", "other": "{n} sur 5"})
    expected = {"one": "{n} des 6", "many": "{n} des 6…", "other": "{n} sur 6"}
    assert carried("fr", BEFORE, NOW, text, markup=False) == Plural("n", expected)


def test_a_language_without_forms_is_carried() -> None:
    assert carried("ko", BEFORE, NOW, "5 중 {n}개", markup=False) == "6 중 {n}개"


def test_forms_that_changed_differently_are_left() -> None:
    now = Plural("n", {"one": "{n} of 6 disks", "other": "{n} of 5 disks."})
    text = Plural("n", {"one": "{n} des 5", "other": "{n} sur 5"})
    reason = why_left("fr", BEFORE, now, text, markup=False)
    assert reason == "the plural forms of the English changed differently"


def test_one_form_of_the_translation_without_the_number_leaves_all() -> None:
    text = Plural("n", {"one": "un des 5", "other": "{n} des cinq"})
    assert "is spelled out in fr" in why_left("fr", BEFORE, NOW, text, markup=False)


def test_a_text_that_gets_forms_is_left() -> None:
    reason = why_left("fr", "{n} of 5 disks.", NOW, "{n} sur 5", markup=False)
    assert reason == "the plural forms of the English are others now"


def test_an_argument_with_another_name_is_carried() -> None:
    after = carried("fr", "{a} of 5", "{b} of 5", "{a} sur 5", markup=False)
    assert after == "{b} sur 5"
