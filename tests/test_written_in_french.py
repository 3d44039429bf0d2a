"""A project whose rules are written in French, and translated into English and Italian."""

import re
import shutil
import subprocess
from http import HTTPStatus
from pathlib import Path

import pytest

from bpadocs.cli import main
from bpadocs.editor.telling import told_of_field
from bpadocs.editor.translating import confirmations
from bpadocs.formats import po_file
from bpadocs.lint.checking import RuleChecker
from bpadocs.lint.history import History
from bpadocs.pages.front_matter import page_hash
from bpadocs.project.settings import read_settings
from bpadocs.project.tree import read_project
from bpadocs.runtime import NEWEST_FORMAT, CatalogError, Messages
from bpadocs.site.desk import Desk
from bpadocs.site.live import LiveSite
from bpadocs.site.mistakes import Editor
from bpadocs.site.workplace import Workplace
from bpadocs.translators.field_edit import base_of

FRENCH = Path(__file__).parent / "fixtures" / "written_in_french"
RULE = "sauvegarde/espace-libre"
FILE = "rules/sauvegarde/espace-libre.yaml"
PAGE = "sauvegarde/Espace-libre.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    shutil.copytree(FRENCH, root)
    return root


@pytest.fixture
def bpa(project: Path, capsys: pytest.CaptureFixture[str]) -> "Bpa":
    return Bpa(project, capsys)


