"""The PO format, written and read with everything that a round trip needs.

Other readers lose the previous original, unknown header lines, or the line of each part.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from bpadocs.errors import BrokenInputError, Problem

_ESCAPES: Final = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
}
_LETTERS: Final = {
    "a": "\a",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "\\": "\\",
    '"': '"',
}
_ESCAPED: Final = re.compile(r'\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|[abfnrtv\\"])')
_TO_ESCAPE: Final = re.compile('[\\\\"\x00-\x1f\x7f]')
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_KEYWORD: Final = re.compile(
    r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d{1,3})\])?)(?=[\s\"])\s*"
)
_CHARSET: Final = re.compile(rb"(?i)Content-Type:[^\n\"]{0,80}?charset=([\w.:-]+)")
_READ_ALIKE: Final = (
    # All that can be printed, without the backslash,
    bytes(range(0x20, 0x5C))
    + bytes(range(0x5D, 0x7F))
    # and what begins another character in Python's “unicode_escape”, UTF-7, HZ and IDNA.
    + rb"\n\u0041+AGE-~{AB~}.xn--p1ai."
)
"""What every charset that a PO file can be in reads as ASCII does."""

_REFERENCES_WIDTH: Final = 76
_MAX_FORMS: Final = 10
_MAX_PROBLEMS: Final = 10


class PoEntry(NamedTuple):
    """One entry of a PO file."""

    context: str | None
    id: str
    strings: tuple[str, ...]
    plural: str | None = None
    previous: str | None = None
    previous_plural: str | None = None
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    """What the tool says to the translator."""
    remarks: tuple[str, ...] = ()
    """What the translator says."""
    references: tuple[str, ...] = ()
    line: int = 0
    """Of the first part of the entry, from 1."""
    string_line: int = 0
    """Of its translation."""

    @property
    def fuzzy(self) -> bool:
        """Whether the translation is to be looked at again."""
        return "fuzzy" in self.flags


class PoFile(NamedTuple):
    """A PO file: its header, and its entries."""

    header: Mapping[str, str]
    messages: Sequence[PoEntry]
    title: Sequence[str] = ()
    """The lines of comment above the header."""
    obsolete: Sequence[PoEntry] = ()
    """Entries that were in the file once; they are kept, in case that they come back."""


def write(catalog: PoFile) -> str:
    """Return the catalog as PO.

    Lines are not folded: in a diff each sentence is on one line.
    """
    entries = ["".join(f"{line}\n" for line in _header_lines(catalog))]
    entries.extend(map(_entry, catalog.messages))
    entries.extend(map(_obsolete, catalog.obsolete))
    return "\n".join(entries)


def _header_lines(catalog: PoFile) -> Iterator[str]:
    for line in catalog.title:
        yield f"# {line}".rstrip()
    yield 'msgid ""'
    yield 'msgstr ""'
    for key, value in catalog.header.items():
        text = f"{key}: {value}\n"
        yield f'"{_escape(text)}"'


def _obsolete(message: PoEntry) -> str:
    """Return an entry whose every line but its comments is marked as obsolete."""
    lines = []
    for line in _entry(message).splitlines():
        is_comment = line.startswith("#") and not line.startswith("#|")
        lines.append(line if is_comment else f"#~ {line.removeprefix('#')}")
    return "\n".join(lines) + "\n"


def _entry(message: PoEntry) -> str:
    lines = [*_notes(message), *_original(message)]
    if message.plural is None:
        lines.extend(_string("msgstr", message.strings[0]))
    else:
        for number, text in enumerate(message.strings):
            lines.extend(_string(f"msgstr[{number}]", text))
    return "\n".join(lines) + "\n"


def _notes(message: PoEntry) -> Iterator[str]:
    """Yield the lines of an entry that begin with `#`."""
    for remark in message.remarks:
        yield f"# {remark}".rstrip()
    for comment in message.comments:
        for line in _comment_lines(comment):
            yield f"#. {line}".rstrip()
    for line in _reference_lines(message.references):
        yield f"#: {line}"
    if message.flags:
        flags = ", ".join(message.flags)
        yield f"#, {flags}"
    if message.previous is not None:
        yield from _string("#| msgid", message.previous)
        if message.previous_plural is not None:
            yield from _string("#| msgid_plural", message.previous_plural)


def _original(message: PoEntry) -> Iterator[str]:
    if message.context is not None:
        yield from _string("msgctxt", message.context)
    yield from _string("msgid", message.id)
    if message.plural is not None:
        yield from _string("msgid_plural", message.plural)


def _comment_lines(comment: str) -> list[str]:
    """Return the lines of a comment, in which there are no escapes: controls become blanks."""
    return _TO_ESCAPE.sub(_without_control, comment).split("\n")


def _without_control(match: re.Match[str]) -> str:
    character = match[0]
    if character in '\n\\"':
        return character
    return " "


def _reference_lines(places: Iterable[str]) -> list[str]:
    """Return references, as many on a line as fit there, and one at least."""
    lines: list[str] = []
    for reference in map(_reference, places):
        if lines and len(lines[-1]) + 1 + len(reference) <= _REFERENCES_WIDTH:
            lines[-1] += f" {reference}"
        else:
            lines.append(reference)
    return lines


def _reference(place: str) -> str:
    """Return a reference; one with blanks is isolated by the marks that gettext knows for it."""
    if re.search(r"\s", place):
        return f"\u2068{place}\u2069"
    return place


def _string(keyword: str, text: str) -> list[str]:
    """Return one line for a text of one line, else one for each of its lines."""
    if "\n" not in text[:-1]:
        return [f'{keyword} "{_escape(text)}"']
    mark = "#| " if keyword.startswith("#|") else ""
    lines = [f'{keyword} ""']
    for line in re.findall(r"[^\n]*\n|[^\n]+", text):
        lines.append(f'{mark}"{_escape(line)}"')
    return lines


def _escape(text: str) -> str:
    return _TO_ESCAPE.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    return _ESCAPES.get(character) or f"\\{ord(character):03o}"


def read(data: bytes, name: str) -> PoFile:
    """Return the catalog in a file; raise BrokenInputError with every line that is none of PO."""
    text = _decoded(data, name)
    reader = _PoReader(name)
    for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
        reader.line(number, line.strip(" \t\f\v"))
    reader.finish()
    if reader.problems:
        # What has no entry at all is no PO file, which need not be said of its every line.
        most = _MAX_PROBLEMS if reader.seen else 1
        raise BrokenInputError(_first(reader.problems, most))
    return PoFile(
        header=reader.header,
        messages=reader.messages,
        title=reader.title,
        obsolete=reader.obsolete,
    )


def _decoded(data: bytes, name: str) -> str:
    charset = _charset(data)
    if not _is_readable(charset):
        message = f"unknown charset “{charset}”; save the file as UTF-8"
        raise BrokenInputError([Problem(name, 1, 1, message)])
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        stated = charset.removesuffix("-sig")
        message = f"not {stated}, which its header names"
        raise BrokenInputError([Problem(name, number, 1, message)]) from None


def _charset(data: bytes) -> str:
    """Return the name of the charset, UTF-8 where the header names none."""
    found = _CHARSET.search(data)
    charset = found[1].decode("ascii") if found else "utf-8"
    # Templates have “CHARSET” there. A byte order mark, which some editors write, is no text.
    if charset.lower() in ("utf-8", "utf8", "charset"):
        return "utf-8-sig"
    return charset


def _is_readable(charset: str) -> bool:
    try:
        return _READ_ALIKE.decode(charset) == _READ_ALIKE.decode("ascii")
    except (LookupError, ValueError):  # some raise an error of their own kind
        return False


def _first(problems: Sequence[Problem], most: int) -> Sequence[Problem]:
    """Return so many problems, the last of which tells how many more there are."""
    more = len(problems) - most
    if more < 1:
        return problems
    last = problems[most - 1]
    message = f"{last.message}; {more:,} more mistakes in this file"
    last = last._replace(message=message)
    return [*problems[: most - 1], last]


_Key = tuple[str | None, str]
"""What an entry is known by: its context and id."""


@dataclass(slots=True)
class _OpenEntry:
    """An entry while it is read: the text of each keyword, and the line it begins on."""

    parts: dict[str, str] = field(default_factory=dict)
    translated: bool = False
    """A msgstr has been seen: whatever begins another entry ends this one."""
    lines: dict[str, int] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    is_obsolete: bool = False

    @property
    def first_line(self) -> int:
        """The line of the first keyword."""
        return min(self.lines.values())


class _PoReader:
    """The reader of one file, line by line."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.header: dict[str, str] = {}
        self.title: Sequence[str] = ()
        self.messages: list[PoEntry] = []
        self.obsolete: list[PoEntry] = []
        self.seen: dict[_Key, int] = {}
        """The line of each entry."""
        self.draft = _OpenEntry()
        self.keyword = ""
        """What the next line of text belongs to."""

    def line(self, number: int, line: str) -> None:
        """Read the next line."""
        if line.startswith("#~"):
            self._part(number, line[2:].strip(), is_obsolete=True)
        elif line.startswith("#|"):
            self._part(number, line[1:], is_obsolete=False)
        elif line.startswith("#"):
            self._comment(line)
        elif line.startswith("|"):
            self._not_po(number)
        elif line:
            self._part(number, line, is_obsolete=False)

    def _part(self, number: int, line: str, *, is_obsolete: bool) -> None:
        """Read a line of text of an entry; after “|”, of its original as it was before."""
        if self.draft.parts and self.draft.is_obsolete != is_obsolete:
            # an entry of the other kind begins
            self.finish()
        # what is said of an obsolete entry, in comments above it, is kept with it
        self.draft.is_obsolete = is_obsolete
        if line.startswith("|"):
            self._text(number, line[1:].strip(), "previous ")
        elif line:
            self._text(number, line, "")

    def _comment(self, line: str) -> None:
        if self.draft.translated:
            self.finish()
        self.keyword = ""
        kind = line[1:2]
        text = line[2:].strip()
        if kind == ",":
            flags = [flag.strip() for flag in text.split(",")]
            self.draft.flags.extend(filter(None, flags))
        elif kind == ".":
            self.draft.comments.append(text)
        elif kind == ":":
            self.draft.references.append(text)
        else:
            self.draft.remarks.append(line[1:].strip())

    def _text(self, number: int, line: str, prefix: str) -> None:
        keyword = _KEYWORD.match(line)
        if keyword:
            self._begin_part(number, keyword[1], prefix)
            line = line[keyword.end() :]
        string = _STRING.fullmatch(line)
        if not string or not self.keyword:
            self._not_po(number)
            return
        text = string[1]
        if "\\" in text:
            text = _ESCAPED.sub(_unescape, text)
        self.draft.parts[self.keyword] += text

    def _begin_part(self, number: int, keyword: str, prefix: str) -> None:
        begins_entry = prefix or keyword in ("msgctxt", "msgid")
        if self.draft.translated and begins_entry:
            is_obsolete = self.draft.is_obsolete
            self.finish()
            self.draft.is_obsolete = is_obsolete
        self.keyword = prefix + keyword
        draft = self.draft
        if self.keyword in draft.parts:
            self._problem(number, f"{keyword} is given twice in one entry")
        draft.parts[self.keyword] = ""
        draft.lines[self.keyword] = number
        if self.keyword.startswith("msgstr"):
            draft.translated = True

    def finish(self) -> None:
        """Take what has been read as one entry."""
        draft = self.draft
        self.draft = _OpenEntry()
        self.keyword = ""
        if not draft.parts:
            return
        message = _closed(draft)
        if draft.is_obsolete:
            # nobody reads it, and what is wrong with it does no harm
            if message is not None:
                self.obsolete.append(message)
            return
        if message is None:
            self._problem(
                draft.first_line,
                "an entry needs msgid and msgstr (msgstr[0], msgstr[1] … with msgid_plural)",
            )
            return
        key = message.context, message.id
        if key in self.seen:
            self._problem(
                message.line, f"the same entry stands on line {self.seen[key]}"
            )
        self.seen.setdefault(key, message.line)
        if key == (None, ""):
            self.header = _header(message.strings[0])
            self.title = message.remarks
        else:
            self.messages.append(message)

    def _not_po(self, number: int) -> None:
        message = "not a line of a PO file: a keyword and a text in double quotes"
        self._problem(number, message)

    def _problem(self, line: int, message: str) -> None:
        if self.draft.is_obsolete:
            return
        self.problems.append(Problem(self.name, line, 1, message))


