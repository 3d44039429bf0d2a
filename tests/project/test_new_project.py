"""A new project is whole, has nothing to be told of it, and is in nobody's way."""

from pathlib import Path

import pytest

from bpadocs.errors import UsageError
from bpadocs.lint.run import lint
from bpadocs.project.new_project import LANGUAGE, RULE, check_is_free, new_project
from bpadocs.project.shared_words import words_of
from bpadocs.project.tree import Project, read_project
from bpadocs.publish import outputs
from bpadocs.rule.provenance import State, states


def begin(root: Path) -> Project:
    """Write the files of a new project, and read it."""
    for name, content in new_project(root).files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return read_project(root)


def test_the_first_rule_is_confirmed_in_both_languages(tmp_path: Path) -> None:
    project = begin(tmp_path)
    [rule] = project.rules
    assert rule.id == RULE
    assert set(states(rule, LANGUAGE).values()) == {State.CURRENT}
    assert words_of(project)[LANGUAGE].to_do == ()


def test_lint_finds_nothing_and_no_page_is_partly_english(tmp_path: Path) -> None:
    project = begin(tmp_path)
    assert not lint(tmp_path, cached=False).findings
    pages = [text for name, text in outputs(project).items() if name.endswith(".md")]
    assert len(pages) == 4  # a page and an index in each language
    assert not any(b"[en anglais]" in page for page in pages)


def test_what_a_repository_has_already_stays(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    made = new_project(tmp_path)
    assert made.kept == ("README.md",)
    assert "README.md" not in made.files
    assert made.files[".gitignore"].endswith(b"/build/\n")


def test_tables_of_other_tools_are_no_project(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\nline-length = 88\n")
    check_is_free(tmp_path)


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("bpadocs.toml", "", "there is a project here already"),
        ("pyproject.toml", "[tool.bpadocs]\n", "there is a project here already"),
        ("rules", "a file", "“rules” is here already"),
        ("rules/some.yaml", "a: 1\n", "“rules” is here already"),
    ],
)
def test_where_something_is_there_is_no_project_begun(
    tmp_path: Path, name: str, content: str, expected: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    with pytest.raises(UsageError, match=expected):
        new_project(tmp_path)
