"""What an editor offers to do about a finding: each offer is the whole text as it would be."""

from collections.abc import Iterator
from typing import NamedTuple

from bpadocs.errors import BrokenInputError
from bpadocs.formats.yaml.edit import EditError
from bpadocs.formats.yaml.layout import newline
from bpadocs.formats.yaml.nodes import ListNode, MapNode, Node, YamlError, compose
from bpadocs.lint.checking import CheckedText
from bpadocs.lint.findings import Edit, Finding
from bpadocs.lint.fix import fixed
from bpadocs.rule.model import SOURCE_LANGUAGE, Rule
from bpadocs.rule.provenance import State, state
from bpadocs.translators.stamping import Confirmation, stamp, write_stamps

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


def mendings_of(checked: CheckedText, finding: Finding) -> Iterator[Mending]:
    """Yield what can be done about a finding, the check's own fix first."""
    fixes = finding.safe_fixes
    if fixes:
        text = _fixed(checked, [finding])
        if text is not None:
            title = f"{finding.check}: {_title(fixes[0])}"
            yield Mending(title, text, finding, is_fix=True)
    text = with_suppression(checked.text, finding)
    if text is not None:
        title = f"Suppress {finding.check} here; write the reason"
        yield Mending(title, text, finding)


def all_fixed(checked: CheckedText) -> Mending | None:
    """Return the text with all fixes of checks; None where there are none."""
    fixable = [one for one in checked.findings if one.safe_fixes]
    text = _fixed(checked, fixable) if fixable else None
    if text is None:
        return None
    return Mending("Fix all that is safe in this file", text, is_fix=True)


def stamped(rule: Rule, language: str, name: str) -> Mending | None:
    """Return the text with this translation confirmed; None where there is nothing to confirm.

    A translation whose English has changed is left to `bpa stamp --reason`: it needs a reason.
    """
    translation = rule.text.get(language)
    if translation is None or language == SOURCE_LANGUAGE:
        return None
    if name not in translation.fields or name not in rule.english:
        return None
    known = translation.stamps.get(name)
    is_state = state(rule.english[name], translation.fields[name], known)
    if is_state not in (State.UNTRACKED, State.EDITED, State.CARRIED):
        return None
    # whoever confirms what was carried has read it, or it would stay as it is
    read = is_state is State.CARRIED
    stamping = stamp(rule, [language], Confirmation(reviewed=read), [name])
    try:
        text = write_stamps(rule.source.text, stamping)
    except EditError:
        return None
    title = f"Stamp {language}.{name}: it says what the English says now"
    return Mending(title, text)


def with_suppression(text: str, finding: Finding) -> str | None:
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
        indent = " " * len(marker)
        lines = [f"{head}{marker}check: {finding.check}"]
        if finding.field:
            lines.append(f"{indent}field: {finding.language}.{finding.field}")
        lines.append(f"{indent}reason:")
        entry = "".join(line + newline(text) for line in lines)
        new = text[:offset] + entry + text[offset:]
        after = compose(new, finding.file)
    except YamlError:
        return None
    # whatever the layout of the file, the result is read again
    return new if _entries(after) == _entries(root) + 1 else None


def _place_of_entry(text: str, root: Node) -> tuple[int, str, str] | None:
    """Return where a new entry goes, what comes before it, and its marker, such as “  - ”."""
    if not isinstance(root, MapNode) or root.flow or "text" not in root.items:
        return None
    known = root.get("suppress")
    if known is None:
        return root.key("text").start, f"suppress:{newline(text)}", "  - "
    if not isinstance(known, ListNode) or known.flow or not known.items:
        return None
    first = known.items[0].start
    start = text.rfind("\n", 0, first) + 1
    marker = text[start:first]
    return (start, "", marker) if marker.strip(" ") == "-" else None


def _entries(root: Node) -> int:
    known = root.get("suppress") if isinstance(root, MapNode) else None
    return len(known.items) if isinstance(known, ListNode) else 0


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
    shown = repr(text[:_LONGEST])[1:-1]
    more = "…" if len(text) > _LONGEST else ""
    return f"“{shown}{more}”"