def _closed(draft: _OpenEntry) -> PoEntry | None:
    """Return the entry that was read; none where it lacks a part."""
    parts = draft.parts
    strings = _strings(parts)
    if "msgid" not in parts or strings is None:
        return None
    string_lines = [
        number
        for keyword, number in draft.lines.items()
        if keyword.startswith("msgstr")
    ]
    return PoEntry(
        context=parts.get("msgctxt"),
        id=parts["msgid"],
        strings=strings,
        plural=parts.get("msgid_plural"),
        previous=parts.get("previous msgid"),
        previous_plural=parts.get("previous msgid_plural"),
        flags=tuple(draft.flags),
        comments=tuple(draft.comments),
        remarks=tuple(draft.remarks),
        references=tuple(draft.references),
        line=draft.first_line,
        string_line=min(string_lines),
    )


def _strings(parts: Mapping[str, str]) -> tuple[str, ...] | None:
    """Return the translations; none where there is none, or one of several forms is missing."""
    if "msgid_plural" not in parts:
        text = parts.get("msgstr")
        if text is None:
            return None
        return (text,)
    found = [parts.get(f"msgstr[{number}]") for number in range(_MAX_FORMS)]
    texts = [text for text in found if text is not None]
    if not texts or None in found[: len(texts)]:
        return None
    return tuple(texts)


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if code in _LETTERS:
        return _LETTERS[code]
    if code.startswith("x"):
        return chr(int(code[1:], 16))
    return chr(int(code, 8))


