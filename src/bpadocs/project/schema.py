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
from bpadocs.rule.names import HELP_ID, PAGE_NAME
from bpadocs.rule.provenance import PAGE_HASH
from bpadocs.words.profiles import PROFILES

FOLDER = Path(__file__).parents[1] / "schemas"
DIALECT = "http://json-schema.org/draft-07/schema#"
"""The draft that every editor's YAML support knows."""

Schema = dict[str, Any]

_ID = "urn:bpadocs:schema:"
"""What the name of each schema begins with. It leads nowhere: the schemas come with the package."""

_FIELD_WORDS = {
    "title": "The name of the rule, and the heading of its page. Without it, a translation has "
    "the English, marked, or in a region what its language has, as for all fields; the English "
    "must have it.",
    "description": "One sentence for search engines: what the page gives. Without it, the page "
    "says none.",
    "heading": "The heading of the page, where it is not the title. Without it, it is the title.",
    "issue": "UI text: what was found. Plain text and {arguments}. Without it, the page has the "
    "details alone and the message is empty.",
    "issue_details": "Markdown, for the page alone. Without it, the UI text stands alone.",
    "impact": "UI text: what may come of it. Plain text and {arguments}. Without it, the page has "
    "the details alone and the message is empty.",
    "impact_details": "Markdown, for the page alone. Without it, the UI text stands alone.",
    "resolution": "UI text: what to do. Plain text and {arguments}. Without it, the page has the "
    "details alone and the message is empty.",
    "resolution_details": "Markdown, for the page alone: steps, code, notes, tables. Without it, "
    "the UI text stands alone.",
    "see_also": "Markdown at the end of the page, with its own heading. Without it, the page ends "
    "before.",
    "compliant": "UI text: what a checker says when all is well. Without it, checkers say a "
    "sentence that all rules share.",
}
_FIELD_EXAMPLES = {
    "title": "Keep free addresses in every DHCP scope",
    "description": "What to do when a DHCP scope is nearly full.",
    "heading": "DHCP: keep free addresses in every scope",
    "issue": "Some DHCP scopes are nearly full.",
    "issue_details": "Reserved addresses count as leased.",
    "impact": "Devices may get no address from these scopes: {scopes}",
    "impact_details": "Devices that have a lease keep it until it ends.",
    "resolution": "Extend the scopes, or shorten their leases.",
    "resolution_details": "1. Run `Get-DhcpServerv4ScopeStatistics`.\n2. Extend the scope.",
    "see_also": "## See also\n\n[DHCP](https://example.com/dhcp)",
    "compliant": "Every DHCP scope has free addresses.",
}
_SUPPRESSED_FIELD = (
    "fr.impact, or impact for every language. Without it, the whole rule is meant."
)
_OTHER = "other"
"""The plural category that every language has."""
_FORMS = {"one": "One scope is nearly full.", _OTHER: "Some scopes are nearly full."}
_STAMP = "c8ec540e0a a8143480f1 human reviewed"
_PAGE = "bb885ffe01b9aa286861166395f68c277ed4bce0"

