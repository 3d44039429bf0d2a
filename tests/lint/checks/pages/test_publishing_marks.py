from time import process_time

import pytest
from page_helpers import PAGE
from pair_helpers import ENGLISH, found, pair

from bpadocs.lint.checks.pages.publishing_marks import CHECK

MARKS = """
{{< alert title="Note" >}}
Text.[^1]
{{< /alert >}}

!!! note "Shared"
    Text in <Name>.

:::tip Wait

<Intro level={1}>

Text.

</Intro>

:::

{% include box.html caption="A box" %}

[^1]: More, `[^2]` and `<Other>`.

```
{{< code >}}
```
"""
TRANSLATED = (
    MARKS.replace('"Note"', '"Remarque"')
    .replace('"Shared"', '"Partagé"')
    .replace("tip Wait", "tip Attendez")
    .replace("Text in <Name>", "Texte dans <Nom>")
    .replace("<Other>", "<Autre>")
    .replace("{{< code >}}", "{{< autre >}}")
    .replace('caption="A box"', 'caption="Une boîte"')
)


def told(text: str) -> list[tuple[str, str]]:
    return found(CHECK, pair(PAGE + text, PAGE + MARKS))


def test_translated_words_in_marks_are_good() -> None:
    assert told(TRANSLATED) == []


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            "!!! note",
            "!!! remarque",
            "“!!! remarque” is not in the English: it must be “!!! note”",
        ),
        (
            ":::tip",
            ":::astuce",
            "“:::astuce” is not in the English: it must be “:::tip”",
        ),
        ("</Intro>", "</Introduction>", "it must be “</Intro”"),
        ("box.html", "boite.html", "it must be “{% include box.html”"),
        ("{{< /alert >}}", "", "“{{< /alert” of the English is missing"),
        ("Text.[^1]", "Text.", "“[^1]” of the English is missing"),
        (
            "Text.\n\n<",
            "Text.[^1]\n\n<",
            "“[^1]” is not in the English: it may have to go",
        ),
    ],
)
def test_marks_that_differ_are_told(right: str, wrong: str, message: str) -> None:
    text = TRANSLATED.replace(right, wrong, 1)
    if right.startswith("Text.\n"):
        text = TRANSLATED.replace("Text.\n\n</Intro>", "Text.[^1]\n\n</Intro>")
    [(_, said)] = told(text)
    assert said.endswith(message)


def test_english_and_pages_without_marks_are_left_alone() -> None:
    assert found(CHECK, ENGLISH) == []
    assert found(CHECK, pair(PAGE)) == []


FORMULAS = """
The mean $\\bar{x}$ of $x_1$ is a number.

$$
y = \\begin{cases} 1 & \\text{if } x > 0 \\end{cases}
$$

It costs $5 or $6, in $HOME/$USER, or $(Name)<b>$</b>, $n$년.
"""


def test_formulas_stay_as_they_are() -> None:
    def said(french: str) -> list[str]:
        looked_at = pair(PAGE + french, PAGE + FORMULAS)
        return [message for _, message in found(CHECK, looked_at)]

    translated = (
        FORMULAS.replace("The mean", "La moyenne")
        .replace("\\text{if }", "\\text{si }")
        .replace("$5 or $6", "5 $ ou 6 $")
    )
    assert said(translated) == []
    assert said(translated.replace("$x_1$", "$y_1$")) == [
        "“$y_1$” is not in the English: it must be “$x_1$”"
    ]
    assert said(translated.replace("x > 0", "x < 0")) != []


def test_a_mark_with_many_blanks_and_no_name_takes_no_time() -> None:
    page = f"{PAGE}\n{{{{<{' ' * 20_000}\n"
    start = process_time()
    assert found(CHECK, pair(page, page)) == []
    assert process_time() - start < 3
