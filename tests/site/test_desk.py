"""A text that somebody writes in the browser: checked as it stands, saved where it is still free."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from desk_helpers import git, write_desk_project
from site_helpers import write_site_project

from bpadocs.project.tree import read_project
from bpadocs.rule.provenance import states
from bpadocs.site.desk import Answer, Desk
from bpadocs.site.live import LiveSite
from bpadocs.translators.field_edit import base_of, shown_forms

NEW = "Le disque ne peut plus être utilisé."


class Browser:
    """What a browser sends."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.live = LiveSite(root)
        self.live.look()
        self.desk = Desk(self.live, self.live.look)

    def says(self, rule: str, field: str, **more: Any) -> dict[str, Any]:
        """A text as the page has it, and what is said of it."""
        assert self.live.state
        known = self.live.state.rules[f"hyper-v/{rule}"]
        return {
            "rule": known.id,
            "language": "fr",
            "field": field,
            "forms": shown_forms(known, "fr", field),
            "base": base_of(known, "fr", field)._asdict(),
            **more,
        }

    def save(self, rule: str, field: str, **more: Any) -> Answer:
        return self.desk.save(self.says(rule, field, **more))

    def check(self, rule: str, field: str, text: str) -> Answer:
        return self.desk.check(self.says(rule, field, forms={"other": text}))

    def file(self, rule: str) -> str:
        return (self.root / f"rules/hyper-v/{rule}.yaml").read_text("utf-8")

    def state(self, rule: str, field: str) -> str:
        """The state of a text as the file has it."""
        rules = {one.id: one for one in read_project(self.root).rules}
        return states(rules[f"hyper-v/{rule}"], "fr")[field]


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    return Browser(write_desk_project(tmp_path))


def test_a_text_is_checked_as_if_it_were_confirmed(browser: Browser) -> None:
    answer = browser.check("cluster", "impact", "Le cluster reste désactivé.")
    assert answer.status == HTTPStatus.OK
    [missing] = [
        one for one in answer.content["findings"] if one["check"] == "argument-missing"
    ]
    assert missing["level"] == "error"
    assert git(browser.root, "status", "--short") == "", "nothing is written"


def test_a_stale_text_is_checked_too(browser: Browser) -> None:
    """Lint itself says no more of a stale text than that it is stale."""
    answer = browser.check("disk", "issue", "Le disque ne peut pas 10 utilisé.")
    assert "numbers" in {one["check"] for one in answer.content["findings"]}


def test_a_fix_has_its_place_in_the_text(browser: Browser) -> None:
    text = "Le cluster ne peut pas être utilisé !"
    answer = browser.check("cluster", "issue", text)
    [fix] = [one["fix"] for one in answer.content["findings"] if one["fix"]]
    mended = text[: fix["start"]] + fix["text"] + text[fix["end"] :]
    assert mended == "Le cluster ne peut pas être utilisé\N{NO-BREAK SPACE}!"


def test_what_no_rule_can_hold_is_told_at_its_place(browser: Browser) -> None:
    answer = browser.check("disk", "issue", "Le disque {nom de la machine}.")
    assert answer.content["broken"]
    [finding] = answer.content["findings"]
    assert (finding["start"], finding["end"]) == (10, 29)
    saved = browser.save(
        "disk", "issue", forms={"other": "Le disque {unknown}."}, say="draft"
    )
    assert saved.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "unknown" in saved.content["message"]
    assert git(browser.root, "status", "--short") == ""


def test_a_new_text_is_confirmed(browser: Browser) -> None:
    answer = browser.save("disk", "issue", forms={"other": NEW}, say="confirm")
    assert answer.status == HTTPStatus.OK
    assert answer.content["state"] == "current"
    assert browser.state("disk", "issue") == "current"
    changed = [
        line
        for line in git(browser.root, "diff", "-U0").splitlines()
        if line.startswith(("+", "-")) and not line.startswith(("+++", "---"))
    ]
    assert [line[:13] for line in changed] == [
        "-    issue: L",
        "+    issue: L",
        "-      issue:",
        "+      issue:",
    ]


def test_a_draft_says_nothing_of_itself(browser: Browser) -> None:
    stamp = next(line for line in browser.file("disk").split("\n") if "issue: " in line)
    answer = browser.save("disk", "issue", forms={"other": "Le disque"}, say="draft")
    assert answer.content["state"] == "edited"
    assert stamp in browser.file("disk")
    missing = browser.save(
        "cluster", "issue", forms={"other": "Le cluster"}, say="draft"
    )
    assert missing.content["state"] == "untracked"


def test_errors_keep_a_text_from_being_confirmed(browser: Browser) -> None:
    answer = browser.save(
        "cluster",
        "impact",
        forms={"other": "Le cluster reste désactivé."},
        say="confirm",
    )
    assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "argument-missing" in {one["check"] for one in answer.content["findings"]}
    assert git(browser.root, "status", "--short") == ""


