from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpadocs.translators.inline_codes import Code, CodePair, Piece, protect, together

MARKDOWN = """\
Run `Get-VM` first, then *see **all* of** it. See [the `-Force` page](a.md "t"),
<https://example.org> and ![x](y.png).

## A heading

- one\\
  more
- **two** of {braces}

> [!NOTE]
> Careful.

| a | b |
|---|---|
| `c` | *d* |

```powershell
# On the server
Get-VM | Remove-VM
```
"""


def codes(pieces: Sequence[Piece]) -> Iterator[Code | CodePair]:
    """All that is protected, at every depth, in the order of the text."""
    for piece in pieces:
        if not isinstance(piece, str):
            yield piece
        if isinstance(piece, CodePair):
            yield from codes(piece.inside)


def test_what_is_protected_in_markdown() -> None:
    pieces = protect(MARKDOWN, markup=True, arguments={})
    assert together(pieces) == MARKDOWN
    found = list(codes(pieces))
    data = [piece.data for piece in found if isinstance(piece, Code)]
    assert "`Get-VM`" in data
    assert "<https://example.org>" in data
    assert "![x](y.png)" in data
    assert "## " in data
    assert "```powershell\n# " in data
    link = next(
        piece for piece in found if isinstance(piece, CodePair) and piece.type == "link"
    )
    assert (link.start, link.end) == ("[", '](a.md "t")')
    assert link.inside == ("the ", Code("`-Force`", "-Force"), " page")
    words = "".join(piece for piece in pieces if isinstance(piece, str))
    assert "Remove-VM" not in words
    assert "A heading" in words
    assert "On the server" in words


def test_arguments_are_protected_in_plain_text() -> None:
    pieces = protect(
        "Set {cpu} to {{4}} *now*, {other}",
        markup=False,
        arguments={"cpu": "number of processors"},
    )
    assert pieces == (
        "Set ",
        Code("{cpu}", "<number of processors>"),
        " to {{4}} *now*, {other}",
    )


@given(
    st.lists(
        st.sampled_from(
            [
                *"*_`[]()<>!|#->\n \\~&",
                "a",
                "b.md",
                "**",
                "](",
                "\n\n",
                "- ",
                "1. ",
                "```\n",
            ]
        )
    ).map("".join)
)
@pytest.mark.parametrize("markup", [True, False])
def test_the_pieces_are_the_text(markup: bool, text: str) -> None:
    assert together(protect(text, markup=markup, arguments={"a": "x"})) == text
