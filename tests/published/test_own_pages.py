"""What bpadocs publishes, audited and imported again: stale is seen as stale, and never comes out
as current.
"""

import json
import re
from pathlib import Path

import pytest
from page_helpers import bpa, folders, sha1, write_pages
from projects import CANADIAN, REGIONS, RULE, write_project

from bpadocs.project.tree import read_project
from bpadocs.rule.provenance import State, states
from bpadocs.words.labels import read_labels

FILE = "rules/hyper-v/backups.yaml"
NAME = "hyper-v/Backups.md"
PYPROJECT = '[tool.bpadocs.locales]\nen = "en-us"\nfr = "fr-fr"\n'


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project whose French is confirmed."""
    project = write_project(tmp_path / "project", {"backups": RULE}, PYPROJECT)
    assert bpa("stamp", "hyper-v", "--project", project) == 0
    return project


def change(root: Path, before: str, after: str) -> None:
    text = (root / FILE).read_text("utf-8")
    assert before in text
    (root / FILE).write_text(text.replace(before, after), "utf-8")


def build(root: Path) -> tuple[str, str]:
    """The hash of the English page, and the front matter of the French one."""
    assert bpa("build", "--project", root) == 0
    docs = root / "build/docs"
    return sha1((docs / "en-us" / NAME).read_bytes()), (
        docs / "fr-fr" / NAME
    ).read_text("utf-8").split("---\n")[1]


def audited(
    root: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> list[tuple[str, str]]:
    """What an audit of the built pages says of their revision."""
    write_pages(
        out,
        {
            f"{x}/Backups.md": (root / "build/docs" / x / NAME).read_bytes()
            for x in ("en-us", "fr-fr")
        },
    )
    capsys.readouterr()
    bpa("audit", *folders(out, "fr-fr"), "--format", "json")
    findings = json.loads(capsys.readouterr().out)
    return [
        (one["severity"], one["message"])
        for one in findings
        if one["check"] == "english-revision"
    ]


def imported(pages: Path, out: Path) -> set[State]:
    """The states of the fields when the pages become a new project."""
    bpa("import", *folders(pages, "fr-fr"), "--product", "hyper-v", "--out", out)
    [rule] = read_project(out).rules
    return set(states(rule, "fr").values())


def test_what_is_current_is_current_again(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    english, french = build(root)
    assert f"ms.openlocfilehash: {english}\n" in french
    assert audited(root, tmp_path / "pages", capsys) == []
    assert imported(tmp_path / "pages", tmp_path / "again") == {State.CURRENT}


def test_what_is_stale_is_seen_and_never_becomes_current(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, _ = build(root)
    change(root, "Some virtual machines are not", "All virtual machines are")
    now, french = build(root)
    assert now != before
    assert f"ms.openlocfilehash: {before}\n" in french
    [(level, message)] = audited(root, tmp_path / "pages", capsys)
    assert level == "warning"
    assert message.startswith("made from another English revision")
    assert imported(tmp_path / "pages", tmp_path / "again") == {State.UNTRACKED}
    # and from that project again
    _, french = build(tmp_path / "again")
    assert f"ms.openlocfilehash: {before}\n" in french


def test_a_stale_page_without_a_note_says_nothing_and_is_seen(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [note] = [
        line
        for line in (root / FILE).read_text("utf-8").split("\n")
        if line.startswith("      page: ")
    ]
    change(root, f"{note}\n", "")
    change(root, "Some virtual machines are not", "All virtual machines are")
    _, french = build(root)
    assert "ms.openlocfilehash" not in french
    [(_, message)] = audited(root, tmp_path / "pages", capsys)
    assert message.startswith("the page does not say which English revision")
    assert imported(tmp_path / "pages", tmp_path / "again") == {State.UNTRACKED}


def test_what_was_edited_after_its_review_never_becomes_current(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root, "Sauvegardez chaque machine virtuelle.", "Installez tout à la main.")
    build(root)
    assert audited(root, tmp_path / "pages", capsys) != []
    assert imported(tmp_path / "pages", tmp_path / "again") == {State.UNTRACKED}


@pytest.mark.parametrize("confirm", ["translated", "reason"])
def test_a_page_is_made_from_the_english_of_now_once_it_is_confirmed(
    root: Path, confirm: str
) -> None:
    change(root, "Some virtual machines", "Several virtual machines")
    before, _ = build(root)
    words = ["--reason", "the same"] if confirm == "reason" else []
    if confirm == "translated":
        change(root, "Certaines machines", "Plusieurs machines")
    assert bpa("stamp", "hyper-v", "--project", root, *words) == 0
    english, french = build(root)
    assert english == before
    assert f"ms.openlocfilehash: {english}\n" in french
    change(root, "Several virtual machines", "Many virtual machines")
    now, french = build(root)
    assert now != english
    assert f"ms.openlocfilehash: {english}\n" in french, (
        "the page that was confirmed last"
    )


def test_a_page_half_confirmed_keeps_the_older_hash(root: Path) -> None:
    first, _ = build(root)
    change(root, "Some virtual machines", "Several virtual machines")
    change(root, "You may lose data.", "You will lose data.")
    change(root, "Certaines machines", "Plusieurs machines")
    assert bpa("stamp", "hyper-v", "--project", root, "--field", "issue") == 0
    _, french = build(root)
    assert f"ms.openlocfilehash: {first}\n" in french


TITLES = {
    # the English is sorted by these, the French by those; so are their categories
    "backups": ("policy", "Back up 3 hosts", "Sauvegardez 3 hôtes"),
    "clocks": ("policy", "Never stop 12 clocks", "N’arrêtez jamais 12 horloges"),
    "zones": ("policy", "Write down the zones", "Consignez les zones"),
    "processors": ("prerequisites", "Count 7 processors", "Comptez 7 processeurs"),
    "secrets": ("security", "Keep 9 secrets", "Gardez 9 secrets"),
}


@pytest.fixture
def indexes(tmp_path: Path) -> Path:
    """Built pages of rules whose titles each language sorts in another way."""
    rules = {}
    for name, (category, english, french) in TITLES.items():
        rule = RULE.replace("page: Backups", f"page: {name.title()}")
        rule = re.sub("category: .*", f"category: {category}", rule)
        for before, after in zip(titles_of(RULE), (english, french), strict=True):
            rule = rule.replace(f"title: {before}", f"title: {after}")
        rules[name] = rule
    project = write_project(tmp_path / "project", rules, PYPROJECT)
    assert bpa("stamp", "hyper-v", "--project", project) == 0
    assert bpa("build", "--project", project) == 0
    return project / "build/docs"


def titles_of(rule: str) -> list[str]:
    return re.findall(r"^ +title: (.+)$", rule, re.MULTILINE)


def told_of_indexes(
    docs: Path, capsys: pytest.CaptureFixture[str]
) -> list[tuple[str, str]]:
    capsys.readouterr()
    bpa("audit", *folders(docs, "fr-fr"), "--format", "json")
    findings = json.loads(capsys.readouterr().out)
    return [
        (one["check"], one["message"])
        for one in findings
        if one["file"].endswith("index.md")
    ]


def test_an_index_may_have_the_order_of_its_language(
    indexes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    links = []
    for locale in ("en-us", "fr-fr"):
        text = (indexes / locale / "index.md").read_text("utf-8")
        links.append(re.findall(r"hyper-v/(\w+)\.md", text))
    assert links == [
        ["Backups", "Clocks", "Zones", "Processors", "Secrets"],
        ["Processors", "Secrets", "Zones", "Clocks", "Backups"],
    ]
    assert told_of_indexes(indexes, capsys) == []


@pytest.mark.parametrize("page", ["Clocks", "Processors"])
def test_a_link_of_an_index_that_leads_elsewhere_is_the_only_one_told(
    indexes: Path, capsys: pytest.CaptureFixture[str], page: str
) -> None:
    french = indexes / "fr-fr/index.md"
    text = french.read_text("utf-8")
    french.write_text(text.replace(f"{page}.md", "Other.md"), "utf-8")
    assert told_of_indexes(indexes, capsys) == [
        ("link-targets", f"the link leads elsewhere: it must be hyper-v/{page}.md")
    ]


def test_a_link_that_an_index_lacks_is_the_only_one_told(
    indexes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    french = indexes / "fr-fr/index.md"
    lines = french.read_text("utf-8").splitlines(keepends=True)
    french.write_text("".join(x for x in lines if "Clocks.md" not in x), "utf-8")
    told = told_of_indexes(indexes, capsys)
    assert ("link-targets", "the link to hyper-v/Clocks.md is missing") in told
    # of the item that is missing, and of no other
    assert {check for check, _ in told} <= {
        "link-targets",
        "structure",
        "numbers",
        "negation",
    }
    assert all("3" not in message and "7" not in message for _, message in told)


def test_texts_of_an_index_are_compared_with_those_of_their_links(
    indexes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    french = indexes / "fr-fr/index.md"
    text = french.read_text("utf-8")
    french.write_text(text.replace("jamais 12 horloges", "jamais 13 horloges"), "utf-8")
    assert told_of_indexes(indexes, capsys) == [
        ("numbers", "13 is not in the English, which has 12")
    ]


@pytest.fixture
def regional(tmp_path: Path) -> Path:
    """A project with a region, confirmed and built."""
    root = write_project(tmp_path / "regional", {"backups": CANADIAN}, REGIONS)
    assert bpa("stamp", "hyper-v", "--project", root) == 0
    assert bpa("build", "--project", root) == 0
    return root


def test_texts_that_a_region_borrows_do_not_become_its_own(
    regional: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = tmp_path / "again"
    again.mkdir()
    (again / "pyproject.toml").write_text(REGIONS, "utf-8")
    docs = regional / "build/docs"
    words = [str(docs / "en-us/hyper-v")]
    for locale in ("fr-fr", "fr-ca"):
        words += ["--locale", f"{locale}={docs / locale / 'hyper-v'}"]
    capsys.readouterr()
    assert bpa("import", *words, "--product", "hyper-v", "--out", again) == 0
    out = capsys.readouterr().out
    assert "  fr-CA: 1 current, 0 untracked\n" in out
    assert out.count("left to fr") == 1
    assert "  fr-CA: 5 texts left to fr, which says the same\n" in out
    [rule] = read_project(again).rules
    assert rule.text["fr-CA"].fields.keys() == {"issue"}
    assert len(rule.text["fr"].fields) == 6
    assert read_labels(again, ("en", "fr-CA"))["fr-CA"].words == {}
    assert bpa("build", "--project", again) == 0
    for locale in ("fr-fr", "fr-ca"):
        built = again / "build/docs" / locale / NAME
        assert built.read_text("utf-8") == (docs / locale / NAME).read_text("utf-8")


def test_a_region_that_comes_later_borrows_from_what_the_project_has(
    regional: Path, tmp_path: Path
) -> None:
    project = write_project(tmp_path / "project", {"backups": RULE}, REGIONS)
    docs = regional / "build/docs"
    folder = f"fr-ca={docs / 'fr-ca/hyper-v'}"
    words = [str(docs / "en-us/hyper-v"), "--locale", folder]
    bpa("import", *words, "--product", "hyper-v", "--out", project)
    [rule] = read_project(project).rules
    assert rule.text["fr-CA"].fields.keys() == {"issue"}
    assert states(rule, "fr-CA")["issue"] is State.CURRENT
    assert rule.text["fr"].fields == read_project(regional).rules[0].text["fr"].fields


def test_a_text_that_the_project_has_for_the_region_is_kept_and_told(
    regional: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = CANADIAN + "    resolution: Faites une copie de chaque machine virtuelle.\n"
    project = write_project(tmp_path / "project", {"backups": own}, REGIONS)
    docs = regional / "build/docs"
    folder = f"fr-ca={docs / 'fr-ca/hyper-v'}"
    words = [str(docs / "en-us/hyper-v"), "--locale", folder]
    assert bpa("import", *words, "--product", "hyper-v", "--out", project) == 1
    told = "the page has another text.fr-CA.resolution; the project keeps its own"
    assert told in capsys.readouterr().err
    [rule] = read_project(project).rules
    assert rule.text["fr-CA"].fields.keys() == {"issue", "resolution"}
