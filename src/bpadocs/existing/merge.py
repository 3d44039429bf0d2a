"""A page over a rule that is in the project already: what the rule lacks is added, what it has is kept."""

from collections.abc import Iterator, Mapping, Sequence

from bpadocs.existing.yaml_text import Data
from bpadocs.model import FIELDS, Rule, general_form
from bpadocs.problems import Problem
from bpadocs.provenance import fingerprint
from bpadocs.reading.rule import SYNCED_KEYS, TRANSLATION_KEYS
from bpadocs.yamltext.edit import EditError, Path, Value, edit


def merge(existing: Rule, imported: Rule, data: Mapping[str, Data]) -> tuple[str, list[Problem]]:
    """The text of the rule file with the languages and fields it lacked, and all that the page says otherwise."""
    kept = list(_differences(existing, imported))
    texts = data["text"]
    assert isinstance(texts, Mapping)
    additions: dict[Path, Value | None] = {}
    for language, translation in texts.items():
        assert isinstance(translation, Mapping)
        own = existing.text.get(language)
        if own is None or not own.fields:
            additions["text", language] = _value(translation)
            continue
        synced = translation.get("synced", {})
        for name in FIELDS:
            if name in translation and name not in own.fields and name in existing.english:
                additions["text", language, name] = _value(translation[name])
                if isinstance(synced, Mapping) and name in synced:
                    additions["text", language, "synced", name] = _value(synced[name])
    try:
        return (edit(existing.source.text, additions, _order) if additions else existing.source.text), kept
    except EditError as error:
        problem = Problem(existing.source.path, 1, 1, f"nothing added: {error}")
        return existing.source.text, [*kept, problem]


def _differences(existing: Rule, imported: Rule) -> Iterator[Problem]:
    for key in ("severity", "category", "operating_systems", "applies_to", "intro", "note", "front_matter"):
        if getattr(existing, key) != getattr(imported, key):
            yield _kept(existing, [key], key)
    for language, translation in imported.text.items():
        own = existing.text.get(language)
        for name, text in translation.fields.items():
            other = own.fields.get(name) if own else None
            if other is not None and fingerprint(general_form(other)) != fingerprint(text):
                yield _kept(existing, ["text", language, name], f"text.{language}.{name}")


def _kept(rule: Rule, keys: Sequence[str], name: str) -> Problem:
    line, column = rule.source.position(keys)
    return Problem(rule.source.path, line, column, f"the page has another {name}; the project keeps its own")


def _value(data: Data) -> Value:
    if isinstance(data, str):
        return data
    assert isinstance(data, Mapping)
    return {key: _value(inner) for key, inner in data.items()}


def _order(path: Path) -> Sequence[str]:
    return TRANSLATION_KEYS if len(path) == 2 else SYNCED_KEYS if path[-1:] == ("synced",) else ()
