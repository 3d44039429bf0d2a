"""The settings of an editor name the pages that are looked at; what is wrong in them is said."""

from pathlib import Path

import pytest

from bpadocs.editor.preferences import page_folders
from bpadocs.errors import UsageError

GOOD = {"english": "docs/en", "locales": {"fr-fr": "docs/fr"}, "project": "."}


def test_they_become_a_call_of_audit() -> None:
    for settings in ({"pages": GOOD}, {"bpa": {"pages": GOOD}, "yaml": 1}):
        folders = page_folders(settings)
        assert folders is not None
        assert folders.arguments() == [
            *("audit", "--locale", "fr-fr=docs/fr"),
            *("--project", ".", "--", "docs/en"),
        ]


@pytest.mark.parametrize("settings", [None, {}, [], "x", {"bpa": 1}, {"pages": {}}])
def test_without_them_nothing_is_looked_at(settings: object) -> None:
    assert page_folders(settings) is None


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ("docs", "names folders"),
        ({"locales": {}}, "lacks “english”"),
        ({"english": 1}, "lacks “english”"),
        ({"english": "a", "locales": ["b"]}, "a folder for each locale"),
        ({"english": "a", "locales": {"fr-fr": 1}}, "a folder for each locale"),
        ({"english": "a", "project": 1}, "is a folder"),
        ({"english": "a", "locale": {}}, "has no “locale”; known are"),
    ],
)
def test_a_mistake_says_what_is_wanted(pages: object, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        page_folders({"pages": pages})


def test_a_page_is_known_by_its_folder(tmp_path: Path) -> None:
    folders = page_folders({"pages": GOOD})
    assert folders is not None
    assert folders.have(tmp_path / "docs/fr/a/b.md", tmp_path)
    assert not folders.have(tmp_path / "docs/it/b.md", tmp_path)
    assert not folders.have(tmp_path / "docs/fr/b.yaml", tmp_path)
