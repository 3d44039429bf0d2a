"""Messages for PSRule: a page of help a rule and culture, and a table of texts for its scripts.

    psrule/fr-FR/TestFailover.md        what Get-PSRuleHelp shows
    psrule/fr-FR/PSRule-rules.psd1      $LocalizedData.TestFailover_Problem -f 'SQL01'

PSRule reads its pages line by line, with a reader of its own, and they are written for it:

- A heading of the first level begins another rule. One of the second level begins a section, and
  must have a name that PSRule knows. Any other heading ends the section.
- A recommendation ends at the first code.
- Numbered items run into one line unless there are blank lines between them.
- A fence counts only at the start of its line.
- A link by reference ends the text.
"""

import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urljoin

from bpadocs.formats.fences import FencePart, Fences
from bpadocs.messages.catalog import CatalogHead, Entry, FileNames, Piece, merged
from bpadocs.messages.keys import fact_pairs, flat_texts, head_pairs
from bpadocs.rule.model import DETAIL_FIELDS, Text, general_form
from bpadocs.rule.placeholders import fill
from bpadocs.runtime import FORMAT
from bpadocs.words.cldr import culture


class _Headings(NamedTuple):
    """The names of the sections that PSRule knows in a culture."""

    synopsis: str
    description: str
    recommendation: str
    notes: str
    links: str


_HEADINGS = _Headings(
    synopsis="SYNOPSIS",
    description="DESCRIPTION",
    recommendation="RECOMMENDATION",
    notes="NOTES",
    links="LINKS",
)
_OWN_HEADINGS = {
    "es": _Headings(
        synopsis="Sinopsis",
        description="Descripción",
        recommendation="Recomendación",
        notes="Notas",
        links="Enlaces",
    ),
}
"""Of the languages that PSRule has been translated into."""

QUOTES = "'‘’‚‛"
"""What PowerShell reads as a single quote. Doubled, each stands for itself."""

# In a fragment. UTF-8 never has this byte.
_BETWEEN_FILES = b"\xfc"

_ESCAPED = re.compile(r"[\\\[\]<`]")
# A line that would be a heading: marks at its start, or nothing but a rule under the line above.
_HEADING_LINE = re.compile(r"^(?=#|-+$|=+$)", re.MULTILINE)
# Longer than words and address of any link. Without an end, each of many brackets that nothing
# closes would be followed through the whole text.
_WORDS_OF_LINK = r"[^\]\n]{1,500}+"
_LINK = re.compile(
    rf"(?<!\\)\[({_WORDS_OF_LINK})\]\(([^)\s]{{1,2000}}+)(?:[^\S\n][^)\n]{{0,500}}+)?\)"
)
_NO_LINK = re.compile(rf"(?<!\\)\[(?!{_WORDS_OF_LINK}\]\([^)\n]{{1,2500}}+\))")
_HEADING = re.compile(r" {0,3}#{1,6}\s+(.*?)\s*#*$")
_QUOTED = re.compile(r" {0,3}>[ ]?")
_ALERT = re.compile(r"\[!\w+\]\s*$")
_NUMBERED = re.compile(r"\s*\d+[.)]\s")
_NO_PROSE = re.compile(r"\s*(?:[-*+|#>]|\d+[.)]\s|```|~~~)")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


def paths(names: FileNames) -> list[str]:
    """Return where the files of a language are, below build/messages/."""
    found = [_table_path(names.locale)]
    for help_id in names.help_ids:
        found.append(_page_path(names.locale, help_id))
    return found


def _page_path(locale: str, help_id: str) -> str:
    return f"psrule/{culture(locale)}/{help_id}.md"


def _table_path(locale: str) -> str:
    return f"psrule/{culture(locale)}/PSRule-rules.psd1"


def documents(head: CatalogHead, pieces: Sequence[Piece]) -> dict[str, bytes]:
    """Return the page of each rule, and the table of all."""
    files: dict[str, bytes] = {}
    rows: list[bytes] = []
    for piece in pieces:
        page, _, row = piece.content.partition(_BETWEEN_FILES)
        if head.version:
            front = f"---\nversion: {head.version}\n"
        else:
            front = "---\n"
        files[_page_path(head.locale, piece.help_id)] = front.encode() + page
        rows.append(row)
    shared: list[str] = []
    for key, value in [*head_pairs(head), *head.words.items()]:
        shared.append(_row(key, value))
    # Without the BOM, Windows PowerShell would take UTF-8 for the system's code page.
    table = (BOM_UTF8, b"@{\n", "".join(shared).encode(), *rows, b"}\n")
    files[_table_path(head.locale)] = b"".join(table)
    return files


def fragment(entry: Entry, english: Entry) -> bytes:
    """Return one rule's page, without the start of its front matter, and its rows of the table."""
    fields, _ = merged(entry, english)
    rows: list[str] = []
    for one in flat_texts(entry.facts, fields):
        rows.append(_row(one.key, one.text))
    for key, value in fact_pairs(entry.facts, str(fields["help"])):
        rows.append(_row(key, value))
    page = _page(entry, fields)
    return page.encode() + _BETWEEN_FILES + "".join(rows).encode()


def excerpt(entry: Entry, english: Entry) -> str:
    """Return one rule's rows of the table as somebody reads them there."""
    _, _, rows = fragment(entry, english).partition(_BETWEEN_FILES)
    return rows.decode()


