"""Parts built apart and joined are the bytes of one build."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from bench.generate import generate

from bpadocs import publish
from bpadocs.cli import main
from bpadocs.errors import BrokenInputError
from bpadocs.project.shard import Shard
from bpadocs.project.tree import read_project
from bpadocs.publish.cache import RULE, Record, messages_kind, read_record
from bpadocs.publish.merge import merge
from bpadocs.system.cache import FILE, digest


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Twelve rules in four products, in five languages."""
    return generate(tmp_path / "project", 12)


def shards(project: Path, folder: Path, count: int) -> list[Path]:
    folder.mkdir(exist_ok=True)
    parts = [folder / f"part-{number}" for number in range(1, count + 1)]
    for number, part in enumerate(parts, 1):
        publish.run(project, part, shard=Shard(number, count))
    return parts


def made(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in publish.OWNED
        for path in (folder / part).rglob("*")
        if path.is_file()
    }


def test_sixteen_parts_are_the_bytes_of_one_build(
    project: Path, tmp_path: Path
) -> None:
    parts = shards(project, tmp_path, 16)
    report = merge(project, project / "build", parts)
    assert report.rules == 12
    assert made(project / "build") == publish.outputs(read_project(project))


def test_after_a_merge_the_next_build_makes_all_itself_and_finds_it_right(
    project: Path, tmp_path: Path
) -> None:
    merge(project, project / "build", shards(project, tmp_path, 3))
    report = publish.run(project, project / "build")
    assert (report.rules_read, report.written) == (12, 0)


def test_each_rule_is_in_one_part_and_the_parts_are_even() -> None:
    paths = [f"rules/a/{number}.yaml" for number in range(100)]
    parts = [Shard(number, 16).select(paths) for number in range(1, 17)]
    assert sorted(path for part in parts for path in part) == sorted(paths)
    assert {len(part) for part in parts} == {6, 7}


def test_a_part_is_the_same_whatever_the_order_of_the_files() -> None:
    paths = [f"rules/a/{number}.yaml" for number in range(100)]
    assert Shard(3, 16).select(paths) == Shard(3, 16).select(paths[::-1])


def test_a_part_is_a_whole_small_build(project: Path, tmp_path: Path) -> None:
    part = shards(project, tmp_path, 12)[0]
    index = (part / "docs/en-us/index.md").read_text("utf-8")
    links = [
        line.partition("](")[2].rstrip(")")
        for line in index.split("\n")
        if line.startswith("- ")
    ]
    assert len(links) == 1
    assert (part / "docs/en-us" / links[0]).is_file()


def test_a_missing_part_is_named(project: Path, tmp_path: Path) -> None:
    parts = shards(project, tmp_path, 4)
    with pytest.raises(BrokenInputError, match="in none of the folders"):
        merge(project, project / "build", parts[1:])
    assert not (project / "build").exists()


def test_a_part_of_an_older_version_of_a_rule_is_named(
    project: Path, tmp_path: Path
) -> None:
    parts = shards(project, tmp_path, 2)
    path = project / "rules/dns/rule-00006.yaml"
    path.write_text(
        path.read_text("utf-8").replace("severity: ", "severity:  "), "utf-8"
    )
    with pytest.raises(
        BrokenInputError,
        match=r"rules/dns/rule-00006.yaml:1:1: .* another version of this file",
    ):
        merge(project, project / "build", parts)


def test_a_page_that_was_changed_on_the_way_is_named(
    project: Path, tmp_path: Path
) -> None:
    parts = shards(project, tmp_path, 2)
    page = next((parts[0] / "docs/fr-fr").rglob("Rule*.md"))
    page.write_text("changed")
    with pytest.raises(BrokenInputError, match="missing, or not as it was built"):
        merge(project, project / "build", parts)


def test_a_folder_that_is_no_build_is_named(project: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BrokenInputError, match="empty:1:1: no build of this version"):
        merge(
            project,
            project / "build",
            [*shards(project, tmp_path, 1), tmp_path / "empty"],
        )


