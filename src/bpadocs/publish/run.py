"""A build that makes only what changed since the last one."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bpadocs import output
from bpadocs.problems import BrokenInputError
from bpadocs.project import clashes, scan
from bpadocs.publish.above import join_all
from bpadocs.publish.engine import engine
from bpadocs.publish.remembered import remembered_facts, remembered_labels, remembered_settings, remembered_template
from bpadocs.publish.share import Surroundings, pages_of
from bpadocs.publish.standing import inspect
from bpadocs.publish.store import DamagedStoreError, Store
from bpadocs.publish.store_file import load, save

CACHE = ".cache"
STORE = f"{CACHE}/build"
OWNED = ("docs", "messages")

Progress = Callable[[int, int], None]
"""Told of how many rules, of how many, are done."""


class Report(NamedTuple):
    """What a build did, counted."""

    rules: int
    languages: int
    rules_read: int
    pages_rendered: int
    files: int
    written: int
    removed: int

    @property
    def unchanged(self) -> int:
        return self.files - self.written


class Shard(NamedTuple):
    """One of several even parts of a project, the same on any machine."""

    number: int
    of: int

    def select(self, paths: Sequence[str]) -> frozenset[str]:
        """The paths of this part."""
        ordered = sorted(paths, key=lambda path: hashlib.blake2b(path.encode(), digest_size=8).digest())
        start, end = ((number * len(ordered)) // self.of for number in (self.number - 1, self.number))
        return frozenset(ordered[start:end])


def run(
    root: Path, folder: Path, jobs: int | None = None, shard: Shard | None = None, progress: Progress | None = None
) -> Report:
    """Bring the build folder up to date. Raises BrokenInputError before anything is written."""
    made_by = engine()
    store = load(folder / STORE, made_by) or Store()
    try:
        return _run(root, folder, store, made_by, jobs, shard, progress)
    except DamagedStoreError:
        return _run(root, folder, Store(), made_by, jobs, shard, progress)


def _run(
    root: Path,
    folder: Path,
    store: Store,
    made_by: str,
    jobs: int | None,
    shard: Shard | None,
    progress: Progress | None,
) -> Report:
    settings, settings_memory = remembered_settings(root, store)
    folders, problems = scan(root)
    find_facts = remembered_facts(settings.languages, store, jobs)
    labels, labels_memory = remembered_labels(root, settings.languages, store)
    surroundings = Surroundings(root, folder, settings, labels)
    every = [path for one in folders for path in one.rules]
    wanted = shard.select(every) if shard else frozenset(every)
    kept, tasks = inspect(surroundings, folders, wanted, store, jobs)
    template, template_memory = remembered_template(store, needed=bool(tasks))
    records = {record.id: record for record in kept}
    rendered = written = 0
    if tasks:
        from bpadocs.publish.team import Team

        with Team(surroundings, tasks, template, jobs) as team:
            found, pages = team.read()
            problems += found
            if not problems:
                problems += clashes(root, sorted([*pages, *((record.id, record.page) for record in kept)]))
            if problems:
                raise BrokenInputError(problems)
            done = team.render(_counting(progress, len(tasks)))
        records |= {record.id: record for record in done.records}
        rendered, written = done.rendered, done.written
    elif problems:
        raise BrokenInputError(problems)
    ordered = [records[identifier] for identifier in sorted(records)]
    products = [
        one for one in folders if shard is None or any(record.id.startswith(f"{one.product.id}/") for record in ordered)
    ]
    facts, facts_memory = find_facts()
    joined, joined_written = join_all(surroundings, products, ordered, store, facts, jobs)
    expected = {path for record in ordered for _, path, _ in pages_of(record, settings)}
    expected.update(name for one in joined.values() for name in one.files)
    removed = output.prune(folder, expected, OWNED)
    if tasks or joined_written or removed or joined.keys() != store.joined.keys():
        memory = {**settings_memory, **labels_memory, **facts_memory, **template_memory}
        save(folder / STORE, made_by, store._replace(memory=memory), ordered, joined)
    return Report(
        rules=len(ordered),
        languages=len(settings.locales),
        rules_read=len(tasks),
        pages_rendered=rendered,
        files=len(expected),
        written=written + joined_written,
        removed=len(removed),
    )


def _counting(progress: Progress | None, total: int) -> Callable[[int], None]:
    done = 0

    def count(more: int) -> None:
        nonlocal done
        done += more
        if progress:
            progress(done, total)

    return count
