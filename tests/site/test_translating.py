"""`bpa serve --edit`: a translator's quarter of an hour, in a real browser and with a real server."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Browser
from desk_helpers import EDITED, MISSING, STALE, TO_DO, git, write_desk_project
from selenium.webdriver.common.keys import Keys
from served import Served, free_port, serve, served_here

from bpadocs.project.tree import read_project
from bpadocs.rule.model import MADE_FROM
from bpadocs.rule.provenance import State, states
from bpadocs.site.session import Site

LIST = "\N{NO-BREAK SPACE}:\n\n{virtual_machines}"
MACHINES = f"Cela concerne les machines virtuelles suivantes{LIST}"


@pytest.fixture
def desk(tmp_path: Path, window: Browser) -> Iterator["Translator"]:
    root = write_desk_project(tmp_path / "project")
    window.forget()
    window.screen(1280, 900)
    with serve(root, free_port(), options=["--edit"]) as running:
        yield Translator(running, window)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server for those who save nothing."""
    root = write_desk_project(tmp_path_factory.mktemp("shared") / "project")
    with serve(root, free_port(), options=["--edit"]) as running:
        yield running


@pytest.fixture
def looker(shared: Served, window: Browser) -> "Translator":
    """Somebody who saves nothing, and finds nothing that others have typed."""
    window.renew()
    return Translator(shared, window)


@pytest.fixture
def onlooker(looker: "Translator") -> Iterator["Translator"]:
    """Somebody who looks on while another one writes; what was written is taken back."""
    yield looker
    looker.another_writes("disk", "Redémarrez ce disque.", "Redémarrez le disque.")
    page = "/fr-fr/pages/hyper-v/Check-the-disk.html"
    looker.served.until(page, "Redémarrez le disque.")


class Translator:
    """What a translator does with keys and eyes."""

    def __init__(self, served: Served, window: Browser) -> None:
        self.served = served
        self.window = window

    def file(self, rule: str) -> Path:
        return self.served.root / f"rules/hyper-v/{rule}.yaml"

    def another_writes(self, rule: str, before: str, after: str) -> None:
        """Another program changes a rule file."""
        text = self.file(rule).read_text("utf-8")
        assert before in text
        self.file(rule).write_text(text.replace(before, after), "utf-8")

    def go(self, rule: str, field: str) -> None:
        """Open a text, which has the focus then."""
        page = f"{self.served.url}/fr-fr/translate/hyper-v/Check-the-{rule}.html"
        self.window.open(f"{page}#field-{field}")
        self.is_at(rule, field)

    def is_at(self, rule: str, field: str) -> None:
        """Wait until a text has the focus."""
        self.window.wait(
            "return location.pathname.endsWith(arguments[0])"
            " && document.activeElement.id === arguments[1]",
            f"/Check-the-{rule}.html",
            f"box-{field}-other",
        )

    def replace(self, text: str) -> None:
        """Type a text in the place of what stands in the box."""
        self.window.press(Keys.CONTROL, "a")
        self.window.press(Keys.BACKSPACE)
        self.window.press(text)

    def says(self, field: str, *words: str) -> None:
        """Wait until one of these is said below a text."""
        self.window.wait(
            "const said = document.querySelector(`#said-${arguments[0]}`)?.textContent ?? '';"
            "return arguments[1].some((word) => said.includes(word))",
            field,
            list(words),
        )

    def is_checked(self, field: str) -> None:
        self.says(field, "Vérifié")

    def confirm(self) -> None:
        self.window.press(Keys.CONTROL, Keys.ENTER)

    def is_done(self, rule: str, field: str) -> None:
        """Wait until the file says that a text is of the English of now."""
        ends = time.monotonic() + 60
        while True:
            rules = {one.id: one for one in read_project(self.served.root).rules}
            if states(rules[f"hyper-v/{rule}"], "fr")[field] is State.CURRENT:
                return
            assert time.monotonic() < ends, f"{rule} {field} was never confirmed"
            time.sleep(0.1)

    def box(self, field: str) -> str:
        text = self.window.run(
            "return document.getElementById(`box-${arguments[0]}-other`).value", field
        )
        return str(text)

    def findings(self, field: str) -> list[str]:
        return self.window.texts(f"#row-{field} .work-findings .work-check")


