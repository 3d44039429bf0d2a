"""Texts in .NET resources (.resx)."""

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.string_data import TextEntry
from bpadocs.formats.xml import read_xml


def read_resx(data: bytes, name: str) -> list[TextEntry]:
    """Return every text. What is no text, such as a picture, is left out."""
    root = read_xml(data, name)
    if root.name != "root":
        message = f"no .NET resources: its root element is “{root.name}”, not “root”"
        raise BrokenInputError([Problem(name, 1, 1, message)])
    found = []
    for element in root.children:
        value = element.child("value")
        is_text = not {"type", "mimetype"} & element.attributes.keys()
        if element.name == "data" and value is not None and is_text:
            key = element.attributes.get("name", "")
            found.append(TextEntry(key, value.own_text, element.line))
    return found
