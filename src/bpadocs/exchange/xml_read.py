"""XML from outside, read without following anything in it: no document types, so no entities of its own making."""

from dataclasses import dataclass, field
from xml.parsers import expat

from bpadocs.problems import BrokenInputError, Problem

_MAX_DEPTH = 100


@dataclass(slots=True, eq=False)
class Element:
    """An element, its name with its namespace: `{namespace}name`."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list["Element | str"] = field(default_factory=list)

    @property
    def children(self) -> list["Element"]:
        return [item for item in self.content if isinstance(item, Element)]

    def child(self, name: str) -> "Element | None":
        return next((element for element in self.children if element.name == name), None)


def read_xml(data: bytes, name: str) -> Element:
    """The root element; raises BrokenInputError for what is no XML, or more than we accept."""
    root = Element("", {}, 1)
    open_elements = [root]
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def refuse(message: str) -> None:
        raise BrokenInputError([Problem(name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1, message)])

    def doctype(*_: object) -> None:
        refuse("a document type (DOCTYPE) is not accepted; a translation tool writes none")

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(open_elements) > _MAX_DEPTH:
            refuse(f"elements are nested more than {_MAX_DEPTH} deep")
        element = Element(_qualified(tag), {_qualified(k): v for k, v in attributes.items()}, parser.CurrentLineNumber)
        open_elements[-1].content.append(element)
        open_elements.append(element)

    def end(_: str) -> None:
        open_elements.pop()

    def text(characters: str) -> None:
        open_elements[-1].content.append(characters)

    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = f"not XML: {expat.errors.messages[error.code]}"
        raise BrokenInputError([Problem(name, error.lineno, error.offset + 1, message)]) from None
    except (LookupError, ValueError) as error:
        raise BrokenInputError([Problem(name, 1, 1, f"not XML that can be read: {error}")]) from None
    return root.children[0]


def _qualified(name: str) -> str:
    return f"{{{name}" if "}" in name else name
