"""Shared words that nobody has translated are work to do: in `bpa status`, in lint, and on every
page that has them.
"""

import json
from pathlib import Path

import pytest
from projects import CANADIAN, PRODUCT, PYPROJECT, REGIONS, RULE, write_project

from bpadocs.cli import main
from bpadocs.lint.run import lint
from bpadocs.project import shared_words
from bpadocs.project.shared_words import words_of
from bpadocs.project.tree import read_project
from bpadocs.words.of_pages import WORDS
from bpadocs.words.vocabulary import words

GOATS = RULE.replace("label: list of virtual machines", "label: list of goats")
NAME = "locales/fr/LC_MESSAGES/bpadocs.po"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
GERMAN = PYPROJECT.replace('it = "it-it"', 'de = "de-de"')


def with_catalog(root: Path, catalog: str, language: str = "fr") -> Path:
    path = root / NAME.replace("/fr/", f"/{language}/")
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + catalog, "utf-8")
    return root


def to_do(root: Path, language: str = "fr") -> list[str]:
    return [one.word.english for one in words_of(read_project(root))[language].to_do]


def findings(root: Path, language: str = "fr") -> list[tuple[str, int, int, str]]:
    """File, line, column and message of what lint says of shared words."""
    return [
        (one.file, one.place.line, one.place.column, one.message)
        for one in lint(root).findings
        if one.check == "missing-word" and one.language == language
    ]


def page(root: Path, locale: str = "fr-fr") -> str:
    assert main(["build", "--project", str(root)]) == 0
    return (root / f"build/docs/{locale}/hyper-v/Backups.md").read_text("utf-8")


