"""Safe fixes, written into the rule files without touching another byte."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from bpadocs.lint.findings import Edit, Finding
from bpadocs.output import replace_file
from bpadocs.source import Source
from bpadocs.yamltext.edit import Value, edit
from bpadocs.yamltext.nodes import ScalarNode


def fix(root: Path, findings: Iterable[Finding]) -> int:
    """Apply every fix that does not stand in the way of another; returns how many."""
    by_file: defaultdict[str, defaultdict[tuple[str, ...], list[Edit]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        if finding.fix and finding.field:
            keys = ("text", finding.language, *finding.field.split("."))
            by_file[finding.file][keys].append(finding.fix)
    applied = 0
    for file, fields in by_file.items():
        path = root / file
        # bytes, so that the file's own line ends stay
        source = Source(file, path.read_bytes().decode("utf-8"))
        changes: dict[tuple[str, ...], Value | None] = {}
        for keys, edits in fields.items():
            node = source.node(keys)
            if isinstance(node, ScalarNode):
                fitting = _fitting(edits)
                changes[keys] = _apply(node.value, fitting)
                applied += len(fitting)
        replace_file(path, edit(source.text, changes).encode())
    return applied


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
