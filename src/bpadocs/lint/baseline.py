"""What was found when lint was turned on: a baseline, beside which only what is new is told.

A finding is known again by its check, its language, its rule or page, its field and the words that
it is about. Lines may move, and the message may be worded otherwise by another version.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from bpadocs.lint.findings import BROKEN_FILE, Finding, Place
from bpadocs.lint.groups import text_at

LONGEST_WORDS = 80
"""Characters. A longer text is not what a finding is about, but what it was found in."""

UNREADABLE_PAGE = "unreadable-page"
"""The check that tells of pages that cannot be read."""

_QUOTED = re.compile(r"“[^“”]*”|`[^`]*`|«[^«»]*»")


class KnownFinding(NamedTuple):
    """A finding as a baseline keeps it. Findings that differ in nothing of this are counted."""

    rule: str
    """The rule, or the page; what is about neither has its file here."""
    locale: str
    check: str
    field: str
    words: str
    """The words that it points at, or around the mark that it points at, if they are few."""
    message: str

    @property
    def identity(self) -> tuple[str, ...]:
        """By what the finding is known again: of its message, what is quoted there."""
        facts = tuple(_QUOTED.findall(self.message))
        if not self.words and not facts:
            facts = (self.message,)
        return self.rule, self.locale, self.check, self.field, self.words, *facts


@dataclass(frozen=True, slots=True)
class Baseline:
    """The findings that are known, and how often there is each."""

    command: str
    """Whose findings they are: `lint` or `audit`."""
    findings: Mapping[KnownFinding, int]

    def __len__(self) -> int:
        """Return how many findings are known."""
        return sum(self.findings.values())


@dataclass(frozen=True, slots=True)
class BesideKnown:
    """What is found now, beside a baseline."""

    new: Sequence[Finding]
    """What the baseline does not have. Of equal ones, those that come last."""
    still: Mapping[KnownFinding, int]
    """What it has and is found."""
    not_looked_at: Mapping[KnownFinding, int]
    """What it has of languages that were left out, and of pages that could not be read."""
    mended: int
    """How many it has that are found no more."""


Describe = Callable[[Finding], KnownFinding]


def describe_by(read: Callable[[str], str]) -> Describe:
    """Return the function that makes a known finding of a finding.

    `read` returns the text of a file.
    """
    lines = lru_cache(maxsize=4)(lambda file: read(file).split("\n"))

    def describe(finding: Finding) -> KnownFinding:
        """Return a finding as a baseline keeps it."""
        return KnownFinding(
            rule=finding.rule or finding.file,
            locale=finding.locale or finding.language,
            check=finding.check,
            field=finding.field or "",
            words=_words_at(lines(finding.file), finding.place),
            message=finding.message,
        )

    return describe


def _words_at(lines: Sequence[str], place: Place) -> str:
    """Return the words at a place, on one line; nothing if they are many.

    Of a blank or a mark, there are many in a text: the words around it tell which one is meant.
    """
    text = text_at(lines, place)
    if text and not any(map(str.isalnum, text)):
        before = lines[place.line - 1][: place.column - 1].split()[-1:]
        after = lines[place.end_line - 1][place.end_column - 1 :].split()[:1]
        text = "".join([*before, text, *after])
    words = " ".join(text.split())
    if len(words) <= LONGEST_WORDS:
        return words
    return ""


def compare(
    baseline: Baseline,
    findings: Iterable[Finding],
    describe: Describe,
    locales: Collection[str] | None = None,
) -> BesideKnown:
    """Compare all findings of a run with a baseline. None may stand beside another.

    `locales` are those that were looked at, if not all were.
    """
    left, not_looked_at = _looked_at(baseline, locales)
    new = []
    still: Counter[KnownFinding] = Counter()
    unread = set()
    for finding in findings:
        if finding.check == BROKEN_FILE:
            new.append(finding)
            continue
        known = describe(finding)
        if finding.check == UNREADABLE_PAGE:
            unread.add(known.rule)
        if left[known.identity] > 0:
            left[known.identity] -= 1
            still[known] += 1
        else:
            new.append(finding)
    # What is known of a page that cannot be read now is not mended by that.
    for known in baseline.findings:
        if known.rule in unread and left[known.identity] > 0:
            not_looked_at[known] = left.pop(known.identity)
    return BesideKnown(
        new=new,
        still=still,
        not_looked_at=not_looked_at,
        mended=left.total(),
    )


def _looked_at(
    baseline: Baseline, locales: Collection[str] | None
) -> tuple[Counter[tuple[str, ...]], dict[KnownFinding, int]]:
    """Return how often each finding of these locales is known, and the findings of the others."""
    left: Counter[tuple[str, ...]] = Counter()
    not_looked_at = {}
    for known, number in baseline.findings.items():
        if locales is None or known.locale in locales:
            left[known.identity] += number
        else:
            not_looked_at[known] = number
    return left, not_looked_at


def renewed(
    baseline: Baseline,
    compared: BesideKnown,
    accepted: Iterable[Finding],
    describe: Describe,
) -> Baseline:
    """Return the baseline without what is mended, and with these new findings."""
    findings: defaultdict[KnownFinding, int] = defaultdict(int)
    findings |= compared.not_looked_at
    for known, number in compared.still.items():
        findings[known] += number
    for finding in accepted:
        # A file that cannot be read is a mistake to be mended, not a finding to live with.
        if finding.check != BROKEN_FILE:
            findings[describe(finding)] += 1
    return replace(baseline, findings=dict(findings))
