"""The command as a process: how it ends."""

import subprocess
import sys
from pathlib import Path

import pytest

BPA = [sys.executable, "-m", "bpadocs"]
FULL = Path("/dev/full")


def test_a_reader_that_leaves_early_is_no_mistake() -> None:
    with subprocess.Popen([*BPA, "checks"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


@pytest.mark.skipif(not FULL.exists(), reason="no /dev/full here")
def test_output_that_cannot_be_written_is_said_in_one_line() -> None:
    with FULL.open("wb") as full:
        done = subprocess.run([*BPA, "checks"], stdout=full, stderr=subprocess.PIPE, check=False)
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
        (["buidl"], "invalid choice: 'buidl' (choose from"),
        (["--help"], "add-locale"),
        (["-h", "build"], "add-locale"),
        (["build", "--shard", "5/4"], "no part such as 3/16"),
    ],
)
def test_help_and_slips_name_every_command(words: list[str], said: str) -> None:
    done = subprocess.run([*BPA, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    assert said in done.stdout.decode()
