"""A page adds to a rule what it lacks, and changes nothing that it has."""

from pathlib import Path

from projects import RULE, write_project

from bpadocs.project.tree import read_project
from bpadocs.published.merge import merge
from bpadocs.published.rule_data import TranslationData
from bpadocs.rule.model import Rule

ENGLISH, _, _ = RULE.partition("  fr:\n")


def rule(folder: Path, text: str) -> Rule:
    [found] = read_project(write_project(folder, {"backups": text})).rules
    return found


def test_a_language_that_is_not_there_is_added_whole(tmp_path: Path) -> None:
    own = rule(tmp_path, ENGLISH)
    french = TranslationData({"title": "Sauvegarder"}, synced={"title": "stamp"})
    text, kept = merge(own, own, {"fr": french})
    assert (
        text
        == f"{ENGLISH}  fr:\n    title: Sauvegarder\n    synced:\n      title: stamp\n"
    )
    assert kept == []


def test_a_missing_field_is_added_with_its_stamp_and_the_others_stay(
    tmp_path: Path,
) -> None:
    without = RULE.replace(
        "    issue: Certaines machines virtuelles ne sont pas sauvegardées.\n", ""
    )
    own = rule(tmp_path, without)
    page = TranslationData(
        fields={"title": "Autre titre", "issue": "Rien.", "see_also": "- x"},
        synced={"title": "a", "issue": "b"},
    )
    text, _ = merge(own, own, {"fr": page})
    assert "    issue: Rien.\n" in text
    assert "    synced:\n      issue: b\n" in text
    assert "Autre titre" not in text
    assert "see_also" not in text


def test_what_the_page_has_otherwise_is_told_with_its_place(tmp_path: Path) -> None:
    own = rule(tmp_path / "own", RULE)
    other = RULE.replace("severity: warning", "severity: error").replace(
        "Sauvegardez", "Copiez"
    )
    text, kept = merge(own, rule(tmp_path / "other", other), {})
    assert text == RULE
    assert [(one.line, one.message) for one in kept] == [
        (2, "the page has another severity; the project keeps its own"),
        (26, "the page has another text.fr.resolution; the project keeps its own"),
    ]
