"""What somebody saves while a command runs is never lost, and what a command says it did is so."""

import importlib
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import PRODUCT, RULE, write_project

from bpadocs import publish
from bpadocs.cli import main
from bpadocs.project.tree import read_project

COMMENT = "# an edit that must not be lost\n"
OTHER = RULE.replace("page: Backups", "page: Other")
WITHOUT_EDIT = "rules/hyper-v/other.yaml"
EDITED = "rules/hyper-v/backups.yaml"

Meanwhile = Callable[[str, Callable[[], object]], None]


@pytest.fixture
def after(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Have something happen once, right after this step of a command."""

    def hook(name: str, happens: Callable[[], object]) -> None:
        module, _, function = name.rpartition(".")
        step = getattr(importlib.import_module(module), function)
        left = [happens]

        def stepped(*arguments: object, **named: object) -> object:
            result = step(*arguments, **named)
            if left:
                left.pop()()
            return result

        monkeypatch.setattr(name, stepped)

    return hook


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_project(tmp_path / "project", {"backups": RULE, "other": OTHER})


def text(root: Path, name: str) -> str:
    return (root / name).read_bytes().decode("utf-8")


def change(root: Path, name: str, old: str, new: str) -> Callable[[], object]:
    def save() -> None:
        before = text(root, name)
        assert old in before
        (root / name).write_bytes(before.replace(old, new, 1).encode())

    return save


def stamp(root: Path) -> int:
    return main(["stamp", str(root / "rules"), "--project", str(root)])


READ = "bpadocs.project.chosen.chosen_files"


# bpa stamp


def test_stamp_keeps_what_was_written_beside_the_texts(
    root: Path, after: Meanwhile
) -> None:
    after(READ, change(root, EDITED, "page:", f"{COMMENT}page:"))
    assert stamp(root) == 0
    assert COMMENT in text(root, EDITED)
    assert text(root, EDITED).replace(COMMENT, "").replace("Backups", "Other") == text(
        root, WITHOUT_EDIT
    )
    assert text(root, WITHOUT_EDIT).count("human") == 6


def test_stamp_does_not_confirm_a_text_that_nobody_has_confirmed(
    root: Path, after: Meanwhile, capsys: pytest.CaptureFixture[str]
) -> None:
    edit = change(
        root,
        EDITED,
        "Certaines machines virtuelles ne sont pas",
        "Aucune machine n’est",
    )
    after(READ, edit)
    assert stamp(root) == 1
    said = capsys.readouterr()
    assert said.out == "11 fields stamped\n"
    assert f"{EDITED}:21:12: fr.issue: has changed meanwhile; not stamped\n" in said.err
    assert "issue: Aucune machine n’est sauvegardées." in text(root, EDITED)
    stamps = text(root, EDITED).partition("synced:")[2]
    assert re.findall(r"^      (\w+):", stamps, re.MULTILINE) == [
        "title",
        "description",
        "impact",
        "resolution",
        "resolution_details",
    ]


def test_stamp_does_not_confirm_a_translation_of_another_english(
    root: Path, after: Meanwhile
) -> None:
    after(
        READ, change(root, EDITED, "title: Back up virtual", "title: Save your virtual")
    )
    assert stamp(root) == 1
    assert "title: Save your virtual machines" in text(root, EDITED)
    assert re.findall(r"^      title: .*human", text(root, EDITED), re.MULTILINE) == []
    assert text(root, EDITED).count("human") == 5


@pytest.mark.parametrize(
    ("becomes", "message"),
    [
        (b"text: [\n", "has changed since it was read, and is left as it is: "),
        (
            b"\xff\xfe",
            "has changed since it was read, and is left as it is: not UTF-8 (byte 0xFF)",
        ),
        (b"- a\n", "has changed since it was read, and is left as it is: "),
        (None, "is gone since it was read; it is left as it is, so run this again"),
    ],
)
def test_stamp_leaves_a_file_that_cannot_be_read_any_more_and_does_the_others(
    root: Path,
    after: Meanwhile,
    capsys: pytest.CaptureFixture[str],
    becomes: bytes | None,
    message: str,
) -> None:
    after(
        READ,
        lambda: (
            (root / EDITED).unlink()
            if becomes is None
            else (root / EDITED).write_bytes(becomes)
        ),
    )
    assert stamp(root) == 1
    said = capsys.readouterr()
    assert said.out == "6 fields stamped\n"
    assert [
        line
        for line in said.err.splitlines()
        if line.startswith(f"{EDITED}:") and message in line
    ] != []
    assert (
        (root / EDITED).read_bytes() if (root / EDITED).exists() else None
    ) == becomes
    assert text(root, WITHOUT_EDIT).count("human") == 6


# Imports


def exported(root: Path, kind: str, language: str = "fr") -> Path:
    """A file from translators, in which every French text without a placeholder ends in other
    words.
    """
    file = root.parent / f"{language}.{kind}"
    options = ["--locale", language, "--all", "-o", str(file), "--project", str(root)]
    assert main([kind, "export", *options]) == 0
    whole = file.read_text("utf-8")
    if kind == "po":
        whole = re.sub(r"\n#, fuzzy.*", "", whole)
        whole = re.sub(
            r'msgstr "(Certaines|Sauvegardez|Alcune|Eseguire)([^"]+)\."',
            r'msgstr "\1\2 ici."',
            whole,
        )
    else:
        whole = re.sub(
            r"(<target>)(Certaines|Sauvegardez|Alcune|Eseguire)([^<]+)\.",
            r"\1\2\3 ici.",
            whole,
        )
    file.write_text(whole, "utf-8")
    return file


ITALIAN = """\
  it:
    title: Eseguire il backup delle macchine virtuali
    description: Una regola sui backup, inventata per le prove.
    issue: Alcune macchine virtuali non hanno un backup.
    impact: |-
      I dati possono andare persi. Questo riguarda le macchine virtuali seguenti:

      {virtual_machines}
    resolution: Eseguire il backup di ogni macchina virtuale.
    resolution_details: |
      Eseguire `Get-VM -Name DC01`, quindi selezionare **Start**.
"""


@pytest.mark.parametrize("kind", ["po", "xliff"])
def test_an_import_leaves_a_file_in_which_somebody_wrote_and_does_the_others(
    root: Path, after: Meanwhile, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    stamp(root)
    file = exported(root, kind)
    after(
        "bpadocs.translators.incoming.take_in",
        change(root, EDITED, "page:", f"{COMMENT}page:"),
    )
    before = text(root, EDITED)
    capsys.readouterr()
    assert main([kind, "import", str(file), "--project", str(root)]) == 1
    said = capsys.readouterr()
    assert text(root, EDITED) == before.replace("page:", f"{COMMENT}page:", 1)
    assert "Certaines machines virtuelles ne sont pas sauvegardées ici." in text(
        root, WITHOUT_EDIT
    )
    assert said.out.startswith("2 texts imported, ")
    assert (
        f"{EDITED}:1:1: has changed since it was read; it is left as it is, so run this again\n"
        in said.err
    )
    assert main([kind, "import", str(file), "--project", str(root)]) == 0
    assert COMMENT in text(root, EDITED)
    assert "Certaines machines virtuelles ne sont pas sauvegardées ici." in text(
        root, EDITED
    )


def test_two_imports_at_once_both_land(root: Path) -> None:
    for name in (EDITED, WITHOUT_EDIT):
        (root / name).write_bytes((text(root, name) + ITALIAN).encode())
    stamp(root)
    files = [exported(root, "po", language) for language in ("fr", "it")]
    command = [sys.executable, "-m", "bpadocs", "po", "import", "--project", str(root)]
    both = [
        subprocess.Popen([*command, str(file)], stdout=subprocess.PIPE, text=True)
        for file in files
    ]
    said = [process.communicate()[0] for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [line.partition(",")[0] for line in said] == [
        "4 texts imported",
        "6 texts imported",
    ]
    for name in (EDITED, WITHOUT_EDIT):
        assert text(root, name).count("sauvegardées ici.") == 1
        assert "    resolution: Sauvegardez chaque machine virtuelle ici.\n" in text(
            root, name
        )
        assert "    issue: Alcune macchine virtuali non hanno un backup ici.\n" in text(
            root, name
        )
        assert (
            "    resolution: Eseguire il backup di ogni macchina virtuale ici.\n"
            in text(root, name)
        )


def test_a_build_beside_a_command_that_writes_loses_nothing(root: Path) -> None:
    def start(*words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "bpadocs", *words, "--project", str(root)]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL)

    both = [start("stamp", "hyper-v", "--reviewed"), start("build")]
    assert [process.wait() for process in both] == [0, 0]
    assert text(root, EDITED).count("human reviewed") == 6
    assert start("build").wait() == 0
    expected = publish.outputs(read_project(root))
    assert {name: (root / "build" / name).read_bytes() for name in expected} == expected


# bpa lint --fix

FAULTY = RULE.replace("Certaines machines virtuelles", "Certaines  machines virtuelles")
LOOKED = "bpadocs.lint.run.lint"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return write_project(
        tmp_path / "project",
        {"backups": FAULTY, "other": OTHER.replace("Sauvegardez ", "Sauvegardez  ")},
    )


def fix(root: Path) -> int:
    return main(["lint", "--fix", "--project", str(root)])


def test_fix_leaves_a_text_that_changed_and_mends_the_others(
    faulty: Path, after: Meanwhile, capsys: pytest.CaptureFixture[str]
) -> None:
    after(
        LOOKED,
        change(faulty, EDITED, "Certaines  machines", "Attention, certaines  machines"),
    )
    assert fix(faulty) == 1
    assert text(faulty, EDITED) == FAULTY.replace(
        "Certaines  machines", "Attention, certaines  machines"
    )
    assert text(faulty, WITHOUT_EDIT) == OTHER
    said = capsys.readouterr().err
    assert (
        f"{EDITED}:21:12: fr.issue: has changed since it was looked at; not mended\n"
        in said
    )
    assert "1 finding mended\n" in said


def test_fix_keeps_an_edit_of_another_text(faulty: Path, after: Meanwhile) -> None:
    after(LOOKED, change(faulty, EDITED, "title: Back up", "title: Save"))
    fix(faulty)
    assert text(faulty, EDITED) == RULE.replace("title: Back up", "title: Save")


def test_fix_keeps_an_edit_between_its_look_and_its_writing(
    faulty: Path, after: Meanwhile
) -> None:
    after("bpadocs.lint.fix.edit", change(faulty, EDITED, "page:", f"{COMMENT}page:"))
    fix(faulty)
    assert text(faulty, EDITED) == RULE.replace("page:", f"{COMMENT}page:")


@pytest.mark.parametrize(
    ("becomes", "message"),
    [
        (b"text: [\n", f"{EDITED}:2:1: "),
        (b"\xff\xfe", f"{EDITED}:1:1: not UTF-8 (byte 0xFF); save the file as UTF-8"),
        (
            b"- a\n",
            f"{EDITED}:1:1: fr.issue: has changed since it was looked at; not mended",
        ),
        (None, f"{EDITED}:1:1: is gone since it was looked at"),
    ],
)
def test_fix_says_in_one_line_what_became_of_a_file(
    faulty: Path,
    after: Meanwhile,
    capsys: pytest.CaptureFixture[str],
    becomes: bytes | None,
    message: str,
) -> None:
    path = faulty / EDITED
    after(
        LOOKED, lambda: path.unlink() if becomes is None else path.write_bytes(becomes)
    )
    assert fix(faulty) in (1, 2)
    assert message in capsys.readouterr().err
    assert (path.read_bytes() if path.exists() else None) == becomes
    assert text(faulty, WITHOUT_EDIT) == OTHER


# locales/, settings, and what is new

CATALOG = "locales/fr/LC_MESSAGES/bpadocs.po"


def test_labels_keep_a_word_that_is_translated_meanwhile(
    root: Path, after: Meanwhile
) -> None:
    assert main(["labels", "--project", str(root)]) == 0
    (root / EDITED).write_bytes(
        RULE.replace("list of virtual machines", "names of machines").encode()
    )
    label = 'msgid "list of virtual machines"\nmsgstr "'
    after(
        "bpadocs.words.catalogs.updated", change(root, CATALOG, label, f"{label}noms")
    )
    (root / WITHOUT_EDIT).unlink()
    assert main(["labels", "--project", str(root)]) == 0
    assert 'msgid "names of machines"\nmsgstr ""\n' in text(root, CATALOG)
    assert '#~ msgid "list of virtual machines"\n#~ msgstr "noms"\n' in text(
        root, CATALOG
    )


def test_add_locale_leaves_settings_that_changed_and_is_finished_by_another_run(
    root: Path, after: Meanwhile, capsys: pytest.CaptureFixture[str]
) -> None:
    after(
        "bpadocs.translators.add_locale.add_locale",
        change(root, "pyproject.toml", "[tool", f"{COMMENT}[tool"),
    )
    assert main(["add-locale", "de", "--project", str(root)]) == 1
    assert (
        "pyproject.toml:1:1: has changed since it was read" in capsys.readouterr().err
    )
    assert text(root, "pyproject.toml").startswith(COMMENT)
    assert main(["add-locale", "de", "--project", str(root)]) == 0
    assert text(root, "pyproject.toml").startswith(COMMENT)
    assert 'de = "de-de"' in text(root, "pyproject.toml")
    assert (root / "locales/de/LC_MESSAGES/bpadocs.po").is_file()


def test_settings_keep_their_line_ends(root: Path) -> None:
    path = root / "pyproject.toml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes()
    assert main(["add-locale", "de", "--project", str(root)]) == 0
    assert path.read_bytes() == before + b'de = "de-de"\r\n'


def test_new_does_not_overwrite_a_file_that_came_meanwhile(
    root: Path, after: Meanwhile, capsys: pytest.CaptureFixture[str]
) -> None:
    name = "rules/storage/space.yaml"

    def save() -> None:
        (root / name).parent.mkdir()
        (root / name).write_text("mine", "utf-8")

    after("bpadocs.project.new_rule.rule_file", save)
    assert main(["new", "storage/space", "--project", str(root)]) == 1
    assert text(root, name) == "mine"
    assert f"{name}:1:1: has changed since it was read" in capsys.readouterr().err


def test_an_import_of_pages_leaves_a_rule_in_which_somebody_wrote(
    root: Path, tmp_path: Path, after: Meanwhile, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--project", str(root)]) == 0
    pages = root / "build/docs"
    for name in (EDITED, WITHOUT_EDIT):  # the import has French to add
        (root / name).write_bytes(text(root, name).partition("  fr:")[0].encode())
    words = [
        str(pages / "en-us/hyper-v"),
        "--locale",
        f"fr-fr={pages / 'fr-fr/hyper-v'}",
    ]
    words += ["--product", "hyper-v", "--out", str(root)]
    after(
        "bpadocs.published.importer.import_pages",
        change(root, EDITED, "page:", f"{COMMENT}page:"),
    )
    before = text(root, EDITED)
    assert main(["import", *words]) == 1
    assert text(root, EDITED) == before.replace("page:", f"{COMMENT}page:", 1)
    assert "  fr:\n" in text(root, WITHOUT_EDIT)
    assert f"{EDITED}:1:1: has changed since it was read" in capsys.readouterr().err
    assert main(["import", *words]) in (0, 1)
    assert "  fr:\n" in text(root, EDITED)
    assert COMMENT in text(root, EDITED)


# What stands in the way


@pytest.mark.parametrize(
    ("words", "mine"),
    [
        (("labels",), "locales"),
        (("add-locale", "de"), "locales"),
        (("new", "hyper-v/x"), "rules/.schemas"),
        (("new", "storage/x"), "rules/.schemas"),
        (("labels",), "locales/bpadocs.pot/notes.txt"),
    ],
)
def test_nothing_of_anybodys_makes_way(
    root: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], mine: str
) -> None:
    (root / mine).parent.mkdir(parents=True, exist_ok=True)
    (root / mine).write_text("mine", "utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    assert main([*words, "--project", str(root)]) == 2
    assert {
        path: path.read_bytes() for path in root.rglob("*") if path.is_file()
    } == before
    assert "for it is left alone\n" in capsys.readouterr().err


@pytest.mark.parametrize("mine", ["", "rules", "locales", "pyproject.toml/mine"])
def test_an_import_of_pages_removes_nothing(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], mine: str
) -> None:
    assert main(["build", "--project", str(root)]) == 0
    out = tmp_path / "out"
    (out / mine).parent.mkdir(parents=True, exist_ok=True)
    (out / mine).write_text("mine", "utf-8")
    pages = str(root / "build/docs/en-us/hyper-v")
    assert main(["import", pages, "--product", "hyper-v", "--out", str(out)]) == 2
    assert [path for path in (out, *out.rglob("*")) if path.is_file()] == [out / mine]
    assert (out / mine).read_text("utf-8") == "mine"
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_page_name_that_is_too_long_is_told_before_anything_is_written(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "--project", str(root)]) == 0
    pages = root / "build/docs/en-us/hyper-v"
    long = "x" * 240
    (pages / f"{long}.md").write_bytes((pages / "Backups.md").read_bytes())
    out = tmp_path / "out"
    assert main(["import", str(pages), "--product", "hyper-v", "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert (
        f"{long}.md:1:1: left out: its name has 240 characters; a rule's page has at most 200"
        in said
    )
    assert sorted(path.name for path in (out / "rules/hyper-v").iterdir()) == [
        "backups.yaml",
        "other.yaml",
        "product.yaml",
    ]


def test_an_empty_folder_of_a_product_stops_nobody(root: Path) -> None:
    (root / "rules/storage").mkdir()
    (root / "rules/storage/.tmp-source-0123456789abcdef").write_bytes(b"half")
    assert main(["build", "--project", str(root)]) == 0
    assert main(["new", "storage/space", "--project", str(root)]) == 0
    assert sorted(path.name for path in (root / "rules/storage").iterdir()) == [
        "product.yaml",
        "space.yaml",
    ]


def test_a_product_with_rules_and_without_its_file_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "rules/hyper-v/product.yaml").unlink()
    assert main(["build", "--project", str(root)]) == 2
    assert "rules/hyper-v/product.yaml:1:1: missing" in capsys.readouterr().err
    (root / "rules/hyper-v/product.yaml").write_text(PRODUCT, "utf-8")
    assert main(["build", "--project", str(root)]) == 0
