"""The stale fields of a project are carried over in its rule files, and nothing else is touched."""

import subprocess
from pathlib import Path

import pytest
from hostile_repositories import git
from projects import write_project

from bpadocs.cli import main
from bpadocs.project.tree import read_project
from bpadocs.rule.provenance import State, states
from bpadocs.translators.carry.rules import (
    Carry,
    carried_files,
    carry_over,
    save_carried,
)

FILE = "rules/hyper-v/memory.yaml"
RULE = """\
# Kept by the memory team.
page: Memory
severity: warning
category: operations
arguments:
  hosts: {type: list, label: list of hosts}
text:
  en:
    title: 'Give hosts memory'   # as agreed
    description: About memory.
    issue: 'A host has less than 512 MB.'
    impact: "It stops: {hosts}"
    resolution: Add 512 MB.
    resolution_details: |
      Run `Get-VM` on Windows Server 2019, see [more](https://example.com/a).
  fr:
    title: Donner de la mémoire aux hôtes
    description: À propos de la mémoire.
    # discussed with the help desk
    issue: 'Un hôte possède moins de 512 Mo.'
    impact: "Il s’arrête : {hosts}"
    resolution: Ajoutez cinq cents Mo.
    resolution_details: |
      Exécutez `Get-VM` sur Windows Server 2019, voir [plus](https://example.com/a).
  it:
    title: Dare memoria agli host
    description: Informazioni sulla memoria.
    issue: 'Un host ha meno di 512 MB.'   # read twice
    impact: "Si ferma: {hosts}"
    resolution: Aggiungere 512 MB.
    resolution_details: |
      Eseguire `Get-VM` in Windows Server 2019, vedere [altro](https://example.com/a).
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in git whose translations are stamped."""
    write_project(tmp_path, {"memory": RULE})
    assert main(["stamp", "rules", "--project", str(tmp_path)]) == 0
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    return tmp_path


def change(project: Path, before: str, after: str) -> None:
    """Change the English, which comes first in the file."""
    file = project / FILE
    text = file.read_bytes().decode()
    assert before in text
    file.write_bytes(text.replace(before, after, 1).encode())


def carry(project: Path, *words: str) -> int:
    return main(["carry", *words, "--project", str(project)])


def state(project: Path, language: str, field: str) -> State:
    [rule] = read_project(project).rules
    return states(rule, language)[field]


def test_every_language_gets_the_change_and_only_its_lines(project: Path) -> None:
    change(project, "less than 512 MB", "less than 2,048 MB")
    before = (project / FILE).read_text("utf-8").split("\n")
    assert carry(project) == 0
    after = (project / FILE).read_text("utf-8").split("\n")
    new = [line for line in after if line not in before]
    assert new[0] == "    issue: 'Un hôte possède moins de 2\u202f048 Mo.'"
    assert new[3] == "    issue: 'Un host ha meno di 2048 MB.'   # read twice"
    assert len(before) == len(after)
    assert {line.split()[-1] for line in (new[1], new[4])} == {"carried"}
    assert new[2] == new[5]  # the English page that both are made from now
    assert state(project, "fr", "issue") is State.CARRIED
    assert state(project, "it", "issue") is State.CARRIED


def test_the_names_of_the_profile_are_exchanged(project: Path) -> None:
    change(project, "on Windows Server 2019", "on Linux 2019")
    assert carry(project) == 0
    assert state(project, "it", "resolution_details") is State.STALE
    with (project / "pyproject.toml").open("a", encoding="utf-8") as settings:
        settings.write('\n[tool.bpadocs.lint]\nprofile = "windows"\n')
    assert carry(project) == 0
    assert state(project, "it", "resolution_details") is State.CARRIED


def test_what_is_left_is_told_with_the_reason(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project, "Add 512 MB.", "Add 640 MB.")
    assert carry(project) == 0
    captured = capsys.readouterr()
    assert captured.err.splitlines() == [
        f"{FILE}:22:17: resolution (fr): “512 MB” does not stand so in fr"
    ]
    assert captured.out.splitlines()[-1] == "1 field carried over, 1 left stale"
    assert "+    resolution: Aggiungere 640 MB." in captured.out
    assert state(project, "fr", "resolution") is State.STALE


