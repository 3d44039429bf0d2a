"""What has changed between two versions of a text, piece by piece.

A piece that was moved, wrapped otherwise or cut in two says what it said, so it has not changed. A
piece that was edited is one change, not one that went and another one that came.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from itertools import product
from typing import Final, NamedTuple

from bpadocs.formats.differences import differences
from bpadocs.formats.markdown.pieces import TextPiece

_WORD: Final = re.compile(r"\w+")
_ALIKE: Final = 0.5
"""How much of their words two versions of a piece share at least, between the same neighbours."""
_ALIKE_ELSEWHERE: Final = 0.65
"""Likewise, where the piece was moved too."""
_HARDLY_ALIKE: Final = 0.25
"""Likewise, where nothing else came or went between the same neighbours."""
_SHORT: Final = 8
"""Up to this number of words a piece may be written anew altogether and be the same one."""
_COMMON: Final = 30
"""A word in more pieces than these tells none of them."""
_CANDIDATES: Final = 8
"""How many pieces are compared with one closely."""
_MOST_PAIRS: Final = 40_000
"""A stretch with more pairs of pieces is not searched for pieces that were cut otherwise."""


class PieceChanges(NamedTuple):
    """How the pieces of a text became those of its next version; both by their index."""

    kept: dict[int, int]
    """The piece before, by the piece after, where it says the same."""
    changed: dict[int, int]
    """Likewise, where it was edited."""
    added: tuple[int, ...]
    """The pieces after that are new."""
    removed: tuple[int, ...]
    """The pieces before that are gone."""

    def partner(self, after: int) -> int | None:
        """Return the piece before that this piece after comes from, if there is one."""
        return self.kept.get(after, self.changed.get(after))


def piece_changes(
    before: Sequence[TextPiece], after: Sequence[TextPiece]
) -> PieceChanges:
    """Return how the pieces of one version became those of the other."""
    matcher = _Matcher(before, after)
    matcher.keep_in_order()
    matcher.keep_moved()
    matcher.keep_cut_otherwise()
    matcher.match_similar()
    matcher.match_alone()
    return PieceChanges(
        kept=matcher.kept,
        changed=matcher.changed,
        added=tuple(matcher.new),
        removed=tuple(matcher.old),
    )


class _Likely(NamedTuple):
    """An old and a new piece that may be one; the best of them is the greatest."""

    likeness: float
    nearness: int
    old: int
    new: int


class _Matcher:
    """Finds what belongs together, the surest first. Each piece is matched once."""

    def __init__(self, before: Sequence[TextPiece], after: Sequence[TextPiece]) -> None:
        self.before = before
        self.after = after
        self.kept: dict[int, int] = {}
        self.changed: dict[int, int] = {}
        # Which pieces are left, in their order, each with the gap that it is in: what stands
        # between two pieces that were kept in order is one gap.
        self.old: dict[int, int] = {}
        self.new: dict[int, int] = {}

    def keep_in_order(self) -> None:
        """Match the pieces that say the same in the same order."""
        keys = [piece.key for piece in self.before]
        new_keys = [piece.key for piece in self.after]
        for gap, found in enumerate(differences(keys, new_keys)):
            kind, start, end, new_start, new_end = found
            olds = range(start, end)
            news = range(new_start, new_end)
            if kind == "equal":
                self.kept.update(zip(news, olds, strict=True))
            else:
                self.old.update(dict.fromkeys(olds, gap))
                self.new.update(dict.fromkeys(news, gap))

    def keep_moved(self) -> None:
        """Match the pieces that say the same elsewhere."""
        places: defaultdict[Hashable, list[int]] = defaultdict(list)
        for old in reversed(self.old):
            places[self.before[old].key].append(old)
        for new in list(self.new):
            same = places[self.after[new].key]
            if same:
                self._keep([same.pop()], [new])

    def keep_cut_otherwise(self) -> None:
        """Match a paragraph that was cut into several, and several that were joined."""
        for olds, news in self._gaps():
            if len(olds) * len(news) > _MOST_PAIRS:
                continue
            for old, new in product(olds, news):
                if old not in self.old or new not in self.new:
                    continue
                self._keep_run([old], _run(self.before[old], self.after, news, new))
                self._keep_run(_run(self.after[new], self.before, olds, old), [new])

    def _keep_run(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Match pieces where both sides have some, and all of them are left."""
        if not olds or not news:
            return
        if self.old.keys() >= set(olds) and self.new.keys() >= set(news):
            self._keep(olds, news)

    def match_similar(self) -> None:
        """Match the pieces that share most of their words, the most similar first."""
        old_words = {old: _words(self.before[old]) for old in self.old}
        new_words = {new: _words(self.after[new]) for new in self.new}
        matches: list[_Likely] = []
        for old, new in self._candidates(old_words, new_words):
            likeness = _likeness(old_words[old], new_words[new])
            is_near = self.old[old] == self.new[new]
            if likeness >= (_ALIKE if is_near else _ALIKE_ELSEWHERE):
                nearness = -abs(old - new)
                likely = _Likely(
                    likeness=likeness + is_near,
                    nearness=nearness,
                    old=old,
                    new=new,
                )
                matches.append(likely)
        matches.sort(reverse=True)
        for match in matches:
            self._change(match.old, match.new)

    def _candidates(
        self, old_words: dict[int, Counter[str]], new_words: dict[int, Counter[str]]
    ) -> Iterator[tuple[int, int]]:
        """Yield pairs of the same kind that share words which few pieces have."""
        having: defaultdict[str, list[int]] = defaultdict(list)
        for new, words in new_words.items():
            for word in words:
                having[word].append(new)
        for old, words in old_words.items():
            votes: Counter[int] = Counter()
            for word in words:
                if len(having[word]) <= _COMMON:
                    votes.update(having[word])
            for new, _ in votes.most_common(_CANDIDATES):
                if self.before[old].key[0] == self.after[new].key[0]:
                    yield old, new

    def match_alone(self) -> None:
        """Match the piece that alone went with the piece of its kind that alone came there."""
        for olds, news in self._gaps():
            if len(olds) != 1 or len(news) != 1:
                continue
            [old], [new] = olds, news
            before, after = self.before[old], self.after[new]
            if before.noun != after.noun or before.field != after.field:
                continue
            is_short = max(before.words, after.words) <= _SHORT
            likeness = _likeness(_words(before), _words(after))
            if is_short or before.field or likeness >= _HARDLY_ALIKE:
                self._change(old, new)

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
        """Return what is left in each gap that has pieces on both sides."""
        gaps: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(
            lambda: ([], [])
        )
        for old, gap in self.old.items():
            gaps[gap][0].append(old)
        for new, gap in self.new.items():
            gaps[gap][1].append(new)
        return [(olds, news) for olds, news in gaps.values() if olds and news]

    def _keep(self, olds: Sequence[int], news: Sequence[int]) -> None:
        for old in olds:
            del self.old[old]
        for new in news:
            self.kept[new] = olds[0]
            del self.new[new]

    def _change(self, old: int, new: int) -> None:
        if old in self.old and new in self.new:
            self.changed[new] = old
            del self.old[old]
            del self.new[new]


def _run(
    whole: TextPiece, others: Sequence[TextPiece], indexes: Sequence[int], first: int
) -> list[int]:
    """Return the pieces from the first one on whose texts, one after the other, are the whole.

    Return none where there are no such pieces.
    """
    rest = whole.text
    run: list[int] = []
    for index in range(first, indexes[-1] + 1):
        other = others[index]
        if other.key[0] != whole.key[0] or not rest.startswith(other.text):
            return []
        run.append(index)
        rest = rest[len(other.text) :].lstrip()
        if not rest:
            return run
    return []


def _words(piece: TextPiece) -> Counter[str]:
    return Counter(_WORD.findall(piece.text.lower()))


def _likeness(words: Counter[str], others: Counter[str]) -> float:
    """Return how much two bags of words share: 1 for all, 0 for nothing."""
    every = words.total() + others.total()
    if every:
        return 2 * (words & others).total() / every
    return 0.0
