"""Units as an XLIFF 2.1 file, and one that came back as texts.

A file of the XLIFF is a rule file, a unit a field; a field with plural forms is a group of units. What must stay as it
is stands in <ph> and <pc>, whose original data the file carries. A stale translation keeps the state `initial`; the
English it was made from stands beside it as a translation candidate.
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from bpadocs.cldr import plural_categories, right_to_left
from bpadocs.exchange.codes import Code, Pair, Piece, protect
from bpadocs.exchange.edges import inner
from bpadocs.exchange.exported import exported_line, parse_exported
from bpadocs.exchange.forms import english_forms, expand, is_plural, shown
from bpadocs.exchange.incoming import NO_TERMS, Returned, Terms
from bpadocs.exchange.suggest import described
from bpadocs.exchange.units import Unit
from bpadocs.exchange.whole_file import Stated, language_of
from bpadocs.exchange.xml_read import Element, read_xml
from bpadocs.model import SOURCE_LANGUAGE, UI_FIELDS, Text, general_form
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.provenance import State, format_stamp, parse_stamp

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
MATCHES = "urn:oasis:names:tc:xliff:matches:2.0"
_SEGMENT = "s"
_HEX = re.compile(r"[0-9A-Fa-f]{1,8}")
_REVIEWED = frozenset(["reviewed", "final"])
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_Taken = Callable[[Text | None, str], tuple[Piece, ...]]
_Written = Callable[[Sequence[Piece]], Iterator[str]]
_FIXED = 'canCopy="no" canDelete="no"'


def write(units: Iterable[Unit], language: str) -> str:
    """An XLIFF file for translators into this language."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{NAMESPACE}" xmlns:mtc="{MATCHES}" version="2.1" '
        f'srcLang="{SOURCE_LANGUAGE}" trgLang="{language}">',
    ]
    direction = ' trgDir="rtl"' if right_to_left(language) else ""
    files = [list(of_rule) for _, of_rule in groupby(units, key=lambda unit: unit.rule.source.path)]
    for number, of_rule in enumerate(files, 1):
        lines.append(f'  <file id="f{number}" original={quoteattr(of_rule[0].rule.source.path)}{direction}>')
        for unit in of_rule:
            lines += ["    " + line for line in _unit(unit, language)]
        lines.append("  </file>")
    if not files:  # the standard wants at least one file with one unit
        lines += ['  <file id="f1">', '    <unit id="nothing"><segment><source/></segment></unit>', "  </file>"]
    return "\n".join([*lines, "</xliff>", ""])


def _unit(unit: Unit, language: str) -> Iterator[str]:
    if not is_plural(unit.english, unit.translation):
        yield from _one(unit, "", unit.id, language)
        return
    yield f'<group id="{unit.field}" name={quoteattr(unit.id)}>'
    for form in plural_categories(language):
        yield from ("  " + line for line in _one(unit, form, f"{unit.id}.{form}", language))
    yield "</group>"


def _one(unit: Unit, form: str, name: str, language: str) -> Iterator[str]:
    """One text: a field, or one plural form of it."""

    def pieces(text: Text | None, of: str) -> tuple[Piece, ...]:
        if text is None:
            return ()
        if of == language:
            text = expand(text, language)[form] if form else general_form(text)
        else:
            text = english_forms(text)[form != "one"]
        labels = {key: argument.label for key, argument in unit.rule.arguments.items()}
        arguments = labels if unit.field in UI_FIELDS else {}
        return protect(inner(text), markup=unit.markup, arguments=arguments)

    writer = _Inline(pieces(unit.english, SOURCE_LANGUAGE), pieces(unit.translation, language))
    yield f'<unit id="{unit.field}{"." if form else ""}{form}" name={quoteattr(name)} xml:space="preserve">'
    matches = list(_matches(unit, form, pieces, language))
    if matches:
        yield "  <mtc:matches>"
        yield from ("    " + line for line in matches)
        yield "  </mtc:matches>"
    notes = [*unit.notes, *([("plural", f"Plural form: {form}")] if form else [])]
    if unit.suggestion:
        notes.append(("suggestion", described(unit.suggestion)))
    if unit.stamp:
        notes.append(("stamp", format_stamp(unit.stamp)))
    forms = shown(unit.translation, language, plural=bool(form))
    notes.append(("exported", exported_line(unit.state, forms)))
    yield "  <notes>"
    yield from (f'    <note category="{kind}">{_text(_NO_XML.sub(" ", text))}</note>' for kind, text in notes)
    yield "  </notes>"
    source, target = writer.source, writer.target
    yield from ("  " + line for line in writer.data)
    yield f'  <segment id="{_SEGMENT}" {_state(unit)}>'
    yield f"    <source>{source}</source>"
    if unit.translation is not None:
        yield f"    <target>{target}</target>"
    yield "  </segment>"
    yield "</unit>"


def _state(unit: Unit) -> str:
    if unit.state is State.CURRENT:
        return 'state="reviewed"' if unit.stamp and unit.stamp.reviewed else 'state="translated"'
    return f'state="initial" subState="bpa:{unit.state}"'


