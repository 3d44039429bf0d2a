"""What all targets have in common."""

from pathlib import Path

import pytest
from message_helpers import (
    FIXTURE,
    a_product,
    a_rule,
    catalogs_of,
    catalogs_of_rules,
    head_of,
    write_messages,
)
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.messages import TARGETS, is_fragment, message_files, paths
from bpadocs.messages.catalog import FileNames
from bpadocs.messages.keys import by_product, flat_texts
from bpadocs.project import settings
from bpadocs.rule.model import Plural


def test_the_settings_name_every_target_there_is() -> None:
    assert tuple(TARGETS) == settings.TARGETS
    assert set(settings.USUAL_TARGETS) < set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("language", ["en", "fr", "ko"])
def test_a_target_knows_its_files_before_it_makes_them(
    target: str, language: str
) -> None:
    built = catalogs_of(FIXTURE)
    names = FileNames(
        language=language,
        locale=language,
        models=("HyperV",),
        help_ids=("FreeSpace", "Quiet"),
    )
    made = message_files((target,), head_of(built, language), built)
    assert sorted(paths([target], names)) == sorted(made)


def test_every_target_has_a_folder_of_its_own_but_gettext() -> None:
    for target in TARGETS:
        made = write_messages(catalogs_of(FIXTURE), target)
        folders = {name.partition("/")[0] for name in made}
        expected = {"en", "fr", "fr-CA", "es", "ko", "ru"}
        assert folders == (expected if target == "gettext" else {target})


def test_a_fragment_has_a_part_for_each_target() -> None:
    assert is_fragment(("json", "bpa"), b"a\xfdb")
    assert not is_fragment(("json", "bpa"), b"a")
    assert is_fragment(("json",), b"a")
    assert is_fragment((), b"")


def test_a_form_is_told_from_the_general_one_by_its_key() -> None:
    text = Plural("names", {"one": "{names} {{", "other": "{names}s"})
    built = catalogs_of_rules(
        a_rule("p/x", {"en": {"title": "{T}", "issue": text}}, "other", "names"),
        languages=("en",),
    )
    (entry,) = built["en"].entries
    found = [(one.key, one.text) for one in flat_texts(entry.facts, entry.fields)]
    assert found[:3] == [
        ("X_Title", "{{T}}"),
        ("X_Problem", "{1}s"),
        ("X_Problem_One", "{1} {{"),
    ]


def test_rules_stand_by_product() -> None:
    products = {name: a_product(name) for name in "ab"}
    assert list(by_product(products, [])) == []


def test_what_is_no_target_any_more_is_taken_away(tmp_path: Path) -> None:
    root = write_project(tmp_path / "project", {"backups": RULE})
    file = root / "pyproject.toml"
    text = file.read_text("utf-8")
    header = "[tool.bpadocs]\n"
    assert main(["build", "--project", str(root)]) == 0
    messages = root / "build/messages"
    assert (messages / "bpa/en-US/HyperV.psd1").exists()
    assert (messages / "resx").exists()
    assert not (messages / "psrule").exists()
    chosen = f'{header}messages = ["psrule", "json"]\n'
    file.write_text(
        text.replace(header, chosen) if header in text else chosen + text, "utf-8"
    )
    assert main(["build", "--project", str(root)]) == 0
    assert (messages / "psrule/en-US/Backups.md").exists()
    there = sorted(path.name for path in messages.iterdir() if any(path.rglob("*.*")))
    assert there == ["json", "psrule"]
    assert main(["build", "--check", "--project", str(root)]) == 0
