"""[tool.bpadocs] of pyproject.toml."""

import re
import time
from pathlib import Path

import pytest
from lint_helpers import passage, rule, unit

from bpadocs.cli import main
from bpadocs.errors import BrokenInputError
from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.registry import CHECKS, all_checks
from bpadocs.lint.settings import read_lint_settings
from bpadocs.project import settings
from bpadocs.project.settings import read_settings


def test_languages_in_the_projects_order_english_first(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.bpadocs.locales]\nko = "ko-kr"\nen = "en-us"\nfr = "fr-fr"\n'
    )
    read = read_settings(tmp_path)
    assert read.languages == ("en", "ko", "fr")
    assert read.translations == ("ko", "fr")


def test_the_source_is_the_language_that_the_settings_name(tmp_path: Path) -> None:
    (tmp_path / "bpadocs.toml").write_text(
        'source = "ko"\n[locales]\nen = "en-us"\nko = "ko-kr"\nfr = "fr-fr"\n'
    )
    read = read_settings(tmp_path)
    assert read.source_language == "ko"
    assert read.languages == ("ko", "en", "fr")
    assert read.translations == ("en", "fr")
    # bpadocs' own words are English, whatever a project is written in
    assert read.with_catalogs == ("ko", "en", "fr")


def test_projects_in_english_have_no_catalog_of_it(tmp_path: Path) -> None:
    settings_file = tmp_path / "bpadocs.toml"
    settings_file.write_text('[locales]\nen = "en-us"\nfr = "fr-fr"\n')
    assert read_settings(tmp_path).with_catalogs == ("fr",)
    settings_file.write_text(
        'source = "en-GB"\n[locales]\nen-GB = "en-gb"\nfr = "fr-fr"\n'
    )
    assert read_settings(tmp_path).with_catalogs == ("fr",)


def test_english_alone_without_settings(tmp_path: Path) -> None:
    assert dict(read_settings(tmp_path).locales) == {"en": "en-us"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[tool.bpadocs]\nlocale = 1\n",
            "pyproject.toml:2:1: unknown setting “locale”",
        ),
        (
            '[tool.bpadocs.locales]\nfr = "fr-fr"\n',
            "pyproject.toml:1:1: the source language is missing",
        ),
        (
            '[tool.bpadocs.locales]\nen = "en-us"\nfrench = "fr"\n',
            "pyproject.toml:3:1: “french” is no language tag",
        ),
        (
            '[tool.bpadocs.locales]\nen = "en-us"\nfr = "fr-FR"\n',
            "pyproject.toml:3:1: the page locale of “fr”",
        ),
        (
            '[tool.bpadocs.locales]\nen = "en-us"\nfr = "en-us"\n',
            "pyproject.toml:3:1: two languages share",
        ),
        (
            '[tool.bpadocs]\nmessages = "bpa"\n',
            "pyproject.toml:2:1: messages is a list of targets",
        ),
        (
            '[tool.bpadocs]\nmessages = [\n  "bpa",\n  "psd1",\n]\n',
            "pyproject.toml:4:3: “psd1” is no target of messages; known are gettext, json, "
            "bpa, psrule, resx, xccdf",
        ),
        (
            '[tool.bpadocs]\nmessages = ["bpa", "json", "bpa"]\n',
            "pyproject.toml:2:13: the target “bpa” is there twice; remove one",
        ),
        (
            "[tool.bpadocs]\nmessages = [1]\n",
            "pyproject.toml:2:13: “1” is no target of messages",
        ),
        (
            "[tool.bpadocs]\nversion = 1.2\n",
            "pyproject.toml:2:1: version is a word",
        ),
        (
            '[tool.bpadocs]\nversion = "1 {2}"\n',
            "pyproject.toml:2:1: version is a word",
        ),
        ("[tool.bpadocs\n", "pyproject.toml:1:14: not TOML"),
        (
            '[tool.bpadocs]\nout = "../x"\n',
            "pyproject.toml:2:1: out is a folder in the project",
        ),
        (
            '[tool.bpadocs]\nout = "Rules/x"\n',
            "pyproject.toml:2:1: out: “Rules/x” is for what people write",
        ),
        (
            '[tool.bpadocs]\nedit_url = "https://example.org/edit"\n',
            "pyproject.toml:2:1: edit_url is the address of a file at your code host, with {path}",
        ),
        (
            '[tool.bpadocs]\nissue_url = "https://example.org/new"\n',
            "pyproject.toml:2:1: issue_url is the address where somebody writes of a text",
        ),
        (
            '[tool.bpadocs]\nlocale = {en = "en-us"}\n',
            "pyproject.toml:2:1: unknown setting “locale”; did you mean “locales”?",
        ),
        (
            '[tool.bpadocs]\nsource = "fr"\n',
            "pyproject.toml:2:1: source: “fr” is no language under locales; add its pages",
        ),
    ],
)
def test_mistakes_have_a_place(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(BrokenInputError) as error:
        read_settings(tmp_path)
    assert str(error.value).startswith(expected)


def test_a_language_that_nobody_knows_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.bpadocs.locales]\nen = "en-us"\nxx = "xx-xx"\n'
    )
    folder = tmp_path / "rules" / "some"
    folder.mkdir(parents=True)
    (folder / "product.yaml").write_text(
        "name: Some\noperating_systems: [Windows Server 2025]\n"
    )
    for command in ("build", "labels", "site"):
        assert main([command, "--project", str(tmp_path)]) == 2
        assert (
            "pyproject.toml:1:1: CLDR knows no language “xx”" in capsys.readouterr().err
        )


