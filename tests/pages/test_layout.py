"""Layout: text that changed is never held back by it. How it is found:
tests/existing/test_found_layout.py.
"""

import pytest
from page_helpers import TIDY_PAGE as TIDY

from bpadocs.pages.layout import apply, for_translation


def test_changed_words_win_over_another_spelling() -> None:
    layout = {
        "raw.operating_system": "|**Operating** <br />**System**|Windows Server 2016|"
    }
    changed = TIDY.replace("|Windows Server 2016|", "|Windows Server 2025|")
    assert apply(changed, layout) == changed


def test_a_translation_takes_over_all_but_bytes_and_quotes() -> None:
    english = {
        "trailing": "2",
        "quoted": "description",
        "order": "title",
        "raw.impact": "### Impact",
        "note": "0 2",
    }
    shared = {
        "trailing": "2",
        "order": "title",
        "raw.impact": "### Impact",
        "note": "0 2",
    }
    assert for_translation(english, {}) == shared
    assert for_translation(english, {"note": "2 2"}) == {**shared, "note": "2 2"}


def test_a_translation_whose_headings_carry_anchors() -> None:
    tidy = TIDY.replace("## Issue", '## <a name="issue"></a>Problème').replace(
        "# Keep", '# <a name="keep"></a>Keep'
    )
    bold = apply(tidy, {"headings": "bold", "under_headings": "1"})
    assert '## <a name="issue"></a>**Problème**\n\n*The clock' in bold


@pytest.mark.parametrize("value", ["", "many", "-", "2 x 0", "9999"])
def test_numbers_that_are_none_are_passed_over(value: str) -> None:
    assert apply(TIDY, {"note": value, "trailing": value, "unknown": "2"}) == TIDY