def test_a_dry_run_shows_the_same_and_writes_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(
        project, "`Get-VM` on Windows Server 2019", "`Get-VHD` on Windows Server 2025"
    )
    before = (project / FILE).read_bytes()
    names = sorted(path.name for path in project.rglob("*") if ".git" not in path.parts)
    assert carry(project, "--dry-run") == 0
    dry = capsys.readouterr().out.splitlines()
    assert (project / FILE).read_bytes() == before
    assert (
        sorted(path.name for path in project.rglob("*") if ".git" not in path.parts)
        == names
    )
    assert carry(project) == 0
    wet = capsys.readouterr().out.splitlines()
    assert dry[:-1] == wet[:-1]
    assert dry[-1] == "2 fields would be carried over, 0 left stale"
    assert wet[-1] == "2 fields carried over, 0 left stale"


def test_only_the_named_language_and_rule(project: Path) -> None:
    change(project, "less than 512 MB", "less than 640 MB")
    assert carry(project, "hyper-v/memory", "--locale", "it") == 0
    assert state(project, "it", "issue") is State.CARRIED
    assert state(project, "fr", "issue") is State.STALE
    assert carry(project, "--locale", "fr-fr") == 0
    assert state(project, "fr", "issue") is State.CARRIED


def test_carriage_returns_stay(project: Path) -> None:
    file = project / FILE
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    change(project, "less than 512 MB", "less than 640 MB")
    change(project, "https://example.com/a", "https://example.com/b")
    assert carry(project) == 0
    after = file.read_bytes()
    assert after.count(b"\n") == after.count(b"\r\n")
    assert after.count(b"https://example.com/b") == 3
    assert state(project, "fr", "resolution_details") is State.CARRIED


