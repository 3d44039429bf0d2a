import re

from page_helpers import PAGE
from pair_helpers import ENGLISH, found, pair

from bpadocs.lint.checks.pages.heading_anchors import CHECK

FRENCH = (
    PAGE.replace(
        "# Keep clocks in step", '# <a name="keep-clocks-in-step"></a>Gardez l’heure'
    )
    .replace("## Issue", '## <a name="issue"></a>Problème')
    .replace("## Impact", '## <a name="impact"></a>Impact')
    .replace("## Resolution", '## <a name="resolution"></a>Résolution')
)


def test_the_anchors_of_the_english_headings_are_good() -> None:
    assert found(CHECK, pair(FRENCH)) == []


def test_a_missing_anchor_is_found_with_its_heading() -> None:
    bare = FRENCH.replace('## <a name="impact"></a>Impact', "## Impact")
    message = "the English heading here is “impact”; this one has no anchor"
    assert found(CHECK, pair(bare)) == [("## Impact", message)]


def test_another_anchor_is_found() -> None:
    other = FRENCH.replace('name="issue"', 'name="probleme"')
    message = "the English heading here is “issue”; this one has “probleme”"
    assert found(CHECK, pair(other)) == [
        ('## <a name="probleme"></a>Problème', message)
    ]


def test_a_page_without_any_anchor_is_told_of_once() -> None:
    bare = re.sub("<a name=[^>]*></a>", "", FRENCH)
    message = (
        "no heading of this page has an anchor; "
        "the English one here is “keep-clocks-in-step”"
    )
    assert found(CHECK, pair(bare)) == [("# Gardez l’heure", message)]


def test_pages_with_other_headings_are_left_alone() -> None:
    assert found(CHECK, pair(PAGE + "\n### More\n\nText.\n")) == []


def test_english_is_left_alone() -> None:
    assert found(CHECK, ENGLISH) == []
