"""A build that makes only what changed since the last one."""

import hashlib
from collections.abc import Callable, Collection, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from bpadocs.cache import Cache, DamagedCacheError
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.processes import Crew, worth
from bpadocs.project import Folder, clashes, read_project, scan
from bpadocs.publish import share
from bpadocs.publish.above import Job, jobs_above, join, paths_above, standing
from bpadocs.publish.known import Known, Messages, keep, known, remembered_facts
from bpadocs.publish.names import owned, page_path
from bpadocs.publish.outputs import outputs
from bpadocs.publish.records import Record, pages_of
from bpadocs.publish.share import Done
from bpadocs.publish.standing import Task, inspect
from bpadocs.publish.surroundings import Surroundings, read_surroundings

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
    owned(folder).check_folders()
    surroundings = read_surroundings(root, folder)
    cache = Cache(folder, surroundings.made_by)
    build = _Build(surroundings, cache, jobs, progress)
    try:
        return build.run(shard, known(cache))
    except DamagedCacheError:
        cache.forget()
        return build.run(shard, Known())


class _Build(NamedTuple):
    """A build with what stays the same while it runs."""

    surroundings: Surroundings
    cache: Cache
    processes: int | None
    progress: Progress | None

    def run(self, shard: Shard | None, before: Known) -> Report:
        folders, problems = scan(self.surroundings.root)
        every = [path for one in folders for path in one.rules]
        wanted = shard.select(every) if shard else frozenset(every)
        kept, tasks = inspect(self.surroundings, folders, wanted, before.records)
        done = self._made(tasks, kept, problems)
        records = sorted([*kept, *(one.record for one in done.made)], key=lambda record: record.id)
        if shard:
            products = {record.id.partition("/")[0] for record in records}
            folders = [one for one in folders if one.product.id in products]
        messages = Messages(self.cache, {one.record.id: one.fragments for one in done.made})
        above = self._jobs(folders, records, messages)
        joined = standing(self.surroundings, above, before.joined)
        missing = [job for job in above if job.name not in joined]
        if missing and not tasks:
            pages = [(record.id, record.page) for record in kept]
            self._begin(pages, changing=())
        new, joined_written = join(self.surroundings, missing)
        joined |= new
        settings = self.surroundings.settings
        files = {path for record in records for _, path, _ in pages_of(record, settings)}
        files.update(path for one in joined.values() for path in one.files)
        removed = owned(self.surroundings.folder).end(files)
        keep(self.cache, self.surroundings.made_by, before, done.made, records, joined)
        return Report(
            rules=len(records),
            languages=len(settings.locales),
            rules_read=len(tasks),
            pages_rendered=done.rendered,
            files=len(files),
            written=done.written + joined_written,
            removed=len(removed),
        )

    def _made(self, tasks: Sequence[Task], kept: Sequence[Record], problems: Sequence[Problem]) -> Done:
        """Read what has to be made again, and if all is well, render and write it."""
        if not tasks:
            if problems:
                raise BrokenInputError(problems)
            return Done([], 0, 0)
        count = worth(len(tasks), share.RULES_PER_PROCESS, self.processes)
        shares = [tasks[number::count] for number in range(count)]
        works = [partial(share.steps, self.surroundings, one, _silent) for one in shares]
        works[0] = partial(share.steps, self.surroundings, shares[0], self._counting(len(tasks), count))
        with Crew(works) as crew:
            found = crew.step()
            pages = [(record.id, record.page) for record in kept]
            problems = [*problems, *chain.from_iterable(one.problems for one in found)]
            read = list(chain.from_iterable(one.pages for one in found))
            problems = problems or clashes(self.surroundings.root, sorted([*pages, *read]))
            if problems:
                raise BrokenInputError(problems)
            self._begin([*pages, *read], changing=read)
            done: list[Done] = crew.step()
        made = list(chain.from_iterable(one.made for one in done))
        return Done(made, sum(one.rendered for one in done), sum(one.written for one in done))

    def _begin(self, pages: Sequence[tuple[str, str]], changing: Sequence[tuple[str, str]]) -> None:
        """Make ready to write the pages that change, and whatever stands above."""
        root = self.surroundings.root
        above = paths_above(self.surroundings)
        owned(self.surroundings.folder).begin(
            {*above, *self._paths(pages)},
            [*above, *self._paths(changing)],
            lambda: outputs(read_project(root)),
        )

    def _paths(self, pages: Sequence[tuple[str, str]]) -> Collection[str]:
        """The files of rules, given as (id, page)."""
        locales = self.surroundings.settings.locales.values()
        return [
            page_path(locale, identifier.partition("/")[0], page) for identifier, page in pages for locale in locales
        ]

    def _jobs(self, folders: Sequence[Folder], records: Sequence[Record], messages: Messages) -> list[Job]:
        languages = self.surroundings.settings.languages
        facts_of = partial(remembered_facts, self.cache, languages=languages)
        return jobs_above(self.surroundings, folders, records, messages.of, facts_of)

    def _counting(self, total: int, processes: int) -> Callable[[int], None]:
        """All shares are alike, so what this process has done says how far the others are."""

        def count(done: int) -> None:
            if self.progress:
                self.progress(min(done * processes, total), total)

        return count


def _silent(done: int) -> None:
    """For processes whose progress nobody sees."""