def test_no_word_changed_confirms_what_was_known(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    stamp = ["stamp", "rules", "--reviewed", "--project", str(project)]
    assert main(stamp) == 0
    change(project, "Run `Get-VM` on", "Run  `Get-VM`\n      on")
    change(
        project, "'A host has less than 512 MB.'", "'A host has less than 512\u00a0MB.'"
    )
    assert carry(project) == 0
    text = (project / FILE).read_text("utf-8")
    assert text.count("human reviewed (no word of the English changed)") == 2
    assert state(project, "it", "issue") is State.CURRENT
    assert (
        "0 fields carried over, 2 confirmed as they stand, 0 left"
        in capsys.readouterr().out
    )


def test_without_history_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(tmp_path, {"memory": RULE})
    assert main(["stamp", "rules", "--project", str(tmp_path)]) == 0
    change(tmp_path, "less than 512 MB", "less than 640 MB")
    assert carry(tmp_path) == 0
    captured = capsys.readouterr()
    assert (
        "issue (fr, it): the English it was made from is unknown, for there is no git history "
        "here; a clone of the project has it"
    ) in captured.err
    assert captured.out.splitlines()[-1] == "0 fields carried over, 2 left stale"


def test_a_shallow_clone_says_how_to_get_the_history(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project, "less than 512 MB", "less than 640 MB")
    git(project, "commit", "-qam", "two")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{project}", str(clone))
    assert carry(clone) == 0
    assert "git fetch --unshallow" in capsys.readouterr().err


def test_a_change_that_was_committed_is_carried_too(project: Path) -> None:
    change(project, "less than 512 MB", "less than 640 MB")
    git(project, "commit", "-qam", "two")
    change(project, "less than 640 MB", "less than 768 MB")
    assert carry(project) == 0
    assert "moins de 768 Mo" in (project / FILE).read_text("utf-8")


def test_what_was_carried_is_carried_again(project: Path) -> None:
    change(project, "less than 512 MB", "less than 640 MB")
    assert carry(project) == 0
    git(project, "commit", "-qam", "two")
    change(project, "less than 640 MB", "less than 768 MB")
    assert carry(project) == 0
    assert state(project, "fr", "issue") is State.CARRIED
    assert "moins de 768 Mo" in (project / FILE).read_text("utf-8")


def test_an_edited_translation_is_nobody_s_to_carry(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project, "less than 512 MB", "less than 640 MB")
    change(project, "Un hôte possède", "Un serveur possède")
    assert carry(project, "--locale", "fr") == 0
    assert capsys.readouterr().out == "nothing is stale\n"
    assert state(project, "fr", "issue") is State.EDITED


def test_a_field_that_differs_on_purpose_is_left(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    note = "suppress:\n  - {check: numbers, field: fr.issue, reason: a legal limit}\ntext:\n"
    change(project, "text:\n", note)
    change(project, "less than 512 MB", "less than 640 MB")
    assert carry(project) == 0
    assert (
        "issue (fr): “numbers” is suppressed here: a legal limit"
        in capsys.readouterr().err
    )
    assert state(project, "fr", "issue") is State.STALE
    assert state(project, "it", "issue") is State.CARRIED


def test_a_file_that_changes_meanwhile_keeps_both_changes(project: Path) -> None:
    change(project, "less than 512 MB", "less than 640 MB")
    read = read_project(project)
    one = Carry(read)
    found = list(one.rules(read.rules, read.settings.translations))
    files = carried_files(read, found)
    change(project, "À propos de la mémoire.", "Sur la mémoire.")
    saved = save_carried(one, files.changes, read.settings.translations)
    assert saved.written == (FILE,)
    text = (project / FILE).read_text("utf-8")
    assert "Sur la mémoire." in text
    assert "moins de 640 Mo" in text


def test_a_page_that_is_carried_is_made_from_the_english_of_now(project: Path) -> None:
    assert carry(project) == 0
    [rule] = read_project(project).rules
    was = rule.text["it"].made_from
    change(project, "less than 512 MB", "less than 640 MB")
    assert carry(project) == 0
    [rule] = read_project(project).rules
    assert rule.text["it"].made_from not in (None, was)


@pytest.mark.parametrize(
    ("before", "after", "status"),
    [
        ("Give hosts memory", "Give the hosts memory", 0),
        ("About memory.", "About memory", 0),
        ("It stops:", "It tsops:", 1),  # the other way round: a word becomes none
        ("A host has less", "A host has more", 1),
        ("less than 512 MB", "less than seven MB", 1),
    ],
)
def test_a_typo_confirms_every_language_unless_a_word_changed(
    project: Path, before: str, after: str, status: int
) -> None:
    change(project, before, after)
    assert carry(project, "rules", "--typo", "a slip  of the pen") == status
    text = (project / FILE).read_text("utf-8")
    assert text.count("human (a slip of the pen)") == (0 if status else 2)


def test_a_slip_in_a_word_is_a_typo(project: Path) -> None:
    change(project, "About memory.", "About memmory.")
    git(project, "commit", "-qam", "two")
    assert (
        main(["stamp", "rules", "--reason", "so it came", "--project", str(project)])
        == 0
    )
    git(project, "commit", "-qam", "three")
    change(project, "About memmory.", "About memory.")
    assert carry(project) == 0
    assert state(project, "fr", "description") is State.STALE
    assert carry(project, "hyper-v", "--typo", "memmory") == 0
    assert state(project, "fr", "description") is State.CURRENT


def test_force_believes_the_writer(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project, "A host has less", "A host has more")
    assert carry(project, "rules", "--typo", "was the wrong word") == 1
    assert capsys.readouterr().err.endswith("a typo all the same, with --force\n")
    assert carry(project, "rules", "--typo", "was the wrong word", "--force") == 0
    assert state(project, "fr", "issue") is State.CURRENT


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--force"], "bpa carry: --force: goes with --typo"),
        (["--typo", "x"], "bpa carry: --typo: name the rules"),
        (["rules", "--typo", " "], "bpa carry: --typo: say in a few words"),
        (
            ["--locale", "frr"],
            "bpa carry: --locale: “frr” is no language to translate into here",
        ),
        (["hyper-v/memroy"], "bpa carry: hyper-v/memroy: no rule there"),
    ],
)
def test_a_slip_on_the_command_line_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert carry(project, *words) == 2
    assert capsys.readouterr().err.startswith(said)


