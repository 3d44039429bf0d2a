"""The manual as HTML: the look and the search of the site, and links that lead somewhere."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import Browser
from reference import html
from reference.html import REPOSITORY, Manual
from reference.pictures import dark_pictures, in_the_dark, size_of

from bpadocs.formats.markdown import Inline, parse
from bpadocs.manual.topics import CONTENTS

PAGES = {
    "README.md": "# The manual\n\n## Reference\n\n- [Rules](reference/rules.md)\n",
    "reference/rules.md": (
        "# Rules\n\n<!-- Made by a command. -->\n\nAll about rules.\n\n## `key`\n\nOne key.\n\n"
        "## Again\n\n## Again\n\n[back](../README.md#reference), [code](../../pyproject.toml), "
        "[there](https://github.com/)\n\n```yaml file=a.yaml\npage: x\n```\n"
    ),
    "say.md": "# Results <of> others\n\nSaid again.\n",
}


@pytest.fixture(scope="module")
def made() -> Mapping[str, str]:
    found = {}
    for name, content in html.files(Manual(PAGES)):
        found[name] = content.decode("utf-8", "replace")
    return found


class _Reader(HTMLParser):
    """Notes ids, links, and what a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src"):
                self.links.append(value or "")


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    return reader


def test_every_link_leads_to_a_file_and_a_place_in_it(made: Mapping[str, str]) -> None:
    pages = {name: read(text) for name, text in made.items() if name.endswith(".html")}
    assert len(pages) == len(PAGES)
    lost = []
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            if link.startswith("https:"):
                continue
            file, _, anchor = link.partition("#")
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), file))
            target = path if file else name
            # the parts of a manual stand in its contents, which this small one has not all
            is_part = target == "index.html" and anchor in (
                "start",
                "guides",
                "explanation",
            )
            if target not in made or (
                anchor and anchor not in pages[target].ids and not is_part
            ):
                lost.append(f"{name}: {link}")
    assert lost == []


def test_what_is_no_page_is_in_the_repository(made: Mapping[str, str]) -> None:
    page = made["reference/rules.html"]
    assert f'href="{REPOSITORY}/pyproject.toml"' in page
    assert 'href="https://github.com/"' in page
    assert 'href="../index.html#reference"' in page


def test_a_remark_is_not_shown_and_text_stays_text(made: Mapping[str, str]) -> None:
    assert "Made by a command" not in made["reference/rules.html"]
    assert "<h1>Results &lt;of&gt; others</h1>" in made["say.html"]
    assert "<title>Results &lt;of&gt; others – bpadocs</title>" in made["say.html"]


def test_headings_of_one_name_are_told_apart(made: Mapping[str, str]) -> None:
    assert {"key", "again", "again-1"} <= set(read(made["reference/rules.html"]).ids)


def test_the_index_has_an_entry_for_each_section(made: Mapping[str, str]) -> None:
    entries = list(indexed(made["search.js"]))
    assert [entry[:2] + entry[3:5] for entry in entries] == [
        ["rules", "reference/rules.html", "Rules", "All about rules."],
        ["rules#key", "reference/rules.html#key", "key – Rules", "One key."],
        ["rules#again", "reference/rules.html#again", "Again – Rules", ""],
        [
            "rules#again-1",
            "reference/rules.html#again-1",
            "Again – Rules",
            "back, code, there",
        ],
        ["say", "say.html", "Results <of> others", "Said again."],
    ]


def indexed(script: str) -> Iterator[list[str]]:
    for data in re.findall(r"push\((\{.*\})\);", script):
        yield from json.loads(data)["rules"]


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole manual, as it is written."""
    folder = tmp_path_factory.mktemp("manual")
    assert html.write(folder) == len(html.read_manual().pages)
    return folder


def test_the_whole_manual_can_be_made(manual: Path) -> None:
    contents = (manual / "index.html").read_text("utf-8")
    for part in html.ALL_PARTS:
        assert part.anchor in read(contents).ids, part


def test_a_reader_finds_a_section_in_the_browser(manual: Path, window: Browser) -> None:
    start = (manual / "index.html").as_uri()
    for width, dark in ((1280, False), (390, True)):
        window.forget()
        window.screen(width, dark=dark)
        look(window, start)
        assert window.complaints() == []
        outside = [one for one in window.requests() if one.startswith("http")]
        assert outside == []


def look(reader: Browser, start: str) -> None:
    too_wide = "return document.documentElement.scrollWidth > innerWidth"
    reader.open(start)
    assert reader.run(too_wide) is False
    assert reader.axe() == []
    reader.one("#bpa-search").send_keys("negation")
    reader.wait("return document.querySelector('[role=option]')")
    reader.press("\ue007")
    reader.wait("return location.href.endsWith('/reference/checks.html#negation')")
    reader.wait("return document.readyState === 'complete'")
    assert reader.run(too_wide) is False
    assert reader.axe() == []


# Pictures

PICTURE = (
    '<picture><source media="(prefers-color-scheme: dark)" srcset="{dark}">\n'
    "![A map:\none <row>]({light})</picture>\n"
)


def shown_pictures() -> Iterator[tuple[str, str, Inline]]:
    """Every picture of the manual, with its page and where it is by night."""
    for path, text in html.read_manual().pages.items():
        pictures = [
            one for one in parse(text).of("image") if ".pictures/" in one.target
        ]
        for piece, dark in zip(pictures, dark_pictures(text), strict=True):
            yield path, dark, piece


def test_a_picture_is_shown_in_both_themes() -> None:
    picture = PICTURE.format(
        light="../.pictures/status.webp", dark="../.pictures/status-dark.webp"
    )
    page = Manual({CONTENTS: f"# A\n\n{picture}"}).fragment(CONTENTS).html
    images = re.findall(r'<a class="picture (\w+)" href="(.+?)"><img (.+?)></a>', page)
    assert [one[:2] for one in images] == [
        ("light", "pictures/status.webp"),
        ("dark", "pictures/status-dark.webp"),
    ]
    for _, address, image in images:
        assert f'src="{address}" alt="A map: one &lt;row&gt;"' in image
        assert 'width="1280" height="1100"' in image
    assert "source" not in page


def test_every_picture_says_what_is_to_be_seen_and_is_small() -> None:
    pictures = list(shown_pictures())
    assert len({piece.target for _, _, piece in pictures}) > 3
    for path, dark, piece in pictures:
        assert dark == in_the_dark(piece.target), path
        assert len(piece.text.split()) > 10, f"{path}: {piece.text}"
        for target in (piece.target, dark):
            picture = (html.DOCS / path).parent / target
            assert picture.stat().st_size < 120_000, picture.name
            assert size_of(picture.read_bytes()).width <= 1280, picture.name


def test_what_is_no_such_picture_has_no_size() -> None:
    with pytest.raises(ValueError, match="no WebP"):
        size_of(b"RIFF....WEBPVP8 ")
