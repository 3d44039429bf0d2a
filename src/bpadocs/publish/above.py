"""The files above single rules, each made again only where something it is made of has changed."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from bpadocs import output
from bpadocs.labels import Labels
from bpadocs.model import Category
from bpadocs.processes import at_once, cores
from bpadocs.project import Folder
from bpadocs.publish.remembered import Facts
from bpadocs.publish.share import Surroundings
from bpadocs.publish.store import Joined, Record, Store, digest, digest_of_file

WORTH_PROCESSES = 75
"""Rules; the files of fewer are joined sooner than processes start."""


class _Job(NamedTuple):
    """Files to make together, and the digest of all they are made of."""

    name: str
    key: str
    make: Callable[[], dict[str, bytes]]


def join_all(
    surroundings: Surroundings,
    folders: Sequence[Folder],
    records: Sequence[Record],
    store: Store,
    facts: Facts,
    processes: int | None = None,
) -> tuple[dict[str, Joined], int]:
    """Write these files. Gives what they are now, and how many were written."""
    jobs = _jobs(surroundings, folders, records, store, facts)
    result = {job.name: known for job in jobs if (known := _known(surroundings.folder, job, store))}
    missing = [job for job in jobs if job.name not in result]
    count = max(1, min(cores(processes), len(missing))) if len(records) >= WORTH_PROCESSES else 1
    shares = [missing[number::count] for number in range(count)]
    made = at_once([partial(_make, surroundings.folder, share) for share in shares], processes)
    written = 0
    for job, (files, number) in zip(chain.from_iterable(shares), chain.from_iterable(made), strict=True):
        result[job.name] = Joined(job.key, files)
        written += number
    return result, written


def _jobs(
    surroundings: Surroundings,
    folders: Sequence[Folder],
    records: Sequence[Record],
    store: Store,
    facts: Facts,
) -> list[_Job]:
    """In each language the catalogs, which take longest and so come first, and the index with the table of contents."""
    products = repr([folder.text for folder in folders]).encode()
    catalogs: list[_Job] = []
    indexes: list[_Job] = []
    for language, locale in surroundings.settings.locales.items():
        labels, own = surroundings.labels[language], facts[language]
        words = repr(labels.words).encode()
        listed = repr([(one.id, one.category, one.page, one.parts[language].title) for one in records]).encode()
        messages = repr([(one.id, one.parts[language].fragment_digest) for one in records]).encode()
        catalogs.append(
            _Job(
                f"{language} messages",
                digest(repr(own).encode(), messages),
                partial(_messages, language, own, records, store),
            )
        )
        indexes.append(
            _Job(
                f"{language} contents",
                digest(locale.encode(), products, words, listed),
                partial(_contents, locale, labels, folders, records),
            )
        )
    return [*catalogs, *indexes]


def _known(folder: Path, job: _Job, store: Store) -> Joined | None:
    """What the last build made, if it would be the same now and still stands there."""
    known = store.joined.get(job.name)
    if known is None or known.key != job.key:
        return None
    stands = all(digest_of_file(f"{folder}/{path}") == expected for path, expected in known.files.items())
    return known if stands else None


def _make(folder: Path, jobs: Sequence[_Job]) -> list[tuple[dict[str, str], int]]:
    """Of each job the files with their digests, and how many of them had to be written."""
    done = []
    for job in jobs:
        files = job.make()
        written = sum(output.write_file(folder / path, content) for path, content in files.items())
        done.append(({path: digest(content) for path, content in files.items()}, written))
    return done


def _contents(locale: str, labels: Labels, folders: Sequence[Folder], records: Sequence[Record]) -> dict[str, bytes]:
    from bpadocs.pages.index import Listed
    from bpadocs.publish.join import contents

    listed = [
        Listed(one.id.partition("/")[0], Category(one.category), one.page, one.parts[labels.language].title)
        for one in records
    ]
    return contents(locale, labels, [folder.product for folder in folders], listed)


def _messages(language: str, facts: Sequence[Any], records: Sequence[Record], store: Store) -> dict[str, bytes]:
    from bpadocs.messages.facts import Facts
    from bpadocs.publish.join import catalogs

    data, plural, parents = facts
    fragments = store.messages(one.parts[language] for one in records)
    return catalogs(Facts(language, MappingProxyType(data), plural, parents), fragments)
