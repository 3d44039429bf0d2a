"""Import and audit of real published pages: 25 rules in five languages, machine-translated, faults
and all.
"""

import difflib
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from page_helpers import CORPUS, LOCALES, NO_CORPUS, bpa, folders, sha1, write_pages

from bpadocs.formats.markdown import parse

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=NO_CORPUS)

HASH: Final = re.compile(r"^ms\.openlocfilehash: (\w+)$", re.MULTILINE)
Findings = dict[tuple[str, int], set[str]]


def page_names() -> list[str]:
    return (
        sorted(path.name for path in (CORPUS / "en-us").glob("*.md"))
        if CORPUS.is_dir()
        else []
    )


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corpus") / "project"
    assert (
        bpa("import", *folders(CORPUS, *LOCALES), "--product", "hyper-v", "--out", out)
        == 0
    )
    assert bpa("build", "--project", out) == 0
    return out


@pytest.fixture(scope="module")
def docs(project: Path) -> Path:
    return project / "build" / "docs"


@pytest.fixture(scope="module")
def findings() -> Findings:
    """The checks that found something, by page and line."""
    words = [
        sys.executable,
        "-m",
        "bpadocs",
        "audit",
        *folders(CORPUS, *LOCALES),
        "--format",
        "json",
    ]
    done = subprocess.run(words, capture_output=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    lines: Findings = {}
    for one in found:
        for line in range(one["line"], one["end_line"] + 1):
            lines.setdefault((one["file"], line), set()).add(one["check"])
    return lines


def built(docs: Path, locale: str, name: str) -> Path:
    return docs / locale / "hyper-v" / name


def test_english_pages_are_byte_identical(docs: Path) -> None:
    names = page_names()
    same = [
        name
        for name in names
        if built(docs, "en-us", name).read_bytes()
        == (CORPUS / "en-us" / name).read_bytes()
    ]
    different = sorted(set(names) - set(same))
    assert len(same) >= 0.95 * len(names), different
    for name in different:
        ours, theirs = (
            text_of(path).split()
            for path in (built(docs, "en-us", name), CORPUS / "en-us" / name)
        )
        assert ours == theirs, f"{name} differs in more than white space"


@pytest.mark.parametrize("locale", LOCALES)
def test_hashes_stay_valid(docs: Path, locale: str) -> None:
    for name in page_names():
        original, now = (
            HASH.search(text_of(CORPUS / locale / name)),
            HASH.search(text_of(built(docs, locale, name))),
        )
        assert original, name
        assert now, name
        if original[1] == sha1((CORPUS / "en-us" / name).read_bytes()):
            assert now[1] == sha1(built(docs, "en-us", name).read_bytes()), name


def changes(docs: Path, locale: str) -> Iterator[tuple[str, int, str, list[str]]]:
    """Page, line, the line itself, and what stands in its place."""
    for name in page_names():
        ours, theirs = (
            text_of(one).split("\n")
            for one in (CORPUS / locale / name, built(docs, locale, name))
        )
        matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
        for operation, start, end, other, other_end in matcher.get_opcodes():
            assert operation != "insert", (
                f"{locale}/{name}:{start + 1}: {theirs[other:other_end]} is new"
            )
            if operation != "equal":
                for number in range(start, end):
                    yield name, number + 1, ours[number], theirs[other:other_end]


@pytest.mark.parametrize("locale", LOCALES)
def test_every_changed_line_has_a_finding(
    docs: Path, locale: str, findings: Findings
) -> None:
    unexplained = []
    for name, number, line, now in changes(docs, locale):
        # a name of the shared words may have no-break spaces, though it is written without
        if line.replace("\u00a0", " ") in now:
            continue
        if not findings.get(((CORPUS / locale / name).as_posix(), number)):
            unexplained.append(f"{name}:{number}: {line}")
    assert unexplained == []


@pytest.mark.parametrize("locale", LOCALES)
def test_nothing_a_translator_wrote_is_lost_or_altered(docs: Path, locale: str) -> None:
    """The Markdown trees are the same, but for corrected furniture, straightened italics and mended
    placeholders.
    """
    for name in page_names():
        before, after = (
            [(block.kind, block.plain) for block in parse(body(text_of(one))).leaves]
            for one in (CORPUS / locale / name, built(docs, locale, name))
        )
        assert [kind for kind, _ in before] == [kind for kind, _ in after], (
            f"{locale}/{name}"
        )
        for (kind, ours), (_, theirs) in zip(before, after, strict=True):
            if ours != theirs and "<" not in ours:
                assert Counter(re.findall(r"\w+", ours)) == Counter(
                    re.findall(r"\w+", theirs)
                ), f"{locale}/{name}: {ours}"
            assert kind not in ("fence", "code") or ours == theirs


def body(text: str) -> str:
    """What stands below the stock sentence under the table, without the headings of the three
    sections.
    """
    start = re.search(r"^## <a name=\"issue\">", text, re.MULTILINE)
    assert start
    return re.sub(
        r"^## <a name=\"(?:issue|impact|resolution)\"></a>.*$",
        "",
        text[start.start() :],
        flags=re.MULTILINE,
    )


def test_import_build_import_is_the_same(
    project: Path, docs: Path, tmp_path: Path
) -> None:
    for locale in ("en-us", *LOCALES):
        pages = {
            path.name: path.read_bytes()
            for path in (docs / locale / "hyper-v").iterdir()
        }
        write_pages(tmp_path / locale, pages)
    assert (
        bpa(
            "import",
            *folders(tmp_path, *LOCALES),
            "--product",
            "hyper-v",
            "--out",
            tmp_path / "again",
        )
        == 0
    )
    first, second = (
        {
            path.relative_to(root): path.read_bytes()
            for path in root.rglob("*")
            if path.is_file()
        }
        for root in (project / "rules", tmp_path / "again" / "rules")
    )
    assert first == second
    assert len(first) > len(page_names())


def test_layout_is_kept_in_few_words(project: Path) -> None:
    rules = [
        path.read_text() for path in (project / "rules" / "hyper-v").glob("*.yaml")
    ]
    layouts = [
        re.search(r"^layout:\n((?:  .*\n)*)", rule, re.MULTILINE) for rule in rules
    ]
    words = [len(found[1].split("\n")) - 1 if found else 0 for found in layouts]
    assert sum(words) / len(words) < 3
    assert not any(re.search(r"^    layout:", rule, re.MULTILINE) for rule in rules)


def test_all_pages_can_be_read(findings: Findings) -> None:
    checks = Counter(check for found in findings.values() for check in found)
    assert not {
        "unreadable-page",
        "missing-page",
        "extra-page",
        "english-revision",
        "title-and-heading",
    } & set(checks)
    assert not checks["heading-anchors"]
    assert checks["furniture"] > 200


# Turned on in a day


def test_with_a_baseline_what_is_imported_is_green_and_a_new_finding_red(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "project"
    shutil.copytree(project, own, ignore=shutil.ignore_patterns("build"))
    lint = ("lint", "--project", own, "--strict", "--quiet")
    with_baseline = (*lint, "--baseline", own / "known.json")
    assert bpa(*lint) == 1
    assert bpa(*with_baseline, "--write-baseline") == 0
    capsys.readouterr()
    assert bpa(*with_baseline) == 0
    assert capsys.readouterr().out == ""
    rule = sorted(own.glob("rules/hyper-v/*.yaml"))[0]
    text = rule.read_text("utf-8")
    french = text.index("\n  fr:")
    title = text.index("\n    title: ", french) + len("\n    title: ")
    end = text.index("\n", title)
    changed = f"{text[:title]}Il faut 4711 serveurs{text[end:]}"
    rule.write_text(changed, "utf-8")
    assert bpa(*with_baseline) == 1
    told = capsys.readouterr().out
    assert "error numbers: 4711 is not in the English" in told
    assert {line.split(":")[0] for line in told.splitlines() if ": error " in line} == {
        rule.relative_to(own).as_posix()
    }
    rule.write_text(text, "utf-8")
    assert bpa(*with_baseline) == 0
