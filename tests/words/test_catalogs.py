"""`bpa labels`: nothing a translator wrote is lost, and running it twice changes nothing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from bpadocs.cli import main
from bpadocs.errors import BrokenInputError
from bpadocs.project.tree import read_project
from bpadocs.words.catalogs import updated
from bpadocs.words.labels import read_labels
from bpadocs.words.of_pages import WORDS, SharedWord
from bpadocs.words.vocabulary import words

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ("fr", "it", "es", "ko")


def test_the_shipped_catalogs_are_up_to_date() -> None:
    project = read_project(ROOT)
    for name, content in updated(
        words(project.products, project.rules), ROOT, project.settings.translations
    ).items():
        assert (ROOT / name).read_bytes() == content, "run: make labels"


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_every_word_of_the_furniture_is_translated(language: str) -> None:
    labels = read_labels(ROOT, (language,))[language]
    assert [
        word.english for word in WORDS if not labels.has(word.context, word.english)
    ] == []


@pytest.mark.parametrize("language", TRANSLATIONS)
def test_real_gettext_accepts_the_catalogs(language: str) -> None:
    if not shutil.which("msgfmt"):
        pytest.skip("msgfmt is not installed (Debian: gettext)")
    path = ROOT / f"locales/{language}/LC_MESSAGES/bpadocs.po"
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_translators_comment_position_and_header_stay(tmp_path: Path) -> None:
    path = tmp_path / "locales/fr/LC_MESSAGES/bpadocs.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        "# Les mots de notre équipe.\n"
        'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Last-Translator: Zoé\\n"\n"X-Tool: mine\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '# pas « Va » !\nmsgctxt "table"\nmsgid "Severity"\nmsgstr "Gravité"\n\n'
        'msgctxt "table"\nmsgid "Gone"\nmsgstr "Disparu"\n\n'
        '#, fuzzy\nmsgctxt "table"\nmsgid "Category"\nmsgstr "Genre"\n',
        "utf-8",
    )
    new = [
        SharedWord("table", "Category"),
        SharedWord("table", "Severity"),
        SharedWord("table", "New", "Say more.", "rules/a.yaml"),
    ]
    text = updated(new, tmp_path, ["fr"])["locales/fr/LC_MESSAGES/bpadocs.po"].decode()
    assert text.startswith("# Les mots de notre équipe.\n")
    assert '"Last-Translator: Zoé\\n"' in text
    assert (
        '# pas « Va » !\nmsgctxt "table"\nmsgid "Severity"\nmsgstr "Gravité"\n' in text
    )
    assert '#, fuzzy\nmsgctxt "table"\nmsgid "Category"\nmsgstr "Genre"\n' in text
    assert '#~ msgctxt "table"\n#~ msgid "Gone"\n#~ msgstr "Disparu"\n' in text
    assert (
        '#. Say more.\n#: rules/a.yaml\nmsgctxt "table"\nmsgid "New"\nmsgstr ""\n'
        in text
    )
    path.write_text(text, "utf-8")
    assert (
        updated(new, tmp_path, ["fr"])["locales/fr/LC_MESSAGES/bpadocs.po"].decode()
        == text
    )


def test_a_word_that_comes_back_has_its_translation_again(tmp_path: Path) -> None:
    path = tmp_path / "locales/fr/LC_MESSAGES/bpadocs.po"
    path.parent.mkdir(parents=True)
    before = (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '# Vraiment.\nmsgctxt "table"\nmsgid "Severity"\nmsgstr "Gravité"\n\n'
    )
    path.write_text(before, "utf-8")
    gone = updated([], tmp_path, ["fr"])["locales/fr/LC_MESSAGES/bpadocs.po"]
    assert b'# Vraiment.\n#~ msgctxt "table"\n#~ msgid "Severity"' in gone
    path.write_bytes(gone)
    words = [SharedWord("table", "Severity")]
    back = updated(words, tmp_path, ["fr"])["locales/fr/LC_MESSAGES/bpadocs.po"]
    assert back.decode() == before


def test_fuzzy_and_empty_words_fall_back_to_english(tmp_path: Path) -> None:
    path = tmp_path / "locales/de/LC_MESSAGES/bpadocs.po"
    path.parent.mkdir(parents=True)
    path.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        '#, fuzzy\nmsgctxt "table"\nmsgid "Severity"\nmsgstr "Strenge"\n\n'
        'msgctxt "table"\nmsgid "Category"\nmsgstr "Kategorie"\n',
        "utf-8",
    )
    labels = read_labels(tmp_path, ("de",))["de"]
    assert (labels.word("table", "Severity"), labels.has("table", "Severity")) == (
        "Severity",
        False,
    )
    assert labels.word("table", "Category") == "Kategorie"


def test_a_project_of_its_own_needs_no_catalogs(tmp_path: Path) -> None:
    assert read_labels(tmp_path, ("fr",))["fr"].word("table", "Severity") == "Gravité"


def test_a_broken_catalog_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "locales/fr/LC_MESSAGES/bpadocs.po"
    path.parent.mkdir(parents=True)
    path.write_text('msgid "a"\nmsgstr "b\nnonsense\n', "utf-8")
    with pytest.raises(BrokenInputError) as error:
        read_labels(tmp_path, ("fr",))
    assert str(error.value).startswith("locales/fr/LC_MESSAGES/bpadocs.po:")


def all_words() -> list[SharedWord]:
    project = read_project(ROOT)
    return list(words(project.products, project.rules))


def test_bpa_labels_says_what_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("rules", "locales"):
        shutil.copytree(ROOT / name, tmp_path / name)
    text = (
        (ROOT / "pyproject.toml")
        .read_text("utf-8")
        .replace('ko = "ko-kr"', 'ko = "ko-kr"\nde = "de-de"')
    )
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    assert main(["labels", "--project", str(tmp_path)]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert "updated locales/de/LC_MESSAGES/bpadocs.po" in printed
    assert (
        f"de: {len({(word.context, word.english) for word in all_words()})} words to translate"
        in printed
    )
    assert main(["labels", "--project", str(tmp_path)]) == 0
    assert "up to date" in capsys.readouterr().out
