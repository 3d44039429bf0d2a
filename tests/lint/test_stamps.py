"""From a change of the English to a confirmed translation: states, stamps, refusals, the word diff,
status.
"""

import json
import subprocess
from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.lint.findings import Finding
from bpadocs.lint.history import word_diff, word_diffs
from bpadocs.lint.run import lint
from bpadocs.words import of_pages, of_workplace
from bpadocs.words import of_site as site_words

FILE = "rules/hyper-v/backups.yaml"
PROVENANCE = (
    "stale",
    "edited-unconfirmed",
    "missing",
    "untracked",
    "stamped-without-change",
    "orphan",
)


def git(root: Path, *words: str) -> None:
    who = (
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
        "-c",
        "commit.gpgsign=false",
    )
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "A change")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A committed project whose French is stamped."""
    project = write_project(tmp_path, {"backups": RULE})
    (project / ".gitignore").write_text("build/\n")
    git(project, "init", "-q")
    assert main(["stamp", "hyper-v/backups", "--project", str(project)]) == 0
    commit(project)
    return project


def text(root: Path) -> str:
    return (root / FILE).read_bytes().decode()


def change(root: Path, before: str, after: str) -> None:
    assert before in text(root)
    (root / FILE).write_bytes(text(root).replace(before, after).encode())


def found(root: Path) -> list[tuple[str, str, str | None]]:
    return [(x.check, x.language, x.field) for x in of_provenance(root)]


def of_provenance(root: Path) -> list[Finding]:
    return [
        finding
        for finding in lint(root).findings
        if finding.check in PROVENANCE and finding.language != "it"
    ]


def test_a_stamp_is_one_line_a_field_and_nothing_else_changes(root: Path) -> None:
    before, after = RULE.splitlines(), text(root).splitlines()
    assert [line for line in after if line not in before] == after[-8:]
    assert after[-8] == "    synced:"
    assert [line.split(":")[0].strip() for line in after[-7:]] == [
        "title",
        "description",
        "issue",
        "impact",
        "resolution",
        "resolution_details",
        "page",
    ]
    assert all(line.endswith(" human") for line in after[-7:-1])


def test_what_is_stamped_is_current(root: Path) -> None:
    assert found(root) == []


def test_what_was_never_stamped_is_untracked_once_a_language(tmp_path: Path) -> None:
    project = write_project(tmp_path, {"backups": RULE})
    assert found(project) == [("untracked", "fr", None)]


def test_a_field_without_a_stamp_among_others_is_untracked(root: Path) -> None:
    line = next(
        line
        for line in text(root).splitlines()
        if line.startswith("      issue: ") and "human" in line
    )
    change(root, line + "\n", "")
    assert found(root) == [("untracked", "fr", "issue")]


def test_a_changed_word_makes_the_translation_stale(root: Path) -> None:
    change(root, "Some virtual machines", "Several virtual machines")
    [finding] = of_provenance(root)
    assert (finding.check, finding.field) == ("stale", "issue")
    line = text(root).splitlines()[finding.place.line - 1]
    assert line[finding.place.column - 1 : finding.place.end_column - 1] == (
        "Certaines machines virtuelles ne sont pas sauvegardées."
    )


def test_rewrapping_makes_nothing_stale(root: Path) -> None:
    change(
        root,
        "issue: Some virtual machines are not backed up.",
        "issue: Some virtual\n      machines are not backed up.",
    )
    assert found(root) == []


def test_a_changed_translation_of_the_same_english_is_edited_until_it_is_confirmed(
    root: Path,
) -> None:
    change(root, "Certaines machines", "Quelques machines")
    [finding] = of_provenance(root)
    assert (finding.check, finding.language, finding.field) == (
        "edited-unconfirmed",
        "fr",
        "issue",
    )
    assert finding.message.startswith("this has changed since it was confirmed")
    assert word_diffs(root, [finding]) == {}, (
        "the English is the same: there is nothing to show of it"
    )
    assert main(["stamp", "hyper-v", "--project", str(root)]) == 0
    assert found(root) == []


def test_both_changed_is_edited_until_it_is_confirmed(root: Path) -> None:
    change(root, "Some virtual machines", "Several virtual machines")
    change(root, "Certaines machines", "Plusieurs machines")
    assert found(root) == [("edited-unconfirmed", "fr", "issue")]
    assert main(["stamp", str(root / FILE), "--project", str(root)]) == 0
    assert found(root) == []


def test_stamp_refuses_what_only_the_english_changed(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, "Some virtual machines", "Several virtual machines")
    before = text(root)
    assert main(["stamp", "hyper-v", "--project", str(root)]) == 1
    assert text(root) == before
    printed = capsys.readouterr()
    assert (
        f"{FILE}:21:12: fr.issue: the English changed, the translation did not; not stamped"
        in printed.err
    )
    assert found(root) == [("stale", "fr", "issue")]


def test_stamp_with_a_reason_keeps_the_reason(root: Path) -> None:
    change(root, "Some virtual machines", "Several virtual machines")
    words = ["--reason", "typo in\nEnglish", "--field", "issue", "--locale", "fr"]
    assert main(["stamp", "hyper-v", "--project", str(root), *words]) == 0
    assert "human (typo in English)\n" in text(root)
    assert found(root) == []


def test_origin_and_review_are_kept_until_the_text_changes(root: Path) -> None:
    assert (
        main(
            [
                "stamp",
                "hyper-v",
                "--project",
                str(root),
                "--origin",
                "machine",
                "--reviewed",
            ]
        )
        == 0
    )
    assert text(root).count(" machine reviewed\n") == 6
    change(root, "Certaines machines", "Quelques machines")
    assert main(["stamp", "hyper-v", "--project", str(root)]) == 0
    assert text(root).count(" machine reviewed\n") == 5
    assert text(root).count(" human\n") == 1


def test_stamping_twice_changes_nothing(root: Path) -> None:
    before = text(root)
    assert main(["stamp", "hyper-v", "--project", str(root)]) == 0
    assert text(root) == before


def test_an_unknown_language_is_a_mistake(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stamp", "hyper-v", "--project", str(root), "--locale", "de"]) == 2
    assert (
        "bpa stamp: --locale: “de” is no language to translate into here"
        in capsys.readouterr().err
    )


def test_a_removed_field_leaves_an_orphan(root: Path) -> None:
    change(root, "    resolution: Back up every virtual machine.\n", "")
    assert found(root) == [("orphan", "fr", "resolution")]


def test_a_stamp_without_its_translation_is_an_orphan(root: Path) -> None:
    change(root, "    title: Sauvegarder les machines virtuelles\n", "")
    assert found(root) == [("missing", "fr", "title"), ("orphan", "fr", "synced.title")]


def test_a_language_without_anything_is_one_finding(root: Path) -> None:
    missing = [x for x in lint(root).findings if x.check == "missing"]
    assert [(x.locale, x.field) for x in missing] == [("it-it", None)]


def by_hand(root: Path) -> None:
    """Change the English, and make the stamp fit without touching the translation."""
    from bpadocs.rule.provenance import fingerprint

    old, new = (
        "Some virtual machines are not backed up.",
        "All virtual machines are backed up.",
    )
    change(root, old, new)
    change(root, fingerprint(old), fingerprint(new))


@pytest.mark.parametrize("committed", [False, True])
def test_a_stamp_by_hand_is_found(root: Path, committed: bool) -> None:
    by_hand(root)
    if committed:
        commit(root)
    assert found(root) == [("stamped-without-change", "fr", "issue")]


def test_a_stamp_by_hand_is_forgiven_once_the_translation_was_looked_at(
    root: Path,
) -> None:
    by_hand(root)
    commit(root)
    change(root, "Certaines machines", "Toutes les machines")
    assert main(["stamp", "hyper-v", "--project", str(root)]) == 0
    assert found(root) == []


def diff_of(root: Path) -> str:
    [diff] = word_diffs(root, of_provenance(root)).values()
    return diff


def test_the_word_diff_comes_from_git(root: Path) -> None:
    change(root, "Some virtual machines", "Several virtual machines")
    assert diff_of(root) == "[-Some-]{+Several+} virtual machines are not backed up."


def test_the_word_diff_looks_as_far_back_as_the_stamp(root: Path) -> None:
    change(root, "Some virtual machines", "Several virtual machines")
    commit(root)
    change(root, "not backed up", "not saved")
    commit(root)
    git(root, "mv", FILE, "rules/hyper-v/saved.yaml")
    commit(root)
    assert (
        diff_of(root)
        == "[-Some-]{+Several+} virtual machines are not [-backed up-]{+saved+}."
    )


def test_without_history_the_finding_stands_and_says_why(
    root: Path, tmp_path: Path
) -> None:
    shallow = tmp_path / "shallow"
    change(root, "Some virtual machines", "Several virtual machines")
    commit(root)
    git(root, "clone", "-q", "--depth", "1", f"file://{root}", str(shallow))
    assert (
        diff_of(shallow)
        == "unknown, for this clone is shallow; `git fetch --unshallow` brings the history"
    )


def test_outside_git_the_finding_stands_too(root: Path) -> None:
    import shutil

    change(root, "Some virtual machines", "Several virtual machines")
    shutil.rmtree(root / ".git")
    assert "no git history here" in diff_of(root)


def test_lint_shows_the_word_diff(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, "Some virtual machines", "Several virtual machines")
    capsys.readouterr()
    assert main(["lint", "--project", str(root)]) == 0
    assert (
        "| the English since then: [-Some-]{+Several+} virtual"
        in capsys.readouterr().out
    )
    main(["lint", "--project", str(root), "--format", "json"])
    diffs = [
        entry["diff"]
        for entry in json.loads(capsys.readouterr().out)
        if entry["check"] == "stale"
    ]
    assert diffs == ["[-Some-]{+Several+} virtual machines are not backed up."]


def test_long_texts_are_shortened_around_the_change() -> None:
    before = " ".join(["one two three"] * 20)
    after = before.replace("one two three one", "one two four one", 1)
    assert word_diff(before + " end", after + " end").count("three") < 10
    assert "[-three-]{+four+}" in word_diff(before, after)


def test_status_counts_by_locale_and_product(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, "Some virtual machines", "Several virtual machines")
    capsys.readouterr()
    assert main(["status", "--project", str(root)]) == 0
    words = (
        len([*of_pages.WORDS, *site_words.WORDS, *of_workplace.WORDS]) + 1
    )  # and the label of the argument
    assert capsys.readouterr().out.splitlines() == [
        "locale  product       current  carried  stale  edited  missing  untracked    %",
        "fr-fr   hyper-v             5        0      1       0        0          0   83",
        f"fr-fr   shared words      {words}        0      0       0        0          0  100",
        "it-it   hyper-v             0        0      0       0        6          0    0",
        f"it-it   shared words      {words}        0      0       0        0          0  100",
    ]
    assert main(["status", "--project", str(root), "--format", "json"]) == 0
    french, *_ = json.loads(capsys.readouterr().out)
    assert french == {
        "locale": "fr-fr",
        "product": "hyper-v",
        "current": 5,
        "carried": 0,
        "stale": 1,
        "edited": 0,
        "missing": 0,
        "untracked": 0,
        "fields": 6,
        "percentage": 83,
        "borrowed": 0,
    }


def test_a_text_rewritten_after_its_review_is_work_to_do(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["stamp", "hyper-v", "--project", str(root), "--reviewed"]) == 0
    change(
        root,
        "Sauvegardez chaque machine virtuelle.",
        "Installez tout à la main, puis redémarrez.",
    )
    capsys.readouterr()
    assert main(["status", "--project", str(root)]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == [
        "fr-fr",
        "hyper-v",
        "5",
        "0",
        "0",
        "1",
        "0",
        "0",
        "83",
    ]
    assert main(["lint", "--strict", "--project", str(root)]) == 1
    assert main(["stamp", "hyper-v", "--project", str(root)]) == 0
    assert text(root).count(" human reviewed\n") == 5, (
        "nobody has said that the new text was reviewed"
    )
    assert found(root) == []


def test_a_field_edited_while_its_english_changed_is_told_once_and_with_both(
    root: Path,
) -> None:
    change(root, "Some virtual machines", "Several virtual machines")
    change(root, "Certaines machines", "Plusieurs machines")
    [finding] = of_provenance(root)
    assert (
        finding.message
        == "the English has changed, and so has this: read both, then confirm with `bpa stamp`"
    )
    assert word_diffs(root, [finding])[finding].startswith("[-Some-]{+Several+}")


def test_a_new_date_alone_is_no_reason_to_write_into_a_rule_file(root: Path) -> None:
    product = root / "rules/hyper-v/product.yaml"
    product.write_text(
        product.read_text("utf-8").replace("8/16/2016", "8/17/2016"), "utf-8"
    )
    before = text(root)
    assert main(["stamp", "hyper-v", "--project", str(root)]) == 0
    assert text(root) == before
