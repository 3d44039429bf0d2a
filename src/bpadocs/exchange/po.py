"""Units as a PO file, and a PO file that came back as texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from bpadocs import __version__, po_file
from bpadocs.cldr import babel_locale, gettext_plural, plural_categories
from bpadocs.exchange.edges import inner
from bpadocs.exchange.exported import exported_line, parse_exported
from bpadocs.exchange.forms import english_forms, is_plural, shown
from bpadocs.exchange.incoming import NO_TERMS, Returned, Terms
from bpadocs.exchange.suggest import described
from bpadocs.exchange.units import Unit
from bpadocs.exchange.whole_file import Stated, language_of
from bpadocs.model import UI_FIELDS, Text
from bpadocs.placeholders import names
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.provenance import State, format_stamp, parse_stamp

_NOT_CONFIRMED = (State.STALE, State.EDITED, State.UNTRACKED)
_STAMP = "Stamp: "
_EXPORTED = "Exported: "


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
    forms = suggested or shown(unit.translation, language, plural=plural)
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
    comments.append(_EXPORTED + exported_line(unit.state, forms))
    to_confirm = suggested if unit.translation is None else unit.state in _NOT_CONFIRMED
    flags = ["fuzzy"] if to_confirm else []
    if unit.field in UI_FIELDS and _arguments_agree(unit.english, unit.translation):
        flags.append("python-brace-format")
    line, _ = unit.rule.source.position(["text", "en", unit.field])
    return po_file.Message(
        unit.id,
        one,
        tuple(forms.values()),
        other if plural else None,
        previous_one,
        previous_other if plural else None,
        tuple(flags),
        tuple(comments),
        references=(f"{unit.rule.source.path}:{line}",),
    )


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


def read(data: bytes, name: str, locales: Mapping[str, str], terms: Terms = NO_TERMS) -> tuple[str, list[Returned]]:
    """The language of a file that came back, and its texts; raises BrokenInputError for what is none of ours."""
    catalog = po_file.read(data, name)
    says, silent = "its header's Language is", "its header has no Language"
    stated = Stated(catalog.header.get("Language", ""), says, silent, name, 1)
    language = language_of(stated, locales, terms)
    return language, list(returned(catalog, language, name))


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
        stamp, exported = _said(message.comments, _STAMP), _said(message.comments, _EXPORTED)
        yield Returned(
            message.context,
            message.string_line,
            message.id,
            message.id if message.plural is None else message.plural,
            forms,
            message.plural is not None,
            "still fuzzy" if message.fuzzy else None,
            parse_stamp(stamp),
            parse_exported(exported),
        )


def _said(comments: Sequence[str], what: str) -> str:
    """The last comment of this kind: ours stands behind what lint and others say of the text."""
    return next((text.removeprefix(what) for text in reversed(comments) if text.startswith(what)), "")


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
