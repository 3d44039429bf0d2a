"""What is in a page and is no text for readers is taken out, and every place leads back."""

import re
from time import process_time

import pytest

from bpadocs.published.looked_through import is_mdx, looked_through

SXS = (
    '<span data-ttu-id="1a-101">Ouvrez **la console**.</span>'
    '<span class="sxs-lookup"><span data-stu-id="1a-101">Open the **console**.</span></span>'
    ' <span data-ttu-id="1a-102">Attendez.</span>'
    '<span class="sxs-lookup"><span data-stu-id="1a-102">Wait.</span></span>'
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (SXS, "Ouvrez **la console**. Attendez."),
        ("## Titre {#title}\n\nTexte.", "## Titre\n\nTexte."),
        ("Avant {{< note >}}Texte.{{< /note >}}", "Avant Texte."),
        ("{% include head.html %}\nTexte.", "\nTexte."),
        (":::note Bon à savoir\n\nTexte.\n\n:::", "Bon à savoir\n\n\nTexte.\n\n"),
        (
            ":::tip[Le saviez-vous ?]\n\nTexte.\n\n:::",
            "Le saviez-vous ?\n\n\nTexte.\n\n",
        ),
        (
            ':::image type="content" source="a.png" alt-text="Une fenêtre.":::',
            "Une fenêtre.",
        ),
        ('::: moniker range="v2"\nTexte.\n::: moniker-end', "\nTexte.\n"),
        (
            '!!! note "À savoir"\n    Un.\n\n    Deux.\n\nTrois.',
            "À savoir\n\nUn.\n\nDeux.\n\nTrois.",
        ),
        ("??? tip\n    Un.\n", "\nUn.\n"),
    ],
)
def test_marks_of_publishing_tools_are_no_text(text: str, left: str) -> None:
    seen = looked_through(text, mdx=False)
    assert seen is not None
    assert seen.text == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<Note>\n\nTexte.\n\n</Note>", "\n\nTexte.\n\n"),
        ("import Tabs from '@theme/Tabs';\n\nTexte.", "\n\nTexte."),
        ('<Tab value="a" on={() => x > 1}>Texte</Tab>', "Texte"),
        ("Texte {/* à revoir */} fin.", "Texte  fin."),
        ("<img src={logo} />Texte", "Texte"),
        ("<>Texte</>", "Texte"),
    ],
)
def test_components_are_no_text_on_a_page_that_has_them(text: str, left: str) -> None:
    seen = looked_through(text, mdx=True)
    assert seen is not None
    assert seen.text == left


@pytest.mark.parametrize(
    "text",
    [
        "Plain text with <br> and `{{< note >}}` in code.",
        "```\n:::note\n{% x %}\n```",
        "A list: {a}, {b}.",
        "Wow!!! Really??? a === b",
    ],
)
def test_text_and_code_stay_as_they_are(text: str) -> None:
    assert looked_through(text, mdx=False) is None


def test_every_place_leads_back_to_the_page() -> None:
    seen = looked_through(SXS, mdx=False)
    assert seen is not None
    for word in re.finditer(r"\w+", seen.text):
        source = seen.sources.lead_back(word.start())
        assert SXS[source:].startswith(word[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import Tabs from '@theme/Tabs';\n", True),
        ("<Tabs>\n</Tabs>", True),
        ("Text {/* note */}", True),
        ("<Card title='x' />", True),
        ("Import the file <name>, then {x}.", False),
        ("\\<List of servers>", False),
    ],
)
def test_a_page_with_components_is_known_by_them(text: str, expected: bool) -> None:
    assert is_mdx(text) is expected


@pytest.mark.parametrize("mark", ["!!! ", ":::", "::: a"])
def test_a_mark_with_a_long_rest_takes_no_time(mark: str) -> None:
    line = mark + " " * 30_000 + "="
    start = process_time()
    looked_through(line, mdx=False)
    looked_through(mark + ":" * 30_000, mdx=False)
    assert process_time() - start < 1
