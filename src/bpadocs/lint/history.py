"""What the English of a stale translation was: found in git, by the fingerprint the translation keeps of it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path

from bpadocs import git
from bpadocs.differences import differences
from bpadocs.lint.findings import Finding
from bpadocs.model import SOURCE_LANGUAGE, Plural, Text
from bpadocs.project import RULES, read_source
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
        self._objects = git.Objects(root)

    def english(self, file: str, field: str, wanted: str) -> Text | None:
        """The English of a field when its fingerprint was this one."""
        for version in self._versions.get(file, ()):
            if version not in self._read:
                [content] = self.contents([version])
                self._read[version] = {} if content is None else _english(file, content)
            text = self._read[version].get(field)
            if text is not None and fingerprint(text) == wanted:
                return text
        return None

    def contents(self, versions: Iterable[str]) -> Iterator[bytes | None]:
        """What stands in each of these versions of files."""
        return self._objects.read(versions)

    @cached_property
    def missing(self) -> str:
        """Why there is no old text, and how to get it."""
        match git.is_shallow(self.root):
            case None:
                return "unknown, for there is no git history here; a clone of the project has it"
            case True:
                return "unknown, for this clone is shallow; `git fetch --unshallow` brings the history"
            case _:
                return "unknown, for no committed version has the text this was made from"

    @cached_property
    def changes(self) -> Sequence[git.Change]:
        """Every change of a file in rules/, the newest first."""
        return git.log(self.root, RULES) or ()

    @cached_property
    def _read(self) -> dict[str, Mapping[str, Text]]:
        """The English texts of versions, by field."""
        return {}

    @cached_property
    def _versions(self) -> Mapping[str, Sequence[str]]:
        """For each rule file of today its versions, newest first, as git names them."""
        versions: defaultdict[str, list[str]] = defaultdict(list)
        today: dict[str, str] = {}
        for change in self.changes:
            name = today.get(change.path, change.path)
            if change.after:
                versions[name].append(change.after)
            if change.status == "R":
                today[change.path_before] = name
        return versions


def _english(file: str, content: bytes) -> Mapping[str, Text]:
    """Every English text of a rule file as it was, by field."""
    try:
        english = Source(file, content.decode("utf-8", "replace")).node(["text", SOURCE_LANGUAGE])
    except YamlError:
        return {}
    names = english.items if isinstance(english, MapNode) else ()
    return {name: text for name in names if (text := _text(english, name)) is not None}


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
    for kind, i1, i2, j1, j2 in differences(old, new):
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


_STAMP_LINE = re.compile(rb"\s*(\w+): ['\"]?([0-9a-f]{10}) ([0-9a-f]{10}) (?:human|machine)(?: reviewed)?( \()?")


def stamps_without_change(root: Path) -> frozenset[tuple[str, str, str, str]]:
    """File, field, source and target of stamps that took another source without another target, and without a reason.

    From the whole history of the rules, and from what is not committed yet.
    """
    history = History(root)
    found = set()
    for file, before, after in chain(_modified(history), _uncommitted(history)):
        sources = {(field, target, source) for field, source, target, _ in _parsed(before - after)}
        for field, source, target, reason in _parsed(after - before):
            others = any(f == field and t == target and s != source for f, t, s in sources)
            if not reason and others and (field, target, source) not in sources:
                found.add((file, field, source, target))
    return frozenset(found)


def _modified(history: History) -> Iterator[tuple[str, Counter[bytes], Counter[bytes]]]:
    """The stamps before and after each commit that changed a file."""
    changes = [change for change in history.changes if change.status == "M"]
    wanted = dict.fromkeys(version for change in changes for version in (change.after, change.before))
    stamps: dict[str, Counter[bytes]] = {}
    contents = zip(wanted, history.contents(wanted), strict=True)
    for change in changes:
        for version in (change.after, change.before):
            while version not in stamps:
                name, content = next(contents)
                stamps[name] = _stamps(content or b"")
        yield change.path, stamps[change.before], stamps[change.after]


def _uncommitted(history: History) -> Iterator[tuple[str, Counter[bytes], Counter[bytes]]]:
    """The stamps of the newest commit, and those of the same file as it is now."""
    committed = git.committed(history.root, RULES)
    now = {file: read_source(history.root, file)[0] for file in committed}
    contents = {file: source.text.encode() for file, source in now.items() if source is not None}
    changed = {
        file: content for file, content in contents.items() if git.name_of(content, committed[file]) != committed[file]
    }
    versions = history.contents(committed[file] for file in changed)
    for (file, content), version in zip(changed.items(), versions, strict=True):
        yield file, _stamps(version or b""), _stamps(content)


def _stamps(content: bytes) -> Counter[bytes]:
    """The lines of a rule file that may be stamps, so many times as they stand there."""
    lines = content.split(b"\n")
    # most versions of a file have most of their lines in common: they are not looked at more closely
    return Counter(line for line in lines if b" human" in line or b" machine" in line)


def _parsed(lines: Iterable[bytes]) -> Iterator[tuple[str, str, str, bool]]:
    """Field, source and target of each stamp, and whether it has a reason."""
    for line in lines:
        if match := _STAMP_LINE.match(line):
            field, source, target, reason = match.groups()
            yield field.decode(), source.decode(), target.decode(), reason is not None
