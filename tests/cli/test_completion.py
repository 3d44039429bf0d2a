"""What `bpa completion` prints is read by the shells themselves."""

import shutil
import subprocess

import pytest

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


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_command_is_in_it(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    text = script(shell, capsys)
    for command in COMMANDS:
        assert command in text
