"""Whatever comes between messages, the next whole one is read."""

from io import BytesIO

import pytest

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from bpadocs.editor.serving import SoundInput


def lines(sent: bytes) -> list[bytes]:
    """Return the lines as they are read."""
    stream = SoundInput(BytesIO(sent))
    return [*iter(stream.readline, b"")]


def test_a_length_is_read_as_it_is() -> None:
    assert lines(b"Content-Length: 99999999\r\n\r\n") == [
        b"Content-Length: 99999999\r\n",
        b"\r\n",
    ]


def test_a_length_for_whose_end_one_would_wait_for_ever_is_none() -> None:
    assert lines(b"Content-Length: 100000000\r\n") == [b"\n"]
    assert lines(b"Content-Length:999999999999\r\n") == [b"\n"]


def test_a_message_begins_behind_half_of_another_one() -> None:
    sent = b'{"half": "Content-Length: 1Content-Length: 7\r\n\r\n{"a":1}'
    stream = SoundInput(BytesIO(sent))
    assert stream.readline() == b"Content-Length: 7\r\n"
    assert stream.readline() == b"\r\n"
    assert stream.read(7) == b'{"a":1}'
    assert stream.readline() == b""


def test_a_line_without_an_end_is_read_in_pieces() -> None:
    assert [len(line) for line in lines(b"x" * 100_000)] == [65_536, 34_464]
