"""Which rules stand as the last build made them, and what of the others has to be made again."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bpadocs.cache import digest
from bpadocs.inputs import RULE_LIMIT, regular
from bpadocs.model import Product
from bpadocs.output import read_file
from bpadocs.project import Folder, rule_id
from bpadocs.publish.records import Record, pages_of
from bpadocs.publish.surroundings import Surroundings


class Task(NamedTuple):
    """A rule that must be made again, in some languages or in all."""

    path: str
    product: Product
    product_text: str
    languages: tuple[str, ...]
    known: Record | None
    """What still holds of it: the languages that are not made again."""


def inspect(
    surroundings: Surroundings, folders: Iterable[Folder], wanted: frozenset[str], records: Mapping[str, Record]
) -> tuple[list[Record], list[Task]]:
    """The rules that stand, and those that must be made again, of the wanted paths."""
    kept: list[Record] = []
    tasks: list[Task] = []
    for folder in folders:
        for path in folder.rules:
            if path not in wanted:
                continue
            record = records.get(rule_id(path))
            if record is None or not _same_rule(surroundings, folder, path, record):
                tasks.append(Task(path, folder.product, folder.text, surroundings.settings.languages, None))
            elif changed := _changed(surroundings, record):
                tasks.append(Task(path, folder.product, folder.text, changed, record))
            else:
                kept.append(record)
    return kept, tasks


def digest_of_file(path: str) -> str | None:
    """The digest of an output's bytes; none where it cannot be read."""
    try:
        content = read_file(path, links=False)
    except OSError:
        return None
    return None if content is None else digest(content)


def _same_rule(surroundings: Surroundings, folder: Folder, path: str, record: Record) -> bool:
    data = regular(f"{surroundings.root}/{path}", RULE_LIMIT)
    return data is not None and surroundings.key(folder.text, data) == record.key


def _changed(surroundings: Surroundings, record: Record) -> tuple[str, ...]:
    """The languages whose labels changed, or whose page is not what was written."""
    return tuple(
        language
        for language, path, page in pages_of(record, surroundings.settings)
        if record.parts[language].labels != surroundings.label_digests[language]
        or digest_of_file(f"{surroundings.folder}/{path}") != page
    )
