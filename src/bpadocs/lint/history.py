"""Find out of git what the English of a stale translation was.

The translation keeps a fingerprint of the English it was made from, by which it is known again.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from bpadocs.errors import BrokenInputError
from bpadocs.formats.differences import differences
from bpadocs.formats.yaml.nodes import (
    ListNode,
    MapNode,
    Node,
    ScalarNode,
    Source,
    YamlError,
)
from bpadocs.lint.findings import Finding
from bpadocs.project.settings import read_settings
from bpadocs.project.tree import RULES, read_source, rule_path
from bpadocs.rule.model import SOURCE_LANGUAGE, Plural, Stamp, Text
from bpadocs.rule.provenance import fingerprint, is_from, parse_stamp
from bpadocs.system import git

DRIFTED = ("stale", "edited-unconfirmed")
CONTEXT = 6
"""Words of what did not change that are shown on both sides of a change."""

_STAMPS = "synced"
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_UP_TO_ENGLISH = re.compile(r"(?:(?!text:).*\n)+text:\n  en:\n(?:    .*\n|\n)+")


def word_diffs(root: Path, findings: Iterable[Finding]) -> dict[Finding, str]:
    """Return for each finding on a field whose source has changed how it has.

    Where no history tells, the text says how to get it.
    """
    diffs = {}
    history = History(root)
    sources: dict[str, Source] = {}
    for finding in findings:
        if finding.check not in DRIFTED or not finding.field:
            continue
        file = finding.file
        if file not in sources:
            sources[file] = Source(file, (root / file).read_text("utf-8"))
        diff = _diff(sources[file], finding.language, finding.field, history)
        if diff is not None:
            diffs[finding] = diff
    return diffs


def _diff(source: Source, language: str, field: str, history: "History") -> str | None:
    """Return the change of the English; None if only the translation has been edited."""
    line = source.node(["text", language, "synced", field])
    if isinstance(line, ScalarNode):
        stamp = parse_stamp(line.value)
    else:
        stamp = None
    now = _text(source.node(["text", history.source_language]), field)
    if stamp is None or now is None:
        return history.missing
    if is_from(stamp, now):
        return None
    before = history.english(source.path, field, stamp.source)
    if before is None:
        return history.missing
    return word_diff(on_one_line(before), on_one_line(now))


class History:
    """The rule files as they were.

    Git is asked once for all of them, and only when the history is wanted.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._objects = git.Objects(root)

    def english(self, file: str, field: str, wanted: str) -> Text | None:
        """Return the English of a field when its fingerprint was this one."""
        for version in self.versions(file):
            text = self._texts(file, version.after).get(field)
            if text is not None and fingerprint(text) == wanted:
                return text
        return None

    def replaced(self, file: str, field: str, wanted: str) -> int | None:
        """Return when an English text was replaced by another one, in seconds since 1970.

        `wanted` is its fingerprint. None where that is not committed yet, or git does not know it.
        """
        later: int | None = None
        for version in self.versions(file):
            text = self._texts(file, version.after).get(field)
            if text is not None and fingerprint(text) == wanted:
                return later
            later = version.time
        return None

    def texts(self, file: str, version: git.FileChange) -> Mapping[str, Text]:
        """Return the English texts of a version of a file, by field; none where it is broken."""
        return self._texts(file, version.after)

    def _texts(self, file: str, version: str) -> Mapping[str, Text]:
        """Return the English texts of a version of a file, which is read once."""
        if version not in self._read:
            [content] = self.contents([version])
            words = (content or b"").decode("utf-8", "replace")
            if self.source_language == SOURCE_LANGUAGE:
                words = up_to_english(words)
            self._read[version] = source_texts(file, words, self.source_language)
        return self._read[version]

    def versions(self, file: str) -> Iterator[git.FileChange]:
        """Yield the versions of a file, and then those that it had under other names.

        git sees that a file was renamed only once that is committed; the rule itself knows before.
        """
        yield from self._versions.get(file, ())
        source, _ = read_source(self.root, file)
        node = source.node(["aliases"]) if source else None
        for alias in node.items if isinstance(node, ListNode) else ():
            if isinstance(alias, ScalarNode):
                yield from self._versions.get(rule_path(alias.value), ())

    def contents(self, versions: Iterable[str]) -> Iterator[bytes | None]:
        """Yield the content of each of these versions of files."""
        return self._objects.read(versions)

    @cached_property
    def source_language(self) -> str:
        """The language that the rules are written in, as the settings have it now."""
        try:
            return read_settings(self.root).source_language
        except BrokenInputError:
            return SOURCE_LANGUAGE  # an editor asks while somebody mends the settings

    @cached_property
    def missing(self) -> str:
        """Say why there is no old text, and how to get it."""
        match git.is_shallow(self.root):
            case None:
                return "unknown, for there is no git history here; a clone of the project has it"
            case True:
                return (
                    "unknown, for this clone is shallow; `git fetch --unshallow` "
                    "brings the history"
                )
            case _:
                return (
                    "unknown, for no committed version has the text this was made from"
                )

    @cached_property
    def changes(self) -> Sequence[git.FileChange]:
        """Return every change of a file in rules/, the newest first."""
        return git.log(self.root, RULES) or ()

    @cached_property
    def _read(self) -> dict[str, Mapping[str, Text]]:
        """Keep the English texts, by field, of each version that was read."""
        return {}

    @cached_property
    def _versions(self) -> Mapping[str, Sequence[git.FileChange]]:
        """Return the changes that made each version of each rule file of today, newest first."""
        versions: dict[str, list[git.FileChange]] = {}
        for file, changes in git.by_file(self.changes).items():
            versions[file] = [change for change in changes if change.after]
        return versions


