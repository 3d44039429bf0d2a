"""Colour where a terminal shows it, and never in what a terminal or a program would obey."""

import io
import re

import pytest

from bpadocs.cli import colour, shared
from bpadocs.cli.terminal import hand_over, say, say_lines

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
    monkeypatch.setattr(colour, "_chosen", colour.AUTO)


@pytest.mark.parametrize(
    ("environment", "choice", "on_terminal", "in_pipe"),
    [
        ({}, "auto", True, False),
        ({"NO_COLOR": "1"}, "auto", False, False),
        ({"NO_COLOR": ""}, "auto", True, False),
        ({"FORCE_COLOR": "1"}, "auto", True, True),
        ({"FORCE_COLOR": "0"}, "auto", True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", False, False),
        ({"TERM": "dumb"}, "auto", False, False),
        ({"NO_COLOR": "1"}, "always", True, True),
        ({"FORCE_COLOR": "1"}, "never", False, False),
    ],
)
def test_when_there_is_colour(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    choice: str,
    on_terminal: bool,
    in_pipe: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    colour.choose(choice)
    assert colour.wanted(Terminal()) is on_terminal
    assert colour.wanted(io.StringIO()) is in_pipe


def test_the_old_console_of_windows_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.delenv("TERM")
    monkeypatch.delenv("WT_SESSION", raising=False)
    assert not colour.wanted(Terminal())
    monkeypatch.setenv("WT_SESSION", "some")
    assert colour.wanted(Terminal())


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
def test_what_is_coloured(paint: colour.Paint, line: str, coloured: list[str]) -> None:
    painted = paint(line)
    assert CODES.sub("", painted) == line
    assert re.findall(r"\x1b\[[\d;]+m(.*?)\x1b\[0m", painted) == coloured


def test_what_comes_from_outside_is_obeyed_in_no_colour() -> None:
    terminal = Terminal()
    say("a.yaml:1:2: \x1b[31mred", file=terminal, paint=colour.mistake)
    say_lines("+\x1b[2J\n", file=terminal, paint=colour.difference)
    assert "\\u001b[31mred" in terminal.getvalue()
    assert "+\\u001b[2J" in terminal.getvalue()
    assert set(CODES.findall(terminal.getvalue())) == {"\x1b[1m", "\x1b[32m", "\x1b[0m"}


def test_a_document_for_programs_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    colour.choose("always")
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
    colour.choose(colour.ALWAYS)
    shared.say_difference("a.yaml", b"old\n", b"new\n")
    shared.say_difference("b.yaml", b"same\n", b"same\n")
    written = capsys.readouterr().out
    assert "\x1b[31m-old\x1b[0m\n\x1b[32m+new\x1b[0m\n" in written
    assert "b.yaml" not in written
