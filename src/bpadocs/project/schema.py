"""The JSON Schemas of rules, products, settings and languages, for editors that help as one types.

They are made from the model, so that they always are of the files that bpadocs reads.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bpadocs.project import settings
from bpadocs.project.language_schema import language_schema
from bpadocs.project.read_rule import ARGUMENT_NAME
from bpadocs.rule.help_id import HELP_ID
from bpadocs.rule.keys import (
    REQUIRED_IN_ARGUMENT,
    REQUIRED_IN_PRODUCT,
    REQUIRED_IN_RULE,
    REQUIRED_IN_SUPPRESSION,
)
from bpadocs.rule.model import (
    FIELDS,
    MADE_FROM,
    PLURAL_CATEGORIES,
    SOURCE_LANGUAGE,
    UI_FIELDS,
    ArgumentType,
    Category,
    Severity,
)
from bpadocs.rule.page_name import PAGE_NAME
from bpadocs.rule.provenance import PAGE_HASH
from bpadocs.words.profiles import PROFILES

FOLDER = Path(__file__).parents[1] / "schemas"
DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that every editor's YAML support knows."""

Schema = dict[str, Any]

_FIELD_WORDS = {
    "title": "The name of the rule, and the heading of its page.",
    "description": "One sentence for search engines: what the page gives.",
    "heading": "The heading of the page, where it is not the title.",
    "issue": "UI text: what was found. Plain text and {arguments}.",
    "issue_details": "Markdown, for the page alone.",
    "impact": "UI text: what may come of it. Plain text and {arguments}.",
    "impact_details": "Markdown, for the page alone.",
    "resolution": "UI text: what to do. Plain text and {arguments}.",
    "resolution_details": "Markdown, for the page alone: steps, code, notes, tables.",
    "see_also": "Markdown at the end of the page, with its own heading.",
    "compliant": "UI text: what a checker says when all is well.",
}


def schemas() -> dict[str, str]:
    """Return the schemas as JSON text, by file name."""
    return {
        "rule.schema.json": as_text(rule_schema()),
        "product.schema.json": as_text(product_schema()),
        "settings.schema.json": as_text(settings_schema()),
        "language.schema.json": as_text(_language_schema()),
    }


def rule_schema(
    categories: Iterable[str] = (),
    severities: Iterable[str] = (),
    source_language: str = SOURCE_LANGUAGE,
) -> Schema:
    """Return the schema of `rules/<product>/<rule>.yaml`, with what the project has of its own."""
    properties: Schema = {
        "page": _text(
            "File name of the page, without .md.", pattern=f"^{PAGE_NAME.pattern}$"
        ),
        "help_id": _text(
            "What checkers call the rule; made of the file's name, when absent.",
            pattern=f"^{HELP_ID.pattern}$",
        ),
        "aliases": _lines(
            "Ids that the rule had before, such as hyper-v/old-name; checkers that ask for one get "
            "this rule. Written by bpa mv."
        ),
        "redirect_from": _lines(
            "Where the page was before, such as hyper-v/Old-Page; pages there lead here. Written "
            "by bpa mv and bpa rm."
        ),
        "severity": {
            "description": "How bad a violation is.",
            "enum": [*map(str, Severity), *severities],
        },
        "category": {
            "description": "Where the rule stands in the index.",
            "enum": [*map(str, Category), *categories],
        },
        "operating_systems": _lines(
            "What the rule holds for; the product's, when absent."
        ),
        "applies_to": _optional(
            "The line below the heading; the operating systems, when absent; empty for none."
        ),
        "intro": _optional(
            "The Markdown sentence above the property table, translated in locales/; "
            "empty for none."
        ),
        "note": _optional(
            "The Markdown sentence below the table; the one about italics, when absent; "
            "empty for none."
        ),
        "arguments": _arguments(),
        "check": _text(
            "A JMESPath expression over the inventory that yields the offending names."
        ),
        "front_matter": _front_matter("Only what differs from product.yaml."),
        "layout": _layout(),
        "suppress": _suppressions(),
        "text": _texts(source_language),
    }
    return _document("A Best Practices Analyzer rule", properties, REQUIRED_IN_RULE)


