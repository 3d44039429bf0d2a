"""Places are where the editor has them, whatever it counts."""

import pytest

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from lsprotocol import types
from pygls.workspace import PositionCodec

from bpadocs.editor.places import PlacedText, replaced
from bpadocs.lint.findings import Place

TEXT = "a😀b\nsecond\u2028line\r\n한글"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_each_offset_comes_back(encoding: str) -> None:
    placed = PlacedText(TEXT, PositionCodec(encoding))
    for offset in range(len(TEXT) + 1):
        if TEXT[offset - 1 : offset] != "\r":  # within a line end is no place
            assert placed.offset(placed.position(offset)) == offset


def test_a_column_counts_as_utf_16_does() -> None:
    placed = PlacedText(TEXT, PositionCodec())
    start = types.Position(0, 3)
    assert placed.range(Place(1, 3, 1, 4)) == types.Range(start, types.Position(0, 4))


def test_a_place_behind_the_last_line_is_its_end() -> None:
    placed = PlacedText("one\ntwo", PositionCodec())
    assert placed.range(Place(9, 1, 9, 1)).start == types.Position(1, 3)
    assert placed.rest_of_line(9, 1).end == types.Position(1, 3)
    assert placed.offset(types.Position(9, 9)) == 7


@pytest.mark.parametrize(
    ("old", "new", "piece"),
    [
        ("a  b", "a b", (2, 3, "")),
        ("aa", "aaa", (2, 2, "a")),
        ("", "x", (0, 0, "x")),
        ("x", "x", (1, 1, "")),
        ("abc", "axc", (1, 2, "x")),
    ],
)
def test_what_differs_is_one_piece(
    old: str, new: str, piece: tuple[int, int, str]
) -> None:
    start, end, text = replaced(old, new)
    assert (start, end, text) == piece
    assert old[:start] + text + old[end:] == new