class Bpa:
    """Runs commands on the project, and returns what they print."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self.capsys = capsys

    def __call__(self, *words: str, status: int = 0) -> str:
        found = main([*words, "--project", str(self.root)])
        printed = self.capsys.readouterr()
        everything = printed.out + printed.err
        assert found == status, everything
        return everything


def replace_in(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def without_english(root: Path) -> None:
    replace_in(root / "bpadocs.toml", 'en = "en-us"\n', "")
    for file in (root / "rules").glob("*/*.yaml"):
        text = file.read_text("utf-8")
        file.write_text(re.sub(r"  en:\n(?:    .*\n|\n)+", "", text), "utf-8")


def git(root: Path, *words: str) -> None:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


# Pages


def test_the_source_comes_first_whatever_its_place_in_the_settings() -> None:
    settings = read_settings(FRENCH)
    assert settings.source_language == "fr"
    assert settings.languages == ("fr", "en", "it")
    assert settings.translations == ("en", "it")


def test_pages_of_the_source_have_no_word_in_english(bpa: Bpa) -> None:
    bpa("build")
    page = (bpa.root / "build/docs/fr-fr" / PAGE).read_text("utf-8")
    assert ">S’applique à\u00a0: Windows Server 2025" in page
    assert "|**Gravité**|Avertissement|\n|**Catégorie**|Archivage|" in page
    assert "## Problème\n*Les volumes suivants" in page
    assert "\\<liste des volumes>" in page
    assert "<a name" not in page
    assert "openlocfilehash" not in page


def test_pages_in_english_are_translations(bpa: Bpa) -> None:
    bpa("stamp", "rules")
    bpa("build")
    docs = bpa.root / "build" / "docs"
    source = (docs / "fr-fr" / PAGE).read_text("utf-8")
    page = (docs / "en-us" / PAGE).read_text("utf-8")
    assert f"ms.openlocfilehash: {page_hash(source)}\n" in page
    assert "ms.contentlocale: en-US\n" in page
    # who follows a link to a French heading arrives
    assert '# <a name="chaque-volume-doit-avoir-de-lespace-libre"></a>Each' in page
    assert '## <a name="problème"></a>Issue\n*The following volumes' in page
    assert '## <a name="étapes"></a>Steps' in page
    assert "To learn more, see the [documentation](index.md)." in page
    assert "|**Severity**|Warning|\n|**Category**|Archiving|" in page
    assert "\\<list of volumes>" in page


def test_what_is_not_translated_is_in_french_and_says_nothing_of_english(
    bpa: Bpa,
) -> None:
    bpa("build")
    docs = bpa.root / "build" / "docs"
    english = (docs / "en-us/sauvegarde/Copie-distante.md").read_text("utf-8")
    assert "[Not translated] *Copiez chaque sauvegarde" in english
    assert "They are marked [Not translated]." in english
    italian = (docs / "it-it/sauvegarde/Copie-distante.md").read_text("utf-8")
    assert "[non tradotto] Une copie des sauvegardes" in italian
    assert "inglese" not in italian


def test_a_changed_word_of_the_source_changes_the_headings_of_all(bpa: Bpa) -> None:
    bpa("build")
    catalog = bpa.root / "locales/fr/LC_MESSAGES/bpadocs.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text(
        'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgctxt "heading"\nmsgid "Issue"\n'
        'msgstr "Constat"\n'
    )
    bpa("build")
    docs = bpa.root / "build" / "docs"
    assert "## Constat\n" in (docs / "fr-fr" / PAGE).read_text("utf-8")
    assert '<a name="constat"></a>Issue' in (docs / "en-us" / PAGE).read_text("utf-8")
    assert "up to date" in bpa("build", "--check")


# Messages


def test_checkers_fall_back_to_french(bpa: Bpa) -> None:
    bpa("build")
    folder = bpa.root / "build" / "messages"
    german = Messages.open(folder, "de-DE")
    assert german.locale == "fr"
    assert german[RULE].issue(volumes=["C:"]) == (
        "Le volume suivant n’a pas d’espace libre\u00a0: C:"
    )
    italian = Messages.open(folder, "it")
    assert italian[RULE].title == "Ogni volume deve avere spazio libero"
    other = italian["sauvegarde/copie-distante"]
    assert other.title == "Une copie des sauvegardes doit être distante"
    assert other.title.locale == "fr"
    assert Messages.open(folder, "C").locale == "fr"
    assert list(Messages.open(folder, "en")) == ["sauvegarde/copie-distante", RULE]


def test_a_project_without_english_has_no_catalog_of_it(bpa: Bpa) -> None:
    without_english(bpa.root)
    bpa("build")
    folder = bpa.root / "build" / "messages"
    assert not (folder / "en").exists()
    assert Messages.open(folder, "en-GB")[RULE].title == (
        "Chaque volume doit avoir de l’espace libre"
    )


def test_a_catalog_that_is_translated_from_a_missing_one_says_so(bpa: Bpa) -> None:
    bpa("build")
    folder = bpa.root / "build" / "messages"
    shutil.rmtree(folder / "fr")
    with pytest.raises(CatalogError, match=r"not there; .*en.* is translated from it"):
        Messages.open(folder, "en")


def test_each_target_names_the_language_of_what_falls_back(bpa: Bpa) -> None:
    bpa("build")
    folder = bpa.root / "build" / "messages"
    content = (folder / "en/LC_MESSAGES/bpadocs.mo").read_bytes()
    assert b"catalog\x04source\0" in content
    assert f"\0{NEWEST_FORMAT}\0".encode() in content
    assert '"source": "fr"' in (folder / "json/it.json").read_text("utf-8")
    resx = folder / "resx"
    neutral = (resx / "Sauvegarde.resx").read_text("utf-8")
    assert "<value>Chaque volume doit avoir" in neutral
    assert (resx / "Sauvegarde.en.resx").is_file()
    assert not (resx / "Sauvegarde.fr.resx").exists()
    xliff = (resx / "xlf/Sauvegarde.en.xlf").read_text("utf-8")
    assert 'source-language="fr" target-language="en"' in xliff
    xccdf = (folder / "xccdf/it.xml").read_text("utf-8")
    assert '<title xml:lang="fr">Une copie des sauvegardes' in xccdf


# Lint


def test_a_project_without_mistakes_has_only_what_is_left_to_translate(
    bpa: Bpa,
) -> None:
    printed = bpa("lint", "--format", "github")
    kinds = set(re.findall(r"title=([a-z-]+)", printed))
    assert kinds == {"missing", "untracked"}


@pytest.mark.parametrize(
    ("language", "before", "after", "expected"),
    [
        (
            "en",
            "Free at least 10 GB",
            "Free at most 10 GB",
            "limits: the French says at least; this says at most",
        ),
        (
            "en",
            "Free at least 10 GB",
            "Free at least 100 GB",
            "numbers: 100 is not in the French, which has 10",
        ),
        (
            "en",
            "command `wbadmin`",
            "command `ntbackup`",
            "code-spans: `ntbackup` is not in the French",
        ),
        ("en", "Backups are", "Saves are", "terms: “Saves”: the glossary has “backup”"),
        (
            "it",
            "I backup non vengono eseguiti.",
            "Les sauvegardes ne sont pas exécutées.",
            "untranslated: identical to the French: not translated",
        ),
        ("fr", "Les sauvegardes ne sont", "La sauvegardes ne sont", "agreement: "),
    ],
)
def test_a_planted_fault_is_found(
    bpa: Bpa, language: str, before: str, after: str, expected: str
) -> None:
    replace_in(bpa.root / FILE, before, after)
    # an error ends the command with 1; what stands beside another finding is said below it
    main(["lint", "--project", str(bpa.root)])
    printed = bpa.capsys.readouterr().out
    assert expected in printed
    assert f" [{language} " in printed
    assert "English" not in printed


def test_what_a_project_knows_of_its_source_is_looked_for(bpa: Bpa) -> None:
    replace_in(bpa.root / FILE, "10 GB on each volume", "10 GB on chaque volume")
    assert "chaque" not in bpa("lint", "--select", "english-fragments")
    languages = bpa.root / "languages"
    languages.mkdir()
    (languages / "fr.yaml").write_text("words: chaque toujours\n", "utf-8")
    (languages / "en.yaml").write_text(
        "grammar:\n"
        "  - find: '\\bvolumes?\\b'\n"
        "    english: '\\bchaque volume\\b'\n"
        "    message: 'a drive: “{match}”'\n",
        "utf-8",
    )
    printed = bpa("lint", "--select", "english-fragments,grammar")
    assert "english-fragments: “chaque” is left in French [en resolution]" in printed
    # a condition on “the English” is one on the source
    assert "grammar: a drive: “volume” [en resolution]" in printed
    assert "[en issue" not in printed


def test_the_length_of_a_translation_is_that_of_both_languages(bpa: Bpa) -> None:
    """Italian has 75 to 210 percent of the English, as French has: and so English of French."""
    long = "Libérez de l’espace sur chaque volume, puis relancez la sauvegarde de ce serveur."
    assert len(long) > 60
    replace_in(bpa.root / FILE, "Libérez au moins 10 Go sur chaque volume.", long)
    replace_in(bpa.root / FILE, "Free at least 10 GB on each volume.", "Free up space.")
    printed = bpa("lint", "--select", "length")
    assert "length: too short: 17% of the French [en resolution]" in printed
    replace_in(
        bpa.root / FILE,
        "Free up space.",
        "Free space on each volume, and run it again.",
    )
    assert "length" not in bpa("lint", "--select", "length")


def test_a_changed_source_makes_its_translations_stale_and_is_shown(bpa: Bpa) -> None:
    bpa("stamp", "rules")
    git(bpa.root, "init")
    git(bpa.root, "add", ".")
    git(bpa.root, "commit", "-m", "first")
    replace_in(bpa.root / FILE, "au moins 10 Go", "au moins 20 Go")
    printed = bpa("lint", "--select", "stale")
    assert "stale: the French has changed since this was translated" in printed
    assert "the French since then: Libérez au moins [-10-]{+20+} Go" in printed
    _, words, english, *_ = bpa("status").splitlines()
    # of the source, the package's own words are to be translated, and are
    assert re.fullmatch(r"fr-fr   shared words .* 0  100", words)
    # current, carried, stale, edited, missing, untracked
    assert english.split()[1:] == ["sauvegarde", "8", "0", "1", "0", "1", "0", "80"]
    refused = bpa("stamp", "rules", status=1)
    assert "the French changed, the translation did not; not stamped" in refused
    carried = bpa("carry", "rules", "--dry-run")
    assert "0 fields would be carried over, 2 left stale" in carried
    assert "known of English texts alone, and this is made from French" in carried
    bpa("carry", "rules", "--typo", "another size", "--force")
    bpa("build")
    page = (bpa.root / "build/docs/fr-fr" / PAGE).read_text("utf-8")
    rule = (bpa.root / FILE).read_text("utf-8")
    assert rule.count(f"      page: {page_hash(page)}\n") == 2


# Translators


def test_po_files_go_out_from_french_and_come_back(bpa: Bpa, tmp_path: Path) -> None:
    file = tmp_path / "en.po"
    bpa("po", "export", "--locale", "en", "-o", str(file))
    catalog = po_file.read(file.read_bytes(), "en.po")
    assert catalog.header["X-Source-Language"] == "fr"
    ids = {entry.context: entry.id for entry in catalog.messages}
    missing = "sauvegarde/copie-distante#resolution"
    assert ids[missing] == "Copiez chaque sauvegarde sur un autre site."
    replace_in(
        file,
        'msgid "Copiez chaque sauvegarde sur un autre site."\nmsgstr ""',
        'msgid "Copiez chaque sauvegarde sur un autre site."\n'
        'msgstr "Copy each backup to another site."',
    )
    assert "1 text imported" in bpa("po", "import", str(file))
    rule = (bpa.root / "rules/sauvegarde/copie-distante.yaml").read_text("utf-8")
    assert "    resolution: Copy each backup to another site.\n" in rule


def test_a_fault_in_a_file_that_comes_back_is_refused(bpa: Bpa, tmp_path: Path) -> None:
    file = tmp_path / "en.po"
    bpa("stamp", "rules")
    bpa("po", "export", "--locale", "en", "--all", "-o", str(file))
    replace_in(file, "Free at least 10 GB", "Free at least 30 GB")
    printed = bpa("po", "import", str(file), status=1)
    assert "resolution: numbers: 30 is not in the French, which has 10" in printed


def test_a_file_in_the_source_language_is_none(bpa: Bpa, tmp_path: Path) -> None:
    file = tmp_path / "fr.po"
    bpa("po", "export", "--locale", "en", "-o", str(file))
    replace_in(file, '"Language: en\\n"', '"Language: fr\\n"')
    printed = bpa("po", "import", str(file), status=2)
    assert "Language is “fr”; the project has en, it" in printed


def test_xliff_says_what_it_is_translated_from(bpa: Bpa, tmp_path: Path) -> None:
    file = tmp_path / "it.xlf"
    bpa("xliff", "export", "--locale", "it", "-o", str(file))
    assert 'srcLang="fr" trgLang="it"' in file.read_text("utf-8")


def test_a_folder_of_po_files_is_kept_in_step(bpa: Bpa) -> None:
    bpa("po", "sync")
    folder = bpa.root / "po"
    assert sorted(file.name for file in folder.iterdir()) == [
        "en.po",
        "it.po",
        "rules.pot",
    ]
    assert 'msgid "Chaque volume doit avoir' in (folder / "rules.pot").read_text(
        "utf-8"
    )
    assert "X-Source-Language: fr" in (folder / "en.po").read_text("utf-8")
    before = {file: file.read_bytes() for file in folder.iterdir()}
    bpa("po", "sync")
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_catalogs_have_the_words_that_each_language_has_to_translate(bpa: Bpa) -> None:
    bpa("labels")
    locales = bpa.root / "locales"
    words: dict[str, set[str]] = {}
    for language in ("en", "fr", "it"):
        name = f"{language}/LC_MESSAGES/bpadocs.po"
        catalog = po_file.read((locales / name).read_bytes(), name)
        words[language] = {entry.id for entry in catalog.messages}
    assert words["en"] == {
        "Pour en savoir plus, consultez la [documentation](index.md).",
        "Archivage",
        "liste des volumes",
    }
    assert "Severity" in words["fr"]
    assert words["fr"].isdisjoint(words["en"])
    assert words["it"] == words["fr"] | words["en"]
    assert not {word for word in words["it"] if "English" in word}


def test_terms_are_by_the_french(bpa: Bpa, tmp_path: Path) -> None:
    file = tmp_path / "terms.csv"
    bpa("glossary", "export", "--locale", "en", "-o", str(file))
    lines = file.read_text("utf-8").splitlines()
    assert lines[:2] == ["fr,en,status,note", "sauvegarde,backup,preferred,"]
    file.write_text("fr,en\nespace libre,free space\n", "utf-8")
    bpa("glossary", "import", str(file), "--locale", "en")
    glossary = (bpa.root / "locales/en/glossary.yaml").read_text("utf-8")
    assert "  espace libre: free space\n" in glossary
    # those of a profile are by the English, and would find nothing that is meant
    profile = '[lint]\nprofile = "windows"\n'
    replace_in(bpa.root / "bpadocs.toml", "[lint]\n", profile)
    bpa("glossary", "export", "--locale", "it", "-o", str(file))
    assert file.read_text("utf-8").splitlines() == ["fr,it,status,note"]


def test_a_further_language_gets_all_words(bpa: Bpa) -> None:
    bpa("add-locale", "es")
    catalog = (bpa.root / "locales/es/LC_MESSAGES/bpadocs.po").read_text("utf-8")
    assert 'msgid "liste des volumes"\nmsgstr ""' in catalog
    assert 'msgid "[Not translated]"\nmsgstr "[sin traducir]"' in catalog
    assert 'es = "es-es"' in (bpa.root / "bpadocs.toml").read_text("utf-8")


# The site, and what begins a rule


def test_the_site_compares_with_french(bpa: Bpa) -> None:
    bpa("site")
    site = bpa.root / "build" / "site"
    compared = (site / "en-us/compare/sauvegarde/Espace-libre.html").read_text("utf-8")
    assert "Chaque volume doit avoir de l’espace libre" in compared
    assert "compared with their source at every build" in compared
    assert "the English" not in compared
    page = (site / "it-it/pages/sauvegarde/Copie-distante.html").read_text("utf-8")
    assert '<h1 class="english" lang="fr" dir="ltr">' in page
    assert "Per ora nella lingua di origine" in page
    messages = "messages/sauvegarde/Copie-distante.html"
    printed = (site / "it-it" / messages).read_text("utf-8")
    assert "Un incendie détruirait toutes les données." in printed
    assert "A fire would destroy all data." not in printed
    assert "resx/Sauvegarde.en.resx<" in (site / "en-us" / messages).read_text("utf-8")
    assert "resx/Sauvegarde.resx<" in (site / "fr-fr" / messages).read_text("utf-8")


def test_a_project_without_english_has_a_site_in_the_direction_of_its_source(
    bpa: Bpa,
) -> None:
    without_english(bpa.root)
    replace_in(bpa.root / "bpadocs.toml", 'source = "fr"', 'source = "ar"')
    replace_in(bpa.root / "bpadocs.toml", 'fr = "fr-fr"', 'ar = "ar-sa"')
    for name in ("copie-distante", "espace-libre"):
        file = bpa.root / f"rules/sauvegarde/{name}.yaml"
        replace_in(file, "  fr:\n", "  ar:\n")
    bpa("site")
    directions: set[str] = set()
    for page in (bpa.root / "build/site/it-it").rglob("*.html"):
        directions.update(
            re.findall(r' lang="ar(?:-SA)?" dir="(\w+)"', page.read_text("utf-8"))
        )
    assert directions == {"rtl"}


def test_a_new_rule_is_written_in_french(bpa: Bpa) -> None:
    bpa("new", "sauvegarde/essai")
    rule = (bpa.root / "rules/sauvegarde/essai.yaml").read_text("utf-8")
    _, text = rule.split("text:\n")
    assert text.startswith("  fr:\n    title: Essai\n")
    assert "  en:\n    title:\n" in text
    schema = (bpa.root / "rules/.schemas/rule.schema.json").read_text("utf-8")
    assert '"required": [\n        "fr"\n      ]' in schema


# What cannot be


def test_a_rule_without_french_says_so(bpa: Bpa) -> None:
    file = bpa.root / "rules/sauvegarde/copie-distante.yaml"
    replace_in(file, "  fr:\n", "  it:\n")
    printed = bpa("build", status=2)
    assert "the French text is missing: text needs “fr”" in printed


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('"de"', "“de” is no language under locales; add its pages there: de = "),
        ('"fr-FR"', "“fr-FR” is no language under locales; they have fr: source = "),
        ('"français"', "“français” is no language under locales, which has en, fr, it"),
        ("1", "source is the language that rules are written in"),
    ],
)
def test_a_source_that_is_no_language_of_the_project_is_told(
    bpa: Bpa, written: str, expected: str
) -> None:
    replace_in(bpa.root / "bpadocs.toml", 'source = "fr"', f"source = {written}")
    printed = bpa("build", status=2)
    assert "bpadocs.toml:1:1: " in printed
    assert expected in printed


def test_a_source_that_nobody_knows_is_told_at_its_place(bpa: Bpa) -> None:
    replace_in(bpa.root / "bpadocs.toml", 'source = "fr"', '\nsource = "xx"')
    replace_in(bpa.root / "bpadocs.toml", 'fr = "fr-fr"', 'xx = "xx-xx"')
    printed = bpa("build", status=2)
    assert "bpadocs.toml:2:1: source: CLDR knows no language “xx”" in printed


def test_what_checkers_ship_is_compared_with_english_pages_alone(bpa: Bpa) -> None:
    bpa("build")
    docs = bpa.root / "build" / "docs"
    printed = bpa("audit", str(docs / "fr-fr"), "--messages", str(docs), status=2)
    assert "those of this project are in French" in printed


# Existing pages


def test_pages_are_compared_with_those_of_the_source(bpa: Bpa) -> None:
    bpa("stamp", "rules")
    bpa("build")
    docs = bpa.root / "build" / "docs"
    folders = [str(docs / "fr-fr"), "--locale", f"en-us={docs / 'en-us'}"]
    printed = bpa("audit", *folders)
    assert "6 pages in 2 languages, 0 files not readable" in printed
    assert "numbers" not in printed
    replace_in(docs / "en-us" / PAGE, "at least 10 GB", "at most 30 GB")
    replace_in(docs / "en-us" / PAGE, "|Warning|", "|Error|")
    replace_in(docs / "en-us" / PAGE, "Applies To:", "Applies to all:")
    replace_in(docs / "en-us" / PAGE, 'name="étapes"', 'name="steps"')
    printed = bpa("audit", *folders, status=1)
    assert "limits: the French says at least; this says at most" in printed
    assert "30 is not in the French, which has 10" in printed
    shared = "the words that all pages share are"
    assert f"{shared} “Warning” here, not “Error”" in printed
    assert f"{shared} “Applies To: Windows Server 2025” here" in printed
    assert "the French heading here is “étapes”; this one has “steps”" in printed
    assert "English" not in printed


def test_english_pages_are_not_compared_with_pages_taken_for_english(bpa: Bpa) -> None:
    bpa("build")
    docs = bpa.root / "build" / "docs"
    folders = [str(docs / "fr-fr"), "--locale", f"en-us={docs / 'en-us'}"]
    assert main(["audit", *folders]) == 2
    printed = bpa.capsys.readouterr().err
    assert f"--locale en-us: the pages in {docs / 'fr-fr'} are taken for it" in printed


def test_pages_become_rules_in_french_and_the_same_pages_again(
    bpa: Bpa, tmp_path: Path
) -> None:
    # a category of the project's own is none that an import knows
    replace_in(bpa.root / FILE, "category: archivage", "category: operations")
    bpa("stamp", "rules")
    bpa("build")
    docs = bpa.root / "build" / "docs"
    root = tmp_path / "imported"
    root.mkdir()
    languages = '[locales]\nen = "en-us"\nfr = "fr-fr"\nit = "it-it"\n'
    (root / "bpadocs.toml").write_text(f'source = "fr"\n{languages}')
    folders = [f"en-us={docs / 'en-us'}", f"it-it={docs / 'it-it'}"]
    words = ["import", str(docs / "fr-fr"), "--product", "sauvegarde"]
    for folder in folders:
        words += ["--locale", folder]
    main([*words, "--out", str(root)])
    printed = bpa.capsys.readouterr()
    # the pages that list all rules are none of a rule
    assert printed.err.count("not a rule page") == len(printed.err.splitlines()) - 1
    assert "\n2 rules in " in printed.out
    assert "italique" not in printed.out
    rule = (root / FILE).read_text("utf-8")
    assert "{type: list, label: liste des volumes}" in rule
    assert rule.index("  fr:\n") < rule.index("  en:\n") < rule.index("  it:\n")
    assert main(["build", "--project", str(root)]) == 0
    again = root / "build" / "docs"
    built = sorted(file.relative_to(docs) for file in docs.rglob("*.md"))
    assert len(built) == 9
    for name in built:
        assert (again / name).read_bytes() == (docs / name).read_bytes(), name


def test_what_checkers_ship_becomes_rules_in_english_alone(
    bpa: Bpa, tmp_path: Path
) -> None:
    bpa("build")
    shipped = bpa.root / "build" / "messages" / "bpa"
    words = ["import", "--messages", str(shipped), "--product", "essai"]
    assert main([*words, "--out", str(bpa.root)]) == 2
    printed = bpa.capsys.readouterr().err
    assert "bpadocs.toml:1:1: source: what checkers ship is in English" in printed


# Where somebody types


def says(live: LiveSite, **more: object) -> dict[str, object]:
    assert live.state
    rule = live.state.rules["sauvegarde/copie-distante"]
    return {
        "rule": rule.id,
        "language": "en",
        "field": "resolution",
        "base": base_of(rule, "en", "resolution")._asdict(),
        **more,
    }


def test_a_translation_from_french_is_checked_and_saved_in_the_browser(
    bpa: Bpa,
) -> None:
    bpa("stamp", "rules")
    live = LiveSite(bpa.root)
    live.look()
    desk = Desk(live, live.look)
    wrong = desk.check(says(live, forms={"other": "Copy 3 saves to another site."}))
    messages = " ".join(one["message"] for one in wrong.content["findings"])
    assert "3 is not in the French" in messages
    right = {"other": "Copy each backup to another site."}
    saved = desk.save(says(live, forms=right, say="confirm"))
    assert saved.status == HTTPStatus.OK, saved.content
    bpa("build")
    folder = bpa.root / "build" / "docs"
    source = (folder / "fr-fr/sauvegarde/Copie-distante.md").read_text("utf-8")
    rule = (bpa.root / "rules/sauvegarde/copie-distante.yaml").read_text("utf-8")
    assert f"      page: {page_hash(source)}\n" in rule


def test_a_page_to_translate_on_shows_french(bpa: Bpa) -> None:
    live = LiveSite(bpa.root)
    live.look()
    place = Workplace(live, Editor(bpa.root, "vscode"))
    page = place.page("en-us/translate/sauvegarde/Copie-distante.html")
    assert page is not None
    html = page.decode()
    assert '<h3 lang="fr">Français ' in html
    term = '<span class="term" title="backup">sauvegarde</span>'
    assert f'lang="fr" dir="ltr">Copiez chaque {term} sur' in html
    source = place.page("fr-fr/translate.html")
    assert source is not None
    assert "Cette langue est celle du texte source." in source.decode()


def test_an_editor_tells_of_french(bpa: Bpa) -> None:
    rules = {rule.id: rule for rule in read_project(bpa.root).rules}
    told = told_of_field(rules[RULE], "en", "title", History(bpa.root))
    assert "**French**" in told
    assert "Chaque volume doit avoir" in told
    told = told_of_field(rules[RULE], "fr", "title", History(bpa.root))
    assert told == "- it: untracked\n- en: untracked"
    labels = RuleChecker(bpa.root).basis.labels["fr"]
    [title] = confirmations(rules[RULE], "en", "title", labels)
    assert title.title == "Stamp en.title: it says what the French says now"


def test_an_editor_notes_the_french_page_as_the_command_does(bpa: Bpa) -> None:
    bpa("stamp", "rules")
    stamped = (bpa.root / FILE).read_text("utf-8")
    edited = stamped.replace("Backups are not run", "No backup is run")
    assert edited != stamped
    (bpa.root / FILE).write_text(re.sub(r"      page: .*\n", "", edited), "utf-8")
    checker = RuleChecker(bpa.root)
    checked = checker.check(FILE, (bpa.root / FILE).read_text("utf-8"))
    assert checked.rule
    labels = checker.basis.labels["fr"]
    [mending] = confirmations(checked.rule, "en", "impact", labels)
    bpa("stamp", "rules", "--locale", "en")
    assert mending.text == (bpa.root / FILE).read_text("utf-8")
    assert mending.text.count("      page: ") == 1
