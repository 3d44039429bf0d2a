"""Reads `rules/<product>/<rule>.yaml` into a Rule."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from bpadocs.errors import Problem
from bpadocs.formats.yaml.nodes import (
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    Source,
    YamlError,
    compose,
)
from bpadocs.project.mistakes import Mistakes, is_empty
from bpadocs.project.read_texts import read_texts
from bpadocs.rule.keys import (
    ARGUMENT_KEYS,
    REQUIRED_IN_RULE,
    REQUIRED_IN_SUPPRESSION,
    RULE_KEYS,
    SUPPRESSION_KEYS,
)
from bpadocs.rule.model import (
    Argument,
    ArgumentType,
    Category,
    Product,
    Rule,
    Severity,
    SourceFile,
    Suppression,
)
from bpadocs.system.output import is_device_name

RESERVED_PAGES = frozenset({"index", "toc"})
LONGEST_PAGE = 190
"""With what is put behind it, a file name stays below 200 bytes, which every file system and
archive takes.
"""
PAGE_NAME = re.compile(rf"[^\W_][\w.()+,-]{{0,{LONGEST_PAGE - 1}}}", re.ASCII)
ARGUMENT_NAME = re.compile(r"[a-z][a-z0-9_]*")


def is_page_name(page: str) -> bool:
    """Whether a page may be called that, on any file system."""
    return _is_written_as_page(page) and not _is_reserved(page)


def _is_written_as_page(page: str) -> bool:
    if page.endswith((".", ".md")):
        return False
    return PAGE_NAME.fullmatch(page) is not None


def _is_reserved(page: str) -> bool:
    return page.lower() in RESERVED_PAGES or is_device_name(page)


def read_rule(
    source: Source, rule_id: str, product: Product, languages: Collection[str]
) -> tuple[Rule | None, list[Problem]]:
    """Return the rule and every mistake in its file; no rule when there is a mistake."""
    reader = _RuleReader(source, product, languages)
    try:
        # Not source.root: it would keep the nodes of every rule in memory.
        root = compose(source.text, source.path)
        rule = reader.rule(root, rule_id)
    except YamlError as error:
        return None, [error.problem]
    if reader.report.problems:
        return None, reader.report.problems
    return rule, []


class _RuleReader:
    """Reads one rule file; its mistakes are in `report`."""

    def __init__(
        self, source: Source, product: Product, languages: Collection[str]
    ) -> None:
        self.file = SourceFile(source.path, source.text)
        self.product = product
        self.languages = languages
        self.report = Mistakes(source.path, source.text)

    def rule(self, node: Node, rule_id: str) -> Rule | None:
        """Return the rule; None where something is missing that every rule has."""
        report = self.report
        root = report.mapping(node, "a rule file")
        if root is None:
            return None
        report.keys(root, RULE_KEYS, "a rule file")
        report.required(root, REQUIRED_IN_RULE)
        arguments = self._arguments(root)
        text_node = root.get("text")
        texts, used = read_texts(text_node, report, arguments, self.languages)
        self._unused_arguments(root, arguments.keys() - used)
        page = self._page(root)
        severity = report.choice_of(root, "severity", Severity)
        category = report.choice_of(root, "category", Category)
        own_systems = report.words_of(root, "operating_systems")
        words = report.texts_of(root, ("applies_to", "intro", "note", "check"))
        front_matter = self._front_matter(root)
        layout = report.flat_mapping_of(root, "layout")
        suppressions = self._suppressions(root.get("suppress"))
        if report.problems or page is None or severity is None or category is None:
            return None
        product = self.product
        systems = own_systems or product.operating_systems
        return Rule(
            id=rule_id,
            product=product,
            page=page,
            severity=severity,
            category=category,
            operating_systems=systems,
            applies_to=words.get("applies_to", self._applies_to(systems)),
            intro=words.get("intro", product.intro) or None,
            note=words.get("note", product.note),
            arguments=MappingProxyType(arguments),
            front_matter=front_matter,
            layout={**product.layout, **layout},
            check=words.get("check") or None,
            suppressions=suppressions,
            text=MappingProxyType(texts),
            source=self.file,
        )

    def _applies_to(self, systems: tuple[str, ...]) -> str:
        """Return what a rule for these systems applies to, where it has no words of its own."""
        if systems == self.product.operating_systems:
            return self.product.applies_to
        return ", ".join(systems)

    def _page(self, root: MapNode) -> str | None:
        node = root.get("page")
        if node is None:
            return None
        page = self.report.word(node, "page")
        if page is None:
            if isinstance(node, ScalarNode):
                self.report.add(
                    node, "page is empty; it is the file name of the page, without .md"
                )
            return None
        refusal = _page_refusal(page)
        if refusal:
            self.report.add(node, refusal)
        return page

    # Arguments

    def _arguments(self, root: MapNode) -> dict[str, Argument]:
        found = self.report.mapping_of(root, "arguments")
        arguments: dict[str, Argument] = {}
        if found is None:
            return arguments
        for name, (key, value) in found.items.items():
            if not ARGUMENT_NAME.fullmatch(name):
                message = "lower case letters, digits and underscores"
                self.report.add(key, f"“{name}” is no argument name: {message}")
            argument = self._argument(name, key, value)
            if argument:
                arguments[name] = argument
        return arguments

    def _argument(self, name: str, key: Node, value: Node) -> Argument | None:
        report = self.report
        what = f"the argument “{name}”"
        entry = report.mapping(value, what)
        if entry is None:
            if is_empty(value):
                report.add(key, f"{what} needs a type and a label")
            return None
        report.keys(entry, ARGUMENT_KEYS, what)
        for wanted in ARGUMENT_KEYS:
            if wanted not in entry.items:
                report.add(key, f"{what} has no {wanted}")
        kind = report.choice_of(entry, "type", ArgumentType)
        label_node = entry.get("label")
        label = report.text_of(label_node, "label") if label_node else None
        if kind and label:
            return Argument(name, kind, label)
        if label_node and is_empty(label_node):
            message = "label is empty; it says on the page what the argument stands for"
            report.add(label_node, message)
        # A stand-in, so that the texts that use the argument are not said to be wrong as well.
        return Argument(name, ArgumentType.TEXT, name)

    def _unused_arguments(self, root: MapNode, unused: Collection[str]) -> None:
        node = root.get("arguments")
        if not isinstance(node, MapNode):
            return
        for name in node.items:
            if name in unused and ARGUMENT_NAME.fullmatch(name):
                message = f"the argument “{name}” is used in no English text; remove it"
                self.report.add(node.key(name), message)

    # Front matter and suppressions

    def _front_matter(self, root: MapNode) -> Mapping[str, str]:
        """Return the product's front matter with the rule's own over it."""
        node = root.get("front_matter")
        own = self.report.flat_mapping_of(root, "front_matter")
        merged = dict(self.product.front_matter) | own
        for key, value in merged.items():
            if value is None:
                product_file = self.product.source.path
                message = f"front_matter has no “{key}”, which {product_file} leaves to each rule"
                place = root.key("front_matter") if node else root
                self.report.add(place, message)
        for key in ("title", "description"):
            if key in own and isinstance(node, MapNode):
                message = f"“{key}” stands in text, not in front_matter"
                self.report.add(node.key(key), message)
        return MappingProxyType({key: value for key, value in merged.items() if value})

    def _suppressions(self, node: Node | None) -> tuple[Suppression, ...]:
        if node is None or is_empty(node):
            return ()
        if not isinstance(node, ListNode):
            self.report.add(
                node, "suppress is a list: “- {check: …, field: …, reason: …}”"
            )
            return ()
        suppressions = []
        for element in node.items:
            entry = self.report.mapping(element, "an entry of suppress")
            if entry is not None:
                suppressions.append(self._suppression(entry))
        return tuple(suppressions)

    def _suppression(self, entry: MapNode) -> Suppression:
        report = self.report
        report.keys(entry, SUPPRESSION_KEYS, "an entry of suppress")
        words = {}
        for key, (_, value) in entry.items.items():
            words[key] = report.word(value, key)
        for key in REQUIRED_IN_SUPPRESSION:
            if not words.get(key):
                report.add(entry, f"an entry of suppress needs a {key}")
        return Suppression(
            check=words.get("check") or "",
            field=words.get("field"),
            reason=words.get("reason") or "",
        )


def _page_refusal(page: str) -> str | None:
    """Return why a page cannot be called that, or None where it can."""
    if len(page) > LONGEST_PAGE:
        return f"the page name has {len(page)} characters; shorten it to {LONGEST_PAGE}"
    if not _is_written_as_page(page):
        wanted = "letters, digits, hyphens and dots, no folder, no .md at its end"
        return f"“{page}” is no page name: {wanted}"
    if _is_reserved(page):
        return f"“{page}” is a reserved name; choose another page name"
    return None
