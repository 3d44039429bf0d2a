"""The files above single rules, each made again only where something it is made of has changed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bpadocs import output
from bpadocs.cache import digest
from bpadocs.labels import Labels
from bpadocs.model import Category
from bpadocs.project import Folder
from bpadocs.publish.records import Joined, Record
from bpadocs.publish.standing import digest_of_file
from bpadocs.publish.surroundings import Surroundings

if TYPE_CHECKING:
    from bpadocs.messages import Fragment
    from bpadocs.messages.facts import Facts

MessagesOf = Callable[[str, Sequence[Record]], "Iterator[Fragment]"]
FactsOf = Callable[[str], "Facts"]


class Job(NamedTuple):
    """Files to make together, and the digest of all they are made of."""

    name: str
    key: str
    make: Callable[[], dict[str, bytes]]


def paths_above(surroundings: Surroundings) -> list[str]:
    """Every file that jobs make, before they do."""
    from bpadocs.messages import paths
    from bpadocs.publish.names import catalog_path, contents_paths

    found = [path for locale in surroundings.settings.locales.values() for path in contents_paths(locale)]
    return found + [catalog_path(name) for language in surroundings.settings.languages for name in paths(language)]


def jobs_above(
    surroundings: Surroundings,
    folders: Sequence[Folder],
    records: Sequence[Record],
    messages_of: MessagesOf,
    facts_of: FactsOf,
) -> list[Job]:
    """In each language the catalogs, and the index with the table of contents."""
    products = repr([folder.text for folder in folders]).encode()
    languages = surroundings.settings.languages
    found: list[Job] = []
    for language, locale in surroundings.settings.locales.items():
        made_with = repr((surroundings.made_by, locale, surroundings.label_digests[language])).encode()
        listed = repr([(one.id, one.category, one.page, one.parts[language].title) for one in records]).encode()
        texts = repr([(one.id, one.parts[language].messages) for one in records]).encode()
        found += [
            Job(
                f"{language} messages",
                digest(repr((surroundings.made_by, languages)).encode(), texts),
                partial(_messages, language, records, messages_of, facts_of),
            ),
            Job(
                f"{language} contents",
                digest(made_with, products, listed),
                partial(_contents, locale, surroundings.labels[language], folders, records),
            ),
        ]
    return found


def standing(surroundings: Surroundings, wanted: Iterable[Job], known: Mapping[str, Joined]) -> dict[str, Joined]:
    """What the last build made of these, where it would be the same now and still stands there."""
    found = {}
    for job in wanted:
        one = known.get(job.name)
        if one and one.key == job.key:
            files = one.files.items()
            if all(digest_of_file(f"{surroundings.folder}/{path}") == expected for path, expected in files):
                found[job.name] = one
    return found


def join(surroundings: Surroundings, wanted: Iterable[Job]) -> tuple[dict[str, Joined], int]:
    """Write these files. Gives what they are now, and how many had to be written."""
    result = {}
    written = 0
    for job in wanted:
        files = job.make()
        written += sum(output.write_file(surroundings.folder / path, content) for path, content in files.items())
        result[job.name] = Joined(job.key, {path: digest(content) for path, content in files.items()})
    return result, written


def _contents(locale: str, labels: Labels, folders: Sequence[Folder], records: Sequence[Record]) -> dict[str, bytes]:
    from bpadocs.pages.index import Listed
    from bpadocs.publish.join import contents

    listed = [
        Listed(one.id.partition("/")[0], Category(one.category), one.page, one.parts[labels.language].title)
        for one in records
    ]
    return contents(locale, labels, [folder.product for folder in folders], listed)


def _messages(language: str, records: Sequence[Record], messages_of: MessagesOf, facts_of: FactsOf) -> dict[str, bytes]:
    from bpadocs.publish.join import catalogs

    return catalogs(facts_of(language), messages_of(language, records))