_SENTENCE: Schema = {"type": ["string", "null"]}
"""A bare number is a mistake here; what is meant to be one is quoted."""


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
            "File name of the page, without .md.",
            "DHCP-scopes-should-have-free-addresses",
            pattern=f"^{PAGE_NAME.pattern}$",
        ),
        "help_id": _text(
            "What checkers call the rule. Without it, the name is made of the file's name.",
            "FreeAddresses",
            pattern=f"^{HELP_ID.pattern}$",
        ),
        "aliases": _lines(
            "Ids that the rule had before; checkers that ask for one get this rule. Written by bpa "
            "mv. Without it, the rule has always had its name.",
            ["hyper-v/old-name"],
        ),
        "redirect_from": _lines(
            "Where the page was before; pages there lead here. Written by bpa mv and bpa rm. "
            "Without it, the page has always been here.",
            ["hyper-v/Old-Page"],
        ),
        "severity": {
            "description": "How bad a violation is. The setting severities adds others.",
            "enum": [*map(str, Severity), *severities],
            "examples": [str(Severity.WARNING)],
        },
        "category": {
            "description": "Where the rule stands in the index. The setting categories adds "
            "others.",
            "enum": [*map(str, Category), *categories],
            "examples": ["operations"],
        },
        "operating_systems": _lines(
            "What the rule holds for. Without it, those of the product.",
            ["Windows Server 2022", "Windows Server 2025"],
        ),
        "applies_to": _optional(
            "The line below the heading; empty for none. Without it, it names the operating "
            "systems.",
            "Applies To: Windows Server 2025",
        ),
        "intro": _optional(
            "The Markdown sentence above the property table, translated in locales/; empty for "
            "none. Without it, that of the product.",
            "For scans, see [the guide](https://example.com/scans).",
        ),
        "note": _optional(
            "The Markdown sentence below the table; empty for none. Without it, that of the "
            "product, or one about italics.",
            "Italics show what a checker prints.",
        ),
        "arguments": _arguments(),
        "check": _text(
            "A JMESPath expression over the inventory that yields the offending names. Without "
            "it, bpa check says nothing of the rule.",
            "VMs[?State == 'Running'].Name",
        ),
        "front_matter": _front_matter(
            "Only what differs from product.yaml. Without it, nothing does.",
            {"ms.date": "11/28/2026"},
        ),
        "layout": _layout(),
        "suppress": _suppressions(),
        "text": _texts(source_language),
    }
    return _document(
        "rule", "A Best Practices Analyzer rule", properties, REQUIRED_IN_RULE
    )


def product_schema() -> Schema:
    """Return the schema of `rules/<product>/product.yaml`."""
    properties: Schema = {
        "name": _text(
            "The name of the product or feature, never translated.", "DHCP Server"
        ),
        "operating_systems": _lines(
            "What the product's rules hold for.", ["Windows Server 2025"]
        ),
        "applies_to": _text(
            "The line below the heading of each page. Without it, it names the operating systems.",
            "Applies To: Windows Server",
        ),
        "intro": _optional(
            "The Markdown sentence above the property table, translated in locales/. Without it, "
            "there is none.",
            "For scans, see [the guide](https://example.com/scans).",
        ),
        "note": _optional(
            "The Markdown sentence below the property table. Without it, one about italics.",
            "Italics show what a checker prints.",
        ),
        "front_matter": _front_matter(
            "Defaults in page order; an empty value keeps the place for each rule's own. Without "
            "it, pages have only what bpadocs writes itself.",
            {"ms.topic": "article", "ms.date": ""},
        ),
        "layout": _layout(),
        "model": _text(
            "The name of the Best Practices Analyzer model. Without it, the name is made of the "
            "folder's name.",
            "HyperV",
            pattern=f"^{HELP_ID.pattern}$",
        ),
        "order": _lines(
            "The names of the rules in the order in which they came; a new one goes to the end, "
            "and one that is gone stays. Written by bpa new-model and bpa new. Without it, tables "
            "of messages are in the order of the names.",
            ["failover-network", "dynamic-memory"],
        ),
        "redirects": {
            "description": "Where pages lead whose rules are gone: an address, or index. Written "
            "by bpa rm. Without it, no page leads on.",
            "type": ["object", "null"],
            "additionalProperties": {"type": "string"},
            "examples": [{"Old-Page": "index"}],
        },
    }
    return _document(
        "product",
        "What the rules of one product share",
        properties,
        REQUIRED_IN_PRODUCT,
    )


