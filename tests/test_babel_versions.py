"""The same bytes whatever version of Babel is installed.

The other versions are in folders of their own: `make babels` brings them.
"""

import os
import subprocess
import sys
from pathlib import Path

import babel
import pytest
from exchange_helpers import whole_repository

BABELS = Path(__file__).parents[1] / ".venv" / "babels"
OTHERS = sorted(folder for folder in BABELS.glob("*") if (folder / "babel").is_dir())
ALL_TARGETS = 'messages = ["gettext", "json", "bpa", "psrule", "resx", "xccdf"]'


def built(project: Path, babels: Path | None) -> dict[str, bytes]:
    """What a build makes of a project with this Babel, from nothing."""
    first = [str(babels)] if babels else []
    path = os.pathsep.join([*first, *filter(None, sys.path)])
    code = "import babel, sys; print(babel.__version__); from bpadocs.cli import main; sys.exit(main(['build']))"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=project,
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    version = done.stdout.split("\n")[0]
    assert version == (babels.name if babels else babel.__version__)
    files = {}
    for part in ("docs", "messages"):
        folder = project / "build" / part
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                files[str(file.relative_to(folder))] = file.read_bytes()
    return files


@pytest.mark.skipif(
    not OTHERS, reason="no other version of Babel here; `make babels` brings them"
)
def test_two_versions_of_babel_build_the_same(tmp_path: Path) -> None:
    assert [folder.name for folder in OTHERS if folder.name != babel.__version__]
    results = {}
    for folder in (None, *OTHERS):
        name = folder.name if folder else "installed"
        project = whole_repository(tmp_path / name)
        settings = project / "pyproject.toml"
        text = settings.read_text("utf-8")
        text = text.replace("[tool.bpadocs]\n", f"[tool.bpadocs]\n{ALL_TARGETS}\n")
        settings.write_text(text, "utf-8")
        results[name] = built(project, folder)
    expected = results.pop("installed")
    assert len(expected) > 150
    for name, files in results.items():
        assert files.keys() == expected.keys(), name
        differing = [path for path in files if files[path] != expected[path]]
        assert differing == [], name