def product_schema() -> Schema:
    """Return the schema of `rules/<product>/product.yaml`."""
    properties: Schema = {
        "name": _text("The name of the product or feature, never translated."),
        "operating_systems": _lines("What the product's rules hold for."),
        "applies_to": _text(
            "The line below the heading of each page; the operating systems, when absent."
        ),
        "intro": _optional(
            "The Markdown sentence above the property table, translated in locales/."
        ),
        "note": _optional(
            "The Markdown sentence below the property table; the one about italics, when absent."
        ),
        "front_matter": _front_matter(
            "Defaults in page order; an empty value keeps the place for each rule's own."
        ),
        "layout": _layout(),
        "model": _text(
            "The name of the Best Practices Analyzer model; made of the folder's name, "
            "when absent.",
            pattern=f"^{HELP_ID.pattern}$",
        ),
        "order": _lines(
            "The names of the rules in the order in which they came; a new one goes to the "
            "end, and one that is gone stays. Written by bpa new-model and bpa new."
        ),
        "redirects": {
            "description": "Where pages lead whose rules are gone: an address, or index. Written "
            "by bpa rm.",
            "type": ["object", "null"],
            "additionalProperties": {"type": "string"},
        },
    }
    return _document(
        "What the rules of one product share", properties, REQUIRED_IN_PRODUCT
    )


def settings_schema() -> Schema:
    """Return the schema of bpadocs.toml, which is that of [tool.bpadocs] in pyproject.toml."""
    properties: Schema = {
        "locales": _locales(),
        "source": {
            "description": "The language that rules are written in, of those under locales.",
            "type": "string",
            "default": SOURCE_LANGUAGE,
        },
        "help": {
            "description": "Where a rule's page is once it is published; checkers print it. With "
            "{locale}, {product} and {page}.",
            "type": "string",
            "default": settings.HELP,
        },
        "edit_url": {
            "description": "Where a file of the project is edited at its code host: the site links "
            "there. With {path}, from the project's folder, and {line}.",
            "type": "string",
            "pattern": f"^{settings.EDIT_URL.pattern}$",
        },
        "issue_url": {
            "description": "Where somebody writes of a text: the site links there. With {rule}, "
            "{field} and {language}.",
            "type": "string",
            "pattern": f"^{settings.ISSUE_URL.pattern}$",
        },
        "out": {
            "description": "The folder in the project that pages and messages are built to.",
            "type": "string",
            "pattern": f"^{settings.FOLDER.pattern}$",
            "default": settings.OUT,
        },
        "template": {
            "description": "The file in the project that is the template of its pages, in Jinja2. "
            "It may extend bpadocs/page.md.j2.",
            "type": "string",
            "pattern": f"^{settings.FOLDER.pattern}$",
        },
        "categories": {
            "description": "Categories of rules beside the usual ones, with their English words.",
            "type": "object",
            "propertyNames": {
                "pattern": f"^{settings.CATEGORY.pattern}$",
                "not": {"enum": [str(one) for one in Category]},
            },
            "additionalProperties": _words_of("The word, which locales/ translates."),
        },
        "severities": _severities(),
        "messages": {
            "description": "For what checkers messages are written.",
            "type": "array",
            "items": {"enum": list(settings.TARGETS)},
            "uniqueItems": True,
            "default": list(settings.USUAL_TARGETS),
        },
        "version": {
            "description": "The version of the rules, which each catalog names.",
            "type": "string",
            "pattern": f"^{settings.VERSION.pattern}$",
        },
        "lint": _lint(),
    }
    document = _document("The settings of a bpadocs project", properties, ())
    return {**document, **_source_is_a_locale()}


