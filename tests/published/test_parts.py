"""Pages that several machines look at together: told like those that one machine looked at."""

import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from bench.generate import generate
from bench.steps import LOCALES

from bpadocs.cli import main
from bpadocs.lint import parallel
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, check_subject
from bpadocs.lint.habits import Habits
from bpadocs.publish import run
from bpadocs.published.parts import base_of

PARTS = 3


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of twelve rules, one of which says it otherwise in French than three others."""
    root = generate(tmp_path_factory.mktemp("pages"), 12)
    run(root, root / "build")
    docs = root / "build/docs"
    said = {"en-us": "See how it is done.", "fr-fr": "Voyez comment cela se fait."}
    for locale, words in said.items():
        for number, file in enumerate(sorted((docs / locale).rglob("Rule-*.md"))[:4]):
            other = locale == "fr-fr" and number == 1
            own = "Regardez la façon de procéder." if other else words
            text = file.read_text("utf-8")
            file.write_text(f"{text.rstrip()}\n\n{own}\n", "utf-8")
    return docs


def audit(docs: Path, *words: str) -> int:
    locales = [f"--locale={locale}={docs / locale}" for locale in LOCALES]
    return main(["audit", str(docs / "en-us"), *locales, *words])


@pytest.fixture(scope="module")
def parts(pages: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    folder = tmp_path_factory.mktemp("parts")
    files = []
    for number in range(1, PARTS + 1):
        file = str(folder / f"part-{number}.json")
        assert audit(pages, "--shard", f"{number}/{PARTS}", "--part", file) == 0
        files.append(file)
    return files


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_parts_are_told_like_the_whole(
    pages: Path, parts: list[str], form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = audit(pages, "--format", form)
    alone = capsys.readouterr()
    assert "translated otherwise in 3 rules" in alone.out
    assert audit(pages, "--format", form, "--merge", *parts) == status
    assert capsys.readouterr() == alone


def test_what_is_in_a_part_is_not_looked_at_again(
    pages: Path, parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []
    monkeypatch.setattr(parallel, "WORTH_A_PROCESS", 1_000)

    def spy(subject, *more):  # type: ignore[no-untyped-def]
        looked_at.append(subject.id)
        return check_subject(subject, *more)

    monkeypatch.setattr(parallel, "check_subject", spy)
    audit(pages, "--merge", *parts)
    assert looked_at == []
    audit(pages, "--merge", *parts[1:])
    assert 4 <= len(looked_at) <= 6
    names = json.loads(Path(parts[0]).read_text("utf-8"))[2]
    assert sorted(looked_at) == sorted(names)


@pytest.mark.parametrize(
    "content",
    ["", "[]", '["bpadocs audit part 1", "another base", {}]', "hostile", "other file"],
)
def test_what_is_no_part_of_this_audit_is_refused(
    pages: Path,
    parts: list[str],
    content: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "part.json"
    text = Path(parts[0]).read_text("utf-8")
    if content == "hostile":
        content = text.replace('"warning"', '"fatal"')
    if content == "other file":
        content = text.replace(f'"{pages}', '"/etc')
    file.write_text(content, "utf-8")
    assert audit(pages, "--merge", str(file)) == 2
    assert f"{file}:1:1: no part of this audit" in capsys.readouterr().err


@pytest.mark.parametrize("field", [one.name for one in fields(Habits)])
def test_a_part_holds_for_the_same_habits(field: str) -> None:
    usual = Habits()
    is_set = isinstance(getattr(usual, field), frozenset)
    changed: Any = {field: frozenset({"x"}) if is_set else "x"}
    other = replace(usual, **changed)
    bases = [
        base_of(Selection.of(()), Context(), {}, {"fr": one}) for one in (usual, other)
    ]
    assert bases[0] != bases[1]


def test_options_that_do_not_go_together_are_told(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit(pages, "--shard", "1/2") == 2
    assert "--shard N/M and --part FILE go together" in capsys.readouterr().err
    assert audit(pages, "--merge", "x.json", "--fix") == 2
    assert "run --fix by itself" in capsys.readouterr().err
