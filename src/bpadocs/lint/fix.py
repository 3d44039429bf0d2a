"""Safe fixes, written into the rule files without touching another byte."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bpadocs.inputs import RULE_LIMIT, read_inside, text_of
from bpadocs.lint.findings import Edit, Finding
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.saving import Change, save
from bpadocs.source import Source
from bpadocs.yamltext.edit import EditError, Value, edit
from bpadocs.yamltext.nodes import ScalarNode, YamlError

Keys = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of the fixes."""

    count: int
    left: Sequence[Problem]
    """Texts and files that are not what was looked at, and so are left as they are."""
    notes: Sequence[Problem]


def fix(root: Path, findings: Iterable[Finding]) -> Mended:
    """Apply every fix that does not stand in the way of another."""
    by_file: defaultdict[str, defaultdict[Keys, list[Edit]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        if finding.fix and finding.field:
            keys = ("text", finding.language, *finding.field.split("."))
            by_file[finding.file][keys].append(finding.fix)
    counts: dict[str, int] = {}
    left: dict[str, Sequence[Problem]] = {}

    def mend(file: str, data: bytes) -> bytes:
        mended, counts[file], left[file] = _mend(file, data, by_file[file])
        return mended

    changes = {}
    for file in by_file:
        try:
            before = read_inside(root, file, RULE_LIMIT)
            if before is None:
                raise BrokenInputError([Problem(file, 1, 1, "is gone since it was looked at")])
            changes[file] = Change(before, mend(file, before))
        except BrokenInputError as error:
            left[file] = error.problems[:1]
    saved = save(root, changes, mend)
    for problem in saved.refused:
        counts[problem.path] = 0
        left[problem.path] = [problem]
    return Mended(sum(counts.values()), [one for file in sorted(left) for one in left[file]], saved.notes)


def _mend(file: str, data: bytes, fixes: Mapping[Keys, Sequence[Edit]]) -> tuple[bytes, int, list[Problem]]:
    """The file with its fixes, how many they are, and which texts have changed since they were looked at."""
    # bytes, so that the file's own line ends stay
    source = Source(file, text_of(data, file))
    changes: dict[Keys, Value | None] = {}
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
            else:
                message = f"{'.'.join(keys[1:])}: has changed since it was looked at; not mended"
                left.append(Problem(file, node.line, node.column, message))
        return edit(source.text, changes).encode() if changes else data, count, left
    except EditError as error:
        raise BrokenInputError([Problem(file, 1, 1, str(error))]) from None
    except YamlError as error:
        raise BrokenInputError([error.problem]) from None


def _fitting(edits: Iterable[Edit]) -> Sequence[Edit]:
    """In the order of the text, without those that overlap an earlier one."""
    fitting: list[Edit] = []
    for one in sorted(set(edits), key=lambda edit: (edit.start, edit.end)):
        if not fitting or one.start >= fitting[-1].end:
            fitting.append(one)
    return fitting


def _apply(text: str, edits: Sequence[Edit]) -> str:
    for one in reversed(edits):
        text = text[: one.start] + one.text + text[one.end :]
    return text