def test_what_somebody_else_has_written_is_never_overwritten(browser: Browser) -> None:
    said = browser.says("disk", "issue", forms={"other": NEW}, say="confirm")
    path = browser.root / "rules/hyper-v/disk.yaml"
    theirs = browser.file("disk").replace("être utilisé", "servir")
    path.write_text(theirs, "utf-8")
    answer = browser.desk.save(said)
    assert answer.status == HTTPStatus.CONFLICT
    assert answer.content["forms"] == {"other": "Le disque ne peut pas servir."}
    assert browser.file("disk") == theirs
    # whoever has seen it may go on
    again = browser.desk.save({**said, "base": answer.content["base"]})
    assert again.status == HTTPStatus.OK
    assert NEW in browser.file("disk")


def test_another_english_is_a_conflict_too(browser: Browser) -> None:
    said = browser.says("disk", "issue", forms={"other": NEW}, say="confirm")
    path = browser.root / "rules/hyper-v/disk.yaml"
    path.write_text(browser.file("disk").replace("no longer", "never"), "utf-8")
    answer = browser.desk.save(said)
    assert answer.status == HTTPStatus.CONFLICT
    assert answer.content["english"] == {"other": "The disk can never be used."}


def test_what_changes_elsewhere_in_the_file_stays(browser: Browser) -> None:
    said = browser.says("disk", "issue", forms={"other": NEW}, say="confirm")
    path = browser.root / "rules/hyper-v/disk.yaml"
    path.write_text(browser.file("disk").replace("Redémarrez", "Relancez"), "utf-8")
    assert browser.desk.save(said).status == HTTPStatus.OK
    assert "Relancez le disque" in browser.file("disk")
    assert NEW in browser.file("disk")


def test_a_stale_text_is_still_right_for_a_reason(browser: Browser) -> None:
    without = browser.save("service", "resolution", say="still-right")
    assert without.status == HTTPStatus.UNPROCESSABLE_ENTITY
    confirmed = browser.save("service", "resolution", say="confirm")
    assert confirmed.status == HTTPStatus.UNPROCESSABLE_ENTITY
    answer = browser.save(
        "service", "resolution", say="still-right", reason="only a mark\nhas changed"
    )
    assert answer.content["state"] == "current"
    assert "human (only a mark has changed)" in browser.file("service")


def test_a_review_is_of_the_text_as_it_is(browser: Browser) -> None:
    changed = browser.save(
        "server", "issue", forms={"other": "Autre chose."}, say="reviewed"
    )
    assert changed.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert browser.save("server", "issue", say="reviewed").status == HTTPStatus.OK
    lines = git(browser.root, "diff", "-U0").splitlines()
    assert [line for line in lines if line.endswith("human reviewed")]


def test_a_text_that_depends_on_a_number_has_a_form_for_each(tmp_path: Path) -> None:
    browser = Browser(write_site_project(tmp_path))
    forms = {"one": "Une machine.", "many": "Des machines.", "other": "Des machines."}
    said = browser.says("paused", "issue")
    assert set(said["forms"]) == set(forms)
    answer = browser.save("paused", "issue", forms=forms, say="draft")
    assert answer.status == HTTPStatus.OK
    assert answer.content["forms"] == forms
    text = browser.file("paused")
    assert "one: Une machine." in text
    assert "other: Des machines." in text
    assert "many:" not in text, "what is as for other numbers is not stated"
    half = browser.save("paused", "issue", forms={**forms, "one": " "}, say="confirm")
    assert half.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "one" in half.content["message"]


@pytest.mark.parametrize(
    "more",
    [
        {"rule": "hyper-v/../../../etc/passwd"},
        {"rule": "hyper-v/nothing"},
        {"rule": ["hyper-v/disk"]},
        {"rule": None},
        {"language": "en"},
        {"language": "../fr"},
        {"language": "xx"},
        {"field": "synced"},
        {"field": "title.one"},
        {"field": ""},
        {"forms": {"one": "a", "other": "b"}},
        {"forms": {}},
        {"forms": {"other": 1}},
        {"forms": "Le disque"},
        {"say": "delete"},
        {"say": ""},
    ],
)
def test_nothing_but_a_text_of_a_rule_can_be_named(
    browser: Browser, more: dict[str, Any]
) -> None:
    answer = browser.desk.save({**browser.says("disk", "issue", say="draft"), **more})
    assert answer.status == HTTPStatus.BAD_REQUEST
    looked = browser.desk.check({**browser.says("disk", "issue"), **more})
    assert looked.status == HTTPStatus.BAD_REQUEST
    assert git(browser.root, "status", "--short") == ""


@pytest.mark.parametrize("text", ["", " \n ", "\x00", "\x1b[2J", "\ud800", "a\x85b"])
def test_texts_that_no_file_can_hold_are_refused(browser: Browser, text: str) -> None:
    answer = browser.save("disk", "issue", forms={"other": text}, say="draft")
    assert answer.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert answer.content["message"]
    assert git(browser.root, "status", "--short") == ""


@pytest.mark.parametrize(
    "text",
    [
        "- : # 'Le' \"disque\" | > & * !",
        "Le disque\n\nsur deux paragraphes",
        "  Le disque entre blancs  ",
        "true",
        "Le disque\N{NO-BREAK SPACE}! 🦊",
        "x" * 5000,
    ],
)
def test_any_text_comes_back_as_it_was_written(browser: Browser, text: str) -> None:
    answer = browser.save("disk", "issue", forms={"other": text}, say="draft")
    assert answer.status == HTTPStatus.OK
    assert answer.content["forms"] == {"other": text}
