"""What an editor offers to do about a finding: each offer is the whole text as it would be."""

from collections.abc import Iterator
from typing import NamedTuple

from bpadocs.errors import BrokenInputError
from bpadocs.formats.yaml.layout import newline
from bpadocs.formats.yaml.nodes import ListNode, MapNode, Node, YamlError, compose
from bpadocs.lint.checking import CheckedText
from bpadocs.lint.findings import Edit, Finding
from bpadocs.lint.fix import fixed

_LONGEST = 30
"""The most characters of a text that a title shows."""


class Mending(NamedTuple):
    """An offer."""

    title: str
    text: str
    """The file as it would be."""
    finding: Finding | None = None
    """What it mends; None where it is offered without a finding."""
    is_fix: bool = False
    """Whether it is the check's own, and safe without a look."""
    cursor: int | None = None
    """Where in the new text somebody has to write on, such as a reason."""


def mendings_of(checked: CheckedText, finding: Finding) -> Iterator[Mending]:
    """Yield what can be done about a finding, the check's own fix first."""
    fixes = finding.safe_fixes
    text = _fixed(checked, [finding]) if fixes else None
    if text is not None:
        title = f"{finding.check}: {_title(fixes[0])}"
        yield Mending(title, text, finding, is_fix=True)
    suppressed = with_suppression(checked.text, finding)
    if suppressed is not None:
        yield suppressed


def all_fixed(checked: CheckedText) -> Mending | None:
    """Return the text with all fixes of checks; None where there are none."""
    fixable = [one for one in checked.findings if one.safe_fixes]
    text = _fixed(checked, fixable) if fixable else None
    if text is None:
        return None
    return Mending("Fix all that is safe in this file", text, is_fix=True)


def with_suppression(text: str, finding: Finding) -> Mending | None:
    """Return the text with an entry in `suppress` for this finding, its reason yet to be written.

    An entry without a reason is a mistake, so nobody forgets it. None where the file is laid out so
    that the entry has no place.
    """
    try:
        root = compose(text, finding.file)
        at = _place_of_entry(text, root)
        if at is None:
            return None
        offset, head, marker = at
        entry = head + _entry(finding, marker, newline(text))
        new = text[:offset] + entry + text[offset:]
        after = compose(new, finding.file)
    except YamlError:
        return None
    # whatever the layout of the file, the result is read again
    if _entries(after) != _entries(root) + 1:
        return None
    reason = offset + len(entry.rstrip()) + 1
    title = f"Suppress {finding.check} here; write the reason"
    return Mending(title, new, finding, cursor=reason)


def _entry(finding: Finding, marker: str, line_end: str) -> str:
    """Return the lines of an entry of `suppress`, the last one behind “reason: ”."""
    indent = " " * len(marker)
    lines = [f"{marker}check: {finding.check}"]
    if finding.field:
        where = f"{finding.language}.{finding.field}"
        lines.append(f"{indent}field: {where}")
    lines.append(f"{indent}reason: ")
    # the last one ends, too
    lines.append("")
    return line_end.join(lines)


def _place_of_entry(text: str, root: Node) -> tuple[int, str, str] | None:
    """Return where a new entry goes, what comes before it, and its marker, such as “  - ”."""
    if not isinstance(root, MapNode) or root.flow:
        return None
    if "text" not in root.items:
        return None
    known = root.get("suppress")
    if known is None:
        head = "suppress:" + newline(text)
        key = root.key("text")
        return key.start, head, "  - "
    if not isinstance(known, ListNode) or known.flow:
        return None
    if not known.items:
        return None
    first = known.items[0].start
    before = text.rfind("\n", 0, first)
    start = before + 1
    marker = text[start:first]
    if marker.strip(" ") != "-":
        return None
    return start, "", marker


def _entries(root: Node) -> int:
    if not isinstance(root, MapNode):
        return 0
    known = root.get("suppress")
    if not isinstance(known, ListNode):
        return 0
    return len(known.items)


def _fixed(checked: CheckedText, findings: list[Finding]) -> str | None:
    try:
        text = fixed(checked.path, checked.text, findings)
    except BrokenInputError:
        return None
    return text if text != checked.text else None


def _title(fix: Edit) -> str:
    before = _short(fix.before)
    after = _short(fix.text)
    if not fix.text:
        return f"remove {before}"
    if not fix.before:
        return f"insert {after}"
    return f"{before} becomes {after}"


def _short(text: str) -> str:
    """Return a text between quotation marks, with what nobody can see spelled out."""
    first = text[:_LONGEST]
    spelled = repr(first)
    shown = spelled[1:-1]
    if len(text) > _LONGEST:
        shown += "…"
    return f"“{shown}”"
