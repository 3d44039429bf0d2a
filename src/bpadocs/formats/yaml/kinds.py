"""What YAML takes a text for that nothing quotes.

Whoever reads a file asks this; what writes one takes longer to load.
"""

from typing import Final

from yaml.resolver import Resolver

_KINDS: Final = {
    "bool": "a word for true or false",
    "int": "a number",
    "float": "a number",
    "null": "a word for nothing",
    "timestamp": "a date",
}
"""What we call the types of YAML that are no text."""


def taken_for(text: str) -> str | None:
    """Return what YAML takes this for where nothing quotes it; None for a text."""
    for tag, pattern in Resolver.yaml_implicit_resolvers.get(text[:1], []):
        if pattern.match(text):
            return _KINDS.get(tag.rpartition(":")[2], "a sign of its own")
    return None
