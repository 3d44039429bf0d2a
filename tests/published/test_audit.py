"""`bpa audit`: every finding stands in the page, and no page stops the others."""

import json
import os
import weakref
from pathlib import Path
from typing import Any

import pytest
from page_helpers import FIXTURES, PAGE, TIDY_PAGE, bpa, folders, sha1, write_pages
from projects import PYPROJECT, RULE, write_project

from bpadocs.cli import main
from bpadocs.errors import Problem
from bpadocs.lint import parallel, subjects_on_demand
from bpadocs.lint.checks.front_matter import front_matter_keys
from bpadocs.lint.checks.pages import page_parts
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection
from bpadocs.pages.pair import Locale
from bpadocs.pages.published import Page
from bpadocs.published import audit, folder
from bpadocs.words.labels import Labels

LANGUAGES = (("en", "us"), ("fr", "fr"))


@pytest.fixture
def findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> list[dict[str, Any]]:
    monkeypatch.chdir(FIXTURES)
    code = bpa(
        "audit",
        "en-us",
        "--locale",
        "fr-fr=fr-fr",
        "--locale",
        "ko-kr=ko-kr",
        "--format",
        "json",
    )
    assert code == 1
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def places(findings: list[dict[str, Any]], check: str) -> set[tuple[str, int, int]]:
    return {
        (one["file"], one["line"], one["column"])
        for one in findings
        if one["check"] == check
    }


def test_json_has_every_key(findings: list[dict[str, Any]]) -> None:
    keys = {
        "check",
        "severity",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "rule",
        "locale",
        "field",
    }
    for finding in findings:
        assert keys | {"message"} <= set(finding)
    order = [(one["file"], one["line"], one["column"]) for one in findings]
    assert order == sorted(order)


def test_files_that_are_no_pages(findings: list[dict[str, Any]]) -> None:
    assert places(findings, "unreadable-page") == {
        ("en-us/Broken-yaml.md", 2, 8),
        ("en-us/Latin-1.md", 2, 11),
    }


def test_missing_and_extra_pages(findings: list[dict[str, Any]]) -> None:
    missing = {
        (one["file"], one["locale"])
        for one in findings
        if one["check"] == "missing-page"
    }
    assert ("en-us/Sign-every-printer-driver.md", "ko-kr") in missing
    assert ("en-us/Sign-every-printer-driver.md", "fr-fr") not in missing
    assert ("en-us/Overview.md", "fr-fr") in missing
    assert not any(file == "en-us/Broken-yaml.md" for file, _ in missing)
    assert places(findings, "extra-page") == {("fr-fr/Old-page.md", 1, 1)}


def test_made_from_another_english(findings: list[dict[str, Any]]) -> None:
    assert places(findings, "english-revision") == {
        ("fr-fr/Give-each-printer-a-location.md", 9, 21)
    }


def test_furniture_that_machine_translation_bent(
    findings: list[dict[str, Any]],
) -> None:
    keep = "Keep-the-spool-folder-off-the-system-drive.md"
    assert places(findings, "furniture") == {
        (f"fr-fr/{keep}", 27, 2),  # Va
        (f"fr-fr/{keep}", 27, 9),  # Warning
        (f"fr-fr/{keep}", 40, 29),  # Résolution :
        (
            "fr-fr/Limit-the-number-of-jobs-in-a-queue.md",
            25,
            2,
        ),  # D’exploitation / Requise
        (
            "fr-fr/Give-each-printer-a-location.md",
            29,
            14,
        ),  # severity and category in each other's place
        ("fr-fr/Give-each-printer-a-location.md", 30, 16),
        (f"ko-kr/{keep}", 27, 2),
        (f"ko-kr/{keep}", 27, 15),
        (f"ko-kr/{keep}", 28, 9),
        (f"ko-kr/{keep}", 35, 25),  # 식
    }


def test_checks_of_texts_run_on_pages(findings: list[dict[str, Any]]) -> None:
    assert ("ko-kr/Keep-the-spool-folder-off-the-system-drive.md", 38, 1) in places(
        findings, "argument-torn"
    )
    assert ("fr-fr/Limit-the-number-of-jobs-in-a-queue.md", 34, 32) in places(
        findings, "argument-blanks"
    )