def settings_schema() -> Schema:
    """Return the schema of bpadocs.toml, which is that of [tool.bpadocs] in pyproject.toml."""
    properties: Schema = {
        "locales": _locales(),
        "source": {
            "description": "The language that rules are written in, of those under locales.",
            "type": "string",
            "examples": ["fr"],
            "default": SOURCE_LANGUAGE,
        },
        "help": {
            "description": "Where a rule's page is once it is published; checkers print it. With "
            "{locale}, {product} and {page}.",
            "type": "string",
            "examples": ["https://example.com/{locale}/{product}/{page}"],
            "default": settings.HELP,
        },
        "edit_url": {
            "description": "Where a file of the project is edited at its code host: the site links "
            "there. With {path}, from the project's folder, and {line}. Without it, there is no "
            "such link.",
            "type": "string",
            "pattern": f"^{settings.EDIT_URL.pattern}$",
            "examples": [
                "https://github.com/OWNER/REPOSITORY/edit/main/{path}#L{line}"
            ],
        },
        "issue_url": {
            "description": "Where somebody writes of a text: the site links there. With {rule}, "
            "{field} and {language}. Without it, there is no such link.",
            "type": "string",
            "pattern": f"^{settings.ISSUE_URL.pattern}$",
            "examples": ["https://github.com/OWNER/REPOSITORY/issues/new?title={rule}"],
        },
        "out": {
            "description": "The folder in the project that pages and messages are built to.",
            "type": "string",
            "pattern": f"^{settings.FOLDER.pattern}$",
            "default": settings.OUT,
            "examples": ["public"],
        },
        "template": {
            "description": "The file in the project that is the template of its pages, in Jinja2. "
            "It may extend bpadocs/page.md.j2. Without it, pages are made by that one.",
            "examples": ["page.md.j2"],
            "type": "string",
            "pattern": f"^{settings.FOLDER.pattern}$",
        },
        "categories": {
            "description": "Categories of rules beside the usual ones, with their English words. "
            "Without it, there are the usual ones.",
            "type": "object",
            "examples": [{"storage": "Storage"}],
            "propertyNames": {
                "pattern": f"^{settings.CATEGORY.pattern}$",
                "not": {"enum": [str(one) for one in Category]},
            },
            "additionalProperties": _words_of(
                "The word, which locales/ translates.", "Storage"
            ),
        },
        "severities": _severities(),
        "messages": {
            "description": "For what checkers messages are written.",
            "type": "array",
            "items": {"enum": list(settings.TARGETS)},
            "uniqueItems": True,
            "default": list(settings.USUAL_TARGETS),
            "examples": [["gettext", "psrule"]],
        },
        "version": {
            "description": "The version of the rules, which each catalog names. Without it, "
            "catalogs name none.",
            "type": "string",
            "examples": ["1.2"],
            "pattern": f"^{settings.VERSION.pattern}$",
        },
        "lint": _lint(),
    }
    document = _document(
        "settings", "The settings of a bpadocs project", properties, ()
    )
    return {**document, **_source_is_a_locale()}


def _source_is_a_locale() -> Schema:
    """Return what holds that the source has pages, as far as a schema can say so."""
    is_english = {"properties": {"source": {"const": SOURCE_LANGUAGE}}}
    has_english = {"properties": {"locales": {"required": [SOURCE_LANGUAGE]}}}
    return {"if": is_english, "then": has_english, "else": {"required": ["locales"]}}


def _severities() -> Schema:
    severity = _object(
        {
            "word": _words_of("The word, which locales/ translates.", "Critical"),
            "like": {
                "examples": [str(Severity.ERROR)],
                "description": "The usual one that stands for it in formats that know no others.",
                "enum": [str(one) for one in Severity],
            },
        },
        required=settings.SEVERITY_KEYS,
        title="A severity",
    )
    return {
        "description": "Severities of rules beside the usual ones. Without it, there are the "
        "usual ones.",
        "type": "object",
        "examples": [{"critical": {"word": "Critical", "like": "error"}}],
        "propertyNames": {
            "pattern": f"^{settings.CATEGORY.pattern}$",
            "not": {"enum": [str(one) for one in Severity]},
        },
        "additionalProperties": severity,
    }


def _language_schema() -> Schema:
    return language_schema(_head("language", "What a project knows of a language"))


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
        "examples": [{SOURCE_LANGUAGE: "en-us", "fr": "fr-fr"}],
    }


