"""What an editor offers about a translation says what it does, and does it to that one alone."""

from pathlib import Path

import pytest
from hostile_repositories import git
from projects import RULE, write_project

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from bpadocs.editor.opened import OpenProject
from bpadocs.editor.translating import carried, confirmations, state_of, suggested
from bpadocs.lint.checking import RuleChecker
from bpadocs.rule.model import Rule
from bpadocs.rule.provenance import State, states
from bpadocs.words.labels import Labels

ENGLISH = Labels("en")
FILE = "rules/hyper-v/backups.yaml"
NUMBERED = RULE.replace("data. This", "8 GB of data. This").replace(
    "données. Cela", "données, 8 Go au moins. Cela"
)
SIBLING = (
    RULE.replace("page: Backups", "page: Snapshots")
    .replace("Some virtual machines are not backed up.", "Port 443 is closed.")
    .replace(
        "Certaines machines virtuelles ne sont pas sauvegardées.",
        "Le port 443 est fermé.",
    )
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path, {"backups": RULE})


def read(project: Path, text: str) -> Rule:
    checked = RuleChecker(project).check(FILE, text)
    assert checked.rule is not None, checked.problems
    return checked.rule


def stamped(project: Path, text: str, name: str) -> str:
    [stamping] = confirmations(read(project, text), "fr", name, ENGLISH)
    return stamping.text


def committed(project: Path, text: str) -> None:
    (project / FILE).write_text(text, "utf-8")
    git(project, "init", "-q", "-b", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "one")


def test_a_stamp_confirms_one_field(project: Path) -> None:
    after = read(project, stamped(project, RULE, "issue"))
    current = [
        name for name, one in states(after, "fr").items() if one is State.CURRENT
    ]
    assert current == ["issue"]
    assert [*confirmations(after, "fr", "issue", ENGLISH)] == []


def test_there_is_nothing_to_confirm_of_what_is_no_translation(project: Path) -> None:
    rule = read(project, RULE)
    for language, name in (("en", "issue"), ("it", "issue"), ("fr", "see_also")):
        assert [*confirmations(rule, language, name, ENGLISH)] == []
    assert state_of(rule, "en", "issue") is None
    assert state_of(rule, "it", "issue") is State.MISSING


def test_a_stale_translation_is_confirmed_with_a_reason_that_somebody_writes(
    project: Path,
) -> None:
    text = stamped(project, RULE, "issue").replace(
        "Some virtual machines are", "A virtual machine is"
    )
    [offer] = confirmations(read(project, text), "fr", "issue", ENGLISH)
    assert offer.cursor is not None
    checked = RuleChecker(project).check(FILE, offer.text)
    [problem] = checked.problems
    assert problem.message.startswith("write within the parentheses why")
    cursor = offer.cursor
    reasoned = f"{offer.text[:cursor]}a typo{offer.text[cursor:]}"
    stamp = read(project, reasoned).text["fr"].stamps["issue"]
    assert stamp.reason == "a typo"
    assert states(read(project, reasoned), "fr")["issue"] is State.CURRENT


def test_what_the_english_exchanged_is_carried_over(project: Path) -> None:
    text = stamped(project, NUMBERED, "impact")
    committed(project, text)
    now = read(project, text.replace("8 GB", "16 GB"))
    mending = carried(OpenProject(project).carry(), now, ["fr"], "impact")
    assert mending is not None
    assert "données, 16 Go au moins" in mending.text
    after = read(project, mending.text)
    assert states(after, "fr")["impact"] is State.CARRIED
    # whoever reads it says so by a stamp
    [reading] = confirmations(after, "fr", "impact", ENGLISH)
    assert states(read(project, reading.text), "fr")["impact"] is State.CURRENT


def test_a_new_meaning_is_not_carried_over(project: Path) -> None:
    text = stamped(project, NUMBERED, "impact")
    committed(project, text)
    now = read(project, text.replace("lose 8 GB", "gain 8 GB"))
    assert carried(OpenProject(project).carry(), now, ["fr"], "impact") is None


def test_one_field_is_carried_over_and_the_others_wait(project: Path) -> None:
    text = stamped(project, NUMBERED, "impact")
    text = text.replace("`Get-VM -Name DC01`", "`Get-VM`")
    text = stamped(project, text, "resolution_details")
    committed(project, text)
    now = text.replace("8 GB", "16 GB").replace("Run `Get-VM`", "Run `Get-VHD`")
    mending = carried(
        OpenProject(project).carry(), read(project, now), ["fr"], "impact"
    )
    assert mending is not None
    after = states(read(project, mending.text), "fr")
    assert after["impact"] is State.CARRIED
    assert after["resolution_details"] is State.STALE


def test_another_rule_s_translation_is_taken_with_its_number_exchanged(
    project: Path,
) -> None:
    (project / "rules/hyper-v/snapshots.yaml").write_text(SIBLING, "utf-8")
    text = RULE.replace(
        "Some virtual machines are not backed up.", "Port 80 is closed."
    )
    rule = read(project, text)
    found = OpenProject(project).texts.suggestion(rule, "fr", "issue")
    assert found is not None
    mending = suggested(rule, "fr", "issue", found)
    assert mending is not None
    assert mending.title.startswith("Take “Le port 80 est fermé.” for fr.issue (")
    assert "hyper-v/snapshots#issue" in mending.title
    assert read(project, mending.text).field("fr", "issue") == "Le port 80 est fermé."
    # of a language that has nothing yet, too: but there is nothing to take
    assert OpenProject(project).texts.suggestion(rule, "it", "issue") is None


def test_a_suggestion_is_put_in_its_place_where_there_is_nothing(project: Path) -> None:
    (project / "rules/hyper-v/snapshots.yaml").write_text(
        RULE.replace("page: Backups", "page: S"), "utf-8"
    )
    line = "    issue: Certaines machines virtuelles ne sont pas sauvegardées.\n"
    rule = read(project, RULE.replace(line, ""))
    assert state_of(rule, "fr", "issue") is State.MISSING
    found = OpenProject(project).texts.suggestion(rule, "fr", "issue")
    assert found is not None
    mending = suggested(rule, "fr", "issue", found)
    assert mending is not None
    assert mending.text == RULE
