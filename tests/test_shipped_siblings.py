"""The two Dynamic Memory rules of the shipped project say the same, but for the guest system and its numbers."""

from pathlib import Path

import pytest

from bpadocs.project.tree import read_project
from bpadocs.rule.model import Plural, Text

SWAPS = (
    ("Windows 10", "Windows 11"),
    ("2048", "4096"),
    ("2 GB", "4 GB"),
    ("2 Go", "4 Go"),
    ("2GB", "4GB"),
    ("Windows Server 2016", "Windows Server 2019"),
)
OWN = {"issue_details"}
"""What each of the two has to say of its system alone."""

RULES = {rule.id: rule for rule in read_project(Path(__file__).parents[1]).rules}


def swapped(text: Text) -> Text:
    if isinstance(text, Plural):
        return Plural(
            text.count,
            {category: str(swapped(form)) for category, form in text.forms.items()},
        )
    for ours, theirs in SWAPS:
        for blank in (" ", "\u00a0"):  # French keeps a number and its unit on one line
            text = text.replace(ours.replace(" ", blank), theirs.replace(" ", blank))
    return text


@pytest.mark.parametrize("language", ["en", "fr", "it", "es", "ko"])
def test_the_memory_of_windows_10_and_11_is_told_alike(language: str) -> None:
    ten = RULES["hyper-v/dynamic-memory-windows-10"].text[language].fields
    eleven = RULES["hyper-v/dynamic-memory-windows-11"].text[language].fields
    assert ten.keys() == eleven.keys()
    for name in ten.keys() - OWN:
        assert swapped(ten[name]) == eleven[name], name
