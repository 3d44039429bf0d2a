"""How commands print. Whatever they print of names and texts from outside is shown, never obeyed."""

import io
import sys
from typing import TextIO

from bpadocs import shown


def prepare() -> None:
    """Make the streams take every character. What goes into a file or to a program is UTF-8
    wherever it is printed.

    A terminal keeps the encoding it has, and is shown the codes of the characters that are not in
    it.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def say(text: object, *, file: TextIO | None = None, flush: bool = False) -> None:
    """Print this as one line, whatever is in it."""
    print(shown.line(str(text)), file=file, flush=flush)


def say_lines(text: str, *, file: TextIO | None = None, flush: bool = False) -> None:
    """Print a text that has lines, each as one line; nothing where it is empty."""
    for one in text.removesuffix("\n").split("\n") if text else ():
        # the end of a line in a file from Windows is no order to a terminal
        print(
            shown.line(one.removesuffix("\r")),
            end="\r\n" if one.endswith("\r") else "\n",
            file=file,
        )
    if flush:
        (file or sys.stdout).flush()


def hand_over(text: str) -> None:
    """Write a document to standard output for a program to read, byte for byte: its text says UTF-8
    and has LF.
    """
    if sys.stdout.isatty():
        say_lines(text)
    elif isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    else:
        sys.stdout.write(text)
