"""Read the rule files of a project, and what the rules of a product share."""

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from bpadocs.errors import Problem
from bpadocs.formats.yaml.nodes import (
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    Source,
    YamlError,
)
from bpadocs.project.former_names import aliases_of, redirect_from_of, redirects_of
from bpadocs.project.mistakes import Mistakes, is_empty, nearest
from bpadocs.rule.keys import (
    ARGUMENT_KEYS,
    PRODUCT_KEYS,
    REQUIRED_IN_ARGUMENT,
    REQUIRED_IN_PRODUCT,
    REQUIRED_IN_RULE,
    REQUIRED_IN_SUPPRESSION,
    RULE_KEYS,
    SUPPRESSION_KEYS,
    SYNCED_KEYS,
    TRANSLATION_KEYS,
)
from bpadocs.rule.model import (
    FIELDS,
    MADE_FROM,
    SECTIONS,
    UI_FIELDS,
    Argument,
    ArgumentType,
    Category,
    Plural,
    Product,
    Rule,
    Severity,
    SourceFile,
    Stamp,
    Suppression,
    Text,
    Translation,
)
from bpadocs.rule.names import HELP_ID, page_refusal
from bpadocs.rule.placeholders import brace_problems, names
from bpadocs.rule.provenance import PAGE_HASH, WITHOUT_REASON, parse_stamp
from bpadocs.words.cldr import name_in_english, plural_categories


def read_texts(
    node: Node | None,
    report: Mistakes,
    arguments: Mapping[str, Argument],
    languages: Sequence[str],
    *,
    outdated: bool = False,
) -> tuple[dict[str, Translation], set[str]]:
    """Return the texts by language, the source first, and the arguments that the source uses.

    The first of the languages is the source. Mistakes go into the report.
    """
    reader = _TextReader(
        report=report,
        arguments=arguments,
        languages=languages,
        outdated=outdated,
    )
    return reader.texts(node), reader.used