def test_every_setting_has_a_reader() -> None:
    package = Path(settings.__file__).parents[1]
    text = "\n".join(
        path.read_text("utf-8")
        for path in package.rglob("*.py")
        if path.name != "settings.py"
    )
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
    rules = [
        rule(english, described, front_matter=keys, page=page)
        for page in (None, "A-page")
    ]
    options = {(check.name, name) for check in CHECKS for name in check.options}
    for check in CHECKS:
        if check.options:
            if check.name == "stale-block":
                continue  # the audit asks for it, once for all pages: tests/published/test_drift.py
            assert isinstance(check, RuleCheck)
            for one in rules:
                list(check.run(one, Spy()))
    assert asked == {option for option in options if option[0] != "stale-block"}


def mistakes(folder: Path, content: bytes) -> list[str]:
    (folder / "pyproject.toml").write_bytes(content)
    with pytest.raises(BrokenInputError) as error:
        read_lint_settings(read_settings(folder).lint, all_checks())
    return [str(problem) for problem in error.value.problems]


LOCALES = b'[tool.bpadocs.locales]\nen = "en-us"\n'


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (LOCALES + b"# \xe9\n", "3:3: not UTF-8 (byte 0xE9); save the file as UTF-8"),
        (LOCALES.decode().encode("utf-16-le"), "1:2: not TOML: "),
        (
            b"\xff\xfe" + LOCALES.decode().encode("utf-16-le"),
            "1:1: not UTF-8 (byte 0xFF)",
        ),
        (b"\ntool = 1", "2:1: tool is a table"),
        (b"[[tool]]\na = 1", "1:3: tool is a table"),
        (b"[tool]\nbpadocs = 'x'", "2:1: bpadocs is a table"),
        (b"[tool]\n bpadocs = [1]", "2:2: bpadocs is a table"),
        (b"[[tool.bpadocs]]\na = 1", "1:8: bpadocs is a table"),
        (b"[tool.bpadocs]\nlint = 1", "2:1: lint is a table"),
        (b"[tool.bpadocs]\nlint = [{a = 1}]", "2:1: lint is a table"),
        (b"[tool.bpadocs]\nlocales = 1", "2:1: locales is a table"),
        (b"[tool.bpadocs.locales]\nen = {a = 1}", "2:1: the page locale of “en”"),
        (
            b"a = " + b"[" * 5000 + b"]" * 5000,
            "1:105: lists or tables nested too deeply",
        ),
        (
            b"a = " + b"{a=" * 3000 + b"1" + b"}" * 3000,
            "1:305: lists or tables nested too deeply",
        ),
        (b"\na" + b".a" * 100_000 + b" = 1", "2:1: a key of more parts"),
        (b"[a" + b' . "a"' * 100_000 + b"]", "1:2: a key of more parts"),
        (b"b = 1\na = " + b"9" * 5000, "2:5: a number of too many digits"),
        (b"#" * 1_000_001, "1:1: has more than 1 MB"),
    ],
)
def test_a_file_of_any_shape_is_one_line_with_its_place(
    tmp_path: Path, content: bytes, expected: str
) -> None:
    before = time.process_time()
    [mistake] = mistakes(tmp_path, content)
    assert time.process_time() - before < 5
    assert mistake.startswith(f"pyproject.toml:{expected}")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (b"enable = [[]]", "enable: no check is called “[]”"),
        (b"disable = [{a = 1}]", "disable: no check is called “{'a': 1}”"),
        (
            b"severity = {stale = []}",
            "severity.stale is one of error, warning, hint, not “[]”",
        ),
        (b"options = {length = 'x'}", "options.length is a table"),
        (b"suppress = [1]", "suppress is a list of tables"),
        (
            b"suppress = [{files = 1, check = 'stale', reason = 'x'}]",
            "suppress: “files” is a text",
        ),
        (
            b"suppress = [{files = '*', check = ['stale'], reason = 'x'}]",
            "suppress: “check” is a text",
        ),
        (
            b"suppress = [{files = '*', check = 'stale', reason = {a = 1}}]",
            "suppress: “reason” is a text",
        ),
        (
            b"suppress = [{files = '*', check = 'stale', reason = 'x', field = 1}]",
            "suppress: “field” is a text",
        ),
        (
            b"suppress = [{files = '"
            + b"[" * 5_000
            + b"', check = 'stale', reason = 'x'}]",
            "suppress: “files” has more than 1,000 characters",
        ),
    ],
)
def test_settings_of_lint_of_any_shape_are_one_line(
    tmp_path: Path, lines: bytes, expected: str
) -> None:
    [mistake] = mistakes(tmp_path, b"[tool.bpadocs.lint]\n" + lines)
    assert mistake.startswith(f"pyproject.toml:1:1: {expected}")