def test_a_broken_file_is_told_and_the_others_are_carried(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "rules/hyper-v/broken.yaml").write_text("page: [", "utf-8")
    change(project, "less than 512 MB", "less than 640 MB")
    assert carry(project) == 2
    assert "1 file left out" in capsys.readouterr().err
    assert state_of_readable(project) == "moins de 640 Mo"


def state_of_readable(project: Path) -> str:
    text = (project / FILE).read_text("utf-8")
    return "moins de 640 Mo" if "moins de 640 Mo" in text else "another"


def test_an_argument_gets_another_name_in_every_language(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project, "hosts: {type", "servers: {type")
    change(project, "It stops: {hosts}", "It stops: {servers}")
    assert main(["status", "--project", str(project)]) == 2  # its file is broken now
    capsys.readouterr()
    assert carry(project) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.splitlines()[-1] == "2 fields carried over, 0 left stale"
    text = (project / FILE).read_text("utf-8")
    assert text.count("{servers}") == 3
    assert "{hosts}" not in text
    assert state(project, "it", "impact") is State.CARRIED


def test_a_file_that_stays_broken_is_left_as_it_is(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project, "hosts: {type", "servers: {type")
    change(project, "It stops: {hosts}", "It stops: {servers}")
    change(project, "Si ferma: {hosts}", "Si ferma: {hosts} {hosts}")
    before = (project / FILE).read_bytes()
    assert carry(project) == 2
    assert (project / FILE).read_bytes() == before
    captured = capsys.readouterr()
    assert "unknown argument “hosts”" in captured.err
    assert captured.out == "0 fields carried over, 0 left stale\n"


def test_a_rule_that_is_left_out_for_another_one_stays_so(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twin = project / "rules/hyper-v/a-twin.yaml"
    change(project, "less than 512 MB", "less than 640 MB")
    twin.write_bytes((project / FILE).read_bytes())
    before = (project / FILE).read_bytes()
    assert carry(project) == 2
    assert (project / FILE).read_bytes() == twin.read_bytes() == before
    assert "left out" in capsys.readouterr().err


def test_several_processes_carry_the_same(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        text = RULE.replace("page: Memory", f"page: Memory-{number}")
        (project / f"rules/hyper-v/memory-{number}.yaml").write_text(text, "utf-8")
    assert main(["stamp", "rules", "--project", str(project)]) == 0
    git(project, "add", "-A")
    git(project, "commit", "-qm", "more")
    for file in (project / "rules/hyper-v").glob("memory*.yaml"):
        text = file.read_text("utf-8").replace("less than 512 MB", "less than 640 MB")
        file.write_text(text, "utf-8")
    read = read_project(project)
    languages = read.settings.translations
    alone = carry_over(Carry(read), read.rules, languages)
    monkeypatch.setattr("bpadocs.translators.carry.rules.WORTH_A_PROCESS", 3)
    together = carry_over(Carry(read), read.rules, languages)
    assert together == alone
    assert len(together.files.changes) == 7


def test_lint_offers_it_for_what_it_settles(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project, "Add 512 MB.", "Add 640 MB.")
    main(["lint", "--project", str(project)])
    stale = [
        line for line in capsys.readouterr().out.splitlines() if " stale: " in line
    ]
    assert len(stale) == 2
    assert "bpa carry" not in stale[0]  # French spells it out
    assert stale[1].endswith(
        "the English has changed since this was translated; bpa carry settles it [it resolution]"
    )


def test_status_counts_it_apart(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(project, "less than 512 MB", "less than 640 MB")
    assert carry(project) == 0
    capsys.readouterr()
    assert main(["status", "--project", str(project)]) == 0
    head, french, *_ = capsys.readouterr().out.splitlines()
    counts = dict(zip(head.split(), french.split(), strict=True))
    assert counts["carried"] == "1"
    assert counts["current"] == "5"
    assert int(counts["%"]) < 100


def test_git_is_asked_and_nothing_of_it_changes(project: Path) -> None:
    change(project, "less than 512 MB", "less than 640 MB")
    assert carry(project) == 0
    done = subprocess.run(
        ["git", "status", "--porcelain"],
        cwd=project,
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout == f" M {FILE}\n"
