"""Every link of the English is in the translation and leads to the same place.

Targets are compared as they are written, fragments too; each as often as in the English. A locale put into an address
(`/fr-fr/`) is found as such: addresses without one lead readers to their own language.

    en: See [Get started](../get-started.md#install).
    fr: Consultez [Bien démarrer](../get-started.md#install).            good
    fr: Consultez [Bien démarrer](../get-started.md#installer).          the fragment is translated
    fr: Consultez Bien démarrer.                                         the link is missing
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.checks._lost import Lost
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.unit import Unit
from bpadocs.markdown import Document, Inline

_LOCALE = re.compile(r"(?<=/)[a-z]{2}-[a-z]{2}/", re.IGNORECASE)


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    wanted = _links(unit.english.tree)
    missing = Counter(link.target for link in wanted)
    strange: list[Inline] = []
    for link in _links(unit.translation.tree):
        if missing[link.target] > 0:
            missing[link.target] -= 1
        else:
            strange.append(link)
    lost = Lost(missing, _without_locale, _page, str.casefold)
    for link in strange:
        meant = lost.take(link.target, len(strange))
        if meant is None:
            yield Hit(link.start, link.end, f"the English has no link to {link.target} here")
            continue
        if _own_locale(meant, link.target, unit.locale):
            continue
        added = _without_locale(meant) == _without_locale(link.target)
        what = "a locale does not belong into the address" if added else "the link leads elsewhere"
        yield Hit(link.start, link.end, f"{what}: it must be {meant}", _fix(unit.translation.text, link, meant))
    places = {link.target: link.start for link in reversed(wanted)}
    for target in lost:
        start, end = unit.beside(places[target])
        yield Hit(start, end, f"the link to {target} is missing")


def _links(tree: Document) -> Sequence[Inline]:
    return [inline for inline in tree.inlines if inline.kind in ("link", "image")]


def _without_locale(target: str) -> str:
    return _LOCALE.sub("", target)


def _page(target: str) -> str:
    return target.partition("#")[0]


def _own_locale(english: str, target: str, locale: str) -> bool:
    """An address that names English may name the reader's language instead."""
    return bool(_LOCALE.search(english)) and _LOCALE.sub(f"{locale}/", english.lower()) == target.lower()


def _fix(text: str, link: Inline, target: str) -> Fix | None:
    written = text[link.start : link.end]
    at = written.rfind(link.target)
    if not link.target or at < 0 or written.count(link.target) != 1:
        return None
    return Fix(link.start + at, link.start + at + len(link.target), target)


CHECK = UnitCheck("link-targets", run, Level.ERROR)
