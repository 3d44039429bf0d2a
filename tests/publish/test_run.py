"""What a build does after one thing changed: exactly what depends on it, and the bytes of a build
from nothing.
"""

import marshal
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from bench.generate import generate
from projects import CANADIAN, REGIONS, write_project

import bpadocs
from bpadocs import publish
from bpadocs.errors import BrokenInputError
from bpadocs.project.tree import read_project
from bpadocs.publish import BuildReport
from bpadocs.publish.basis import code_digest, sources
from bpadocs.publish.cache import RULE, messages_kind, read_record
from bpadocs.system.cache import FILE, Cache, digest

RULES, LANGUAGES = 12, 5
PAGES = RULES * LANGUAGES
PRODUCTS = 4
WHOLE = LANGUAGES * 4  # an index, a table of contents and two catalogs a language
OF_PRODUCT = LANGUAGES * 3 - 1  # a table, resources and XLIFF, which English has not
ABOVE = WHOLE + PRODUCTS * OF_PRODUCT
FIRST = "rules/clustering/rule-00009.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Twelve rules in four products, in five languages."""
    return generate(tmp_path / "project", 12)


def run(project: Path, **options: int) -> BuildReport:
    return publish.run(project, project / "build", **options)  # type: ignore[arg-type]


def made(project: Path) -> dict[str, bytes]:
    folder = project / "build"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in publish.OWNED
        for path in (folder / part).rglob("*")
        if path.is_file()
    }


def work(report: BuildReport) -> tuple[int, int, int, int]:
    """Rule files read, pages rendered, files written, files removed."""
    return report.rules_read, report.pages_rendered, report.written, report.removed


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def built(project: Path) -> Path:
    assert work(run(project)) == (RULES, PAGES, PAGES + ABOVE, 0)
    return project


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_any_number_of_processes_makes_the_bytes_of_the_plain_outputs(
    project: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bpadocs.publish.worker.RULES_PER_PROCESS", 2)
    run(project, jobs=jobs)
    assert made(project) == publish.outputs(read_project(project))


def test_nothing_changed(built: Path) -> None:
    assert work(run(built)) == (0, 0, 0, 0)


Change = Callable[[Path], None]


def english_title(project: Path) -> None:
    path = project / FIRST
    path.write_text(
        path.read_text("utf-8").replace(
            "    title: |-\n      ", "    title: |-\n      New ", 1
        ),
        "utf-8",
    )


def french_details(project: Path) -> None:
    path = project / FIRST
    head, french = path.read_text("utf-8").split("  fr:\n")
    path.write_text(
        head
        + "  fr:\n"
        + french.replace("> [!NOTE]\n      > ", "> [!NOTE]\n      > Oui. ", 1),
        "utf-8",
    )


def french_severity(project: Path) -> None:
    edit(
        project / "locales/fr/LC_MESSAGES/bpadocs.po",
        'msgstr "Avertissement"',
        'msgstr "Attention"',
    )


def french_heading(project: Path) -> None:
    edit(
        project / "locales/fr/LC_MESSAGES/bpadocs.po",
        'msgstr "Résolution"',
        'msgstr "Solution"',
    )


def one_product(project: Path) -> None:
    edit(project / "rules/dns/product.yaml", "manager: bpadocs", "manager: somebody")


def a_locale(project: Path) -> None:
    edit(project / "pyproject.toml", "fr-fr", "fr-ca")


def lint_settings(project: Path) -> None:
    with (project / "pyproject.toml").open("a") as file:
        file.write("\n[tool.bpadocs.lint]\n")


def a_glossary(project: Path) -> None:
    (project / "locales/fr/glossary.yaml").write_text("# nothing\n")


def a_page(project: Path) -> None:
    (project / "build/docs/ko-kr/dns/Rule-00006-should-hold.md").write_text("tampered")


def an_index(project: Path) -> None:
    (project / "build/docs/ko-kr/index.md").unlink()


def one_rule_less(project: Path) -> None:
    (project / FIRST).unlink()


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # Five pages, of which four name the hash of the English one; the English index, contents
        # and catalogs; and the other catalogs, in which the title is stale now.
        (english_title, (1, 5, 5 + 6 + 4 * 5, 0)),
        (french_details, (1, 5, 1, 0)),
        # All French pages are rendered. Four rules of twelve are warnings: their pages are written,
        # and the catalogs: two of all rules, and two of each product that have the words.
        (french_severity, (12, 12, 4 + 2 + 2 * PRODUCTS, 0)),
        (french_heading, (12, 12, 12, 0)),
        (one_product, (3, 15, 15, 0)),
        # The tables lie elsewhere, the other catalogs have other links.
        (a_locale, (12, 60, 12 + 2 + 2 + 3 * PRODUCTS, 12 + 2 + PRODUCTS)),
        (lint_settings, (0, 0, 0, 0)),
        (a_glossary, (0, 0, 0, 0)),
        (a_page, (1, 1, 1, 0)),
        (an_index, (0, 0, 1, 0)),
        (one_rule_less, (0, 0, WHOLE + OF_PRODUCT, 5)),
    ],
)
def test_exactly_what_depends_on_a_change_is_made_again(
    built: Path, change: Change, expected: tuple[int, int, int, int]
) -> None:
    change(built)
    report = run(built)
    assert made(built) == publish.outputs(read_project(built))
    assert work(report) == expected
    assert work(run(built)) == (0, 0, 0, 0)