class _TextReader:
    """Reads the texts of one rule; `used` are the arguments that the source uses."""

    def __init__(
        self,
        report: Mistakes,
        arguments: Mapping[str, Argument],
        languages: Sequence[str],
        *,
        outdated: bool,
    ) -> None:
        self.report = report
        self.arguments = arguments
        self.languages = languages
        self.source = languages[0]
        self.outdated = outdated
        """Whether a translation may have arguments that the rule does not have any more."""
        self.used: set[str] = set()

    def texts(self, node: Node | None) -> dict[str, Translation]:
        """Return the texts of every language."""
        found = self.report.mapping(node, "text") if node else None
        if found is None:
            if node is not None and is_empty(node):
                needed = f"{name_in_english(self.source)} ({self.source})"
                self.report.add(node, f"text is empty; it needs at least {needed}")
            return {}
        # First, wherever it is in the file: translations are read with it at hand.
        source_node = found.get(self.source)
        source = Translation({})
        if source_node:
            source = self._translation(source_node, self.source, {})
        self._source_is_whole(source_node, found, source.fields)
        texts = {self.source: source}
        for language, (key, value) in found.items.items():
            if language in self.languages and language != self.source:
                texts[language] = self._translation(value, language, source.fields)
            elif language != self.source:
                known = f"the settings have {', '.join(self.languages)}; bpa add-locale adds one"
                self.report.add(key, f"unknown language “{language}”; {known}")
        return texts

    @property
    def _name(self) -> str:
        """What messages call the source language."""
        return name_in_english(self.source)

    def _source_is_whole(
        self, node: Node | None, texts: MapNode, fields: Mapping[str, Text]
    ) -> None:
        """Note what the source lacks: a rule has a title, and a text in each section."""
        if node is None:
            message = f"the {self._name} text is missing: text needs “{self.source}”"
            self.report.add(texts, message)
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
            self.report.add(node, f"the {self._name} {what} is missing")
            return
        given = [name for name in alternatives if name in node.items]
        for name in given:
            _, value = node.items[name]
            if name in fields or not is_empty(value):
                return
        place = node.key(given[0]) if given else node
        self.report.add(place, f"the {self._name} {what} is missing")

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
        text = self.report.sentence_of(node, what)
        if text is not None and name in UI_FIELDS:
            self._check_placeholders(node, text, language)
        return text

    def _check_placeholders(self, node: Node, text: str, language: str) -> None:
        for problem in brace_problems(text):
            self.report.add_within(node, problem.written, problem.message)
        may_be_outdated = self.outdated and language != self.source
        for name in names(text):
            if name not in self.arguments:
                if may_be_outdated:
                    continue
                known = ", ".join(self.arguments) or "none"
                hint = nearest(name, self.arguments) or f"; the rule has {known}"
                message = f"unknown argument “{name}”{hint}"
                self.report.add_within(node, f"{{{name}}}", message)
            elif language == self.source:
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
        if count:
            return Plural(count, MappingProxyType(forms))
        return None

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
            text = self.report.sentence_of(value, what)
            if text is not None:
                self._check_placeholders(value, text, language)
                forms[form] = text
        return forms

    def _count(self, node: MapNode, language: str, english: Text | None) -> str | None:
        """Return the argument that is counted: the source decides, where it has forms."""
        given = node.get("count")
        if language != self.source:
            if given is not None:
                message = f"count stands in the {self._name} text only"
                self.report.add(given, message)
            if isinstance(english, Plural):
                return english.count
        if given is not None:
            return self._given_count(given)
        countable = self._countable()
        if len(countable) != 1:
            message = "plural forms need a count: the list or number argument that they depend on"
            self.report.add(node, message)
            return None
        if language == self.source:
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
            if argument.type in (ArgumentType.LIST, ArgumentType.NUMBER):
                names.append(argument.name)
        return names

    # Stamps

    def _synced(
        self, node: Node | None, language: str
    ) -> tuple[dict[str, Stamp], str | None]:
        """Return the stamps by field, and the hash of the English page that all is made from."""
        stamps: dict[str, Stamp] = {}
        made_from = None
        if node:
            found = self.report.mapping(node, "synced")
        else:
            found = None
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
                self.report.add(value, _no_stamp(line))
        return stamps, made_from

    def _check_page_hash(self, node: Node, line: str) -> None:
        if not PAGE_HASH.fullmatch(line):
            message = (
                "not the hash that bpa stamp writes; remove the line and run bpa stamp"
            )
            self.report.add(node, message)


def _no_stamp(line: str) -> str:
    """Return what to do about a line of `synced` that is no stamp."""
    if line.endswith(WITHOUT_REASON):
        return "write within the parentheses why the translation still fits"
    return "not a line that bpa stamp writes; remove it and run bpa stamp"


def read_product(
    source: Source, product_id: str
) -> tuple[Product | None, list[Problem]]:
    """Return the product and every mistake in its file; no product when there is a mistake."""
    report = Mistakes(source.path, source.text)
    try:
        root = report.mapping(source.root, "a product file")
    except YamlError as error:
        return None, [error.problem]
    if root is None:
        empty = Problem(
            path=source.path,
            line=1,
            column=1,
            message="the file is empty",
        )
        return None, report.problems or [empty]
    file = SourceFile(source.path, source.text)
    product = _product(root, report, file, product_id)
    if report.problems:
        return None, report.problems
    return product, []


