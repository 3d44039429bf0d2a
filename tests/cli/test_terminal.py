"""What commands print: in any encoding, and of what comes from outside nothing that a terminal or
CI would obey.
"""

import ast
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from in_process import run_program
from projects import PRODUCT, RULE, write_project

import bpadocs.cli
from bpadocs.cli import COMMANDS, main
from bpadocs.cli.terminal import (
    choose_colours,
    hand_over,
    has_colours,
    say,
    say_lines,
)

BPA = [sys.executable, "-m", "bpadocs"]
ENCODINGS = ("ascii", "latin-1", "cp1252", "cp437", "cp949")
PAYLOAD = "\x1b[2J\x1b]0;x\x07\u202e\n::stop-commands::x\n ::error::y ##[debug]z"
IN_YAML = r"\e[2J\e]0;x\a\u202E\n::stop-commands::x\n ::error::y ##[debug]z"
OBEYED = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|^\s*::|##\[",
    re.MULTILINE,
)
OWN = re.compile(r"^::(error|warning|notice) file=[^:\n]*::", re.MULTILINE)
"""Where --format github asks for an annotation."""

Printed = tuple[int, str, str]


class Stream(io.TextIOWrapper):
    """A standard stream in some encoding; a terminal or not."""

    def __init__(self, encoding: str, terminal: bool = False) -> None:
        self.written = io.BytesIO()
        self.terminal = terminal
        super().__init__(self.written, encoding=encoding, newline="\n")

    def isatty(self) -> bool:
        return self.terminal


def bpa(
    monkeypatch: pytest.MonkeyPatch,
    *words: str,
    encoding: str = "utf-8",
    terminal: bool = False,
) -> Printed:
    """Run a command as the program does; what it printed, as whoever reads the streams decodes
    them.
    """
    out, err = Stream(encoding, terminal), Stream(encoding, terminal)
    code = run_program(monkeypatch, words, out, err)
    read_as = encoding if terminal else "utf-8"
    return (
        code,
        out.written.getvalue().decode(read_as),
        err.written.getvalue().decode(read_as),
    )


def assert_harmless(printed: Printed) -> None:
    text = OWN.sub("", f"{printed[1]}\n{printed[2]}")
    assert not OBEYED.search(text), text


