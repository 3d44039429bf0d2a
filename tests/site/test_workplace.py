"""The pages where translators work: what they show, and what helps with a text."""

import re
from pathlib import Path

import pytest
from desk_helpers import TO_DO, git, write_desk_project

from bpadocs.rule.model import Plural
from bpadocs.site.changed_files import changed_files, diffs_of
from bpadocs.site.environment import HERE
from bpadocs.site.live import LiveSite
from bpadocs.site.mistakes import Editor
from bpadocs.site.work_queue import WorkQueue, window
from bpadocs.site.work_rows import marked_english, marks_of, numbers_of
from bpadocs.site.workplace import Workplace
from bpadocs.system.git import branch_of
from bpadocs.words.glossary import Glossary, Term
from bpadocs.words.of_site import WORDS as OF_SITE
from bpadocs.words.of_workplace import WORDS

DISK = "/fr-fr/translate/hyper-v/Check-the-disk.html"


class Opened:
    """A project whose texts are worked on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.live = LiveSite(root)
        self.live.look()
        self.workplace = Workplace(self.live, Editor(root, "vscode"))

    def page(self, path: str) -> str:
        content = self.workplace.page(path)
        assert content is not None
        return content.decode()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return Opened(write_desk_project(tmp_path_factory.mktemp("project")))


def test_a_page_has_each_text_with_its_english_and_its_place(opened: Opened) -> None:
    page = opened.page(DISK)
    fields = re.findall(r'data-field="(\w+)"', page)
    assert fields == ["title", "issue", "impact", "resolution"]
    assert 'data-field="issue" data-base=' in page
    assert "<del>cannot</del>" in page, "how the English has changed"
    assert "Le disque ne peut pas être utilisé.</textarea>" in page
    assert "vscode://file" in page
    assert "rules/hyper-v/disk.yaml:1" in page


def test_there_is_no_other_page(opened: Opened) -> None:
    for path in (
        "/fr-fr/translate/hyper-v/nothing.html",
        "/xx/translate.html",
        "/translate.html",
        "/fr-fr/translate/../pages/hyper-v/Check-the-disk.html",
        "/fr-fr/translate/hyper-v",
        "/",
    ):
        assert opened.workplace.page(path) is None, path


def test_english_asks_for_a_language(opened: Opened) -> None:
    page = opened.page("/en-us/translate/hyper-v/Check-the-disk.html")
    assert "<textarea" not in page
    assert "fr-fr/translate/hyper-v/Check-the-disk.html" in page


def test_the_queue_has_what_is_to_do_and_then_what_nobody_has_read(
    opened: Opened,
) -> None:
    state = opened.live.state
    assert state
    [french] = state.run.frame.translations
    waiting = WorkQueue().texts(state, french)
    to_do = [one for one in waiting if one.is_to_do]
    assert {(one.rule.removeprefix("hyper-v/"), one.field) for one in to_do} == TO_DO
    read = [one for one in waiting if not one.is_to_do]
    assert {one.field for one in read} <= {"issue", "impact", "resolution"}
    assert not any(one.is_read for one in read)


def test_of_a_long_list_the_part_around_a_rule_is_shown(opened: Opened) -> None:
    state = opened.live.state
    assert state
    [french] = state.run.frame.translations
    texts = WorkQueue().texts(state, french) * 20
    first = window(texts, None)
    assert (first.count, len(first.shown)) == (len(texts), 60)
    assert first.more == len(texts) - 60
    assert first.words == sum(one.words for one in texts)


def test_help_has_the_message_and_refuses_what_is_not_there(opened: Opened) -> None:
    asked = {"rule": "hyper-v/disk", "language": "fr", "field": "impact"}
    help_ = opened.workplace.help(asked)
    assert help_ is not None
    assert "SQL01, WEB02 et FILE03" in help_.decode()
    for wrong in ({"rule": "x"}, {"language": "en"}, {"field": "x"}):
        assert opened.workplace.help({**asked, **wrong}) is None
    assert opened.workplace.help({}) is None


def test_a_suggestion_comes_from_the_nearest_text(opened: Opened) -> None:
    asked = {"rule": "hyper-v/network", "language": "fr", "field": "resolution"}
    help_ = opened.workplace.help(asked)
    assert help_ is not None
    assert "data-suggested" in help_.decode()


def test_checks_are_explained(opened: Opened) -> None:
    explained = opened.workplace.explain("numbers")
    assert explained is not None
    assert b"<h2>numbers</h2>" in explained
    assert opened.workplace.explain("../numbers") is None


def test_the_history_of_a_text_is_told(opened: Opened) -> None:
    asked = {"rule": "hyper-v/cluster", "language": "fr", "field": "resolution"}
    told = opened.workplace.history(asked)
    assert told is not None
    page = told.decode()
    assert page.count("<li>") == 2
    assert "<bdi>Test</bdi>" in page
    assert "<ins> maintenant</ins>" in page
    assert opened.workplace.history({**asked, "field": "x"}) is None
    missing = opened.workplace.history({**asked, "field": "issue"})
    assert missing is not None
    assert "<del>Le cluster ne peut pas être utilisé.</del>" in missing.decode()


def test_what_is_committed_meanwhile_is_told_as_committed(tmp_path: Path) -> None:
    root = write_desk_project(tmp_path / "project")
    file = root / "rules/hyper-v/disk.yaml"
    file.write_text(file.read_text("utf-8").replace("Redémarrez", "Relancez"), "utf-8")
    workplace = Opened(root).workplace
    asked = {"rule": "hyper-v/disk", "language": "fr", "field": "resolution"}
    before = workplace.history(asked)
    git(root, "commit", "-q", "-a", "-m", "Another word")
    now = workplace.history(asked)
    assert before is not None
    assert now is not None
    not_yet = "pas encore dans un commit"
    assert not_yet in before.decode()
    assert not_yet not in now.decode()


def test_terms_and_arguments_of_the_english_are_marked() -> None:
    terms = {"virtual disk": Term("virtual disk", ("disque virtuel",), ("VHD",))}
    glossary = Glossary("fr", terms=terms)
    text = "A <b> virtual disk of {name}; {{braces}}, virtual disks."
    html = marked_english(text, glossary, is_ui=True)
    assert html == (
        'A &lt;b&gt; <span class="term" title="disque virtuel, VHD">virtual disk</span>'
        ' of <code class="argument">{name}</code>; {{braces}}, '
        '<span class="term" title="disque virtuel, VHD">virtual disks</span>.'
    )
    assert "argument" not in marked_english(text, glossary, is_ui=False)


def test_a_language_has_its_own_marks_and_plural_forms() -> None:
    nbsp = "\N{NO-BREAK SPACE}"
    assert marks_of("fr")[0] == ("« »", f"«{nbsp}", f"{nbsp}»")
    assert numbers_of("fr", "one") == (0, 1)
    assert numbers_of("ko", "other")[:3] == (0, 1, 2)
    assert Plural("n", {"other": "x"}).other == "x"


def test_what_differs_from_the_last_commit_is_shown(tmp_path: Path) -> None:
    root = write_desk_project(tmp_path / "project")
    assert changed_files(root) == []
    folder = root / "rules/hyper-v"
    text = (folder / "disk.yaml").read_text("utf-8")
    (folder / "disk.yaml").write_text(text.replace("Redémarrez", "Relancez"), "utf-8")
    (folder / "network.yaml").unlink()
    (folder / "new.yaml").write_text("page: New\n", "utf-8")
    found = changed_files(root)
    assert found is not None
    assert [one.path for one in found] == [
        "rules/hyper-v/disk.yaml",
        "rules/hyper-v/network.yaml",
        "rules/hyper-v/new.yaml",
    ]
    changed, gone, new = diffs_of(root, found)
    assert "+    resolution: Relancez le disque.\n" in changed.diff
    assert "+++ /dev/null" in gone.diff
    assert "+page: New" in new.diff
    opened = Opened(root)
    page = opened.page("/fr-fr/changes.html")
    assert "french-april" in page
    git(root, "checkout", "-q", "--detach")
    assert branch_of(root) is None
    assert "<ins>+    resolution: Relancez le disque.</ins>" in page


def test_without_git_the_page_says_so(tmp_path: Path) -> None:
    root = write_desk_project(tmp_path / "project")
    (root / ".git").rename(tmp_path / "history")
    assert changed_files(root) is None
    assert "historique git" in Opened(root).page("/fr-fr/changes.html")


def test_english_where_one_works_says_so(tmp_path: Path) -> None:
    """Else it is read aloud as another language, and its stop stands at the wrong end."""
    root = write_desk_project(tmp_path)
    settings = root / "bpadocs.toml"
    text = settings.read_text("utf-8")
    settings.write_text(
        text.replace('fr = "fr-fr"', 'fr = "fr-fr"\nar = "ar-sa"'), "utf-8"
    )
    page = Opened(root).page("/ar-sa/translate/hyper-v/Check-the-disk.html")
    assert '<bdi lang="en" dir="ltr">Save and confirm</bdi></button>' in page
    assert '<bdi lang="en" dir="ltr">Connected</bdi>' in page


def test_every_word_of_the_templates_can_be_translated() -> None:
    known = {word.english for word in (*OF_SITE, *WORDS)}
    used = set()
    for path in (HERE / "served").glob("*.j2"):
        text = path.read_text("utf-8")
        used |= {
            match[2] for match in re.finditer(r"""\b[_t]\((["'])(.*?)\1[,)]""", text)
        }
    assert len(used) > 40
    assert used <= known


def test_every_word_is_used() -> None:
    files = [*(HERE / "served").iterdir(), *HERE.glob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in files)
    from bpadocs.words.of_workplace import OF_SCRIPTS

    scripts = (HERE / "served/live.js").read_text("utf-8")
    scripts += (HERE / "served/edit.js").read_text("utf-8")
    for name in {*OF_SCRIPTS} - {"error", "warning", "hint"}:
        assert f"words.{name}" in scripts, name
    for word in WORDS:
        if word.english not in OF_SCRIPTS.values():
            assert word.english in text, word.english