def _source_is_a_locale() -> Schema:
    """Return what holds that the source has pages, as far as a schema can say so."""
    is_english = {"properties": {"source": {"const": SOURCE_LANGUAGE}}}
    has_english = {"properties": {"locales": {"required": [SOURCE_LANGUAGE]}}}
    return {"if": is_english, "then": has_english, "else": {"required": ["locales"]}}


def _severities() -> Schema:
    severity = _object(
        {
            "word": _words_of("The word, which locales/ translates."),
            "like": {
                "description": "The usual one that stands for it in formats that know no others.",
                "enum": [str(one) for one in Severity],
            },
        },
        required=settings.SEVERITY_KEYS,
    )
    return {
        "description": "Severities of rules beside the usual ones.",
        "type": "object",
        "propertyNames": {
            "pattern": f"^{settings.CATEGORY.pattern}$",
            "not": {"enum": [str(one) for one in Severity]},
        },
        "additionalProperties": severity,
    }


def _language_schema() -> Schema:
    title = "What a project knows of a language"
    return language_schema({"$schema": DIALECT, "title": title})


def _locales() -> Schema:
    return {
        "description": "The language of the texts, and the locale of its pages.",
        "type": "object",
        "propertyNames": {"pattern": f"^{settings.TAG.pattern}$"},
        "additionalProperties": {
            "type": "string",
            "pattern": f"^{settings.PAGE_LOCALE.pattern}$",
        },
        "default": {SOURCE_LANGUAGE: "en-us"},
    }


def _lint() -> Schema:
    level = {"enum": ["error", "warning", "hint"]}
    names = {"type": "array", "items": {"type": "string"}}
    suppression = _object(
        {
            "files": _words_of("A pattern of files, such as rules/hyper-v/*."),
            "check": _words_of("The name of the check."),
            "field": _words_of("fr.impact, or impact for every language."),
            "reason": _words_of("Why this is right as it is."),
        },
        required=("files", "check", "reason"),
    )
    properties: Schema = {
        "profile": {
            "description": "The field of work whose names and terms hold.",
            "enum": ["", *PROFILES],
        },
        "enable": {
            "description": "Checks that are off by default and run all the same.",
            **names,
        },
        "disable": {"description": "Checks that do not run.", **names},
        "severity": {
            "description": "How bad the findings of a check are.",
            "type": "object",
            "additionalProperties": level,
        },
        "options": {
            "description": "Thresholds of checks; bpa explain CHECK names them.",
            "type": "object",
            "additionalProperties": {"type": "object"},
        },
        "suppress": {
            "description": "Findings in whole files that are meant to be, each with its reason.",
            "type": "array",
            "items": suppression,
        },
    }
    return {"description": "What lint looks for.", **_object(properties)}


def _words_of(description: str) -> Schema:
    return {"description": description, "type": "string", "minLength": 1}


def _arguments() -> Schema:
    label = "What stands on the page in its place, such as: list of virtual machines."
    argument = _object(
        {
            "type": _choice(ArgumentType, "What kind of value it is."),
            "label": _text(label),
            "values": _values(),
        },
        required=REQUIRED_IN_ARGUMENT,
    )
    return {
        "description": "What the checker passes in, by name.",
        "type": ["object", "null"],
        "propertyNames": {"pattern": f"^{ARGUMENT_NAME.pattern}$"},
        "additionalProperties": argument,
        "defaultSnippets": [
            _snippet(
                "argument",
                "a value that the checker passes in",
                {
                    "${1:name}": {
                        "type": "${2|list,number,text|}",
                        "label": "${3:list of things}",
                    }
                },
            )
        ],
    }


def _snippet(label: str, description: str, body: Schema) -> Schema:
    """Return what an editor offers to write in one go; the draft has no word for it."""
    return {"label": label, "description": description, "body": body}


def _values() -> Schema:
    return {
        "description": "Of a choice: what the checker passes in, and the English words for it.",
        "type": "object",
        "additionalProperties": _scalar(),
    }


