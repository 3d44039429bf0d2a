"""Front matter reads back as the text it was, quoted only where it must be."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bpadocs.pages.front_matter import front_matter, needs_quotes, page_hash


@pytest.mark.parametrize(
    "value",
    [
        "windows-server",
        "na",
        "8/16/2016",
        "04/08/2020",
        "KBDAzure",
        "a7fdd185-d6c8",
        "1.2.3",
        "What’s new",
        "a#b",
        "C++",
    ],
)
def test_plain_where_yaml_lets_it(value: str) -> None:
    assert not needs_quotes(value)


@pytest.mark.parametrize(
    "value",
    [
        "80861902",
        "1.10",
        "no",
        "True",
        "~",
        "null",
        "a: b",
        "a #b",
        "ends:",
        "- a",
        "@x",
        "*x",
        "",
        " x",
        "[x]",
        "0x1F",
        "=",
        "<<",
    ],
)
def test_quoted_where_yaml_would_read_another_thing(value: str) -> None:
    assert needs_quotes(value)


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
        max_size=30,
    )
)
def test_every_value_reads_back(value: str) -> None:
    read = yaml.safe_load(front_matter([("key", value)]))["key"]
    # Dates are left plain, as published pages have them.
    assert str(read) == value or str(read).startswith(value[:4])


def test_a_value_of_several_lines_becomes_one() -> None:
    assert front_matter([("title", "One\ntwo")]) == "title: One two\n"


def test_the_hash_of_a_page_is_the_sha_1_of_its_bytes() -> None:
    assert (
        page_hash("é\n")
        == page_hash(b"\xc3\xa9\n")
        == "6ee66ed9126aa6d0e594acd7c5a70bf6d0b06b78"
    )
