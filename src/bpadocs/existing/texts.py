"""The body of a section into the fields of a rule: UI text and details.

UI text is what stands in italics at the beginning of a section, with its placeholders; all the rest is details.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bpadocs.existing.learn import colon_before
from bpadocs.existing.units import PLACEHOLDER
from bpadocs.markdown import parse
from bpadocs.pages.anchors import slug
from bpadocs.pages.ui_text import markdown, placeholder

_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"( {0,3}#{1,6}[ \t]+)(?:<a name=\"([^\"]*)\"></a>)?(\S.*)?$")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BRACKETS = re.compile(r"\\?<[^<>\n]*>?|>")
_STRUCTURE = re.compile(r"\s*(?:[-+*]\s|\d{1,9}[.)]\s|#{1,6}\s|>|\||`{3}|~{3})")


@dataclass(frozen=True, slots=True)
class Fields:
    """What a section says: UI text and Markdown, nothing where it has none."""

    ui: str | None
    details: str | None


class BentError(Exception):
    """A translated section that cannot be kept as it is; says why."""


def tidy(text: str) -> str:
    """Markdown without the blanks and blank lines that mean nothing. Hard line breaks stay."""
    if not text.strip():
        return ""
    hard = [inline.start for inline in parse(text).of("break") if inline.text == "hard"]
    lines: list[str] = []
    fence = ""
    last = ""
    position = 0
    for line in text.split("\n"):
        content = line.rstrip(" \t")
        after = bisect_left(hard, position + len(content))
        breaks = after < len(hard) and hard[after] <= position + len(line) and not content.endswith("\\")
        mark = _FENCE.match(line)
        if mark and (not fence or mark[1].startswith(fence)):
            fence = "" if fence else mark[1]
        position += len(line) + 1
        # in indented code the number of blank lines counts, as it does in a fence
        if content or (lines and (fence or lines[-1] or last.startswith(("    ", "\t")))):
            lines.append(content + "  " if breaks else content)
            last = lines[-1] or last
    return "\n".join(lines).strip("\n")


def english_fields(body: str, arguments: Mapping[str, str]) -> Fields:
    """The fields of an English section. `arguments` leads from label to name."""
    chunks = _chunks(body)
    labels = {name: label for label, name in arguments.items()}
    ui: list[str] = []
    words = False
    for chunk in chunks:
        alone = PLACEHOLDER.fullmatch(chunk)
        if alone:
            text = f"{{{arguments[alone[1].strip()]}}}"
        elif (plain := _plain(chunk, arguments)) is not None and markdown(plain, labels) == chunk:
            text, words = plain, True
        else:
            break
        ui.append(text)
    if not words:
        ui = []
    details = _after(body, len(ui))
    return Fields("\n\n".join(ui) or None, tidy(details) or None)


def translated_fields(body: str, english: Fields, arguments: Mapping[str, str]) -> Fields:
    """The fields of a translated section, its UI text where the English has it.

    Machine translation tears emphasis and placeholders; what stands at the place of English UI text is UI text, with
    every word it has. Raises BentError where the section has another structure than the English one.
    """
    paragraphs = english.ui.split("\n\n") if english.ui else []
    chunks = _chunks(body)
    if len(chunks) < len(paragraphs):
        raise BentError(f"it has {len(chunks)} paragraphs where the English has {len(paragraphs)}")
    if english.details is None and len(chunks) > len(paragraphs):
        raise BentError(f"it has {len(chunks)} paragraphs where the English has {len(paragraphs)}")
    ui = [_translated(chunk, paragraph, arguments) for chunk, paragraph in zip(chunks, paragraphs, strict=False)]
    details = tidy(_after(body, len(ui)))
    if english.details is not None:
        details = without_anchors(details, english.details)
    return Fields("\n\n".join(ui) or None, details or None)


def _translated(chunk: str, english: str, arguments: Mapping[str, str]) -> str:
    alone = re.fullmatch(r"\{(\w+)\}", english)
    if alone and ("<" in chunk or ">" in chunk) and not _STRUCTURE.match(chunk):
        return english
    plain = _plain(chunk, _inline_arguments(chunk, english, arguments))
    if plain is not None:
        return plain
    if _STRUCTURE.match(chunk):
        raise BentError(f"“{chunk[:40]}” stands where the English has UI text")
    tree = parse(chunk)
    if len(tree.blocks) != 1:
        raise BentError(f"“{chunk[:40]}” stands where the English has UI text")
    return _braces(tree.blocks[0].plain.strip(" *"))


def _inline_arguments(chunk: str, english: str, arguments: Mapping[str, str]) -> Mapping[str, str]:
    """Which argument each placeholder of a translated sentence is: the one at its place, if it is whole."""
    names = re.findall(r"(?<!\{)\{([a-z]\w*)\}(?!\})", english)
    found = PLACEHOLDER.findall(chunk)
    labels = {name: label for label, name in arguments.items()}
    shown = re.sub(r"\{(\w+)\}", lambda match: placeholder(labels.get(match[1], match[1])), english)
    if len(names) != len(found) or colon_before(shown) != colon_before(chunk):
        return {}
    return {label.strip(): name for label, name in zip(found, names, strict=True)}


def _plain(chunk: str, arguments: Mapping[str, str]) -> str | None:
    """The UI text that a paragraph wholly in italics shows; None for any other paragraph."""
    if len(chunk) < 3 or chunk[0] != "*" or chunk[-1] != "*" or chunk[1] in "* " or chunk.endswith("\\*"):
        return None
    tree = parse(chunk)
    if len(tree.blocks) != 1 or tree.blocks[0].kind != "paragraph":
        return None
    inlines = tree.blocks[0].inlines
    if (
        len(inlines) != 1
        or inlines[0].kind != "em"
        or any(x.kind != "text" and x.kind != "break" for x in inlines[0].children)
    ):
        return None
    inner = chunk[1:-1]
    pieces = []
    end = 0
    for match in PLACEHOLDER.finditer(inner):
        name = arguments.get(match[1].strip())
        if name:
            pieces += [_braces(_unescaped(inner[end : match.start()])), f"{{{name}}}"]
            end = match.end()
    pieces.append(_braces(_unescaped(inner[end:])))
    return "".join(pieces)


def _unescaped(text: str) -> str:
    return (
        "\n".join(line.rstrip(" \t") for line in _ESCAPED.sub(r"\1", text).split("\n"))
        if "\n" in text
        else _ESCAPED.sub(r"\1", text)
    )


def _braces(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _chunks(body: str) -> list[str]:
    """Paragraphs as they stand, without the blanks at line ends."""
    return ["\n".join(line.rstrip(" \t") for line in chunk.split("\n")).strip() for chunk, _ in _pieces(body)]


def _after(body: str, count: int) -> str:
    """What follows the first paragraphs."""
    pieces = _pieces(body)
    return body[pieces[count][1] :] if count < len(pieces) else ""


def _pieces(body: str) -> list[tuple[str, int]]:
    """Paragraphs between blank lines, and where each begins."""
    pieces: list[tuple[list[str], int]] = []
    position = 0
    fresh = True
    for line in body.split("\n"):
        if not line.strip(" \t"):
            fresh = True
        elif fresh:
            pieces.append(([line], position))
            fresh = False
        else:
            pieces[-1][0].append(line)
        position += len(line) + 1
    return [("\n".join(lines), start) for lines, start in pieces]


def without_anchors(text: str, english: str) -> str:
    """A localized text whose headings have lost the anchors of the English headings; a build gives them back."""
    names = iter([slug(heading) for _, _, heading in _headings(english.split("\n"))])
    lines = text.split("\n")
    for number, start, heading in _headings(lines):
        match = _HEADING.match(lines[number])
        if match and match[2] is not None and next(names, None) is not None:
            lines[number] = f"{start}{heading}"
    return "\n".join(lines)


def _headings(lines: Sequence[str]) -> list[tuple[int, str, str]]:
    found = []
    fence = ""
    for number, line in enumerate(lines):
        if mark := _FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        elif not fence and (match := _HEADING.match(line)):
            found.append((number, match[1], match[3] or ""))
    return found