def test_the_commands(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    parts = []
    for number in (1, 2):
        assert main(["build", "--project", str(project), "--shard", f"{number}/2"]) == 0
        parts.append(shutil.move(project / "build", tmp_path / f"moved-{number}"))
    assert main(["merge", "--project", str(project), *map(str, parts)]) == 0
    assert (
        "2 folders joined: 12 rules in 5 languages, 136 files, 136 written"
        in capsys.readouterr().out
    )
    assert made(project / "build") == publish.outputs(read_project(project))


@pytest.mark.parametrize("text", ["0/3", "4/3", "3", "a/b", "1/0"])
def test_a_part_that_is_none(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as error:
        main(["build", "--shard", text])
    assert error.value.code == 2
    assert f"“{text}” is no part such as 3/16" in capsys.readouterr().err


def test_parts_of_another_user_can_be_joined(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "another user"))
    parts = shards(project, tmp_path, 2)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "this user"))
    merge(project, project / "build", parts, verify=True)
    assert made(project / "build") == publish.outputs(read_project(project))


RULE_ID = "dns/rule-00006"
PAGE = "Rule-00006-should-hold"


@pytest.fixture
def part(project: Path, tmp_path: Path) -> Path:
    """The build of the whole project as one part."""
    return shards(project, tmp_path, 1)[0]


def change(
    part: Path, table: str, kind: str, changed: Callable[[bytes], bytes]
) -> None:
    """Put something else into a part's cache, as whoever made it may."""
    with closing(sqlite3.connect(part / FILE)) as database, database:
        place = (kind, RULE_ID)
        (content,) = database.execute(
            f"SELECT content FROM {table} WHERE kind = ? AND name = ?", place
        ).fetchone()
        database.execute(
            f"UPDATE {table} SET content = ? WHERE kind = ? AND name = ?",
            (changed(content), *place),
        )


def change_record(part: Path, changed: Callable[[Record], Record]) -> None:
    def encoded(content: bytes) -> bytes:
        record = read_record(RULE_ID, content)
        assert record
        return changed(record).encoded()

    change(part, "notes", RULE, encoded)


def with_page(page: str) -> Callable[[Record], Record]:
    return lambda record: record._replace(page=page)


def with_part(language: str, **changed: str) -> Callable[[Record], Record]:
    def replaced(record: Record) -> Record:
        return record._replace(
            parts={**record.parts, language: record.parts[language]._replace(**changed)}
        )

    return replaced


def refused(project: Path, part: Path, *, verify: bool = False) -> list[str]:
    """What is told; nothing is written."""
    with pytest.raises(BrokenInputError) as caught:
        merge(project, project / "build", [part], verify=verify)
    assert not (project / "build").exists()
    return [str(problem) for problem in caught.value.problems]


LEADING_OUT = [
    "../../../../escaped/evil",
    "/tmp/evil",
    "a/b",
    "..",
    "evil\0",
    "a\\b",
    "index",
    "nul.b",
    "x" * 300,
    "",
]


@pytest.mark.parametrize("page", LEADING_OUT)
def test_no_page_of_a_part_leads_out_of_the_build_folder(
    project: Path, part: Path, page: str
) -> None:
    change_record(part, with_page(page))
    assert refused(project, part) == [
        f"{part}:1:1: damaged; run bpa build --shard again"
    ]


NO_RECORDS = [
    b"",
    b"[]",
    b"{}",
    b"null",
    b"\xff",
    b"[" * 100_000,
    b"9" * 10_000,
    b'["key","page","operations","hash"]',
    b'["key","page","operations","hash",[]]',
    b'["key","page","operations","hash",{"en":["title","labels","page"]}]',
    b'["key","page","operations","hash",{"en":["title","labels","page",5]}]',
    b'["key","page","no such category","hash",{}]',
    b"[1,2,3,4,{}]",
    b'["key","page","operations","hash",{},"more"]',
]


@pytest.mark.parametrize("content", NO_RECORDS)
def test_a_record_that_is_none_is_one_clear_problem(
    project: Path, part: Path, content: bytes
) -> None:
    change(part, "notes", RULE, lambda _: content)
    assert refused(project, part) == [
        f"{part}:1:1: damaged; run bpa build --shard again"
    ]


def without_a_language(record: Record) -> Record:
    return record._replace(
        parts={name: part for name, part in record.parts.items() if name != "fr"}
    )


def with_another_language(record: Record) -> Record:
    return record._replace(parts={**record.parts, "../de": record.parts["fr"]})


def with_another_key(record: Record) -> Record:
    return record._replace(key="0" * 32)


@pytest.mark.parametrize(
    "changed", [without_a_language, with_another_language, with_another_key]
)
def test_a_record_of_another_project_is_told(
    project: Path, part: Path, changed: Callable[[Record], Record]
) -> None:
    change_record(part, changed)
    (told,) = refused(project, part)
    assert told.startswith(
        f"rules/{RULE_ID}.yaml:1:1: {part} was built from another version of this file"
    )