def _header(text: str) -> dict[str, str]:
    lines = text.split("\n")
    stated = [line for line in lines if ":" in line]
    return _pairs(stated, ":")


def _pairs(parts: Iterable[str], sign: str) -> dict[str, str]:
    """Return keys and values, which this sign is between."""
    pairs: dict[str, str] = {}
    for part in parts:
        key, _, value = part.partition(sign)
        pairs[key.strip()] = value.strip()
    return pairs


def formula(header: Mapping[str, str]) -> tuple[int, Callable[[int], int]]:
    """Return how many texts a plural entry has, and a function from a number to one of them.

    Raises ValueError where the header does not say it clearly; so does the function where the
    formula names no text.
    """
    stated = _pairs(header.get("Plural-Forms", "").split(";"), "=")
    count = stated.get("nplurals", "")
    if not re.fullmatch("[0-9]{1,2}", count) or not stated.get("plural"):
        raise ValueError("the header has no Plural-Forms that can be read")
    evaluate = _compiled(stated["plural"])

    def place(number: int) -> int:
        """Return which of the texts is the one for a number."""
        try:
            found = evaluate(number)
        except ArithmeticError:
            raise ValueError(
                f"the header's Plural-Forms divides by zero for {number}"
            ) from None
        if not 0 <= found < int(count):
            raise ValueError(
                f"the header's Plural-Forms names a form for {number} that is not there"
            )
        return found

    return int(count), place


def _compiled(plural: str) -> Callable[[int], int]:
    # Needed for few commands: gettext takes a while to load.
    from gettext import c2py

    try:
        return c2py(plural)
    # c2py gives its text to Python's own parser, which has limits, too.
    except (ValueError, RecursionError, SyntaxError, MemoryError) as error:
        raise ValueError(f"the header's Plural-Forms cannot be read: {error}") from None
