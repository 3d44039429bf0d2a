"""Where the languages and the fields of a rule file are."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from bpadocs.formats.yaml.nodes import MapNode, Node, ScalarNode, YamlError, compose
from bpadocs.rule.model import FIELDS


class FieldNode(NamedTuple):
    """One text of a rule, where it is in the file."""

    language: str
    name: str
    key: ScalarNode
    value: Node


class LanguageNode(NamedTuple):
    """All that a rule has in one language, where it is in the file."""

    language: str
    key: ScalarNode
    value: Node
    fields: tuple[FieldNode, ...]


# Cached, for each finding of a text asks where its English is.
@lru_cache(maxsize=4)
def languages_in(text: str) -> Sequence[LanguageNode]:
    """Return the languages of a rule file in its order; none where it is no YAML."""
    try:
        root = compose(text, "rule")
    except YamlError:
        return ()
    texts = root.get("text") if isinstance(root, MapNode) else None
    if not isinstance(texts, MapNode):
        return ()
    found = []
    for language, (key, value) in texts.items.items():
        fields = tuple(_fields(language, value))
        found.append(LanguageNode(language, key, value, fields))
    return found


def field_at(text: str, offset: int) -> FieldNode | None:
    """Return the field that an offset is in, its key or its text."""
    for language in languages_in(text):
        for field in language.fields:
            if field.key.start <= offset <= field.value.end:
                return field
    return None


def field_in(text: str, language: str, name: str) -> FieldNode | None:
    """Return a field of a language, if the file has it."""
    for own in languages_in(text):
        for field in own.fields:
            if (field.language, field.name) == (language, name):
                return field
    return None


def _fields(language: str, node: Node) -> Iterator[FieldNode]:
    items = node.items.items() if isinstance(node, MapNode) else ()
    for name, (key, value) in items:
        if name in FIELDS:
            yield FieldNode(language, name, key, value)
