"""A file is looked at once for each text that it has, and only a rule is looked at."""

from pathlib import Path

import pytest
from projects import PRODUCT, RULE, write_project

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from pygls.workspace import PositionCodec

from bpadocs.editor.elsewhere import FoundElsewhere
from bpadocs.editor.opened import OpenRule
from bpadocs.editor.service import EditorService, file_of
from bpadocs.lint.findings import BROKEN_FILE, Level, Place

CODEC = PositionCodec()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    project = write_project(tmp_path, {"backups": RULE})
    return project / "rules" / "hyper-v" / "backups.yaml"


def look(service: EditorService, file: Path, text: str) -> OpenRule:
    rule = service.look_at(file.as_uri(), text, CODEC)
    assert rule is not None
    return rule


def test_a_text_is_looked_at_once(file: Path) -> None:
    service = EditorService()
    first = look(service, file, RULE)
    assert look(service, file, RULE) is first
    other = look(service, file, RULE + "# more\n")
    assert other is not first
    assert other.project is first.project
    assert other.checked.path == "rules/hyper-v/backups.yaml"
    assert other.file == file


def test_what_is_no_rule_is_not_looked_at(file: Path) -> None:
    service = EditorService()
    root = file.parents[2]
    for name in (
        "rules/hyper-v/product.yaml",
        "rules/hyper-v/backups.yml",
        "rules/hyper-v/deeper/backups.yaml",
        "rules/backups.yaml",
        "locales/hyper-v/backups.yaml",
        "../rules/hyper-v/backups.yaml",
    ):
        assert service.look_at((root / name).as_uri(), RULE, CODEC) is None
    for uri in ("untitled:1", "http://x/rules/a/b.yaml", "file:///", "file:\0", ""):
        assert service.look_at(uri, RULE, CODEC) is None
    # a look at what is no rule opens no project
    assert service.projects == {}


def test_a_folder_called_rules_below_a_product_takes_nothing_away(file: Path) -> None:
    (file.parent / "rules").mkdir()
    assert look(EditorService(), file, RULE).checked.rule is not None


def test_after_a_change_on_disk_all_that_is_open_is_to_be_looked_at(
    file: Path,
) -> None:
    service = EditorService()
    before = look(service, file, RULE)
    assert before.checked.rule is not None
    product = file.with_name("product.yaml")
    product.write_text("name: [", "utf-8")
    assert look(service, file, RULE) is before
    assert service.renew() == [file.as_uri()]
    assert look(service, file, RULE).checked.problems
    product.write_text(PRODUCT, "utf-8")
    service.renew()
    assert look(service, file, RULE).checked.problems == ()


def test_a_closed_file_is_no_open_rule(file: Path) -> None:
    service = EditorService()
    rule = look(service, file, RULE)
    assert service.open_rule(file) is rule
    assert service.open_rule(file.with_name("other.yaml")) is None
    service.close(file.as_uri())
    assert service.open_rule(file) is None
    assert service.renew() == []


def test_what_all_rules_tell_is_told_of_the_text_that_was_saved(file: Path) -> None:
    service = EditorService()
    rule = look(service, file, RULE)
    assert [*service.told_elsewhere(rule)] == []
    clash = FoundElsewhere(
        check=BROKEN_FILE,
        severity=Level.ERROR,
        file=rule.checked.path,
        place=Place(1, 7, 1, 14),
        message="the same page",
    )
    rule.project.found = {rule.checked.path: [clash]}
    assert [*service.told_elsewhere(rule)] == [clash]
    text = "# first\n" + RULE
    edited = look(service, file, text)
    assert [*service.told_elsewhere(edited)] == []
    # from now on it is the text of the disk
    service.saved(file.as_uri(), text)
    assert [*service.told_elsewhere(edited)] == [clash]


def test_an_address_is_a_file_or_nothing(tmp_path: Path) -> None:
    odd = tmp_path / "C# & 100%" / "é.yaml"
    assert file_of(odd.as_uri()) == odd
    for uri in ("", "untitled:1", "file:///\0", "file:///" + "a" * 5000 + "\0"):
        assert file_of(uri) is None
