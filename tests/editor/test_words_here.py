"""The word at a place is told of: an argument, a term, the name of a check."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.editor.words_here import told_of_word
from bpadocs.lint.checking import RuleChecker

FILE = "rules/hyper-v/backups.yaml"
GLOSSARY = """\
terms:
  virtual machine:
    use: machine virtuelle
    also: [VM]
    not: [{ordinateur virtuel: until 2012}]
"""


@pytest.fixture
def checker(tmp_path: Path) -> RuleChecker:
    project = write_project(tmp_path, {"backups": RULE})
    folder = project / "locales" / "fr"
    folder.mkdir(parents=True)
    (folder / "glossary.yaml").write_text(GLOSSARY, "utf-8")
    return RuleChecker(project)


def told(checker: RuleChecker, words: str, text: str = RULE) -> list[str]:
    checked = checker.check(FILE, text)
    offset = text.index(words) + 2
    return [*told_of_word(text, offset, checked.rule, checker.basis)]


def test_an_argument_says_what_stands_on_the_page_in_its_place(
    checker: RuleChecker,
) -> None:
    [words] = told(checker, "{virtual_machines}")
    assert words.startswith("**{virtual_machines}**, a list; on the page: *list of")
    assert "- fr: *liste des machines virtuelles*" in words
    assert words.endswith("In impact.")


def test_a_term_says_what_is_right_and_what_is_wrong(checker: RuleChecker) -> None:
    [french] = told(checker, "machines virtuelles ne sont")
    assert "- fr: *machine virtuelle*; also *VM*; not *ordinateur virtuel*" in french
    assert "- not “ordinateur virtuel”: until 2012" in french
    [english] = told(checker, "virtual machines are not")
    assert english == french
    wrong = RULE.replace("Certaines machines virtuelles", "Des ordinateur virtuel")
    assert told(checker, "ordinateur virtuel", wrong) == [french]
    assert told(checker, "ne sont pas") == []


def test_the_name_of_a_check_says_what_it_looks_for(checker: RuleChecker) -> None:
    for entry in (
        "suppress:\n  - check: double-blanks\n    reason: a test\n",
        'suppress:\n  - {check: "double-blanks", reason: a test}\n',
    ):
        text = RULE.replace("text:\n", entry + "text:\n", 1)
        [words] = told(checker, "double-blanks", text)
        assert words.startswith("**double-blanks**\n\n")
        assert len(words) > 50


def test_no_word_is_more_than_text_where_it_is_shown(checker: RuleChecker) -> None:
    text = RULE.replace(
        "label: list of virtual machines", 'label: "[a](command:b) <b>"'
    )
    [words] = told(checker, "{virtual_machines}", text)
    assert "*\\[a\\](command:b) \\<b\\>*" in words
