"""TMX 1.4b, the standard for translation memories: pairs of texts that were translated once.

Texts are written as they are, without codes of their own for markup; of a file from elsewhere the
codes are read as the text that they stand for.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from bpadocs import __version__
from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.concepts import tag_of
from bpadocs.formats.xml import Element, stream_xml

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML has no way to write."""


@dataclass(frozen=True, slots=True)
class TmxUnit:
    """One text and its translation."""

    id: str
    line: int
    english: str
    translation: str


@dataclass
class TmxFile:
    """What a file has in two languages, and what of it nobody can use."""

    units: list[TmxUnit] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)


def read_tmx(data: bytes, name: str, source: str, target: str) -> TmxFile:
    """Return the texts of a file that are in both of these languages.

    Raises BrokenInputError for what is no TMX, and where no text is in both.
    """
    found = TmxFile()
    seen: dict[str, None] = {}
    for number, element in enumerate(stream_xml(data, name, {"tu"})):
        if number == 0:
            _check_root(element, name)
            continue
        texts = dict(_texts(element, name, found.left_out))
        seen |= dict.fromkeys(texts)
        english = _in(texts, source)
        translation = _in(texts, target)
        if english and translation:
            unit = TmxUnit(
                id=element.attributes.get("tuid", ""),
                line=element.line,
                english=english,
                translation=translation,
            )
            found.units.append(unit)
    if not found.units:
        has = ", ".join(seen) or "no languages at all"
        message = f"no text is in {source} and in {target}; the file has {has}"
        raise BrokenInputError([Problem(name, 1, 1, message)])
    return found


def _check_root(root: Element, name: str) -> None:
    if root.local != "tmx":
        message = f"a TMX file begins with <tmx>, and this one with <{root.local}>"
        raise BrokenInputError([Problem(name, root.line, 1, message)])


def _texts(
    unit: Element, name: str, left_out: list[Problem]
) -> Iterator[tuple[str, str]]:
    """Yield the text of each language of a unit."""
    for variant in unit.children:
        if variant.local != "tuv":
            continue
        # TMX 1.1 had an attribute of its own
        language = variant.attributes.get(_LANG) or variant.attributes.get("lang")
        segment = variant.child("seg")
        if not language or segment is None:
            what = "xml:lang" if not language else "<seg>"
            message = f"<tuv> has no {what}; it is left out"
            left_out.append(Problem(name, variant.line, 1, message))
            continue
        yield tag_of(language), _written(segment)


def _written(element: Element) -> str:
    """Return the text in an element, and that of the codes in it."""
    pieces = []
    for item in element.content:
        pieces.append(item if isinstance(item, str) else _written(item))
    return "".join(pieces)


def _in(texts: dict[str, str], language: str) -> str:
    """Return the text in a language, or in one of its regions; empty where there is none."""
    wanted = language.lower()
    if wanted in texts:
        return texts[wanted]
    for tag, text in texts.items():
        if tag.startswith(f"{wanted}-"):
            return text
    return ""


def write_tmx(units: Iterable[TmxUnit], source: str, target: str) -> str:
    """Return these texts as TMX 1.4b."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
        '<tmx version="1.4">',
        f'  <header creationtool="bpadocs" creationtoolversion={quoteattr(__version__)} '
        'segtype="block" o-tmf="bpadocs" adminlang="en" '
        f'srclang={quoteattr(source)} datatype="plaintext"/>',
        "  <body>",
    ]
    for unit in units:
        lines += [
            f"    <tu tuid={quoteattr(unit.id)}>",
            _variant(source, unit.english),
            _variant(target, unit.translation),
            "    </tu>",
        ]
    lines += ["  </body>", "</tmx>", ""]
    return "\n".join(lines)


def _variant(language: str, text: str) -> str:
    text = escape(_NO_XML.sub("\ufffd", text), {"\r": "&#13;"})
    return f"      <tuv xml:lang={quoteattr(language)}><seg>{text}</seg></tuv>"
