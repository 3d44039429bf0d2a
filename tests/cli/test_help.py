"""`bpa help`: a page of the manual, the help of a command, or what was meant."""

import os
import pty
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bpadocs.cli import main, terminal
from bpadocs.cli.colour import manual
from bpadocs.manual.topics import topics


@pytest.fixture(autouse=True)
def _columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def test_without_a_topic_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help"]) == 0
    lines = capsys.readouterr().out.splitlines()
    listed = [
        line.split()[0] for line in lines if line.startswith("    ") and line[4] != " "
    ]
    assert listed == [topic.name for topic in topics()]
    assert "Reference" in lines
    assert max(map(len, lines)) <= 80
    assert not any(line.endswith(" ") for line in lines)


@pytest.mark.parametrize(
    "words", [["rule-file"], ["Rule", "file"], ["reference/rule-file"]]
)
def test_a_page_is_shown(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["help", *words]) == 0
    out = capsys.readouterr().out
    assert out.startswith(
        "Rule file\n\n    A rule is one file, `rules/PRODUCT/NAME.yaml`"
    )
    assert "\x1b" not in out


def test_with_colours_headings_and_code_are_painted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "_colours", terminal.AUTO)
    assert main(["help", "exit-codes", "--color", "always"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "\x1b[1mExit codes\x1b[0m"
    assert any("\x1b[36m`70`\x1b[0m" in line for line in lines)


@pytest.mark.parametrize(
    ("line", "painted"),
    [
        ("Title `x`", "\x1b[1mTitle `x`\x1b[0m"),
        ("  Deeper", "\x1b[1m  Deeper\x1b[0m"),
        ("    text `x`", "    text \x1b[36m`x`\x1b[0m"),
        ("        code", "        code"),
        ("", ""),
    ],
)
def test_what_is_painted(line: str, painted: str) -> None:
    assert manual(line) == painted


@pytest.mark.parametrize("words", [["build"], ["po", "export"]])
def test_a_command_is_shown_as_its_own_help(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as end:
        main(["help", *words])
    assert end.value.code == 0
    shown = capsys.readouterr().out
    with pytest.raises(SystemExit):
        main([*words, "--help"])
    assert shown == capsys.readouterr().out
    assert shown.startswith(f"usage: bpa {' '.join(words)} ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["rulefile"],
            "rulefile: no such topic; did you mean “rule-file”? `bpa help` lists",
        ),
        (["bild"], "bild: no such topic; did you mean “build”?"),
        (["xyzzy"], "xyzzy: no such topic. `bpa help` lists them"),
        (["numbers"], "“numbers” is a check: bpa explain numbers"),
        (["../../README"], "no such topic"),
        (["/etc/passwd"], "no such topic"),
        (["\x1b[2J"], "no such topic"),
    ],
)
def test_another_word_is_told_with_what_was_meant(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["help", *words]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err
    assert "\x1b" not in printed.err
    assert len(printed.err.splitlines()) == 1


# The pager


def at_a_terminal(folder: Path, *words: str, **environment: str) -> str:
    """Return what a terminal of 24 lines is shown."""
    leader, follower = pty.openpty()
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PAGER", "LESS")
    }
    size = {"COLUMNS": "80", "LINES": "24", "TERM": "xterm", "NO_COLOR": "1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "bpadocs", *words],
        stdin=subprocess.DEVNULL,
        stdout=follower,
        stderr=follower,
        cwd=folder,
        env={**kept, **size, **environment},
    )
    os.close(follower)
    found = b""
    while True:
        try:
            piece = os.read(leader, 65536)
        except OSError:
            break
        if not piece:
            break
        found += piece
    os.close(leader)
    assert process.wait(60) == 0
    return found.decode().replace("\r\n", "\n")


@pytest.fixture
def pager(tmp_path: Path) -> Path:
    """A pager that says what it was given, and how."""
    path = tmp_path / "my pager"
    path.write_text('#!/bin/sh\necho "paged: $1 $LESS"\nhead -n 2\n')
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


needs_a_terminal = pytest.mark.skipif(
    sys.platform == "win32", reason="no pseudo-terminals"
)


@needs_a_terminal
def test_a_long_page_is_shown_by_the_pager_that_the_user_has_chosen(
    tmp_path: Path, pager: Path
) -> None:
    shown = at_a_terminal(tmp_path, "help", "checks", PAGER=f"'{pager}' -x")
    assert shown == "paged: -x FRX\nChecks\n\n"
    shown = at_a_terminal(tmp_path, "help", "checks", PAGER=f"'{pager}'", LESS="S")
    assert shown.startswith("paged:  S\n")


@needs_a_terminal
@pytest.mark.parametrize("value", ["", "/no/such/pager", "'"])
def test_without_a_pager_that_works_the_page_is_printed(
    tmp_path: Path, value: str
) -> None:
    shown = at_a_terminal(tmp_path, "help", "exit-codes", PAGER=value)
    assert shown.startswith("Exit codes\n\n    They stay")
    assert len(shown.splitlines()) > 24


@needs_a_terminal
def test_a_page_that_fits_needs_no_pager(tmp_path: Path, pager: Path) -> None:
    shown = at_a_terminal(
        tmp_path, "help", "exit-codes", PAGER=f"'{pager}'", LINES="999"
    )
    assert shown.startswith("Exit codes\n")


def test_what_goes_into_a_pipe_is_not_paged(tmp_path: Path, pager: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bpadocs", "help", "checks"],
        cwd=tmp_path,
        env={**os.environ, "PAGER": f"'{pager}'"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("Checks\n")
    assert done.stdout.count("\n") > 1000
