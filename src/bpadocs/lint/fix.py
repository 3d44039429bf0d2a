"""Write safe fixes into the rule files, without touching another byte.

Where a fix changes blanks, marks and capitals alone, what was confirmed stays confirmed: the stamp
of the text is made the stamp of the mended text.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.yaml.edit import EditError, Value, edit
from bpadocs.formats.yaml.nodes import MapNode, Node, ScalarNode, Source, YamlError
from bpadocs.lint.findings import Edit, Finding
from bpadocs.rule.model import PLURAL_CATEGORIES, Plural, Text
from bpadocs.rule.provenance import fingerprint, format_stamp, is_about, parse_stamp
from bpadocs.system.files import RULE_LIMIT, read_inside, text_of
from bpadocs.system.saving import Change, save

Keys = tuple[str, ...]
"""Where a text is in a rule file."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of the fixes."""

    count: int
    left: Sequence[Problem]
    """Texts and files that are not what was looked at, and so are left as they are."""
    notes: Sequence[Problem]


def fix(root: Path, findings: Iterable[Finding]) -> Mended:
    """Apply the fixes of these findings. Of fixes that overlap, only the first is applied."""
    by_file = _by_file(findings)
    # The last attempt at a file counts: saving may try again, if somebody else has changed it.
    attempts: dict[str, _Attempt] = {}

    def mend(file: str, data: bytes) -> bytes:
        """Return the file with its fixes, and note what became of them."""
        attempts[file] = _mend(file, data, by_file[file])
        return attempts[file].data

    changes = {}
    for file in by_file:
        try:
            before = read_inside(root, file, RULE_LIMIT)
            if before is None:
                raise BrokenInputError(
                    [Problem(file, 1, 1, "is gone since it was looked at")]
                )
            changes[file] = Change(before, mend(file, before))
        except BrokenInputError as error:
            attempts[file] = _Attempt(left=error.problems[:1])
    saved = save(root, changes, mend)
    for problem in saved.refused:
        attempts[problem.path] = _Attempt(left=[problem])
    left: list[Problem] = []
    for file in sorted(attempts):
        left += attempts[file].left
    return Mended(sum(one.count for one in attempts.values()), left, saved.notes)


def fixed(path: str, text: str, findings: Iterable[Finding]) -> str:
    """Return the text of a rule file with the fixes of these findings, as `fix` would write it.

    Raises BrokenInputError if they cannot be written.
    """
    edits = _by_file(findings).get(path, {})
    return _mend(path, text.encode(), edits).data.decode()


def _by_file(findings: Iterable[Finding]) -> dict[str, dict[Keys, list[Edit]]]:
    """Return the fixes of these findings by file, and by the text that they change."""
    by_file: dict[str, dict[Keys, list[Edit]]] = {}
    for finding in findings:
        if finding.safe_fixes and finding.field:
            keys = ("text", finding.language, *finding.field.split("."))
            edits = by_file.setdefault(finding.file, {})
            edits.setdefault(keys, []).extend(finding.safe_fixes)
    return by_file


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A file with its fixes."""

    data: bytes = b""
    count: int = 0
    left: Sequence[Problem] = field(default_factory=list)
    """Texts that have changed since they were looked at."""


def _mend(file: str, data: bytes, fixes: Mapping[Keys, Sequence[Edit]]) -> _Attempt:
    """Return the file with its fixes. Raises BrokenInputError if they cannot be written."""
    # From bytes, so that the file's own line ends stay.
    source = Source(file, text_of(data, file))
    changes: dict[Keys, str] = {}
    reworded: set[Keys] = set()
    count = 0
    left = []
    try:
        for keys, edits in fixes.items():
            node = source.node(keys)
            value = node.value if isinstance(node, ScalarNode) else None
            fitting = _fitting(one for one in edits if one.field_text == value)
            if value is not None and fitting:
                changes[keys] = _apply(value, fitting)
                count += len(fitting)
                if not all(one.keeps_words for one in fitting):
                    reworded.add(keys[:3])
            else:
                message = f"{'.'.join(keys[1:])}: has changed since it was looked at; not mended"
                left.append(Problem(file, node.line, node.column, message))
        if changes:
            stamps = _stamps(source, changes, reworded)
            mended = edit(source.text, {**changes, **stamps}).encode()
        else:
            mended = data
    except EditError as error:
        raise BrokenInputError([Problem(file, 1, 1, str(error))]) from None
    except YamlError as error:
        raise BrokenInputError([error.problem]) from None
    return _Attempt(mended, count, left)


def _stamps(
    source: Source, texts: Mapping[Keys, str], reworded: Container[Keys]
) -> dict[Keys, Value | None]:
    """Return the stamps of these texts as they are when the texts are mended.

    Without those that were not about the texts as they were, or whose texts get other words.
    """
    found: dict[Keys, Value | None] = {}
    for keys in sorted({keys[:3] for keys in texts}):
        language, name = keys[1:]
        place = ("text", language, "synced", name)
        before = _text(source.node(keys))
        line = source.node(place)
        if before is None or keys in reworded or not isinstance(line, ScalarNode):
            continue
        stamp = parse_stamp(line.value)
        if stamp and is_about(stamp, before):
            target = fingerprint(_with(before, texts, keys))
            found[place] = format_stamp(stamp._replace(target=target))
    return found


def _text(node: Node) -> Text | None:
    """Return the text that stands here; None where there is none."""
    if isinstance(node, ScalarNode):
        return node.value
    if not isinstance(node, MapNode):
        return None
    forms = {}
    for name in PLURAL_CATEGORIES:
        form = node.get(name)
        if isinstance(form, ScalarNode):
            forms[name] = form.value
    return Plural("", forms)


def _with(before: Text, texts: Mapping[Keys, str], keys: Keys) -> Text:
    """Return the text with what these texts have of it."""
    if isinstance(before, str):
        return texts[keys]
    forms = {
        name: texts.get((*keys, name), form) for name, form in before.forms.items()
    }
    return Plural(before.count, forms)


def _fitting(edits: Iterable[Edit]) -> Sequence[Edit]:
    """Return the edits in the order of the text, without those that overlap an earlier one."""
    fitting: list[Edit] = []
    for one in sorted(set(edits), key=lambda edit: (edit.start, edit.end)):
        if not fitting or one.start >= fitting[-1].end:
            fitting.append(one)
    return fitting


def _apply(text: str, edits: Sequence[Edit]) -> str:
    # from the end, so that the places of those before it stay right
    for one in reversed(edits):
        text = text[: one.start] + one.text + text[one.end :]
    return text
