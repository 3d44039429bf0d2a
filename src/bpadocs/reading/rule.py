"""`rules/<product>/<rule>.yaml` into a Rule."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from bpadocs.cldr import plural_categories
from bpadocs.file_names import is_device_name
from bpadocs.model import (
    FIELDS,
    MADE_FROM,
    SECTIONS,
    SOURCE_LANGUAGE,
    UI_FIELDS,
    Argument,
    ArgumentType,
    Category,
    Plural,
    Product,
    Rule,
    Severity,
    Stamp,
    Suppression,
    Text,
    Translation,
)
from bpadocs.placeholders import brace_problems, names
from bpadocs.problems import Problem
from bpadocs.provenance import PAGE_HASH, parse_stamp
from bpadocs.reading.report import Report, is_empty, nearest
from bpadocs.source import Source
from bpadocs.yamltext.nodes import ListNode, MapNode, Node, ScalarNode, YamlError, compose

KEYS = (
    "page",
    "severity",
    "category",
    "operating_systems",
    "applies_to",
    "intro",
    "note",
    "arguments",
    "check",
    "front_matter",
    "layout",
    "suppress",
    "text",
)
REQUIRED = ("page", "severity", "category", "text")
ARGUMENT_KEYS = ("type", "label")
SUPPRESSION_KEYS = ("check", "field", "reason")
TRANSLATION_KEYS = (*FIELDS, "front_matter", "layout", "synced")
SYNCED_KEYS = (*FIELDS, MADE_FROM)
RESERVED_PAGES = frozenset({"index", "toc"})
LONGEST_PAGE = 190
"""With what is put behind it, a file name stays below 200 bytes, which every file system and archive takes."""
PAGE_NAME = re.compile(rf"[^\W_][\w.()+,-]{{0,{LONGEST_PAGE - 1}}}", re.ASCII)
ARGUMENT_NAME = re.compile(r"[a-z][a-z0-9_]*")


def is_page_name(page: str) -> bool:
    """Whether a page may be called that, on any file system."""
    return _is_written_as_page(page) and not _is_reserved(page)


def _is_written_as_page(page: str) -> bool:
    return bool(PAGE_NAME.fullmatch(page)) and not page.endswith((".", ".md"))


def _is_reserved(page: str) -> bool:
    return page.lower() in RESERVED_PAGES or is_device_name(page)


def read_rule(
    source: Source, rule_id: str, product: Product, languages: Collection[str]
) -> tuple[Rule | None, list[Problem]]:
    """The rule, and every mistake in its file; no rule when there is one."""
    reader = _RuleReader(source, product, languages)
    try:
        # Not source.root: it would keep the nodes of every rule in memory.
        rule = reader.rule(compose(source.text, source.path), rule_id)
    except YamlError as error:
        return None, [error.problem]
    return (None, reader.report.problems) if reader.report.problems else (rule, [])


class _RuleReader:
    def __init__(self, source: Source, product: Product, languages: Collection[str]) -> None:
        self.source = source
        self.product = product
        self.languages = languages
        self.report = Report(source.path, source.text)
        self.arguments: dict[str, Argument] = {}
        self.used: set[str] = set()

    def rule(self, node: Node, rule_id: str) -> Rule | None:
        report = self.report
        root = report.mapping(node, "a rule file")
        if root is None:
            return None
        report.keys(root, KEYS, "a rule file")
        for key in REQUIRED:
            if key not in root.items:
                report.add(root, f"“{key}” is missing")
        self.arguments = self._arguments(root.get("arguments"))
        text = self._texts(root.get("text"))
        self._unused_arguments(root.get("arguments"))
        page = self._page(root.get("page"))
        severity = report.choice(found, "severity", Severity) if (found := root.get("severity")) else None
        category = report.choice(found, "category", Category) if (found := root.get("category")) else None
        systems = report.words(found, "operating_systems") if (found := root.get("operating_systems")) else ()
        words = {
            key: report.text_of(found, f"“{key}”") or ""
            for key in ("applies_to", "intro", "note", "check")
            if (found := root.get(key)) is not None
        }
        front_matter = self._front_matter(root)
        layout = report.flat_mapping(found, "layout") if (found := root.get("layout")) else {}
        suppressions = self._suppressions(root.get("suppress"))
        if report.problems or page is None or severity is None or category is None:
            return None
        product = self.product
        systems = systems or product.operating_systems
        default_applies = product.applies_to if systems == product.operating_systems else ", ".join(systems)
        return Rule(
            id=rule_id,
            product=product,
            page=page,
            severity=severity,
            category=category,
            operating_systems=systems,
            applies_to=words.get("applies_to", default_applies),
            intro=words.get("intro", product.intro) or None,
            note=words.get("note", product.note),
            arguments=MappingProxyType(self.arguments),
            front_matter=front_matter,
            layout={**product.layout, **layout},
            check=words.get("check") or None,
            suppressions=suppressions,
            text=MappingProxyType(text),
            source=self.source,
        )

    def _page(self, node: Node | None) -> str | None:
        if node is None:
            return None
        page = self.report.word(node, "page")
        if page is None:
            if isinstance(node, ScalarNode):
                self.report.add(node, "page is empty; it is the file name of the page, without .md")
            return None
        if len(page) > LONGEST_PAGE:
            self.report.add(node, f"the page name has {len(page)} characters; shorten it to {LONGEST_PAGE}")
        elif not _is_written_as_page(page):
            message = f"“{page}” is no page name: letters, digits, hyphens and dots, no folder, no .md at its end"
            self.report.add(node, message)
        elif _is_reserved(page):
            self.report.add(node, f"“{page}” is a reserved name; choose another page name")
        return page

    def _arguments(self, node: Node | None) -> dict[str, Argument]:
        report = self.report
        found = report.mapping(node, "arguments") if node else None
        arguments = {}
        for name, (key, value) in found.items.items() if found else ():
            if not ARGUMENT_NAME.fullmatch(name):
                report.add(key, f"“{name}” is no argument name: lower case letters, digits and underscores")
            entry = report.mapping(value, f"the argument “{name}”")
            if entry is None:
                if is_empty(value):
                    report.add(key, f"the argument “{name}” needs a type and a label")
                continue
            report.keys(entry, ARGUMENT_KEYS, f"the argument “{name}”")
            for wanted in ARGUMENT_KEYS:
                if wanted not in entry.items:
                    report.add(key, f"the argument “{name}” has no {wanted}")
            type_node, label_node = entry.get("type"), entry.get("label")
            kind = report.choice(type_node, "type", ArgumentType) if type_node else None
            label = report.text_of(label_node, "label") if label_node else None
            if kind and label:
                arguments[name] = Argument(name, kind, label)
            else:
                arguments[name] = Argument(name, ArgumentType.TEXT, name)
                if label_node and is_empty(label_node):
                    report.add(label_node, "label is empty; it says on the page what the argument stands for")
        return arguments

    def _unused_arguments(self, node: Node | None) -> None:
        if isinstance(node, MapNode):
            for name in self.arguments:
                if name not in self.used and ARGUMENT_NAME.fullmatch(name):
                    self.report.add(node.key(name), f"the argument “{name}” is used in no English text; remove it")

    def _front_matter(self, root: MapNode) -> Mapping[str, str]:
        node = root.get("front_matter")
        own = self.report.flat_mapping(node, "front_matter") if node else {}
        merged = dict(self.product.front_matter) | own
        for key, value in merged.items():
            if value is None:
                message = f"front_matter has no “{key}”, which {self.product.source.path} leaves to each rule"
                self.report.add(root.key("front_matter") if node else root, message)
        for key in ("title", "description"):
            if key in own and isinstance(node, MapNode):
                self.report.add(node.key(key), f"“{key}” stands in text, not in front_matter")
        return MappingProxyType({key: value for key, value in merged.items() if value})

    def _suppressions(self, node: Node | None) -> tuple[Suppression, ...]:
        report = self.report
        if node is None or is_empty(node):
            return ()
        if not isinstance(node, ListNode):
            report.add(node, "suppress is a list: “- {check: …, field: …, reason: …}”")
            return ()
        suppressions = []
        for element in node.items:
            entry = report.mapping(element, "an entry of suppress")
            if entry is None:
                continue
            report.keys(entry, SUPPRESSION_KEYS, "an entry of suppress")
            words = {key: report.word(value, key) for key, (_, value) in entry.items.items()}
            for key in ("check", "reason"):
                if not words.get(key):
                    report.add(element, f"an entry of suppress needs a {key}")
            suppressions.append(Suppression(words.get("check") or "", words.get("field"), words.get("reason") or ""))
        return tuple(suppressions)

    def _texts(self, node: Node | None) -> dict[str, Translation]:
        found = self.report.mapping(node, "text") if node else None
        if found is None:
            if node is not None and is_empty(node):
                self.report.add(node, "text is empty; it needs at least English (en)")
            return {}
        texts: dict[str, Translation] = {}
        english_node = found.get(SOURCE_LANGUAGE)
        english = self._translation(english_node, SOURCE_LANGUAGE, {}) if english_node else Translation({})
        texts[SOURCE_LANGUAGE] = english
        self._english_is_whole(english_node, found, english.fields)
        for language, (key, value) in found.items.items():
            if language == SOURCE_LANGUAGE:
                continue
            if language not in self.languages:
                known = ", ".join(self.languages)
                message = f"unknown language “{language}”; [tool.bpadocs.locales] in pyproject.toml has {known}"
                self.report.add(key, message)
                continue
            texts[language] = self._translation(value, language, english.fields)
        return texts

    def _english_is_whole(self, node: Node | None, texts: MapNode, fields: Mapping[str, Text]) -> None:
        if node is None:
            self.report.add(texts, "the English text is missing: text needs “en”")
            return
        found = node if isinstance(node, MapNode) else None
        self._present(node, found, ("title",), fields, "title")
        for section in SECTIONS:
            self._present(node, found, (section, f"{section}_details"), fields, section)

    def _present(
        self, node: Node, found: MapNode | None, names: tuple[str, ...], fields: Mapping[str, Text], what: str
    ) -> None:
        """One of these fields must be there; one that could not be read has been reported already."""
        given = [name for name in names if found and name in found.items]
        if any(name in fields or (found and not is_empty(found.items[name][1])) for name in given):
            return
        place = found.key(given[0]) if found and given else node
        self.report.add(place, f"the English {what} is missing")

    def _translation(self, node: Node, language: str, english: Mapping[str, Text]) -> Translation:
        report = self.report
        found = report.mapping(node, f"text.{language}")
        if found is None:
            return Translation({})
        report.keys(found, TRANSLATION_KEYS, f"text.{language}")
        fields: dict[str, Text] = {}
        for name in FIELDS:
            value = found.get(name)
            if value is not None and (text := self._field(value, name, language, english.get(name))) is not None:
                fields[name] = text
        front_node, layout_node = found.get("front_matter"), found.get("layout")
        stamps, made_from = self._synced(found.get("synced"), language)
        return Translation(
            fields=MappingProxyType(fields),
            stamps=stamps,
            front_matter=report.flat_mapping(front_node, "front_matter") if front_node else {},
            layout=report.flat_mapping(layout_node, "layout") if layout_node else {},
            made_from=made_from,
        )

    def _field(self, node: Node, name: str, language: str, english: Text | None) -> Text | None:
        if isinstance(node, MapNode) and name in UI_FIELDS:
            return self._plural(node, name, language, english)
        text = self.report.text_of(node, f"text.{language}.{name}")
        if text is not None and name in UI_FIELDS:
            self._check_placeholders(node, text, language)
        return text

    def _plural(self, node: MapNode, name: str, language: str, english: Text | None) -> Plural | None:
        report = self.report
        report.mapping(node, name)
        categories = plural_categories(language)
        forms = {}
        for form, (key, value) in node.items.items():
            if form == "count":
                continue
            if form not in categories:
                known = ", ".join(categories)
                hint = "; a text that begins with “{” must be quoted" if node.flow else ""
                report.add(key, f"“{form}” is no plural form of “{language}”, which has {known}{hint}")
                continue
            text = report.text_of(value, f"text.{language}.{name}.{form}")
            if text is not None:
                self._check_placeholders(value, text, language)
                forms[form] = text
        if "other" not in forms:
            if forms:
                report.add(node, "the plural form “other” is missing; it is the one that every count may use")
            return None
        count = self._count(node, language, english)
        return Plural(count, MappingProxyType(forms)) if count else None

    def _count(self, node: MapNode, language: str, english: Text | None) -> str | None:
        given = node.get("count")
        countable = [x.name for x in self.arguments.values() if x.type is not ArgumentType.TEXT]
        if language != SOURCE_LANGUAGE:
            if given is not None:
                self.report.add(given, "count stands in the English text only")
            if isinstance(english, Plural):
                return english.count
        if given is not None:
            name = self.report.word(given, "count")
            if name not in countable:
                self.report.add(
                    given, f"count names a list or number argument, not “{name}”{nearest(name or '', countable)}"
                )
                return None
            self.used.add(name or "")
            return name
        if len(countable) != 1:
            message = "plural forms need a count: the list or number argument that they depend on"
            self.report.add(node, message)
            return None
        if language == SOURCE_LANGUAGE:
            self.used.add(countable[0])
        return countable[0]

    def _check_placeholders(self, node: Node, text: str, language: str) -> None:
        for problem in brace_problems(text):
            self.report.add_within(node, problem.written, problem.message)
        for name in names(text):
            if name not in self.arguments:
                known = ", ".join(self.arguments) or "none"
                hint = nearest(name, self.arguments) or f"; the rule has {known}"
                self.report.add_within(node, f"{{{name}}}", f"unknown argument “{name}”{hint}")
            elif language == SOURCE_LANGUAGE:
                self.used.add(name)

    def _synced(self, node: Node | None, language: str) -> tuple[dict[str, Stamp], str | None]:
        """The stamps of the fields, and the hash of the English page that the whole was made from."""
        found = self.report.mapping(node, "synced") if node else None
        stamps: dict[str, Stamp] = {}
        made_from = None
        if found is None:
            return stamps, made_from
        self.report.keys(found, SYNCED_KEYS, f"text.{language}.synced")
        for name, (_, value) in found.items.items():
            line = self.report.word(value, f"synced.{name}") or ""
            if name == MADE_FROM:
                made_from = line
                if not PAGE_HASH.fullmatch(line):
                    self.report.add(value, "not the hash that bpa stamp writes; remove the line and run bpa stamp")
                continue
            stamp = parse_stamp(line)
            if stamp is None:
                self.report.add(value, "not a line that bpa stamp writes; remove it and run bpa stamp")
            else:
                stamps[name] = stamp
        return stamps, made_from