def english_then(
    root: Path, times: Mapping[str, int]
) -> Iterator[tuple[str, Mapping[str, Text]]]:
    """Yield the rule files that have changed since a time, with the English that they had then.

    `times` is in seconds since 1970, by file. A file that came into git later has the English that
    it came with. What git does not know, and what was no rule then, is left out.
    """
    history = History(root)
    if not history.changes:
        return
    uncommitted = {file for file, _, _ in _uncommitted(history)}
    for file, time in times.items():
        then = last = None
        for version in history.versions(file):
            last = last or version
            then = version
            if version.time <= time:
                break
        if then is None or (then is last and file not in uncommitted):
            continue
        texts = history.texts(file, then)
        if texts:
            yield file, texts


class TextsThen(NamedTuple):
    """The texts of a language in a version of a rule file, and their stamps, by field."""

    texts: Mapping[str, Text]
    stamps: Mapping[str, Stamp]


def texts_then(
    file: str, content: bytes, languages: Iterable[str]
) -> Mapping[str, TextsThen]:
    """Return the texts of a version of a rule file by language; none where it is broken."""
    source = Source(file, content.decode("utf-8", "replace"))
    try:
        return {language: _texts_then(source, language) for language in languages}
    except YamlError:
        return {}


def _texts_then(source: Source, language: str) -> TextsThen:
    stamps: dict[str, Stamp] = {}
    lines = source.node(["text", language, _STAMPS])
    for name, (_, line) in lines.items.items() if isinstance(lines, MapNode) else ():
        stamp = parse_stamp(line.value) if isinstance(line, ScalarNode) else None
        if stamp is not None:
            stamps[name] = stamp
    return TextsThen(_texts_in(source, language), stamps)


def up_to_english(content: str) -> str:
    """Return a rule file without its translations, where it is laid out as `bpa` writes it.

    To read the English alone takes a fifth of the time.
    """
    found = _UP_TO_ENGLISH.match(content)
    if found:
        return found[0]
    return content


def english_texts(file: str, content: str) -> Mapping[str, Text]:
    """Return every English text of a version of a rule file, by field; none where it is broken."""
    return source_texts(file, content, SOURCE_LANGUAGE)


def source_texts(file: str, content: str, language: str) -> Mapping[str, Text]:
    """Return every text in this language of a version of a rule file, by field."""
    try:
        return _texts_in(Source(file, content), language)
    except YamlError:
        return {}


def _texts_in(source: Source, language: str) -> Mapping[str, Text]:
    texts: dict[str, Text] = {}
    own = source.node(["text", language])
    for name in own.items if isinstance(own, MapNode) else ():
        text = None if name == _STAMPS else _text(own, name)
        if text is not None:
            texts[name] = text
    return texts


def _text(fields: Node, name: str) -> Text | None:
    return text_of(fields.get(name)) if isinstance(fields, MapNode) else None


def text_of(node: Node | None) -> Text | None:
    """Return the text of a field, as it is or as it was; None if there is none."""
    if isinstance(node, ScalarNode):
        return node.value
    if isinstance(node, MapNode):
        forms = {}
        for key, (_, value) in node.items.items():
            if isinstance(value, ScalarNode):
                forms[key] = value.value
        count = forms.pop("count", "")
        return Plural(count, forms)
    return None


def on_one_line(text: Text) -> str:
    """Return a text on one line, its plural forms side by side."""
    if isinstance(text, Plural):
        return " / ".join(f"{form}: {words}" for form, words in text.forms.items())
    return text


