"""How much waits for translators, out of what findings tell."""

from pathlib import Path

from bpadocs.lint.findings import Finding, Level, Place
from bpadocs.pages.drift import Became, BlockDrift
from bpadocs.pages.pair import Locale
from bpadocs.pages.published import Span
from bpadocs.published.waiting import Amount, waiting

FRENCH = Locale("fr-fr", "fr", Path("fr-fr"))
ITALIAN = Locale("it-it", "it", Path("it-it"))


def finding(line: int, words: int, locale: Locale = FRENCH) -> Finding:
    return Finding(
        check="any",
        severity=Level.WARNING,
        file="a.md",
        place=Place(line, 1, line, 2),
        rule="a",
        locale=locale.locale,
        language=locale.language,
        field=None,
        message="something is to be done",
        words=words,
    )


def block(change: Became, words: int) -> BlockDrift:
    return BlockDrift(
        change=change,
        span=Span(0, 1),
        message="something is to be done",
        diff="",
        words=words,
    )


def test_blocks_and_pages_are_counted_by_locale() -> None:
    blocks = {
        finding(1, 5): block(Became.CHANGED, 5),
        finding(2, 7): block(Became.CHANGED, 7),
        finding(3, 2): block(Became.ADDED, 2),
        finding(4, 0): block(Became.REMOVED, 0),
        finding(5, 3, ITALIAN): block(Became.ADDED, 3),
    }
    missing = finding(6, 100)
    others = finding(7, 0)
    french, italian = waiting([FRENCH, ITALIAN], [*blocks, missing, others], blocks, {})
    assert french.blocks == {
        Became.CHANGED: Amount(2, 12),
        Became.ADDED: Amount(1, 2),
        Became.REMOVED: Amount(1, 0),
    }
    assert (french.pages, french.words) == (Amount(1, 100), 114)
    assert (italian.pages, italian.words) == (Amount(), 3)


def test_what_is_suppressed_does_not_wait() -> None:
    """It is no finding any more, whatever is known of its block."""
    blocks = {finding(1, 5): block(Became.CHANGED, 5)}
    [french] = waiting([FRENCH], [], blocks, {})
    assert french.words == 0


def test_why_nothing_is_known_is_counted_by_locale() -> None:
    unknown = {("fr-fr", "it is shallow"): 2, ("it-it", "it is shallow"): 1}
    french, italian = waiting([FRENCH, ITALIAN], [], {}, unknown)
    assert french.unknown == {"it is shallow": 2}
    assert italian.unknown == {"it is shallow": 1}