# encodings


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which every command has something to say, with a page out of date."""
    root = write_project(
        tmp_path_factory.mktemp("built"),
        {"backups": RULE.replace("Démarrer", "Démarrer한국")},
    )
    assert main(["stamp", "rules", "--project", str(root)]) == 0
    file = root / "rules/hyper-v/backups.yaml"
    file.write_bytes(
        file.read_bytes().replace(b"Certaines machines", "Quelques – machines".encode())
    )
    assert main(["build", "--project", str(root)]) == 0
    shutil.copytree(root / "build/docs/en-us/hyper-v", root / "pages/en-us")
    shutil.copytree(root / "build/docs/fr-fr/hyper-v", root / "pages/fr-fr")
    return root


def commands(root: Path) -> Iterator[list[str]]:
    project = ["--project", str(root)]
    pages = [str(root / "pages/en-us"), "--locale", f"fr-fr={root / 'pages/fr-fr'}"]
    yield ["--help"]
    for name in COMMANDS:
        yield [name, "--help"]
    for name in ("lint", "stamp", "carry", "build", "site", "status", "labels"):
        yield [name, *(["rules"] if name == "stamp" else []), *project]
    for form in ("text", "json", "sarif", "github"):
        yield ["lint", "--format", form, *project]
        yield ["audit", *pages, "--format", form]
    for words in (["po"], ["xliff"]):
        yield [*words, "export", "--locale", "fr", "--all", *project]
    yield from (
        ["checks"],
        ["explain", "quotation-marks"],
        ["schema"],
        ["schema", "product"],
        ["explain", "“é”"],
    )
    yield ["suggest", "--locale", "it", *project]
    yield ["tmx", "export", "--locale", "fr", *project]
    for form in ("tbx", "csv"):
        yield ["glossary", "export", "--locale", "fr", "--format", form, *project]
    yield ["glossary", "suggest", "--locale", "fr", *project]
    yield ["glossary", "import", str(root / "한국–é"), "--locale", "fr", *project]
    yield ["import", *pages, "--product", "x", "--out", str(root / "o")]
    yield ["build", "--check", *project]
    yield ["lint", "--project", str(root / "한국–é")]
    yield ["build", "--jobs", "한국–é", *project]
    yield ["--한국–é"]
    yield ["check", str(root / "한국–é"), *project]


@pytest.mark.parametrize(
    ("encoding", "terminal"),
    [*((encoding, False) for encoding in ENCODINGS), ("ascii", True), ("cp949", True)],
)
def test_every_command_prints_in_every_encoding(
    built: Path, encoding: str, terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = built / "build/docs/fr-fr/hyper-v/Backups.md"
    before = page.read_bytes()
    for words in commands(built):
        shutil.rmtree(built / "o", ignore_errors=True)
        if "--check" in words:
            page.write_bytes(before.replace("é".encode(), b"e"))
        code, out, err = bpa(monkeypatch, *words, encoding=encoding, terminal=terminal)
        assert code in (0, 1, 2), words
        assert out + err, words
    page.write_bytes(before)


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_what_is_for_programs_is_utf_8_wherever_it_is_printed(
    built: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = bpa(monkeypatch, "lint", "--format", form, "--project", str(built))
    assert json.loads(expected[1])
    for encoding in ENCODINGS:
        printed = bpa(
            monkeypatch,
            "lint",
            "--format",
            form,
            "--project",
            str(built),
            encoding=encoding,
        )
        assert printed == expected


def test_the_processes_of_the_shell_agree(built: Path) -> None:
    """PYTHONIOENCODING stands for the pipes of Windows, LC_ALL=C for a bare machine."""
    plain = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHONIO", "PYTHONUTF8", "LC_"))
    }
    for more in (
        {"PYTHONIOENCODING": "cp1252"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    ):
        words = ["po", "export", "--locale", "fr", "--all", "--project", str(built)]
        done = subprocess.run(
            [*BPA, *words], env={**plain, **more}, capture_output=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert 'msgstr "Sauvegarder les machines virtuelles"' in done.stdout.decode(
            "utf-8"
        )
        assert "한국" in done.stdout.decode("utf-8")
    done = subprocess.run(
        [*BPA],
        env={**plain, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert "“bpa COMMAND --help”" in done.stdout.decode("utf-8")


def test_a_terminal_keeps_its_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    code, _, err = bpa(monkeypatch, "explain", "é–", encoding="latin-1", terminal=True)
    assert code == 2
    assert "é\\u2013" in err


# only text


BROKEN = {
    "unknown key": RULE + f'"k{IN_YAML}": 1\n',
    "severity": RULE.replace("severity: warning", f'severity: "w{IN_YAML}"'),
    "page": RULE.replace("page: Backups", f'page: "B{IN_YAML}"'),
    "argument": RULE.replace("virtual_machines: {type", f'"v{IN_YAML}": {{type'),
    "language": RULE + f'  "f{IN_YAML}":\n    title: x\n',
    "plural form": RULE.replace(
        "Some virtual machines are not backed up.", f'{{"o{IN_YAML}": x, other: y}}'
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_rule_gives_no_orders(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path, {"backups": BROKEN[kind]})
    for words in (["build"], ["lint", "--format", "github"], ["status"]):
        printed = bpa(monkeypatch, *words, "--project", str(root))
        assert printed[0] == 2
        assert "\\u001b" in "".join(printed[1:])
        assert_harmless(printed)


GOOD = {
    "title": RULE.replace(
        "title: Sauvegarder les machines virtuelles",
        f'title: "Sauvegarder 7{IN_YAML}  les"',
    ),
    "issue": RULE.replace(
        "Certaines machines virtuelles ne sont pas sauvegardées.",
        f'"Certaines 99 {IN_YAML} machines"',
    ),
    "label": RULE.replace(
        "label: list of virtual machines", f'label: "list {IN_YAML}"'
    ),
    "English title": RULE.replace(
        "title: Back up virtual machines", f'title: "Back up {IN_YAML} 12 machines"'
    ),
    "suppression": RULE.replace(
        "text:", f'suppress:\n  - {{check: "n{IN_YAML}", reason: "x"}}\ntext:', 1
    ),
}


@pytest.mark.parametrize("kind", GOOD)
def test_a_rule_gives_no_orders(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path, {"backups": GOOD[kind]})
    for form in ("text", "json", "sarif", "github"):
        printed = bpa(monkeypatch, "lint", "--format", form, "--project", str(root))
        assert printed[1]
        assert_harmless(printed)
        if form in ("json", "sarif"):
            json.loads(printed[1])
    for words in (
        ["build"],
        ["build", "--check"],
        ["stamp", "rules"],
        ["status"],
        ["suggest", "--locale", "it"],
    ):
        (root / "build/docs/fr-fr/hyper-v/Backups.md").unlink(missing_ok=True)
        assert_harmless(bpa(monkeypatch, *words, "--project", str(root)))


@pytest.mark.parametrize(
    "folder", ["\x1b[31m\n::error::x", "::error::x", "\udcff\udce9"]
)
def test_the_name_of_a_project_gives_no_orders(
    tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also as a path that begins the line."""
    (tmp_path / folder).mkdir()
    root = write_project(tmp_path / folder, {"backups": RULE})
    monkeypatch.chdir(tmp_path)
    for words in (
        ["build"],
        ["site"],
        ["lint"],
        ["new", "hyper-v/x"],
        ["lint", folder],
        ["po", "export", "--locale", "x"],
    ):
        printed = bpa(monkeypatch, *words, "--project", folder)
        assert_harmless(printed)
    assert_harmless(bpa(monkeypatch, "lint", "--project", f"{folder}/none"))
    assert_harmless(
        bpa(monkeypatch, "po", "import", f"{folder}/none", "--project", str(root))
    )
    assert_harmless(
        bpa(monkeypatch, "audit", f"{folder}/rules", "--locale", f"{folder}=x")
    )


