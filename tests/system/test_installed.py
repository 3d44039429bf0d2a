"""The digest of code is about what is installed, not about where."""

from pathlib import Path

from bpadocs.system.installed import digest_of_code, versions


def write(folder: Path, text: str, name: str = "a.py") -> str:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(text)
    return str(path)


def test_the_same_code_has_one_digest_wherever_it_lies(tmp_path: Path) -> None:
    here = write(tmp_path / "here", "pass")
    there = write(tmp_path / "there", "pass")
    assert digest_of_code((), [here]) == digest_of_code((), [there])


def test_other_code_other_names_and_other_versions_have_other_digests(
    tmp_path: Path,
) -> None:
    file = write(tmp_path, "pass")
    digests = {
        digest_of_code((), [file]),
        digest_of_code((), [write(tmp_path, "pass", "b.py")]),
        digest_of_code((), [write(tmp_path, "return", "c.py")]),
        digest_of_code(("pytest",), [file]),
        digest_of_code((), [file], "another Python"),
    }
    assert len(digests) == 5


def test_projects_have_the_names_of_their_folders() -> None:
    assert sorted(versions(("markdown_it_py", "pyyaml"))) == [
        "markdown_it_py",
        "pyyaml",
    ]