def _suppressions() -> Schema:
    field = "fr.impact, or impact for every language, or nothing for the whole rule."
    suppression = _object(
        {
            "check": _text("The name of the check."),
            "field": _text(field),
            "reason": _text("Why this is right as it is."),
        },
        required=REQUIRED_IN_SUPPRESSION,
    )
    suppression["defaultSnippets"] = [
        _snippet(
            "suppression",
            "a finding that is meant to be, and why",
            {"check": "${1:check}", "field": "${2:fr.issue}", "reason": "${3:why}"},
        )
    ]
    return {
        "description": "Findings that are meant to be, each with its reason.",
        "type": ["array", "null"],
        "items": suppression,
    }


def _texts(source_language: str) -> Schema:
    return {
        "description": "The rule's texts, by language.",
        "type": "object",
        "required": [source_language],
        "properties": {source_language: {**_translation(), "required": ["title"]}},
        "additionalProperties": {"anyOf": [_translation(), {"type": "null"}]},
    }


def _translation() -> Schema:
    properties: Schema = {name: _field(name) for name in FIELDS}
    properties["front_matter"] = _front_matter(
        "Only what this language's page has of its own."
    )
    properties["layout"] = _layout()
    properties["synced"] = _synced()
    return _object(properties)


def _field(name: str) -> Schema:
    description = _FIELD_WORDS[name]
    if name in UI_FIELDS:
        return {"description": description, "anyOf": [_plural(), _sentence()]}
    return {"description": description, **_sentence()}


def _synced() -> Schema:
    stamps: Schema = {name: {"type": "string"} for name in FIELDS}
    page = _text("The English page it was made from.", pattern=f"^{PAGE_HASH.pattern}$")
    return {
        "description": "Provenance, written by bpa stamp only.",
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {**stamps, MADE_FROM: page},
    }


def _plural() -> Schema:
    forms: Schema = {category: _sentence() for category in PLURAL_CATEGORIES}
    plural = _object(
        {"count": _text("The argument that is counted."), **forms}, required=("other",)
    )
    body = {"count": "${1:argument}", "one": "${2:one thing}", "other": "${3:things}"}
    plural["defaultSnippets"] = [
        _snippet("plural forms", "a text that depends on a count", body)
    ]
    return plural


def _document(title: str, properties: Schema, required: tuple[str, ...]) -> Schema:
    return {
        "$schema": DIALECT,
        "title": title,
        **_object(properties, required=required),
    }


def _object(properties: Schema, required: tuple[str, ...] = ()) -> Schema:
    schema: Schema = {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    if required:
        schema["required"] = list(required)
    return schema


def _sentence() -> Schema:
    # A bare number is a mistake here; what is meant to be one is quoted.
    return {"type": ["string", "null"]}


def _scalar() -> Schema:
    # What YAML reads as a number, a date or a boolean is text here.
    return {"type": ["string", "number", "boolean", "null"]}


def _text(description: str, pattern: str | None = None) -> Schema:
    if pattern:
        return {"description": description, "type": "string", "pattern": pattern}
    return {"description": description, "type": ["string", "number", "boolean"]}


def _optional(description: str) -> Schema:
    return {"description": description, **_scalar()}


def _lines(description: str) -> Schema:
    return {
        "description": description,
        "type": "array",
        "items": {"type": ["string", "number"]},
    }


def _choice(values: type[ArgumentType], description: str) -> Schema:
    return {"description": description, "enum": [str(value) for value in values]}


def _front_matter(description: str) -> Schema:
    return {
        "description": description,
        "type": ["object", "null"],
        "additionalProperties": _scalar(),
    }


def _layout() -> Schema:
    return {
        "description": "Layout of an existing page that means nothing, kept so that the page comes "
        "out byte for byte.",
        "type": ["object", "null"],
        "additionalProperties": _scalar(),
    }


def as_text(schema: Schema) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
