"""Objects as PowerShell writes them: CLIXML (`Export-Clixml`) and `ConvertTo-Xml`.

Both become what JSON has: texts, numbers, lists and mappings. An object that is referred to again
is its text there: what refers to itself, or to much twice, would have no end.
"""

import re
from collections.abc import Iterator
from typing import Any

from bpadocs.formats.xml import Element

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_INTEGERS = frozenset(["I16", "I32", "I64", "U16", "U32", "U64", "By", "SB"])
_INTEGER_TYPES = re.compile(r"System\.U?Int(?:16|32|64)|System\.S?Byte")
_INTEGER = re.compile("-?[0-9]{1,20}")
_LISTS = frozenset(["LST", "IE", "STK", "QUE"])
_OBJECT, _REFERENCE, _TEXT = "Obj", "Ref", "ToString"


def clixml_objects(root: Element) -> list[Any]:
    """Return what stands in the element `Objs` of a CLIXML file."""
    reader = _ClixmlReader()
    found: list[Any] = []
    for element in root.children:
        value = reader.value(element)
        # Export-Clixml -InputObject $results writes one list, a pipeline one object after another
        found += value if isinstance(value, list) else [value]
    return found


class _ClixmlReader:
    """Reads values, and remembers the text of each object for those that refer to it."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def value(self, element: Element) -> Any:
        """Return what an element stands for."""
        name = element.local
        if name == _OBJECT:
            return self._object(element)
        if name == _REFERENCE:
            return self._texts.get(element.attributes.get("RefId", ""), "")
        if name == "Nil":
            return None
        text = _unescaped(element.own_text)
        if name == "B":
            return text == "true"
        if name in _INTEGERS and _INTEGER.fullmatch(text):
            return int(text)
        return text

    def _object(self, element: Element) -> Any:
        parts = {child.local: child for child in element.children}
        if _TEXT in parts:
            shown = _unescaped(parts[_TEXT].own_text)
        else:
            shown = ""
        self._texts[element.attributes.get("RefId", "")] = shown
        for name, part in parts.items():
            if name in _LISTS:
                return [self.value(child) for child in part.children]
            if name == "DCT":
                return dict(self._entries(part))
        if "Props" in parts or "MS" in parts:
            return dict(self._properties(parts))
        # such as a value of an enumeration, whose number means nothing to a reader
        return shown

    def _properties(self, parts: dict[str, Element]) -> Iterator[tuple[str, Any]]:
        for name in ("Props", "MS"):
            if name in parts:
                for child in parts[name].children:
                    key = _unescaped(child.attributes.get("N", ""))
                    yield key, self.value(child)

    def _entries(self, table: Element) -> Iterator[tuple[str, Any]]:
        for entry in table.children:
            named = {child.attributes.get("N"): child for child in entry.children}
            if "Key" in named and "Value" in named:
                yield str(self.value(named["Key"])), self.value(named["Value"])


def converted_objects(root: Element) -> list[Any]:
    """Return what stands in the element `Objects` that ConvertTo-Xml writes."""
    return [_converted(child) for child in root.children if child.local == "Object"]


def _converted(element: Element) -> Any:
    properties = [child for child in element.children if child.local == "Property"]
    if not properties:
        return _simple(element.own_text, element.attributes.get("Type", ""))
    named: dict[str, Any] = {}
    for child in properties:
        if "Name" in child.attributes:
            named[child.attributes["Name"]] = _converted(child)
    return named or [_converted(child) for child in properties]


def _simple(text: str, kind: str) -> Any:
    """Return a value of a .NET type; what JSON has nothing for is a text."""
    if kind == "System.Boolean":
        return text == "True"
    if _INTEGER_TYPES.fullmatch(kind) and _INTEGER.fullmatch(text):
        return int(text)
    return text


def _unescaped(text: str) -> str:
    """Return a text with its `_x000A_` as characters; two halves of a pair are one again."""
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), text)
    return _PAIR.sub(_joined_pair, found)


def _joined_pair(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16", "surrogatepass").decode("utf-16")
