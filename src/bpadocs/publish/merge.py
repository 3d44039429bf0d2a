"""Builds of parts of a project, made on several machines, joined to what one build of the whole would be.

Whatever a part says is checked: what its records say they were made of is what the project has, its pages are what its
records say, and nothing in it decides where a file goes. That the texts are right it does not prove: a part's maker may
have put others in, so parts come from builds that one trusts, or are verified, which makes everything again to compare.
No cache keeps what was taken from a part. The next build makes everything itself.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bpadocs import output
from bpadocs.cache import DamagedCacheError, ForeignCache, digest
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.processes import even_parts, in_processes, worth
from bpadocs.project import Folder, clashes, read_file, read_project, rule_id, scan
from bpadocs.publish.above import jobs_above, join, paths_above
from bpadocs.publish.known import ENGINE, RULE, messages
from bpadocs.publish.names import owned
from bpadocs.publish.outputs import outputs
from bpadocs.publish.records import Record, pages_of, read_record, unpack
from bpadocs.publish.run import Report
from bpadocs.publish.share import RULES_PER_PROCESS, made_of
from bpadocs.publish.surroundings import Surroundings, read_surroundings

if TYPE_CHECKING:
    from bpadocs.messages import Fragment
    from bpadocs.messages.facts import Facts

_DAMAGED = "damaged; run bpa build --shard again"


class _Part(NamedTuple):
    """The build of a part of the project."""

    folder: Path
    cache: ForeignCache
    records: Mapping[str, Record]


class _Chosen(NamedTuple):
    """A rule, and the part that has it."""

    record: Record
    part: _Part


Chosen = Mapping[str, _Chosen]
"""By the id of the rule."""


def merge(root: Path, folder: Path, parts: Sequence[Path], *, verify: bool = False) -> Report:
    """Join the parts' build folders. Raises BrokenInputError, and writes nothing, unless they are whole."""
    owned(folder).check_folders()
    surroundings = read_surroundings(root, folder)
    folders, problems = scan(root)
    found = [_read_part(part, surroundings.made_by) for part in parts]
    problems += [one for one in found if isinstance(one, Problem)]
    if problems:
        raise BrokenInputError(problems)
    chosen, problems = _choose(surroundings, folders, [one for one in found if isinstance(one, _Part)])
    problems = (
        problems
        or clashes(root, ((one.record.id, one.record.page) for one in chosen.values()))
        or _damaged(surroundings, chosen)
        or (_not_what_rules_say(surroundings, folders, chosen) if verify else [])
    )
    if problems:
        raise BrokenInputError(problems)
    return _write(surroundings, folders, chosen)


def _read_part(folder: Path, made_by: str) -> _Part | Problem:
    from bpadocs.reading.rule import is_page_name

    cache = ForeignCache(folder)
    try:
        engines = cache.notes(ENGINE)
        records = {name: read_record(name, content) for name, content in cache.notes(RULE).items()}
    except DamagedCacheError:
        engines, records = {}, {}
    if engines != {ENGINE: made_by.encode()}:
        message = "no build of this version of bpadocs and its dependencies; run bpa build --shard again"
        return Problem(str(folder), 1, 1, message)
    good = {name: record for name, record in records.items() if record and is_page_name(record.page)}
    if len(good) < len(records):
        return Problem(str(folder), 1, 1, _DAMAGED)
    return _Part(folder, cache, good)


def _choose(
    surroundings: Surroundings, folders: Sequence[Folder], parts: Sequence[_Part]
) -> tuple[dict[str, _Chosen], list[Problem]]:
    """For each rule of the project, the part that built it as it is now."""
    chosen: dict[str, _Chosen] = {}
    problems = []
    for folder in folders:
        for path in folder.rules:
            key = surroundings.key(folder.text, output.read_file(surroundings.root / path) or b"")
            identifier = rule_id(path)
            built = [_Chosen(part.records[identifier], part) for part in parts if identifier in part.records]
            good = [one for one in built if one.record.key == key and _same_labels(surroundings, one.record)]
            if good:
                chosen[identifier] = good[0]
            elif built:
                place = built[0].part.folder
                message = f"{place} was built from another version of this file, its product, labels or settings"
                problems.append(Problem(path, 1, 1, message))
            else:
                problems.append(Problem(path, 1, 1, "in none of the folders; was every part built?"))
    return chosen, problems


def _same_labels(surroundings: Surroundings, record: Record) -> bool:
    return {language: part.labels for language, part in record.parts.items()} == surroundings.label_digests


