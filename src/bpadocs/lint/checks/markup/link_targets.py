"""Every link of the English is in the translation and leads to the same place.

Targets are compared as they are written, fragments too; each as often as in the English. A locale
put into an address (`/fr-fr/`) is found as such: addresses without one lead readers to their own
language.

    en: See [Get started](../get-started.md#install).
    fr: Consultez [Bien démarrer](../get-started.md#install).            good
    fr: Consultez [Bien démarrer](../get-started.md#installer).          the fragment is translated
    fr: Consultez Bien démarrer.                                         the link is missing
"""

import re
from collections.abc import Iterator, Sequence
from operator import attrgetter

from bpadocs.formats.markdown import Document, Inline
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.checks.markup._lost import Lost, first_places, unmatched
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Unit

_LOCALE = re.compile(r"(?<=/)[a-z]{2}-[a-z]{2}/", re.IGNORECASE)
_TARGET = attrgetter("target")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each link that leads elsewhere, and each of the English that is missing."""
    wanted = _links(unit.english.tree)
    found = _links(unit.translation.tree)
    missing, strange = unmatched(wanted, found, _TARGET)
    if not missing and not strange:
        return
    lost = Lost(missing, _without_locale, _page, str.casefold)
    for link in strange:
        meant = lost.take(link.target, len(strange))
        if meant is None:
            yield Hit(
                start=link.start,
                end=link.end,
                message=f"the English has no link to {link.target} here",
            )
        elif not _own_locale(meant, link.target, unit.locale):
            yield _elsewhere(unit.translation.text, link, meant)
    places = first_places(wanted, _TARGET)
    for target in lost:
        start, end = unit.beside(places[target])
        yield Hit(
            start=start,
            end=end,
            message=f"the link to {target} is missing",
        )


def _links(tree: Document) -> Sequence[Inline]:
    return [inline for inline in tree.inlines if inline.kind in ("link", "image")]


def _without_locale(target: str) -> str:
    return _LOCALE.sub("", target)


def _page(target: str) -> str:
    return target.partition("#")[0]


def _own_locale(english: str, target: str, locale: str) -> bool:
    """Tell whether an address names the reader's language where the English one names English."""
    if not _LOCALE.search(english):
        return False
    return _LOCALE.sub(f"{locale}/", english.lower()) == target.lower()


def _elsewhere(text: str, link: Inline, meant: str) -> Hit:
    what = "the link leads elsewhere"
    if _without_locale(meant) == _without_locale(link.target):
        what = "a locale does not belong into the address"
    return Hit(
        start=link.start,
        end=link.end,
        message=f"{what}: it must be {meant}",
        fix=_fix(text, link, meant),
    )


def _fix(text: str, link: Inline, target: str) -> Fix | None:
    """Return the change of the target, if the link has its target in one place alone."""
    written = text[link.start : link.end]
    if not link.target or written.count(link.target) != 1:
        return None
    start = link.start + written.index(link.target)
    return Fix(
        start=start,
        end=start + len(link.target),
        text=target,
    )


CHECK = UnitCheck(
    "link-targets",
    run,
    severity=Level.ERROR,
    mqm=Mqm.LINK,
    markdown_only=True,
    needs="[<",
)
