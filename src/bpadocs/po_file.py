"""The PO format, written and read with everything that a round trip needs.

Babel's writer loses the previous original and unknown header lines, and its reader the line of each part.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from bpadocs.problems import BrokenInputError, Problem

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_LETTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}
_ESCAPED = re.compile(r'\\([0-7]{1,3}|x[0-9A-Fa-f]{1,2}|[abfnrtv\\"])')
_TO_ESCAPE = re.compile('[\\\\"\x00-\x1f\x7f]')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"\s*')
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d{1,3})\])?)(?=[\s\"])\s*")
_CHARSET = re.compile(rb"(?i)Content-Type:[^\n\"]{0,80}?charset=([\w.:-]+)")
_READ_ALIKE = bytes(range(0x20, 0x5C)) + bytes(range(0x5D, 0x7F)) + rb"\n\u0041+AGE-~{AB~}.xn--p1ai."
"""What every charset that a PO file can be in reads as ASCII does; UTF-16, UTF-7, IDNA, escapes do not."""
_MAX_FORMS = 10
_MAX_PROBLEMS = 10


class Message(NamedTuple):
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
        return "fuzzy" in self.flags


class Catalog(NamedTuple):
    """A PO file: the header, and the entries that are not obsolete."""

    header: Mapping[str, str]
    messages: Sequence[Message]


def write(catalog: Catalog, title: str) -> str:
    """The catalog as PO, lines as long as they come: each sentence of a diff is one line."""
    header = "".join(f"{key}: {value}\n" for key, value in catalog.header.items())
    entries = [f"# {title}\n{_entry(Message(None, '', (header,)))}"]
    entries += map(_entry, catalog.messages)
    return "\n".join(entries)


def _entry(message: Message) -> str:
    lines = [f"#  {line}".rstrip() for line in message.remarks]
    lines += [f"#. {line}".rstrip() for comment in message.comments for line in _lines(comment)]
    if message.references:
        lines.append(f"#: {' '.join(map(_reference, message.references))}")
    if message.flags:
        lines.append(f"#, {', '.join(message.flags)}")
    if message.previous is not None:
        lines += _string("#| msgid", message.previous)
        if message.previous_plural is not None:
            lines += _string("#| msgid_plural", message.previous_plural)
    if message.context is not None:
        lines += _string("msgctxt", message.context)
    lines += _string("msgid", message.id)
    if message.plural is None:
        lines += _string("msgstr", message.strings[0])
    else:
        lines += _string("msgid_plural", message.plural)
        for number, text in enumerate(message.strings):
            lines += _string(f"msgstr[{number}]", text)
    return "\n".join(lines) + "\n"


def _lines(comment: str) -> list[str]:
    return _TO_ESCAPE.sub(
        lambda match: "\n" if match[0] == "\n" else match[0] if match[0] in '\\"' else " ", comment
    ).split("\n")


def _reference(place: str) -> str:
    return f"\u2068{place}\u2069" if re.search(r"\s", place) else place


def _string(keyword: str, text: str) -> list[str]:
    """One line for a text of one line, else one for each of its lines."""
    if "\n" not in text[:-1]:
        return [f'{keyword} "{_escape(text)}"']
    mark = "#| " if keyword.startswith("#|") else ""
    return [f'{keyword} ""', *(f'{mark}"{_escape(line)}"' for line in re.findall(r"[^\n]*\n|[^\n]+", text))]


def _escape(text: str) -> str:
    return _TO_ESCAPE.sub(lambda match: _ESCAPES.get(match[0]) or f"\\{ord(match[0]):03o}", text)


def read(data: bytes, name: str) -> Catalog:
    """The catalog in a file; raises BrokenInputError with every line that is none of PO."""
    text = _decoded(data, name)
    reader = _Reader(name)
    for number, line in enumerate(re.split("\r\n|\n|\r", text), 1):
        reader.line(number, line.strip(" \t\f\v"))
    reader.finish()
    if reader.problems:
        # What has no entry at all is no PO file, which need not be said of its every line.
        raise BrokenInputError(_first(reader.problems, _MAX_PROBLEMS if reader.seen else 1))
    return Catalog(reader.header, reader.messages)


def _decoded(data: bytes, name: str) -> str:
    found = _CHARSET.search(data)
    charset = found[1].decode("ascii") if found else "utf-8"
    if charset.lower() in ("utf-8", "utf8", "charset"):
        charset = "utf-8-sig"
    try:
        readable = _READ_ALIKE.decode(charset) == _READ_ALIKE.decode("ascii")
    except (LookupError, ValueError):  # some raise an error of their own kind
        readable = False
    if not readable:
        raise BrokenInputError([Problem(name, 1, 1, f"unknown charset “{charset}”; save the file as UTF-8")])
    try:
        return data.decode(charset)
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        message = f"not {charset.removesuffix('-sig')}, which its header names"
        raise BrokenInputError([Problem(name, number, 1, message)]) from None


def _first(problems: Sequence[Problem], most: int) -> Sequence[Problem]:
    """So many, the last of which tells how many more there are."""
    more = len(problems) - most
    if more < 1:
        return problems
    last = problems[most - 1]
    return [*problems[: most - 1], last._replace(message=f"{last.message}; {more:,} more mistakes in this file")]


@dataclass(slots=True)
class _Draft:
    """An entry while it is read: the text of each keyword, and the line it begins on."""

    parts: dict[str, str] = field(default_factory=dict)
    translated: bool = False
    """A msgstr has been seen: whatever begins another entry ends this one."""
    lines: dict[str, int] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.header: dict[str, str] = {}
        self.messages: list[Message] = []
        self.seen: dict[tuple[str | None, str], int] = {}
        self.draft = _Draft()
        self.keyword = ""

    def line(self, number: int, line: str) -> None:
        if line.startswith("#~"):  # obsolete, and so is what was said of it
            self.finish()
        elif line.startswith("#|"):
            self._text(number, line[2:].strip(), "previous ")
        elif line.startswith("#"):
            self._comment(line)
        elif line:
            self._text(number, line, "")

    def _comment(self, line: str) -> None:
        if self.draft.translated:
            self.finish()
        self.keyword = ""
        kind, text = line[1:2], line[2:].strip()
        if kind == ",":
            self.draft.flags += [flag.strip() for flag in text.split(",") if flag.strip()]
        elif kind == ".":
            self.draft.comments.append(text)
        elif kind == ":":
            self.draft.references.append(text)
        else:
            self.draft.remarks.append(line[1:].strip())

    def _text(self, number: int, line: str, prefix: str) -> None:
        keyword = _KEYWORD.match(line)
        if keyword:
            if self.draft.translated and (prefix or keyword[1] in ("msgctxt", "msgid")):
                self.finish()
            self.keyword = prefix + keyword[1]
            if self.keyword in self.draft.parts:
                self._problem(number, f"{keyword[1]} is given twice in one entry")
            self.draft.parts[self.keyword] = ""
            self.draft.lines[self.keyword] = number
            self.draft.translated = self.draft.translated or self.keyword.startswith("msgstr")
            line = line[keyword.end() :]
        string = _STRING.fullmatch(line)
        if not string or not self.keyword:
            self._problem(number, "not a line of a PO file: a keyword and a text in double quotes")
        else:
            text = string[1]
            self.draft.parts[self.keyword] += _ESCAPED.sub(_unescape, text) if "\\" in text else text

    def finish(self) -> None:
        """Take what has been read as one entry."""
        draft, self.draft, self.keyword = self.draft, _Draft(), ""
        parts, lines = draft.parts, draft.lines
        if not parts:
            return
        line = min(lines.values())
        strings = _strings(parts)
        if "msgid" not in parts or strings is None:
            self._problem(line, "an entry needs msgid and msgstr (msgstr[0], msgstr[1] … with msgid_plural)")
            return
        message = Message(
            parts.get("msgctxt"),
            parts["msgid"],
            strings,
            parts.get("msgid_plural"),
            parts.get("previous msgid"),
            parts.get("previous msgid_plural"),
            tuple(draft.flags),
            tuple(draft.comments),
            tuple(draft.remarks),
            tuple(draft.references),
            line,
            min(number for keyword, number in lines.items() if keyword.startswith("msgstr")),
        )
        key = message.context, message.id
        if key in self.seen:
            self._problem(line, f"the same entry stands on line {self.seen[key]}")
        self.seen.setdefault(key, line)
        if key == (None, ""):
            self.header = _header(strings[0])
        else:
            self.messages.append(message)

    def _problem(self, line: int, message: str) -> None:
        self.problems.append(Problem(self.name, line, 1, message))


def _strings(parts: Mapping[str, str]) -> tuple[str, ...] | None:
    if "msgid_plural" not in parts:
        text = parts.get("msgstr")
        return None if text is None else (text,)
    found = [parts.get(f"msgstr[{number}]") for number in range(_MAX_FORMS)]
    texts = [text for text in found if text is not None]
    return tuple(texts) if texts and None not in found[: len(texts)] else None


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if code in _LETTERS:
        return _LETTERS[code]
    return chr(int(code[1:], 16)) if code[0] == "x" else chr(int(code, 8))


def _header(text: str) -> dict[str, str]:
    pairs = (line.partition(":") for line in text.split("\n") if ":" in line)
    return {key.strip(): value.strip() for key, _, value in pairs}


def formula(header: Mapping[str, str]) -> tuple[int, Callable[[int], int]]:
    """How many texts a plural entry has, and which of them serves a number.

    Raises ValueError where that is unclear, and so does what is returned where the formula names no text.
    """
    from gettext import c2py

    pairs = (part.partition("=") for part in header.get("Plural-Forms", "").split(";"))
    stated = {key.strip(): value.strip() for key, _, value in pairs}
    count = stated.get("nplurals", "")
    if not re.fullmatch("[0-9]{1,2}", count) or not stated.get("plural"):
        raise ValueError("the header has no Plural-Forms that can be read")
    try:
        evaluate = c2py(stated["plural"])
    except (ValueError, RecursionError, SyntaxError, MemoryError) as error:  # Python's own parser has limits, too
        raise ValueError(f"the header's Plural-Forms cannot be read: {error}") from None

    def place(number: int) -> int:
        try:
            found = evaluate(number)
        except ArithmeticError:
            raise ValueError(f"the header's Plural-Forms divides by zero for {number}") from None
        if not 0 <= found < int(count):
            raise ValueError(f"the header's Plural-Forms names a form for {number} that is not there")
        return found

    return int(count), place
