"""Split the body of a section into the fields of a rule: UI text and details.

UI text is what is in italics at the beginning of a section, with its placeholders; all the rest is
details.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bpadocs.errors import BpadocsError
from bpadocs.formats.fences import Fences
from bpadocs.formats.markdown import parse
from bpadocs.pages.markup import markdown, placeholder
from bpadocs.published.observed import colon_before
from bpadocs.published.subjects import PLACEHOLDER
from bpadocs.rule.placeholders import doubled

# The marks of a heading, its anchor, its words.
_HEADING = re.compile(r"( {0,3}#{1,6}[ \t]+)(?:<a name=\"([^\"]*)\"></a>)?(\S.*)?$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
# What begins a list, a heading, a quote, a table or code.
_STRUCTURE = re.compile(r"\s*(?:[-+*]\s|\d{1,9}[.)]\s|#{1,6}\s|>|\||`{3}|~{3})")
_LIKE_ITALICS = re.compile(r"\*[^* ].*(?<!\\)\*", re.DOTALL)
_FIELD = re.compile(r"\{(\w+)\}")
# An argument in UI text; `{{x}}` is the text “{x}”.
_ARGUMENT = re.compile(r"(?<!\{)\{([a-z]\w*)\}(?!\})")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a section says: UI text and Markdown, nothing where it has none."""

    ui: str | None
    details: str | None


class StructureDiffersError(BpadocsError):
    """A translated section that cannot be kept as it is; says why."""


# Markdown without needless blanks


def tidy(text: str) -> str:
    """Return Markdown without the blanks and blank lines that mean nothing.

    Hard line breaks stay, and so does every line of code.
    """
    lines: list[str] = []
    fences = Fences()
    last_words = ""
    for line, content in _trimmed(text):
        fences.has(line)
        if content:
            lines.append(content)
            last_words = content
        elif lines and (fences.is_open or lines[-1] or _is_indented_code(last_words)):
            lines.append("")
    return "\n".join(lines).strip("\n")


def _trimmed(text: str) -> Iterator[tuple[str, str]]:
    """Yield each line, and what it is without blanks at its end; a hard line break has two."""
    breaks = []
    if "\n" in text:
        breaks = [
            inline.start for inline in parse(text).of("break") if inline.text == "hard"
        ]
    position = 0
    for line in text.split("\n"):
        content = line.rstrip(" \t")
        is_break = _is_any_in(breaks, position + len(content), position + len(line))
        # a backslash is a break without the blanks
        if is_break and not content.endswith("\\"):
            content += "  "
        position += len(line) + 1
        yield line, content


def _is_any_in(offsets: Sequence[int], start: int, end: int) -> bool:
    """Return whether one of these sorted offsets is from start to end."""
    first = bisect_left(offsets, start)
    return first < len(offsets) and offsets[first] <= end


def _is_indented_code(line: str) -> bool:
    # the number of blank lines counts in indented code, as it does in a fence
    return line.startswith(("    ", "\t"))


# English


def english_fields(body: str, arguments: Mapping[str, str]) -> Fields:
    """Return the fields of an English section. `arguments` leads from label to name."""
    labels = {name: label for label, name in arguments.items()}
    ui: list[str] = []
    has_words = False
    for chunk in _chunks(body):
        alone = PLACEHOLDER.fullmatch(chunk)
        if alone:
            ui.append(f"{{{arguments[alone[1].strip()]}}}")
            continue
        plain = _plain(chunk, arguments)
        # what would be written otherwise is kept as Markdown
        if plain is None or markdown(plain, labels) != chunk:
            break
        ui.append(plain)
        has_words = True
    if not has_words:
        ui = []
    details = tidy(_after(body, len(ui)))
    return Fields("\n\n".join(ui) or None, details or None)


# Translations


def translated_fields(
    body: str, english: Fields, arguments: Mapping[str, str]
) -> Fields:
    """Return the fields of a translated section, its UI text where the English has it.

    Machine translation tears emphasis and placeholders; what is at the place of English UI text is
    UI text, with every word it has. Raises StructureDiffersError where the section has another
    structure than the English one.
    """
    paragraphs = english.ui.split("\n\n") if english.ui else []
    chunks = _chunks(body)
    is_too_short = len(chunks) < len(paragraphs)
    is_too_long = english.details is None and len(chunks) > len(paragraphs)
    if is_too_short or is_too_long:
        raise StructureDiffersError(
            f"it has {len(chunks)} paragraphs where the English has {len(paragraphs)}"
        )
    ui = []
    for chunk, paragraph in zip(chunks, paragraphs, strict=False):
        ui.append(_translated(chunk, paragraph, arguments))
    details = tidy(_after(body, len(ui)))
    if english.details is not None:
        details = without_anchors(details, english.details)
    return Fields("\n\n".join(ui) or None, details or None)