def test_words_that_bpadocs_brings_along_are_there(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    assert to_do(root) == []
    assert "[en anglais]" not in page(root)


def test_catalogs_are_read_again_only_for_words_that_are_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    entries = shared_words._entries

    def counted(root: Path, name: str) -> object:
        read.append(name)
        return entries(root, name)

    monkeypatch.setattr(shared_words, "_entries", counted)
    lint(with_catalog(write_project(tmp_path / "whole", {"backups": RULE}), ""))
    assert read == []
    lint(with_catalog(write_project(tmp_path / "lacking", {"backups": GOATS}), ""))
    assert NAME in read


def test_a_new_label_is_found_where_it_is_written_in_each_language(
    tmp_path: Path,
) -> None:
    root = write_project(tmp_path, {"backups": GOATS})
    message = (
        f"“list of goats” has no translation into fr: it is not in {NAME}; "
        "run `bpa labels`, then translate it there"
    )
    line = 1 + GOATS[: GOATS.index("label:")].count("\n")
    assert findings(root) == [("rules/hyper-v/backups.yaml", line, 41, message)]
    assert [place[:3] for place in findings(root, "it")] == [
        ("rules/hyper-v/backups.yaml", line, 41)
    ]


def test_a_new_label_is_marked_on_the_page_with_the_note(tmp_path: Path) -> None:
    written = page(write_project(tmp_path, {"backups": GOATS}))
    assert "\n\\<[en anglais] list of goats>\n" in written
    assert (
        "> [!NOTE]\n> Certaines parties de cette page ne sont pas encore traduites."
        in written
    )


def test_a_rule_may_mean_its_label_to_stay_english(tmp_path: Path) -> None:
    entry = (
        "suppress:\n"
        "  - {check: missing-word, field: fr.arguments.virtual_machines.label, reason: a name}\n"
        "text:\n"
    )
    root = write_project(tmp_path, {"backups": GOATS.replace("text:\n", entry)})
    assert findings(root) == []
    assert len(findings(root, "it")) == 1


def test_a_sentence_of_the_product_is_found_in_the_product(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    (root / "rules/hyper-v/product.yaml").write_text(
        PRODUCT + "intro: Read this first.\n", "utf-8"
    )
    [(file, line, column, message)] = findings(root)
    assert (file, line, column) == ("rules/hyper-v/product.yaml", 8, 8)
    assert message.startswith("“Read this first.” has no translation into fr")
    assert "\n\n[en anglais] Read this first.\n\n|" in page(root)


def test_words_empty_fuzzy_and_unlisted(tmp_path: Path) -> None:
    root = with_catalog(
        write_project(tmp_path, {"backups": RULE}, GERMAN),
        'msgctxt "table"\nmsgid "Severity"\nmsgstr ""\n\n'
        '#, fuzzy\nmsgctxt "table"\nmsgid "Category"\nmsgstr "Genre"\n\n'
        'msgctxt "table"\nmsgid "Property"\nmsgstr "Eigenschaft"\n',
        "de",
    )
    german = NAME.replace("/fr/", "/de/")
    every = len(
        {
            word[:2]
            for word in words(read_project(root).products, read_project(root).rules)
        }
    )
    assert len(to_do(root, "de")) == every - 1
    first, second, third, fourth = findings(root, "de")
    assert first == (
        german,
        1,
        1,
        f"{every - 4} shared words are not in {german}; run `bpa labels`, then translate there",
    )
    assert second == (
        german,
        6,
        8,
        "“Severity” has no translation into de; pages show the English",
    )
    assert third[:3] == (german, 11, 8)
    assert third[3].startswith(
        "the translation of “Category” is marked fuzzy, and pages show “Category”; "
    )
    assert fourth[0] == "rules/hyper-v/backups.yaml"


def test_missing_words_are_marked_wherever_a_page_has_them(tmp_path: Path) -> None:
    catalog = (
        'msgctxt "table"\nmsgid "Property"\nmsgstr "Eigenschaft"\n\n'
        'msgctxt "page"\nmsgid "[English]"\nmsgstr "[auf Englisch]"\n\n'
        '#, fuzzy\nmsgctxt "severity"\nmsgid "Warning"\nmsgstr "Achtung"\n'
    )
    written = page(
        with_catalog(write_project(tmp_path, {"backups": RULE}, GERMAN), catalog, "de"),
        "de-de",
    )
    for marked in (
        ">[auf Englisch] Applies To: Windows Server 2016\n",
        "|Eigenschaft|[auf Englisch] Details|\n",
        "|**[auf Englisch] Severity**|[auf Englisch] Warning|\n",
        "|**[auf Englisch] Category**|[auf Englisch] Operations|\n",
        "\n[auf Englisch] In the following sections, italics",
        '## <a name="issue"></a>[auf Englisch] Issue\n',
    ):
        assert marked in written
    assert "Achtung" not in written


def test_a_text_in_english_is_marked_once_whatever_its_arguments(
    tmp_path: Path,
) -> None:
    written = page(write_project(tmp_path, {"backups": GOATS}), "it-it")
    assert (
        "[in inglese] *You may lose data. This impacts the following virtual machines:*"
        in written
    )


def test_messages_keep_plain_english_words(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": RULE}, GERMAN)
    page(root)
    message = (root / "build/messages/json/de.json").read_text("utf-8")
    assert '"Warning"' in message
    assert "[English]" not in message


def test_a_fuzzy_word_is_work_even_where_bpadocs_brings_another(tmp_path: Path) -> None:
    fuzzy = '#, fuzzy\nmsgctxt "table"\nmsgid "Severity"\nmsgstr "Sévérité"\n'
    root = with_catalog(write_project(tmp_path, {"backups": RULE}), fuzzy)
    [(file, line, _, message)] = findings(root)
    assert (file, line) == (NAME, 7)
    assert "pages show “Gravité”" in message
    assert "|**Gravité**|" in page(root)


def test_a_file_may_be_left_out_by_the_settings(tmp_path: Path) -> None:
    table = (
        "[[tool.bpadocs.lint.suppress]]\n"
        'files = "locales/fr/*"\n'
        'check = "missing-word"\n'
        'reason = "later"\n'
    )
    root = write_project(tmp_path, {"backups": RULE}, PYPROJECT + table)
    fuzzy = '#, fuzzy\nmsgctxt "table"\nmsgid "Severity"\nmsgstr "Sévérité"\n'
    with_catalog(root, fuzzy)
    assert findings(root) == []
    assert [
        one for one in lint(root).findings if one.check == "unused-suppression"
    ] == []


def test_a_new_language_has_all_its_words_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    assert main(["add-locale", "ja", "--project", str(root)]) == 0
    left = len(to_do(root, "ja"))
    assert left > len(WORDS)
    assert len(findings(root, "ja")) == left
    capsys.readouterr()
    assert main(["status", "--project", str(root)]) == 0
    [row] = [
        line.split()
        for line in capsys.readouterr().out.splitlines()
        if line.startswith("ja-jp   shared words")
    ]
    current, carried, stale, edited, missing, untracked, percent = row[3:]
    assert [current, carried, stale, edited, untracked, percent] == ["0"] * 6
    assert missing == str(left)
    assert main(["status", "--project", str(root), "--format", "json"]) == 0
    counted = {
        (one["locale"], one["product"]): one
        for one in json.loads(capsys.readouterr().out)
    }
    assert (
        counted["ja-jp", None]["missing"],
        counted["fr-fr", None]["percentage"],
    ) == (left, 100)


def test_the_map_counts_them_in_a_row_of_their_own(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": GOATS})
    assert main(["site", "--project", str(root)]) == 0
    foot = (
        (root / "build/site/en-us/status.html")
        .read_text("utf-8")
        .partition("<tfoot>")[2]
        .partition("</tfoot>")[0]
    )
    assert "Shared words" in foot
    assert 'data-language="fr" data-state="missing"' in foot
    assert '<span class="dot" aria-hidden="true"></span>1</span>' in foot


def test_a_region_lacks_only_words_that_its_language_lacks_too(tmp_path: Path) -> None:
    goats = CANADIAN.replace("list of virtual machines", "list of goats")
    root = write_project(tmp_path, {"backups": goats}, REGIONS)
    assert to_do(root, "fr-CA") == ["list of goats"]
    assert len(findings(root, "fr-CA")) == 1
    assert "\\<[en anglais] list of goats>" in page(root, "fr-ca")
    word = 'msgctxt "argument"\nmsgid "list of goats"\nmsgstr "liste des chèvres"\n'
    with_catalog(root, word)
    assert to_do(root, "fr-CA") == []
    assert findings(root, "fr-CA") == []
    assert "\\<liste des chèvres>" in page(root, "fr-ca")


def test_a_fuzzy_word_of_a_region_is_work_whatever_it_borrows(tmp_path: Path) -> None:
    fuzzy = '#, fuzzy\nmsgctxt "table"\nmsgid "Severity"\nmsgstr "Sévérité"\n'
    root = write_project(tmp_path, {"backups": CANADIAN}, REGIONS)
    with_catalog(root, fuzzy, "fr-CA")
    [(_, _, _, message)] = findings(root, "fr-CA")
    assert "pages show “Gravité”" in message
    own = words_of(read_project(root))["fr-CA"]
    assert own.total == len(own.to_do) + own.borrowed
