"""Which rules are as the last build made them, and what of the others has to be made again."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from bpadocs.project.tree import ProductFolder, rule_id
from bpadocs.publish.basis import Basis
from bpadocs.publish.cache import Record
from bpadocs.rule.model import Product
from bpadocs.system.cache import digest
from bpadocs.system.inputs import RULE_LIMIT, regular
from bpadocs.system.output import read_file


class Task(NamedTuple):
    """A rule that must be made again, in some languages or in all."""

    path: str
    product: Product
    product_text: str
    languages: tuple[str, ...]
    known: Record | None
    """What is right of it: the languages that are not made again."""


def inspect(
    basis: Basis,
    folders: Iterable[ProductFolder],
    wanted: frozenset[str],
    records: Mapping[str, Record],
) -> tuple[list[Record], list[Task]]:
    """Tell the wanted rules that are as they were from those that must be made again."""
    kept: list[Record] = []
    tasks: list[Task] = []
    for folder, path in _wanted_rules(folders, wanted):
        record = records.get(rule_id(path))
        if record is None or not _is_same_rule(basis, folder, path, record):
            record, languages = None, basis.settings.languages
        else:
            languages = _changed_languages(basis, record)
        if record is not None and not languages:
            kept.append(record)
            continue
        tasks.append(
            Task(
                path=path,
                product=folder.product,
                product_text=folder.text,
                languages=languages,
                known=record,
            )
        )
    return kept, tasks


def file_digest(path: str) -> str | None:
    """Return the digest of an output's bytes; None where it cannot be read."""
    try:
        content = read_file(path, links=False)
    except OSError:
        return None
    return None if content is None else digest(content)


def _wanted_rules(
    folders: Iterable[ProductFolder], wanted: frozenset[str]
) -> Iterator[tuple[ProductFolder, str]]:
    for folder in folders:
        for path in folder.rules:
            if path in wanted:
                yield folder, path


def _is_same_rule(
    basis: Basis, folder: ProductFolder, path: str, record: Record
) -> bool:
    data = regular(f"{basis.root}/{path}", RULE_LIMIT)
    if data is None:
        return False
    return basis.key(folder.text, data) == record.key


def _changed_languages(basis: Basis, record: Record) -> tuple[str, ...]:
    """Return the languages whose labels changed, or whose page is not what was written."""
    changed: list[str] = []
    for language, part in record.parts.items():
        path = basis.page_path(language, record.id, record.page)
        same_labels = part.labels == basis.label_digests[language]
        if same_labels and file_digest(f"{basis.folder}/{path}") == part.page:
            continue
        changed.append(language)
    return tuple(changed)
