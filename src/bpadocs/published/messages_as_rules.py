"""Make a project of what a checker ships: each rule of its tables becomes a rule file."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bpadocs.errors import Problem
from bpadocs.formats.yaml.nodes import Source
from bpadocs.pages.pair import Locale
from bpadocs.project.new_rule import product_file, schema_copies, schema_reference
from bpadocs.project.read_rule import read_product, read_rule
from bpadocs.project.settings import FILE
from bpadocs.project.tree import PRODUCT_FILE, RULES, read_project, rule_path
from bpadocs.published.importer import ImportedPages
from bpadocs.published.rule_data import RuleData, TranslationData
from bpadocs.published.shipped import SOURCE_LOCALE, ShippedFields, ShippedMessages
from bpadocs.published.yaml_text import Data, yaml_file
from bpadocs.rule.keys import RULE_KEYS
from bpadocs.rule.model import (
    SOURCE_LANGUAGE,
    ArgumentType,
    Category,
    Product,
    Rule,
    Severity,
)
from bpadocs.words.catalogs import updated
from bpadocs.words.vocabulary import words

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(\d{1,2})(?:[,:][^{}]*)?\}|[{}]")


def rules_of_messages(
    shipped: ShippedMessages, others: Sequence[Locale], root: Path, product_id: str
) -> ImportedPages:
    """Return the files of the project, without writing them; its own rules stay as they are."""
    made = ImportedPages(left_out=[*shipped.broken])
    languages = (SOURCE_LANGUAGE, *(locale.language for locale in others))
    project = read_project(root) if (root / RULES).is_dir() else None
    products = {one.id: one for one in project.products} if project else {}
    existing = {one.id: one for one in project.rules} if project else {}
    product = products.get(product_id) or _new_product(root, product_id, made)
    for name, english in shipped.of(SOURCE_LOCALE).items():
        identifier = f"{product_id}/{rule_name(name)}"
        if identifier in existing:
            place = existing[identifier].source.path
            made.kept.append(Problem(place, 1, 1, f"“{name}” is a rule here already"))
            continue
        translations = {one.language: shipped.of(one.locale) for one in others}
        data = _data(name, english, translations, shipped.facts.get(name, {}))
        schema = schema_reference(root, "rule.schema.json")
        source = Source(rule_path(identifier), yaml_file(data.as_data(), schema))
        rule, problems = read_rule(source, identifier, product, languages)
        if rule is None:
            first = next(iter(english.values()))
            why = f"“{name}” is left out: {problems[0].message}"
            made.left_out.append(Problem(first.file, first.line, 1, why))
            continue
        made.rules.append(rule)
        made.files[rule.source.path] = rule.source.text.encode()
        made.untracked.update(one for one in rule.text if one != SOURCE_LANGUAGE)
    if made.rules:
        everything = [*existing.values(), *made.rules]
        own_products = [*(products | {product_id: product}).values()]
        _add_shared_files(made, root, others, own_products, everything)
    return made


def _new_product(root: Path, product_id: str, made: ImportedPages) -> Product:
    """Return a product with what can be known of it: its name."""
    path = f"{RULES}/{product_id}/{PRODUCT_FILE}"
    name = product_id.replace("-", " ").title()
    text = product_file(name, schema_reference(root, "product.schema.json"))
    product, _ = read_product(Source(path, text), product_id)
    assert product is not None  # what we write, we can read
    made.files[path] = text.encode()
    return product


def rule_name(name: str) -> str:
    """Return the name of a rule file: `ScanBootSector` is scan-boot-sector."""
    return "-".join(word.lower() for word in _WORD.findall(name)) or "rule"


def _default_help_id(name: str) -> str:
    return "".join(part[0].upper() + part[1:] for part in name.split("-"))


def _data(
    name: str,
    english: ShippedFields,
    translations: Mapping[str, Mapping[str, ShippedFields]],
    facts: Mapping[str, str],
) -> RuleData:
    own_name = rule_name(name)
    head: dict[str, Data] = {}
    # Only where a rule may say so: the name that is made of the file's name needs no saying.
    if "help_id" in RULE_KEYS and _default_help_id(own_name) != name:
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
    for language, rules in translations.items():
        if name in rules:
            texts[language] = _texts(rules[name], arguments)
    return RuleData(head=head, text=texts)


def _one_of(
    kind: type[Severity] | type[Category], word: str | None, otherwise: str
) -> str:
    """Return the word if a rule may have it; tables of Windows say nothing of this."""
    return word if word in [str(one) for one in kind] else otherwise


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
        return found[0] if is_doubled else _doubled(found[0])

    texts: dict[str, str] = {}
    for name, one in fields.items():
        is_title = name == "title"
        text = one.text if is_title else _PLACEHOLDER.sub(named, one.text)
        if text.strip():
            texts[name] = text
    return TranslationData(texts)


def _doubled(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _add_shared_files(
    made: ImportedPages,
    root: Path,
    others: Sequence[Locale],
    products: Sequence[Product],
    rules: Sequence[Rule],
) -> None:
    """Add catalogs, schemas and, in a new project, its settings."""
    translations = [one.language for one in others]
    shared = words(products, sorted(rules, key=lambda rule: rule.id))
    made.files |= updated(shared, root, translations)
    made.files |= schema_copies(root)
    if not (root / FILE).exists():
        lines = ["[tool.bpadocs.locales]", f'{SOURCE_LANGUAGE} = "{SOURCE_LOCALE}"']
        for one in others:
            lines.append(f'{one.language} = "{one.locale}"')
        settings = "\n".join([*lines, ""])
        made.files = {FILE: settings.encode(), **made.files}
