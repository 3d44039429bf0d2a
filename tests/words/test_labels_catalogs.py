"""The catalogs of locales/ are an input: what is wrong in one is a line, in every command that
reads them.
"""

import re
import shutil
from pathlib import Path

import pytest
from projects import PYPROJECT, RULE, write_project

from bpadocs.cli import main
from bpadocs.site.session import Site

NAME = "locales/fr/LC_MESSAGES/bpadocs.po"
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
APPLIES_TO = 'msgctxt "page"\nmsgid "Applies To: {operating_systems}"\nmsgstr "%s"\n'
COUNT = 'msgctxt "site"\nmsgid "Open findings: {count}"\nmsgstr "%s"\n'
COMMANDS = ("build", "site", "lint", "labels", "status")


def project(tmp_path: Path, catalog: str | bytes) -> Path:
    """A project whose French catalog is this."""
    root = write_project(tmp_path / "project", {"backups": RULE})
    path = root / NAME
    path.parent.mkdir(parents=True)
    path.write_bytes(catalog.encode() if isinstance(catalog, str) else catalog)
    return root


def problems(root: Path, command: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a command prints of the mistakes, without the line that counts them."""
    assert main([command, "--project", str(root)]) == 2
    printed = capsys.readouterr()
    if command == "lint":  # which lists them among its findings
        told = [
            line for line in printed.out.splitlines() if " error broken-file: " in line
        ]
        return [line.replace(" error broken-file: ", " ") for line in told]
    lines = printed.err.splitlines()[:-1]
    # without the lines of the catalog that are shown below each
    return [line for line in lines if not re.match(r" *\d* \| ", line)]


SLIPS = [
    (
        APPLIES_TO % "S’applique à : {systemes}",
        f"{NAME}:6:24: “{{systemes}}” is a placeholder that nothing fills",
    ),
    (
        APPLIES_TO % "{operating_systems.__class__}",
        f"{NAME}:6:9: “{{operating_systems.__class__}}” is no placeholder: "
        "the English has {operating_systems}",
    ),
    (APPLIES_TO % "S’applique à : {0}", f"{NAME}:6:24: “{{0}}” is no placeholder"),
    (APPLIES_TO % "S’applique à : {}", f"{NAME}:6:24: “{{}}” is no placeholder"),
    (
        APPLIES_TO % "S’applique à : {operating_systems",
        f"{NAME}:6:24: “{{” is no placeholder",
    ),
    (
        APPLIES_TO % "S’applique à : {operating_systems}}",
        f"{NAME}:6:43: “}}” is no placeholder",
    ),
    (
        APPLIES_TO % "S’applique à :",
        f"{NAME}:6:8: the translation has lost {{operating_systems}}",
    ),
    (
        COUNT % "{count:>999999999}",
        f"{NAME}:6:9: “{{count:>999999999}}” is no placeholder: the English has {{count}}",
    ),
    (COUNT % "Constats : {count:d!}", f"{NAME}:6:20: “{{count:d!}}” is no placeholder"),
    (
        'msgctxt "table"\nmsgid "Severity"\nmsgstr "{gravité}"\n',
        f"{NAME}:6:9: “{{gravité}}” is no placeholder: the",
    ),
]


@pytest.mark.parametrize(("entry", "message"), SLIPS)
def test_a_slip_in_a_placeholder_is_one_line_with_its_place(
    tmp_path: Path, entry: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    [found] = problems(project(tmp_path, HEADER + entry), "build", capsys)
    assert found.startswith(message)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_says_so(
    tmp_path: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path, HEADER + APPLIES_TO % "S’applique à : {systemes}")
    before = (root / NAME).read_bytes()
    [found] = problems(root, command, capsys)
    assert found.startswith(f"{NAME}:6:24: ")
    assert (root / NAME).read_bytes() == before


def test_an_audit_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path, HEADER + APPLIES_TO % "{systemes}")
    pages = Path(__file__).parents[1] / "fixtures" / "existing"
    folders = [str(pages / "en-us"), "--locale", f"fr-fr={pages / 'fr-fr'}"]
    assert main(["audit", *folders, "--project", str(root)]) == 2
    assert capsys.readouterr().err.startswith(f"{NAME}:6:9: ")


def test_a_preview_that_runs_goes_on_when_the_catalog_breaks(tmp_path: Path) -> None:
    root = project(tmp_path, HEADER + APPLIES_TO % "Vaut pour : {operating_systems}")
    site = Site(root)
    site.look()
    good = (root / NAME).read_bytes()
    (root / NAME).write_bytes(good.replace(b"pour : {operating", b"pour : {oprating"))
    assert site.look().startswith(f"{NAME}:6:21: “{{oprating_systems}}”")
    (root / NAME).write_bytes(good)
    assert "read anew" in site.look()


def test_a_text_over_several_lines_has_the_place_of_the_very_brace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = (
        'msgctxt "site"\n'
        'msgid "Rules shown: {count} of {total}"\n'
        'msgstr ""\n'
        '"{count} sur"\n'
        '" {count}, {totl}"\n'
    )
    [found] = problems(project(tmp_path, HEADER + entry), "build", capsys)
    assert found.startswith(f"{NAME}:8:12: “{{totl}}”")


def test_a_word_without_placeholders_of_ours_may_have_braces(tmp_path: Path) -> None:
    entry = 'msgctxt "intro"\nmsgid "Run {this}."\nmsgstr "Exécutez {ceci} et {0}."\n'
    fuzzy = "#, fuzzy\n" + COUNT % "Constats : {"
    empty = APPLIES_TO % ""
    root = project(tmp_path, "\n".join([HEADER + entry, fuzzy, empty]))
    assert main(["build", "--project", str(root)]) == 0


def test_every_mistake_of_every_catalog_is_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path, HEADER + APPLIES_TO % "{a}" + "\n" + COUNT % "{b}")
    italian = root / "locales/it/LC_MESSAGES/bpadocs.po"
    italian.parent.mkdir(parents=True)
    italian.write_text(HEADER + COUNT % "{c}", "utf-8")
    found = problems(root, "build", capsys)
    assert [line.partition(": ")[0] for line in found] == [
        f"{NAME}:6:9",
        f"{NAME}:10:9",
        f"{NAME}:6:9".replace("fr", "it"),
    ]


LATIN = (HEADER + APPLIES_TO % "S'applique à {operating_systems}").encode("latin-1")
BROKEN = [
    (LATIN, f"{NAME}:6:20: not UTF-8 (byte 0xE0); save the file as UTF-8"),
    (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=%s\\n"\n',
        f"{NAME}:2:35: the charset of a catalog in locales/ is UTF-8, not “%s”",
    ),
    (
        HEADER + (COUNT % "{count}" + "\n") * 2,
        f"{NAME}:8:1: the same entry stands on line 4",
    ),
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(("catalog", "message"), BROKEN)
def test_a_catalog_that_cannot_be_read_is_a_line(
    tmp_path: Path,
    command: str,
    catalog: str | bytes,
    message: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for charset in (
        ("utf-16", "rot13", "undefined", "no-such") if "%s" in message else ("",)
    ):
        root = project(
            tmp_path / charset,
            catalog.replace("%s", charset) if isinstance(catalog, str) else catalog,
        )
        [found] = problems(root, command, capsys)
        assert found.startswith(message.replace("%s", charset))


@pytest.mark.parametrize(
    "line",
    [
        "POT-Creation-Date: 2020-13-45 25:99+0100",
        "PO-Revision-Date: 2024-0",
        "PO-Revision-Date: 2020-01-01 10:00+9999",
        "Plural-Forms: nplurals=x; plural=0",
        "Language: ../x",
    ],
)
def test_a_header_stays_as_it_is_whatever_it_says(tmp_path: Path, line: str) -> None:
    header = f'msgid ""\nmsgstr ""\n"Project-Id-Version: a\\n"\n"{line}\\n"\n'
    root = project(tmp_path, header)
    assert main(["labels", "--project", str(root)]) == 0
    assert (root / NAME).read_text("utf-8").startswith(header)


@pytest.mark.parametrize(
    "charset", ['charset=\\n"', 'charset=CHARSET\\n"', 'charset=UTF-8\\n"']
)
def test_a_header_that_names_no_charset_is_read_and_written_as_utf_8(
    tmp_path: Path, charset: str
) -> None:
    root = project(
        tmp_path,
        f'msgid ""\nmsgstr "Content-Type: text/plain; {charset}\n\n'
        + COUNT % "Constaté : {count}",
    )
    assert main(["labels", "--project", str(root)]) == 0
    written = (root / NAME).read_text("utf-8")
    assert "charset=utf-8" in written
    assert "Constaté : {count}" in written


def test_a_glossary_that_is_not_utf_8_has_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_project(tmp_path, {"backups": RULE}, PYPROJECT)
    (root / "locales/fr").mkdir(parents=True)
    (root / "locales/fr/glossary.yaml").write_bytes(
        "terms:\n  host: hôte\n".encode("latin-1")
    )
    assert problems(root, "lint", capsys) == [
        "locales/fr/glossary.yaml:2:10: not UTF-8 (byte 0xF4); save the file as UTF-8"
    ]


def test_no_translated_word_is_filled_by_str_format() -> None:
    """markupsafe's `Markup.format` escapes; only HTML that we write ourselves is filled with it."""
    package = Path(__file__).parents[2] / "src" / "bpadocs"
    places = set()
    for path in package.rglob("*"):
        if path.suffix in (".py", ".j2") and ".format(" in path.read_text("utf-8"):
            places.add(path.relative_to(package).as_posix())
    writing_html = (
        "compare_view",
        "frame",
        "marks",
        "markup",
        "work_rows",
    )
    html = {f"site/{name}.py" for name in writing_html}
    numbers = {"site/report/report.html.j2"}  # “{:,}” alone, of numbers
    assert places == html | numbers


def test_the_words_that_bpadocs_brings_along_have_no_mistake(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    shutil.copytree(Path(__file__).parents[2] / "locales", root / "locales")
    assert main(["build", "--project", str(root)]) == 0
