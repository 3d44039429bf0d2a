"""The command as a process: how it ends."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BPA = [sys.executable, "-m", "bpadocs"]
FULL = Path("/dev/full")


def test_a_reader_that_leaves_early_is_no_mistake() -> None:
    with subprocess.Popen(
        [*BPA, "checks"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_output_that_cannot_be_written_is_said_in_one_line() -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*BPA, "checks"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["bpa checks: No space left on device"]


def test_what_is_printed_arrives_whole() -> None:
    done = subprocess.run([*BPA, "schema"], stdout=subprocess.PIPE, check=True)
    assert done.stdout.endswith(b"}\n")
    assert len(done.stdout) > 1 << 12


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "add-locale"),
        (["buidl"], "no command “buidl”; did you mean “build”?"),
        (["--help"], "add-locale"),
        (["-h", "build"], "add-locale"),
        (["build", "--shard", "5/4"], "no part such as 3/16"),
    ],
)
def test_help_and_slips_name_every_command(words: list[str], said: str) -> None:
    done = subprocess.run(
        [*BPA, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    assert said in done.stdout.decode()


def run_with(
    raised: str, folder: Path, debug: str = ""
) -> "subprocess.CompletedProcess[str]":
    """`bpa checks` where this is raised in the middle of it."""
    code = f"""
import bpadocs.cli.checks
def run(options):
    raise {raised}
bpadocs.cli.checks.run = run
import sys
sys.argv = ["bpa", "checks"]
from bpadocs.cli import program
program()
"""
    environment = {**os.environ, "TMPDIR": str(folder), "BPADOCS_DEBUG": debug}
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "raised",
    ["KeyError('heading')", "RecursionError()", "AssertionError()", "UnicodeError()"],
)
def test_a_bug_has_an_exit_code_of_its_own_one_line_and_a_file(
    tmp_path: Path, raised: str
) -> None:
    done = run_with(raised, tmp_path)
    [file] = tmp_path.iterdir()
    assert done.returncode == 70
    assert (
        done.stderr
        == f"bpa checks: a bug in bpadocs: {raised}; please report it with {file}\n"
    )
    assert "in run\n" in file.read_text("utf-8")


def test_a_bug_shows_its_traceback_to_whoever_wants_it(tmp_path: Path) -> None:
    done = run_with("KeyError('heading')", tmp_path, "1")
    assert done.returncode == 70
    assert done.stderr.startswith("Traceback")


@pytest.mark.parametrize(
    ("raised", "code", "said"),
    [
        ("MemoryError()", 2, "bpa checks: not enough memory\n"),
        ("KeyboardInterrupt()", 130, "interrupted\n"),
        (
            "bpadocs.errors.UsageError('--locale: no x', '--product: no y')",
            2,
            "bpa checks: --locale: no x\nbpa checks: --product: no y\n",
        ),
        (
            "bpadocs.errors.BrokenInputError([bpadocs.errors.Problem('a', 1, 2, 'no b')])",
            2,
            "a:1:2: no b\nbpa checks: 1 mistake, nothing done\n",
        ),
        ("bpadocs.errors.LostProcessError('ended')", 2, "bpa checks: ended\n"),
        (
            "OSError(28, 'No space left on device', 'some/file')",
            2,
            "bpa checks: some/file: No space left on device\n",
        ),
    ],
)
def test_what_is_no_bug_makes_no_file(
    tmp_path: Path, raised: str, code: int, said: str
) -> None:
    done = run_with(raised, tmp_path)
    assert (done.returncode, done.stderr) == (code, said)
    assert list(tmp_path.iterdir()) == []


def test_the_help_says_what_the_exit_codes_mean() -> None:
    done = subprocess.run([*BPA, "--help"], capture_output=True, text=True, check=True)
    said = " ".join(done.stdout.split())
    assert (
        "0 fine, 1 findings, 2 broken input, 70 a bug in bpadocs, 130 interrupted"
        in said
    )