@pytest.mark.parametrize(
    "name",
    ["\x1b[31m\n::error::x", "\udcff", "\u202ex", "a\rb"],
    ids=["lines", "no text", "direction", "return"],
)
@pytest.mark.parametrize(
    "place",
    [
        "rules/hyper-v/{}.yaml",
        "rules/{}/product.yaml",
        "rules/hyper-v/{}.txt",
        "rules/{}",
        "locales/{}",
    ],
)
def test_a_name_in_a_project_gives_no_orders(
    tmp_path: Path, place: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    file = root / place.format(name)
    file.parent.mkdir(exist_ok=True)
    file.write_text(PRODUCT if file.name == "product.yaml" else RULE)
    for words in (
        ["lint"],
        ["lint", "--format", "github"],
        ["build"],
        ["site"],
        ["status"],
    ):
        printed = bpa(monkeypatch, *words, "--project", str(root))
        assert printed[0] == (2 if place.startswith("rules") else 0), words
        assert_harmless(printed)


@pytest.mark.parametrize(
    "name", ["new\nline", "\n::error::x", "\x1b[31mred", "\udc80", "a\rb", "::error::x"]
)
def test_the_name_of_a_page_gives_no_orders(
    built: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language in ("en-us", "fr-fr"):
        shutil.copytree(built / "pages" / language, tmp_path / language)
        (tmp_path / language / "Backups.md").rename(tmp_path / language / f"{name}.md")
    monkeypatch.chdir(tmp_path / "en-us")
    for form in ("text", "json", "sarif", "github"):
        printed = bpa(
            monkeypatch, "audit", ".", "--locale", "fr-fr=../fr-fr", "--format", form
        )
        assert printed[0] in (0, 1)
        assert_harmless(printed)
    printed = bpa(
        monkeypatch,
        "import",
        ".",
        "--locale",
        "fr-fr=../fr-fr",
        "--product",
        "x",
        "--out",
        "../out",
    )
    assert printed[0] == 1
    assert "left out" in printed[2]
    assert_harmless(printed)


@pytest.mark.parametrize(
    "part", ["title: ", "## ", "Sauvegard", "Avertissement", "`Get-VM"]
)
def test_the_text_of_a_page_gives_no_orders(
    built: Path, tmp_path: Path, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(built / "pages/fr-fr", tmp_path / "fr")
    page = tmp_path / "fr" / "Backups.md"
    assert part in page.read_text()
    page.write_bytes(page.read_text().replace(part, f"{part}  {PAYLOAD}").encode())
    pages = [str(built / "pages/en-us"), "--locale", f"fr-fr={tmp_path / 'fr'}"]
    for form in ("text", "json", "sarif", "github"):
        printed = bpa(monkeypatch, "audit", *pages, "--format", form)
        assert printed[1]
        assert_harmless(printed)
    assert_harmless(
        bpa(
            monkeypatch,
            "import",
            *pages,
            "--product",
            "x",
            "--out",
            str(tmp_path / "out"),
        )
    )


IN_PO = r"\033[2J\033]0;x\a\n::stop-commands::x ##[debug]y"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('msgctxt "hyper-v/backups#title"', f'msgctxt "hyper-v/{IN_PO}#title"'),
        ('msgctxt "hyper-v/backups#title"', f'msgctxt "hyper-v/backups#{IN_PO}"'),
        (r"Language: fr\n", rf"Language: {IN_PO}\n"),
        ("{virtual_machines}", r"{x\033[2J}"),
        ('msgstr "Sauvegardez chaque', f'msgstr "Sauv  {IN_PO}ez 99 chaque'),
        ('msgid "Back up every', f'msgid "Back {IN_PO}up every'),
        ("Plural-Forms: ", f"Plural-Forms: {IN_PO}"),
    ],
)
def test_a_po_file_gives_no_orders(
    built: Path, tmp_path: Path, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = ["--project", str(built)]
    text = bpa(monkeypatch, "po", "export", "--locale", "fr", "--all", *project)[1]
    assert old in text
    file = tmp_path / "\n::error::x.po"
    file.write_text(text.replace(old, new), "utf-8")
    printed = bpa(monkeypatch, "po", "import", str(file), "--dry-run", *project)
    assert printed[1] + printed[2]
    assert_harmless(printed)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            'name="hyper-v/backups#title"',
            'name="a&#10;::stop-commands::x&#x9b;2J##[x#title"',
        ),
        ('trgLang="fr"', 'trgLang="f&#10;::stop-commands::x"'),
        ("<target>Sauvegardez", '<target>Sauv<cp hex="001B"/>[2J  egardez 99'),
    ],
)
def test_an_xliff_file_gives_no_orders(
    built: Path, tmp_path: Path, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = ["--project", str(built)]
    text = bpa(monkeypatch, "xliff", "export", "--locale", "fr", "--all", *project)[1]
    assert old in text
    file = tmp_path / "x.xlf"
    file.write_text(text.replace(old, new), "utf-8")
    printed = bpa(monkeypatch, "xliff", "import", str(file), "--dry-run", *project)
    assert printed[1] + printed[2]
    assert_harmless(printed)


@pytest.mark.parametrize("word", ["\x1b[2J\n::error::x", "::error::x", "\udcff\udce9"])
def test_a_word_on_the_command_line_gives_no_orders(
    built: Path, word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shell puts names of files there."""
    project = ["--project", str(built)]
    for words in (
        [word],
        [f"--{word}"],
        ["lint", f"--{word}"],
        ["lint", word, *project],
        ["stamp", word, *project],
        ["explain", word],
        ["schema", word],
        ["new", f"hyper-v/{word}", *project],
        ["add-locale", word, *project],
        ["po", "export", "--locale", word, *project],
        ["po", "export", "--locale", "fr", "--all", "-o", f"{word}/x", *project],
        ["po", "import", word, *project],
        ["xliff", "import", word, *project],
        ["build", "--jobs", word, *project],
        ["build", "--shard", word, *project],
        ["merge", word, *project],
        ["check", word, *project],
        ["audit", word],
        ["lint", "--project", word],
    ):
        printed = bpa(monkeypatch, *words)
        assert printed[0] == 2, words
        assert printed[2], words
        assert_harmless(printed)


def test_a_terminal_is_not_given_orders_by_a_document(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for terminal, expected in ((True, "a\\u009bb\nc\n"), (False, "a\x9bb\nc\n")):
        out = Stream("utf-8", terminal)
        monkeypatch.setattr(sys, "stdout", out)
        hand_over("a\x9bb\nc\n")
        out.flush()
        assert out.written.getvalue().decode() == expected


def test_lines_stay_lines_and_a_line_stays_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say("a\nb\r")
    say_lines("c\r\nd\n\n::e\n")
    say_lines("")
    assert capsys.readouterr().out == "a\\u000ab\\u000d\nc\r\nd\n\n\\u003a:e\n"


def test_commands_print_in_one_way_only() -> None:
    folder = Path(bpadocs.cli.__file__).parent
    for file in sorted(folder.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            assert not (isinstance(node, ast.Name) and node.id == "print"), file
            if (
                isinstance(node, ast.Attribute)
                and node.attr == "write"
                and _is_stream(node.value)
            ):
                assert file.name == "terminal.py"


def _is_stream(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and node.attr in ("stdout", "stderr")


def test_in_a_log_of_both_streams_each_line_stands_where_it_was_printed(
    tmp_path: Path,
) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    environment = dict(os.environ)
    # Python would write each line at once, which it does not by itself
    environment.pop("PYTHONUNBUFFERED", None)
    done = subprocess.run(
        [*BPA, "lint", "--project", str(root)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    finding, *_, summary = done.stdout.decode().splitlines()
    assert finding.startswith("rules/hyper-v/backups.yaml:")
    assert summary.startswith("1 rule: ")


@pytest.fixture
def no_wishes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody asks for colours or for none, and the terminal knows them."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("bpadocs.cli.terminal._colours", "auto")


@pytest.mark.usefixtures("no_wishes")
@pytest.mark.parametrize(
    ("environment", "choice", "on_terminal", "in_pipe"),
    [
        ({}, "auto", True, False),
        ({"NO_COLOR": "1"}, "auto", False, False),
        ({"NO_COLOR": ""}, "auto", True, False),
        ({"FORCE_COLOR": "1"}, "auto", True, True),
        ({"FORCE_COLOR": "0"}, "auto", True, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, "auto", False, False),
        ({"TERM": "dumb"}, "auto", False, False),
        ({"NO_COLOR": "1"}, "always", True, True),
        ({"FORCE_COLOR": "1"}, "never", False, False),
    ],
)
def test_when_there_is_colour(
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    choice: str,
    on_terminal: bool,
    in_pipe: bool,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    choose_colours(choice)
    assert has_colours(Stream("utf-8", terminal=True)) is on_terminal
    assert has_colours(Stream("utf-8")) is in_pipe


@pytest.mark.usefixtures("no_wishes")
def test_the_old_console_of_windows_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.delenv("TERM")
    monkeypatch.delenv("WT_SESSION", raising=False)
    assert not has_colours(Stream("utf-8", terminal=True))
    monkeypatch.setenv("WT_SESSION", "some")
    assert has_colours(Stream("utf-8", terminal=True))
