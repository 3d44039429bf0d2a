"""A glossary that people write gets further terms and loses nothing."""

import time

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.words.glossary import Term
from bpadocs.words.glossary_merge import MergedTerms, merge_terms
from bpadocs.words.terminology import PlacedTerm

OURS = """\
# Ours since 2016.
terms:
  virtual machine:   # agreed with the help desk
    use: machine virtuelle
    not: [ordinateur virtuel]
  Live Migration: 'migration dynamique'  # as Windows
  checkpoint: {use: point de contrôle}
  pool:
    use: pool
    not:
      - piscine   # of water
  lease: [bail, location]
# what comes next is of Windows
labels:
  Start: Démarrer
"""


def term(
    english: str, *use: str, also: str = "", wrong: str = "", why: str = ""
) -> Term:
    return Term(
        english=english,
        use=use,
        also=(also,) if also else (),
        wrong=(wrong,) if wrong else (),
        reasons={wrong: why} if why else {},
    )


def merge(text: str, *terms: Term, known: dict[str, Term] | None = None) -> MergedTerms:
    placed = {
        one.english.lower(): PlacedTerm(one, number)
        for number, one in enumerate(terms, 1)
    }
    return merge_terms(text, "glossary.yaml", placed, "x.tbx", known or {})


@pytest.mark.parametrize(
    ("new", "old_line", "new_line"),
    [
        (
            term("virtual machine", "machine virtuelle", wrong="MV", why="not known"),
            "    not: [ordinateur virtuel]\n",
            "    not: [ordinateur virtuel, {MV: not known}]\n",
        ),
        (
            term("live migration", "Migration dynamique", also="déplacement"),
            "  Live Migration: 'migration dynamique'  # as Windows\n",
            "  Live Migration: {use: migration dynamique, also: [déplacement]}  # as Windows\n",
        ),
        (
            term("checkpoint", "point de contrôle", wrong="cliché"),
            "  checkpoint: {use: point de contrôle}\n",
            "  checkpoint: {use: point de contrôle, not: [cliché]}\n",
        ),
        (
            term("pool", "pool", wrong="étang", also="groupe"),
            "      - piscine   # of water\n",
            "      - piscine   # of water\n      - étang\n    also: [groupe]\n",
        ),
        (
            term("lease", "location", wrong="loyer"),
            "  lease: [bail, location]\n",
            "  lease: {use: [bail, location], not: [loyer]}\n",
        ),
        (
            term("new: thing", "chose", "truc", wrong="x"),
            "  lease: [bail, location]\n",
            "  lease: [bail, location]\n"
            "  'new: thing':\n    use: [chose, truc]\n    not: [x]\n",
        ),
    ],
)
def test_words_go_where_they_belong_and_the_rest_stays_byte_for_byte(
    new: Term, old_line: str, new_line: str
) -> None:
    merged = merge(OURS, new)
    assert merged.text == OURS.replace(old_line, new_line)
    assert not merged.conflicts
    again = merge(merged.text, new)
    assert (again.text, again.added, again.extended) == (merged.text, 0, 0)
    assert again.unchanged == 1


def test_windows_line_ends_and_a_byte_order_mark_stay() -> None:
    text = "\ufeff" + OURS.replace("\n", "\r\n")
    merged = merge(text, term("scan", "analyse"), term("pool", "pool", wrong="étang"))
    assert merged.text.startswith("\ufeff")
    assert merged.text.count("\n") == merged.text.count("\r\n") == OURS.count("\n") + 2
    assert "\r\n      - étang\r\n" in merged.text


def test_what_the_glossary_says_otherwise_is_told_and_stays() -> None:
    merged = merge(
        OURS,
        term("virtual machine", "ordinateur virtuel"),
        term("pool", "pool", also="piscine"),
        term("lease", "bail", wrong="location"),
        term("scan", "analyse"),
    )
    assert [str(problem) for problem in merged.conflicts] == [
        "glossary.yaml:3:3: “virtual machine” is “machine virtuelle” here, and "
        "“ordinateur virtuel” in x.tbx:1; left as it is",
        "glossary.yaml:8:3: “piscine” is wrong for “pool” here, and right in x.tbx:2; "
        "left as it is",
        "glossary.yaml:12:3: “location” is right for “lease” here, and forbidden in "
        "x.tbx:3; left as it is",
    ]
    assert merged.added == 1
    assert merged.text == OURS.replace("location]\n", "location]\n  scan: analyse\n")


def test_an_apostrophe_or_a_capital_makes_no_other_word() -> None:
    text = "terms:\n  host: Système d’accueil\n"
    merged = merge(text, term("host", "système d'accueil"))
    assert (merged.text, merged.unchanged) == (text, 1)


def test_what_holds_anyway_is_not_written_again_but_what_it_lacks_is() -> None:
    known = {"scan": term("scan", "analyse", wrong="balayage")}
    assert merge("", term("scan", "analyse"), known=known).text == ""
    merged = merge("", term("scan", "analyse", also="examen"), known=known)
    assert merged.text == (
        "terms:\n  scan:\n    use: analyse\n    also: [examen]\n    not: [balayage]\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "terms: {scan: analyse}\n",
        "terms:\n  pool:\n  - pool\n  - groupe\n",
    ],
)
def test_a_layout_that_does_not_allow_it_is_left_and_told(text: str) -> None:
    with pytest.raises(BrokenInputError) as caught:
        merge(text, term("pool", "pool", also="x"))
    assert "line" in str(caught.value)


def test_a_glossary_with_mistakes_is_told_and_left() -> None:
    with pytest.raises(BrokenInputError) as caught:
        merge("terms:\n  pool: {not: [x]}\n", term("a", "b"))
    assert "has no `use`" in str(caught.value)


def test_thousands_of_terms_take_seconds_and_so_do_as_many_changes() -> None:
    terms = [term(f"thing number {one}", f"chose {one}") for one in range(1_000)]
    start = time.process_time()
    merged = merge(OURS, *terms)
    assert merged.added == 1_000
    wrong = [term(one.english, one.use[0], wrong="machin") for one in terms]
    assert merge(merged.text, *wrong).extended == 1_000
    assert time.process_time() - start < 20
