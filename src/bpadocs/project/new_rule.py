"""Rule files and product files ready to fill in."""

import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from bpadocs.formats.yaml.scalars import ScalarPlace, write
from bpadocs.project.rule_head import RuleHead
from bpadocs.project.schema import FOLDER as SCHEMAS
from bpadocs.project.schema import as_text, rule_schema
from bpadocs.project.settings import read_settings
from bpadocs.rule.drafts import STARTERS
from bpadocs.rule.model import FIELDS, SOURCE_LANGUAGE

COPIES = "rules/.schemas"
"""Where a project that does not hold bpadocs itself keeps its copies of the schemas."""

# The fields that a translation of a new rule begins with, empty.
_ASKED = ("title", "description", "issue", "impact", "resolution", "resolution_details")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*")


def is_rule_id(identifier: str) -> bool:
    """Whether this is written like `product/rule`, in lower case."""
    return bool(_ID.fullmatch(identifier))


def rule_file(
    named: RuleHead,
    languages: Sequence[str],
    front_matter: Mapping[str, str],
    schema: str,
) -> str:
    """Return the text of a new rule file: English to replace, other languages still empty.

    The first of the languages is the one to write in.
    """
    head = [
        f"# yaml-language-server: $schema={schema}",
        f"page: {_written(named.page)}",
        f"severity: {named.severity}",
        "category: configuration",
        "# More: arguments, check, suppress; texts: see_also, compliant, plural forms. All of it:",
        "# “bpa schema”.",
    ]
    if front_matter:
        head.append("front_matter:")
        for key, value in front_matter.items():
            head.append(f"  {key}: {value}")
    starter = {"title": named.title, **STARTERS}
    text = ["text:"]
    for language in languages:
        text.append(f"  {language}:")
        if language == languages[0]:
            values = starter
        else:
            values = dict.fromkeys(_ASKED, "")
        for name in FIELDS:
            if name in values:
                value = _written(values[name])
                text.append(f"    {name}: {value}".rstrip())
    return "\n".join([*head, *text, ""])


def product_file(name: str, schema: str) -> str:
    """Return the text of a new product.yaml."""
    lines = [
        f"# yaml-language-server: $schema={schema}",
        f"name: {name}",
        "operating_systems:",
        "  - Windows Server 2025",
        "# More: applies_to, intro, note, front_matter. “bpa schema product” has all.",
    ]
    return "\n".join([*lines, ""])


def schema_reference(root: Path, name: str) -> str:
    """Return the path by which a file in rules/<product>/ names its schema.

    It is the package's own file where the project holds the package, else the project's copy.
    """
    package = SCHEMAS.resolve()
    # An environment below the project is not the project's own.
    own = package.is_relative_to(root) and "site-packages" not in package.parts
    folder = package if own else root / COPIES
    product = root / "rules" / "product"
    path = os.path.relpath(folder / name, product)
    return path.replace(os.sep, "/")


def schema_copies(root: Path) -> dict[str, bytes]:
    """Return the schemas to keep in the project, by path; none where it holds the package."""
    if not schema_reference(root, "x").startswith("../.schemas/"):
        return {}
    files = sorted(SCHEMAS.glob("*.schema.json"))
    copies = {}
    for file in files:
        copies[f"{COPIES}/{file.name}"] = file.read_bytes()
    own = read_settings(root)
    source = own.source_language
    if own.categories or own.severities or source != SOURCE_LANGUAGE:
        rules = as_text(rule_schema(own.categories, own.severities, source))
        copies[f"{COPIES}/rule.schema.json"] = rules.encode()
    return copies


def _written(text: str) -> str:
    """Return a text behind its key, quoted where it has to be."""
    if not text:
        return ""
    place = ScalarPlace(
        column=4,
        indent=6,
        block=False,
    )
    return write(text, place).head
