"""Subjects that are made when they are asked for.

A rule with the trees of its texts takes many times the memory of its file, so only a few are there
at a time.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from bpadocs.lint.subject import Subject
from bpadocs.rule.model import Suppression

_KEPT = 16
"""Subjects that are not made again when they are asked for soon."""


class Subjects(Mapping[str, Subject]):
    """Subjects by the ids of their rules, each made when it is asked for."""

    def __init__(
        self,
        rules: Iterable[str],
        make: Callable[[str], Subject],
        suppressions: Mapping[str, Sequence[Suppression]] = MappingProxyType({}),
        file_of: Callable[[str], str] | None = None,
    ) -> None:
        self._rules = dict.fromkeys(rules)
        self._made = lru_cache(_KEPT)(make)
        self.suppressions = suppressions
        """Those that the rules themselves state, by rule."""
        self._file_of = file_of

    def __getitem__(self, rule: str) -> Subject:
        return self._made(rule)

    def file_of(self, rule: str) -> str:
        """Return the file of a subject, which need not be made where that is known without it."""
        if self._file_of:
            return self._file_of(rule)
        return self[rule].file

    def __iter__(self) -> Iterator[str]:
        return iter(self._rules)

    def __len__(self) -> int:
        return len(self._rules)
