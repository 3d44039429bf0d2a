"""Builds of parts of a project, made on several machines, joined to what one build of the whole would be."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from bpadocs import output
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.project import Folder, clashes, rule_id, scan
from bpadocs.publish.above import join_all
from bpadocs.publish.engine import engine
from bpadocs.publish.remembered import remembered_facts, remembered_labels
from bpadocs.publish.run import OWNED, STORE, Report
from bpadocs.publish.share import Surroundings, WordDigests, pages_of
from bpadocs.publish.store import DamagedStoreError, Record, Store, digest
from bpadocs.publish.store_file import load, save
from bpadocs.settings import read_settings


def merge(root: Path, folder: Path, parts: Sequence[Path]) -> Report:
    """Join the parts' build folders. Raises BrokenInputError unless they are whole."""
    made_by = engine()
    settings = read_settings(root)
    folders, problems = scan(root)
    stores: dict[Path, Store] = {}
    for part in parts:
        store = load(part / STORE, made_by)
        if store:
            stores[part] = store
        else:
            message = "no build of this version of bpadocs and its dependencies; run bpa build --shard again"
            problems.append(Problem(str(part), 1, 1, message))
    if problems:
        raise BrokenInputError(problems)
    whole = Store({}, {}, next(iter(stores.values())).memory)
    labels, labels_memory = remembered_labels(root, settings.languages, whole)
    facts, facts_memory = remembered_facts(settings.languages, whole)()
    surroundings = Surroundings(root, folder, settings, labels)
    chosen, problems = _choose(surroundings, folders, stores)
    if not problems:
        problems = clashes(root, ((record.id, record.page) for record, _ in chosen.values()))
    if problems:
        raise BrokenInputError(problems)
    records = _loaded(chosen, stores)
    written = 0
    expected: set[str] = set()
    for record, part in chosen.values():
        for _, path, page in pages_of(record, settings):
            content = _read_page(part, path, page)
            written += output.write_file(folder / path, content)
            expected.add(path)
    joined, joined_written = join_all(surroundings, folders, records, whole, facts)
    expected.update(name for one in joined.values() for name in one.files)
    removed = output.prune(folder, expected, OWNED)
    kept = Store({}, {}, {**labels_memory, **facts_memory})
    save(folder / STORE, made_by, kept, records, joined)
    return Report(
        rules=len(records),
        languages=len(settings.locales),
        rules_read=0,
        pages_rendered=0,
        files=len(expected),
        written=written + joined_written,
        removed=len(removed),
    )


def _choose(
    surroundings: Surroundings, folders: Sequence[Folder], stores: Mapping[Path, Store]
) -> tuple[dict[str, tuple[Record, Path]], list[Problem]]:
    """For each rule of the project, the part that built it as it is now."""
    digests = WordDigests(surroundings.labels)
    chosen: dict[str, tuple[Record, Path]] = {}
    problems = []
    for folder in folders:
        for path in folder.rules:
            key = surroundings.key(folder.text, (surroundings.root / path).read_bytes())
            identifier = rule_id(path)
            built = [(store.records[identifier], part) for part, store in stores.items() if identifier in store.records]
            good = [
                (record, part)
                for record, part in built
                if record.key == key
                and all(digests.of(name, one.words) == one.words_digest for name, one in record.parts.items())
            ]
            if good:
                chosen[identifier] = good[0]
            elif built:
                message = f"{built[0][1]} was built from another version of this file, its product, labels or settings"
                problems.append(Problem(path, 1, 1, message))
            else:
                problems.append(Problem(path, 1, 1, "in none of the folders; was every part built?"))
    return chosen, problems


def _loaded(chosen: Mapping[str, tuple[Record, Path]], stores: Mapping[Path, Store]) -> list[Record]:
    """The records with their fragments, which stand in several files, at hand."""
    records = []
    for identifier in sorted(chosen):
        record, part = chosen[identifier]
        try:
            records.append(stores[part].with_fragments(record))
        except DamagedStoreError:
            raise BrokenInputError([Problem(str(part / STORE), 1, 1, "damaged; run bpa build --shard again")]) from None
    return records


def _read_page(part: Path, path: str, expected: str) -> bytes:
    try:
        content = (part / path).read_bytes()
    except OSError as error:
        raise BrokenInputError([Problem(str(part / path), 1, 1, f"cannot be read: {error.strerror}")]) from None
    if digest(content) != expected:
        raise BrokenInputError([Problem(str(part / path), 1, 1, "not as it was built; run bpa build --shard again")])
    return content
