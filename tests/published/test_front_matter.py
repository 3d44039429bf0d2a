"""Front matter is read by python-frontmatter, and every key and value knows its place."""

from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import YAMLHandler
from page_helpers import CORPUS, FIXTURES, PAGE, page

from bpadocs.published.front_matter import read_front_matter
from bpadocs.published.reader import read_page
from bpadocs.published.unreadable import UnreadableError


def test_front_matter_knows_its_places() -> None:
    found = page()
    description = found.entry("description")
    assert description
    assert description.value == "Online version of the text."
    assert found.locate(description.value_span.start) == (3, 15)
    assert (
        found.slice(description.whole) == 'description: "Online version of the text."'
    )
    capital = page(PAGE.replace("title:", "Title:")).entry("title")
    assert capital
    assert capital.key == "Title"


def test_python_frontmatter_reads_the_same() -> None:
    files = [
        path
        for folder in (FIXTURES, CORPUS)
        if folder.is_dir()
        for path in sorted(folder.rglob("*.md"))
    ]
    checked = 0
    for path in files:
        try:
            found = read_page(path.read_bytes(), path.name, path.name, "en")
        except UnreadableError:
            continue
        metadata, body = frontmatter.parse(found.text, handler=TextHandler())
        assert {
            entry.key: entry.value for entry in found.front_matter if entry.simple
        } == {key: value for key, value in metadata.items() if isinstance(value, str)}
        assert found.text[found.body :].strip() == body
        checked += 1
    assert checked >= 10


class TextHandler(YAMLHandler):
    """Every value as the text it is."""

    def load(self, fm: str, **kwargs: Any) -> Any:
        return yaml.load(fm, yaml.BaseLoader)


def test_an_empty_value_is_on_the_line_of_its_key() -> None:
    text = "---\ntitle: x\nms.reviewer:\nms.date: 1\n---\nBody.\n"
    entries, body = read_front_matter(text, "x.md")
    empty = entries[1]
    assert text[empty.whole.start : empty.whole.end] == "ms.reviewer:"
    assert not empty.value_span
    assert text[body:] == "Body.\n"


def test_a_list_is_one_value_with_all_its_lines() -> None:
    text = "---\nms.custom:\n  - a\n  - b\n---\n"
    [entry], body = read_front_matter(text, "x.md")
    assert entry.value == "- a\n  - b"
    assert not entry.simple
    assert body == len(text)


def test_carriage_returns_that_are_left_and_blanks_at_the_end_move_no_place() -> None:
    text = "---\r\ntitle: x\r\nms.date: 8/16/2016\r\n---\r\nBody.\r\n \n\n"
    entries, body = read_front_matter(text, "x.md")
    assert [
        text[entry.value_span.start : entry.value_span.end] for entry in entries
    ] == [
        "x",
        "8/16/2016",
    ]
    assert text[body:] == "Body.\r\n \n\n"