def test_a_quarter_of_an_hour_of_a_translator(desk: Translator) -> None:
    window = desk.window
    window.open(f"{desk.served.url}/fr-fr/translate.html")
    queue = window.run(
        "return [...document.querySelectorAll('#queue-to-do ~ ol [data-queue]')]"
        ".map((link) => link.dataset.queue)"
    )
    assert {tuple(one.removeprefix("hyper-v/").split("#")) for one in queue} == TO_DO

    # a stale text, written anew; the key goes on to the next one
    desk.go("disk", "issue")
    assert window.texts("#row-issue .diff ins") == ["can no longer"]
    desk.replace("Le disque ne peut plus être utilisé.")
    desk.confirm()
    desk.is_at("disk", "impact")
    desk.is_done("disk", "issue")

    # somebody else writes the same text: it is shown three ways, and nothing is lost
    desk.replace(f"Le disque reste désactivé jusqu’à ce qu’il démarre. {MACHINES}")
    desk.is_checked("impact")
    desk.another_writes("disk", "Le disque reste désactivé.", "Le disque est éteint.")
    window.wait("return !document.querySelector('#row-impact .conflict').hidden")
    before, theirs, mine = window.texts("#row-impact .version .words")
    assert before.startswith("Le disque reste désactivé. Cela concerne")
    assert window.texts("#row-impact .version:nth-child(2) ins") == ["est", "éteint."]
    assert "éteint." in theirs
    assert "jusqu’à ce qu’il démarre." in mine
    desk.confirm()
    assert "Le disque est éteint." in desk.file("disk").read_text("utf-8")
    window.one("#row-impact .conflict button").click()
    assert desk.box("impact").startswith("Le disque reste désactivé jusqu’à")
    desk.confirm()
    desk.is_at("network", "issue")
    desk.is_done("disk", "impact")

    # one file breaks meanwhile: the others can be worked on
    desk.another_writes("server", "severity: warning", "severity: warn")
    window.wait("return document.querySelector('.mistakes .frame')")
    window.press(Keys.ESCAPE)
    window.wait("return !document.querySelector('.mistakes')")
    desk.replace("Le réseau ne peut jamais être utilisé.")
    desk.confirm()
    desk.is_at("network", "resolution")
    desk.another_writes("server", "severity: warn\n", "severity: warning\n")
    desk.is_done("network", "issue")

    # a missing text; the page is loaded again before it is saved
    desk.replace("Redémarrez le réseau.")
    desk.is_checked("resolution")
    window.driver.refresh()
    window.wait("return document.querySelector('#row-resolution.dirty')")
    assert desk.box("resolution") == "Redémarrez le réseau."
    assert "Redémarrez" not in desk.file("network").read_text("utf-8")
    window.one("#box-resolution-other").click()
    desk.confirm()
    desk.is_at("service", "issue")
    desk.is_done("network", "resolution")

    # an argument is missing: an error, which a key mends
    desk.go("cluster", "impact")
    text = f"Le cluster reste désactivé. {MACHINES}"
    desk.replace(text.removesuffix("{virtual_machines}"))
    window.wait("return document.querySelector('#row-impact .work-findings .error')")
    assert "argument-missing" in desk.findings("impact")
    assert not window.one("#row-impact [data-say=confirm]").is_enabled()
    window.press(Keys.CONTROL, Keys.END)
    window.press(Keys.ALT, "1")
    window.wait(
        "return !document.querySelector('#row-impact [data-say=confirm]').disabled"
    )
    desk.confirm()
    desk.is_at("cluster", "resolution")
    desk.is_done("cluster", "impact")

    # a check has a fix, which a key applies
    desk.go("cluster", "issue")
    desk.replace("Le cluster ne peut pas être utilisé !")
    window.wait("return document.querySelector('#row-issue [data-fix]')")
    window.press(Keys.ALT, Keys.ENTER)
    window.wait(
        "return document.getElementById('box-issue-other').value.endsWith('\\u00a0!')"
    )
    desk.replace("Le cluster ne peut pas être utilisé.")
    desk.confirm()
    desk.is_at("cluster", "resolution")
    desk.is_done("cluster", "issue")

    # a draft first; then the text of somebody else is taken in its place
    desk.replace("Redémarrez le cluster une")
    window.press(Keys.CONTROL, "s")
    desk.says("resolution", "brouillon")
    assert "le cluster une\n" in desk.file("cluster").read_text("utf-8")
    desk.replace("Redémarrez le cluster deux")
    desk.another_writes("cluster", "le cluster une\n", "tout le cluster.\n")
    window.wait("return !document.querySelector('#row-resolution .conflict').hidden")
    window.all("#row-resolution .conflict button")[1].click()
    assert desk.box("resolution") == "Redémarrez tout le cluster."
    desk.confirm()
    desk.is_at("service", "issue")
    desk.is_done("cluster", "resolution")

    # edited texts are confirmed as they are, and a stale one is still right
    desk.confirm()
    desk.is_at("service", "impact")
    desk.confirm()
    desk.is_at("service", "resolution")
    desk.confirm()
    window.wait("return document.activeElement.id === 'reason-resolution'")
    window.press("an exclamation mark in the English")
    window.press(Keys.ENTER)
    for field in ("issue", "impact", "resolution"):
        desk.is_done("service", field)

    assert window.complaints() == []
    _only_these_texts_changed(desk)
    window.open(f"{desk.served.url}/fr-fr/changes.html")
    shown = window.texts(".file-diff")
    assert len(shown) == 4
    assert any("+    resolution: Redémarrez le réseau." in text for text in shown)


