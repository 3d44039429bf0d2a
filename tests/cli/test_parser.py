"""The command line: help that fits, and what a slip of the pen was meant to be."""

import re

import pytest

from bpadocs.cli import main
from bpadocs.cli.commands import COMMANDS, GROUPS
from bpadocs.cli.parser import called_command, called_words, command_parser


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bild"], "no command “bild”; did you mean “build”? “bpa --help” lists them"),
        (["xyzzy"], "no command “xyzzy”. “bpa --help” lists them"),
        (["build", "--chek"], "--chek: no such option; did you mean “--check”?"),
        (["build", "--chek=1"], "--chek=1: no such option; did you mean “--check”?"),
        (["build", "more"], "more: nothing takes this word"),
        (
            ["lint", "--format", "jsn"],
            "--format: no “jsn”; did you mean “json”? Choose",
        ),
        (["po", "exprt"], "SUBCOMMAND: no “exprt”; did you mean “export”?"),
        (["schema", "\x1b[2J"], "no “\\x1b[2J”"),
        (["lint", "--color", "blue"], "--color: no “blue”"),
        (["serve", "--port", "abc"], "bpa serve: error: --port: “abc” is no whole"),
        (["audit", "x", "--top", "1.5"], "--top: “1.5” is no whole number"),
    ],
)
def test_a_slip_of_the_pen_is_told_with_what_was_meant(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as end:
        main(words)
    assert end.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert said in last
    assert "\x1b" not in last


def test_the_help_fits_a_terminal_and_has_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for columns in ("80", "50", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        with pytest.raises(SystemExit) as end:
            main(["--help"])
        assert end.value.code == 0
        text = capsys.readouterr().out
        assert max(map(len, text.splitlines())) <= min(int(columns), 80)
        assert re.findall(r"^  ([a-z][a-z-]*)  ", text, re.MULTILINE) == list(COMMANDS)
        assert [line[:-1] for line in text.splitlines() if line.endswith(":")] == [
            *GROUPS,
            "Options",
        ]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_each_command_fits(
    monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = command_parser(command).format_help()
    assert text.startswith(f"usage: bpa {command} ")
    assert max(map(len, text.splitlines())) <= 80
    assert "--color" in text


def test_a_word_with_a_hyphen_is_not_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = command_parser("audit").format_help().splitlines()
    assert any("fr-fr=docs/fr-fr" in line for line in lines)
    assert [line for line in lines if line.endswith(("-", "="))] == []


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (["lint", "x"], "lint"),
        (["--color", "never", "lint"], "lint"),
        (["--color=never", "lint"], "lint"),
        (["--help"], None),
        ([], None),
    ],
)
def test_the_command_is_the_first_word_that_belongs_to_no_option(
    words: list[str], command: str | None
) -> None:
    assert called_command(words) == command


@pytest.mark.parametrize(
    ("words", "called"),
    [
        (["po", "import", "x.po"], ["po", "import"]),
        (["--color", "never", "xliff", "export"], ["xliff", "export"]),
        (["po", "x"], ["po"]),
        (["lint", "import"], ["lint"]),
        (["bild"], ["bild"]),
        (["--help"], []),
    ],
)
def test_a_subcommand_is_called_with_its_command(
    words: list[str], called: list[str]
) -> None:
    assert called_words(words) == called
