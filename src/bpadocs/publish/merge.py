"""Builds of parts of a project, made on several machines, joined to what one build would be.

Whatever a part says is checked: what its records say they were made of is what the project has, its
pages are what its records say, and nothing in it decides where a file goes. That the texts are
right it does not prove: a part's maker may have put others in, so parts come from builds that one
trusts, or are verified, which makes everything again to compare. No cache keeps what was taken from
a part. The next build makes everything itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.project.settings import Settings
from bpadocs.project.tree import (
    ProductFolder,
    clashes,
    read_project,
    read_rule_file,
    rule_id,
    scan,
)
from bpadocs.publish.basis import Basis, note_cldr, owned, read_basis
from bpadocs.publish.cache import CODE, RULE, Record, messages_kind, read_record
from bpadocs.publish.collective import Sources, join, join_jobs, joined_paths
from bpadocs.publish.outputs import outputs
from bpadocs.publish.run import BuildReport
from bpadocs.rule.names import RuleNames
from bpadocs.system.cache import DamagedCacheError, ForeignCache, digest
from bpadocs.system.files import read_file, write_file
from bpadocs.system.processes import even_parts, in_processes, worth

if TYPE_CHECKING:
    from bpadocs.messages.catalog import LanguageFacts

_ANOTHER_VERSION = (
    "no build of this version of bpadocs and its dependencies; run bpa build "
    "--shard again"
)
_DAMAGED = "damaged; run bpa build --shard again"
_OTHER_INPUTS = (
    "was built from another version of this file, its product, labels or settings"
)
_BUILT_NOWHERE = "in none of the folders; was every part built?"
_OTHER_PAGE = "missing, or not as it was built; run bpa build --shard again"
_OTHER_TEXTS = "has other pages or messages than this rule makes; do not trust it"
_CHANGED = "has changed while it was joined; run bpa merge again"


class _BuiltPart(NamedTuple):
    """The build of a part of the project."""

    folder: Path
    cache: ForeignCache
    records: Mapping[str, Record]


class _ChosenRecord(NamedTuple):
    """What was built from a rule, and the part that has it."""

    record: Record
    part: _BuiltPart


Chosen = Mapping[str, _ChosenRecord]
"""By the id of the rule."""


class _PageOfPart(NamedTuple):
    """A page as a part's records have it."""

    part: _BuiltPart
    path: str
    digest: str

    @property
    def place(self) -> Path:
        """Where it is on disk."""
        return self.part.folder / self.path

    def read(self) -> bytes | None:
        """Return its bytes; None where they are not those of the record."""
        try:
            content = read_file(self.place, links=False)
        except OSError:
            return None
        if content is None or digest(content) != self.digest:
            return None
        return content


def merge(
    root: Path, folder: Path, parts: Sequence[Path], *, verify: bool = False
) -> BuildReport:
    """Join the parts' build folders.

    Raises BrokenInputError, and writes nothing, unless they are whole. To verify, every rule is
    made here too.
    """
    owned(folder).check_folders()
    basis = read_basis(root, folder)
    folders, problems = scan(root, basis.settings)
    built, found = _read_parts(parts, basis.made_by)
    _raise_any([*problems, *found])
    chosen, problems = _choose(basis, folders, built)
    _raise_any(problems)
    _raise_any(clashes(root, _names(chosen), basis.settings))
    _raise_any(_damaged(basis, chosen))
    if verify:
        _raise_any(_not_what_rules_say(basis, folders, chosen))
    return _write(basis, folders, chosen)


def _names(chosen: Chosen) -> list[RuleNames]:
    return [record.names for record, _ in chosen.values()]


def _raise_any(problems: Sequence[Problem]) -> None:
    if problems:
        raise BrokenInputError(problems)


# What the parts have


