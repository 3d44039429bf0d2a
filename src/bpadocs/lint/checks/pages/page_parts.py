"""A localized page has the parts of its English page: “Applies To”, the stock sentences, the table
and its rows.

Bpadocs writes these parts itself, alike in every language; a page that was built by hand may have
lost one.

    en: >Applies To: Windows Server 2016        |**Severity**|Warning|          ## See Also
    fr: >S’applique à : Windows Server 2016     |**Gravité**|Avertissement|     ## Voir aussi
    fr: no line above the table                 a table of three rows           no last section

The first page is good; on the second one each of the three is found. Of other pages than those of
rules, the parts are their headings, each with the text below it.
"""

from collections.abc import Iterator, Mapping

from bpadocs.lint.check import PageCheck
from bpadocs.lint.checks.pages._places import place_of
from bpadocs.lint.findings import Level, PageHit
from bpadocs.lint.mqm import Mqm
from bpadocs.pages.drift import Drift
from bpadocs.pages.pair import PagePair
from bpadocs.pages.published import Page, RulePage, Span
from bpadocs.pages.sections import Part, paired_parts


def run(pair: PagePair) -> Iterator[PageHit]:
    """Report the parts that a page lacks or has alone, and a table with other rows."""
    if pair.translation is None:
        return
    english, page = pair.translation
    if isinstance(english, RulePage) and isinstance(page, RulePage):
        yield from _furniture(english, page)
    else:
        yield from _sections(english, page, pair.drift)


def _furniture(english: RulePage, page: RulePage) -> Iterator[PageHit]:
    wanted = _parts(english)
    found = _parts(page)
    for part in wanted:
        if part not in found:
            message = f"the English has {part}, this page has none"
            yield _hit(page, page.heading.line, message)
    for part, span in found.items():
        if part not in wanted:
            message = f"{part}, and the English has none"
            yield _hit(page, span, message, Level.WARNING)
    yield from _other_rows(english, page)


def _parts(page: RulePage) -> Mapping[str, Span]:
    """Return the parts of a page by the names that messages have for them."""
    parts = {}
    if page.applies_to:
        parts["a line “Applies To”"] = page.applies_to
    for number, span in enumerate(page.intro, start=1):
        parts[f"sentence {number} above the table"] = span
    if page.table:
        parts["a property table"] = page.table.whole
    for number, span in enumerate(page.note, start=1):
        parts[f"sentence {number} below the table"] = span
    for section in page.sections:
        name = section.name.replace("_", " ").title()
        parts[f"a section {name}"] = section.heading.line
    return parts


def _other_rows(english: RulePage, page: RulePage) -> Iterator[PageHit]:
    if english.table is None or page.table is None:
        return
    wanted = [row.property for row in english.table.rows]
    found = [row.property for row in page.table.rows]
    if wanted != found:
        message = f"the table has {len(found)} rows; the English has {len(wanted)}, and others"
        yield _hit(page, page.table.whole, message, Level.WARNING)


def _sections(english: Page, page: Page, drift: Drift | None) -> Iterator[PageHit]:
    """Report each heading that only one of the two pages has, with the text below it.

    Not those that came or went since the page was translated: their blocks are told as stale.
    """
    new, gone = _told_as_stale(drift)
    place = Span(page.body, page.body)
    for pair in paired_parts(english, page):
        if (
            pair.translation is None
            and pair.english
            and _start(pair.english) not in new
        ):
            message = f"{_named(pair.english)} of the English page is missing here"
            yield _hit(page, place, message)
        if pair.translation:
            place = _first_line(pair.translation)
        if (
            pair.translation
            and not pair.english
            and _start(pair.translation) not in gone
        ):
            message = f"{_named(pair.translation)} is not in the English page"
            yield _hit(page, place, message, Level.WARNING)


def _told_as_stale(drift: Drift | None) -> tuple[set[int], set[int]]:
    """Return where blocks begin that the English of now has, and those that it has no more."""
    new: set[int] = set()
    gone: set[int] = set()
    for block in drift.blocks if drift else ():
        if block.english:
            new.add(block.english.start)
        else:
            gone.add(block.span.start)
    return new, gone


def _start(part: Part) -> int:
    """Return where a part begins, as its heading does where it has one."""
    return part.heading.span.start if part.heading else part.body.start


def _named(part: Part) -> str:
    """Return what a message calls a part of a page."""
    if part.heading is None:
        return "the text above the first heading"
    return f"the section “{part.heading.words}”"


def _first_line(part: Part) -> Span:
    if part.heading:
        return part.heading.line
    return part.body


def _hit(page: Page, span: Span, message: str, level: Level | None = None) -> PageHit:
    return PageHit(
        file=page.file,
        place=place_of(page, span),
        message=message,
        level=level,
    )


CHECK = PageCheck(
    "page-parts",
    run,
    severity=Level.ERROR,
    mqm=Mqm.OMISSION,
)
