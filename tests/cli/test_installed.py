"""How the package is installed: from an archive, and without what only some commands need."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from projects import RULE, write_project

import bpadocs
from bpadocs.cli import EXTRAS, main

PACKAGE = Path(bpadocs.__file__).parent

WITHOUT = """
import sys
for name in ("pygments", "watchfiles", "anyio", "rich"):
    sys.modules[name] = None
from bpadocs.cli import program
program()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", {"backup": RULE})


def run(*words: str, project: Path, path: str = "") -> tuple[int, str]:
    environment = {**os.environ, "PYTHONPATH": path or str(PACKAGE.parent)}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=project,
        check=False,
        capture_output=True,
        text=True,
        env=environment,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_command_in_an_archive_says_what_to_do(project: Path, tmp_path: Path) -> None:
    archive = tmp_path / "bpadocs.zip"
    with zipfile.ZipFile(archive, "w") as whole:
        for path in PACKAGE.rglob("*.py"):
            whole.write(path, path.relative_to(PACKAGE.parent))
    code, said = run("-m", "bpadocs", "build", project=project, path=str(archive))
    assert (code, said) == (
        2,
        "bpa build: bpadocs lies in an archive here, where its templates and schemas cannot be "
        "read; install it: pip install bpadocs\n",
    )
    assert main(["build", "--project", str(project)]) == 0
    reader = (
        "from bpadocs.runtime import Messages\n"
        "messages = Messages.open('build/messages', 'fr')\n"
        "print(messages['hyper-v/backup'].title)\n"
    )
    code, said = run("-c", reader, project=project, path=str(archive))
    assert said == "Sauvegarder les machines virtuelles\n"


def test_lint_and_build_need_no_extra(project: Path) -> None:
    for words in (["build"], ["lint"], ["status"], ["po", "sync"]):
        code, said = run("-c", WITHOUT, *words, project=project)
        assert code in (0, 1), said
        assert "Error" not in said


def test_a_command_without_its_extra_says_which_that_is(project: Path) -> None:
    code, said = run("-c", WITHOUT, "serve", "--port", "0", project=project)
    assert code == 2
    module = next(name for name in EXTRAS if name in said)
    wanted = f'needs {module}, which is not installed: pip install "bpadocs['
    assert wanted in said
    assert "Traceback" not in said
