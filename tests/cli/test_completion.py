"""What `bpa completion` prints is read by the shells themselves."""

import re
import shutil
import subprocess

import pytest
from powershell_reader import Table, tables
from powershell_script import mistakes_of

from bpadocs.cli import COMMANDS, main


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["bpa", "li"], ["lint"]),
        (["bpa", "no-such"], []),
        (["bpa", "build", "--che"], ["--check"]),
        (["bpa", "lint", "--format", "js"], ["json"]),
        (["bpa", "po", "ex"], ["export"]),
        (["bpa", "po", "export", "--lo"], ["--locale"]),
        (["bpa", "explain", "argument-e"], ["argument-extra"]),
        (["bpadocs", "build", "--color", "a"], ["auto", "always"]),
    ],
)
def test_bash_offers_what_fits(
    capsys: pytest.CaptureFixture[str], typed: list[str], offered: list[str]
) -> None:
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash here to read the script")
    words = " ".join(typed)
    ask = f"COMP_WORDS=({words}); COMP_CWORD={len(typed) - 1}; _bpa"
    text = f'{script("bash", capsys)}\n{ask}; printf "%s\\n" "${{COMPREPLY[@]}}"\n'
    done = subprocess.run(
        [bash, "--norc"], input=text, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert done.stdout.split() == offered


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_finds_no_mistake_in_its_script(
    capsys: pytest.CaptureFixture[str], shell: str
) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"no {shell} here to read the script")
    text = script(shell, capsys)
    done = subprocess.run(
        [program, "-n"], input=text, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_command_is_in_it(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    text = script(shell, capsys)
    for command in COMMANDS:
        assert command in text


def offered_by_bash(text: str) -> Table:
    """What bash offers, by the command and the word before; by the command alone, all else."""
    found: Table = {}
    for cases, words in re.findall(r'^ +(.+)\) words="(.*)" ;;$', text, re.MULTILINE):
        for case in cases.split("|"):
            found[case.removesuffix("*").strip('" ')] = words.split()
    return found


def test_powershell_offers_the_words_that_bash_offers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # There is no PowerShell to be had here that would run it.
    found = tables(script("powershell", capsys))
    first = list(found["$words"].pop(""))
    in_powershell = {
        case: list(words)
        for case, words in (found["$words"] | found["$values"]).items()
    }
    assert in_powershell == offered_by_bash(script("bash", capsys))
    assert first == [*COMMANDS, "--help", "--version"]


def test_powershell_can_follow_its_script(capsys: pytest.CaptureFixture[str]) -> None:
    text = script("powershell", capsys)
    assert mistakes_of(text.encode()) == ()
    # Windows PowerShell reads what a program prints in the code page of the console
    assert text.isascii()
    assert text.startswith(
        "Register-ArgumentCompleter -Native -CommandName @('bpa', 'bpadocs') -ScriptBlock {"
    )
    in_order = "param($wordToComplete, $commandAst, $cursorPosition)"
    assert in_order in text


def test_powershell_is_told_what_each_word_does(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = tables(script("powershell", capsys))
    of_all = list((found["$words"] | found["$values"]).values())
    assert all(help for table in of_all for help in table.values())
    assert found["$words"][""]["lint"] == COMMANDS["lint"]
    assert found["$words"][""]["say"] == COMMANDS["say"]
