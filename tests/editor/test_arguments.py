"""Every place that names an argument is found, and nothing else."""

from projects import RULE

from bpadocs.editor.arguments import Use, argument_at, arguments_in

PLURAL = """\
arguments:
  count: {type: number, label: number}
text:
  en:
    issue:
      count: count  # of what
      one: One disk, {count}.
      other: "{count} disks, and {{count}} is a word."
    issue_details: "{count} is no argument here."
"""


def test_declarations_texts_and_counts_are_told_apart() -> None:
    found = [(one.use, PLURAL[one.start : one.end]) for one in arguments_in(PLURAL)]
    assert found == [
        (Use.DECLARED, "count"),
        (Use.COUNTED, "count"),
        (Use.IN_TEXT, "count"),
        (Use.IN_TEXT, "count"),
    ]


def test_each_language_names_it() -> None:
    uses = [one.use for one in arguments_in(RULE)]
    assert uses == [Use.DECLARED, Use.IN_TEXT, Use.IN_TEXT]


def test_it_is_found_from_its_first_letter_to_behind_its_last() -> None:
    start = RULE.index("{virtual_machines}") + 1
    for offset in (start, start + 5, start + len("virtual_machines")):
        found = argument_at(RULE, offset)
        assert found is not None
        assert found.name == "virtual_machines"
    assert argument_at(RULE, start - 2) is None
