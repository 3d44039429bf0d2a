"""What the checks over all rules find, where some of the rules have changed.

Notes with one key are compared with each other. So what changes concerns the keys of the notes of
the rules that changed, before and now. What is said under other keys stands; of all rules, those
alone are read again about which something new is said.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import NamedTuple

from bpadocs.errors import Problem
from bpadocs.lint.cache import FindingsCache, Noted, Together, bucket_of
from bpadocs.lint.check import Note, ProjectCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import NotesOfRule, Selection, failed, finding_of
from bpadocs.lint.findings import Finding, Level, RuleHit
from bpadocs.lint.stored import encoded
from bpadocs.lint.subject import Subject
from bpadocs.project.tree import RULES
from bpadocs.system.cache import DamagedCacheError


class Before(NamedTuple):
    """What is known of the last run."""

    cache: FindingsCache
    void: Mapping[str, Mapping[str, Sequence[str]] | None]
    """By check, and by rule whose notes are no longer right: where those are. None for all rules,
    wherever they are.
    """
    together: Mapping[str, Together]
    """What was found, by rule."""


class Now(NamedTuple):
    """What is looked at."""

    notes: Mapping[str, NotesOfRule]
    """Those that have just been taken, by rule."""
    changed: Collection[str]
    """The rules that are new or have another text."""
    order: Mapping[str, int]
    """Every rule there is, with its place among them."""
    subjects: Mapping[str, Subject]
    selection: Selection
    context: Context


class _Keyed(NamedTuple):
    """A note, whose it is, and what it must have in common with those it is compared with."""

    rule: str
    note: Note
    key: str

    @property
    def noted(self) -> Noted:
        """The note and whose it is."""
        return self.rule, self.note

    def encoded(self) -> bytes:
        """Return it as it is kept."""
        return encoded([self.rule, self.note])


@dataclass
class Compared:
    """What a check found, and what of its notes has changed."""

    buckets: dict[str, Sequence[Noted]] = field(default_factory=dict)
    """Those that have changed."""
    where: dict[str, list[str]] = field(default_factory=dict)
    """By rule of which notes have been taken: the buckets that have them."""
    keys: set[str] | None = None
    """The keys that were compared again; None for all."""
    found: dict[str, list[tuple[str, Finding]]] = field(default_factory=dict)
    """By rule, what was found under those keys."""


def compare(check: ProjectCheck, before: Before, now: Now, *, anew: bool) -> Compared:
    """Compare again what has to be: all of it where `anew`, as on another day."""
    void = before.void.get(check.name)
    fresh = _fresh(check, now.notes)
    if check.key is None or anew or void is None:
        wanted = None
    else:
        wanted = set(fresh).union(*void.values())
    known = before.cache.noted(check.name, wanted)
    compared = Compared()
    touched = _told_before(check.name, before, now)
    by_key: defaultdict[str, list[Noted]] = defaultdict(list)
    for bucket in sorted({*known, *fresh}):
        old = _keyed(check, known.get(bucket, ()))
        new = fresh.get(bucket, [])
        members, other = _exchanged(old, new, void, now.order)
        if other:
            compared.buckets[bucket] = [one.noted for one in members]
            touched |= other
        for one in members:
            by_key[one.key].append(one.noted)
    compared.where = _where(fresh)
    runs = _Runs(check, before, now)
    if check.key is None:
        # such a check may look at rules of which it noted nothing
        runs.run("", by_key[""], dict.fromkeys(now.order, ()))
    else:
        if not anew:
            compared.keys = touched
        for key in sorted(by_key if anew else touched):
            runs.run(key, by_key.get(key, ()), {})
    compared.found = runs.findings()
    return compared


def _where(fresh: Mapping[str, Sequence[_Keyed]]) -> dict[str, list[str]]:
    """Return by rule the buckets that have notes of it."""
    where: dict[str, list[str]] = {}
    for bucket, noted in fresh.items():
        for rule in dict.fromkeys(one.rule for one in noted):
            where.setdefault(rule, []).append(bucket)
    return where


def _exchanged(
    old: Sequence[_Keyed],
    new: Sequence[_Keyed],
    void: Collection[str] | None,
    order: Mapping[str, int],
) -> tuple[list[_Keyed], set[str]]:
    """Return the notes of a bucket as they are now, and the keys under which some have changed."""
    kept, dropped = [], []
    for one in old:
        if void is None or one.rule in void:
            dropped.append(one)
        elif one.rule in order:
            kept.append(one)
        else:
            raise DamagedCacheError
    # in the order of rules, for one of those that are compared may be taken as the first
    members = sorted([*kept, *new], key=lambda one: order[one.rule])
    if not dropped:
        return members, {one.key for one in new}
    before = Counter((one.encoded(), one.key) for one in dropped)
    after = Counter((one.encoded(), one.key) for one in new)
    different = [*(before - after), *(after - before)]
    return members, {key for _, key in different}


def _told_before(check: str, before: Before, now: Now) -> set[str]:
    """Return the keys under which something was said of rules that have changed.

    It stands at another place of them by now, if it is still said.
    """
    keys: set[str] = set()
    for rule in now.changed:
        keys.update(key for key, _ in before.together.get(rule, {}).get(check, ()))
    return keys


def _keyed(check: ProjectCheck, noted: Iterable[Noted]) -> list[_Keyed]:
    return [_Keyed(rule, note, _key(check, note)) for rule, note in noted]


def _key(check: ProjectCheck, note: Note) -> str:
    if check.key:
        return encoded(check.key(note)).decode()
    return ""


def _fresh(
    check: ProjectCheck, notes: Mapping[str, NotesOfRule]
) -> dict[str, list[_Keyed]]:
    """Return the notes of a check that have just been taken, by bucket."""
    fresh: dict[str, list[_Keyed]] = {}
    for rule, own in notes.items():
        for note in own.get(check.name, ()):
            key = _key(check, note)
            # where all are compared with all, they are only to lie in several buckets
            bucket = bucket_of(key if check.key else rule)
            fresh.setdefault(bucket, []).append(_Keyed(rule, note, key))
    return fresh


Hit = tuple[str, str, RuleHit]
"""The rule, the key, and what was found."""


class _Runs:
    """What a check finds, key by key."""

    def __init__(self, check: ProjectCheck, before: Before, now: Now) -> None:
        self._check = check
        self._before = before
        self._now = now
        self._hits: list[Hit] = []
        self._everything = Problem(RULES, 1, 1, "all rules together")

    def run(
        self, key: str, noted: Sequence[Noted], every: Mapping[str, Sequence[Note]]
    ) -> None:
        """Compare the notes with this key."""
        notes: dict[str, list[Note]] = {rule: list(own) for rule, own in every.items()}
        for rule, note in noted:
            notes.setdefault(rule, []).append(note)
        if not notes:
            return
        now = self._now
        try:
            hits = self._check.run(notes, now.subjects, now.context)
            for hit in dict.fromkeys(hits):
                self._hits.append((hit.rule, key, hit))
        except Exception as error:
            failed(self._check.name, self._everything, error)

    def findings(self) -> dict[str, list[tuple[str, Finding]]]:
        """Return what was found by rule: a rule is read once for all of it."""
        found: dict[str, list[tuple[str, Finding]]] = {}
        for rule, key, hit in sorted(self._hits, key=itemgetter(0)):
            found.setdefault(rule, []).append((key, self._finding(key, hit)))
        return found

    def _finding(self, key: str, hit: RuleHit) -> Finding:
        """Return a hit as a finding: as it was known, if its rule has not changed."""
        name = self._check.name
        level = self._now.selection.levels[name]
        if hit.rule not in self._now.changed:
            own = self._before.together.get(hit.rule, {}).get(name, ())
            for known_key, known in own:
                if known_key == key and _is_that(known, hit, level):
                    return known
        try:
            return finding_of(name, level, self._now.subjects[hit.rule], hit)
        except Exception as error:
            failed(name, self._everything, error)


def _is_that(known: Finding, found: RuleHit, level: Level) -> bool:
    """Tell whether a finding is what came of this hit."""
    hit = found.hit
    return (
        (known.language, known.field) == (found.language, found.field)
        and (known.start, known.end) == (hit.start, hit.end)
        and known.message == hit.message
        and known.severity == (found.level or level)
        and known.eased == (found.level is not None)
        and hit.fix is None
        and known.fix is None
    )


def joined(
    before: Mapping[str, Together],
    compared: Mapping[str, Compared],
    rules: Collection[str],
    changed: Collection[str],
) -> Iterator[tuple[str, Together]]:
    """Yield each rule of which something else is said now, with all that is said of it."""
    concerned = set(before)
    for one in compared.values():
        concerned.update(one.found)
    for rule in sorted(concerned):
        known = before.get(rule, {})
        own: dict[str, Sequence[tuple[str, Finding]]] = {}
        if rule in rules:
            own = _of_rule(rule, known, compared, rule in changed)
        if own != known:
            yield rule, own


def _of_rule(
    rule: str,
    known: Together,
    compared: Mapping[str, Compared],
    changed: bool,
) -> dict[str, Sequence[tuple[str, Finding]]]:
    """Return what is said of a rule: what stands, and what was found just now."""
    own: dict[str, Sequence[tuple[str, Finding]]] = {}
    for check, one in compared.items():
        stands: list[tuple[str, Finding]] = []
        if not changed and one.keys is not None:
            stands = [it for it in known.get(check, ()) if it[0] not in one.keys]
        found = sorted([*stands, *one.found.get(rule, ())], key=itemgetter(0))
        if found:
            own[check] = found
    return own
