"""What a build remembers for the next one, and how the cache has it.

    note  rule            what was built from the rule: digests of its pages and messages
    note  joined          the same of files that are made from all rules of a language
    note  facts           what CLDR knows of a language
    note  code            the digest of the code that built
    body  messages <language>     a rule's messages, as the catalogs are put together from them

Pages are not in it: they are in the build folder, where their digests tell whether they are whole.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from bpadocs.project.tree import ProductFolder, rule_id
from bpadocs.publish.basis import Basis
from bpadocs.rule.model import SOURCE_LANGUAGE, Product
from bpadocs.rule.names import RuleNames, is_help_id, is_page_address, is_rule_name
from bpadocs.system.cache import Cache, DamagedCacheError, Entry, digest
from bpadocs.system.files import RULE_LIMIT, read_file, regular

if TYPE_CHECKING:
    from bpadocs.messages.catalog import LanguageFacts

RULE, JOINED, FACTS, CODE = "rule", "joined", "facts", "code"
"""Kinds of notes. The code is noted for whoever reads the cache of another machine."""

_CATEGORY = re.compile(r"[a-z][a-z0-9]*")
"""A category of every project, or one of a project's own."""


def messages_kind(language: str) -> str:
    """Return the kind of the bodies that are messages in this language, by rule."""
    return f"messages {language}"


# What is remembered


class LanguageRecord(NamedTuple):
    """One language of one rule as it was built. All but the title are digests."""

    title: str
    labels: str
    """Of the language's labels at the time."""
    page: str
    messages: str


class Record(NamedTuple):
    """One rule as it was built."""

    id: str
    key: str
    """The digest of what it was made from."""
    page: str
    """The page's name."""
    help_id: str
    category: str
    english_hash: str
    parts: Mapping[str, LanguageRecord]
    """By language."""
    aliases: tuple[str, ...] = ()
    redirect_from: tuple[str, ...] = ()

    @property
    def names(self) -> RuleNames:
        """What the rule is called."""
        return RuleNames(
            id=self.id,
            page=self.page,
            help_id=self.help_id,
            aliases=self.aliases,
            redirect_from=self.redirect_from,
        )

    def encoded(self) -> bytes:
        """Return the note of this rule."""
        return _json(
            [
                self.key,
                self.page,
                self.help_id,
                self.category,
                self.english_hash,
                self.parts,
                self.aliases,
                self.redirect_from,
            ]
        )


class MadeFiles(NamedTuple):
    """Files that were made from the same, and the digest of what that is."""

    key: str
    files: Mapping[str, str]
    """By path, the digest; of the site, the trace."""

    def encoded(self) -> bytes:
        """Return the note of these files."""
        return _json([self.key, self.files])


class Made(NamedTuple):
    """A rule that has just been built."""

    record: Record
    messages: Mapping[str, bytes]
    """By language, of those that were made."""
    written: int
    """So many of its pages were not there as they are now."""


def read_record(identifier: str, content: bytes) -> Record | None:
    """Read a note of a rule; None where it is no such note."""
    match _data(content):
        case [
            str(key),
            str(page),
            str(help_id),
            str(category),
            str(english_hash),
            dict(parts),
            list(aliases),
            list(redirect_from),
        ]:
            # A help id becomes a path, so it must be one that a rule may have.
            if not _CATEGORY.fullmatch(category) or not is_help_id(help_id):
                return None
            if not _are_former_names(aliases, redirect_from):
                return None
            if not all(map(_is_part, parts.values())):
                return None
            return Record(
                id=identifier,
                key=key,
                page=page,
                help_id=help_id,
                category=category,
                english_hash=english_hash,
                parts={
                    language: LanguageRecord(*part) for language, part in parts.items()
                },
                aliases=tuple(aliases),
                redirect_from=tuple(redirect_from),
            )
    return None


def read_made_files(content: bytes) -> MadeFiles | None:
    """Read a note of files that were made from the same; None where it is no such note."""
    match _data(content):
        case [str(key), dict(files)] if _are_texts(files.values()):
            return MadeFiles(key, files)
    return None


def _are_former_names(aliases: Any, redirect_from: Any) -> bool:
    """Tell whether a rule may have had these names; the latter become paths."""
    if not _are_texts([*aliases, *redirect_from]):
        return False
    return all(map(is_rule_name, aliases)) and all(map(is_page_address, redirect_from))


def _is_part(value: Any) -> bool:
    if not isinstance(value, list):
        return False
    if len(value) != len(LanguageRecord._fields):
        return False
    return _are_texts(value)


def _are_texts(values: Any) -> bool:
    return all(isinstance(value, str) for value in values)


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # File names that are no UTF-8 come as halves of surrogate pairs.
    return text.encode("utf-8", "surrogatepass")


