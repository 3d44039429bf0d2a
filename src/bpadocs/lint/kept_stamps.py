"""What was confirmed stays confirmed where a fix changes blanks, marks and capitals alone.

The stamp of such a text is made the stamp of the mended text; all else it says stays.
"""

from collections.abc import Collection, Mapping

from bpadocs.formats.yaml.nodes import Node, ScalarNode, Source
from bpadocs.lint.history import text_of
from bpadocs.rule.model import Plural, Text
from bpadocs.rule.provenance import fingerprint, format_stamp, is_about, parse_stamp

Keys = tuple[str, ...]
"""Where a text is in a rule file."""


def kept_stamps(
    source: Source, texts: Mapping[Keys, str], reworded: Collection[Keys]
) -> dict[Keys, str]:
    """Return the stamps of a file that go with these texts, by where they are in it.

    Left out are texts that get other words, and those that were not confirmed as they were.
    """
    found: dict[Keys, str] = {}
    for field in sorted({field_of(keys) for keys in texts}):
        if field in reworded:
            continue
        text, language, name = field
        place = (text, language, "synced", name)
        stamp = _mended_stamp(source.node(place), source.node(field), texts, field)
        if stamp:
            found[place] = stamp
    return found


def field_of(keys: Keys) -> Keys:
    """Return where the whole text is that this one is, or a plural form of."""
    return keys[:3]


def _mended_stamp(
    line: Node, node: Node, texts: Mapping[Keys, str], field: Keys
) -> str | None:
    before = text_of(node)
    if before is None or not isinstance(line, ScalarNode):
        return None
    stamp = parse_stamp(line.value)
    if stamp is None or not is_about(stamp, before):
        return None
    after = _with(before, texts, field)
    return format_stamp(stamp._replace(target=fingerprint(after)))


def _with(before: Text, texts: Mapping[Keys, str], field: Keys) -> Text:
    """Return the text with what these texts have of it."""
    if isinstance(before, str):
        return texts[field]
    forms = {}
    for name, form in before.forms.items():
        forms[name] = texts.get((*field, name), form)
    return Plural(before.count, forms)
