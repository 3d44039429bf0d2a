"""Which rules stand as the last build made them, and what of the others has to be made again."""

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from bpadocs.output import read_file
from bpadocs.processes import at_once, cores, even_parts
from bpadocs.project import Folder, rule_id
from bpadocs.publish.share import Surroundings, Task, WordDigests, pages_of
from bpadocs.publish.store import Record, Store, digest_of_file

RULES_PER_PROCESS = 75
"""Fewer are looked through sooner than a process starts."""


class _Place(NamedTuple):
    """A rule file, and what is known of it."""

    path: str
    folder: Folder
    record: Record | None


def inspect(
    surroundings: Surroundings,
    folders: Iterable[Folder],
    wanted: frozenset[str],
    store: Store,
    jobs: int | None = None,
) -> tuple[list[Record], list[Task]]:
    """The rules that stand, and those that must be made again, of the wanted paths."""
    places = [
        _Place(path, folder, store.records.get(rule_id(path)))
        for folder in folders
        for path in folder.rules
        if path in wanted
    ]
    kept: list[Record] = []
    tasks: list[Task] = []
    for place, changed in zip(places, _all_changed(surroundings, places, len(store.records), jobs), strict=True):
        path, folder, record = place
        if record is None or changed is None:
            tasks.append(Task(path, folder.product, folder.text, surroundings.settings.languages, None))
        elif changed:
            tasks.append(Task(path, folder.product, folder.text, changed, record))
        else:
            kept.append(record)
    return kept, tasks


def _all_changed(
    surroundings: Surroundings, places: Sequence[_Place], known: int, jobs: int | None
) -> list[tuple[str, ...] | None]:
    """What has changed of each rule, found out by several processes where there is much to read."""
    count = max(1, min(cores(jobs), known // RULES_PER_PROCESS))
    parts = [partial(_changed_of, surroundings, part) for part in even_parts(places, count)]
    return list(chain.from_iterable(at_once(parts, jobs)))


def _changed_of(surroundings: Surroundings, places: Iterable[_Place]) -> list[tuple[str, ...] | None]:
    digests = WordDigests(surroundings.labels)
    return [_changed(surroundings, place, digests) for place in places]


def _changed(surroundings: Surroundings, place: _Place, digests: WordDigests) -> tuple[str, ...] | None:
    """The languages whose labels changed, or whose page is not what was written; None where nothing is known."""
    path, folder, record = place
    if record is None or not _same_rule(surroundings, folder, path, record):
        return None
    changed = []
    for language, page_path, page in pages_of(record, surroundings.settings):
        part = record.parts[language]
        same_words = digests.of(language, part.words) == part.words_digest
        if not same_words or digest_of_file(f"{surroundings.folder}/{page_path}") != page:
            changed.append(language)
    return tuple(changed)


def _same_rule(surroundings: Surroundings, folder: Folder, path: str, record: Record) -> bool:
    try:
        data = read_file(f"{surroundings.root}/{path}")
    except OSError:
        return False
    return data is not None and surroundings.key(folder.text, data) == record.key