def _data(content: bytes) -> Any:
    """Return what the JSON says; None where it is none."""
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


# From one build to the next


class LastBuild(NamedTuple):
    """What the last build made. An empty one knows nothing, and everything is built."""

    records: Mapping[str, Record] = MappingProxyType({})
    joined: Mapping[str, MadeFiles] = MappingProxyType({})


class NewBuild(NamedTuple):
    """What a build has made, and all that is right now."""

    made: Sequence[Made]
    records: Sequence[Record]
    joined: Mapping[str, MadeFiles]


def last_build(cache: Cache) -> LastBuild:
    """Return what the cache has of the last build."""
    records: dict[str, Record] = {}
    for name, content in cache.notes(RULE).items():
        record = read_record(name, content)
        if record:
            records[name] = record
    joined: dict[str, MadeFiles] = {}
    for name, content in cache.notes(JOINED).items():
        files = read_made_files(content)
        if files:
            joined[name] = files
    return LastBuild(records, joined)


def remember(cache: Cache, made_by: str, before: LastBuild, now: NewBuild) -> None:
    """Write what is new into the cache, and take out what is gone."""
    notes: list[Entry] = []
    bodies: list[Entry] = []
    for made in now.made:
        record = made.record
        notes.append((RULE, record.id, record.encoded()))
        for language, messages in made.messages.items():
            kind = messages_kind(language)
            bodies.append((kind, record.id, messages))
    for name, joined in now.joined.items():
        if before.joined.get(name) != joined:
            notes.append((JOINED, name, joined.encoded()))
    gone = _gone(before, now)
    if notes or bodies or gone:
        notes.append((CODE, CODE, made_by.encode()))
        cache.write(notes, bodies, gone)


def _gone(before: LastBuild, now: NewBuild) -> list[tuple[str, str]]:
    """Return kind and name of what the last build has left and this one has not."""
    gone: list[tuple[str, str]] = []
    for name in before.joined:
        if name not in now.joined:
            gone.append((JOINED, name))
    parts_now = {record.id: record.parts for record in now.records}
    for name, record in before.records.items():
        if name not in parts_now:
            gone.append((RULE, name))
        parts = parts_now.get(name, {})
        for language in sorted(record.parts.keys() - parts.keys()):
            gone.append((messages_kind(language), name))
    return gone


class RuleMessages(NamedTuple):
    """The messages of every rule of a build: those just made, and the others in the cache."""

    cache: Cache
    fresh: Mapping[str, Mapping[str, bytes]]
    """By rule and language."""

    def of(self, language: str, records: Sequence[Record]) -> Iterator[bytes]:
        """Yield the messages of these rules, which are in the order of their ids.

        Raises DamagedCacheError where one is not to be had.
        """
        wanted: dict[str, str] = {}
        for record in records:
            fresh = self.fresh.get(record.id, {})
            if language not in fresh:
                wanted[record.id] = record.parts[language].messages
        kept = self.cache.bodies(messages_kind(language), wanted)
        for record in records:
            if record.id not in wanted:
                yield self.fresh[record.id][language]
                continue
            name, messages = next(kept, ("", b""))
            if name != record.id:
                raise DamagedCacheError
            yield messages


def remembered_facts(
    cache: Cache,
    language: str,
    languages: Sequence[str],
    source_language: str,
) -> "LanguageFacts":
    """Return what CLDR knows of a language; Babel takes its time over it, so it is remembered."""
    from bpadocs.messages.catalog import LanguageFacts, facts

    name = " ".join([language, *languages])
    if source_language != SOURCE_LANGUAGE:
        name = f"{name} from {source_language}"
    match _data(cache.notes(FACTS).get(name, b"")):
        case [dict(data), str(plural), str(parents), str(cldr)] if _are_texts(
            data.values()
        ):
            return LanguageFacts(
                language=language,
                data=MappingProxyType(data),
                gettext_plural=plural,
                parents=parents,
                cldr=cldr,
                source_language=source_language,
            )
    found = facts(language, languages, source_language)
    content = _json(
        [
            dict(found.data),
            found.gettext_plural,
            found.parents,
            found.cldr,
        ]
    )
    cache.write([(FACTS, name, content)], ())
    return found


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
        task = Task(
            path=path,
            product=folder.product,
            product_text=folder.text,
            languages=languages,
            known=record,
        )
        tasks.append(task)
    return kept, tasks


def file_digest(path: str) -> str | None:
    """Return the digest of an output's bytes; None where it cannot be read."""
    try:
        content = read_file(path, links=False)
    except OSError:
        return None
    if content is None:
        return None
    return digest(content)


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
