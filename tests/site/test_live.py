"""The site as it is now: what a change of a file changes, and what is found meanwhile."""

from pathlib import Path

import pytest
from desk_helpers import write_desk_project

from bpadocs.errors import BrokenInputError
from bpadocs.lint.conclusion import NO_RULE
from bpadocs.site.builder import Builder
from bpadocs.site.live import LiveSite

PAGE = "/fr-fr/pages/hyper-v/Check-the-disk.html"
COMPARE = "/fr-fr/compare/hyper-v/Check-the-disk.html"


def rule(root: Path, name: str) -> Path:
    return root / f"rules/hyper-v/{name}.yaml"


def change(root: Path, name: str, before: str, after: str) -> set[str]:
    """Write another text into a rule file, and return the file as a watcher names it."""
    text = rule(root, name).read_text("utf-8")
    assert before in text
    rule(root, name).write_text(text.replace(before, after), "utf-8")
    return {f"rules/hyper-v/{name}.yaml"}


def shown(site: LiveSite, path: str) -> str:
    content = site.page(path)
    assert content is not None
    return content.decode()


@pytest.fixture
def site(tmp_path: Path) -> LiveSite:
    site = LiveSite(write_desk_project(tmp_path))
    looked = site.look()
    assert looked.everything
    assert len(looked.rules) == 5
    return site


def test_before_the_first_look_there_is_no_page(tmp_path: Path) -> None:
    site = LiveSite(write_desk_project(tmp_path))
    assert site.page(PAGE) is None
    assert site.page("/assets/site.css") is not None, "but a style to say so with"


def test_pages_are_made_when_they_are_asked_for(site: LiveSite) -> None:
    assert "Redémarrez le disque." in shown(site, PAGE)
    assert "Check-the-disk" in shown(site, "/fr-fr/index.html")
    assert site.page("/fr-fr/pages/hyper-v/nothing.html") is None
    assert site.page("/fr-fr/other/hyper-v/Check-the-disk.html") is None
    assert not (site.root / "build/site").exists(), "nothing is written"


@pytest.mark.parametrize("told", [True, False])
def test_a_change_of_a_rule_changes_its_pages_and_no_others(
    site: LiveSite, told: bool
) -> None:
    site.lint()
    files = change(site.root, "disk", "Redémarrez", "Relancez")
    looked = site.look(files if told else None)
    assert looked.rules == {"hyper-v/disk"}
    assert not looked.everything
    assert "Relancez le disque." in shown(site, PAGE)


def test_what_is_told_to_have_changed_is_read_and_nothing_else(site: LiveSite) -> None:
    disk = change(site.root, "disk", "Redémarrez", "Relancez")
    change(site.root, "network", "le réseau", "ce réseau")
    assert site.look(disk).rules == {"hyper-v/disk"}
    assert site.look().rules == {"hyper-v/network"}


def test_the_findings_of_a_rule_come_with_its_change(site: LiveSite) -> None:
    """Before all rules are looked at: there is no moment in which it has none."""
    site.lint()
    assert not site.is_checking
    assert site.state
    files = change(
        site.root, "disk", "Redémarrez le disque.", "Redémarrez le disque 10."
    )
    site.look(files)
    assert site.is_checking
    found = site.state.run.findings["hyper-v/disk"]
    assert "numbers" in {one.check for one in found}
    assert "numbers" in shown(site, COMPARE)
    site.lint()
    assert not site.is_checking
    assert "numbers" in {one.check for one in site.state.run.findings["hyper-v/disk"]}


def test_lint_of_an_older_text_is_not_shown(
    site: LiveSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody writes while lint is at work."""
    report = site._report

    def slow() -> object:
        found = report()
        site.look(change(site.root, "disk", "Redémarrez le disque.", "Le 10."))
        return found

    monkeypatch.setattr(site, "_report", slow)
    site.lint()
    assert site.is_checking, "there is more to look at"
    assert site.state
    found = site.state.run.findings["hyper-v/disk"]
    assert "numbers" in {one.check for one in found}


def test_a_broken_rule_stays_as_it_was_and_stops_no_other(site: LiveSite) -> None:
    site.lint()
    broken = change(site.root, "disk", "severity: warning", "severity: warn")
    site.look(broken)
    [problem] = site.problems
    assert (problem.path, problem.line) == (*broken, 3)
    assert "Redémarrez le disque." in shown(site, PAGE)
    other = change(site.root, "network", "Vérifier le", "Contrôler le")
    assert site.look(other).rules == {"hyper-v/network"}
    assert [one.path for one in site.problems] == [*broken], "it is still told"
    mended = change(site.root, "disk", "severity: warn\n", "severity: warning\n")
    site.look(mended)
    assert site.problems == []


def test_what_cannot_be_read_at_all_leaves_everything_as_it_was(site: LiveSite) -> None:
    (site.root / "bpadocs.toml").write_text("locales = 1", "utf-8")
    with pytest.raises(BrokenInputError):
        site.look()
    assert "Redémarrez le disque." in shown(site, PAGE)


def test_a_new_rule_and_one_that_goes(site: LiveSite) -> None:
    new = rule(site.root, "fresh")
    text = rule(site.root, "disk").read_text("utf-8")
    new.write_text(text.replace("Check-the-disk", "Fresh"), "utf-8")
    looked = site.look({"rules/hyper-v/fresh.yaml"})
    assert looked.everything, "its address is new to every page"
    assert site.page("/fr-fr/pages/hyper-v/Fresh.html") is not None
    new.unlink()
    site.look({"rules/hyper-v/fresh.yaml"})
    assert site.page("/fr-fr/pages/hyper-v/Fresh.html") is None


def test_words_that_change_change_every_page(site: LiveSite) -> None:
    catalog = site.root / "locales/fr/LC_MESSAGES/bpadocs.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text('msgctxt "heading"\nmsgid "Issue"\nmsgstr "Souci"\n', "utf-8")
    assert site.look({"locales/fr/LC_MESSAGES/bpadocs.po"}).everything
    assert "Souci" in shown(site, PAGE)


def test_what_is_found_in_the_words_of_all_pages_is_told_as_in_a_build(
    site: LiveSite,
) -> None:
    """It is on no rule, so only the pages over all rules show it."""
    site.lint()
    catalog = site.root / "locales/fr/LC_MESSAGES/bpadocs.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(
        '#, fuzzy\nmsgctxt "table"\nmsgid "Severity"\nmsgstr "Genre"\n', "utf-8"
    )
    site.look({"locales/fr/LC_MESSAGES/bpadocs.po"})
    assert site.lint().rules == {NO_RULE}
    assert site.lint().rules == frozenset()
    Builder(site.root).build()
    built = (site.root / "build/site/fr-fr/findings.html").read_text("utf-8")
    assert "“Severity” is marked fuzzy" in built
    assert shown(site, "/fr-fr/findings.html") == built
