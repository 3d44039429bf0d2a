"""Jobs as an XLIFF 2.1 file for translators: `bpa xliff export`.

A <file> of it is a rule file, a <unit> a field; a field with plural forms is a <group> of units.
What must stay as it is becomes <ph> and <pc>, whose original data the unit carries. A stale
translation keeps the state `initial`; the English it was made from goes along as a translation
candidate.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from bpadocs.formats.xml import NO_XML
from bpadocs.rule.model import UI_FIELDS, Text, general_form
from bpadocs.rule.provenance import State
from bpadocs.translators.inline_codes import Code, CodePair, Piece, protect
from bpadocs.translators.jobs import Job
from bpadocs.translators.plural_forms import english_forms, expand, trimmed
from bpadocs.words.cldr import plural_categories, right_to_left

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"

_SEGMENT = "s"
_FIXED = 'canCopy="no" canDelete="no"'

_WritePieces = Callable[[Sequence[Piece]], Iterator[str]]


def write(jobs: Iterable[Job], language: str, source_language: str) -> str:
    """Return the text of an XLIFF file for translators from one language into another."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{NAMESPACE}" xmlns:mtc="{MATCHES}" version="2.1" '
        f'srcLang="{source_language}" trgLang="{language}">',
    ]
    files = groupby(jobs, key=lambda job: job.rule.source.path)
    for number, (path, of_rule) in enumerate(files, 1):
        lines += _indented(_file(number, path, of_rule, language))
    if len(lines) == 2:  # the declaration and the root: no job came
        # The standard wants at least one file with one unit.
        lines += [
            '  <file id="f1">',
            '    <unit id="nothing"><segment><source/></segment></unit>',
            "  </file>",
        ]
    return "\n".join([*lines, "</xliff>", ""])


def _indented(lines: Iterable[str], by: str = "  ") -> Iterator[str]:
    for line in lines:
        yield by + line


def _file(
    number: int,
    path: str,
    jobs: Iterable[Job],
    language: str,
) -> Iterator[str]:
    direction = ' trgDir="rtl"' if right_to_left(language) else ""
    yield f'<file id="f{number}" original={quoteattr(path)}{direction}>'
    for job in jobs:
        yield from _indented(_units(job, language))
    yield "</file>"


def _units(job: Job, language: str) -> Iterator[str]:
    """Yield the unit of a field, or a group with a unit for each of its plural forms."""
    if not job.plural:
        yield from _unit(_UnitText(job, language))
        return
    yield f'<group id="{job.field}" name={quoteattr(job.id)}>'
    for form in plural_categories(language):
        yield from _indented(_unit(_UnitText(job, language, form)))
    yield "</group>"


@dataclass(frozen=True, slots=True)
class _UnitText:
    """What becomes one <unit>: a field, or one plural form of it."""

    job: Job
    language: str
    form: str = ""
    """The plural form; empty for a text without plural forms."""

    @property
    def id(self) -> str:
        """Its id, which is unique in its <file>."""
        return self._with_form(self.job.field)

    @property
    def name(self) -> str:
        """Its name, by which an import knows it."""
        return self._with_form(self.job.id)

    def _with_form(self, name: str) -> str:
        if self.form:
            return f"{name}.{self.form}"
        return name

    def english(self, text: Text | None) -> tuple[Piece, ...]:
        """Return the pieces of an English text; none where there is no text."""
        if text is None:
            return ()
        one, other = english_forms(text)
        return self._pieces(one if self.form == "one" else other)

    def translated(self, text: Text | None) -> tuple[Piece, ...]:
        """Return the pieces of a translation; none where there is no text."""
        if text is None:
            return ()
        if not self.form:
            return self._pieces(general_form(text))
        forms = expand(text, self.language)
        return self._pieces(forms[self.form])

    def _pieces(self, text: str) -> tuple[Piece, ...]:
        labels: dict[str, str] = {}
        if self.job.field in UI_FIELDS:
            for argument in self.job.rule.arguments.values():
                labels[argument.name] = argument.label
        return protect(
            trimmed(text),
            markup=self.job.markup,
            arguments=labels,
        )


def _unit(text: _UnitText) -> Iterator[str]:
    job = text.job
    writer = _InlineWriter(
        source=text.english(job.english),
        target=text.translated(job.translation),
    )
    name = quoteattr(text.name)
    yield f'<unit id="{text.id}" name={name} xml:space="preserve">'
    matches = list(_matches(text))
    if matches:
        yield "  <mtc:matches>"
        yield from _indented(matches, "    ")
        yield "  </mtc:matches>"
    yield "  <notes>"
    yield from _indented(_notes(text), "    ")
    yield "  </notes>"
    yield from _indented(writer.original_data())
    yield f'  <segment id="{_SEGMENT}" {_state(job)}>'
    yield f"    <source>{writer.source}</source>"
    if job.translation is not None:
        yield f"    <target>{writer.target}</target>"
    yield "  </segment>"
    yield "</unit>"


def _notes(text: _UnitText) -> Iterator[str]:
    job = text.job
    if text.form:
        plural_note = f"Plural form: {text.form}"
    else:
        plural_note = None
    forms = job.shown(text.language)
    for kind, note in job.all_notes(forms, plural_note):
        content = _escaped(_without_controls(note))
        yield f'<note category="{kind}">{content}</note>'


