"""A baseline knows findings again, and says what is new and what is mended."""

from dataclasses import replace

from finding_helpers import finding

from bpadocs.errors import Problem
from bpadocs.lint.baseline import (
    LONGEST_WORDS,
    UNREADABLE_PAGE,
    Baseline,
    Describe,
    compare,
    describe_by,
    renewed,
)
from bpadocs.lint.findings import Finding, broken_file
from bpadocs.lint.registry import CHECKS

PAGE = "Une machine, deux ordinateurs,\nune machine encore.\n"
MACHINE = finding("terms", 1, 5, 12, message="“machine” is “ordinateur” here")
AGAIN = finding("terms", 2, 5, 12, message="“machine” is “ordinateur” here")


def described(text: str = PAGE) -> Describe:
    return describe_by(lambda file: text)


def baseline_of(*findings: Finding, text: str = PAGE) -> Baseline:
    """The baseline of these findings, by the way a command makes it."""
    describe = described(text)
    nothing = Baseline("lint", {})
    return renewed(nothing, compare(nothing, findings, describe), findings, describe)


def test_a_finding_is_known_again_on_another_line_and_in_another_column() -> None:
    known = baseline_of(MACHINE)
    lower = replace(MACHINE, place=replace(AGAIN.place))
    compared = compare(known, [lower], described())
    assert (compared.new, compared.mended) == ([], 0)


def test_of_equal_findings_as_many_are_known_as_there_were() -> None:
    known = baseline_of(MACHINE)
    compared = compare(known, [MACHINE, AGAIN], described())
    assert compared.new == [AGAIN]
    assert len(baseline_of(MACHINE, AGAIN)) == 2


def test_what_differs_in_check_language_rule_field_words_or_quotation_is_new() -> None:
    known = baseline_of(MACHINE)
    others = [
        replace(MACHINE, check="mixed-terms"),
        replace(MACHINE, locale="it-it", language="it"),
        replace(MACHINE, rule="other"),
        replace(MACHINE, field="issue"),
        replace(MACHINE, place=replace(MACHINE.place, column=1)),
        replace(MACHINE, message="“machine” is “serveur” here"),
    ]
    compared = compare(known, others, described())
    assert compared.new == others
    assert compared.mended == 1


def test_another_wording_of_a_message_makes_no_new_finding() -> None:
    known = baseline_of(MACHINE)
    worded = replace(MACHINE, message="say “ordinateur” or not “machine”")
    quoted_likewise = replace(MACHINE, message="not “machine”: it is “ordinateur”")
    assert compare(known, [quoted_likewise], described()).new == []
    assert compare(known, [worded], described()).new == [worded]


def test_a_finding_in_a_long_text_is_not_bound_to_the_rest_of_that_text() -> None:
    text = "mot " * LONGEST_WORDS
    whole = finding("negation", 1, 1, len(text), message="“no” is lost")
    known = baseline_of(whole, text=text)
    edited = "parole " + text
    compared = compare(known, [whole], described(edited))
    assert compared.new == []


def test_of_blanks_and_marks_the_words_around_tell_which_is_meant() -> None:
    text = "un  mot\ndeux  mots\n"
    first = finding("double-blanks", 1, 3, 5, message="two blanks in a row")
    second = finding("double-blanks", 2, 5, 7, message="two blanks in a row")
    known = baseline_of(first, text=text)
    compared = compare(known, [second], described(text))
    assert (compared.new, compared.mended) == ([second], 1)
    moved = replace(first, place=replace(first.place, line=2, end_line=2))
    assert compare(known, [moved], described(f"\n{text}")).new == []


def test_a_finding_without_words_and_quotation_is_known_by_its_message() -> None:
    short = finding("title-length", 3, 1, 1, message="the title has 1 character")
    known = baseline_of(short)
    assert compare(known, [short], described()).new == []
    other = replace(short, message="the title has 2 characters")
    assert compare(known, [other], described()).new == [other]


def test_what_is_mended_leaves_and_what_is_accepted_comes_in() -> None:
    known = baseline_of(MACHINE, AGAIN)
    new = replace(MACHINE, field="issue")
    compared = compare(known, [MACHINE, new], described())
    assert compared.mended == 1
    written = renewed(known, compared, [new], described())
    fields = {one.field: number for one, number in written.findings.items()}
    assert fields == {"impact": 1, "issue": 1}


def test_what_is_not_accepted_stays_out_and_what_is_known_stays_in() -> None:
    known = baseline_of(MACHINE)
    new = replace(MACHINE, field="issue")
    compared = compare(known, [MACHINE, new], described())
    assert renewed(known, compared, [], described()) == known


def test_languages_that_were_left_out_stay_and_are_not_mended() -> None:
    italian = replace(MACHINE, locale="it-it", language="it")
    known = baseline_of(MACHINE, italian)
    compared = compare(known, [], described(), locales=["fr-fr"])
    assert compared.mended == 1
    left = renewed(known, compared, [], described())
    assert [one.locale for one in left.findings] == ["it-it"]


def test_what_is_known_of_a_page_that_cannot_be_read_is_not_mended() -> None:
    known = baseline_of(MACHINE)
    unreadable = finding(UNREADABLE_PAGE, 1, 1, message="not UTF-8")
    compared = compare(known, [unreadable], described())
    assert (compared.new, compared.mended) == ([unreadable], 0)
    assert renewed(known, compared, [], described()) == known
    assert UNREADABLE_PAGE in {check.name for check in CHECKS}


def test_a_file_that_cannot_be_read_is_never_known() -> None:
    broken = broken_file(Problem("rules/a/b.yaml", 1, 1, "not YAML"))
    known = baseline_of(broken)
    assert len(known) == 0
    assert compare(known, [broken], described()).new == [broken]