def _damaged(surroundings: Surroundings, chosen: Chosen) -> list[Problem]:
    """The first page or message of each part that is not what the part's records say."""
    problems: dict[Path, Problem] = {}
    for one in chosen.values():
        for _, path, expected in pages_of(one.record, surroundings.settings):
            if one.part.folder not in problems and _page(one.part, path, expected) is None:
                message = "missing, or not as it was built; run bpa build --shard again"
                problems[one.part.folder] = Problem(str(one.part.folder / path), 1, 1, message)
    for language in surroundings.settings.languages:
        for part, wanted in _wanted(language, chosen):
            try:
                whole = all(unpack(packed) for _, packed in part.cache.bodies(messages(language), wanted))
            except DamagedCacheError:
                whole = False
            if not whole:
                problems.setdefault(part.folder, Problem(str(part.folder), 1, 1, _DAMAGED))
    return list(problems.values())


def _not_what_rules_say(surroundings: Surroundings, folders: Sequence[Folder], chosen: Chosen) -> list[Problem]:
    """The rules whose pages or messages are others than those that are made here."""
    rules = [(path, folder) for folder in folders for path in folder.rules]
    count = worth(len(rules), RULES_PER_PROCESS)
    work = [partial(_others, surroundings, part, chosen) for part in even_parts(rules, count)]
    return list(chain.from_iterable(in_processes(work, count)))


def _others(surroundings: Surroundings, rules: Sequence[tuple[str, Folder]], chosen: Chosen) -> list[Problem]:
    from bpadocs.publish.render import Renderer

    settings = surroundings.settings
    renderer = Renderer(settings, surroundings.labels)
    problems = []
    for path, folder in rules:
        rule, found = read_file(surroundings.root, path, folder.product, settings)
        problems += found
        if rule:
            one = chosen[rule.id]
            made = made_of(rule, one.record.key, None, renderer.rule(rule, settings.languages), surroundings)
            if made.record != one.record:
                message = f"{one.part.folder} has other pages or messages than this rule makes; do not trust it"
                problems.append(Problem(path, 1, 1, message))
    return problems


def _write(surroundings: Surroundings, folders: Sequence[Folder], chosen: Chosen) -> Report:
    settings = surroundings.settings
    area = owned(surroundings.folder)
    pages = {path for one in chosen.values() for _, path, _ in pages_of(one.record, settings)}
    wanted = {*pages, *paths_above(surroundings)}
    area.begin(wanted, wanted, lambda: outputs(read_project(surroundings.root)))
    written = 0
    for one in chosen.values():
        for _, path, expected in pages_of(one.record, settings):
            content = _page(one.part, path, expected)
            if content is None:
                message = "has changed while it was joined; run bpa merge again"
                raise BrokenInputError([Problem(str(one.part.folder / path), 1, 1, message)])
            written += output.write_file(surroundings.folder / path, content)
    records = [chosen[identifier].record for identifier in sorted(chosen)]
    facts_of = partial(_facts, languages=settings.languages)
    above = jobs_above(surroundings, folders, records, partial(_messages, chosen), facts_of)
    _, written_above = join(surroundings, above)
    removed = area.end(wanted)
    return Report(
        rules=len(records),
        languages=len(settings.locales),
        rules_read=0,
        pages_rendered=0,
        files=len(wanted),
        written=written + written_above,
        removed=len(removed),
    )


def _page(part: _Part, path: str, expected: str) -> bytes | None:
    """A part's page, if it is the one that is expected."""
    try:
        content = output.read_file(part.folder / path, links=False)
    except OSError:
        return None
    return content if content is not None and digest(content) == expected else None


def _wanted(language: str, chosen: Chosen) -> list[tuple[_Part, dict[str, str]]]:
    """For each part the rules that were chosen of it, with the digests of their messages."""
    parts: dict[Path, _Part] = {}
    wanted: defaultdict[Path, dict[str, str]] = defaultdict(dict)
    for identifier, one in chosen.items():
        parts[one.part.folder] = one.part
        wanted[one.part.folder][identifier] = one.record.parts[language].messages
    return [(part, wanted[folder]) for folder, part in parts.items()]


def _messages(chosen: Chosen, language: str, records: Sequence[Record]) -> "Iterator[Fragment]":
    packed: dict[str, bytes] = {}
    for part, wanted in _wanted(language, chosen):
        try:
            packed |= part.cache.bodies(messages(language), wanted)
        except DamagedCacheError:
            message = "has changed while it was joined; run bpa merge again"
            raise BrokenInputError([Problem(str(part.folder), 1, 1, message)]) from None
    return (fragment for record in records if (fragment := unpack(packed[record.id])))


def _facts(language: str, languages: Sequence[str]) -> "Facts":
    from bpadocs.messages.facts import facts

    return facts(language, languages)