def _state(job: Job) -> str:
    if job.state is not State.CURRENT:
        return f'state="initial" subState="bpa:{job.state}"'
    if job.stamp and job.stamp.reviewed:
        return 'state="reviewed"'
    return 'state="translated"'


# Translation candidates


@dataclass(frozen=True, slots=True, kw_only=True)
class _Candidate:
    """What the standard calls a match: another English text and its translation."""

    english: tuple[Piece, ...]
    translation: tuple[Piece, ...]
    type: str
    """`tm`, from a memory of translations; or `am`, assembled from one."""
    origin: str
    similarity: int


def _matches(text: _UnitText) -> Iterator[str]:
    for candidate in _candidates(text):
        yield from _match(candidate)


def _candidates(text: _UnitText) -> Iterator[_Candidate]:
    """Yield the same text before its English changed, and a sibling."""
    job = text.job
    if job.previous is not None and job.translation is not None:
        yield _Candidate(
            english=text.english(job.previous),
            translation=text.translated(job.translation),
            type="tm",
            origin="before",
            similarity=100,
        )
    suggestion = job.suggestion
    if suggestion and suggestion.forms is not None:
        adapted = suggestion.forms[text.form or "other"]
        yield _Candidate(
            english=text.english(suggestion.english),
            translation=protect(adapted, markup=job.markup, arguments={}),
            type="am",
            origin=suggestion.id,
            similarity=suggestion.score,
        )


def _match(candidate: _Candidate) -> Iterator[str]:
    writer = _InlineWriter(candidate.english, candidate.translation)
    origin = quoteattr(candidate.origin)
    yield (
        f'<mtc:match ref="#{_SEGMENT}" type="{candidate.type}" '
        f'origin={origin} similarity="{candidate.similarity}">'
    )
    yield from _indented(writer.original_data())
    yield f"  <source>{writer.source}</source>"
    yield f"  <target>{writer.target}</target>"
    yield "</mtc:match>"


# Text with inline codes


class _InlineWriter:
    """Writes a source and its target with their codes.

    A code of the target that the source has too gets the number that it has there: so a tool knows
    that they are one.
    """

    def __init__(
        self,
        source: Sequence[Piece],
        target: Sequence[Piece],
    ) -> None:
        self._data_ids: dict[str, str] = {}
        """The ids of all original data, each text once."""
        self._free: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        """The numbers of the codes of the source that no code of the target has yet."""
        self._last = 0
        # The source comes first, for it gives the numbers.
        self.source = "".join(self._source(source))
        self.target = "".join(self._target(target))

    def original_data(self) -> Iterator[str]:
        """Yield what the codes were in the text."""
        if not self._data_ids:
            return
        yield "<originalData>"
        for data, number in self._data_ids.items():
            content = _escaped(data)
            yield f'  <data id="{number}">{content}</data>'
        yield "</originalData>"

    # Both call themselves for what is inside a pair, in the order of the text.

    def _source(self, pieces: Sequence[Piece]) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, str):
                yield _escaped(piece)
                continue
            number = self._next()
            data = _data_of(piece)
            self._free[data].append(number)
            yield from self._code(piece, number, self._source)

    def _target(self, pieces: Sequence[Piece]) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, str):
                yield _escaped(piece)
                continue
            free = self._free[_data_of(piece)]
            number = free.pop(0) if free else self._next()
            yield from self._code(piece, number, self._target)

    def _next(self) -> str:
        self._last += 1
        return str(self._last)

    def _code(
        self,
        piece: Code | CodePair,
        number: str,
        inside: _WritePieces,
    ) -> Iterator[str]:
        if isinstance(piece, Code):
            yield self._placeholder(piece, number)
            return
        if piece.subtype:
            subtype = f' subType="{piece.subtype}"'
        else:
            subtype = ""
        start = self._reference(piece.start)
        end = self._reference(piece.end)
        yield f'<pc id="{number}" {_FIXED} '
        yield f'type="{piece.type}"{subtype} '
        yield f'dataRefStart="{start}" dataRefEnd="{end}">'
        yield from inside(piece.inside)
        yield "</pc>"

    def _placeholder(self, code: Code, number: str) -> str:
        shown = quoteattr(_without_controls(code.shown))
        data = self._reference(code.data)
        return f'<ph id="{number}" {_FIXED} type="{code.type}" disp={shown} dataRef="{data}"/>'

    def _reference(self, data: str) -> str:
        """Return the id of some original data, which is its first one's."""
        following = len(self._data_ids) + 1
        return self._data_ids.setdefault(data, f"d{following}")


def _data_of(piece: Code | CodePair) -> tuple[str, ...]:
    """Return by what a code of the target is the same as one of the source."""
    if isinstance(piece, Code):
        return (piece.data,)
    return (piece.start, piece.end)


def _without_controls(text: str) -> str:
    """Return the text with blanks for what XML cannot write: good for notes and attributes."""
    return NO_XML.sub(" ", text)


def _escaped(text: str) -> str:
    """Return the text as XML has it; what XML cannot write becomes <cp>, XLIFF's way to say it."""
    # A parser of XML takes a carriage return for a line feed, if it is not written by its number.
    escaped = escape(text, {"\r": "&#xD;"})
    return NO_XML.sub(_code_point, escaped)


def _code_point(match: re.Match[str]) -> str:
    number = ord(match[0])
    return f'<cp hex="{number:04X}"/>'
