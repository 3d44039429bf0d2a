"""The marks of publishing tools are the same on a page and in its translation.

Shortcodes of Hugo, tags of Liquid, the names of notes (`!!! note`, `:::tip`), components of MDX,
footnotes and formulas (`$a_n$`): what is missing, or has another name, is missing on the site, or
ends the build. Titles and other words in them may be translated, and what formulas have as text.

    en: !!! note "Shared folders"
    fr: !!! note "Dossiers partagés"            good
    fr: !!! remarque "Dossiers partagés"        there is no such note
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bpadocs.lint.check import PageCheck
from bpadocs.lint.checks.pages._places import TOP, place_of
from bpadocs.lint.code_in_pages import code_in, outside
from bpadocs.lint.findings import PageHit
from bpadocs.lint.mqm import Mqm
from bpadocs.pages.pair import PagePair
from bpadocs.pages.published import Page, Span

_MARK: Final = re.compile(
    # {{< name, {{< /name
    r"\{\{[<%](?:[ \t]*/)?[ \t]*[\w/.-]+"
    # {% include file.html, {% endif
    r"|\{%-?[ \t]*include[ \t]+[\w/.-]+|\{%-?[ \t]*\w+"
    # :::note, ::: moniker-end
    r"|^[ \t]*:{3,}[ \t]*[\w-]*"
    # !!! note, ??? tip
    r"|^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+\w+"
    # [^1], [^1]:
    r"|\[\^[\w-]+\]:?"
    # <Name, </Name
    r"|</?[A-Z]\w*"
    # $$ a + b $$, $a_n$; but not $5 and $6, and not $HOME/$USER and $(Name)
    r"|\$\$[^$]+\$\$|(?<![\w\\$])\$(?![\s$({])[^$\n]{0,199}(?<![\s\\$])\$(?![A-Za-z0-9_$])",
    re.MULTILINE,
)
_MAY_HAVE: Final = ("{{", "{%", ":::", "!!!", "???", "[^", "</", "$")
_CLOSING: Final = re.compile(r":{3,}$|</|\{\{[<%]/|\{%-?end")
_NO_NAME: Final = re.compile(r"\s+|(?<=\\text)\w*\{[^{}]*\}")
"""What does not count: blanks, and what formulas have as text."""


class _PublishingMark(NamedTuple):
    """A mark, and where it is on its page."""

    name: str
    """Without blanks."""
    written: str
    span: Span


def run(pair: PagePair) -> Iterator[PageHit]:
    """Report the marks that only one of the two has."""
    if pair.translation is None:
        return
    english, page = pair.translation
    if not _may_have(english.text) and not _may_have(page.text):
        return
    wanted = _marks(english.text)
    found = _marks(page.text)
    components = _components([*wanted, *found])
    left = Counter(mark.name for mark in found)
    lost = [mark for mark in wanted if _is_over(mark, left, components)]
    left = Counter(mark.name for mark in wanted)
    strange = [mark for mark in found if _is_over(mark, left, components)]
    yield from _told(page, lost, strange)


def _may_have(text: str) -> bool:
    return any(mark in text for mark in _MAY_HAVE)


def _marks(text: str) -> Sequence[_PublishingMark]:
    """Return the marks of a text outside of code."""
    found = []
    for match in outside(code_in(text), _MARK, text):
        name = _NO_NAME.sub("", match[0])
        span = Span(match.start(), match.end())
        found.append(_PublishingMark(name, match[0].strip(), span))
    return found


def _components(marks: Sequence[_PublishingMark]) -> frozenset[str]:
    """Return the components of a page: what is closed as well. Others stand for a name: <Name>."""
    closed = {mark.name[2:] for mark in marks if mark.name.startswith("</")}
    return frozenset(closed)


def _is_over(
    mark: _PublishingMark, left: Counter[str], components: frozenset[str]
) -> bool:
    """Tell whether the other text has no such mark left, and take one of those that are."""
    name = mark.name
    if name.startswith("<") and name.strip("</") not in components:
        return False
    if left[name] > 0:
        left[name] -= 1
        return False
    return True


def _told(
    page: Page, lost: Sequence[_PublishingMark], strange: Sequence[_PublishingMark]
) -> Iterator[PageHit]:
    # as many of the one as of the other: each was made from the one at its place
    is_renamed = len(lost) == len(strange)
    for number, mark in enumerate(strange):
        wanted = "it may have to go"
        if is_renamed:
            wanted = f"it must be “{lost[number].written}”"
        yield PageHit(
            file=page.file,
            place=place_of(page, mark.span),
            message=f"“{mark.written}” is not in the English: {wanted}",
        )
    if is_renamed:
        return
    # a note that is missing lacks its end, too
    openings = [mark for mark in lost if not _CLOSING.match(mark.name)]
    for mark in openings or lost:
        yield PageHit(
            file=page.file,
            place=TOP,
            message=f"“{mark.written}” of the English is missing",
        )


CHECK = PageCheck("publishing-marks", run, mqm=Mqm.MARKUP)