def _lint() -> Schema:
    level = {"enum": ["error", "warning", "hint"]}
    names = {"type": "array", "items": {"type": "string"}}
    suppression = _object(
        {
            "files": _words_of("A pattern of files.", "rules/hyper-v/*"),
            "check": _words_of("The name of the check.", "length"),
            "field": _words_of(_SUPPRESSED_FIELD, "fr.impact"),
            "reason": _words_of(
                "Why this is right as it is.", "these texts have a limit"
            ),
        },
        required=("files", "check", "reason"),
        title="A suppression",
    )
    properties: Schema = {
        "profile": {
            "description": "The field of work whose names and terms hold; empty for none.",
            "enum": ["", *PROFILES],
            "default": "",
            "examples": [PROFILES[0]],
        },
        "enable": {
            "description": "Checks that are off by default and run all the same.",
            **names,
            "default": [],
            "examples": [["korean-spacing"]],
        },
        "disable": {
            "description": "Checks that do not run.",
            **names,
            "default": [],
            "examples": [["length"]],
        },
        "severity": {
            "description": "How bad the findings of a check are. Without it, as each check says.",
            "type": "object",
            "examples": [{"terms": "error"}],
            "additionalProperties": level,
        },
        "options": {
            "description": "Thresholds of checks; bpa explain CHECK names them. Without it, as "
            "each check says.",
            "type": "object",
            "examples": [{"head-length": {"title_max": 60}}],
            "additionalProperties": {"type": "object"},
        },
        "suppress": {
            "description": "Findings in whole files that are meant to be, each with its reason.",
            "type": "array",
            "items": suppression,
            "default": [],
            "examples": [[{"files": "rules/*", "check": "length", "reason": "limits"}]],
        },
    }
    about = "What lint looks for. Without it, what is usual."
    return {
        "description": about,
        **_object(properties, title="Lint"),
        "examples": [{"profile": "windows"}],
    }


def _words_of(description: str, example: str) -> Schema:
    return {
        "description": description,
        "type": "string",
        "minLength": 1,
        "examples": [example],
    }


def _arguments() -> Schema:
    label = "What stands on the page in its place."
    argument = _object(
        {
            "type": _choice(ArgumentType, "What kind of value it is."),
            "label": _text(label, "list of DHCP scopes"),
            "values": _values(),
        },
        required=REQUIRED_IN_ARGUMENT,
        title="An argument",
    )
    return {
        "description": "What the checker passes in, by name. Without it, the texts take nothing.",
        "examples": [{"scopes": {"type": "list", "label": "list of DHCP scopes"}}],
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
        "description": "Of a choice: what the checker passes in, and the English words for it. "
        "Without it, the argument is no choice.",
        "examples": [{"StartPending": "starting"}],
        "type": "object",
        "additionalProperties": _scalar(),
    }


def _suppressions() -> Schema:
    suppression = _object(
        {
            "check": _text("The name of the check.", "length"),
            "field": _text(_SUPPRESSED_FIELD, "fr.impact"),
            "reason": _text(
                "Why this is right as it is.", "the table has room for no more"
            ),
        },
        required=REQUIRED_IN_SUPPRESSION,
        title="A suppression",
    )
    suppression["defaultSnippets"] = [
        _snippet(
            "suppression",
            "a finding that is meant to be, and why",
            {"check": "${1:check}", "field": "${2:fr.issue}", "reason": "${3:why}"},
        )
    ]
    return {
        "description": "Findings that are meant to be, each with its reason. Without it, all "
        "findings are told.",
        "examples": [[{"check": "length", "field": "fr.impact", "reason": "limits"}]],
        "type": ["array", "null"],
        "items": suppression,
    }


def _texts(source_language: str) -> Schema:
    source = {
        **_translation(),
        "title": "The source texts",
        "description": "The texts that everything is translated from.",
        "required": ["title"],
        "examples": [{"title": _FIELD_EXAMPLES["title"]}],
    }
    return {
        "description": "The rule's texts, by language.",
        "examples": [{SOURCE_LANGUAGE: {"title": _FIELD_EXAMPLES["title"]}}],
        "type": "object",
        "required": [source_language],
        "properties": {source_language: source},
        "additionalProperties": {"anyOf": [_translation(), {"type": "null"}]},
    }


def _translation() -> Schema:
    properties: Schema = {name: _field(name) for name in FIELDS}
    properties["front_matter"] = _front_matter(
        "Only what this language's page has of its own. Without it, nothing is.",
        {"ms.locfileid": "71234567"},
    )
    properties["layout"] = _layout()
    properties["synced"] = _synced()
    return _object(properties, title="The texts of one language")