def test_the_name_of_a_feature_may_be_that_of_the_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def furniture_of(english: str, translation: str) -> list[str]:
        pages = {
            "en-us/Keep.md": TIDY_PAGE.replace("Hyper-V", english),
            "fr-fr/Keep.md": TIDY_PAGE.replace("Hyper-V", translation),
        }
        bpa(
            "audit", *folders(write_pages(tmp_path, pages), "fr-fr"), "--format", "json"
        )
        found = json.loads(capsys.readouterr().out)
        return [
            one["message"]
            for one in found
            if one["check"] == "furniture" and one["field"] == "value.product"
        ]

    assert furniture_of("Print Server", "Serveur d’impression") == []
    assert furniture_of("Print Server", "Print Server") == []
    # a word that is a name alone is the same everywhere
    [message] = furniture_of("Fax-X", "Télécopie-X")
    assert "Fax-X" in message


@pytest.mark.parametrize("form", ["text", "sarif", "github"])
def test_other_formats(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert bpa("audit", *folders(FIXTURES, "fr-fr", "ko-kr"), "--format", form) == 1
    out = capsys.readouterr().out
    if form == "sarif":
        rules = json.loads(out)["runs"][0]["tool"]["driver"]["rules"]
        assert {"furniture", "unreadable-page", "english-revision"} <= {
            rule["id"] for rule in rules
        }
    elif form == "github":
        assert f"::error file={FIXTURES.as_posix()}/en-us/Latin-1.md,line=2" in out
    else:
        assert (
            f"{FIXTURES.as_posix()}/fr-fr/Old-page.md:1:1: warning extra-page:" in out
        )
        assert "| |**Va**|Warning|" in out


def test_the_summary_counts_by_locale_and_names_the_worst(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bpa("audit", *folders(FIXTURES, "fr-fr", "ko-kr"), "--top", "1")
    lines = capsys.readouterr().out.split("\n")
    heading = next(
        line for line in lines if line.split() == ["en-us", "fr-fr", "ko-kr", "all"]
    )
    [row] = [
        line for line in lines[lines.index(heading) :] if line.startswith("furniture ")
    ]
    assert row.split() == ["furniture", "6", "4", "10"]
    scores = [line.split() for line in lines]
    assert ["words", "errors", "warnings", "hints", "points/1,000", "score"] in scores
    worst = lines[lines.index("Lowest scores:") + 1 :]
    assert "ko-kr/Keep-the-spool-folder" in worst[0]
    assert worst[1] == ""
    assert "14 pages in 3 languages, 2 files not readable" in lines[-2]


def test_a_clean_page_is_clean_but_for_strict(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pages(tmp_path, {"en-us/Keep-clocks.md": PAGE})
    assert bpa("audit", tmp_path / "en-us") == 0
    assert "1 page in 1 language" in capsys.readouterr().out
    write_pages(tmp_path, {"fr-fr/Other.md": PAGE})
    assert bpa("audit", *folders(tmp_path, "fr-fr")) == 0
    assert bpa("audit", *folders(tmp_path, "fr-fr"), "--strict") == 1


def test_no_project_is_needed_but_one_may_be_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pages(
        tmp_path, {"en-us/Keep.md": PAGE, "fr-fr/Keep.md": PAGE, "p/rules/.keep": ""}
    )
    settings = '[tool.bpadocs.locales]\nen = "en-us"\n[tool.bpadocs.lint]\ndisable = ["furniture"]\n'
    write_pages(tmp_path, {"p/pyproject.toml": settings})
    bpa("audit", *folders(tmp_path, "fr-fr"))
    assert "furniture:" in capsys.readouterr().out
    bpa("audit", *folders(tmp_path, "fr-fr"), "--project", tmp_path / "p")
    assert "furniture:" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["nowhere"], "bpa audit: nowhere: no such folder"),
        (
            ["en-us", "--locale", "fr-fr"],
            "a locale and its folder are written fr-fr=DIR",
        ),
        (
            ["en-us", "--locale", "fr-fr=x", "--locale", "fr-fr=en-us"],
            "x: no such folder",
        ),
        (
            ["en-us", "--locale", "fr-fr=en-us", "--locale", "FR-FR=en-us"],
            "named twice",
        ),
        (["empty"], "no Markdown page in this folder"),
    ],
)
def test_wrong_words_are_told(
    words: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_pages(tmp_path, {"en-us/Keep.md": PAGE})
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    assert bpa("audit", *words) == 2
    assert message in capsys.readouterr().err


def test_parts_that_a_page_lost_or_gained(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    french = PAGE.replace(">Applies To: Windows Server 2016\n\n", "").replace(
        "|**Severity**|Warning|\n", ""
    )
    write_pages(
        tmp_path,
        {"en-us/Keep.md": PAGE, "fr-fr/Keep.md": french + "\n## See Also\nRien.\n"},
    )
    bpa("audit", *folders(tmp_path, "fr-fr"), "--format", "json")
    found = json.loads(capsys.readouterr().out)
    assert [
        (one["line"], one["end_line"], one["message"])
        for one in found
        if one["check"] == "page-parts"
    ] == [
        (7, 7, "the English has a line “Applies To”, this page has none"),
        (11, 15, "the table has 3 rows; the English has 4, and others"),
        (32, 32, "a section See Also, and the English has none"),
    ]


def test_headings_and_titles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    english = PAGE.replace("Then look again.", "### Look again\n\nText.")
    french = (
        english.replace(
            "# Keep clocks in step", '# <a name="keep-clocks"></a>Gardez l’heure'
        )
        .replace("## Issue", '## <a name="issue"></a>Problème')
        .replace("## Impact", "## Impact")
        .replace("## Resolution", '## <a name="resolution"></a>Résolution')
        .replace("### Look again", '### <a name="look-again"></a>Regardez')
        .replace(
            "ms.date: 8/16/2016\n",
            f"ms.date: 8/16/2016\nms.openlocfilehash: {sha1(english)}\n",
        )
    )
    write_pages(tmp_path, {"en-us/Keep.md": english, "fr-fr/Keep.md": french})
    bpa("audit", *folders(tmp_path, "fr-fr"), "--format", "json")
    found = json.loads(capsys.readouterr().out)
    assert [line for _, line, _ in sorted(places(found, "heading-anchors"))] == [8, 26]
    assert [line for _, line, _ in places(found, "title-and-heading")] == [2]
    assert places(found, "english-revision") == set()


def test_of_many_pages_few_are_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[weakref.ref[Page]] = []
    most = 0

    def watching(*words: Any) -> Page | Problem:
        nonlocal most
        found = folder.read_any_file(*words)
        if isinstance(found, Page):
            pages.append(weakref.ref(found))
        most = max(most, sum(page() is not None for page in pages))
        return found

    names = [
        f"{locale}/Rule-{number}.md"
        for locale in ("en-us", "fr-fr")
        for number in range(40)
    ]
    write_pages(tmp_path, dict.fromkeys(names, PAGE))
    monkeypatch.setattr(audit, "read_any_file", watching)
    monkeypatch.setattr(parallel, "WORTH_A_PROCESS", 1000)
    monkeypatch.setattr(subjects_on_demand, "_KEPT", 2)
    english, french = (
        Locale(f"{name}-{place}", name, tmp_path / f"{name}-{place}")
        for name, place in LANGUAGES
    )
    labels = {name: Labels(name) for name, _ in LANGUAGES}
    checks = (
        page_parts.CHECK,
        front_matter_keys.CHECK,
    )  # those of texts keep what they looked at for a while
    found = audit.audit((english, french), labels, Selection.of(checks), Context())
    assert found.pages == len(names)
    assert {finding.check for finding in found.findings} == {"front-matter-keys"}
    assert len(pages) >= 2 * len(names)
    assert most <= 2 * (
        2 + 2
    )  # those of the rules that are kept, of the one before and of the one being made


@pytest.mark.parametrize("number", [1, 30])  # in this process, and in others
@pytest.mark.parametrize("locale", ["en-us", "fr-fr"])
@pytest.mark.parametrize("text", [None, "", PAGE.replace("late", "slow")])
def test_a_page_that_changes_meanwhile_is_told(
    number: int,
    locale: str,
    text: str | None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = [
        f"{folder}/Keep-{one}.md"
        for folder in ("en-us", "fr-fr")
        for one in range(number)
    ]
    write_pages(tmp_path, dict.fromkeys(names, PAGE))
    original = parallel.check_each

    def changing(*words: Any) -> Any:
        page = tmp_path / locale / "Keep-0.md"
        page.unlink()
        if text is not None:
            page.write_text(text, "utf-8")
        return original(*words)

    monkeypatch.setattr(parallel, "check_each", changing)
    assert bpa("audit", *folders(tmp_path, "fr-fr")) == 2
    error = capsys.readouterr().err
    assert (
        "en-us/Keep-0.md:1:1: this page or a translation of it changed while it was looked at"
        in error
    )


def test_another_english_is_no_translation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pages(tmp_path, {"en-us/Keep.md": PAGE, "en-gb/Keep.md": PAGE})
    bpa("audit", *folders(tmp_path, "en-gb"), "--format", "json")
    found = {one["check"] for one in json.loads(capsys.readouterr().out)}
    assert not found & {"english-revision", "heading-anchors", "page-parts"}


@pytest.mark.skipif(
    os.name == "nt", reason="file names of any bytes need a POSIX file system"
)
def test_a_page_whose_name_is_no_text_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pages(tmp_path, {"en-us/Keep.md": PAGE})
    page = tmp_path / "en-us" / os.fsdecode(b"Caf\xe9.md")
    page.write_text(
        PAGE.replace("The clock is late", "The clock is late late"), "utf-8"
    )
    bpa("audit", tmp_path / "en-us")
    out = capsys.readouterr().out
    assert "Caf\\xe9.md:23:" in out
    assert "23 | *The clock is late late.*" in out


def test_our_own_pages_in_a_language_without_words_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pyproject = PYPROJECT.replace('it = "it-it"', 'de = "de-de"')
    translated = RULE.partition("  fr:")[2]
    root = write_project(tmp_path, {"backups": RULE + "  de:" + translated}, pyproject)
    assert bpa("build", "--project", root) == 0
    docs = root / "build" / "docs"
    assert '## <a name="issue"></a>[English] Issue' in (
        docs / "de-de/hyper-v/Backups.md"
    ).read_text("utf-8")
    capsys.readouterr()
    bpa(
        "audit",
        docs / "en-us/hyper-v",
        "--locale",
        f"de-de={docs / 'de-de/hyper-v'}",
        "--format",
        "json",
    )
    checks = {one["check"] for one in json.loads(capsys.readouterr().out)}
    assert "wrong-language" in checks  # it is French, so the texts have been looked at
    assert not checks & {"unreadable-page", "furniture"}


def test_the_line_that_is_shown_is_of_the_page_as_it_is_now(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {"en": "# Time\n\nA word.\n", "fr": "# Temps\n\nUn  mot.\n"}
    for language, text in pages.items():
        (tmp_path / language).mkdir()
        (tmp_path / language / "a.md").write_text(text, "utf-8")
    words = ["audit", str(tmp_path / "en"), "--locale", f"fr={tmp_path / 'fr'}"]
    for text in ("Un  mot.", "Voici un  mot."):
        (tmp_path / "fr/a.md").write_text(f"# Temps\n\n{text}\n", "utf-8")
        main(words)
        assert f"     3 | {text}\n" in capsys.readouterr().out


@pytest.mark.parametrize("command", [["audit"], ["import", "--product", "x"]])
def test_a_folder_with_one_for_each_locale_is_told_what_to_name(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("en-us", "fr-fr", "ko-KR", "includes"):
        (tmp_path / "docs" / name).mkdir(parents=True)
        (tmp_path / "docs" / name / "a.md").write_text(PAGE, "utf-8")
    (tmp_path / "rules").mkdir()
    assert bpa(*command, "docs") == 2
    assert (
        "docs: has a folder for each locale; name them: docs/en-us --locale fr-fr=docs/fr-fr "
        "--locale ko-kr=docs/ko-KR\n"
    ) in capsys.readouterr().err
    # folders of products are none, whatever they are called beside them
    (tmp_path / "docs/en-us/hv").mkdir()
    assert bpa("audit", "docs/en-us", "--locale", "fr-fr=docs/fr-fr") in (0, 1)
