"""What a build notes for the next one, written and read back."""

from pathlib import Path

import pytest

from bpadocs.publish.cache import (
    LanguageRecord,
    LastBuild,
    Made,
    MadeFiles,
    NewBuild,
    Record,
    last_build,
    messages_kind,
    read_made_files,
    read_record,
    remember,
)
from bpadocs.system.cache import Cache, digest


def record(identifier: str, *languages: str) -> Record:
    parts = {
        language: LanguageRecord("Title", "labels", "page", digest(language.encode()))
        for language in languages
    }
    return Record(
        id=identifier,
        key="key",
        page="Page",
        help_id="HelpId",
        category="security",
        english_hash="hash",
        parts=parts,
    )


def made(one: Record) -> Made:
    return Made(one, {language: language.encode() for language in one.parts}, written=0)


def test_a_record_is_read_back_also_when_its_name_is_no_unicode() -> None:
    strange = record("a/b\udce9", "en", "fr")._replace(page="b\udce9")
    assert read_record(strange.id, strange.encoded()) == strange


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'["key"]', b'["key", {"path": 5}]', b"[5, {}]"]
)
def test_what_is_no_note_of_joined_files_is_none(content: bytes) -> None:
    assert read_made_files(content) is None


def test_what_is_gone_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "user"))
    cache = Cache(folder / "build", "code")
    both = [record("a/kept", "en", "fr"), record("a/gone", "en")]
    joined = {"en contents": MadeFiles("key", {"index": "digest"})}
    remember(
        cache, "code", LastBuild(), NewBuild([made(one) for one in both], both, joined)
    )
    before = last_build(cache)
    assert before == LastBuild({one.id: one for one in both}, joined)
    kept = [record("a/kept", "en")]
    remember(cache, "code", before, NewBuild([made(kept[0])], kept, {}))
    assert last_build(cache) == LastBuild({"a/kept": kept[0]}, {})
    wanted = {"a/kept": digest(b"en")}
    assert dict(cache.bodies(messages_kind("en"), wanted)) == {"a/kept": b"en"}
