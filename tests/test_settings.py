"""[tool.bpadocs] of pyproject.toml."""

import re
from pathlib import Path

import pytest
from lint_helpers import passage, rule, unit

from bpadocs import settings
from bpadocs.cli import main
from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.registry import CHECKS
from bpadocs.problems import BrokenInputError
from bpadocs.settings import culture, read_settings


def test_languages_in_the_projects_order_english_first(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.bpadocs.locales]\nko = "ko-kr"\nen = "en-us"\nfr = "fr-fr"\n')
    read = read_settings(tmp_path)
    assert read.languages == ("en", "ko", "fr")
    assert read.translations == ("ko", "fr")


def test_english_alone_without_settings(tmp_path: Path) -> None:
    assert dict(read_settings(tmp_path).locales) == {"en": "en-us"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[tool.bpadocs]\nlocale = 1\n", "pyproject.toml:2:1: unknown setting “locale”"),
        ('[tool.bpadocs.locales]\nfr = "fr-fr"\n', "pyproject.toml:1:15: the source language is missing"),
        ('[tool.bpadocs.locales]\nen = "en-us"\nfrench = "fr"\n', "pyproject.toml:3:1: “french” is no language tag"),
        ('[tool.bpadocs.locales]\nen = "en-us"\nfr = "fr-FR"\n', "pyproject.toml:3:1: the page locale of “fr”"),
        ('[tool.bpadocs.locales]\nen = "en-us"\nfr = "en-us"\n', "pyproject.toml:3:1: two languages share"),
        ("[tool.bpadocs\n", "pyproject.toml:1:14: not TOML"),
    ],
)
def test_mistakes_have_a_place(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(BrokenInputError) as error:
        read_settings(tmp_path)
    assert str(error.value).startswith(expected)


@pytest.mark.parametrize(
    ("locale", "expected"),
    [("fr-fr", "fr-FR"), ("zh-hans-cn", "zh-Hans-CN"), ("sr-latn-rs", "sr-Latn-RS"), ("ko-kr", "ko-KR"), ("eo", "eo")],
)
def test_cultures(locale: str, expected: str) -> None:
    assert culture(locale) == expected


def test_a_language_that_nobody_knows_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.bpadocs.locales]\nen = "en-us"\nxx = "xx-xx"\n')
    folder = tmp_path / "rules" / "some"
    folder.mkdir(parents=True)
    (folder / "product.yaml").write_text("name: Some\noperating_systems: [Windows Server 2025]\n")
    for command in ("build", "labels", "site"):
        assert main([command, "--project", str(tmp_path)]) == 2
        assert "pyproject.toml:1:1: CLDR knows no language “xx”" in capsys.readouterr().err


def test_every_setting_has_a_reader() -> None:
    package = Path(settings.__file__).parent
    text = "\n".join(path.read_text("utf-8") for path in package.rglob("*.py") if path.name != "settings.py")
    for name in settings.Settings._fields:
        assert re.search(rf"\bsettings(\(root\))?\.{name}\b", text), name


def test_every_option_of_a_check_is_asked_for() -> None:
    asked: set[tuple[str, str]] = set()

    class Spy(Context):
        def option(self, check: str, name: str, default: object) -> object:
            asked.add((check, name))
            return default

    english = unit("A title", "Un titre", field="title")
    described = unit("A description", "Une description", field="description")
    keys = {language: {"author": passage("a", False)} for language in ("en", "fr")}
    rules = [rule(english, described, front_matter=keys, page=page) for page in (None, "A-page")]
    options = {(check.name, name) for check in CHECKS for name in check.options}
    for check in CHECKS:
        if check.options:
            assert isinstance(check, RuleCheck)
            for one in rules:
                list(check.run(one, Spy()))
    assert asked == options
