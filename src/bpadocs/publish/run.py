"""A build that makes only what changed since the last one; the package tells the way in short."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.project.shard import Shard
from bpadocs.project.tree import (
    ProductFolder,
    clashes,
    read_project,
    scan,
)
from bpadocs.publish.basis import Basis, make_way, note_cldr, owned, read_basis
from bpadocs.publish.cache import (
    LastBuild,
    Made,
    MadeFiles,
    NewBuild,
    Record,
    RuleMessages,
    Task,
    inspect,
    last_build,
    remember,
    remembered_facts,
)
from bpadocs.publish.collective import Sources, join, join_jobs, joined_paths, unchanged
from bpadocs.publish.outputs import outputs
from bpadocs.rule.names import RuleNames
from bpadocs.system.cache import Cache, DamagedCacheError
from bpadocs.system.processes import Crew, worth

if TYPE_CHECKING:
    from bpadocs.messages.catalog import LanguageFacts

Progress = Callable[[int, int], None]
"""Told of how many rules, of how many, are done."""


class BuildReport(NamedTuple):
    """What a build did, counted."""

    rules: int
    languages: int
    rules_read: int
    pages_rendered: int
    files: int
    written: int
    removed: int
    drafts: tuple[str, ...] = ()
    """The files of rules that nobody has written yet, and that are left out."""

    @property
    def unchanged(self) -> int:
        """How many files were already there as they are now."""
        return self.files - self.written


def run(
    root: Path,
    folder: Path,
    jobs: int | None = None,
    shard: Shard | None = None,
    progress: Progress | None = None,
) -> BuildReport:
    """Bring the build folder up to date. Raises BrokenInputError before anything is written."""
    owned(folder).check_folders()
    basis = read_basis(root, folder)
    make_way(folder)
    cache = Cache(folder, basis.made_by)
    build = _Build(
        basis=basis,
        cache=cache,
        processes=jobs,
        progress=progress,
    )
    try:
        return build.run(shard, last_build(cache))
    except DamagedCacheError:
        cache.forget()
        return build.run(shard, LastBuild())


class _Build(NamedTuple):
    """A build with what stays the same while it runs."""

    basis: Basis
    cache: Cache
    processes: int | None
    progress: Progress | None

    def run(self, shard: Shard | None, before: LastBuild) -> BuildReport:
        """Build a shard, or everything."""
        folders, problems = scan(self.basis.root, self.basis.settings)
        wanted = _wanted(folders, shard)
        kept, tasks = inspect(self.basis, folders, wanted, before.records)
        made: list[Made] = []
        drafts: list[str] = []
        if tasks:
            made, drafts = self._make_rules(folders, tasks, kept, problems)
        elif problems:
            raise BrokenInputError(problems)

        records = [*kept, *[one.record for one in made]]
        records.sort(key=_rule_id)
        if shard:
            folders = _folders_of(records, folders)
        sources = self._sources(folders, records, made)
        joined, joined_written = self._join(
            sources, before.joined, has_begun=bool(tasks)
        )
        files = self._files(records, joined)
        removed = owned(self.basis.folder).end(files)
        now = NewBuild(made, records, joined)
        remember(self.cache, self.basis.made_by, before, now)
        return BuildReport(
            rules=len(records),
            languages=len(self.basis.settings.locales),
            rules_read=len(tasks),
            pages_rendered=sum(len(one.messages) for one in made),
            files=len(files),
            written=sum(one.written for one in made) + joined_written,
            removed=len(removed),
            drafts=tuple(sorted(drafts)),
        )

    def _make_rules(
        self,
        folders: Sequence[ProductFolder],
        tasks: Sequence[Task],
        kept: Sequence[Record],
        problems: Sequence[Problem],
    ) -> tuple[list[Made], list[str]]:
        """Read what has to be made again, and if all is well, render and write it.

        What is made is returned, and the files of the rules that nobody has written yet.
        """
        # A build that finds nothing to do saves the time to load what reads and renders rules.
        from bpadocs.publish import worker

        count = worth(len(tasks), worker.RULES_PER_PROCESS, self.processes)
        works = []
        for number in range(count):
            # The first share is done by this process, which shows how far the build is.
            tell = _silent if number else self._progress_of(len(tasks), count)
            share = tasks[number::count]
            works.append(partial(worker.steps, self.basis, share, tell))
        with Crew(works) as crew:
            shares: list[worker.ReadRules] = crew.step()
            read: list[RuleNames] = []
            drafts: list[str] = []
            problems = list(problems)
            for found in shares:
                problems += found.problems
                read += found.names
                drafts += found.drafts
            names = sorted([*_names(kept), *read])
            settings = self.basis.settings
            problems = problems or clashes(self.basis.root, names, settings)
            if problems:
                raise BrokenInputError(problems)
            self._begin(folders, names, changing=read)
            made: list[list[Made]] = crew.step()
        return list(chain.from_iterable(made)), drafts

    def _join(
        self, sources: Sources, before: Mapping[str, MadeFiles], *, has_begun: bool
    ) -> tuple[dict[str, MadeFiles], int]:
        """Make again the indexes and catalogs that something has changed for.

        Return all of them, and how many files had to be written.
        """
        jobs = join_jobs(self.basis, sources)
        joined = unchanged(self.basis, jobs, before)
        missing = [job for job in jobs if job.name not in joined]
        if not missing:
            return joined, 0
        if not has_begun:
            self._begin(sources.folders, _names(sources.records), changing=())
        newly_joined, written = join(self.basis, missing)
        facts = self._facts(self.basis.settings.source_language)
        note_cldr(self.basis.folder, facts.cldr)
        return {**joined, **newly_joined}, written

    def _begin(
        self,
        folders: Sequence[ProductFolder],
        rules: Sequence[RuleNames],
        changing: Sequence[RuleNames],
    ) -> None:
        """Make ready to write the pages that change, and the files that are joined."""
        root = self.basis.root
        joined = joined_paths(self.basis, folders, rules)
        owned(self.basis.folder).begin(
            {*joined, *self._page_paths(rules)},
            [*joined, *self._page_paths(changing)],
            lambda: outputs(read_project(root)),
        )

    def _page_paths(self, rules: Iterable[RuleNames]) -> list[str]:
        paths: list[str] = []
        for identifier, page, *_ in rules:
            for language in self.basis.settings.languages:
                paths.append(self.basis.page_path(language, identifier, page))
        return paths

    def _sources(
        self,
        folders: Sequence[ProductFolder],
        records: Sequence[Record],
        made: Sequence[Made],
    ) -> Sources:
        fresh = {one.record.id: one.messages for one in made}
        return Sources(
            folders=folders,
            records=records,
            messages_of=RuleMessages(self.cache, fresh).of,
            facts_of=self._facts,
        )

    def _facts(self, language: str) -> "LanguageFacts":
        settings = self.basis.settings
        return remembered_facts(
            self.cache, language, settings.languages, settings.source_language
        )

    def _files(
        self,
        records: Sequence[Record],
        joined: Mapping[str, MadeFiles],
    ) -> set[str]:
        """Return the path of every file of the build."""
        files = set(self._page_paths(_names(records)))
        for one in joined.values():
            files.update(one.files)
        return files

    def _progress_of(self, total: int, processes: int) -> Callable[[int], None]:
        """Tell the progress of all processes by that of one: their shares are alike."""

        if self.progress is None:
            return _silent
        return partial(_tell, self.progress, total, processes)


def _wanted(folders: Iterable[ProductFolder], shard: Shard | None) -> frozenset[str]:
    """Return the rule files that are to be built."""
    paths: list[str] = []
    for folder in folders:
        paths += folder.rules
    if shard:
        return shard.select(paths)
    return frozenset(paths)


def _folders_of(
    records: Iterable[Record], folders: Iterable[ProductFolder]
) -> list[ProductFolder]:
    """Return the folders that have any of these rules."""
    products = {record.id.partition("/")[0] for record in records}
    return [folder for folder in folders if folder.product.id in products]


def _names(records: Iterable[Record]) -> list[RuleNames]:
    return [record.names for record in records]


def _rule_id(record: Record) -> str:
    return record.id


def _tell(progress: Progress, total: int, processes: int, done: int) -> None:
    progress(min(done * processes, total), total)


def _silent(done: int) -> None:
    """Tell nobody: for processes whose progress is not seen."""