def _read_parts(
    folders: Iterable[Path], made_by: str
) -> tuple[list[_BuiltPart], list[Problem]]:
    built: list[_BuiltPart] = []
    problems: list[Problem] = []
    for folder in folders:
        match _read_part(folder, made_by):
            case str(mistake):
                problems.append(Problem(str(folder), 1, 1, mistake))
            case part:
                built.append(part)
    return built, problems


def _read_part(folder: Path, made_by: str) -> _BuiltPart | str:
    """Return what a part has, or why it cannot be joined."""
    from bpadocs.rule.names import is_page_name

    cache = ForeignCache(folder)
    try:
        codes = cache.notes(CODE)
        notes = cache.notes(RULE)
    except DamagedCacheError:
        return _ANOTHER_VERSION
    if codes != {CODE: made_by.encode()}:
        return _ANOTHER_VERSION
    records: dict[str, Record] = {}
    for name, content in notes.items():
        record = read_record(name, content)
        # A page's name becomes a path, so it must be one that a rule may give.
        if record is None or not is_page_name(record.page):
            return _DAMAGED
        records[name] = record
    return _BuiltPart(folder, cache, records)


def _choose(
    basis: Basis, folders: Sequence[ProductFolder], parts: Sequence[_BuiltPart]
) -> tuple[dict[str, _ChosenRecord], list[Problem]]:
    """Return for each rule of the project the part that built it as it is now."""
    chosen: dict[str, _ChosenRecord] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in folder.rules:
            identifier = rule_id(path)
            rule = read_file(basis.root / path) or b""
            key = basis.key(folder.text, rule)
            built = [
                _ChosenRecord(part.records[identifier], part)
                for part in parts
                if identifier in part.records
            ]
            good = [one for one in built if _is_of_now(basis, one.record, key)]
            if good:
                chosen[identifier] = good[0]
            elif built:
                message = f"{built[0].part.folder} {_OTHER_INPUTS}"
                problems.append(Problem(path, 1, 1, message))
            elif not _is_draft(basis, folder, path):
                problems.append(Problem(path, 1, 1, _BUILT_NOWHERE))
    return chosen, problems


def _is_draft(basis: Basis, folder: ProductFolder, path: str) -> bool:
    """Whether nobody has written this rule yet, so that it is in no build."""
    from bpadocs.rule.drafts import untouched

    rule, _ = read_rule_file(basis.root, path, folder.product, basis.settings)
    return rule is not None and bool(untouched(rule))


def _is_of_now(basis: Basis, record: Record, key: str) -> bool:
    if record.key != key:
        return False
    labels: dict[str, str] = {}
    for language, part in record.parts.items():
        labels[language] = part.labels
    return labels == basis.label_digests


# Whether it is whole


def _damaged(basis: Basis, chosen: Chosen) -> list[Problem]:
    """Return the first page or message of each part that is not what the part's records say."""
    problems: dict[Path, Problem] = {}
    for page in _pages(basis, chosen):
        folder = page.part.folder
        if folder not in problems and page.read() is None:
            place = str(page.place)
            problems[folder] = Problem(place, 1, 1, _OTHER_PAGE)
    for language in basis.settings.languages:
        for part, wanted in _wanted_messages(language, chosen):
            folder = part.folder
            if folder in problems:
                continue
            if not _has_messages(basis, part, language, wanted):
                problems[folder] = Problem(str(folder), 1, 1, _DAMAGED)
    return list(problems.values())


def _pages(basis: Basis, chosen: Chosen) -> Iterator[_PageOfPart]:
    for record, part in chosen.values():
        for language, of_language in record.parts.items():
            path = basis.page_path(language, record.id, record.page)
            yield _PageOfPart(part, path, of_language.page)


def _wanted_messages(
    language: str, chosen: Chosen
) -> list[tuple[_BuiltPart, dict[str, str]]]:
    """Return for each part the rules that were chosen of it, with the digests of their messages."""
    parts: dict[Path, _BuiltPart] = {}
    wanted: defaultdict[Path, dict[str, str]] = defaultdict(dict)
    for identifier, (record, part) in chosen.items():
        parts[part.folder] = part
        wanted[part.folder][identifier] = record.parts[language].messages
    return [(parts[folder], names) for folder, names in wanted.items()]


