"""TMX 1.4b, the standard for translation memories: pairs of texts that were translated once.

Texts are written as they are, without codes of their own for markup; of a file from elsewhere the
codes are read as the text that they stand for.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bpadocs import __version__
from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.concepts import tag_of
from bpadocs.formats.xml import XML_LANG, Element, element_text, escaped, stream_xml


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
        language = variant.attributes.get(XML_LANG) or variant.attributes.get("lang")
        segment = _segment(variant)
        if not language or segment is None:
            what = "xml:lang" if not language else "<seg>"
            message = f"<tuv> has no {what}; it is left out"
            left_out.append(Problem(name, variant.line, 1, message))
            continue
        yield tag_of(language), _written(segment)


def _segment(variant: Element) -> Element | None:
    """Return the text of a variant, whether the file has a namespace or none."""
    for element in variant.children:
        if element.local == "seg":
            return element
    return None


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
        f'  <header creationtool="bpadocs" creationtoolversion="{__version__}" '
        'segtype="block" o-tmf="bpadocs" adminlang="en" '
        f'srclang="{escaped(source)}" datatype="plaintext"/>',
        "  <body>",
    ]
    for unit in units:
        lines += [
            f'    <tu tuid="{escaped(unit.id)}">',
            _variant(source, unit.english),
            _variant(target, unit.translation),
            "    </tu>",
        ]
    lines += ["  </body>", "</tmx>", ""]
    return "\n".join(lines)


def _variant(language: str, text: str) -> str:
    written = element_text(text)
    return f'      <tuv xml:lang="{escaped(language)}"><seg>{written}</seg></tuv>'
