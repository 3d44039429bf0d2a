"""Reads `text:` of a rule file: what a rule says in each language, and the stamps of it."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from bpadocs.formats.yaml.nodes import MapNode, Node
from bpadocs.project.mistakes import Mistakes, is_empty, nearest
from bpadocs.rule.keys import SYNCED_KEYS, TRANSLATION_KEYS
from bpadocs.rule.model import (
    FIELDS,
    MADE_FROM,
    SECTIONS,
    SOURCE_LANGUAGE,
    UI_FIELDS,
    Argument,
    ArgumentType,
    Plural,
    Stamp,
    Text,
    Translation,
)
from bpadocs.rule.placeholders import brace_problems, names
from bpadocs.rule.provenance import PAGE_HASH, parse_stamp
from bpadocs.words.cldr import plural_categories


def read_texts(
    node: Node | None,
    report: Mistakes,
    arguments: Mapping[str, Argument],
    languages: Collection[str],
) -> tuple[dict[str, Translation], set[str]]:
    """Return the texts by language, English first, and the arguments that the English uses.

    Mistakes go into the report.
    """
    reader = _TextReader(report, arguments, languages)
    return reader.texts(node), reader.used


class _TextReader:
    """Reads the texts of one rule; `used` are the arguments that the English uses."""

    def __init__(
        self,
        report: Mistakes,
        arguments: Mapping[str, Argument],
        languages: Collection[str],
    ) -> None:
        self.report = report
        self.arguments = arguments
        self.languages = languages
        self.used: set[str] = set()

    def texts(self, node: Node | None) -> dict[str, Translation]:
        """Return the texts of every language."""
        found = self.report.mapping(node, "text") if node else None
        if found is None:
            if node is not None and is_empty(node):
                self.report.add(node, "text is empty; it needs at least English (en)")
            return {}
        # English first, wherever it is in the file: translations are read with it at hand.
        english_node = found.get(SOURCE_LANGUAGE)
        english = Translation({})
        if english_node:
            english = self._translation(english_node, SOURCE_LANGUAGE, {})
        self._english_is_whole(english_node, found, english.fields)
        texts = {SOURCE_LANGUAGE: english}
        for language, (key, value) in found.items.items():
            if language in self.languages and language != SOURCE_LANGUAGE:
                texts[language] = self._translation(value, language, english.fields)
            elif language != SOURCE_LANGUAGE:
                known = f"[tool.bpadocs.locales] in pyproject.toml has {', '.join(self.languages)}"
                self.report.add(key, f"unknown language “{language}”; {known}")
        return texts

    def _english_is_whole(
        self, node: Node | None, texts: MapNode, fields: Mapping[str, Text]
    ) -> None:
        """Note what the English lacks: a rule has a title, and a text in each section."""
        if node is None:
            self.report.add(texts, "the English text is missing: text needs “en”")
            return
        self._one_is_there(node, ["title"], fields, "title")
        for section in SECTIONS:
            alternatives = [section, f"{section}_details"]
            self._one_is_there(node, alternatives, fields, section)

    def _one_is_there(
        self,
        node: Node,
        alternatives: Sequence[str],
        fields: Mapping[str, Text],
        what: str,
    ) -> None:
        """Note that none of these fields is there.

        A field that could not be read is there all the same; what is wrong has been noted already.
        """
        if not isinstance(node, MapNode):
            self.report.add(node, f"the English {what} is missing")
            return
        given = [name for name in alternatives if name in node.items]
        for name in given:
            _, value = node.items[name]
            if name in fields or not is_empty(value):
                return
        place = node.key(given[0]) if given else node
        self.report.add(place, f"the English {what} is missing")

    def _translation(
        self, node: Node, language: str, english: Mapping[str, Text]
    ) -> Translation:
        report = self.report
        found = report.mapping(node, f"text.{language}")
        if found is None:
            return Translation({})
        report.keys(found, TRANSLATION_KEYS, f"text.{language}")
        fields: dict[str, Text] = {}
        for name in FIELDS:
            value = found.get(name)
            if value is None:
                continue
            source = english.get(name)
            text = self._field(value, name, language, source)
            if text is not None:
                fields[name] = text
        synced = found.get("synced")
        stamps, made_from = self._synced(synced, language)
        return Translation(
            fields=MappingProxyType(fields),
            stamps=stamps,
            front_matter=report.flat_mapping_of(found, "front_matter"),
            layout=report.flat_mapping_of(found, "layout"),
            made_from=made_from,
        )

    def _field(
        self, node: Node, name: str, language: str, english: Text | None
    ) -> Text | None:
        if isinstance(node, MapNode) and name in UI_FIELDS:
            return self._plural(node, name, language, english)
        what = f"text.{language}.{name}"
        text = self.report.text_of(node, what)
        if text is not None and name in UI_FIELDS:
            self._check_placeholders(node, text, language)
        return text

    def _check_placeholders(self, node: Node, text: str, language: str) -> None:
        for problem in brace_problems(text):
            self.report.add_within(node, problem.written, problem.message)
        for name in names(text):
            if name not in self.arguments:
                known = ", ".join(self.arguments) or "none"
                hint = nearest(name, self.arguments) or f"; the rule has {known}"
                message = f"unknown argument “{name}”{hint}"
                self.report.add_within(node, f"{{{name}}}", message)
            elif language == SOURCE_LANGUAGE:
                self.used.add(name)

    # Plural forms

    def _plural(
        self, node: MapNode, name: str, language: str, english: Text | None
    ) -> Plural | None:
        self.report.mapping(node, name)  # notes the keys that are given twice
        forms = self._forms(node, name, language)
        if "other" not in forms:
            if forms:
                message = "it is the one that every count may use"
                self.report.add(node, f"the plural form “other” is missing; {message}")
            return None
        count = self._count(node, language, english)
        return Plural(count, MappingProxyType(forms)) if count else None

    def _forms(self, node: MapNode, name: str, language: str) -> dict[str, str]:
        categories = plural_categories(language)
        forms = {}
        for form, (key, value) in node.items.items():
            if form == "count":
                continue
            if form not in categories:
                known = ", ".join(categories)
                # A flow mapping is what YAML makes of a text that begins with a placeholder.
                hint = (
                    "; a text that begins with “{” must be quoted" if node.flow else ""
                )
                message = f"“{form}” is no plural form of “{language}”, which has {known}{hint}"
                self.report.add(key, message)
                continue
            what = f"text.{language}.{name}.{form}"
            text = self.report.text_of(value, what)
            if text is not None:
                self._check_placeholders(value, text, language)
                forms[form] = text
        return forms

    def _count(self, node: MapNode, language: str, english: Text | None) -> str | None:
        """Return the argument that is counted: the English text decides, where it has forms."""
        given = node.get("count")
        if language != SOURCE_LANGUAGE:
            if given is not None:
                self.report.add(given, "count stands in the English text only")
            if isinstance(english, Plural):
                return english.count
        if given is not None:
            return self._given_count(given)
        countable = self._countable()
        if len(countable) != 1:
            message = "plural forms need a count: the list or number argument that they depend on"
            self.report.add(node, message)
            return None
        if language == SOURCE_LANGUAGE:
            self.used.add(countable[0])
        return countable[0]

    def _given_count(self, node: Node) -> str | None:
        countable = self._countable()
        name = self.report.word(node, "count")
        if name in countable:
            self.used.add(name)
            return name
        hint = nearest(name or "", countable)
        message = f"count names a list or number argument, not “{name}”{hint}"
        self.report.add(node, message)
        return None

    def _countable(self) -> list[str]:
        names = []
        for argument in self.arguments.values():
            if argument.type is not ArgumentType.TEXT:
                names.append(argument.name)
        return names

    # Stamps

    def _synced(
        self, node: Node | None, language: str
    ) -> tuple[dict[str, Stamp], str | None]:
        """Return the stamps by field, and the hash of the English page that all is made from."""
        stamps: dict[str, Stamp] = {}
        made_from = None
        found = self.report.mapping(node, "synced") if node else None
        if found is None:
            return stamps, made_from
        self.report.keys(found, SYNCED_KEYS, f"text.{language}.synced")
        for name, (_, value) in found.items.items():
            word = self.report.word(value, f"synced.{name}")
            line = word or ""
            if name == MADE_FROM:
                made_from = line
                self._check_page_hash(value, line)
                continue
            stamp = parse_stamp(line)
            if stamp is not None:
                stamps[name] = stamp
            else:
                message = (
                    "not a line that bpa stamp writes; remove it and run bpa stamp"
                )
                self.report.add(value, message)
        return stamps, made_from

    def _check_page_hash(self, node: Node, line: str) -> None:
        if not PAGE_HASH.fullmatch(line):
            message = (
                "not the hash that bpa stamp writes; remove the line and run bpa stamp"
            )
            self.report.add(node, message)
