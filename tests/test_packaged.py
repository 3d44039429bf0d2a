"""What the wheel says of itself, where it is shown."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"""(?<=\]\()[^)]*(?=\))|(?<=srcset=")[^"]*""")
"""Where a link leads, or where a picture is; of one there may be a second for dark screens."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pytest.importorskip("hatchling", reason="hatchling is not installed: no wheel")
    folder = tmp_path_factory.mktemp("wheel")
    build = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "-t",
        "wheel",
        "-d",
        str(folder),
    ]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        [name] = [one for one in archive.namelist() if one.endswith("/METADATA")]
        return BytesParser().parsebytes(archive.read(name))


def description(metadata: Message) -> str:
    text = metadata.get_payload()
    assert isinstance(text, str)
    return text


def test_every_link_of_the_readme_is_an_address(metadata: Message) -> None:
    targets = LINK.findall(description(metadata))
    assert targets
    relative = [one for one in targets if not one.startswith(("https://", "#"))]
    assert relative == []


def test_every_address_in_the_repository_is_that_of_a_file(metadata: Message) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    repository = project["urls"]["Repository"]
    paths = []
    for target in LINK.findall(description(metadata)):
        if target.startswith(repository):
            kind, head, path = target.removeprefix(f"{repository}/").split("/", 2)
            assert head == "HEAD"
            assert kind == ("raw" if path.endswith(".webp") else "blob")
            paths.append(path.partition("#")[0])
    assert {"docs/ci.md", ".pictures/page-dark.webp", "CHANGELOG.md"} <= set(paths)
    missing = [path for path in paths if not (ROOT / path).is_file()]
    assert missing == []


def test_it_says_who_made_it_and_where_to_find_more(metadata: Message) -> None:
    urls = dict(one.split(", ") for one in metadata.get_all("Project-URL", []))
    assert urls.keys() == {
        "Homepage",
        "Repository",
        "Changelog",
        "Documentation",
        "Issues",
    }
    assert metadata["Description-Content-Type"] == "text/markdown"
    assert metadata["Author"] == "The bpadocs authors"
    assert "localization" in metadata["Keywords"]
    statuses = [
        one
        for one in metadata.get_all("Classifier", [])
        if one.startswith("Development Status")
    ]
    assert len(statuses) == 1


def test_the_manual_is_in_the_wheel_and_is_shown_from_it(
    wheel: Path, tmp_path: Path
) -> None:
    docs = ROOT / "docs"
    pages = [path.relative_to(docs).as_posix() for path in docs.rglob("*.md")]
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(tmp_path / "installed")
    assert [page for page in pages if f"bpadocs/docs/{page}" not in names] == []
    show = [sys.executable, "-m", "bpadocs", "help", "exit-codes"]
    for place in (tmp_path / "installed", wheel):
        done = subprocess.run(
            show,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(place), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
        )
        if place == wheel:
            assert "bpadocs lies in an archive here" in done.stderr
            assert done.returncode == 2
        else:
            assert done.stdout.startswith("Exit codes\n")
            assert done.returncode == 0
