"""The files that are made from all rules of a language: index, table of contents, catalogs.

Each is made again only where something that it is made of has changed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from bpadocs.project.tree import ProductFolder
from bpadocs.publish.basis import (
    REDIRECTION_LIST,
    Basis,
    catalog_path,
    contents_paths,
    redirect_path,
)
from bpadocs.publish.cache import MadeFiles, Record, file_digest
from bpadocs.rule.names import RuleNames
from bpadocs.system.cache import digest
from bpadocs.system.files import write_file

if TYPE_CHECKING:
    from bpadocs.messages.catalog import LanguageFacts

MessagesOf = Callable[[str, Sequence[Record]], Iterator[bytes]]
"""Gives the messages of these rules in one language."""
FactsOf = Callable[[str], "LanguageFacts"]


class JoinJob(NamedTuple):
    """Files to make together, and the digest of all they are made of."""

    name: str
    key: str
    make: Callable[[], dict[str, bytes]]


class Sources(NamedTuple):
    """What the files are made of."""

    folders: Sequence[ProductFolder]
    records: Sequence[Record]
    """In the order of their ids."""
    messages_of: MessagesOf
    facts_of: FactsOf


def joined_paths(
    basis: Basis, folders: Sequence[ProductFolder], rules: Sequence[RuleNames]
) -> list[str]:
    """Return the path of every file that jobs make, before they do."""
    from bpadocs.messages import paths
    from bpadocs.messages.catalog import FileNames

    of_rules = {rule.id.partition("/")[0] for rule in rules}
    models: list[str] = []
    for folder in folders:
        if folder.product.id in of_rules:
            models.append(folder.product.model)
    help_ids = tuple(rule.help_id for rule in rules)
    redirected = _redirected(folders, rules)
    found: list[str] = [REDIRECTION_LIST] if redirected else []
    for language, locale in basis.settings.locales.items():
        found += contents_paths(locale)
        found += [redirect_path(locale, page) for page in redirected]
        names = FileNames(
            language=language,
            locale=locale,
            models=tuple(models),
            help_ids=help_ids,
            source_language=basis.settings.source_language,
        )
        own = paths(basis.settings.messages, names)
        found += [catalog_path(name) for name in own]
    return found


def _redirected(
    folders: Iterable[ProductFolder], rules: Sequence[RuleNames]
) -> list[str]:
    """Return every page that leads elsewhere."""
    from bpadocs.pages.redirects import redirected_pages

    former: list[str] = []
    for folder in folders:
        former += folder.product.redirects
    for rule in rules:
        former += rule.redirect_from
    return redirected_pages(former, (rule.address for rule in rules))


def join_jobs(basis: Basis, sources: Sources) -> list[JoinJob]:
    """Return a job for the catalogs of each language, and one for its index and contents."""
    jobs: list[JoinJob] = []
    for language in basis.settings.languages:
        messages = JoinJob(
            name=f"{language} messages",
            key=_messages_key(basis, sources, language),
            make=partial(_messages, basis, language, sources),
        )
        jobs.append(messages)
        contents = JoinJob(
            name=f"{language} contents",
            key=_contents_key(basis, sources, language),
            make=partial(_contents, basis, language, sources),
        )
        jobs.append(contents)
    return jobs


def unchanged(
    basis: Basis, jobs: Iterable[JoinJob], known: Mapping[str, MadeFiles]
) -> dict[str, MadeFiles]:
    """Return what the last build made of these jobs, where it would be the same and is there."""
    found: dict[str, MadeFiles] = {}
    for job in jobs:
        joined = known.get(job.name)
        if joined is None or joined.key != job.key:
            continue
        if _is_whole(basis, joined):
            found[job.name] = joined
    return found


def join(
    basis: Basis,
    jobs: Iterable[JoinJob],
) -> tuple[dict[str, MadeFiles], int]:
    """Make these files and write them; tell what they are, and how many had to be written."""
    found: dict[str, MadeFiles] = {}
    written = 0
    for job in jobs:
        digests: dict[str, str] = {}
        for path, content in job.make().items():
            written += write_file(basis.folder / path, content)
            digests[path] = digest(content)
        found[job.name] = MadeFiles(job.key, digests)
    return found, written


def _is_whole(basis: Basis, joined: MadeFiles) -> bool:
    for path, expected in joined.files.items():
        if file_digest(f"{basis.folder}/{path}") != expected:
            return False
    return True


def _messages_key(basis: Basis, sources: Sources, language: str) -> str:
    settings = basis.settings
    made_with = (
        basis.made_by,
        settings.languages,
        settings.source_language,
        settings.locales[language],
        settings.messages,
        settings.version,
        basis.label_digests[language],
    )
    products = [folder.text for folder in sources.folders]
    messages: list[tuple[object, ...]] = []
    for record in sources.records:
        part = record.parts[language]
        messages.append((record.id, record.aliases, part.messages))
    return _digest(made_with, products, messages)


def _contents_key(basis: Basis, sources: Sources, language: str) -> str:
    made_with = (
        basis.made_by,
        basis.settings.locales[language],
        basis.settings.source_language,
        basis.settings.help,
        basis.label_digests[language],
    )
    products = [folder.text for folder in sources.folders]
    rules: list[tuple[object, ...]] = []
    for record in sources.records:
        title = record.parts[language].title
        rules.append((*record.names, record.category, title))
    return _digest(made_with, products, rules)


def _digest(*parts: object) -> str:
    """Return the digest of simple values, by how Python writes them."""
    return digest(*map(repr, parts))


def _messages(basis: Basis, language: str, sources: Sources) -> dict[str, bytes]:
    from bpadocs.messages.catalog import Piece, head
    from bpadocs.publish.render import catalogs

    own_head = head(
        sources.facts_of(language),
        basis.labels[language],
        basis.settings,
        [folder.product for folder in sources.folders],
    )
    messages = sources.messages_of(language, sources.records)
    pieces: list[Piece] = []
    for record, content in zip(sources.records, messages, strict=True):
        piece = Piece(
            rule=record.id,
            help_id=record.help_id,
            content=content,
            aliases=record.aliases,
        )
        pieces.append(piece)
    return catalogs(basis.settings.messages, own_head, pieces)


def _contents(basis: Basis, language: str, sources: Sources) -> dict[str, bytes]:
    from bpadocs.pages.index import Listed
    from bpadocs.publish.render import contents

    listed: list[Listed] = []
    for record in sources.records:
        product, _, _ = record.id.partition("/")
        entry = Listed(
            product=product,
            category=record.category,
            page=record.page,
            title=record.parts[language].title,
            redirect_from=record.redirect_from,
        )
        listed.append(entry)
    products = [folder.product for folder in sources.folders]
    return contents(basis.settings, basis.labels[language], products, listed)