def changes(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield both texts as one, word by word: ("same" | "removed" | "added", words)."""
    # How lines are wrapped is no difference.
    old = _WORD.findall(" ".join(before.split()))
    new = _WORD.findall(" ".join(after.split()))
    for kind, i1, i2, j1, j2 in differences(old, new):
        if kind == "equal":
            yield "same", "".join(old[i1:i2])
            continue
        if i2 > i1:
            yield "removed", "".join(old[i1:i2])
        if j2 > j1:
            yield "added", "".join(new[j1:j2])


def word_diff(before: str, after: str) -> str:
    """Return `[-old-]{+new+}` among the words around it."""
    pieces = []
    found = list(changes(before, after))
    last = len(found) - 1
    for number, (kind, words) in enumerate(found):
        match kind:
            case "removed":
                pieces.append(f"[-{words}-]")
            case "added":
                pieces.append(f"{{+{words}+}}")
            case _:
                pieces.append(
                    _shortened(_WORD.findall(words), number == 0, number == last)
                )
    return "".join(pieces)


def _shortened(words: Sequence[str], first: bool, last: bool) -> str:
    """Return unchanged words, the middle of long runs left out."""
    # the blanks between words are pieces too
    keep = 2 * CONTEXT
    head = [] if first else words[:keep]
    tail = [] if last else words[-keep:]
    if len(words) <= len(head) + len(tail) + 1 or (not head and not tail):
        return "".join(words)
    return f"{''.join(head)}…{''.join(tail)}"


_STAMP_LINE = re.compile(
    rb"\s*(\w+): ['\"]?([0-9a-f]{10}) ([0-9a-f]{10}) (?:human|machine)(?: carried| reviewed)?( \()?"
)


Stamps = Counter[bytes]
"""Lines of a rule file that may be stamps, and how often each is there."""


def stamps_without_change(root: Path) -> frozenset[tuple[str, str, str, str]]:
    """Return the stamps that took another source without another target, and without a reason.

    Each is a file, a field, a source and a target. They come from the whole history of the rules,
    and from what is not committed yet.
    """
    history = History(root)
    found: set[tuple[str, str, str, str]] = set()
    for file, before, after in chain(_modified(history), _uncommitted(history)):
        for field, source, target in _moved(before, after):
            found.add((file, field, source, target))
    return frozenset(found)


def _moved(before: Stamps, after: Stamps) -> Iterator[tuple[str, str, str]]:
    """Yield the stamps of one change of a file that have another source and nothing else new."""
    sources: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for field, source, target, _ in _parsed(before - after):
        sources[field, target].add(source)
    for field, source, target, reason in _parsed(after - before):
        known = sources.get((field, target), set())
        if known and source not in known and not reason:
            yield field, source, target


def _modified(history: History) -> Iterator[tuple[str, Stamps, Stamps]]:
    """Yield the stamps before and after each commit that changed a file."""
    changes = [change for change in history.changes if change.status == "M"]
    # Each version is read once, though it is what one commit made and what another one changed.
    wanted: dict[str, None] = {}
    for change in changes:
        wanted[change.after] = None
        wanted[change.before] = None
    stamps: dict[str, Stamps] = {}
    contents = zip(wanted, history.contents(wanted), strict=True)
    for change in changes:
        for version in (change.after, change.before):
            # the versions come in the order in which they were asked for
            while version not in stamps:
                name, content = next(contents)
                stamps[name] = _stamps(content or b"")
        yield change.path, stamps[change.before], stamps[change.after]


def _uncommitted(history: History) -> Iterator[tuple[str, Stamps, Stamps]]:
    """Yield the stamps of files as they are committed, and as they are now, where that differs."""
    committed = git.committed(history.root, RULES)
    changed: dict[str, bytes] = {}
    for file, version in committed.items():
        source, _ = read_source(history.root, file)
        content = source.text.encode() if source else None
        if content is not None and not git.has(version, content):
            changed[file] = content
    contents = history.contents(committed[file] for file in changed)
    for (file, content), before in zip(changed.items(), contents, strict=True):
        yield file, _stamps(before or b""), _stamps(content)


def _stamps(content: bytes) -> Stamps:
    lines = content.split(b"\n")
    # Most lines are in most versions of a file. So only those that differ are looked at closely.
    return Counter(line for line in lines if b" human" in line or b" machine" in line)


def _parsed(lines: Iterable[bytes]) -> Iterator[tuple[str, str, str, bool]]:
    """Yield field, source and target of each stamp, and whether it has a reason."""
    for line in lines:
        match = _STAMP_LINE.match(line)
        if match:
            field, source, target, reason = match.groups()
            yield field.decode(), source.decode(), target.decode(), reason is not None
