"""Languages and fields are found where they are, in whatever is being written."""

from projects import RULE

from bpadocs.editor.outline import field_at, field_in, languages_in
from bpadocs.rule.model import FIELDS


def test_languages_and_fields_come_in_the_order_of_the_file() -> None:
    english, french = languages_in(RULE)
    names = [field.name for field in french.fields]
    assert (english.language, french.language) == ("en", "fr")
    assert names == [name for name in FIELDS if name in names]
    assert len(names) == 6


def test_a_key_and_all_of_its_text_are_the_field() -> None:
    key = RULE.rindex("impact: |-")
    for place in (key, key + 3, RULE.index("Vous risquez"), RULE.rindex("{virtual")):
        field = field_at(RULE, place)
        assert field is not None
        assert (field.language, field.name) == ("fr", "impact")
    assert field_at(RULE, 0) is None


def test_a_field_that_is_not_there_is_not_found() -> None:
    found = field_in(RULE, "en", "impact")
    assert found is not None
    assert RULE[found.key.start : found.key.end] == "impact"
    assert field_in(RULE, "it", "impact") is None
    assert field_in(RULE, "en", "see_also") is None


def test_what_is_no_rule_has_no_languages() -> None:
    for text in (
        "",
        "text",
        "text: [a]",
        "text: {en: [a], fr: x}",
        "- text",
        "{",
        "\0",
    ):
        fields = [field for one in languages_in(text) for field in one.fields]
        assert fields == []