def test_a_record_that_names_the_page_of_another_rule_is_told(
    project: Path, part: Path
) -> None:
    change_record(part, with_page("Rule-00007-should-hold"))
    (told,) = refused(project, part)
    assert "the same page" in told


NO_MESSAGES = [
    b"",
    b"evil",
    b"\xfd\xfd",
    b"\xfd\xfd\xfd\xfd",
    b"\xfd" * 100_000,
]


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("content", NO_MESSAGES)
def test_messages_that_are_none_are_told_whatever_the_record_says(
    project: Path, part: Path, content: bytes, known: bool
) -> None:
    change(part, "bodies", messages_kind("fr"), lambda _: content)
    if known:
        change_record(part, with_part("fr", messages=digest(content)))
    assert refused(project, part) == [
        f"{part}:1:1: damaged; run bpa build --shard again"
    ]


def test_another_message_is_found_out_where_the_parts_are_verified(
    project: Path, part: Path
) -> None:
    seen: list[bytes] = []

    def poisoned(messages: bytes) -> bytes:
        seen.append(messages.replace(b"warning", b"evil..."))
        return seen[0]

    with_a_warning(project)
    part = shards(project, part.parent / "again", 1)[0]
    change(part, "bodies", messages_kind("en"), poisoned)
    assert b"evil..." in seen[0]
    change_record(part, with_part("en", messages=digest(seen[0])))
    (told,) = refused(project, part, verify=True)
    assert (
        told
        == f"rules/{RULE_ID}.yaml:1:1: {part} has other pages or messages than this rule makes; do not trust it"
    )
    # Without that it is believed, but for this one build only.
    merge(project, project / "build", [part])
    assert made(project / "build") != publish.outputs(read_project(project))
    publish.run(project, project / "build")
    assert made(project / "build") == publish.outputs(read_project(project))


def with_a_warning(project: Path) -> None:
    path = project / f"rules/{RULE_ID}.yaml"
    before, after = "    issue: |-\n      ", "    issue: |-\n      A warning: "
    path.write_text(path.read_text("utf-8").replace(before, after, 1), "utf-8")


def test_another_page_is_found_out_where_the_parts_are_verified(
    project: Path, part: Path
) -> None:
    (part / f"docs/ko-kr/dns/{PAGE}.md").write_bytes(b"evil")
    change_record(part, with_part("ko", page=digest(b"evil")))
    (told,) = refused(project, part, verify=True)
    assert "has other pages or messages than this rule makes" in told


@pytest.mark.parametrize("size", [0, 10, 1000, 5000])
def test_a_database_that_was_cut_short_is_one_clear_problem(
    project: Path, part: Path, size: int
) -> None:
    (part / FILE).write_bytes((part / FILE).read_bytes()[:size])
    assert len(refused(project, part)) == 1


def test_damage_at_any_place_is_told_and_never_published(
    project: Path, part: Path
) -> None:
    whole = (part / FILE).read_bytes()
    expected = publish.outputs(read_project(project))
    places = random.Random(11)
    told = 0
    for place in [
        *range(0, 100, 19),
        *(places.randrange(len(whole)) for _ in range(24)),
    ]:
        (part / FILE).write_bytes(
            whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        )
        try:
            merge(project, project / "build", [part])
        except BrokenInputError:
            told += 1
        else:
            assert made(project / "build") == expected, place
    assert told > 5


def test_pages_are_not_read_through_links_and_pipes(project: Path, part: Path) -> None:
    page = part / f"docs/ko-kr/dns/{PAGE}.md"
    page.rename(part / "elsewhere.md")
    page.symlink_to(part / "elsewhere.md")
    told = [f"{page}:1:1: missing, or not as it was built; run bpa build --shard again"]
    assert refused(project, part) == told
    page.unlink()
    os.mkfifo(page)
    assert refused(project, part) == told


def test_a_merge_leaves_what_is_not_ours(project: Path, part: Path) -> None:
    (project / "build/docs/api").mkdir(parents=True)
    (project / "build/docs/api/handbook.md").write_text("mine")
    merge(project, project / "build", [part])
    (project / "build/docs/fr-fr/index.md").write_text("changed")
    merge(project, project / "build", [part])
    assert (project / "build/docs/api/handbook.md").read_text() == "mine"
    shutil.rmtree(project / "build/docs/api")
    assert made(project / "build") == publish.outputs(read_project(project))
