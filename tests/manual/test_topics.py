"""Which pages the manual has, and by which names they are found."""

from pathlib import Path

import pytest

from bpadocs.manual import topics
from bpadocs.manual.topics import Topic, find, ordered, title_of

PAGES = {
    "say.md": "Results in another language",
    "reference/checks.md": "Checks",
    "guides/checks.md": "Checks for writers",
    "guides/writers.md": "For writers",
    "new/part.md": "A part that nobody has listed",
    "start/tutorial.md": "Tutorial",
}


def test_the_parts_come_in_the_order_in_which_one_reads_them() -> None:
    assert [topic.path for topic in ordered(PAGES)] == [
        "start/tutorial.md",
        "guides/checks.md",
        "guides/writers.md",
        "reference/checks.md",
        "say.md",
        "new/part.md",
    ]


def test_a_page_has_its_folder_in_its_name_only_where_two_have_the_same() -> None:
    names = {topic.path: topic.name for topic in ordered(PAGES)}
    assert names["guides/writers.md"] == "writers"
    assert names["guides/checks.md"] == "guides/checks"
    assert names["reference/checks.md"] == "reference/checks"


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("writers", "guides/writers.md"),
        ("Writers", "guides/writers.md"),
        ("guides/writers", "guides/writers.md"),
        ("guides/writers.md", "guides/writers.md"),
        ("reference/checks", "reference/checks.md"),
        ("say", "say.md"),
    ],
)
def test_a_page_is_found_by_its_name_and_by_its_path(asked: str, path: str) -> None:
    topic = find(asked, ordered(PAGES))
    assert topic is not None
    assert topic.path == path


@pytest.mark.parametrize("asked", ["", "checks", "writer", "../writers", "guides"])
def test_another_word_finds_nothing(asked: str) -> None:
    assert find(asked, ordered(PAGES)) is None


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("# A title\n\nText.", "A title"),
        ("# `bpadocs.runtime`\n", "bpadocs.runtime"),
        ("Text.\n", ""),
        ("", ""),
        ("## No title\n", ""),
    ],
)
def test_the_title_is_the_first_line_of_a_page(page: str, title: str) -> None:
    assert title_of(page) == title


def test_the_manual_of_this_repository_is_found() -> None:
    assert topics.manual_folder() == Path(__file__).parents[2] / "docs"
    found = {topic.name: topic for topic in topics.topics()}
    assert found["rule-file"] == Topic(
        "rule-file", "reference/rule-file.md", "Rule file"
    )
    assert "README" not in found
    assert all(topic.title for topic in found.values())
    assert topics.read("reference/rule-file.md").startswith("# Rule file\n")


def test_the_manual_in_the_package_goes_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "bpadocs"
    (package / "manual").mkdir(parents=True)
    (package / "docs").mkdir()
    monkeypatch.setattr(topics, "__file__", str(package / "manual" / "topics.py"))
    assert topics.manual_folder() == package / "docs"
