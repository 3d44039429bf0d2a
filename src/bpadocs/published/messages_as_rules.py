"""Make a project of what a checker ships: each rule of its tables becomes a rule file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.yaml.nodes import Source
from bpadocs.pages.pair import Locale
from bpadocs.project.new_rule import product_file, schema_copies, schema_reference
from bpadocs.project.read_rule import read_product, read_rule
from bpadocs.project.settings_file import OWN_FILE, has_settings
from bpadocs.project.tree import PRODUCT_FILE, RULES, read_project, rule_path
from bpadocs.published.importer import ImportedPages
from bpadocs.published.rule_data import RuleData, TranslationData
from bpadocs.published.shipped import SOURCE_LOCALE, ShippedFields, ShippedMessages
from bpadocs.published.yaml_text import Data, yaml_file
from bpadocs.rule.model import (
    SOURCE_LANGUAGE,
    ArgumentType,
    Category,
    Product,
    Rule,
    Severity,
)
from bpadocs.rule.names import HELP_ID, default_help_id
from bpadocs.rule.placeholders import doubled
from bpadocs.words.catalogs import updated
from bpadocs.words.vocabulary import words

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(\d{1,2})(?:[,:][^{}]*)?\}|[{}]")


def rules_of_messages(
    shipped: ShippedMessages, others: Sequence[Locale], root: Path, product_id: str
) -> ImportedPages:
    """Return the files of the project, without writing them; its own rules stay as they are."""
    importer = _MessagesImporter(
        shipped=shipped,
        others=others,
        root=root,
        product_id=product_id,
    )
    return importer.run()


class _MessagesImporter:
    """Takes over one rule after the other."""

    def __init__(
        self,
        shipped: ShippedMessages,
        others: Sequence[Locale],
        root: Path,
        product_id: str,
    ) -> None:
        self.shipped = shipped
        self.others = others
        self.root = root
        self.product_id = product_id
        self.languages = (SOURCE_LANGUAGE, *(one.language for one in others))
        self.made = ImportedPages(left_out=[*shipped.broken])
        self.products: dict[str, Product] = {}
        self.existing: dict[str, Rule] = {}
        if (root / RULES).is_dir():
            project = read_project(root)
            self.products = {one.id: one for one in project.products}
            self.existing = {one.id: one for one in project.rules}

    def run(self) -> ImportedPages:
        """Take over all that can be, and return it with what cannot."""
        product = self.products.get(self.product_id) or self._new_product()
        self.products[self.product_id] = product
        for name, english in self.shipped.of(SOURCE_LOCALE).items():
            self._take_over(name, english, product)
        if self.made.rules:
            self._add_shared_files()
        return self.made

    def _new_product(self) -> Product:
        """Return a product with what can be known of it: its name."""
        path = f"{RULES}/{self.product_id}/{PRODUCT_FILE}"
        name = self.product_id.replace("-", " ").title()
        schema = schema_reference(self.root, "product.schema.json")
        text = product_file(name, schema)
        product, problems = read_product(Source(path, text), self.product_id)
        if product is None:
            raise BrokenInputError(problems)
        self.made.files[path] = text.encode()
        return product

    def _take_over(self, name: str, english: ShippedFields, product: Product) -> None:
        identifier = f"{self.product_id}/{rule_name(name)}"
        there = self.existing.get(identifier)
        if there is not None:
            message = f"“{name}” is a rule here already"
            self.made.kept.append(Problem(there.source.path, 1, 1, message))
            return
        rule, problems = self._rule(identifier, name, english, product)
        if rule is None:
            first = next(iter(english.values()))
            why = f"“{name}” is left out: {problems[0].message}"
            self.made.left_out.append(Problem(first.file, first.line, 1, why))
            return
        self.existing[identifier] = rule
        self.made.rules.append(rule)
        self.made.files[rule.source.path] = rule.source.text.encode()
        for language in rule.text:
            if language != SOURCE_LANGUAGE:
                self.made.untracked[language] += 1

    def _rule(
        self, identifier: str, name: str, english: ShippedFields, product: Product
    ) -> tuple[Rule | None, list[Problem]]:
        translations: dict[str, ShippedFields] = {}
        for locale in self.others:
            fields = self.shipped.of(locale.locale).get(name)
            if fields is not None:
                translations[locale.language] = fields
        facts = self.shipped.facts.get(name, {})
        data = _data(name, english, translations, facts)
        schema = schema_reference(self.root, "rule.schema.json")
        text = yaml_file(data.as_data(), schema)
        source = Source(rule_path(identifier), text)
        return read_rule(source, identifier, product, self.languages)

    def _add_shared_files(self) -> None:
        """Add catalogs, schemas and, in a new project, its settings."""
        translations = [one.language for one in self.others]
        rules = [self.existing[identifier] for identifier in sorted(self.existing)]
        products = [self.products[identifier] for identifier in sorted(self.products)]
        shared = words(products, rules)
        self.made.files |= updated(shared, self.root, translations)
        self.made.files |= schema_copies(self.root)
        if not has_settings(self.root):
            settings = self._settings().encode()
            self.made.files = {OWN_FILE: settings, **self.made.files}

    def _settings(self) -> str:
        lines = ["[locales]", f'{SOURCE_LANGUAGE} = "{SOURCE_LOCALE}"']
        for one in self.others:
            lines.append(f'{one.language} = "{one.locale}"')
        return "\n".join([*lines, ""])


def rule_name(name: str) -> str:
    """Return the name of a rule file: `ScanBootSector` is scan-boot-sector."""
    return "-".join(word.lower() for word in _WORD.findall(name)) or "rule"


def _data(
    name: str,
    english: ShippedFields,
    translations: Mapping[str, ShippedFields],
    facts: Mapping[str, str],
) -> RuleData:
    own_name = rule_name(name)
    head: dict[str, Data] = {}
    # The name that is made of the file's name needs no saying, and not every name may be said.
    if default_help_id(own_name) != name and HELP_ID.fullmatch(name):
        head["help_id"] = name
    head["page"] = facts.get("page") or own_name
    head["severity"] = _one_of(Severity, facts.get("severity"), Severity.WARNING)
    head["category"] = _one_of(Category, facts.get("category"), Category.CONFIGURATION)
    arguments = _arguments(english, facts.get("arguments", ""))
    if arguments:
        declared: dict[str, Data] = {}
        for one, kind in arguments.values():
            declared[one] = {"type": kind, "label": one.replace("_", " ")}
        head["arguments"] = declared
    texts = {SOURCE_LANGUAGE: _texts(english, arguments)}
    for language, fields in translations.items():
        texts[language] = _texts(fields, arguments)
    return RuleData(head=head, text=texts)


def _one_of(
    kind: type[Severity] | type[Category], word: str | None, otherwise: str
) -> str:
    """Return the word if a rule may have it; tables of Windows say nothing of this."""
    known = [str(one) for one in kind]
    plain = (word or "").casefold()
    if plain in known:
        return plain
    return otherwise


def _arguments(english: ShippedFields, told: str) -> dict[int, tuple[str, str]]:
    """Return the name and type of each argument that a text shows, by its number.

    A title has no arguments: what looks like one there is its text.
    """
    known: dict[int, tuple[str, str]] = {}
    for number, pair in enumerate(told.split()):
        name, _, kind = pair.partition(":")
        known[number] = (name, kind if kind in list(ArgumentType) else "text")
    used: set[int] = set()
    for name, text in english.items():
        if name != "title":
            used.update(_numbers(text.text))
    found: dict[int, tuple[str, str]] = {}
    for number in sorted(used):
        found[number] = known.get(number, (f"value_{number}", "text"))
    return found


def _numbers(text: str) -> Iterator[int]:
    for match in _PLACEHOLDER.finditer(text):
        if match[1]:
            yield int(match[1])


def _texts(
    fields: ShippedFields, arguments: Mapping[int, tuple[str, str]]
) -> TranslationData:
    def named(found: re.Match[str]) -> str:
        """Return a placeholder with its name; any other brace is one of the text."""
        if found[1] and int(found[1]) in arguments:
            return f"{{{arguments[int(found[1])][0]}}}"
        is_doubled = found[0] in ("{{", "}}")
        if is_doubled:
            return found[0]
        return doubled(found[0])

    texts: dict[str, str] = {}
    for name, one in fields.items():
        is_title = name == "title"
        if is_title:
            text = one.text
        else:
            text = _PLACEHOLDER.sub(named, one.text)
        if text.strip():
            texts[name] = text
    return TranslationData(texts)
