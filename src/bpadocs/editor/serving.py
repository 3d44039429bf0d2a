"""Serve one editor over standard input and output, whatever it sends."""

import logging
import re
from io import BufferedReader
from typing import BinaryIO, Final, cast

from bpadocs.editor.features import make_server

_LENGTH: Final = b"Content-Length:"
_TOO_LONG: Final = re.compile(_LENGTH + rb"\s*\d{9}")
"""The length of a message that no editor sends; to wait for its end is to wait for ever."""

_LONGEST_LINE: Final = 65_536
"""The most bytes that are read at once in search of the end of a line."""


class SoundInput:
    """Standard input as whole messages have it, whatever came between them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """Return a line; an empty one in the place of a length that cannot be."""
        line = self._stream.readline(_LONGEST_LINE)
        # Messages have no line end behind them: where half of one was lost, the next begins here.
        begins = max(line.rfind(_LENGTH), 0)
        line = line[begins:]
        return b"\n" if _TOO_LONG.match(line) else line

    def read(self, size: int) -> bytes:
        """Return so many bytes."""
        return self._stream.read(size)


def serve(stream: BinaryIO, out: BinaryIO) -> None:
    """Serve one editor, until it says that it is done, or leaves."""
    # It writes tracebacks of what it is sent; what is worth knowing is in the editor's log.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = make_server()
    server.start_io(cast(BufferedReader, SoundInput(stream)), out)