def _only_these_texts_changed(desk: Translator) -> None:
    """What git sees is the ten texts, their stamps, and nothing else."""
    root = desk.served.root
    rules = {
        rule.id.removeprefix("hyper-v/"): rule for rule in read_project(root).rules
    }
    done = {
        (name, field)
        for name, rule in rules.items()
        for field, state in states(rule, "fr").items()
        if state is State.CURRENT
    }
    assert done >= TO_DO
    assert git(root, "diff", "--name-only").split() == [
        f"rules/hyper-v/{name}.yaml"
        for name in ("cluster", "disk", "network", "service")
    ]
    fields = "|".join({field for _, field in TO_DO})
    stamp = rf"      ({fields}|{MADE_FROM}): [0-9a-f ]+(human)?( \(an exclamation.*\))?"
    texts = {
        line.strip()
        for name, field in TO_DO
        for line in str(rules[name].field("fr", field)).split("\n")
    }
    for line in git(root, "diff", "-U0").split("\n"):
        if not line.startswith(("+", "-")) or line.startswith(("+++", "---")):
            continue
        words = re.sub(rf"^    ({fields}): *", "", line[1:]).strip()
        is_new = line.startswith("+") and (
            words in texts or words in ("|-", ">-", "synced:")
        )
        is_old = line.startswith("-") and line.startswith(("-    ", "-      "))
        assert re.fullmatch(stamp, line[1:]) or is_new or is_old, line
    assert "# the words of the console" in desk.file("cluster").read_text("utf-8")
    assert "an exclamation mark" in desk.file("service").read_text("utf-8")
    assert git(root, "log", "--oneline").count("\n") == 2, "nothing is committed"


def test_every_page_where_somebody_works_can_be_used_by_everybody(
    looker: Translator,
) -> None:
    window = looker.window
    for page in (
        "fr-fr/translate.html",
        "fr-fr/translate/hyper-v/Check-the-disk.html#field-impact",
        "fr-fr/changes.html",
        "en-us/translate.html",
        "fr-fr/nothing.html",
    ):
        # a telephone's browser lays pages out in its own way, so they are opened anew
        for light, dark in ((1280, 900), (390, 390)):
            window.screen(light)
            window.open(f"{looker.served.url}/{page}")
            window.wait("return document.readyState === 'complete'")
            for width in (light, dark):
                assert window.axe() == [], (page, width)
                assert window.run(
                    "return document.documentElement.scrollWidth"
                    " <= document.documentElement.clientWidth"
                ), (page, width)
                window.screen(dark, dark=True)


