"""Which part of a line is coloured, and that nothing is which a terminal or a program would obey."""

import io
import re

import pytest

from bpadocs.cli import colour, shared, terminal
from bpadocs.cli.terminal import Paint, hand_over, say, say_lines

CODES = re.compile(r"\x1b\[[\d;]*m")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked for, and the terminal knows colours."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(terminal, "_colours", terminal.AUTO)


@pytest.mark.parametrize(
    ("paint", "line", "coloured"),
    [
        (
            colour.finding,
            "a.yaml:2:3: error terms: say “host” [fr title]",
            ["a.yaml:2:3", "error", "terms", " [fr title]"],
        ),
        (colour.finding, "    29 | title: x", ["    29 |"]),
        (colour.finding, "       |    ^^^", ["       |", "    ^^^"]),
        (
            colour.finding,
            "       | the English since then: [-seven-]{+ten+} days",
            ["       |", "[-seven-]", "{+ten+}"],
        ),
        (colour.finding, "       = fix: “a” becomes “b”", ["       ="]),
        (colour.mistake, "a.yaml:2:3: text is missing", ["a.yaml:2:3"]),
        (colour.mistake, "bpa build: 1 mistake", []),
        (colour.difference, "+++ b/x", ["+++ b/x"]),
        (colour.difference, "-old", ["-old"]),
        (colour.difference, " same", []),
        (
            colour.counts,
            "16 rules: 1,200 errors, 1 hint",
            ["1,200 errors", "1 hint"],
        ),
    ],
)
def test_what_is_coloured(paint: Paint, line: str, coloured: list[str]) -> None:
    painted = paint(line)
    assert CODES.sub("", painted) == line
    assert re.findall(r"\x1b\[[\d;]+m(.*?)\x1b\[0m", painted) == coloured


def test_what_comes_from_outside_is_obeyed_in_no_colour() -> None:
    stream = Terminal()
    say("a.yaml:1:2: \x1b[31mred", file=stream, paint=colour.mistake)
    say_lines("+\x1b[2J\n", file=stream, paint=colour.difference)
    assert "\\u001b[31mred" in stream.getvalue()
    assert "+\\u001b[2J" in stream.getvalue()
    assert set(CODES.findall(stream.getvalue())) == {"\x1b[1m", "\x1b[32m", "\x1b[0m"}


def test_a_document_for_programs_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.choose_colours("always")
    text = "a.yaml:2:3: error terms: say “host”\n"
    hand_over(text)
    assert capsys.readouterr().out == text
    hand_over(text, colour.finding)
    printed = capsys.readouterr().out
    assert printed != text
    assert CODES.sub("", printed) == text


def test_what_a_command_would_change_is_coloured(
    capsys: pytest.CaptureFixture[str],
) -> None:
    terminal.choose_colours(terminal.ALWAYS)
    shared.say_difference("a.yaml", b"old\n", b"new\n")
    shared.say_difference("b.yaml", b"same\n", b"same\n")
    written = capsys.readouterr().out
    assert "\x1b[31m-old\x1b[0m\n\x1b[32m+new\x1b[0m\n" in written
    assert "b.yaml" not in written
