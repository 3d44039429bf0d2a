"""The manual is right: what it shows is run, and what it cannot run is read.

`pytest tests/test_manual.py --write-snapshots` writes the outputs that are others now into the
pages, for somebody to read, and to shorten with a line `…`, before they are committed.
"""

import re
import shutil
from pathlib import Path

import pytest
import snapshots
from manual_pages import (
    ROOT,
    Block,
    blocks_of,
    mistake_in,
    pages,
    prose_mistakes,
)
from manual_reader import (
    ManualMistakeError,
    ManualReader,
    OtherOutputError,
    is_played,
    matches,
    missing_program,
    patched,
)
from stringdata_reader import read_stringdata

PAGES = pages()
needs_bash = pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@needs_bash
@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_is_read_by_what_reads_its_language(page: Path) -> None:
    told = [(block.place, mistake_in(block)) for block in blocks_of(page)]
    assert [f"{place}: {mistake}" for place, mistake in told if mistake] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_in_a_sentence_is_one(page: Path) -> None:
    assert list(prose_mistakes(page)) == []


@needs_bash
@pytest.mark.parametrize(
    "page", [page for page in PAGES if is_played(page)], ids=name_of
)
def test_who_does_what_a_page_says_sees_what_it_shows(
    page: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    blocks = blocks_of(page)
    missing = missing_program(blocks)
    if missing:
        pytest.skip(f"no {missing} here, which the page runs")
    reader = ManualReader(tmp_path)
    writes = request.config.getoption(snapshots.OPTION)
    others: list[OtherOutputError] = []
    try:
        with reader.at_work():
            for block in blocks:
                others += differing(reader, block, raises=not writes)
    finally:
        for other in reversed(others):
            write_output(other)


def differing(
    reader: ManualReader, block: Block, *, raises: bool
) -> list[OtherOutputError]:
    """Do what a block says: the output that is another one, where it does not raise."""
    try:
        reader.does(block)
    except OtherOutputError as error:
        if raises:
            raise
        return [error]
    return []


def write_output(other: OtherOutputError) -> None:
    """Put what is said now into the page."""
    page = other.block.page
    lines = page.read_text("utf-8").splitlines(keepends=True)
    start = other.block.line
    end = start + len(other.block.text.splitlines())
    # a fence is longer than those in it
    longest = max(map(len, re.findall("`+", other.said)), default=0)
    fence = "`" * max(3, longest + 1)
    lines[start - 1 : end + 1] = [
        f"{fence}text output\n",
        other.said.strip("\n") + "\n",
        f"{fence}\n",
    ]
    page.write_text("".join(lines), "utf-8")


@needs_bash
def test_powershell_of_the_manual_finds_its_keys_and_prints_what_it_says(
    tmp_path: Path,
) -> None:
    blocks = blocks_of(ROOT / "docs/guides/checkers-powershell.md")
    reader = ManualReader(tmp_path)
    with reader.at_work():
        for block in blocks:
            reader.does(block)
    built = reader.folder / "build/messages/bpa/fr-FR/DhcpServer.psd1"
    table = read_stringdata(built.read_bytes())
    scripts = "".join(one.text for one in blocks if one.language == "powershell")
    keys = re.findall(r"\$(?:Texts|LocalizedData)\.(\w+)", scripts)
    keys += re.findall(r"'(OldLeases_\w+)'", scripts)
    assert len(keys) > 8
    assert set(keys) <= set(table)
    problem = table["ScopesWithFreeAddresses_Problem"].format("10.0.1.0, 10.0.2.0")
    assert f"{problem}\n" in [one.text for one in blocks if one.language == "text"]


# That the frame finds what it is for


def a_block(info: str, text: str) -> Block:
    language, *marks = info.split()
    return Block(
        page=ROOT / "docs/page.md",
        line=1,
        language=language,
        marks=tuple(marks),
        text=text,
    )


@needs_bash
@pytest.mark.parametrize(
    ("info", "text", "mistake"),
    [
        ("yaml", "a: [", "expected the node content"),
        ("toml", "a = ", "Invalid value"),
        ("json", "{a}", "Expecting property name"),
        ("python", "def", "invalid syntax"),
        ("xml", "<a>", "no element found"),
        ("powershell", "if (", "if ("),
        ("jinja", "{% if %}", "Expected an expression"),
        ("sh", "if true", "syntax error"),
        ("sh", "bpa lint --strickt", "did you mean “--strict”?"),
        ("sh", "cd x && bpa lnt | cat", "no command “lnt”"),
        ("sh", "bpa po export -o fr.po", "--locale"),
        ("csharp", "class A {}", "file=PATH"),
        ("cobol", "GO TO", "nothing here reads “cobol”"),
        ("sh ran", "true", "no mark is called ran"),
        ("sh exit=1", "false", "is run"),
    ],
)
def test_a_block_with_a_mistake_is_told(info: str, text: str, mistake: str) -> None:
    assert mistake in (mistake_in(a_block(info, text)) or "")


@needs_bash
@pytest.mark.parametrize(
    "line",
    [
        "bpa lint --strict",
        "bpa po export --locale fr -o fr.po  # to a translator",
        "bpa lint --format json > findings.json",
        "git add -A && bpa lint; bpa status | head -3",
        "bpa po export \\\n  --locale fr -o fr.po",
        "bpa --help",
    ],
)
def test_a_command_that_is_right_is_let_be(line: str) -> None:
    assert mistake_in(a_block("sh", line)) is None


@pytest.mark.parametrize("text", ["a = 1", "def get(rule: str) -> Message | None"])
def test_a_head_of_a_function_is_python(text: str) -> None:
    assert mistake_in(a_block("python", text)) is None


def test_commands_in_sentences_are_looked_at(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "# One\n\n`bpa lnt`, `bpa lint --no-such`, `bpa lint --strict`\n\n"
        "    bpa stamp --since\n"
    )
    said = list(prose_mistakes(page))
    assert said[:2] == [
        "`bpa lnt`: no command “lnt”",
        "`bpa lint --no-such`: no option “--no-such”",
    ]
    assert "bpa stamp: error" in said[2]


@pytest.mark.parametrize(
    ("expected", "said", "fits"),
    [
        ("a\nb", "a\nb\n", True),
        ("a\nb", "a  \nb\n\n", True),
        ("a", "a\nb", False),
        ("a\n…\nd", "a\nb\nc\nd", True),
        ("a\n…\nd", "a\nd", True),
        ("a\n…\na", "a", False),
        ("a\n…\nc\n…", "a\nb\nc\nd", True),
        ("…\nc\nd\n…", "a\nc\nb\nd", False),
        ("a\n…\nb\nb\n…\nb", "a\nb\nb", False),
        ("… a", "b a", False),
    ],
)
def test_a_line_of_dots_stands_for_any_lines(
    expected: str, said: str, fits: bool
) -> None:
    assert matches(expected, said) is fits


def test_an_edit_is_made_in_the_one_place_that_it_names() -> None:
    edit = a_block("diff file=a", " b\n-c\n+d\n+e\n")
    assert patched("c\nb\nc\n", edit) == "c\nb\nd\ne\n"
    two = a_block("diff file=a", "-a\n+b\n@@\n-c\n")
    assert patched("a\nx\nc\n", two) == "b\nx\n"
    with pytest.raises(ManualMistakeError, match="2 times"):
        patched("b\nc\nb\nc\n", edit)


@needs_bash
def test_a_reader_notices_what_is_not_as_the_page_says(tmp_path: Path) -> None:
    reader = ManualReader(tmp_path)
    with reader.at_work():
        reader.does(a_block("sh run", "bpa init rules\ncd rules\npwd"))
        with pytest.raises(OtherOutputError) as told:
            reader.does(a_block("text output", "…\n/home/me/other"))
        assert told.value.said.endswith("\n/home/me/rules\n")
        with pytest.raises(ManualMistakeError, match="ends with 1, not 0"):
            reader.does(a_block("sh run", "bpa build --check"))
        reader.does(a_block("sh run exit=1", "bpa build --check | tail -1; exit 1"))
        with pytest.raises(ManualMistakeError, match="false: ends with 1"):
            reader.does(a_block("sh run exit=1", "false\ntrue"))
        with pytest.raises(ManualMistakeError, match="is not the reader's"):
            reader.does(a_block("yaml file=../../a.yaml", "a: 1"))
        reader.does(a_block("yaml file=b/a.yaml", "a: 1"))
        assert Path("b/a.yaml").read_text() == "a: 1"
