"""What has changed between two versions of a text, told by words that stand for pieces."""

import time

import pytest

from bpadocs.formats.markdown.piece_changes import piece_changes
from bpadocs.formats.markdown.pieces import pieces

CLOCKS = "All of the clocks in the house tell the same time."
GUESTS = "Guests who come late cannot say that they did not know."
SERVICE = "Restart the service on each computer after you changed its settings."
PAGE = (CLOCKS, GUESTS, SERVICE)


def text(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def told(before: str, after: str) -> dict[str, list[str]]:
    """What changed, by the texts; one that was edited as it is now."""
    old, new = pieces(before), pieces(after)
    changes = piece_changes(old, new)
    found = {
        "changed": [new[one].text for one in changes.changed],
        "added": [new[one].text for one in changes.added],
        "removed": [old[one].text for one in changes.removed],
    }
    return {kind: texts for kind, texts in found.items() if texts}


def test_the_same_text_has_not_changed() -> None:
    assert told(text(*PAGE), text(*PAGE)) == {}


def test_an_edited_piece_is_one_change() -> None:
    edited = CLOCKS.replace("same", "right")
    assert told(text(*PAGE), text(edited, GUESTS, SERVICE)) == {"changed": [edited]}


def test_a_moved_piece_has_not_changed() -> None:
    assert told(text(*PAGE), text(SERVICE, CLOCKS, GUESTS)) == {}


def test_a_piece_that_was_moved_and_edited_is_one_change() -> None:
    edited = SERVICE.replace("Restart", "Start")
    assert told(text(*PAGE), text(edited, CLOCKS, GUESTS)) == {"changed": [edited]}


def test_what_came_and_what_went() -> None:
    assert told(text(CLOCKS, GUESTS), text(CLOCKS, GUESTS, SERVICE)) == {
        "added": [SERVICE]
    }
    assert told(text(*PAGE), text(CLOCKS, SERVICE)) == {"removed": [GUESTS]}


def test_one_went_and_another_one_came_in_its_place() -> None:
    assert told(text(CLOCKS, GUESTS), text(CLOCKS, SERVICE)) == {
        "added": [SERVICE],
        "removed": [GUESTS],
    }


def test_the_more_similar_one_is_the_edited_one() -> None:
    edited = GUESTS.replace("late", "early")
    assert told(text(CLOCKS, GUESTS), text(SERVICE, edited)) == {
        "changed": [edited],
        "added": [SERVICE],
        "removed": [CLOCKS],
    }


def test_a_short_piece_may_be_written_anew() -> None:
    assert told(
        text("# Overview", *PAGE), text("# What clocks are for", *PAGE)
    ) == {"changed": ["What clocks are for"]}  # fmt: skip


@pytest.mark.parametrize("turned", [False, True])
def test_cut_in_two_is_not_changed(turned: bool) -> None:
    before, after = text(f"{CLOCKS} {GUESTS}", SERVICE), text(*PAGE)
    if turned:
        before, after = after, before
    assert told(before, after) == {}


def test_an_edited_row_is_one_change() -> None:
    table = "|Name|Value|\n|-|-|\n|port|80|\n|host|localhost|\n"
    assert told(table, table.replace("80", "8080")) == {"changed": ["port | 8080"]}


def test_code_does_not_become_prose() -> None:
    assert told(text("```\ndate\n```"), text("date")) == {
        "added": ["date"],
        "removed": ["date"],
    }


def test_pieces_that_are_there_twice() -> None:
    assert told(text("Yes.", CLOCKS, "Yes."), text("Yes.", CLOCKS)) == {
        "removed": ["Yes."]
    }
    assert told(text("Yes.", CLOCKS), text("Yes.", CLOCKS, "Yes.")) == {
        "added": ["Yes."]
    }


def test_a_new_piece_keeps_what_it_is_next_to() -> None:
    old, new = pieces(text(CLOCKS, SERVICE)), pieces(text(CLOCKS, GUESTS, SERVICE))
    changes = piece_changes(old, new)
    assert (changes.kept, changes.added) == ({0: 0, 2: 1}, (1,))


def test_the_time_grows_with_the_text() -> None:
    """Everything is another one, and all is alike: whatever is compared with all takes ages."""
    before = pieces(text(*(f"word number {n} of many" for n in range(1500))))
    after = pieces(text(*(f"word number {n} of many" for n in range(5000, 6500))))
    start = time.process_time()
    changes = piece_changes(before, after)
    assert len(changes.changed) + len(changes.added) == 1500
    assert time.process_time() - start < 5
