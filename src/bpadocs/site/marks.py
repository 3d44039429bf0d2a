"""Findings beside a text and in it: marks at their spans, which change nothing of what it says."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from bpadocs.formats.markdown import Inline
from bpadocs.lint.findings import Edit, Finding, Level
from bpadocs.rule.placeholders import TOKEN
from bpadocs.site.facts import LEVELS

MOST_AROUND = 24
"""How many characters around a fix are shown."""


@dataclass(frozen=True, slots=True)
class ShownFix:
    """What a fix puts in the place of what."""

    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding below the texts, or several that say the same."""

    id: str
    level: Level
    message: str
    check: str
    count: int
    marks: tuple[str, ...]
    """The anchors of what is marked in the text because of it."""
    file: str
    line: int
    column: int
    """Where the first is."""
    fix: ShownFix | None
    also: tuple[str, ...]
    """What other checks say of the same words."""


def grouped(findings: Sequence[Finding]) -> dict[Finding, str]:
    """Return the id of the remark for each finding; those that say the same of a text share one."""
    found: dict[Finding, str] = {}
    first: dict[tuple[str | None, ...], str] = {}
    for finding in findings:
        same = finding.check, finding.message, finding.language, finding.field
        found[finding] = first.setdefault(same, f"finding-{len(first) + 1}")
    return found


def remarks(
    found: Sequence[Finding], ids: Mapping[Finding, str], shown: Collection[str] = ()
) -> list[Remark]:
    """Return what is to be said of these findings, the worst first.

    `shown` has the anchors of the marks that are in the text.
    """
    by_id: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in sorted(found, key=lambda one: LEVELS.index(one.severity)):
        by_id[ids[finding]].append(finding)
    return [_remark(identifier, same, shown) for identifier, same in by_id.items()]


def _remark(identifier: str, same: Sequence[Finding], shown: Collection[str]) -> Remark:
    first = same[0]
    fixes = first.safe_fixes
    anchors = [mark_id(identifier, number) for number in range(len(same))]
    return Remark(
        id=identifier,
        level=first.severity,
        message=first.message,
        check=first.check,
        count=len(same) + sum(len(one.elsewhere) for one in same),
        marks=tuple(anchor for anchor in anchors if anchor in shown),
        file=first.file,
        line=first.place.line,
        column=first.place.column,
        fix=_shown_fix(fixes[0]) if fixes else None,
        also=tuple(dict.fromkeys(one.message for one in first.also)),
    )


def _shown_fix(fix: Edit) -> ShownFix:
    """Return a fix with the words around it: a blank or a sign alone says nothing."""
    text = fix.field_text
    blank = text.rfind(" ", 0, fix.start)
    line = text.rfind("\n", 0, fix.start)
    start = max(blank + 1, line + 1, fix.start - MOST_AROUND)
    end = min(_next_blank(text, fix.end), fix.end + MOST_AROUND)
    before, after = text[start : fix.start], text[fix.end : end]
    return ShownFix(text[start:end], f"{before}{fix.text}{after}")


def _next_blank(text: str, place: int) -> int:
    for number, character in enumerate(text[place:], start=place):
        if character.isspace():
            return number
    return len(text)


def mark_id(identifier: str, number: int) -> str:
    """Return the anchor of the mark for one of the findings of a remark."""
    name = identifier.replace("finding", "mark")
    return f"{name}-{number}" if number else name


@dataclass(frozen=True, slots=True)
class Mark:
    """The span of a finding in a text."""

    start: int
    end: int
    level: Level
    remark: str
    id: str


def marks_in(
    text: str, found: Sequence[Finding], ids: Mapping[Finding, str]
) -> list[Mark]:
    """Return the marks of these findings. One over all of a text would say nothing."""
    numbers: defaultdict[str, int] = defaultdict(int)
    marks = []
    for finding in found:
        remark = ids[finding]
        if 0 < finding.end - finding.start < len(text):
            mark = Mark(
                start=finding.start,
                end=finding.end,
                level=finding.severity,
                remark=remark,
                id=mark_id(remark, numbers[remark]),
            )
            marks.append(mark)
        numbers[remark] += 1
    return marks


class Marker:
    """Marks pieces of one text; the same mark has its anchor once."""

    def __init__(self, marks: Sequence[Mark]) -> None:
        self.marks = marks
        self._begun: set[str] = set()

    def source(self, text: str, start: int, end: int, *, tokens: bool) -> Markup:
        """Return a part of the text as it was written; `tokens` marks arguments in it."""
        show = with_tokens if tokens else escape
        if not self.marks:
            return show(text[start:end])
        # Spans may overlap. Between two neighbouring bounds, it is the same ones all the way.
        pieces = []
        for left, right in pairwise(self._bounds(start, end)):
            words = show(text[left:right])
            piece = self._piece(words, left, right, True)
            pieces.append(piece)
        return Markup("").join(pieces)

    def inline(self, text: str, piece: Inline, offset: int = 0) -> Markup:
        """Return a piece of running text as a reader sees it; its own text begins at the offset.

        Where the source writes it in another way, its places are not those of what is seen.
        """
        begin, behind = offset + piece.start, offset + piece.end
        shift = text[begin:behind].find(piece.text)
        if shift < 0 or not self.marks:
            return escape(piece.text)
        start = begin + shift
        pieces = []
        end = start + len(piece.text)
        for left, right in pairwise(self._bounds(start, end)):
            words = escape(text[left:right])
            pieces.append(self._piece(words, left, right, False))
        return Markup("").join(pieces)

    def _bounds(self, start: int, end: int) -> list[int]:
        """Return where the part and each span in it begins and ends, in order."""
        bounds = {start, end}
        for mark in self.marks:
            for bound in (mark.start, mark.end):
                if start < bound < end:
                    bounds.add(bound)
        return sorted(bounds)

    def _piece(self, words: Markup, start: int, end: int, has_id: bool) -> Markup:
        covering = [
            mark for mark in self.marks if mark.start <= start and end <= mark.end
        ]
        if not covering:
            return words
        worst = min(covering, key=lambda mark: LEVELS.index(mark.level))
        described = " ".join(dict.fromkeys(mark.remark for mark in covering))
        anchors = "".join(self._anchors(covering)) if has_id else ""
        link = Markup('{}<a class="mark {}" href="#{}" aria-describedby="{}">{}</a>')
        return link.format(Markup(anchors), worst.level, worst.remark, described, words)

    def _anchors(self, covering: Sequence[Mark]) -> Iterator[str]:
        for mark in covering:
            if mark.id not in self._begun:
                self._begun.add(mark.id)
                yield f'<span id="{mark.id}"></span>'


def with_tokens(text: str) -> Markup:
    """Return UI text with its arguments marked."""
    pieces = []
    end = 0
    for match in TOKEN.finditer(text):
        if match[1]:
            pieces.append(escape(text[end : match.start()]))
            name = escape(match[0])
            pieces.append(Markup(f'<code class="argument">{name}</code>'))
            end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])
