"""Pages of any project are read and audited: by their headings, without a word of furniture."""

import json
from pathlib import Path
from typing import Any

import pytest
from page_helpers import PAGE, bpa, page, write_pages

from bpadocs.errors import Problem
from bpadocs.pages.published import Page, RulePage
from bpadocs.published.any_page import read_any_page
from bpadocs.published.unreadable import UnreadableError

OTHER = Path(__file__).parents[1] / "fixtures" / "other_pages"


def read(text: str | bytes, english: Page | None = None) -> Page:
    data = text.encode() if isinstance(text, str) else text
    return read_any_page(data, "x.md", "x.md", "en", {}, english)


def audited(
    root: Path, capsys: pytest.CaptureFixture[str], *options: str
) -> list[dict[str, Any]]:
    bpa(
        "audit",
        root / "en",
        "--locale",
        f"fr-fr={root / 'fr'}",
        "--format",
        "json",
        *options,
    )
    found = json.loads(capsys.readouterr().out)
    return found if isinstance(found, list) else found["findings"]


def test_pages_of_another_project_audit_without_a_finding(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert audited(OTHER, capsys) == []


def test_faults_on_pages_of_another_project_are_found_at_their_places(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = {}
    for file in OTHER.rglob("*.md*"):
        pages[file.relative_to(OTHER).as_posix()] = file.read_text("utf-8")
    french = pages["fr/install.md"]
    french = french.replace("90 degrés", "9 degrés")
    french = french.replace("`pumpctl calibrate --now`", "`pumpctl calibrer --now`")
    before, mount, after = french.partition("## Montage")
    before = before.replace(
        "\n:::note Avant de continuer\n\nFermez la vanne.\n\n:::\n", ""
    )
    pages["fr/install.md"] = before + mount + after
    pages["fr/notes.md"] = pages["fr/notes.md"].partition("## Versions")[0]
    pages["fr/parts.mdx"] = pages["fr/parts.mdx"].replace("4711", "4712")
    found = audited(write_pages(tmp_path, pages), capsys)
    spots = {(Path(one["file"]).name, one["check"], one["line"]) for one in found}
    lines = pages["fr/install.md"].split("\n")
    calibrate = lines.index("2. Exécutez `pumpctl calibrer --now`.") + 1
    degrees = lines.index("Tournez la vis de 9 degrés.") + 1
    assert ("install.md", "code-spans", calibrate) in spots
    assert ("install.md", "numbers", degrees) in spots
    last_item = lines.index("- La clé de contact livrée avec la pompe") + 1
    assert ("install.md", "structure", last_item) in spots
    assert ("install.md", "publishing-marks", 1) in spots, "the note is gone"
    assert ("notes.md", "page-parts", 1) in spots
    assert ("parts.mdx", "numbers", 7) in spots
    # nothing that is as it should be
    assert {name for name, _, _ in spots} == {"install.md", "notes.md", "parts.mdx"}
    assert len([one for one in found if one["severity"] != "hint"]) == 6


def test_a_heading_called_description_hides_no_description(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    english = "---\ndescription: A pump has 3 seals.\n---\n# Pump\n\n## Description\n\nIt has 2 wheels.\n"
    french = "---\ndescription: La pompe a 4 joints.\n---\n# Pompe\n\n## Description\n\nElle a 5 roues.\n"
    pages = {"en/pump.md": english, "fr/pump.md": french}
    found = audited(write_pages(tmp_path, pages), capsys)
    numbers = {
        (one["line"], one["field"]) for one in found if one["check"] == "numbers"
    }
    assert numbers == {(2, "description"), (8, "description-1")}


def test_a_missing_section_is_named() -> None:
    english = read("# One\n\nText.\n\n## Two\n\nMore.\n")
    assert not isinstance(english, RulePage)
    assert [heading.words for heading in english.headings] == ["One", "Two"]


def test_a_rule_page_is_known_by_its_headings() -> None:
    assert isinstance(read(PAGE), RulePage)
    other_word = PAGE.replace("## Issue", "## Problem")
    english = read(other_word)
    assert isinstance(english, RulePage)
    assert [section.name for section in english.sections] == [
        "issue",
        "impact",
        "resolution",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: x\n---\n# Title\n\n## One\n\n## Two\n\n## Three\n",
        "---\ntitle: x\n---\n# Troubleshooting\n\n## Resolution\n\nRestart it.\n",
        "# SYNOPSIS\n\nText.\n",
        "no heading at all",
        "",
        "---\n---\n# Title\n",
        "+++\ntitle = 'x'\n+++\n# Title\n",
    ],
)
def test_other_pages_are_no_rule_pages(text: str) -> None:
    assert not isinstance(read(text), RulePage)


def test_the_front_matter_is_no_text() -> None:
    assert read("---\ntitle: x\n---\n# Title\n").body == len("---\ntitle: x\n---\n")
    assert read("+++\ntitle = 'x'\n+++\n# Title\n").body == len(
        "+++\ntitle = 'x'\n+++\n"
    )
    assert read("# Title\n").body == 0


def test_a_translation_is_of_the_kind_of_its_english_page() -> None:
    english = page()
    assert isinstance(read(PAGE, english), RulePage)
    lost = PAGE.replace("# Keep clocks in step\n", "")
    with pytest.raises(UnreadableError, match="it has no title"):
        read(lost, english)
    assert not isinstance(read(PAGE, read("# Title\n")), RulePage)


def test_what_is_no_text_is_a_line_that_says_why() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(b"# Caf\xe9\n")
    assert caught.value.problem == Problem(
        "x.md", 1, 6, "byte 0xE9 is not UTF-8; save the page as UTF-8"
    )
    with pytest.raises(UnreadableError, match="is not YAML"):
        read("---\ntitle: 'x\n---\n# Title\n")
