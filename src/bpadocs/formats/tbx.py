"""TBX, the standard for terminology: TBX-Basic, TBX-Core and TBX-Min, in all their generations.

A file of version 2 begins with <martif>, one of version 3 with <tbx>, and there the categories are
attributes (style DCA) or elements of their own (style DCT); the first TBX-Min begins with <TBX>.
They differ in the names of elements, and not in what is in what: an entry has languages, and a
language has terms. Written is TBX-Basic of version 2, which every tool reads; many read no other.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.concepts import (
    KNOWN_STANDINGS,
    Concept,
    Standing,
    Terminology,
    TermWording,
    by_language,
    standing_of,
    tag_of,
)
from bpadocs.formats.xml import XML_LANG, Element, element_text, escaped, stream_xml

ROOTS: Final = ("martif", "tbx", "TBX")
_ENTRIES: Final = frozenset({"termEntry", "conceptEntry", "entry"})
_LANGUAGES: Final = frozenset({"langSet", "langSec", "langGroup"})
_STANDING: Final = frozenset(
    {"administrativeStatus", "normativeAuthorization", "termStatus"}
)
_PART_OF_SPEECH: Final = "partOfSpeech"


def read_tbx(data: bytes, name: str) -> Terminology:
    """Return what is in a TBX file. Raises BrokenInputError for what is no TBX."""
    found = Terminology()
    for number, element in enumerate(stream_xml(data, name, _ENTRIES)):
        if number == 0:
            _check_root(element, name)
            continue
        concept = _concept(element, name, found.left_out)
        if concept:
            found.concepts.append(concept)
    return found


def _check_root(root: Element, name: str) -> None:
    if root.local not in ROOTS:
        message = f"a TBX file begins with <tbx> or <martif>, and this one with <{root.local}>"
        raise BrokenInputError([Problem(name, root.line, 1, message)])


def _concept(entry: Element, name: str, left_out: list[Problem]) -> Concept | None:
    """Return an entry; what cannot be used of it is added to what is left out."""
    words = by_language(_words(entry, name, left_out))
    if not words:
        where = Problem(name, entry.line, 1, "an entry without a term is left out")
        left_out.append(where)
        return None
    return Concept(entry.line, words)


def _words(
    entry: Element, name: str, left_out: list[Problem]
) -> Iterator[tuple[str, TermWording]]:
    for section in entry.children:
        if section.local not in _LANGUAGES:
            continue
        language = tag_of(section.attributes.get(XML_LANG, ""))
        if not language:
            message = f"<{section.local}> has no xml:lang; its terms are left out"
            left_out.append(Problem(name, section.line, 1, message))
            continue
        for group in section.children:
            word = _word(group, name, left_out)
            if word:
                yield language, word


def _word(group: Element, name: str, left_out: list[Problem]) -> TermWording | None:
    """Return the term of a group; None where the element is another one, such as a description."""
    term = None
    for element in group.walk():
        if element.local == "term" and term is None:
            term = element
    if term is None:
        return None
    if not term.text:
        left_out.append(Problem(name, term.line, 1, "an empty <term> is left out"))
        return None
    standing = _standing(group, name, left_out)
    if standing is None:
        return None
    return TermWording(
        text=term.text,
        line=term.line,
        standing=standing,
        note=_first(group, frozenset({"note"})),
        part_of_speech=_first(group, frozenset({_PART_OF_SPEECH})).lower(),
    )


def _standing(group: Element, name: str, left_out: list[Problem]) -> Standing | None:
    written = _first(group, _STANDING)
    standing = standing_of(written)
    if standing is None:
        known = ", ".join(KNOWN_STANDINGS)
        message = (
            f"the status “{written}” of a term is not known (known are {known}, and those of "
            "TBX); the term is left out"
        )
        left_out.append(Problem(name, group.line, 1, message))
    return standing


def _first(group: Element, categories: frozenset[str]) -> str:
    """Return the text of the first element of a category, by its type or by its own name."""
    for element in group.walk():
        if element.attributes.get("type") in categories or element.local in categories:
            return element.text
    return ""


# Writing

_TBX_STANDINGS: Final = {
    Standing.PREFERRED: "preferredTerm-admn-sts",
    Standing.ADMITTED: "admittedTerm-admn-sts",
    Standing.FORBIDDEN: "deprecatedTerm-admn-sts",
}


def write_tbx(concepts: Iterable[Concept], source: str, what: str) -> str:
    """Return these concepts as TBX-Basic; `what` says in the header where they are from."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">',
        f'<martif type="TBX-Basic" xml:lang="{escaped(source)}">',
        "  <martifHeader>",
        "    <fileDesc>",
        f"      <sourceDesc><p>{element_text(what)}</p></sourceDesc>",
        "    </fileDesc>",
        '    <encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc>',
        "  </martifHeader>",
        "  <text>",
        "    <body>",
    ]
    for number, concept in enumerate(concepts, 1):
        lines += _entry_lines(number, concept)
    lines += ["    </body>", "  </text>", "</martif>", ""]
    return "\n".join(lines)


def _entry_lines(number: int, concept: Concept) -> Iterator[str]:
    yield f'      <termEntry id="c{number}">'
    for language, words in concept.words.items():
        yield f'        <langSet xml:lang="{escaped(language)}">'
        for word in words:
            yield from _term_lines(word)
        yield "        </langSet>"
    yield "      </termEntry>"


def _term_lines(word: TermWording) -> Iterator[str]:
    yield "          <tig>"
    yield f"            <term>{element_text(word.text)}</term>"
    standing = _TBX_STANDINGS.get(word.standing)
    if standing:
        category = "administrativeStatus"
        yield f'            <termNote type="{category}">{standing}</termNote>'
    if word.note:
        yield f"            <note>{element_text(word.note)}</note>"
    yield "          </tig>"
