"""A PO file that came back, as texts: `bpa po import`."""

from collections.abc import Iterator, Mapping, Sequence

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats import po_file
from bpadocs.rule.provenance import parse_stamp
from bpadocs.translators.exported import parse_exported
from bpadocs.translators.po_export import EXPORTED, STAMP
from bpadocs.translators.returned import NO_TERMS, Returned, Terms
from bpadocs.translators.whole_file import StatedLanguage, language_of
from bpadocs.words.cldr import babel_locale, plural_categories

# The last number of a form is its sample, so the smallest one. The million is for languages in
# which only large round numbers have a form of their own: French has “many” for them.
SAMPLES = (1_000_000, *range(200, -1, -1))
"""Numbers among which every plural form of whole numbers has one, in every language."""


def read(
    data: bytes,
    name: str,
    locales: Mapping[str, str],
    terms: Terms = NO_TERMS,
) -> tuple[str, list[Returned]]:
    """Return the language of a file that came back, and its texts.

    Raises BrokenInputError for a file that is none of ours.
    """
    catalog = po_file.read(data, name)
    stated = StatedLanguage(
        language=catalog.header.get("Language", ""),
        says="its header's Language is",
        silent="its header has no Language",
        file=name,
        line=1,
    )
    language = language_of(stated, locales, terms)
    return language, list(returned(catalog, language, name))


def returned(
    catalog: po_file.PoFile,
    language: str,
    name: str,
) -> Iterator[Returned]:
    """Yield the texts of a PO file that has been read."""
    # Entries of one file have the same number of forms, but for mistakes.
    places: dict[int, dict[str, int]] = {}
    for entry in catalog.messages:
        if entry.context is None:
            yield _nameless(entry)
            continue
        if entry.plural is None:
            yield _text(entry, entry.context, {"other": entry.strings[0]})
            continue
        count = len(entry.strings)
        if count not in places:
            places[count] = _places(catalog.header, language, count, name)
        forms = {form: entry.strings[place] for form, place in places[count].items()}
        yield _text(entry, entry.context, forms)


def _nameless(entry: po_file.PoEntry) -> Returned:
    """Return a text that nobody can tell the place of; the import refuses it by this id."""
    return Returned(
        id="an entry without msgctxt",
        line=entry.line,
        english=entry.id,
        english_other=entry.id,
        forms={"other": ""},
        plural=False,
    )


def _text(
    entry: po_file.PoEntry,
    identifier: str,
    forms: Mapping[str, str],
) -> Returned:
    return Returned(
        id=identifier,
        line=entry.string_line,
        english=entry.id,
        english_other=entry.id if entry.plural is None else entry.plural,
        forms=forms,
        plural=entry.plural is not None,
        unfinished="still fuzzy" if entry.fuzzy else None,
        stamp=parse_stamp(_note(entry.comments, STAMP)),
        exported=parse_exported(_note(entry.comments, EXPORTED)),
    )


def _note(comments: Sequence[str], prefix: str) -> str:
    """Return the last comment with this prefix.

    Ours comes after what lint and others say of the text, which may begin with the same words.
    """
    for comment in reversed(comments):
        if comment.startswith(prefix):
            return comment.removeprefix(prefix)
    return ""


def _places(
    header: Mapping[str, str],
    language: str,
    count: int,
    name: str,
) -> dict[str, int]:
    """Return which of so many texts is which plural form.

    A tool may have put a formula of its own into the header, with another number of forms.
    """
    forms = plural_categories(language)
    if count == len(forms):
        return {form: place for place, form in enumerate(forms)}
    try:
        return places_by_formula(header, language, count)
    except ValueError as error:
        raise BrokenInputError([Problem(name, 1, 1, str(error))]) from None


def places_by_formula(
    header: Mapping[str, str],
    language: str,
    count: int,
) -> dict[str, int]:
    """Return which text is which plural form, by the formula of a header.

    It is asked for the place of a sample number of each form. Raises ValueError where it has
    another number of forms.
    """
    nplurals, formula = po_file.formula(header)
    if nplurals != count:
        raise ValueError(
            f"the header's Plural-Forms has {nplurals} forms, an entry has {count}"
        )
    rule = babel_locale(language).plural_form
    samples = {rule(number): number for number in SAMPLES}
    places: dict[str, int] = {}
    for form in plural_categories(language):
        # A form without a sample is for fractions. gettext has none, and its last form is nearest.
        places[form] = formula(samples[form]) if form in samples else count - 1
    return places
