"""What of the English a translation lacks, and what something strange in it was made from."""

from collections import Counter
from operator import attrgetter

from bpadocs.formats.markdown import parse
from bpadocs.lint.checks.markup._lost import Lost, first_places, unmatched

TEXT = attrgetter("text")


def test_each_text_is_matched_as_often_as_it_is_there() -> None:
    english = parse("`a` `b` `a` `c`").of("code")
    translation = parse("`c` `d` `a` `c`").of("code")
    missing, strange = unmatched(english, translation, TEXT)
    assert list(missing.elements()) == ["a", "b"]
    assert [(span.text, span.start) for span in strange] == [("d", 4), ("c", 12)]


def test_the_first_place_of_each_text_is_known() -> None:
    assert first_places(parse("`a` `b` `a`").of("code"), TEXT) == {"a": 0, "b": 4}


def test_what_is_like_a_lost_text_was_made_from_it() -> None:
    lost = Lost(Counter(["Get-VM", "Stop-VM"]), str.casefold)
    assert lost.take("stop-vm", 2) == "Stop-VM"
    assert list(lost) == ["Get-VM"]


def test_a_text_that_was_lost_twice_is_taken_twice() -> None:
    lost = Lost(Counter(["A", "A"]), str.casefold)
    assert [lost.take("a", 3), lost.take("a", 3), lost.take("a", 3)] == ["A", "A", None]


def test_the_first_likeness_goes_before_the_second() -> None:
    lost = Lost(
        Counter(["page#one", "PAGE#TWO"]),
        str.casefold,
        lambda text: text[:4].casefold(),
    )
    assert lost.take("page#two", 2) == "PAGE#TWO"
    assert lost.take("page#six", 2) == "page#one"


def test_the_only_lost_text_belongs_to_the_only_strange_one() -> None:
    assert Lost(Counter(["a"]), str.casefold).take("z", 1) == "a"
    assert Lost(Counter(["a"]), str.casefold).take("z", 2) is None
    assert Lost(Counter(["a", "b"]), str.casefold).take("z", 1) is None
