"""A rule file ready to fill in, in every language of the project."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from bpadocs.model import FIELDS, SOURCE_LANGUAGE
from bpadocs.schema import FOLDER as SCHEMAS

COPIES = "rules/.schemas"
"""Where a project that does not hold bpadocs itself keeps its copies of the schemas."""

_ASKED = ("title", "description", "issue", "impact", "resolution", "resolution_details")
_ID = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*")


def is_rule_id(identifier: str) -> bool:
    """Whether it reads `product/rule`, in lower case."""
    return bool(_ID.fullmatch(identifier))


def rule_file(identifier: str, languages: Iterable[str], front_matter: Mapping[str, str], schema: str) -> str:
    """The text of the new file: English to replace, the other languages still empty."""
    words = identifier.partition("/")[2].replace("-", " ")
    title = words[0].upper() + words[1:]
    page = title.replace(" ", "-")
    head = [
        f"# yaml-language-server: $schema={schema}",
        f"page: {page}",
        "severity: warning",
        "category: configuration",
    ]
    own = [f"  {key}: {value}" for key, value in front_matter.items()]
    if own:
        head += ["front_matter:", *own]
    english = {
        "title": title,
        "description": "One sentence for search engines.",
        "issue": "What was found. The checker prints it; plain text and {{arguments}}.",
        "impact": "What may come of it.",
        "resolution": "What to do.",
        "resolution_details": "How to do it, step by step: Markdown, for the page alone.",
    }
    text = ["text:"]
    for language in languages:
        text.append(f"  {language}:")
        values = english if language == SOURCE_LANGUAGE else dict.fromkeys(_ASKED, "")
        text += [f"    {name}: {_quoted(values[name])}".rstrip() for name in FIELDS if name in values]
    return "\n".join([*head, *text, ""])


def product_file(name: str, schema: str) -> str:
    """The text of a new product.yaml."""
    lines = [
        f"# yaml-language-server: $schema={schema}",
        f"name: {name}",
        "operating_systems:",
        "  - Windows Server 2025",
    ]
    return "\n".join([*lines, ""])


def schema_reference(root: Path, name: str) -> str:
    """How a file in rules/<product>/ names its schema: the package's own where the project holds it, else a copy."""
    package = SCHEMAS.resolve()
    folder = package if package.is_relative_to(root) and "site-packages" not in package.parts else root / COPIES
    return os.path.relpath(folder / name, root / "rules" / "product").replace(os.sep, "/")


def schema_copies(root: Path) -> dict[str, bytes]:
    """The schemas to keep in the project, by path; none where the project holds the package."""
    if not schema_reference(root, "x").startswith("../.schemas/"):
        return {}
    return {f"{COPIES}/{path.name}": path.read_bytes() for path in sorted(SCHEMAS.glob("*.schema.json"))}


def _quoted(text: str) -> str:
    return f'"{text}"' if ": " in text or "{" in text else text