def _field(name: str) -> Schema:
    description, example = _FIELD_WORDS[name], _FIELD_EXAMPLES[name]
    if name in UI_FIELDS:
        return {
            "description": description,
            "anyOf": [_plural(), _SENTENCE],
            "examples": [example],
        }
    return _sentence(description, example)


def _synced() -> Schema:
    about = (
        "The English and the translation that somebody confirmed, by their fingerprints; who made "
        "the translation, and whether it was reviewed. Without it, nobody has confirmed it."
    )
    stamp = {"description": about, "type": "string", "examples": [_STAMP]}
    stamps: Schema = dict.fromkeys(FIELDS, stamp)
    page = _text(
        "The English page it was made from, by its SHA-1. Without it, that is not known.",
        _PAGE,
        pattern=f"^{PAGE_HASH.pattern}$",
    )
    return {
        "title": "Provenance",
        "description": "Provenance, written by bpa stamp only. Without it, no text is confirmed.",
        "examples": [{"title": _STAMP}],
        "type": ["object", "null"],
        "additionalProperties": False,
        "properties": {**stamps, MADE_FROM: page},
    }


def _plural() -> Schema:
    forms: Schema = {}
    for category in PLURAL_CATEGORIES:
        about = f"The text for numbers that CLDR calls “{category}” in the language."
        if category != _OTHER:
            about += f" Without it, they have that of “{_OTHER}”."
        forms[category] = _sentence(about, _FORMS.get(category, "{scopes}: …"))
    counted = (
        "The argument that is counted; it stands in the English alone. Without it, it is the only "
        "one that can be: a list or a number."
    )
    plural = _object(
        {"count": _text(counted, "scopes"), **forms},
        required=(_OTHER,),
        title="Plural forms",
    )
    body = {"count": "${1:argument}", "one": "${2:one thing}", "other": "${3:things}"}
    plural["defaultSnippets"] = [
        _snippet("plural forms", "a text that depends on a count", body)
    ]
    return plural


def _document(
    name: str, title: str, properties: Schema, required: tuple[str, ...]
) -> Schema:
    return {**_head(name, title), **_object(properties, required=required)}


def _head(name: str, title: str) -> Schema:
    """Return how every schema of ours begins."""
    return {"$schema": DIALECT, "$id": f"{_ID}{name}", "title": title}


def _object(
    properties: Schema, required: tuple[str, ...] = (), title: str = ""
) -> Schema:
    """Return an object that has these properties and no others; editors show its title."""
    schema: Schema = {"title": title} if title else {}
    schema |= {
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    if required:
        schema["required"] = list(required)
    return schema


def _sentence(description: str, example: str) -> Schema:
    return {"description": description, **_SENTENCE, "examples": [example]}


def _scalar() -> Schema:
    # What YAML reads as a number, a date or a boolean is text here.
    return {"type": ["string", "number", "boolean", "null"]}


def _text(description: str, example: str, pattern: str | None = None) -> Schema:
    schema: Schema = {"description": description, "examples": [example]}
    if pattern:
        return {**schema, "type": "string", "pattern": pattern}
    return {**schema, "type": ["string", "number", "boolean"]}


def _optional(description: str, example: str) -> Schema:
    return {"description": description, **_scalar(), "examples": [example]}


def _lines(description: str, example: list[str]) -> Schema:
    return {
        "description": description,
        "type": "array",
        "items": {"type": ["string", "number"]},
        "examples": [example],
    }


def _choice(values: type[ArgumentType], description: str) -> Schema:
    names = [str(value) for value in values]
    return {"description": description, "enum": names, "examples": names[:1]}


def _front_matter(description: str, example: dict[str, str]) -> Schema:
    return {
        "description": description,
        "type": ["object", "null"],
        "additionalProperties": _scalar(),
        "examples": [example],
    }


def _layout() -> Schema:
    return {
        "description": "Layout of an existing page that means nothing, kept so that the page comes "
        "out byte for byte. Written by bpa import. Without it, pages are laid out as bpadocs does.",
        "type": ["object", "null"],
        "additionalProperties": _scalar(),
        "examples": [{"trailing": 2, "headings": "bold"}],
    }


def as_text(schema: Schema) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
