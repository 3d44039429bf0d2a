"""Sections into UI text and details, and nothing of either lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpadocs.formats.markdown import parse
from bpadocs.published.texts import (
    Fields,
    StructureDiffersError,
    english_fields,
    tidy,
    translated_fields,
    without_anchors,
)

HOSTS = {"list of hosts": "hosts"}


@pytest.mark.parametrize(
    ("body", "ui", "details"),
    [
        ("*Late.*  ", "Late.", None),
        ("*Late.*\n\nSee [more](m.md).  \n", "Late.", "See [more](m.md)."),
        ("*One.*\n  \n*Two.*\n\nThree.", "One.\n\nTwo.", "Three."),
        ("*These:*\n\n\\<list of hosts>", "These:\n\n{hosts}", None),
        ("*These: \\<list of hosts>*", "These: {hosts}", None),
        (
            "*These:*\n\n\\<list of hosts>\n\n*Mend them.*",
            "These:\n\n{hosts}\n\nMend them.",
            None,
        ),
        ("*Use {0} \\*now\\*.*", "Use {{0}} *now*.", None),
        ("*Do one of these:*\n\n- *a*\n- *b*", "Do one of these:", "- *a*\n- *b*"),
        # what is not wholly in italics, or shows marks that plain text cannot have, is details as
        # it stands
        (
            "Do one of these:\n\n-   a\n\n-   b",
            None,
            "Do one of these:\n\n-   a\n\n-   b",
        ),
        ("*Late.* See below.", None, "*Late.* See below."),
        ("*Late*.", None, "*Late*."),
        ("**Late.**", None, "**Late.**"),
        ("***Late.***", None, "***Late.***"),
        ("_Late._", None, "_Late._"),
        ("*Use `w32tm`.*", None, "*Use `w32tm`.*"),
        ("*See [a](b).*", None, "*See [a](b).*"),
        ("*Late.*\n- and a list", None, "*Late.*\n- and a list"),
        ("\\<list of hosts>", None, "\\<list of hosts>"),
        ("Text.\n\n*Later in italics.*", None, "Text.\n\n*Later in italics.*"),
    ],
)
def test_english(body: str, ui: str | None, details: str | None) -> None:
    assert english_fields(body, HOSTS) == Fields(ui, details)


ENGLISH = Fields("These:\n\n{hosts}", None)


@pytest.mark.parametrize(
    ("body", "ui"),
    [
        ("*Ceux-ci :*\n\n\\<liste des hôtes >", "Ceux-ci :\n\n{hosts}"),
        ("*다음:*\n\n호스트 \\<목록 >", "다음:\n\n{hosts}"),
        ("*다음:*\n\n호스트 목록 \\<>", "다음:\n\n{hosts}"),
        ("@no__t 0Ceux-ci : *\n\n\\<x>", "@no__t 0Ceux-ci :\n\n{hosts}"),
        ("ceux *Ci :*\n\n\\<x>", "ceux Ci :\n\n{hosts}"),
        ("Ceux-ci {0} :\n\n\\<x>", "Ceux-ci {{0}} :\n\n{hosts}"),
        ("*Ceux-ci :*\n\nles hôtes", "Ceux-ci :\n\nles hôtes"),
    ],
)
def test_translated_ui_text_keeps_every_word(body: str, ui: str) -> None:
    assert translated_fields(body, ENGLISH, HOSTS) == Fields(ui, None)


def test_a_placeholder_in_a_sentence_is_the_argument_when_it_is_whole() -> None:
    english = Fields("These: {hosts}", None)
    whole = translated_fields("*Ceux-ci : \\<liste des hôtes >*", english, HOSTS)
    assert whole.ui == "Ceux-ci : {hosts}"
    torn = translated_fields(
        "*이는 \\<목록과 같은 항목에 영향을 줍니다 >*", english, HOSTS
    )
    assert torn.ui == "이는 <목록과 같은 항목에 영향을 줍니다 >"


def test_details_lose_only_the_anchors() -> None:
    english = Fields("A.", "### Do it now\n\n1. x")
    body = '*B.*\n\n### <a name="do-it-now"></a>Faites-le\n\n1. y'
    assert translated_fields(body, english, {}) == Fields("B.", "### Faites-le\n\n1. y")


@pytest.mark.parametrize(
    ("body", "english"),
    [
        ("*Un.*", Fields("One.\n\nTwo.", None)),
        ("*Un.*\n\n*Deux.*", Fields("One.", None)),
        ("- un", Fields("One.", None)),
        ("# Un", Fields("One.", None)),
    ],
)
def test_another_structure_is_refused(body: str, english: Fields) -> None:
    with pytest.raises(StructureDiffersError):
        translated_fields(body, english, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a  \n  \n\n\nb \n", "a\n\nb"),
        ("a  \nb", "a  \nb"),
        ("a   \n- b", "a\n- b"),
        ("```  \nx  \n\n\ny\n```  ", "```\nx\n\n\ny\n```"),
        ("- a\n\n      code\n\n\n      more", "- a\n\n      code\n\n\n      more"),
        ("", ""),
    ],
)
def test_tidy(text: str, expected: str) -> None:
    assert tidy(text) == expected


@given(
    st.lists(
        st.sampled_from(["a  ", "b", "", "  ", "- c", "    d", "> e  ", "```", "# f"]),
        max_size=12,
    )
)
def test_tidy_changes_no_meaning(lines: list[str]) -> None:
    text = "\n".join(lines)
    shown = [
        (block.kind, " ".join(block.plain.split())) for block in parse(text).blocks
    ]
    assert [
        (block.kind, " ".join(block.plain.split()))
        for block in parse(tidy(text)).blocks
    ] == shown
    assert tidy(tidy(text)) == tidy(text)


def test_anchors_of_a_writer_stay() -> None:
    english = "### One\n\n### Two"
    text = '### <a name="one"></a><a name="own"></a>Un\n\n### Deux'
    assert without_anchors(text, english) == '### <a name="own"></a>Un\n\n### Deux'
