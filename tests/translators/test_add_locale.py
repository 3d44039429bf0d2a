import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from exchange_helpers import bpa, make_project, tree

from bpadocs.errors import BrokenInputError
from bpadocs.project.settings_file import PYPROJECT
from bpadocs.translators.add_locale import likely_page_locale, with_locale


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def locales(project: Path) -> dict[str, str]:
    found = tomllib.loads((project / "pyproject.toml").read_text("utf-8"))["tool"][
        "bpadocs"
    ]["locales"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("language", "locale", "plural"),
    [
        ("de", "de-de", "nplurals=2; plural=(n == 1 ? 0 : 1);"),
        ("ar", "ar-eg", "nplurals=6;"),
        ("he", "he-il", "nplurals=3;"),
        ("cs", "cs-cz", "nplurals=4;"),
        ("zh-Hans", "zh-cn", "nplurals=1; plural=(0);"),
        ("zh-Hant", "zh-tw", "nplurals=1;"),
        ("sr-Latn", "sr-latn-rs", "nplurals=3;"),
        ("pt-BR", "pt-br", "nplurals=3;"),
    ],
)
def test_one_command_and_the_language_is_there(
    project: Path, language: str, locale: str, plural: str
) -> None:
    rules = tree(project)
    before = (project / "pyproject.toml").read_text("utf-8")
    code, out, err = bpa("add-locale", language, project=project)
    assert (code, err) == (0, "")
    assert f"bpa po export --locale {language}" in out
    assert out.startswith(
        f"wrote locales/{language}/LC_MESSAGES/bpadocs.po\nchanged pyproject.toml\n"
    )
    assert locales(project)[language] == locale
    assert (
        (project / "pyproject.toml").read_text("utf-8").startswith(before.rstrip("\n"))
    )
    assert tree(project) == rules  # rule files get the language with its first text
    catalog = project / "locales" / language / "LC_MESSAGES" / "bpadocs.po"
    assert plural in catalog.read_text("utf-8")
    if shutil.which("msgfmt"):
        done = subprocess.run(
            ["msgfmt", "-c", "-o", "/dev/null", str(catalog)],
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
    assert bpa("build", project=project)[0] == 0
    page = (
        project / "build" / "docs" / locale / "storage" / "Free-space.md"
    ).read_text("utf-8")
    assert "[English] Volumes need free space" in page
    assert ("\ndir: rtl\n---\n" in page) == (language in ("ar", "he"))
    assert bpa("site", project=project)[0] == 0
    home = (project / "build" / "site" / locale / "index.html").read_text("utf-8")
    assert ('dir="rtl"' in home[:500]) == (language in ("ar", "he"))
    file = project / "x.po"
    assert (
        bpa("po", "export", "--locale", language, "-o", str(file), project=project)[0]
        == 0
    )
    catalog.write_bytes(catalog.read_bytes())
    assert bpa("labels", project=project)[0] == 0
    assert plural in catalog.read_text("utf-8")


def test_the_first_texts_go_to_their_place(project: Path) -> None:
    bpa("add-locale", "ar", project=project)
    file = project / "ar.po"
    bpa("po", "export", "--locale", "ar", "-o", str(file), project=project)
    text = file.read_text("utf-8").replace(
        'Free some space."\nmsgstr ""', 'Free some space."\nmsgstr "حرر بعض المساحة."'
    )
    for number in range(6):
        text = text.replace(
            f'msgstr[{number}] ""',
            f'msgstr[{number}] "{number}: {{volumes}} {{percent}}"',
        )
    file.write_text(text, "utf-8")
    bpa("po", "import", str(file), project=project)
    rule = (project / "rules" / "storage" / "free-space.yaml").read_text("utf-8")
    assert rule.index("  ar:\n") > rule.index("  fr:\n")
    assert "    resolution: حرر بعض المساحة.\n" in rule


def test_what_is_refused(project: Path) -> None:
    before = (project / "pyproject.toml").read_bytes()
    for words, message in {
        ("fr",): "is a language of this project already",
        ("klingon",): "no language is called “klingon”",
        ("../x",): "no language is called “../x”",
        ("qps-ploc",): "bpa build --pseudo",
        ("de", "--page-locale", "fr-fr"): "in “fr-fr” already",
        ("de", "--page-locale", "../x"): "is no locale of pages",
    }.items():
        code, _, err = bpa("add-locale", *words, project=project)
        assert code == 2
        assert message in err
    assert (project / "pyproject.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", '[tool.bpadocs.locales]\nen = "en-us"\nde = "de-de"\n'),
        (
            "[tool.x]\na = 1",
            '[tool.x]\na = 1\n\n[tool.bpadocs.locales]\nen = "en-us"\nde = "de-de"\n',
        ),
        (
            '[tool.bpadocs.locales] # x\r\nen = "en-us"\r\nfr = "fr-fr"\r\n'
            "\r\n[tool.x]\r\na = 1\r\n",
            '[tool.bpadocs.locales] # x\r\nen = "en-us"\r\nfr = "fr-fr"\r\nde = "de-de"\r\n'
            "\r\n[tool.x]\r\na = 1\r\n",
        ),
        (
            "[tool.bpadocs.locales]\n[x]\n",
            '[tool.bpadocs.locales]\nde = "de-de"\n[x]\n',
        ),
    ],
)
def test_the_line_in_the_settings(before: str, after: str) -> None:
    assert with_locale(PYPROJECT, before, "de", "de-de") == after


def test_a_table_written_in_one_line_is_left_to_its_writer() -> None:
    with pytest.raises(BrokenInputError, match='by hand: de = "de-de"'):
        with_locale(
            PYPROJECT, '[tool.bpadocs]\nlocales = {en = "en-us"}\n', "de", "de-de"
        )


def test_page_locales() -> None:
    found = {
        tag: likely_page_locale(tag)
        for tag in ("ja", "en-GB", "sr", "sr-Cyrl", "uz-Arab", "es-419", "zh-Hant-HK")
    }
    assert found == {
        "ja": "ja-jp",
        "en-GB": "en-gb",
        "sr": "sr-rs",
        "sr-Cyrl": "sr-rs",
        "uz-Arab": "uz-af",
        "es-419": "es-419",
        "zh-Hant-HK": "zh-hk",
    }


@pytest.mark.parametrize(
    ("language", "until"),
    [
        ("fr-CA", "with what fr has, else in English, until they are translated"),
        ("de", "in English until they are translated"),
    ],
)
def test_it_is_said_what_pages_show_until_then(
    project: Path, language: str, until: str
) -> None:
    _, out, _ = bpa("add-locale", language, project=project)
    [line] = [line for line in out.splitlines() if "is a language now" in line]
    assert line.endswith(f", {until}")
