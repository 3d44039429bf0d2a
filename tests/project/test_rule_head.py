"""What a new rule is called and how bad it is, as somebody says it on a command line."""

import pytest

from bpadocs.errors import UsageError
from bpadocs.project.rule_head import RuleHead, head_of
from bpadocs.rule.names import LONGEST_PAGE


def head(title: str | None = None, severity: str | None = None) -> RuleHead:
    return head_of("hyper-v/some-rule", title, severity, ("critical",))


def test_what_nobody_says_is_made_of_the_id() -> None:
    assert head() == RuleHead("Some rule", "Some-rule", "warning")


@pytest.mark.parametrize(
    ("title", "page"),
    [
        ("Keep backups", "Keep-backups"),
        ("Don't use “X”: 50 % – étendue #1", "Dont-use-X-50-etendue-1"),
        ("L’hôte doit répondre.", "Lhote-doit-repondre"),
        (".NET (4.8) is old", "NET-(4.8)-is-old"),
        ("../../etc/passwd", "etc-passwd"),
        # where no letter is left, or nobody may have the name, the id names the page
        ("백업을 유지하세요", "Some-rule"),
        ("index", "Some-rule"),
        ("NUL", "Some-rule"),
        ("read.md", "Some-rule"),
    ],
)
def test_a_title_names_the_page(title: str, page: str) -> None:
    assert head(title) == RuleHead(title, page, "warning")


@pytest.mark.parametrize("title", [None, "index", "백업을 유지하세요"])
def test_a_rule_whose_page_nobody_may_name_is_refused(title: str | None) -> None:
    with pytest.raises(UsageError, match="“Index”; give the rule another --title"):
        head_of("hyper-v/index", title, None, ())
    assert head_of("hyper-v/index", "Keep an index", None, ()).page == "Keep-an-index"


def test_a_title_is_one_line() -> None:
    assert head(" Keep\n  backups\t").title == "Keep backups"


def test_a_long_title_makes_a_page_of_whole_words() -> None:
    page = head("backup " * 60).page
    assert page == "-".join(["backup"] * 27)
    assert len(page) <= LONGEST_PAGE < len(f"{page}-backup")
    assert head("b" * 300).page == "b" * LONGEST_PAGE


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("", "--title: is empty"),
        (" \n", "--title: is empty"),
        ("a\x1b[31mb", "--title a\\u001b[31mb: has characters that nobody can read"),
        ("a\udcff", "--title a\\udcff: has characters that nobody can read"),
    ],
)
def test_a_title_that_is_none_is_refused(title: str, why: str) -> None:
    with pytest.raises(UsageError) as refused:
        head(title)
    assert refused.value.messages[0].startswith(why)


@pytest.mark.parametrize("word", ["error", "warning", "information", "critical"])
def test_severities_of_every_project_and_of_this_one_are_known(word: str) -> None:
    assert head(severity=word).severity == word


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("critcal", "; did you mean “critical”?"),
        ("ERROR", "; did you mean “error”?"),
        ("x", ""),
    ],
)
def test_another_severity_is_refused_with_those_there_are(word: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        head(severity=word)
    known = "error, warning, information, critical"
    expected = f"--severity {word}: a severity is one of {known}{hint}"
    assert refused.value.messages == (expected,)
