"""Each heading of a localized page carries the anchor of the English heading at its place.

The publishing pipeline puts it there, so that links to a heading keep working in every language.
A page that has no anchor at all did not come from there, which is told once.

    en: ### Increase memory
    fr: ### <a name="increase-memory"></a>Augmenter la mémoire        good
    fr: ### Augmenter la mémoire                                      the anchor is missing
    fr: ### <a name="add-memory"></a>Augmenter la mémoire             another one
"""

from collections.abc import Iterator

from bpadocs.lint.check import PageCheck
from bpadocs.lint.checks.pages._places import place_of
from bpadocs.lint.findings import PageHit
from bpadocs.lint.mqm import Mqm
from bpadocs.pages.markup import slug
from bpadocs.pages.pair import PagePair
from bpadocs.pages.published import Page, RulePage


def run(pair: PagePair) -> Iterator[PageHit]:
    """Compare the anchor of each heading with the English heading at its place."""
    if pair.translation is None:
        return
    english, page = pair.translation
    if len(english.headings) != len(page.headings):
        return  # page-parts and structure find what is missing
    is_rule = isinstance(page, RulePage)
    if is_rule and not any(heading.anchor for heading in page.headings):
        yield from _without_anchors(english, page)
    else:
        yield from _others(english, page, is_rule=is_rule)


def _others(english: Page, page: Page, *, is_rule: bool) -> Iterator[PageHit]:
    """Report each heading whose anchor is another one."""
    for wanted, heading in zip(english.headings, page.headings, strict=True):
        anchor = wanted.anchor or slug(wanted.words)
        if heading.anchor == anchor:
            continue
        if not is_rule and not heading.anchor and not wanted.anchor:
            continue  # other documentation need not have anchors
        if heading.anchor:
            found = f"“{heading.anchor}”"
        else:
            found = "no anchor"
        yield PageHit(
            file=page.file,
            place=place_of(page, heading.line),
            message=f"the English heading here is “{anchor}”; this one has {found}",
        )


def _without_anchors(english: Page, page: Page) -> Iterator[PageHit]:
    """Tell once, at the first heading, that a page has no anchors."""
    if not page.headings:
        return
    first = english.headings[0]
    anchor = first.anchor or slug(first.words)
    yield PageHit(
        file=page.file,
        place=place_of(page, page.headings[0].line),
        message=f"no heading of this page has an anchor; the English one here is “{anchor}”",
    )


CHECK = PageCheck("heading-anchors", run, mqm=Mqm.LINK)