def _product(
    root: MapNode, report: Mistakes, file: SourceFile, product_id: str
) -> Product:
    """Return the product as far as it can be read; the mistakes are in the report."""
    report.keys(root, PRODUCT_KEYS, "a product file")
    report.required(root, REQUIRED_IN_PRODUCT)
    words = report.texts_of(root, ("name", "applies_to", "intro", "note"))
    systems = report.words_of(root, "operating_systems")
    front_matter = report.flat_mapping_of(root, "front_matter")
    layout = report.flat_mapping_of(root, "layout")
    model = _identifier(root, report, "model", "HyperV")
    order = report.words_of(root, "order")
    return Product(
        id=product_id,
        name=words.get("name") or product_id,
        operating_systems=systems,
        applies_to=words.get("applies_to") or ", ".join(systems),
        intro=words.get("intro") or None,
        note=words.get("note") or None,
        front_matter={key: value or None for key, value in front_matter.items()},
        layout=layout,
        source=file,
        given_model=model,
        order=order,
        redirects=redirects_of(root, report),
    )


def _identifier(root: MapNode, report: Mistakes, key: str, example: str) -> str | None:
    """Return the identifier under a key; None where none is given."""
    node = root.get(key)
    if node is None or is_empty(node):
        return None
    word = report.word(node, key)
    if word is not None and not HELP_ID.fullmatch(word):
        message = (
            f"“{word}” is no {key}: a letter, then at most 99 letters, digits and "
            f"underscores, such as {example}"
        )
        report.add(node, message)
    return word


ARGUMENT_NAME = re.compile(r"[a-z][a-z0-9_]*")


def read_rule(
    source: Source,
    rule_id: str,
    product: Product,
    languages: Sequence[str],
    *,
    outdated: bool = False,
) -> tuple[Rule | None, list[Problem]]:
    """Return the rule and every mistake in its file; no rule when there is a mistake.

    The first of the languages is the one that it is written in. Where translations may be
    `outdated`, arguments that the source has no more are none in them.
    """
    reader = _RuleReader(
        source=source,
        product=product,
        languages=languages,
        outdated=outdated,
    )
    try:
        # The rule keeps the text alone: the nodes of every rule would fill the memory.
        rule = reader.rule(source.root, rule_id)
    except YamlError as error:
        return None, [error.problem]
    if reader.report.problems:
        return None, reader.report.problems
    return rule, []


