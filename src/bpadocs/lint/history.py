"""What the English of a stale translation was: found in git, by the fingerprint the translation keeps of it."""

import re
import subprocess
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import Path

from bpadocs.lint.findings import Finding
from bpadocs.model import SOURCE_LANGUAGE, Plural, Text
from bpadocs.project import RULES
from bpadocs.provenance import fingerprint, is_from, parse_stamp
from bpadocs.source import Source
from bpadocs.yamltext.nodes import MapNode, Node, ScalarNode, YamlError

DRIFTED = ("stale", "edited-unconfirmed")
CONTEXT = 6
"""Words of what did not change that are shown on both sides of a change."""

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


def word_diffs(root: Path, findings: Iterable[Finding]) -> dict[Finding, str]:
    """For each field whose English has changed, how it has; or how to get the history that tells."""
    diffs = {}
    history = History(root)
    sources: dict[str, Source] = {}
    for finding in findings:
        if finding.check not in DRIFTED or not finding.field:
            continue
        if finding.file not in sources:
            sources[finding.file] = Source(finding.file, (root / finding.file).read_text("utf-8"))
        diff = _diff(sources[finding.file], finding.language, finding.field, history)
        if diff is not None:
            diffs[finding] = diff
    return diffs


def _diff(source: Source, language: str, field: str, history: "History") -> str | None:
    """Nothing where the English is the same and the translation alone has been edited."""
    line = source.node(["text", language, "synced", field])
    stamp = parse_stamp(line.value) if isinstance(line, ScalarNode) else None
    now = _text(source.node(["text", SOURCE_LANGUAGE]), field)
    if stamp is None or now is None:
        return history.missing
    if is_from(stamp, now):
        return None
    before = history.english(source.path, field, stamp.source)
    return history.missing if before is None else word_diff(_flat(before), _flat(now))


class History:
    """The rule files as they were. Git is asked once for all of them, and only when somebody wants to know."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def english(self, file: str, field: str, wanted: str) -> Text | None:
        """The English of a field when its fingerprint was this one."""
        for version in self._versions.get(file, ()):
            if (file, field, version) not in self._read:
                self._read[file, field, version] = self._field(version, field)
            text = self._read[file, field, version]
            if text is not None and fingerprint(text) == wanted:
                return text
        return None

    @cached_property
    def missing(self) -> str:
        """Why there is no old text, and how to get it."""
        if self.git("rev-parse", "--is-inside-work-tree") is None:
            return "unknown, for there is no git history here; a clone of the project has it"
        if (self.git("rev-parse", "--is-shallow-repository") or "").strip() == "true":
            return "unknown, for this clone is shallow; `git fetch --unshallow` brings the history"
        return "unknown, for no committed version has the text this was made from"

    @cached_property
    def _read(self) -> dict[tuple[str, str, str], Text | None]:
        return {}

    @cached_property
    def _versions(self) -> Mapping[str, Sequence[str]]:
        """For each rule file of today its versions, newest first, as git names them: `commit:path`."""
        log = self.git("log", "-M", "--name-status", "--relative", "--format=%x01%H", "-z", "--", RULES) or ""
        versions: defaultdict[str, list[str]] = defaultdict(list)
        today: dict[str, str] = {}
        for commit, changes in _commits(log):
            for status, path, before in changes:
                name = today.get(path, path)
                if not status.startswith("D"):
                    versions[name].append(f"{commit}:./{path}")
                if status.startswith("R"):
                    today[before] = name
        return versions

    def _field(self, version: str, field: str) -> Text | None:
        text = self.git("show", version)
        if text is None:
            return None
        try:
            return _text(Source(version, text).node(["text", SOURCE_LANGUAGE]), field)
        except YamlError:
            return None

    def git(self, *words: str) -> str | None:
        """What git says, or nothing where it fails."""
        command = ["git", "-c", "core.quotePath=false", *words]
        try:
            done = subprocess.run(command, cwd=self.root, capture_output=True, check=False)
        except OSError:
            return None
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def _commits(log: str) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """Commit, and its changes as (status, path, path before)."""
    for entry in log.split("\x01")[1:]:
        commit, *words = entry.strip("\0\n").replace("\n", "").split("\0")
        changes = []
        rest = iter([word for word in words if word])
        for status in rest:
            first = next(rest, "")
            second = next(rest, "") if status[:1] in "RC" else ""
            changes.append((status, second or first, first))
        yield commit, changes


def _text(english: Node, field: str) -> Text | None:
    node = english.get(field) if isinstance(english, MapNode) else None
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, MapNode):
        forms = {key: value.value for key, (_, value) in node.items.items() if isinstance(value, ScalarNode)}
        return Plural(forms.pop("count", ""), forms)
    return None


def _flat(text: Text) -> str:
    if isinstance(text, Plural):
        return " / ".join(f"{form}: {words}" for form, words in text.forms.items())
    return text


def changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Both texts as one, word by word: ("same" | "removed" | "added", words)."""
    old, new = _WORD.findall(" ".join(before.split())), _WORD.findall(" ".join(after.split()))
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield "same", "".join(old[i1:i2])
            continue
        if i2 > i1:
            yield "removed", "".join(old[i1:i2])
        if j2 > j1:
            yield "added", "".join(new[j1:j2])


def word_diff(before: str, after: str) -> str:
    """`[-old-]{+new+}` among the words around it."""
    pieces = []
    found = list(changes(before, after))
    for number, (kind, words) in enumerate(found):
        match kind:
            case "removed":
                pieces.append(f"[-{words}-]")
            case "added":
                pieces.append(f"{{+{words}+}}")
            case _:
                pieces.append(_shortened(_WORD.findall(words), number == 0, number == len(found) - 1))
    return "".join(pieces)


def _shortened(words: Sequence[str], first: bool, last: bool) -> str:
    """Unchanged words, the middle of long runs left out."""
    keep = 2 * CONTEXT
    head = [] if first else words[:keep]
    tail = [] if last else words[-keep:]
    if len(words) <= len(head) + len(tail) + 1 or (not head and not tail):
        return "".join(words)
    return f"{''.join(head)}…{''.join(tail)}"


_STAMP_LINE = re.compile(r"^([-+])\s*(\w+): ['\"]?([0-9a-f]{10}) ([0-9a-f]{10}) (?:human|machine)(?: reviewed)?( \()?")


def stamps_without_change(root: Path) -> frozenset[tuple[str, str, str, str]]:
    """File, field, source and target of stamps that took another source without another target, and without a reason.

    From the whole history of the rules, and from what is not committed yet.
    """
    history = History(root)
    patches = [
        history.git("log", "--format=", "-p", "-U0", "--relative", "--diff-filter=M", "--", RULES),
        history.git("diff", "-U0", "--relative", "--diff-filter=M", "HEAD", "--", RULES),
    ]
    found = set()
    for file, lines in _patched_files("".join(patch or "" for patch in patches)):
        stamps = [match.groups() for line in lines if (match := _STAMP_LINE.match(line))]
        before = {(field, target, source) for sign, field, source, target, _ in stamps if sign == "-"}
        for sign, field, source, target, reason in stamps:
            others = any(f == field and t == target and s != source for f, t, s in before)
            if sign == "+" and not reason and others and (field, target, source) not in before:
                found.add((file, field, source, target))
    return frozenset(found)


def _patched_files(patch: str) -> Iterator[tuple[str, list[str]]]:
    for part in re.split(r"^diff --git ", patch, flags=re.MULTILINE)[1:]:
        lines = part.split("\n")
        name = next((line.removeprefix("+++ b/") for line in lines if line.startswith("+++ b/")), None)
        if name:
            yield name, lines
