"""A localized page has the parts of its English page: “Applies To”, the stock sentences, the table and its rows.

Bpadocs writes these parts itself, alike in every language; a page that was built by hand may have lost one.

    en: >Applies To: Windows Server 2016      |**Severity**|Warning|      ## See Also
    fr: >S’applique à : Windows Server 2016   |**Gravité**|Avertissement| ## Voir aussi       good
    fr: no line above the table               a table of three rows       no last section     each is found
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bpadocs.lint.check import PageCheck
from bpadocs.lint.findings import PageHit, Place

if TYPE_CHECKING:
    from bpadocs.existing.folder import Beside
    from bpadocs.existing.page import Page, Span


def run(beside: "Beside") -> Iterator[PageHit]:
    if beside.translation is None:
        return
    english, page = beside.translation
    wanted, found = _parts(english), _parts(page)
    for part in wanted:
        if part not in found:
            yield _hit(page, page.heading.line, f"the English has {part}, this page has none")
    for part, span in found.items():
        if part not in wanted:
            yield _hit(page, span, f"{part}, and the English has none")
    rows, others = ([row.property for row in one.table.rows] if one.table else [] for one in (english, page))
    if page.table and english.table and rows != others:
        yield _hit(page, page.table.whole, f"the table has {len(others)} rows; the English has {len(rows)}, and others")


def _parts(page: "Page") -> dict[str, "Span"]:
    parts = {}
    if page.applies_to:
        parts["a line “Applies To”"] = page.applies_to
    for number, span in enumerate(page.intro, 1):
        parts[f"sentence {number} above the table"] = span
    if page.table:
        parts["a property table"] = page.table.whole
    for number, span in enumerate(page.note, 1):
        parts[f"sentence {number} below the table"] = span
    for section in page.sections:
        parts[f"a section {section.name.replace('_', ' ').title()}"] = section.heading.line
    return parts


def _hit(page: "Page", span: "Span", message: str) -> PageHit:
    line, column = page.locate(span.start)
    end_line, end_column = page.locate(max(span.start, span.end - 1))
    return PageHit(page.file, Place(line, column, end_line, end_column + 1), message)


CHECK = PageCheck("page-parts", run)
