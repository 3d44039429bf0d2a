"""What the English of a rule was, as git has it."""

import pytest

from bpadocs.lint.history import english_texts, up_to_english

HEAD = """\
page: Memory
arguments:
  hosts: {type: list, label: list of hosts}
"""
ENGLISH = """\
text:
  en:
    title: Give hosts memory
    issue: |
      A host has less

      than 512 MB.
    impact:
      one: "One stops"
      other: "They stop"
"""
FRENCH = """\
  fr:
    title: Donner de la mémoire aux hôtes
"""


def test_the_english_is_read_without_the_translations() -> None:
    whole = HEAD + ENGLISH + FRENCH
    assert up_to_english(whole) == HEAD + ENGLISH
    texts = english_texts("a.yaml", whole)
    assert list(texts) == ["title", "issue", "impact"]
    assert english_texts("a.yaml", up_to_english(whole)) == texts


@pytest.mark.parametrize(
    "content",
    [
        HEAD + "text: # as agreed\n" + ENGLISH.removeprefix("text:\n") + FRENCH,
        HEAD + "text:\n" + FRENCH + ENGLISH.removeprefix("text:\n"),
        HEAD + "'text':\n" + ENGLISH.removeprefix("text:\n") + FRENCH,
        (HEAD + ENGLISH + FRENCH).replace("\n", "\r\n"),
        HEAD,
        "",
    ],
)
def test_in_another_layout_all_of_it_is_read(content: str) -> None:
    assert up_to_english(content) == content
