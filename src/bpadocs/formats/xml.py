"""XML: text for files of ours, and files from outside, read without following anything in them.

Document types are refused, and with them entities that a file makes itself.
"""

from dataclasses import dataclass, field
from typing import Final, NoReturn
from xml.parsers import expat

from bpadocs.errors import BrokenInputError, Problem

_MAX_DEPTH: Final = 100


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


def read_xml(data: bytes, name: str, most: int | None = None) -> Element:
    """Return the root element; raise BrokenInputError for what is no XML, or more than we accept.

    The name is that of the file, for the message. `most` is how many elements it may have: small
    ones take a hundred times the memory of their bytes.
    """
    reader = _XmlReader(name, most)
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"not XML: {expat.errors.messages[error.code]}"
        problem = Problem(name, error.lineno, error.offset + 1, message)
        raise BrokenInputError([problem]) from None
    except (
        LookupError,
        ValueError,
    ) as error:  # an encoding that is not known, or does not fit
        message = f"not XML that can be read: {error}"
        raise BrokenInputError([Problem(name, 1, 1, message)]) from None
    return reader.document.children[0]


class _XmlReader:
    """The handlers of expat's events, which make the tree."""

    def __init__(self, name: str, most: int | None) -> None:
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


def _qualified(name: str) -> str:
    """Return a name of expat, `namespace}name`, with its first brace."""
    return f"{{{name}" if "}" in name else name