class _RuleReader:
    """Reads one rule file; its mistakes are in `report`."""

    def __init__(
        self,
        source: Source,
        product: Product,
        languages: Sequence[str],
        *,
        outdated: bool,
    ) -> None:
        self.file = SourceFile(source.path, source.text)
        self.outdated = outdated
        self.product = product
        self.languages = languages
        self.report = Mistakes(source.path, source.text)
        self.unreadable: set[str] = set()
        """The arguments that have mistakes."""

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
        before = len(report.problems)
        texts, used = read_texts(
            text_node, report, arguments, self.languages, outdated=self.outdated
        )
        if len(report.problems) == before:
            # With mistakes in the texts nobody knows which arguments they were to have.
            self._unused_arguments(root, arguments.keys() - used - self.unreadable)
        page = self._page(root)
        help_id = _identifier(root, report, "help_id", "TestFailover")
        aliases = aliases_of(root, report)
        redirect_from = redirect_from_of(root, report)
        severity = self._severity(root.get("severity"))
        category = self._category(root.get("category"))
        own_systems = report.words_of(root, "operating_systems")
        words = report.texts_of(root, ("applies_to", "intro", "note", "check"))
        self._check(root.get("check"), words.get("check"), arguments)
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
            given_help_id=help_id,
            aliases=aliases,
            redirect_from=redirect_from,
            source_language=self.languages[0],
        )

    def _applies_to(self, systems: tuple[str, ...]) -> str:
        """Return what a rule for these systems applies to, where it has no words of its own."""
        if systems == self.product.operating_systems:
            return self.product.applies_to
        return ", ".join(systems)

    def _severity(self, node: Node | None) -> str | None:
        """Return the severity: one that every project has, or one of this project's own."""
        if node is None:
            return None
        known = (*Severity, *self.product.severities)
        word = self.report.one_of(node, "severity", known, _more("severities"))
        if word in list(Severity):
            return Severity(word)
        return word

    def _category(self, node: Node | None) -> str | None:
        """Return the category: one that every project has, or one of this project's own."""
        if node is None:
            return None
        known = (*Category, *self.product.categories)
        return self.report.one_of(node, "category", known, _more("categories"))

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
        refusal = page_refusal(page)
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
            if argument is None:
                # It is there all the same, for the texts that use it.
                argument = Argument(name, ArgumentType.TEXT, name)
                self.unreadable.add(name)
            arguments[name] = argument
        return arguments

    def _argument(self, name: str, key: Node, value: Node) -> Argument | None:
        report = self.report
        what = f"the argument “{name}”"
        if not isinstance(value, MapNode):
            report.add(
                key, f"{what} needs a type and a label: {{type: list, label: …}}"
            )
            return None
        entry = value
        report.mapping(entry, what)
        report.keys(entry, ARGUMENT_KEYS, what)
        for wanted in REQUIRED_IN_ARGUMENT:
            if wanted not in entry.items:
                report.add(key, f"{what} has no {wanted}")
        kind = report.choice_of(entry, "type", ArgumentType)
        label_node = entry.get("label")
        if label_node:
            label = report.text_of(label_node, "label")
        else:
            label = None
        values = self._values(entry, key, what, kind)
        if kind and label:
            return Argument(
                name=name,
                type=kind,
                label=label,
                values=values,
            )
        if label_node and is_empty(label_node):
            message = "label is empty; it says on the page what the argument stands for"
            report.add(label_node, message)
        # A stand-in, so that the texts that use the argument are not said to be wrong as well.
        return Argument(name, ArgumentType.TEXT, name)

    def _values(
        self, entry: MapNode, key: Node, what: str, kind: ArgumentType | None
    ) -> Mapping[str, str]:
        """Return the words for the values of a choice; nothing else has any."""
        node = entry.get("values")
        if kind is not ArgumentType.CHOICE:
            if node is not None and kind is not None:
                message = f"only a choice has values; {what} is a {kind}"
                self.report.add(entry.key("values"), message)
            return MappingProxyType({})
        values = self.report.flat_mapping_of(entry, "values")
        if not values and (node is None or is_empty(node)):
            message = (
                f"{what} needs values: what the checker passes in, and the words for it"
            )
            self.report.add(entry.key("values") if node else key, message)
        if isinstance(node, MapNode):
            self._wordless(node, values)
        return MappingProxyType(values)

    def _wordless(self, node: MapNode, values: Mapping[str, str]) -> None:
        for value, words in values.items():
            if not words:
                self.report.add(node.key(value), f"“{value}” has no words")

    def _unused_arguments(self, root: MapNode, unused: Collection[str]) -> None:
        node = root.get("arguments")
        if not isinstance(node, MapNode):
            return
        for name in node.items:
            if name in unused and ARGUMENT_NAME.fullmatch(name):
                doubled = f"{{{{{name}}}}}"
                if doubled in self.report.text:
                    advice = f"“{doubled}” shows a brace, write {{{name}}}"
                else:
                    advice = "remove it"
                source = name_in_english(self.languages[0])
                message = f"the argument “{name}” is used in no {source} text; {advice}"
                self.report.add(node.key(name), message)

    def _check(
        self, node: Node | None, check: str | None, arguments: Mapping[str, Argument]
    ) -> None:
        """Note what is wrong with the check."""
        if node is None or not check:
            return
        # Imported only where there is a check; most projects have no checker of their own.
        from bpadocs.project.checks import check_mistakes

        for mistake in check_mistakes(check, self.product.id, arguments):
            hint = nearest(mistake.written, mistake.known)
            message = f"the check: {mistake.message}{hint}"
            if mistake.written:
                before = check[: mistake.offset]
                self.report.add_within(node, mistake.written, message, before)
            else:
                self.report.add(node, message)

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


def _more(table: str) -> str:
    """Return where a project says what it has besides the usual."""
    return f"; the table “{table}” of the settings can have more"