@pytest.mark.parametrize(
    "table", ["tool.bpadocs", "tool.bpadocs.lint", "tool.bpadocs.locales"]
)
def test_thousands_of_mistakes_are_told_soon(tmp_path: Path, table: str) -> None:
    keys = "".join(f"k{number:06} = 1\n" for number in range(16_000))
    before = time.process_time()
    found = mistakes(tmp_path, f"[{table}]\n{keys}".encode())
    assert time.process_time() - before < 5
    assert len(found) > 50
    assert "k000000" in "\n".join(found[:4])


def test_targets_of_messages_are_the_usual_ones_or_those_that_are_named(
    tmp_path: Path,
) -> None:
    assert read_settings(tmp_path).messages == ("gettext", "json", "bpa", "resx")
    assert read_settings(tmp_path).version == ""
    text = '[tool.bpadocs]\nmessages = ["xccdf", "bpa"]\nversion = "2.0-rc1"\n'
    (tmp_path / "pyproject.toml").write_text(text)
    assert read_settings(tmp_path).messages == ("bpa", "xccdf")
    assert read_settings(tmp_path).version == "2.0-rc1"


def test_a_file_of_its_own_has_the_tables_at_its_top(tmp_path: Path) -> None:
    text = 'out = "public/"\n[locales]\nen = "en-us"\nfr = "fr-fr"\n'
    (tmp_path / "bpadocs.toml").write_text(text)
    read = read_settings(tmp_path)
    assert (read.file, read.out, read.languages) == (
        "bpadocs.toml",
        "public",
        ("en", "fr"),
    )
    (tmp_path / "bpadocs.toml").write_text(text.replace("fr-fr", "FR"))
    with pytest.raises(BrokenInputError, match=r"^bpadocs.toml:4:1: the page locale"):
        read_settings(tmp_path)
