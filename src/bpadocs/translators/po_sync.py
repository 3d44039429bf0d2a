"""A folder of PO files that is kept in step with the rules: `bpa po sync`.

It has a template and a file a language, as Weblate and its like take them from a repository. The
same rules give the same bytes, whenever and wherever, so a file changes only where a text does.

What a translator has written into a file and nobody has imported yet stays in it, as msgmerge does
it: where the English is another by now it is fuzzy, with the English that it was made from.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats import po_file
from bpadocs.formats.po_file import PoEntry, PoFile
from bpadocs.project.tree import Project
from bpadocs.rule.model import UI_FIELDS
from bpadocs.system.files import EXCHANGE_LIMIT, read_inside
from bpadocs.system.saving import Change
from bpadocs.translators.jobs import Job, outgoing
from bpadocs.translators.plural_forms import Forms, trimmed
from bpadocs.translators.po_export import (
    EXPORTED,
    NOT_CONFIRMED,
    PLURAL_FORMS,
    STAMP,
    arguments_agree,
    english_name,
    entry,
    order_of_forms,
    source_header,
)
from bpadocs.translators.po_import import returned
from bpadocs.translators.po_plurals import KEY, PluralOrder, plural_order
from bpadocs.translators.returned import Returned
from bpadocs.translators.suggest import MARK

TEMPLATE: Final = "rules.pot"
_TITLE: Final = "Best Practices Analyzer rules"
_FORMAT: Final = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
}
_OUR_FLAGS: Final = ("fuzzy", "python-brace-format")
_OUR_NOTES: Final = (STAMP, EXPORTED)
_NOTHING: Final = PoFile({}, [])


class SyncedFile(NamedTuple):
    """A file of the folder, and what is in it."""

    name: str
    change: Change
    texts: int
    untranslated: int
    fuzzy: int
    kept: int
    """How many have a translation that is not in rules/ yet."""
    obsolete: int


def file_name(language: str) -> str:
    """Return what the file of a language is called; gettext writes pt_BR for pt-BR."""
    return f"{gettext_name(language)}.po"


def gettext_name(language: str) -> str:
    """Return a language tag as gettext writes it."""
    return language.replace("-", "_")


def synced(
    project: Project, folder: Path, languages: Iterable[str], now: datetime
) -> list[SyncedFile]:
    """Return the template and the file of each language as they should be.

    Raises BrokenInputError with every mistake in the files that are there.
    """
    files: list[SyncedFile] = []
    problems: list[Problem] = []
    for language in languages:
        try:
            files.append(_of_language(project, folder, language, now))
        except BrokenInputError as error:
            problems += error.problems
    if problems:
        raise BrokenInputError(problems)
    return [_template(project, folder), *files]


# The template


def _template(project: Project, folder: Path) -> SyncedFile:
    entries: list[PoEntry] = []
    source = project.settings.source_language
    everything = outgoing(project, source, (), everything=True, lasting=True)
    for job in everything:
        own = entry(job, source)
        strings = ("",) if own.plural is None else ("", "")
        notes = [note for note in own.comments if not _is_of_language(note)]
        entries.append(
            own._replace(
                strings=strings,
                comments=tuple(notes),
                references=(job.rule.source.path,),
            )
        )
    header = {
        "Project-Id-Version": _TITLE,
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE <LL@li.org>",
        "Language": "",
        **_FORMAT,
        # that of English; gettext's own placeholder is a mistake to gettext's own check
        KEY: "nplurals=2; plural=(n != 1);",
        **source_header(source),
    }
    template = PoFile(header, entries, title=(f"{_TITLE}.",))
    before = read_inside(folder, TEMPLATE, EXCHANGE_LIMIT, "folder")
    try:
        there = po_file.read(before or b"", TEMPLATE)
    except BrokenInputError:
        # nobody works in it, so there is nothing to lose
        there = _NOTHING
    return SyncedFile(
        name=TEMPLATE,
        change=_change(before, there, template),
        texts=len(entries),
        untranslated=0,
        fuzzy=0,
        kept=0,
        obsolete=0,
    )


def _is_of_language(note: str) -> bool:
    return note.startswith((*_OUR_NOTES, PLURAL_FORMS))


# A language


def _of_language(
    project: Project, folder: Path, language: str, now: datetime
) -> SyncedFile:
    name = file_name(language)
    content = read_inside(folder, name, EXCHANGE_LIMIT, "folder")
    before = _NOTHING if content is None else po_file.read(content, name)
    known = _KnownTexts(before, language, name)
    texts: list[_SyncedText] = []
    for job in outgoing(project, language, (), everything=True, lasting=True):
        texts.append(_text(job, known.of(job), language))
    plurals = [text.forms for text in texts if text.entry.plural is not None]
    order = plural_order(language, plurals)
    entries = [_entry(text, order) for text in texts]
    after = PoFile(
        header={
            **_header(before.header, language, order, now),
            **source_header(project.settings.source_language),
        },
        messages=entries,
        title=before.title or (f"{_TITLE} in {english_name(language)}.",),
        obsolete=known.obsolete(order),
    )
    return SyncedFile(
        name=name,
        change=_change(content, before, after),
        texts=len(entries),
        untranslated=sum(not any(one.strings) for one in entries),
        fuzzy=sum(one.fuzzy for one in entries),
        kept=sum(text.is_kept for text in texts),
        obsolete=len(after.obsolete),
    )


def _header(
    before: Mapping[str, str], language: str, order: PluralOrder, now: datetime
) -> dict[str, str]:
    """Return the header. What a tool has noted in it, such as who worked last, stays."""
    new = {
        "Project-Id-Version": _TITLE,
        "Report-Msgid-Bugs-To": "",
        "PO-Revision-Date": now.strftime("%Y-%m-%d %H:%M%z"),
        "Last-Translator": "nobody yet",
        "Language-Team": english_name(language),
    }
    ours = {"Language": gettext_name(language), **_FORMAT, KEY: order.header}
    if before:
        return {**new, **before, **ours}
    return {**new, **ours}


@dataclass(frozen=True, slots=True)
class _SyncedText:
    """A text as it goes into the file, form by form."""

    entry: PoEntry
    forms: Forms
    is_kept: bool


class _KnownText(NamedTuple):
    """A text as the file has it."""

    entry: PoEntry
    returned: Returned


class _KnownTexts:
    """The texts of a file that is there, by the names that they go by."""

    def __init__(self, before: PoFile, language: str, name: str) -> None:
        self.before = before
        self.language = language
        self.texts: dict[str, _KnownText] = {}
        # What has gone may come back; what is there comes before it.
        for entries in (before.obsolete, before.messages):
            catalog = before._replace(messages=entries)
            texts = returned(catalog, language, name)
            for own, text in zip(entries, texts, strict=True):
                # Where a tool has dropped the name, no rule has the text any more.
                text_name = own.id if own.context is None else own.context
                self.texts[text_name] = _KnownText(own, text)
        self.taken: set[str] = set()

    def of(self, job: Job) -> _KnownText | None:
        """Return what the file has of a text, whichever name its rule had then."""
        for identifier in (job.rule.id, *job.rule.aliases):
            name = f"{identifier}{MARK}{job.field}"
            if name in self.texts:
                self.taken.add(name)
                return self.texts[name]
        return None

    def obsolete(self, order: PluralOrder) -> list[PoEntry]:
        """Return the texts that no rule has any more, as far as somebody has translated them."""
        found: list[PoEntry] = []
        for name, (own, text) in self.texts.items():
            if name in self.taken or not any(own.strings):
                continue
            strings = own.strings
            if own.plural is not None and own.context is not None:
                strings = order.strings(text.forms)
            found.append(own._replace(strings=strings, comments=(), references=()))
        return found


def _text(job: Job, known: _KnownText | None, language: str) -> _SyncedText:
    new = entry(job, language)._replace(references=(job.rule.source.path,))
    forms = job.shown(language)
    if known is None:
        return _SyncedText(new, forms, is_kept=False)
    new = new._replace(
        remarks=known.entry.remarks,
        flags=(*new.flags, *_foreign_flags(known.entry)),
    )
    if not _is_work(known, new, forms):
        return _SyncedText(new, forms, is_kept=False)
    return _kept(job, known, new, forms)


def _is_work(known: _KnownText, new: PoEntry, forms: Forms) -> bool:
    """Tell whether somebody has worked on a text in the file, and rules/ does not have it."""
    there = known.returned.forms
    if not any(there.values()):
        return False
    is_same = {form: trimmed(text) for form, text in there.items()} == dict(forms)
    if is_same and known.entry.fuzzy == new.fuzzy:
        return False
    exported = known.returned.exported
    if exported is None:
        return True
    was_fuzzy = exported.state in NOT_CONFIRMED
    return exported.touched(there) or known.entry.fuzzy != was_fuzzy


def _kept(job: Job, known: _KnownText, new: PoEntry, forms: Forms) -> _SyncedText:
    """Return the text as the translator left it, marked where the English is another by now."""
    old = known.entry
    there = known.returned.forms
    own = {form: there.get(form, there["other"]) for form in forms}
    previous = _previous(old, new)
    is_fuzzy = old.fuzzy or (old.id, old.plural) != (new.id, new.plural)
    flags = ["fuzzy"] if is_fuzzy else []
    if job.field in UI_FIELDS and arguments_agree(job.english, own["other"]):
        flags.append("python-brace-format")
    # The notes for the import are of when the translator got the text.
    notes = [note for note in new.comments if not note.startswith(_OUR_NOTES)]
    notes += [note for note in old.comments if note.startswith(_OUR_NOTES)]
    kept = new._replace(
        flags=(*flags, *_foreign_flags(old)),
        comments=tuple(notes),
        previous=previous.one if is_fuzzy else None,
        previous_plural=previous.other if is_fuzzy else None,
    )
    return _SyncedText(kept, own, is_kept=True)


class _PreviousEnglish(NamedTuple):
    """The English that a translation was made from."""

    one: str | None
    other: str | None


def _previous(old: PoEntry, new: PoEntry) -> _PreviousEnglish:
    """Return the English of a text that the file has, where it is another than that of now."""
    one, other = old.previous, old.previous_plural
    if one is None and (old.id, old.plural) != (new.id, new.plural):
        one, other = old.id, old.plural
    return _PreviousEnglish(one, None if new.plural is None else other)


def _foreign_flags(own: PoEntry) -> Sequence[str]:
    return [flag for flag in own.flags if flag not in _OUR_FLAGS]


def _entry(text: _SyncedText, order: PluralOrder) -> PoEntry:
    """Return the entry with its forms in the order of the file."""
    own = text.entry
    if own.plural is None:
        return own._replace(strings=(text.forms["other"],))
    notes: list[str] = []
    for note in own.comments:
        is_order = note.startswith(PLURAL_FORMS)
        notes.append(order_of_forms(order.forms) if is_order else note)
    strings = order.strings(text.forms)
    return own._replace(strings=strings, comments=tuple(notes))


def _change(before: bytes | None, there: PoFile, after: PoFile) -> Change:
    """Return what becomes of a file with these bytes, which say what is there."""
    # An empty line ends each entry, the last one too.
    content = f"{po_file.write(after)}\n".encode()
    if before in (None, content):
        return Change(before, content)
    if _parts(there) == _parts(po_file.read(content, "")):
        # Other tools fold lines as they like, and that is no change.
        content = before
    return Change(before, content)


def _parts(catalog: PoFile) -> tuple[object, ...]:
    """Return all that a file says, whatever its layout."""
    entries = [one._replace(line=0, string_line=0) for one in catalog.messages]
    obsolete = [one._replace(line=0, string_line=0) for one in catalog.obsolete]
    return dict(catalog.header), tuple(catalog.title), entries, obsolete