def _translated(chunk: str, english: str, arguments: Mapping[str, str]) -> str:
    """Return the UI text of a translated paragraph."""
    has_structure = _STRUCTURE.match(chunk) is not None
    has_brackets = "<" in chunk or ">" in chunk
    if _FIELD.fullmatch(english) and has_brackets and not has_structure:
        # an argument alone, whatever has become of its label
        return english
    plain = _plain(chunk, _inline_arguments(chunk, english, arguments))
    if plain is not None:
        return plain
    blocks = () if has_structure else parse(chunk).blocks
    if len(blocks) != 1:
        raise StructureDiffersError(
            f"“{chunk[:40]}” stands where the English has UI text"
        )
    return doubled(blocks[0].plain.strip(" *"))


def _inline_arguments(
    chunk: str, english: str, arguments: Mapping[str, str]
) -> Mapping[str, str]:
    """Return which argument each placeholder of a translated sentence is.

    It is the one at its place; none is where the sentence has not as many as the English one.
    """
    names = _ARGUMENT.findall(english)
    found = PLACEHOLDER.findall(chunk)
    labels = {name: label for label, name in arguments.items()}

    def shown(field: re.Match[str]) -> str:
        """Return an argument as the English page shows it."""
        return placeholder(labels.get(field[1], field[1]))

    english_chunk = _FIELD.sub(shown, english)
    if len(names) != len(found) or colon_before(english_chunk) != colon_before(chunk):
        return {}
    return {label.strip(): name for label, name in zip(found, names, strict=True)}


# UI text


def _plain(chunk: str, arguments: Mapping[str, str]) -> str | None:
    """Return the UI text that a paragraph wholly in italics shows; None for any other paragraph."""
    if not is_in_italics(chunk):
        return None
    inner = chunk[1:-1]
    pieces = []
    end = 0
    for match in PLACEHOLDER.finditer(inner):
        name = arguments.get(match[1].strip())
        if name:
            pieces.append(doubled(_unescaped(inner[end : match.start()])))
            pieces.append(f"{{{name}}}")
            end = match.end()
    pieces.append(doubled(_unescaped(inner[end:])))
    return "".join(pieces)


def is_in_italics(chunk: str) -> bool:
    """Return whether a paragraph is one stretch of text in italics, with no other markup in it."""
    # most paragraphs do not even look so, and need no tree to tell
    if not _LIKE_ITALICS.fullmatch(chunk):
        return False
    blocks = parse(chunk).blocks
    if len(blocks) != 1 or blocks[0].kind != "paragraph":
        return False
    inlines = blocks[0].inlines
    if len(inlines) != 1 or inlines[0].kind != "em":
        return False
    return all(child.kind in ("text", "break") for child in inlines[0].children)


def _unescaped(text: str) -> str:
    """Return the text that is shown: without backslashes, and without blanks at line ends."""
    shown = _ESCAPED.sub(r"\1", text)
    if "\n" in shown:
        return _without_blanks(shown)
    return shown


def _without_blanks(text: str) -> str:
    return "\n".join([line.rstrip(" \t") for line in text.split("\n")])


# Paragraphs


def _chunks(body: str) -> list[str]:
    """Return the paragraphs as they are, without the blanks at line ends."""
    return [_without_blanks(chunk).strip() for chunk, _ in placed_paragraphs(body)]


def _after(body: str, count: int) -> str:
    """Return what follows the first paragraphs."""
    pieces = placed_paragraphs(body)
    if count >= len(pieces):
        return ""
    _, start = pieces[count]
    return body[start:]


def placed_paragraphs(body: str) -> list[tuple[str, int]]:
    """Return the paragraphs between blank lines, and where each begins."""
    pieces: list[tuple[list[str], int]] = []
    position = 0
    is_new = True
    for line in body.split("\n"):
        if not line.strip(" \t"):
            is_new = True
        elif is_new:
            pieces.append(([line], position))
            is_new = False
        else:
            lines, _ = pieces[-1]
            lines.append(line)
        position += len(line) + 1
    return [("\n".join(lines), start) for lines, start in pieces]


# Headings


class _HeadingLine(NamedTuple):
    """A heading: the number of its line, and its parts."""

    number: int
    marks: str
    anchor: str | None
    words: str


def without_anchors(text: str, english: str) -> str:
    """Return a localized text whose headings have lost the anchors of the English headings.

    A build gives them back. There are as many as the English has headings; any others stay.
    """
    left = len(_headings(english.split("\n")))
    lines = text.split("\n")
    for heading in _headings(lines):
        if heading.anchor is not None and left:
            lines[heading.number] = f"{heading.marks}{heading.words}"
            left -= 1
    return "\n".join(lines)


def _headings(lines: Sequence[str]) -> list[_HeadingLine]:
    """Return the headings of a text; a line of code is none."""
    found = []
    fences = Fences()
    for number, line in enumerate(lines):
        if fences.has(line):
            heading = None
        else:
            heading = _HEADING.match(line)
        if heading:
            heading_line = _HeadingLine(
                number=number,
                marks=heading[1],
                anchor=heading[2],
                words=heading[3] or "",
            )
            found.append(heading_line)
    return found
