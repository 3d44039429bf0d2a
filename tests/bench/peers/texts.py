"""The rules of a generated project as plain pages, for tools that read Markdown or
reStructuredText.

A page has the parts that bpadocs puts on it: heading, table, sections, steps, code, note. Front
matter, arguments' labels and the hash of the English page have no counterpart in these tools, and
are left out.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bpadocs.project.tree import read_project
from bpadocs.rule.model import SOURCE_LANGUAGE, Rule
from bpadocs.words.labels import Labels, read_labels
from bpadocs.words.of_pages import HEADINGS, category_word, severity_word


class Piece(NamedTuple):
    """One text of a page: a heading, a cell, a step …; its inline marks are Markdown."""

    kind: str
    text: str


Page = Mapping[str, Sequence[Piece]]
"""A page's pieces in each language, piece for piece the same kinds."""

Writer = Callable[[Sequence[Piece]], str]


def read_pages(project: Path) -> dict[str, Page]:
    """Every rule of the project as a page, by its name."""
    read = read_project(project)
    labels = read_labels(project, read.settings.languages)
    return {
        rule.page: {
            language: list(_pieces(rule, labels[language]))
            for language in read.settings.languages
        }
        for rule in read.rules
    }


def translations(pages: Mapping[str, Page], language: str) -> dict[str, str]:
    """What each English text is called in this language."""
    return {
        english.text: translated.text
        for page in pages.values()
        for english, translated in zip(
            page[SOURCE_LANGUAGE], page[language], strict=True
        )
    }


def markdown(
    pieces: Sequence[Piece], sublist: str = "   ", note: str = "> **NOTE** {}"
) -> str:
    """As CommonMark; tools differ in how deep a list within a list stands, and in notes."""
    patterns = {
        "title": "# {}\n",
        "heading": "\n## {}\n",
        "subheading": "\n### {}\n",
        "label": "|**{}**|",
        "value": "{}|",
        "ui": "\n*{}*\n",
        "step": "1. {}\n",
        "substep": sublist + "- {}\n",
        "code": "\n```powershell\n{}\n```\n",
        "note": f"\n{note}\n",
    }
    return _written(pieces, patterns, "\n|  |  |\n|--|--|\n", "\n")


def rest(pieces: Sequence[Piece]) -> str:
    """As reStructuredText. Hangul is two columns wide, and a line under a heading may be too long,
    never too short.
    """
    patterns = {
        "title": "{}\n{underline:=<{wide}}\n",
        "heading": "\n{}\n{underline:-<{wide}}\n",
        "subheading": "\n{}\n{underline:~<{wide}}\n\n",
        "label": "   * - **{}**\n",
        "value": "     - {}",
        "ui": "\n*{}*\n",
        "step": "#. {}\n",
        "substep": "\n   - {}\n",
        "code": "\n.. code-block:: powershell\n\n   {}\n",
        "note": "\n.. note::\n\n   {}\n",
    }
    spelled = [
        Piece(kind, text if kind == "code" else text.replace("`", "``"))
        for kind, text in pieces
    ]
    return _written(spelled, patterns, "\n.. list-table::\n\n", "\n")


def _written(
    pieces: Sequence[Piece],
    patterns: Mapping[str, str],
    before_table: str,
    after_value: str,
) -> str:
    parts = []
    previous = ""
    for kind, text in pieces:
        if kind == "label" and previous == "title":
            parts.append(before_table)
        parts.append(patterns[kind].format(text, underline="", wide=2 * len(text)))
        if kind == "value":
            parts.append(after_value)
        previous = kind
    return "".join(parts)


def _pieces(rule: Rule, labels: Labels) -> Iterator[Piece]:
    fields = {
        name: str(text) for name, text in rule.text[labels.language].fields.items()
    }
    yield Piece("title", fields["title"])
    severity, category = (
        severity_word(rule.severity, rule.product),
        category_word(rule.category, rule.product),
    )
    rows = (
        ("Operating System", ", ".join(rule.operating_systems)),
        ("Product/Feature", rule.product.name),
        ("Severity", labels.word("severity", severity)),
        ("Category", labels.word("category", category)),
    )
    for label, value in rows:
        yield Piece("label", labels.word("table", label))
        yield Piece("value", value)
    for section, heading in HEADINGS.items():
        yield Piece("heading", labels.word("heading", heading))
        for paragraph in fields[section].split("\n\n"):
            yield Piece("ui", re.sub(r"\{(\w+)\}", r"(\1)", paragraph))
        yield from _details(fields.get(f"{section}_details", ""))


_DETAILS = re.compile(
    r"### (?P<subheading>.+)|```\w+\n(?P<code>.+)\n```|> \[!NOTE\]\n> (?P<note>.+)"
    r"|\d+\. (?P<step>.+)|   - (?P<substep>.+)"
)


def _details(text: str) -> Iterator[Piece]:
    """What the generator puts into details."""
    for match in _DETAILS.finditer(text):
        assert match.lastgroup
        yield Piece(match.lastgroup, match[match.lastgroup])