def _matches(unit: Unit, form: str, pieces: _Taken, language: str) -> Iterator[str]:
    """What the standard calls translation candidates: the same text before its English changed, and a sibling."""
    if unit.previous is not None and unit.translation is not None:
        yield from _match(pieces(unit.previous, SOURCE_LANGUAGE), pieces(unit.translation, language), "before", 100)
    suggestion = unit.suggestion
    if suggestion and suggestion.forms is not None:
        text = suggestion.forms[form or "other"]
        exchanged = protect(text, markup=unit.markup, arguments={})
        yield from _match(pieces(suggestion.english, SOURCE_LANGUAGE), exchanged, suggestion.id, suggestion.score)


def _match(source: tuple[Piece, ...], target: tuple[Piece, ...], origin: str, similarity: int) -> Iterator[str]:
    writer = _Inline(source, target)
    kind = "tm" if origin == "before" else "am"
    yield f'<mtc:match ref="#{_SEGMENT}" type="{kind}" origin={quoteattr(origin)} similarity="{similarity}">'
    yield from ("  " + line for line in writer.data)
    yield f"  <source>{writer.source}</source>"
    yield f"  <target>{writer.target}</target>"
    yield "</mtc:match>"


class _Inline:
    """Source and target of one text. A code of the target that the source has too has its number there."""

    def __init__(self, source: Sequence[Piece], target: Sequence[Piece]) -> None:
        self._data: dict[str, str] = {}
        self._numbers: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        self._last = 0
        self.source = "".join(self._source(source))
        self.target = "".join(self._target(target))

    @property
    def data(self) -> Iterator[str]:
        if self._data:
            yield "<originalData>"
            yield from (f'  <data id="{number}">{_text(data)}</data>' for data, number in self._data.items())
            yield "</originalData>"

    def _source(self, pieces: Sequence[Piece]) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, str):
                yield _text(piece)
                continue
            self._last += 1
            number = str(self._last)
            self._numbers[_same(piece)].append(number)
            yield from self._code(piece, number, self._source)

    def _target(self, pieces: Sequence[Piece]) -> Iterator[str]:
        for piece in pieces:
            if isinstance(piece, str):
                yield _text(piece)
                continue
            known = self._numbers[_same(piece)]
            if not known:
                self._last += 1
            number = known.pop(0) if known else str(self._last)
            yield from self._code(piece, number, self._target)

    def _code(self, piece: Code | Pair, number: str, inside: _Written) -> Iterator[str]:
        if isinstance(piece, Code):
            shown, data = quoteattr(_NO_XML.sub(" ", piece.shown)), self._reference(piece.data)
            yield f'<ph id="{number}" {_FIXED} type="{piece.type}" disp={shown} dataRef="{data}"/>'
            return
        subtype = f' subType="{piece.subtype}"' if piece.subtype else ""
        start, end = self._reference(piece.start), self._reference(piece.end)
        yield f'<pc id="{number}" {_FIXED} type="{piece.type}"{subtype} dataRefStart="{start}" dataRefEnd="{end}">'
        yield from inside(piece.inside)
        yield "</pc>"

    def _reference(self, data: str) -> str:
        return self._data.setdefault(data, f"d{len(self._data) + 1}")


def _same(piece: Code | Pair) -> tuple[str, ...]:
    return (piece.data,) if isinstance(piece, Code) else (piece.start, piece.end)


def _text(text: str) -> str:
    """Text of XML; what XML has no place for becomes <cp>, which XLIFF has for that."""
    escaped = escape(text, {"\r": "&#xD;"})
    return _NO_XML.sub(lambda match: f'<cp hex="{ord(match[0]):04X}"/>', escaped)


def read(data: bytes, name: str, locales: Mapping[str, str], terms: Terms = NO_TERMS) -> tuple[str, list[Returned]]:
    """The language of a file that came back, and its texts; raises BrokenInputError for what is none of ours."""
    root = read_xml(data, name)
    if root.name != _tag("xliff") or not root.attributes.get("version", "").startswith("2."):
        message = "not XLIFF 2; have the tool write XLIFF 2.1"
        raise BrokenInputError([Problem(name, root.line, 1, message)])
    problems = [Problem(name, line, 1, message) for line, message in _no_characters(root)]
    if problems:
        raise BrokenInputError(problems)
    stated = Stated(root.attributes.get("trgLang", ""), "its trgLang is", "it has no trgLang", name, root.line)
    language = language_of(stated, locales, terms)
    return language, list(_returned(root, language))


def _no_characters(element: Element) -> Iterator[tuple[int, str]]:
    """Every <cp> that stands for no character of Unicode."""
    for child in element.children:
        if child.name == _tag("cp"):
            number = child.attributes.get("hex", "")
            if not _is_character(number):
                yield child.line, f"<cp> has hex “{number}”, which is no character of Unicode"
        yield from _no_characters(child)


