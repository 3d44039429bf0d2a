"""Anchors of headings."""

import pytest

from bpadocs.pages.markup import anchor_headings, slug


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        (
            "Increase memory using Hyper-V Manager",
            "increase-memory-using-hyper-v-manager",
        ),
        (
            "Use at least SMB protocol version 3.0",
            "use-at-least-smb-protocol-version-30",
        ),
        ("**Bold** and `code`", "bold-and-code"),
        ("A [link](https://example.org/x) here", "a-link-here"),
        ("Errors: 1, 2 & 3?", "errors-1-2--3"),
        ("Ünïcode_name", "ünïcode_name"),
    ],
)
def test_slugs_are_the_publishing_pipelines(heading: str, expected: str) -> None:
    assert slug(heading) == expected


def test_each_heading_gets_the_english_anchor_at_its_place() -> None:
    english = "Text\n\n### First step\n\n```\n# a comment\n```\n\n#### Second step\n"
    french = "Texte\n\n### Première étape\n\n```\n# un commentaire\n```\n\n#### Deuxième étape\n"
    assert anchor_headings(french, english) == (
        'Texte\n\n### <a name="first-step"></a>Première étape\n\n```\n# un commentaire\n```\n\n'
        '#### <a name="second-step"></a>Deuxième étape\n'
    )


def test_a_heading_without_an_english_one_stays_as_it_is() -> None:
    assert (
        anchor_headings("## Un\n\n## Deux", "## One")
        == '## <a name="one"></a>Un\n\n## Deux'
    )


def test_a_comment_in_the_code_of_a_list_item_is_no_heading() -> None:
    english = "1.  One\n\n    ```\n   # a comment\n    ```\n\n## Two"
    french = "1.  Un\n\n    ```\n   # un commentaire\n    ```\n\n## Deux"
    assert anchor_headings(french, english).endswith('\n\n## <a name="two"></a>Deux')
    assert "# un commentaire\n" in anchor_headings(french, english)


def test_a_code_span_at_the_beginning_of_a_line_hides_no_heading() -> None:
    text = "```code``` is code.\n\n## Two"
    assert anchor_headings(text, text).endswith('## <a name="two"></a>Two')
