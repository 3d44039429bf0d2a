"""Write safe fixes into the rule files, without touching another byte.

Where a fix keeps the words, what was confirmed stays confirmed.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.yaml.edit import EditError, edit
from bpadocs.formats.yaml.nodes import ScalarNode, Source, YamlError
from bpadocs.lint.findings import Edit, Finding
from bpadocs.lint.kept_stamps import Keys, field_of, kept_stamps
from bpadocs.system.files import RULE_LIMIT, read_inside, text_of
from bpadocs.system.saving import Change, save


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


@dataclass(frozen=True, slots=True)
class _MendedTexts:
    """The texts of a file that get fixes."""

    texts: Mapping[Keys, str]
    reworded: Collection[Keys]
    """The fields among them that get other words."""
    count: int
    """How many fixes they get."""
    left: Sequence[Problem]


def _mend(file: str, data: bytes, fixes: Mapping[Keys, Sequence[Edit]]) -> _Attempt:
    """Return the file with its fixes. Raises BrokenInputError if they cannot be written."""
    # From bytes, so that the file's own line ends stay.
    source = Source(file, text_of(data, file))
    try:
        mended = _mended_texts(source, fixes)
        if not mended.texts:
            return _Attempt(data, left=mended.left)
        stamps = kept_stamps(source, mended.texts, mended.reworded)
        text = edit(source.text, {**mended.texts, **stamps})
    except EditError as error:
        raise BrokenInputError([Problem(file, 1, 1, str(error))]) from None
    except YamlError as error:
        raise BrokenInputError([error.problem]) from None
    return _Attempt(text.encode(), mended.count, mended.left)


def _mended_texts(source: Source, fixes: Mapping[Keys, Sequence[Edit]]) -> _MendedTexts:
    """Return the texts with their fixes, and what is not as it was when it was looked at."""
    texts: dict[Keys, str] = {}
    reworded: set[Keys] = set()
    count = 0
    left = []
    for keys, edits in fixes.items():
        node = source.node(keys)
        value = node.value if isinstance(node, ScalarNode) else None
        fitting = _fitting(one for one in edits if one.field_text == value)
        if value is None or not fitting:
            message = (
                f"{'.'.join(keys[1:])}: has changed since it was looked at; not mended"
            )
            left.append(Problem(source.path, node.line, node.column, message))
            continue
        texts[keys] = _apply(value, fitting)
        count += len(fitting)
        if not all(one.keeps_words for one in fitting):
            reworded.add(field_of(keys))
    return _MendedTexts(
        texts=texts,
        reworded=reworded,
        count=count,
        left=left,
    )


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