def _is_character(number: str) -> bool:
    if not _HEX.fullmatch(number):
        return False
    code = int(number, 16)
    return code <= sys.maxunicode and not 0xD800 <= code <= 0xDFFF  # surrogates, halves of a character


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _returned(root: Element, language: str) -> Iterator[Returned]:
    plurals: dict[str, dict[str, _Unit]] = {}
    for element in _units(root):
        unit = _Unit(element)
        identifier, _, form = unit.name.rpartition(".")
        if "#" in identifier and form in plural_categories(language):
            plurals.setdefault(identifier, {})[form] = unit
        elif unit.name:
            yield Returned(
                unit.name,
                unit.line,
                unit.source,
                unit.source,
                {"other": unit.target},
                False,
                unit.unfinished,
                unit.stamp,
                unit.exported,
                unit.reviewed,
                unit.broken,
            )
    for identifier, units in plurals.items():
        yield _plural(identifier, units, language)


def _plural(identifier: str, units: Mapping[str, "_Unit"], language: str) -> Returned:
    first = next(iter(units.values()))
    one, other = units.get("one"), next((unit for form, unit in units.items() if form != "one"), first)
    found = list(units.values())
    return Returned(
        identifier,
        first.line,
        one.source if one else None,
        other.source,
        {form: units[form].target if form in units else "" for form in plural_categories(language)},
        True,
        next((unit.unfinished for unit in found if unit.unfinished), None),
        next((unit.stamp for unit in found if unit.stamp), None),
        next((unit.exported for unit in found if unit.exported), None),
        all(unit.reviewed for unit in found),
        next((unit.broken for unit in found if unit.broken), None),
    )


def _units(element: Element) -> Iterator[Element]:
    for child in element.children:
        if child.name == _tag("unit"):
            yield child
        elif child.name in (_tag("file"), _tag("group")):
            yield from _units(child)


class _Unit:
    """A <unit> as text. A tool may have cut it into more segments than it had."""

    def __init__(self, element: Element) -> None:
        self.name = element.attributes.get("name", "")
        self.line = element.line
        original = element.child(_tag("originalData"))
        self._data = {
            child.attributes.get("id", ""): _content(child, {}) for child in (original.children if original else ())
        }
        self._codes: dict[str, Counter[str]] = {"source": Counter(), "target": Counter()}
        self._states: list[str] = []
        self.source = self.target = ""
        self._translated = False
        for child in element.children:
            if child.name in (_tag("segment"), _tag("ignorable")):
                self._add(child)
        if not self._translated:
            self.target = ""
        notes = element.child(_tag("notes"))
        said = {note.attributes.get("category", ""): _content(note, {}) for note in (notes.children if notes else ())}
        self.stamp = parse_stamp(said.get("stamp", ""))
        self.exported = parse_exported(said.get("exported", ""))

    def _add(self, part: Element) -> None:
        source, target = part.child(_tag("source")), part.child(_tag("target"))
        whole = part.name == _tag("ignorable")
        self.source += _content(source, self._data, self._codes["source"]) if source else ""
        shown = target if target is not None or not whole else source
        if shown is not None:
            self.target += _content(shown, self._data, self._codes["target"])
        if not whole:
            self._states.append(part.attributes.get("state", "initial"))
            if target is not None:
                self.line = target.line
                self._translated = True

    @property
    def unfinished(self) -> str | None:
        """What keeps it from being taken."""
        return "its state is still “initial”" if "initial" in self._states else None

    @property
    def reviewed(self) -> bool:
        """Whether its state says that it was reviewed since it went out.

        A tool may leave the state as it was when somebody writes another text: that is no review of it.
        """
        if not self._states or not _REVIEWED.issuperset(self._states):
            return False
        before = self.exported and self.exported.state is State.CURRENT and self.stamp and self.stamp.reviewed
        return not before or "final" in self._states

    @property
    def broken(self) -> str | None:
        """What of the markup is lost."""
        lost = self._codes["source"] - self._codes["target"]
        more = self._codes["target"] - self._codes["source"]
        parts = [
            f"{what} {', '.join(map(_shown, found))}"
            for what, found in (("without", lost), ("more than one", more))
            if found
        ]
        return (
            f"the translation is {' and has '.join(parts)}"
            if lost
            else f"the translation has {parts[0]}"
            if more
            else None
        )


def _shown(data: str) -> str:
    return f"“{' '.join(data.split())}”"


def _content(element: Element, data: Mapping[str, str], found: Counter[str] | None = None) -> str:
    """The text of an element, protected pieces in their places."""

    def original(attribute: str, of: Element) -> str:
        text = data.get(of.attributes.get(attribute, ""), "")
        if found is not None and text:
            found[text] += 1
        return text

    text = ""
    for item in element.content:
        if isinstance(item, str):
            text += item
        elif item.name == _tag("cp"):
            text += chr(int(item.attributes["hex"], 16))
        elif item.name == _tag("pc"):
            text += original("dataRefStart", item) + _content(item, data, found) + original("dataRefEnd", item)
        elif item.name in (_tag("ph"), _tag("sc"), _tag("ec")):
            text += original("dataRef", item)
        else:  # marks of a tool
            text += _content(item, data, found)
    return text