def _has_messages(
    basis: Basis, part: _BuiltPart, language: str, wanted: Mapping[str, str]
) -> bool:
    from bpadocs.messages import is_fragment

    targets = basis.settings.messages
    try:
        bodies = part.cache.bodies(messages_kind(language), wanted)
        return all(is_fragment(targets, content) for _, content in bodies)
    except DamagedCacheError:
        return False


# Whether it is right


def _not_what_rules_say(
    basis: Basis, folders: Sequence[ProductFolder], chosen: Chosen
) -> list[Problem]:
    """Return the rules whose pages or messages are others than those that are made here."""
    from bpadocs.publish.worker import RULES_PER_PROCESS

    rules: list[tuple[str, ProductFolder]] = []
    for folder in folders:
        rules += [(path, folder) for path in folder.rules]
    count = worth(len(rules), RULES_PER_PROCESS)
    work = []
    for share in even_parts(rules, count):
        work.append(partial(_others, basis, share, chosen))
    problems: list[Problem] = []
    for found in in_processes(work, count):
        problems += found
    return problems


def _others(
    basis: Basis, rules: Sequence[tuple[str, ProductFolder]], chosen: Chosen
) -> list[Problem]:
    from bpadocs.publish.render import RuleRenderer
    from bpadocs.publish.worker import record_of

    settings = basis.settings
    renderer = RuleRenderer(settings, basis.labels)
    problems: list[Problem] = []
    for path, folder in rules:
        rule, found = read_rule_file(basis.root, path, folder.product, settings)
        problems += found
        if rule is None or rule.id not in chosen:
            continue
        one = chosen[rule.id]
        parts = renderer.rule(rule, settings.languages)
        record = record_of(basis, rule, one.record.key, parts)
        if record != one.record:
            message = f"{one.part.folder} {_OTHER_TEXTS}"
            problems.append(Problem(path, 1, 1, message))
    return problems


# The whole


def _write(
    basis: Basis, folders: Sequence[ProductFolder], chosen: Chosen
) -> BuildReport:
    pages = list(_pages(basis, chosen))
    files = set(joined_paths(basis, folders, _names(chosen)))
    files.update(page.path for page in pages)
    area = owned(basis.folder)
    area.begin(files, files, lambda: outputs(read_project(basis.root)))
    written = 0
    for page in pages:
        content = page.read()
        if content is None:
            raise _has_changed(page.place)
        written += write_file(basis.folder / page.path, content)
    records = [chosen[identifier].record for identifier in sorted(chosen)]
    sources = Sources(
        folders=folders,
        records=records,
        messages_of=partial(_messages, chosen),
        facts_of=partial(_facts, settings=basis.settings),
    )
    _, joined_written = join(basis, join_jobs(basis, sources))
    facts = sources.facts_of(basis.settings.source_language)
    note_cldr(basis.folder, facts.cldr)
    removed = area.end(files)
    return BuildReport(
        rules=len(records),
        languages=len(basis.settings.locales),
        rules_read=0,
        pages_rendered=0,
        files=len(files),
        written=written + joined_written,
        removed=len(removed),
    )


def _messages(
    chosen: Chosen, language: str, records: Sequence[Record]
) -> Iterator[bytes]:
    found: dict[str, bytes] = {}
    for part, wanted in _wanted_messages(language, chosen):
        try:
            found |= part.cache.bodies(messages_kind(language), wanted)
        except DamagedCacheError:
            raise _has_changed(part.folder) from None
    for record in records:
        yield found[record.id]


def _has_changed(path: Path) -> BrokenInputError:
    return BrokenInputError([Problem(str(path), 1, 1, _CHANGED)])


def _facts(language: str, settings: Settings) -> "LanguageFacts":
    from bpadocs.messages.catalog import facts

    return facts(language, settings.languages, settings.source_language)
