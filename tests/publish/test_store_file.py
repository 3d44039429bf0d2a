"""The store on disk: what comes back is what was kept, and little is written for a little change."""

from pathlib import Path

import pytest

from bpadocs.publish.store import Joined, Part, Record, Store, digest
from bpadocs.publish.store_file import load, save

ENGINE = "e" * 32
WORDS = frozenset({("heading", "Issue"), ("heading", "Impact")})
JOINED = {"fr messages": Joined("k", {"messages/fr.json": "d"})}


def record(identifier: str, word: str = "message") -> Record:
    messages = {language: f"{word} {language}".encode() for language in ("en", "fr")}
    parts = {
        language: Part("Title", "page", WORDS, "words", message, digest(message))
        for language, message in messages.items()
    }
    return Record(identifier, "key", f"{identifier}.md", "Operations", "hash", parts)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store of a hundred rules."""
    file = tmp_path / "cache" / "build"
    records = [record(f"hyper-v/rule-{number}") for number in range(100)]
    save(file, ENGINE, Store(memory={"labels": [1, "x"]}), records, JOINED)
    return file


def read(file: Path) -> Store:
    store = load(file, ENGINE)
    assert store
    return store


def test_what_was_kept_comes_back(file: Path) -> None:
    store = read(file)
    assert {name: store.with_fragments(one) for name, one in store.records.items()} == {
        f"hyper-v/rule-{number}": record(f"hyper-v/rule-{number}") for number in range(100)
    }
    assert (store.joined, store.memory) == (JOINED, {"labels": [1, "x"]})


def test_a_changed_rule_makes_its_block_new_and_no_other(file: Path) -> None:
    before = read(file)
    records = {**before.records, "hyper-v/rule-7": record("hyper-v/rule-7", "another")}
    save(file, ENGINE, before, records.values(), JOINED)
    after = read(file)
    new = [number for number, block in after.blocks.items() if block.encoded != before.blocks[number].encoded]
    assert len(new) == 1
    assert "hyper-v/rule-7" in after.blocks[new[0]].records
    assert after.with_fragments(after.records["hyper-v/rule-7"]) == record("hyper-v/rule-7", "another")
    assert after.with_fragments(after.records["hyper-v/rule-8"]) == record("hyper-v/rule-8")


def test_rules_that_come_and_go(file: Path) -> None:
    before = read(file)
    records = {**before.records, "printing/new": record("printing/new")}
    del records["hyper-v/rule-7"]
    save(file, ENGINE, before, records.values(), JOINED)
    assert read(file).records.keys() == records.keys()
    save(file, ENGINE, read(file), [], {})
    assert read(file).records == {}


def test_no_byte_may_be_another(tmp_path: Path) -> None:
    file = tmp_path / "build"
    save(file, ENGINE, Store(), [record("a/b"), record("a/c")], JOINED)
    whole = file.read_bytes()
    for place in range(len(whole)):
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert load(file, ENGINE) is None, place
    file.write_bytes(whole + b"?")
    assert load(file, ENGINE) is None
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        assert load(file, ENGINE) is None, length


def test_another_engine_knows_nothing(file: Path) -> None:
    assert load(file, "f" * 32) is None
    assert load(file.with_name("nothing"), ENGINE) is None


def test_damaged_fragments_are_not_written_anew_as_good_ones(file: Path) -> None:
    fragments = file.with_name("build.messages")
    fragments.write_bytes(b"?" * 3 * fragments.stat().st_size)  # so long that it would be written without what is gone
    before = read(file)
    records = {**before.records, "hyper-v/rule-7": record("hyper-v/rule-7", "another")}
    save(file, ENGINE, before, records.values(), JOINED)
    assert load(file, ENGINE) is None


def test_a_store_that_has_lost_its_fragments_is_given_up(file: Path) -> None:
    file.with_name("build.messages").unlink()
    before = read(file)
    records = {**before.records, "hyper-v/rule-7": record("hyper-v/rule-7", "another")}
    save(file, ENGINE, before, records.values(), JOINED)
    assert load(file, ENGINE) is None
