"""Which plural form stands where in a PO file that other tools keep, too.

gettext has a formula of its own for most languages, with fewer forms than CLDR: French has two, not
three. Tools expect that one; it is taken wherever no text says something else in a form that it
does not tell apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bpadocs.translators.plural_forms import Forms
from bpadocs.translators.po_import import SAMPLES, places_by_formula
from bpadocs.words.cldr import babel_locale, gettext_plural, plural_categories

KEY = "Plural-Forms"


class PluralOrder(NamedTuple):
    """The line of the header, and the form that each text of an entry is."""

    header: str
    forms: tuple[str, ...]

    def strings(self, forms: Forms) -> tuple[str, ...]:
        """Return the texts of an entry."""
        return tuple(forms[form] for form in self.forms)


def plural_order(language: str, texts: Iterable[Forms]) -> PluralOrder:
    """Return gettext's own order where it holds these texts, else that of CLDR."""
    own = _gettext_order(language)
    if own is None:
        return _cldr_order(language)
    order, places = own
    for forms in texts:
        strings = order.strings(forms)
        for form, text in forms.items():
            place = places[form]
            if strings[place] != text:
                return _cldr_order(language)
    return order


def _cldr_order(language: str) -> PluralOrder:
    return PluralOrder(gettext_plural(language), tuple(plural_categories(language)))


def _gettext_order(language: str) -> tuple[PluralOrder, Mapping[str, int]] | None:
    """Return gettext's own order; None where it counts otherwise than CLDR."""
    # few commands need it, and it takes a while
    from babel.messages.plurals import get_plural

    known = get_plural(language.replace("-", "_"))
    count = known.num_plurals
    header = f"nplurals={count}; plural={known.plural_expr};"
    try:
        places = places_by_formula({KEY: header}, language, count)
    except ValueError:
        return None
    forms: dict[int, str] = {}
    for form in _by_weight(language):
        place = places[form]
        forms.setdefault(place, form)
    is_whole = len(forms) == count
    if not is_whole or not _agree(language, header, places):
        return None
    ordered = tuple(forms[number] for number in range(count))
    return PluralOrder(header, ordered), places


def _by_weight(language: str) -> Sequence[str]:
    """Return the forms of a language, that first which most numbers have."""
    rule = babel_locale(language).plural_form
    often = [rule(number) for number in SAMPLES]
    return sorted(plural_categories(language), key=often.count, reverse=True)


def _agree(language: str, header: str, places: Mapping[str, int]) -> bool:
    """Tell whether gettext's formula puts each number where CLDR's form of it is."""
    from bpadocs.formats.po_file import formula

    _, place = formula({KEY: header})
    rule = babel_locale(language).plural_form
    return all(place(number) == places[rule(number)] for number in SAMPLES)
