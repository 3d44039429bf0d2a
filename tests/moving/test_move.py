"""`bpa mv`: a rule under another name, and everything that named it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from projects import PYPROJECT, RULE, write_project

from bpadocs.cli import main
from bpadocs.errors import BrokenInputError, UsageError
from bpadocs.lint.history import History
from bpadocs.moving.move import plan_move
from bpadocs.project.tree import read_project
from bpadocs.rule.provenance import State, fingerprint, states
from bpadocs.runtime import Messages
from bpadocs.system.saving import save

OTHER = RULE.replace("page: Backups", "page: Other").replace(
    "Run `Get-VM", "See [it](Backups.md#why), then [x](Backups.md). Run `Get-VM"
)
OTHER = OTHER.replace("Exécutez `Get-VM", "Voir [ici](Backups.md). Exécutez `Get-VM")
SUPPRESSED = f"""{PYPROJECT}
[[tool.bpadocs.lint.suppress]]
files = "rules/hyper-v/backup.yaml"
check = "stale"
reason = "made up"
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two rules, of which one links to the other; both confirmed."""
    write_project(tmp_path, {"backup": RULE, "other": OTHER}, SUPPRESSED)
    monkeypatch.chdir(tmp_path)
    assert main(["stamp", "rules", "--locale", "fr", "--reviewed"]) == 0
    return tmp_path


def files(root: Path) -> dict[str, bytes]:
    """What is in the settings and the rules, by path."""
    paths = [root / "pyproject.toml", *(root / "rules").rglob("*.yaml")]
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}


def text(root: Path, rule: str) -> str:
    return (root / f"rules/{rule}.yaml").read_text("utf-8")


def test_a_rule_keeps_its_names_among_checkers_and_its_stamps(root: Path) -> None:
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    rule = next(one for one in read_project(root).rules if one.id == "storage/copies")
    assert rule.aliases == ("hyper-v/backup",)
    assert rule.redirect_from == ("hyper-v/Backups",)
    assert rule.help_id == "Backup"
    assert set(states(rule, "fr").values()) == {State.CURRENT}
    assert not (root / "rules/hyper-v/backup.yaml").exists()


def test_links_of_other_rules_follow_and_stay_confirmed(root: Path) -> None:
    assert main(["mv", "hyper-v/backup", "storage/"]) == 0
    other = next(one for one in read_project(root).rules if one.id == "hyper-v/other")
    english = other.english["resolution_details"]
    assert english == (
        "See [it](../storage/Backups.md#why), then [x](../storage/Backups.md). "
        "Run `Get-VM -Name DC01`, then select **Start**.\n"
    )
    assert states(other, "fr")["resolution_details"] is State.CURRENT
    stamp = other.text["fr"].stamps["resolution_details"]
    assert (stamp.source, stamp.reviewed) == (fingerprint(english), True)


def break_other(root: Path) -> tuple[Path, str]:
    """Break the rule that links to the other; return its file, and what is in it now."""
    path = root / "rules/hyper-v/other.yaml"
    broken = path.read_text("utf-8").replace("severity: warning", "severity: none")
    path.write_text(broken, "utf-8")
    return path, broken


def test_a_rule_that_cannot_be_looked_through_for_links_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, broken = break_other(root)
    assert main(["mv", "hyper-v/backup", "storage/"]) == 0
    assert path.read_text("utf-8") == broken
    note = (
        "note: rules/hyper-v/other.yaml has mistakes: links in it to the old page stay"
    )
    assert note in capsys.readouterr().out


def test_of_a_page_that_stays_no_link_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    break_other(root)
    assert main(["mv", "hyper-v/backup", "hyper-v/saving"]) == 0
    assert "links in it" not in capsys.readouterr().out


def test_a_rule_that_links_goes_on_linking_from_its_new_product(root: Path) -> None:
    assert main(["mv", "hyper-v/other", "storage/"]) == 0
    assert "[it](../hyper-v/Backups.md#why)" in text(root, "storage/other")


def test_a_stale_translation_stays_stale(root: Path) -> None:
    path = root / "rules/hyper-v/other.yaml"
    path.write_text(
        path.read_text("utf-8").replace("See [it]", "Look at [it]"), "utf-8"
    )
    assert main(["mv", "hyper-v/backup", "storage/"]) == 0
    other = next(one for one in read_project(root).rules if one.id == "hyper-v/other")
    assert states(other, "fr")["resolution_details"] is State.STALE


def test_a_new_product_shares_what_the_old_one_does(root: Path) -> None:
    assert main(["mv", "hyper-v/backup", "storage/"]) == 0
    project = read_project(root)
    storage = next(one for one in project.products if one.id == "storage")
    assert storage.name == "Storage"
    assert storage.operating_systems == ("Windows Server 2016",)
    assert storage.front_matter["author"] == "kbdazure"


def test_files_that_are_out_have_the_new_id_and_come_back(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("agency") / "it.po"
    for words in (["po", "export", "-o", "it.po"], ["xliff", "export", "-o", "it.xlf"]):
        assert main([*words, "--locale", "it"]) == 0
    elsewhere.write_bytes((root / "it.po").read_bytes())
    words = ["mv", "hyper-v/backup", "storage/copies", "--also", str(elsewhere)]
    assert main(words) == 0
    for file in (root / "it.po", root / "it.xlf", elsewhere):
        content = file.read_text("utf-8")
        assert '"hyper-v/backup#' not in content
        assert '"storage/copies#title"' in content
        assert '"hyper-v/other#title"' in content


@pytest.mark.parametrize(("kind", "file"), [("po", "it.po"), ("xliff", "it.xlf")])
def test_a_file_with_the_old_id_is_imported_all_the_same(
    root: Path, kind: str, file: str
) -> None:
    assert main([kind, "export", "--locale", "it", "-o", file]) == 0
    content = (root / file).read_text("utf-8")
    if kind == "po":
        start = content.index('msgctxt "hyper-v/backup#title"')
        before, after = content[:start], content[start:]
        content = before + after.replace('msgstr ""', 'msgstr "Eseguire il backup"', 1)
    else:
        start = content.index('name="hyper-v/backup#title"')
        before, after = content[:start], content[start:]
        target = "</source>\n        <target>Eseguire il backup</target>"
        not_yet = ' state="initial" subState="bpa:missing"'
        after = after.replace(not_yet, ' state="translated"', 1)
        content = before + after.replace("</source>", target, 1)
    (root / file).unlink()
    (root / "out").mkdir()
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    (root / "out" / file).write_text(content, "utf-8")
    main([kind, "import", f"out/{file}"])
    assert "title: Eseguire il backup" in text(root, "storage/copies")


def test_settings_that_name_the_file_follow(root: Path) -> None:
    assert main(["mv", "hyper-v/backup", "hyper-v/copies"]) == 0
    assert '"rules/hyper-v/copies.yaml"' in (root / "pyproject.toml").read_text("utf-8")


def test_a_checker_that_asks_for_the_old_id_gets_the_rule(root: Path) -> None:
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    assert main(["build"]) == 0
    messages = Messages.open("build/messages", "fr")
    message = messages["hyper-v/backup"]
    assert message.title == "Sauvegarder les machines virtuelles"
    assert message.rule == "storage/copies"
    assert "hyper-v/backup" in messages
    assert list(messages) == ["hyper-v/other", "storage/copies"]


def test_the_order_of_a_model_stays(root: Path) -> None:
    product = root / "rules/hyper-v/product.yaml"
    product.write_text(f"{product.read_text()}order:\n  - backup\n  - other\n")
    assert main(["mv", "hyper-v/backup", "hyper-v/copies"]) == 0
    assert product.read_text().endswith("order:\n  - copies\n  - other\n")
    assert main(["mv", "hyper-v/copies", "storage/"]) == 0
    # one that is gone keeps its place
    assert product.read_text().endswith("order:\n  - copies\n  - other\n")
    assert "order" not in (root / "rules/storage/product.yaml").read_text()
    read_project(root)


def test_a_page_gets_another_name_and_the_rule_keeps_its_own(root: Path) -> None:
    words = ["mv", "hyper-v/backup", "hyper-v/backup", "--page", "Back-up"]
    assert main(words) == 0
    rule = read_project(root).rules[0]
    assert (rule.page, rule.aliases) == ("Back-up", ())
    assert rule.redirect_from == ("hyper-v/Backups",)
    assert "[it](Back-up.md#why)" in text(root, "hyper-v/other")


def test_there_and_back_is_the_file_it_was_but_for_its_help_id(root: Path) -> None:
    before = text(root, "hyper-v/backup")
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    assert main(["mv", "storage/copies", "hyper-v/backup"]) == 0
    after = text(root, "hyper-v/backup")
    was = "aliases:\n  - storage/copies\nredirect_from:\n  - storage/Backups\n"
    assert after.replace(was, "").replace("help_id: Backup\n", "") == before


def test_a_product_moves_with_all_its_rules(root: Path) -> None:
    assert main(["mv", "hyper-v", "virtualization"]) == 0
    project = read_project(root)
    assert [rule.id for rule in project.rules] == [
        "virtualization/backup",
        "virtualization/other",
    ]
    assert project.products[0].model == "HyperV"
    assert project.rules[0].redirect_from == ("hyper-v/Backups",)
    assert "[it](Backups.md#why)" in text(root, "virtualization/other")
    assert not (root / "rules/hyper-v").exists()


def test_a_rule_that_nobody_has_written_yet_leaves_no_trace(root: Path) -> None:
    assert main(["new", "hyper-v/draft"]) == 0
    before = text(root, "hyper-v/draft")
    assert main(["mv", "hyper-v/draft", "hyper-v/sketch"]) == 0
    assert text(root, "hyper-v/sketch") == before


def test_links_to_a_rule_that_nobody_has_written_yet_follow_too(root: Path) -> None:
    assert main(["new", "hyper-v/draft"]) == 0
    linking = text(root, "hyper-v/other").replace("Backups.md#why", "Draft.md")
    (root / "rules/hyper-v/other.yaml").write_text(linking, "utf-8")
    assert main(["mv", "hyper-v/draft", "storage/"]) == 0
    assert "See [it](../storage/Draft.md)," in text(root, "hyper-v/other")


def test_a_rule_in_a_category_of_the_project_moves_and_goes(root: Path) -> None:
    own = '\n[tool.bpadocs.categories]\ncosts = "Costs"\n'
    (root / "pyproject.toml").write_text(f"{PYPROJECT}{own}", "utf-8")
    costs = text(root, "hyper-v/backup").replace(": operations", ": costs")
    (root / "rules/hyper-v/backup.yaml").write_text(costs, "utf-8")
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    assert main(["mv", "storage", "files"]) == 0
    assert {rule.id for rule in read_project(root).rules} == {
        "files/copies",
        "hyper-v/other",
    }
    (root / "rules/hyper-v/other.yaml").unlink()
    assert main(["rm", "files"]) == 0


def test_a_move_that_was_ended_half_way_is_finished(root: Path) -> None:
    plan = plan_move(root, "hyper-v/backup", "storage/copies")
    first = dict(list(plan.changes.items())[:2])
    save(root, first)
    assert (root / "rules/storage/copies.yaml").exists()
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    done = text(root, "storage/copies")
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    assert text(root, "storage/copies") == done
    read_project(root)


@pytest.mark.parametrize(
    "words",
    [
        ("hyper-v/backup", "storage/copies"),
        ("hyper-v/backup", "hyper-v/backup", "--page", "Copies"),
        ("hyper-v", "storage"),
    ],
)
def test_wherever_a_move_was_ended_the_same_command_does_the_rest(
    root: Path, words: tuple[str, ...]
) -> None:
    before = files(root)
    old, new, *page = words
    changes = plan_move(root, old, new, page=page[-1] if page else None).changes
    save(root, changes)
    done = files(root)
    for number in range(len(changes)):
        shutil.rmtree(root / "rules")
        for path, content in before.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_bytes(content)
        first = list(changes.items())[:number]
        assert not save(root, dict(first)).refused
        assert main(["mv", *words]) == 0
        assert files(root) == done, number


def test_nothing_goes_where_not_all_could_be_written(root: Path) -> None:
    plan = plan_move(root, "hyper-v/backup", "storage/copies")
    other = root / "rules/hyper-v/other.yaml"
    edited = f"# somebody writes\n{other.read_text('utf-8')}"
    other.write_text(edited, "utf-8")
    saved = save(root, plan.changes)
    assert [problem.path for problem in saved.refused] == [
        "rules/hyper-v/other.yaml",
        "rules/hyper-v/backup.yaml",
    ]
    assert other.read_text("utf-8") == edited
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    assert "../storage/Backups.md" in other.read_text("utf-8")


def test_a_dry_run_writes_nothing(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    capsys.readouterr()
    assert main(["mv", "hyper-v/backup", "storage/copies", "--dry-run"]) == 0
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before
    shown = capsys.readouterr().out
    assert (
        "rename from rules/hyper-v/backup.yaml\n"
        "rename to rules/storage/copies.yaml\n"
        "--- a/rules/hyper-v/backup.yaml\n"
        "+++ b/rules/storage/copies.yaml\n"
        "@@ -1,4 +1,9 @@\n"
        " page: Backups\n"
        "+help_id: Backup\n"
    ) in shown
    assert "+++ /dev/null" not in shown


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("hyper-v/bakup", "hyper-v/x", "no such rule; did you mean “hyper-v/backup”?"),
        ("hyper", "x", "no such product; did you mean “hyper-v”?"),
        ("hyper-v/backup", "hyper-v/backup", "that is what it is called"),
        ("hyper-v/backup", "hyper-v/nul", "Windows takes con, prn, aux, nul"),
        ("hyper-v/backup", "hyper-v/Über", "a rule is named product/rule"),
        ("hyper-v/backup", "storage", "a rule is named product/rule"),
        ("hyper-v", "a/b", "a rule is named product/rule"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    root: Path, old: str, new: str, why: str
) -> None:
    with pytest.raises(UsageError) as refused:
        plan_move(root, old, new)
    assert why in refused.value.messages[0]


def test_what_is_there_is_not_overwritten(root: Path) -> None:
    with pytest.raises(BrokenInputError) as refused:
        plan_move(root, "hyper-v/backup", "hyper-v/other")
    [problem] = refused.value.problems
    assert problem.message == "exists already; nothing is overwritten"


def test_no_name_is_no_name_of_a_page(root: Path) -> None:
    with pytest.raises(UsageError, match="--page: "):
        plan_move(root, "hyper-v/backup", "hyper-v/backup", page="")


def test_a_page_that_another_rule_has_is_in_the_way(root: Path) -> None:
    with pytest.raises(BrokenInputError) as refused:
        plan_move(root, "hyper-v/backup", "hyper-v/backup", page="other")
    [problem] = refused.value.problems
    assert problem.path == "rules/hyper-v/backup.yaml"
    assert "two pages need two names" in problem.message


def test_the_words_that_changed_are_known_before_the_move_is_committed(
    root: Path,
) -> None:
    def git(*words: str) -> None:
        own = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
        subprocess.run(["git", *own, *words], cwd=root, check=True)

    git("init", "-q", ".")
    git("add", "-A")
    git("commit", "-q", "-m", "before")
    title = "Back up virtual machines"
    assert main(["mv", "hyper-v/backup", "storage/copies"]) == 0
    path = "rules/storage/copies.yaml"
    history = History(root)
    assert history.english(path, "title", fingerprint(title)) == title
