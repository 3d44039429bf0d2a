"""Jobs as a PO file for translators: `bpa po export`.

The id of a text is its msgctxt. What has a translation that is not confirmed is fuzzy, and so is a
suggestion in the place of a translation that is missing. A translator confirms either by taking the
flag away.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from bpadocs import __version__
from bpadocs.formats import po_file
from bpadocs.project.places import position
from bpadocs.rule.model import SOURCE_LANGUAGE, UI_FIELDS, Text
from bpadocs.rule.placeholders import names
from bpadocs.rule.provenance import State
from bpadocs.translators.jobs import Job
from bpadocs.translators.plural_forms import Forms, english_forms, stated_forms, trimmed
from bpadocs.words.cldr import babel_locale, gettext_plural, plural_categories

STAMP = "Stamp: "
"""Before the provenance of a text, in a comment."""
EXPORTED = "Exported: "
"""Before the note for the import how the text went out."""

PLURAL_FORMS = "Plural forms: "
"""Before the forms of a language, in a comment."""

_PREFIXES = {"stamp": STAMP, "exported": EXPORTED}
"""By kind of note; what is meant for translators explains itself."""
NOT_CONFIRMED = (State.STALE, State.EDITED, State.UNTRACKED, State.CARRIED)
"""The states of a translation that goes out as fuzzy."""


class _Offer(NamedTuple):
    """What an entry shows as its translation."""

    forms: Forms
    made_from: Text | None
    """Another English that it was made from, where that is known."""
    fuzzy: bool


def write(
    jobs: Iterable[Job],
    language: str,
    products: Iterable[str],
    now: datetime,
    source_language: str,
) -> str:
    """Return the text of a PO file for translators from one language into another."""
    header = _header(language, products, now)
    catalog = po_file.PoFile(
        header={**header, **source_header(source_language)},
        messages=[_placed_entry(job, language) for job in jobs],
    )
    name = english_name(language)
    title = f"Best Practices Analyzer rules in {name}. Send it back to: bpa po import"
    return po_file.write(catalog._replace(title=(title,)))


def _header(
    language: str,
    products: Iterable[str],
    now: datetime,
) -> Mapping[str, str]:
    date = now.strftime("%Y-%m-%d %H:%M%z")
    return {
        "Project-Id-Version": f"Best Practices Analyzer rules: {', '.join(products)}",
        "Report-Msgid-Bugs-To": "",
        "POT-Creation-Date": date,
        "PO-Revision-Date": date,
        "Last-Translator": "nobody yet",
        "Language-Team": english_name(language),
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": gettext_plural(language),
        "X-Generator": f"bpadocs {__version__}",
    }


def source_header(source_language: str) -> dict[str, str]:
    """Return what tells tools of the language of the ids, which they take for English."""
    if source_language == SOURCE_LANGUAGE:
        return {}
    return {"X-Source-Language": source_language.replace("-", "_")}


def english_name(language: str) -> str:
    """Return what English calls a language."""
    return str(babel_locale(language).english_name)


def _placed_entry(job: Job, language: str) -> po_file.PoEntry:
    """Return the entry of a text, with the place where its English is."""
    line, _ = position(job.rule.source, ["text", job.rule.source_language, job.field])
    place = f"{job.rule.source.path}:{line}"
    return entry(job, language)._replace(references=(place,))


def entry(job: Job, language: str) -> po_file.PoEntry:
    """Return the entry of a text, its plural forms in the order that CLDR has."""
    offer = _offer(job, language)
    one, other = map(trimmed, english_forms(job.english))
    previous_one, previous_other = _previous(offer)
    return po_file.PoEntry(
        context=job.id,
        id=one,
        strings=tuple(offer.forms.values()),
        plural=other if job.plural else None,
        previous=previous_one,
        previous_plural=previous_other if job.plural else None,
        flags=tuple(_flags(job, offer)),
        comments=tuple(_comments(job, offer, language)),
    )


def _offer(job: Job, language: str) -> _Offer:
    suggestion = job.suggestion
    if job.translation is None and suggestion and suggestion.forms:
        return _Offer(suggestion.forms, made_from=suggestion.english, fuzzy=True)
    fuzzy = job.state in NOT_CONFIRMED
    return _Offer(job.shown(language), made_from=job.previous, fuzzy=fuzzy)


def _previous(offer: _Offer) -> tuple[str | None, str | None]:
    """Return the English that the translation was made from: for one, and for other numbers."""
    if offer.made_from is None:
        return None, None
    one, other = english_forms(offer.made_from)
    return trimmed(one), trimmed(other)


def _flags(job: Job, offer: _Offer) -> list[str]:
    flags = []
    if offer.fuzzy:
        flags.append("fuzzy")
    if job.field in UI_FIELDS and arguments_agree(job.english, job.translation):
        flags.append("python-brace-format")
    return flags


def _comments(
    job: Job,
    offer: _Offer,
    language: str,
) -> list[str]:
    plural_note = _order_of_forms(language) if job.plural else None
    notes = job.all_notes(offer.forms, plural_note)
    return [_PREFIXES.get(kind, "") + text for kind, text in notes]


def _order_of_forms(language: str) -> str:
    return order_of_forms(plural_categories(language))


def order_of_forms(forms: Iterable[str]) -> str:
    """Return what says in a comment which number is which form."""
    numbered = ", ".join(f"{number} {form}" for number, form in enumerate(forms))
    return f"{PLURAL_FORMS}{numbered}"


def arguments_agree(english: Text, translation: Text | None) -> bool:
    """Tell whether gettext's own check of arguments may be asked for.

    It refuses a whole file for what lint only reports.
    """
    forms = [*stated_forms(english)]
    if translation is not None:
        forms += stated_forms(translation)
    used = {frozenset(names(form)) for form in forms}
    return len(used) == 1 and used != {frozenset()}