def test_a_dependency_of_another_version_builds_everything_again(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bpadocs.system.installed.versions", lambda _: {"jinja2": "99"})
    assert work(run(built)) == (RULES, PAGES, 0, 0)


def test_another_template_builds_everything_again(
    built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from bpadocs.pages import page

    assert str(page.TEMPLATE) in list(sources())
    changed = tmp_path / "page.md.j2"
    changed.write_text(
        page.TEMPLATE.read_text("utf-8").replace("|-|-|", "|:-|:-|"), "utf-8"
    )
    others = [path for path in sources() if path != str(page.TEMPLATE)]
    monkeypatch.setattr(
        "bpadocs.publish.basis.sources", lambda: iter([*others, str(changed)])
    )
    monkeypatch.setattr(page, "TEMPLATE", changed)
    page.template.cache_clear()
    try:
        assert work(run(built)) == (RULES, PAGES, PAGES, 0)
        assert made(built) == publish.outputs(read_project(built))
    finally:
        page.template.cache_clear()


def test_a_mistake_stops_the_build_before_anything_is_written(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bpadocs.publish.worker.RULES_PER_PROCESS", 1)
    before = made(built)
    for number in range(6):
        path = built / f"rules/dns/rule-0000{number + 3}.yaml"
        if path.exists():
            edit(path, "severity: ", "severity: un")
    english_title(built)
    with pytest.raises(BrokenInputError) as error:
        run(built, jobs=2)
    assert [problem.path for problem in error.value.problems] == [
        "rules/dns/rule-00006.yaml",
        "rules/dns/rule-00007.yaml",
        "rules/dns/rule-00008.yaml",
    ]
    assert made(built) == before


def test_a_page_name_taken_by_a_rule_that_did_not_change(built: Path) -> None:
    edit(built / FIRST, "page: Rule-00009-should-hold", "page: rule-00010-should-hold")
    with pytest.raises(BrokenInputError, match="the same page"):
        run(built)


CACHE = f"build/{FILE}"


@pytest.mark.parametrize("place", [0, 20, 60, 100, 4_000, 8_200, 20_000, -1])
def test_a_damaged_cache_is_not_trusted(built: Path, place: int) -> None:
    cache = built / CACHE
    data = bytearray(cache.read_bytes())
    data[place] ^= 0xFF
    cache.write_bytes(data)
    french_severity(built)  # so that fragments are needed
    run(built)
    assert made(built) == publish.outputs(read_project(built))
    run(built)
    assert work(run(built)) == (0, 0, 0, 0)


def test_a_cache_cut_short_is_not_trusted(built: Path) -> None:
    (built / CACHE).write_bytes((built / CACHE).read_bytes()[:1000])
    assert work(run(built)) == (RULES, PAGES, 0, 0)
    assert work(run(built)) == (0, 0, 0, 0)


@pytest.mark.parametrize(
    "change", ["DELETE FROM bodies", "UPDATE bodies SET content = CAST('?' AS BLOB)"]
)
def test_messages_that_are_not_what_was_written_are_made_again(
    built: Path, change: str
) -> None:
    with closing(sqlite3.connect(built / CACHE)) as database, database:
        database.execute(change)
    english_title(built)
    assert run(built).rules_read == RULES
    assert made(built) == publish.outputs(read_project(built))
    assert work(run(built)) == (0, 0, 0, 0)


def test_a_cache_of_somebody_else_is_not_believed(
    built: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What a clone brings along: a page and a message of its author's, and a cache that says that
    they are right.
    """
    page = built / "build/docs/ko-kr/dns/Rule-00006-should-hold.md"
    cache = Cache(built / "build", code_digest())
    record = read_record("dns/rule-00006", cache.notes(RULE)["dns/rule-00006"])
    assert record
    kind = messages_kind("ko")
    packed = dict(cache.bodies(kind, {record.id: record.parts["ko"].messages}))[
        record.id
    ]
    evil = packed.replace("가".encode(), "나".encode())
    assert evil != packed
    page.write_text("evil")
    part = record.parts["ko"]._replace(page=digest(b"evil"), messages=digest(evil))
    changed = record._replace(parts={**record.parts, "ko": part})
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "the author"))
    Cache(built / "build", code_digest()).write(
        [(RULE, record.id, changed.encoded())], [(kind, record.id, evil)]
    )
    shutil.rmtree(built / "build/messages")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "who clones it"))
    assert run(built).rules_read == RULES
    assert made(built) == publish.outputs(read_project(built))


def test_nothing_that_a_project_brings_along_is_run(built: Path) -> None:
    """No code is kept in a cache, whatever its name: neither marshalled nor pickled."""
    ran = built / "ran"
    program = compile(f"open({str(ran)!r}, 'w')", "page.md.j2", "exec")
    for name in ("build", "template", "bpadocs.sqlite", "build.messages"):
        (built / "build/.cache" / name).write_bytes(marshal.dumps(program))
    shutil.rmtree(built / "build/docs")
    run(built)
    assert not ran.exists()
    assert made(built) == publish.outputs(read_project(built))


def test_no_module_reads_code_from_a_file() -> None:
    for path in Path(bpadocs.__file__).parent.rglob("*.py"):
        text = path.read_text("utf-8")
        assert "marshal" not in text, path
        assert path.name == "processes.py" or "pickle" not in text, (
            path
        )  # which talks to its own forks only


def test_messages_that_did_not_change_are_not_written_again(built: Path) -> None:
    def sizes() -> int:
        return (built / CACHE).stat().st_size

    texts = "    issue: |-\n      ", "    issue: |-\n      Now: "
    whole = sizes()
    for number in range(10):
        edit(built / FIRST, texts[number % 2], texts[(number + 1) % 2])
        run(built)
    assert sizes() < 1.2 * whole  # what was replaced does not pile up
    assert made(built) == publish.outputs(read_project(built))


def test_a_rule_that_is_gone_is_forgotten(built: Path) -> None:
    (built / FIRST).unlink()
    run(built)
    with closing(sqlite3.connect(built / CACHE)) as database:
        for table in ("notes", "bodies"):
            found = database.execute(
                f"SELECT count(*) FROM {table} WHERE name LIKE '%rule-00009'"
            ).fetchone()
            assert found == (0,), table


@pytest.mark.parametrize("name", [FILE, f"{FILE}-journal"])
def test_a_cache_that_cannot_be_written_makes_no_difference(
    project: Path, name: str
) -> None:
    (project / "build" / name / "deep").mkdir(parents=True)
    run(project)
    assert made(project) == publish.outputs(read_project(project))


CANADIAN_PAGE = "docs/fr-ca/hyper-v/Backups.md"


@pytest.fixture
def regional(tmp_path: Path) -> Path:
    """A built project with a region, which has one text of its own."""
    root = write_project(tmp_path / "regional", {"backups": CANADIAN}, REGIONS)
    assert run(root).pages_rendered == 3
    return root


def write_words(project: Path, language: str, *entries: tuple[str, str, str]) -> None:
    path = project / f"locales/{language}/LC_MESSAGES/bpadocs.po"
    path.parent.mkdir(parents=True)
    parts = ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n']
    for context, english, word in entries:
        parts.append(f'msgctxt "{context}"\nmsgid "{english}"\nmsgstr "{word}"\n')
    path.write_text("\n".join(parts), "utf-8")


def test_a_text_of_a_language_is_made_again_for_its_regions(regional: Path) -> None:
    before = made(regional)
    edit(
        regional / "rules/hyper-v/backups.yaml",
        "Vous risquez de perdre des données.",
        "Vous pourriez perdre des données.",
    )
    run(regional)
    after = made(regional)
    assert "*Vous pourriez perdre" in after[CANADIAN_PAGE].decode()
    assert "*Vous risquez de perdre" in before[CANADIAN_PAGE].decode()
    assert after == publish.outputs(read_project(regional))


def test_a_word_of_a_language_is_made_again_for_its_regions(regional: Path) -> None:
    write_words(regional, "fr", ("heading", "Impact", "Conséquences"))
    assert run(regional).pages_rendered == 2
    after = made(regional)
    assert '## <a name="impact"></a>Conséquences\n' in after[CANADIAN_PAGE].decode()
    assert after == publish.outputs(read_project(regional))


def test_a_borrowed_word_that_becomes_a_regions_own_changes_its_messages_alone(
    regional: Path,
) -> None:
    before = made(regional)
    write_words(regional, "fr-CA", ("category", "Operations", "Opérations"))
    assert run(regional).pages_rendered == 1
    after = made(regional)
    assert after[CANADIAN_PAGE] == before[CANADIAN_PAGE]
    name = "messages/json/fr-CA.json"
    assert "Opérations" in after[name].decode()
    assert "Opérations" not in before[name].decode()
    assert after == publish.outputs(read_project(regional))