def _row(key: str, value: str) -> str:
    return f"  '{key}' = {quoted(value)}\n"


def quoted(text: str) -> str:
    """Return a literal of PowerShell: nothing in it is a variable, an escape or an end."""
    for quote in QUOTES:
        if quote in text:
            text = text.replace(quote, quote + quote)
    return f"'{text}'"


# The page


def _page(entry: Entry, fields: Mapping[str, Text]) -> str:
    language, _, _ = entry.language.partition("-")
    names = _OWN_HEADINGS.get(language, _HEADINGS)
    labels = {name: f"<{label}>" for name, label in entry.argument_labels.items()}
    shown: dict[str, str] = {}
    for name in ("issue", "impact", "resolution"):
        text = general_form(fields.get(name, ""))
        shown[name] = plain(fill(text, labels))
    title = _one_line(general_form(fields.get("title", entry.facts.help_id)))
    # PSRule takes the heading as it stands, but for backslashes.
    heading = title.replace("\\", "\\\\")
    help_link = str(fields["help"])
    notes = "\n\n".join(_notes(entry.details, help_link))
    links = [f"- [{plain(title)}]({help_link})", *_links(entry.details, help_link)]
    sections = {
        names.synopsis: _one_line(shown["issue"]) or plain(title),
        names.description: f"{shown['issue']}\n\n{shown['impact']}".strip(),
        names.recommendation: shown["resolution"] or _prose(entry.details),
        names.notes: notes,
        names.links: "\n".join(links),
    }
    lines = [*_front_matter(entry, help_link), "", f"# {heading}", ""]
    for name, content in sections.items():
        if content:
            lines += [f"## {name}", "", content, ""]
    return "\n".join(lines)


def _front_matter(entry: Entry, help_link: str) -> list[str]:
    """Return the annotations of a rule. PSRule keeps quotes, so there are none."""
    facts = entry.facts
    arguments = [f"{one.name}:{one.type}" for one in facts.arguments]
    lines = [
        f"format: {FORMAT}",
        f"severity: {facts.severity}",
        f"category: {facts.category}",
        f"page: {facts.page}",
    ]
    if arguments:
        lines.append(f"arguments: {' '.join(arguments)}")
    return [*lines, f"online version: {help_link}", "---"]


def plain(text: str) -> str:
    """Return plain text as PSRule reads it back."""
    return _HEADING_LINE.sub(" ", _ESCAPED.sub(r"\\\g<0>", text))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _prose(details: Mapping[str, str]) -> str:
    """Return how the details of the resolution begin, up to the first list, table or code."""
    found: list[str] = []
    for paragraph in _PARAGRAPH.split(details.get("resolution_details", "").strip()):
        if not paragraph or _NO_PROSE.match(paragraph):
            break
        found.append(_NO_LINK.sub(r"\\[", paragraph))
    return "\n\n".join(found)


def _notes(details: Mapping[str, str], base: str) -> Iterator[str]:
    """Yield what goes with the texts of a rule, but for what is only links."""
    for name in DETAIL_FIELDS:
        if name in details and name != "see_also":
            yield "\n".join(_lines(details[name], base)).strip()


def _lines(text: str, base: str) -> Iterator[str]:
    """Yield the lines of Markdown as PSRule understands them."""
    fences = Fences()
    indent = 0
    for line in text.split("\n"):
        part = fences.part(line)
        if part is FencePart.OPENING:
            indent = len(line) - len(line.lstrip())
            # It never shows what is marked as YAML.
            info = line.strip().lstrip("`~").strip()
            yield "```" + ("yml" if info.lower() == "yaml" else info)
        elif part is FencePart.CLOSING:
            yield "```"
        elif part is FencePart.CODE:
            code = line[min(indent, len(line) - len(line.lstrip())) :]
            yield f" {code}" if code.startswith("```") else code
        else:
            yield from _text_lines(line, base)
    if fences.is_open:
        yield "```"


def _text_lines(line: str, base: str) -> Iterator[str]:
    """Yield a line outside code: no heading, no quotation, and each numbered item apart."""
    line = _QUOTED.sub("", line)
    if _ALERT.match(line):
        return
    heading = _HEADING.fullmatch(line)
    if heading:
        line = f"**{heading[1]}**"
    if _NUMBERED.match(line):
        yield ""
    line = _NO_LINK.sub(r"\\[", line)
    line = _LINK.sub(lambda link: f"[{link[1]}]({_absolute(base, link[2])})", line)
    yield _HEADING_LINE.sub(" ", line)


def _links(details: Mapping[str, str], base: str) -> Iterator[str]:
    """Yield each link of the details once."""
    seen: set[str] = set()
    for text in details.values():
        fences = Fences()
        for line in text.split("\n"):
            if fences.has(line):
                continue
            for words, target in _LINK.findall(line):
                address = _absolute(base, target)
                if address not in seen:
                    seen.add(address)
                    yield f"- [{words}]({address})"


def _absolute(base: str, target: str) -> str:
    """Return where a link of the page leads to, seen from anywhere."""
    address = urljoin(base, target)
    path, mark, anchor = address.partition("#")
    if "://" not in target and not base.endswith(".md"):
        path = path.removesuffix(".md")
    return f"{path}{mark}{anchor}"