def test_a_lost_server_says_so_and_what_was_typed_is_kept(desk: Translator) -> None:
    window = desk.window
    desk.go("disk", "issue")
    desk.replace("Le disque ne peut plus être utilisé.")
    desk.is_checked("issue")
    desk.served.process.kill()
    window.wait("return document.querySelector('.serve-badge .lost')")
    desk.confirm()
    desk.says("issue", "injoignable")
    kept = window.run("return Object.keys(localStorage)")
    assert [key for key in kept if key.endswith("hyper-v/disk fr issue")]
    with serve(desk.served.root, desk.served.port, options=["--edit"]) as again:
        assert again.port == desk.served.port
        window.wait("return !document.querySelector('.serve-badge .lost')")
        desk.confirm()
        desk.is_done("disk", "issue")
    assert "ne peut plus" in desk.file("disk").read_text("utf-8")


def test_a_suggestion_is_taken_by_key(looker: Translator) -> None:
    window = looker.window
    looker.go("network", "resolution")
    window.wait("return document.getElementById('box-resolution-other').placeholder")
    window.press(Keys.TAB)
    suggested = window.texts("[data-suggested]")
    assert suggested
    assert looker.box("resolution") == suggested[0]
    looker.replace("Autre chose.")
    window.press(Keys.ALT, "0")
    assert looker.box("resolution") == suggested[0]
    assert window.run("return document.activeElement.id") == "box-resolution-other"


def test_who_wrote_a_text_and_what_it_was_is_shown(looker: Translator) -> None:
    window = looker.window
    looker.go("cluster", "resolution")
    window.wait("return document.querySelector('[data-help] [data-history] summary')")
    window.one("[data-history] summary").click()
    window.wait("return document.querySelectorAll('.versions li').length === 2")
    newest, first = window.texts(".versions li")
    assert "Test" in newest
    assert "maintenant" in window.one(".versions ins").text
    assert first.endswith("Redémarrez le cluster.")
    assert window.axe() == []


def test_a_place_is_opened_in_the_editor(onlooker: Translator) -> None:
    window = onlooker.window
    window.open(f"{onlooker.served.url}/fr-fr/compare/hyper-v/Check-the-disk.html")
    window.wait("return document.querySelector('.open-here')")
    places = window.all(".place[data-copied-text]")
    links = [one.get_attribute("href") or "" for one in window.all(".open-here")]
    assert len(links) == len(places)
    root = onlooker.served.root.resolve().as_posix()
    begin = f"vscode://file{root}/rules/hyper-v/disk.yaml:"
    assert all(link.startswith(begin) for link in links)
    onlooker.another_writes("disk", "Redémarrez le disque.", "Redémarrez ce disque.")
    window.wait(
        "return document.querySelector('main').textContent.includes('ce disque')"
    )
    count = "return document.querySelectorAll(arguments[0]).length"
    assert window.run(count, ".open-here") == window.run(
        count, ".place[data-copied-text]"
    )


def test_content_is_exchanged_and_what_the_reader_did_stays(
    onlooker: Translator,
) -> None:
    window = onlooker.window
    window.screen(1280, 500)
    window.open(f"{onlooker.served.url}/fr-fr/compare/hyper-v/Check-the-disk.html")
    window.run(
        "document.querySelector('details.change').open = false;"
        "document.querySelector('[data-search] input').focus();"
        "window.stays = true; scrollTo(0, 300)"
    )
    onlooker.another_writes("disk", "Redémarrez le disque.", "Redémarrez ce disque.")
    window.wait(
        "return document.querySelector('main').textContent.includes('ce disque')"
    )
    assert window.run("return window.stays === true"), "the page was not loaded again"
    # what grows above moves the page, so that what is read stays where it is
    assert abs(window.run("return scrollY") - 300) < 100
    assert window.run("return document.activeElement.id") == "bpa-search"
    assert window.run("return !document.querySelector('details.change').open")


def test_without_the_option_nothing_is_offered(tmp_path: Path, window: Browser) -> None:
    site = Site(write_desk_project(tmp_path / "project"))
    site.look()
    with served_here(site) as running:
        window.open(f"{running.url}/fr-fr/compare/hyper-v/Check-the-disk.html")
        window.wait("return window.bpaLive !== undefined")
        assert window.all("a[href*=translate]") == []
        assert running.get("/fr-fr/translate.html").status == 404


assert len(TO_DO) == len(STALE) + len(MISSING) + len(EDITED) == 10
