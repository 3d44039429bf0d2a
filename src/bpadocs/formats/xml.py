"""XML: text for files of ours, and files from outside, read without following anything in them.

Entities that a file makes itself are refused. A document type is refused too, but where files of a
kind have one by their standard: then it may name a DTD, which nobody fetches.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Final, NoReturn
from xml.parsers import expat

from bpadocs.errors import BrokenInputError, Problem

XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
"""The attribute that says of an element in which language it is."""
NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""The characters that XML has no way to write."""
_MAX_DEPTH: Final = 100
_CHUNK: Final = 1 << 16
"""So many bytes are parsed before the elements that came of them are handed on."""


@dataclass(slots=True, eq=False)
class Element:
    """An element, its name with its namespace: `{namespace}name`."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list["Element | str"] = field(default_factory=list)

    @property
    def children(self) -> list["Element"]:
        """The elements in this one, without the text between them."""
        return [item for item in self.content if isinstance(item, Element)]

    def child(self, name: str) -> "Element | None":
        """Return the first element of this name in this one."""
        for element in self.children:
            if element.name == name:
                return element
        return None

    @property
    def local(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition("}")[2]

    @property
    def text(self) -> str:
        """All text in the element, on one line."""
        pieces = [item if isinstance(item, str) else item.text for item in self.content]
        return " ".join("".join(pieces).split())

    @property
    def own_text(self) -> str:
        """The text right in the element, as it stands there."""
        return "".join(item for item in self.content if isinstance(item, str))

    def walk(self) -> Iterator["Element"]:
        """Yield every element in this one, in the order of the file."""
        for element in self.children:
            yield element
            yield from element.walk()


def escaped(text: str) -> str:
    """Return a text as it stands in an element or an attribute.

    What XML cannot hold at all must not be in it.
    """
    # Most texts need nothing: to look is faster than to replace.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def element_text(text: str) -> str:
    """Return any text as it stands in an element; what XML cannot hold is shown as U+FFFD."""
    shown = NO_XML.sub("\ufffd", text).replace("&", "&amp;")
    # A parser takes a carriage return for a line feed, if it is not written by its number.
    return shown.replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def read_xml(data: bytes, name: str, most: int | None = None) -> Element:
    """Return the root element; raise BrokenInputError for what is no XML, or more than we accept.

    The name is that of the file, for the message. `most` is how many elements it may have: small
    ones take a hundred times the memory of their bytes.
    """
    reader = _XmlReader(name, most)
    reader.parse(data, last=True)
    return reader.document.children[0]


def stream_xml(data: bytes, name: str, wanted: Collection[str]) -> Iterator[Element]:
    """Yield the root element, then each wanted one in it, however many there are.

    An element is wanted by its local name, and is yielded once it is whole; nothing else is kept,
    and the root has no content. A document type may name a DTD, as TBX and TMX do.
    """
    reader = _XmlStream(name, frozenset(wanted))
    for start in range(0, len(data), _CHUNK):
        reader.parse(data[start : start + _CHUNK], last=False)
        yield from reader.take()
    reader.parse(b"", last=True)
    yield from reader.take()


class _XmlReader:
    """The handlers of expat's events, which make the tree."""

    def parse(self, data: bytes, *, last: bool) -> None:
        """Parse some of the file. Raises BrokenInputError for what is no XML."""
        try:
            self.parser.Parse(data, last)
        except expat.ExpatError as error:
            message = f"not XML: {expat.errors.messages[error.code]}"
            problem = Problem(self.name, error.lineno, error.offset + 1, message)
            raise BrokenInputError([problem]) from None
        except (LookupError, ValueError) as error:
            # an encoding that is not known, or does not fit
            message = f"not XML that can be read: {error}"
            raise BrokenInputError([Problem(self.name, 1, 1, message)]) from None

    def __init__(self, name: str, most: int | None = None) -> None:
        self.name = name
        self.most = most
        self.elements = 0
        self.document = Element("", {}, 1)
        self.open_elements = [self.document]
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text

    def _refuse(self, message: str) -> NoReturn:
        problem = Problem(
            self.name,
            self.parser.CurrentLineNumber,
            self.parser.CurrentColumnNumber + 1,
            message,
        )
        raise BrokenInputError([problem])

    def _refuse_document_type(self, *_: object) -> None:
        self._refuse(
            "a document type (DOCTYPE) is not accepted; no tool that writes such files has one"
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.open_elements) > _MAX_DEPTH:
            self._refuse(f"elements are nested more than {_MAX_DEPTH} deep")
        self.elements += 1
        if self.most is not None and self.elements > self.most:
            self._refuse(f"more than {self.most:,} elements")
        element = Element(
            name=_qualified(tag),
            attributes={_qualified(name): value for name, value in attributes.items()},
            line=self.parser.CurrentLineNumber,
        )
        self.open_elements[-1].content.append(element)
        self.open_elements.append(element)

    def _end(self, _: str) -> None:
        self.open_elements.pop()

    def _text(self, characters: str) -> None:
        self.open_elements[-1].content.append(characters)


class _XmlStream(_XmlReader):
    """The same handlers, which keep the wanted elements alone, until somebody takes them."""

    def __init__(self, name: str, wanted: Collection[str]) -> None:
        super().__init__(name)
        self.wanted = wanted
        self.ready: list[Element] = []
        self.inside = 0
        """How many wanted elements are open."""
        self.parser.SkippedEntityHandler = self._refuse_entity

    def take(self) -> list[Element]:
        """Return the elements that are whole and were not taken yet."""
        taken = self.ready
        self.ready = []
        return taken

    def _refuse_document_type(self, *parts: object) -> None:
        *_, has_declarations = parts
        if has_declarations:
            self._refuse(
                "a document type (DOCTYPE) with declarations of its own is not accepted; "
                "remove what is in its square brackets"
            )

    def _refuse_entity(self, entity: str, _: object) -> None:
        self._refuse(
            f"the entity &{entity}; is defined in a file that is not read; write the character "
            "itself"
        )

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        super()._start(tag, attributes)
        element = self.open_elements[-1]
        if len(self.open_elements) == 2:  # the document, and its root
            self.ready.append(element)
        if element.local in self.wanted:
            self.inside += 1
        if not self.inside:
            self.open_elements[-2].content.clear()

    def _end(self, tag: str) -> None:
        element = self.open_elements.pop()
        if element.local not in self.wanted:
            return
        self.inside -= 1
        if not self.inside:
            self.ready.append(element)
            self.open_elements[-1].content.clear()

    def _text(self, characters: str) -> None:
        if self.inside:
            super()._text(characters)


def _qualified(name: str) -> str:
    """Return a name of expat, `namespace}name`, with its first brace."""
    if "}" in name:
        return f"{{{name}"
    return name
