import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpadocs.rule.model import Plural, Text
from bpadocs.rule.provenance import fingerprint
from bpadocs.translators.plural_forms import (
    contract,
    english_forms,
    expand,
    is_plural,
    shown,
    stated_forms,
    trimmed,
    with_breaks_of,
)

WORDS = st.sampled_from(["dysk", "dyski", "dysków"])
FORMS = st.fixed_dictionaries(dict.fromkeys(("one", "few", "many", "other"), WORDS))


@pytest.mark.parametrize(
    ("text", "model", "expected"),
    [
        ("a", "b", "a"),
        ("a", "\nb\n\n", "\na\n\n"),
        ("\na\n", "b", "a"),
        ("a\nb", "\nc", "\na\nb"),
        ("a", "\n\n", "\n\na"),
        ("a", "", "a"),
    ],
)
def test_line_breaks_at_the_ends_are_those_of_the_model(
    text: str, model: str, expected: str
) -> None:
    assert with_breaks_of(text, model) == expected
    assert trimmed(expected) == trimmed(text)


def test_a_text_without_forms_is_the_same_for_every_form() -> None:
    assert expand("dysk", "pl") == dict.fromkeys(
        ("one", "few", "many", "other"), "dysk"
    )


def test_what_a_file_shows() -> None:
    assert shown(None, "pl", plural=False) == {"other": ""}
    assert shown("\ndysk\n", "pl", plural=False) == {"other": "dysk"}
    assert shown("disque\n", "fr", plural=True)["one"] == "disque"
    assert shown(Plural("n", {"other": "dysk"}), "pl", plural=False)["few"] == "dysk"


def test_forms_of_english() -> None:
    plural = Plural("n", {"one": "a disk", "other": "disks"})
    assert english_forms("disk") == ("disk", "disk")
    assert english_forms(plural) == ("a disk", "disks")
    assert stated_forms(plural) == ("a disk", "disks")
    assert is_plural("disk", plural)
    assert not is_plural("disk", None)


@given(FORMS, st.none() | WORDS | FORMS.map(lambda forms: Plural("n", forms)))
def test_contracted_forms_say_the_same_when_they_are_expanded(
    forms: dict[str, str], current: Text | None
) -> None:
    assert expand(contract(forms, current, "n"), "pl") == forms


def test_only_forms_that_differ_are_stated() -> None:
    forms = {"one": "dysk", "few": "dyski", "many": "dyski", "other": "dyski"}
    assert contract(forms, None, "n") == Plural("n", {"one": "dysk", "other": "dyski"})
    alike = dict.fromkeys(forms, "dysk")
    assert contract(alike, None, "n") == "dysk"


def test_a_text_keeps_the_shape_that_was_confirmed() -> None:
    alike = {"one": "dysk", "few": "dysk", "many": "dysk", "other": "dysk"}
    for confirmed in (Plural("n", {"other": "dysk"}), Plural("n", alike), "dysk"):
        assert contract(alike, None, "n", fingerprint(confirmed)) == confirmed
