"""Rules named on a command line: by file, by folder, or by id."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.errors import UsageError
from bpadocs.project.chosen import chosen_files

BACKUPS = "rules/hyper-v/backups.yaml"
CLOCKS = "rules/hyper-v/clocks.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    rules = {"backups": RULE, "clocks": RULE.replace("page: Backups", "page: Clocks")}
    return write_project(tmp_path, rules)


@pytest.mark.parametrize(
    ("path", "files"),
    [
        (BACKUPS, {BACKUPS}),
        ("hyper-v/backups", {BACKUPS}),
        ("rules", {BACKUPS, CLOCKS}),
        (".", {BACKUPS, CLOCKS}),
        ("rules/hyper-v/", {BACKUPS, CLOCKS}),
        ("hyper-v", {BACKUPS, CLOCKS}),
    ],
)
def test_a_rule_has_several_names(
    root: Path, path: str, files: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert chosen_files(root, [path]) == files


def test_a_path_is_meant_from_where_one_is(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root / "rules/hyper-v")
    assert chosen_files(root, ["clocks.yaml"]) == {CLOCKS}
    assert chosen_files(root, [str(root / BACKUPS)]) == {BACKUPS}


def test_no_file_is_chosen_that_is_no_rule(root: Path) -> None:
    (root / "rules/hyper-v/.backups.yaml").write_text(RULE, "utf-8")
    assert chosen_files(root, ["rules"]) == {BACKUPS, CLOCKS}
    with pytest.raises(UsageError, match="no rule there"):
        chosen_files(root, ["rules/hyper-v/product.yaml"])


def test_every_name_without_a_rule_is_told(root: Path) -> None:
    with pytest.raises(UsageError) as caught:
        chosen_files(root, ["hyper-v/backup", BACKUPS, "noth\u200bing"])
    assert caught.value.messages == (
        "hyper-v/backup: no rule there; did you mean “hyper-v/backups”?",
        "noth\\u200bing: no rule there",
    )
