"""Units as a PO file, and a PO file that came back as texts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from bpadocs import __version__, po_file
from bpadocs.cldr import babel_locale, gettext_plural, plural_categories
from bpadocs.exchange.edges import inner
from bpadocs.exchange.forms import english_forms, expand, is_plural
from bpadocs.exchange.incoming import Returned
from bpadocs.exchange.suggest import described
from bpadocs.exchange.units import Unit
from bpadocs.model import UI_FIELDS, Text, general_form
from bpadocs.placeholders import names
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.provenance import State, format_stamp

_NOT_CONFIRMED = (State.STALE, State.EDITED, State.UNTRACKED)
_STAMP = "Stamp: "


def write(units: Iterable[Unit], language: str, products: Iterable[str], now: datetime) -> str:
    """A PO file for translators into this language."""
    messages = [_message(unit, language) for unit in units]
    title = f"Best Practices Analyzer rules in {_english_name(language)}. Send it back to: bpa po import"
    return po_file.write(po_file.Catalog(_header(language, products, now), messages), title)


def _header(language: str, products: Iterable[str], now: datetime) -> Mapping[str, str]:
    date = now.strftime("%Y-%m-%d %H:%M%z")
    return {
        "Project-Id-Version": f"Best Practices Analyzer rules: {', '.join(products)}",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": date,
        "PO-Revision-Date": date,
        "Last-Translator": "nobody yet",
        "Language-Team": _english_name(language),
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": gettext_plural(language),
        "X-Generator": f"bpadocs {__version__}",
    }


def _english_name(language: str) -> str:
    return str(babel_locale(language).english_name)


def _message(unit: Unit, language: str) -> po_file.Message:
    plural = is_plural(unit.english, unit.translation)
    one, other = map(inner, english_forms(unit.english))
    suggestion = unit.suggestion
    suggested = suggestion.forms if suggestion and unit.translation is None else None
    made_from = suggestion.english if suggestion and suggested else unit.previous
    previous = map(inner, english_forms(made_from)) if made_from is not None else (None, None)
    previous_one, previous_other = previous
    comments = [text for _, text in unit.notes]
    if plural:
        comments.append(_forms_comment(language))
    if suggestion:
        comments.append(described(suggestion))
    if unit.stamp:
        comments.append(_STAMP + format_stamp(unit.stamp))
    to_confirm = suggested if unit.translation is None else unit.state in _NOT_CONFIRMED
    flags = ["fuzzy"] if to_confirm else []
    if unit.field in UI_FIELDS and _arguments_agree(unit.english, unit.translation):
        flags.append("python-brace-format")
    line, _ = unit.rule.source.position(["text", "en", unit.field])
    return po_file.Message(
        unit.id,
        one,
        tuple(suggested.values()) if suggested else _strings(unit.translation, language, plural),
        other if plural else None,
        previous_one,
        previous_other if plural else None,
        tuple(flags),
        tuple(comments),
        references=(f"{unit.rule.source.path}:{line}",),
    )


def _strings(translation: Text | None, language: str, plural: bool) -> tuple[str, ...]:
    if not plural:
        return (inner(general_form(translation)) if translation is not None else "",)
    return tuple(map(inner, expand("" if translation is None else translation, language).values()))


def _forms_comment(language: str) -> str:
    forms = ", ".join(f"{number} {form}" for number, form in enumerate(plural_categories(language)))
    return f"Plural forms: {forms}"


def _arguments_agree(english: Text, translation: Text | None) -> bool:
    """Whether gettext's own check of arguments may be asked for: it refuses a file for what lint only reports."""
    sets = {
        frozenset(names(form))
        for text in (english, translation)
        if text is not None
        for form in ([text] if isinstance(text, str) else text.forms.values())
    }
    return len(sets) == 1 and sets != {frozenset()}


def language_of(catalog: po_file.Catalog, locales: Mapping[str, str], name: str) -> str:
    """The project's language that the file is in; raises BrokenInputError where it has none of them."""
    stated = catalog.header.get("Language", "")
    wanted = stated.replace("_", "-").partition("@")[0].lower()
    for language, locale in locales.items():
        if wanted in (language.lower(), locale):
            return language
    known = ", ".join(locales)
    found = f"its header's Language is “{stated}”" if stated else "its header has no Language"
    raise BrokenInputError([Problem(name, 1, 1, f"{found}; the project has {known}")])


def returned(catalog: po_file.Catalog, language: str, name: str) -> Iterator[Returned]:
    """The texts of a file that came back."""
    places: dict[int, tuple[tuple[str, int], ...]] = {}
    for message in catalog.messages:
        if message.context is None:
            yield Returned("an entry without msgctxt", message.line, message.id, message.id, {"other": ""}, False)
            continue
        if message.plural is None:
            forms = {"other": message.strings[0]}
        else:
            count = len(message.strings)
            if count not in places:
                places[count] = tuple(_places(catalog.header, language, count, name))
            forms = {form: message.strings[place] for form, place in places[count]}
        stamps = [text.removeprefix(_STAMP) for text in message.comments if text.startswith(_STAMP)]
        yield Returned(
            message.context,
            message.string_line,
            message.id,
            message.id if message.plural is None else message.plural,
            forms,
            message.plural is not None,
            "still fuzzy" if message.fuzzy else None,
            stamps[0] if stamps else None,
        )


def _places(header: Mapping[str, str], language: str, count: int, name: str) -> Iterator[tuple[str, int]]:
    """Which of so many texts is which plural form. A tool may have put a formula of its own into the header."""
    forms = plural_categories(language)
    if count == len(forms):
        yield from zip(forms, range(count), strict=True)
        return
    try:
        nplurals, formula = po_file.formula(header)
        if nplurals != count:
            raise ValueError(f"the header's Plural-Forms has {nplurals} forms, an entry has {count}")
        rule = babel_locale(language).plural_form
        samples = {rule(number): number for number in (1_000_000, *range(200, -1, -1))}
        for form in forms:
            yield form, formula(samples[form]) if form in samples else count - 1
    except ValueError as error:
        raise BrokenInputError([Problem(name, 1, 1, str(error))]) from None
