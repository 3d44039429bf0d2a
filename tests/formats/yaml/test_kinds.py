"""What YAML takes a text for that nothing quotes."""

import pytest
import yaml

from bpadocs.formats.yaml.kinds import taken_for


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("yes", "a word for true or false"),
        ("2016", "a number"),
        ("1.10", "a number"),
        ("12:30", "a number"),
        ("~", "a word for nothing"),
        ("2026-11-28", "a date"),
        ("<<", "a sign of its own"),
        ("yes, it is", None),
        ("Windows 2016", None),
    ],
)
def test_a_bare_word_is_taken_as_yaml_takes_it(text: str, kind: str | None) -> None:
    assert taken_for(text) == kind
    if kind != "a sign of its own":
        assert isinstance(yaml.safe_load(text), str) is (kind is None)
