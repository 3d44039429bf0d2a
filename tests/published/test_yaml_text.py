"""Rule files as people like to read them, and with exactly the texts they were made of."""

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from bpadocs.formats.yaml.nodes import ListNode, MapNode, Node, ScalarNode, compose
from bpadocs.published.yaml_text import Data, yaml_file

LONG = "It stops when its drive is full. " * 5 + "Mind it."
FOLDED = (
    "It stops when its drive is full. It stops when its drive is full. It stops when its drive is full. It stops when",
    "its drive is full. It stops when its drive is full. Mind it.",
)


def read(node: Node) -> Data:
    if isinstance(node, MapNode):
        return {key: read(value) for key, (_, value) in node.items.items()}
    if isinstance(node, ListNode):
        return [str(read(element)) for element in node.items]
    assert isinstance(node, ScalarNode)
    return node.value


def test_a_file_to_read() -> None:
    data: Mapping[str, Data] = {
        "page": "Keep-clocks",
        "operating_systems": ["Windows Server 2016", "a: b"],
        "intro": "",
        "arguments": {"hosts": {"type": "list", "label": "list of hosts, all"}},
        "layout": {"trailing": "2", "end": "2 0", "raw.impact": "### Impact"},
        "text": {
            "en": {
                "title": LONG,
                "issue": "*x* & y",
                "resolution_details": "One.\n\n- two  \n  three",
            }
        },
    }
    text = yaml_file(data, "s.json")
    assert read(compose(text, "x")) == data
    assert text.split("\n")[:-1] == [
        "# yaml-language-server: $schema=s.json",
        "page: Keep-clocks",
        "operating_systems:",
        "  - Windows Server 2016",
        "  - 'a: b'",
        "intro:",
        "arguments:",
        "  hosts: {type: list, label: 'list of hosts, all'}",
        "layout:",
        "  trailing: 2",
        "  end: 2 0",
        "  raw.impact: '### Impact'",
        "text:",
        "  en:",
        "    title: >-",
        *(f"      {line}" for line in FOLDED),
        "    issue: '*x* & y'",
        "    resolution_details: |-",
        "      One.",
        "",
        "      - two  ",
        "        three",
    ]


TEXT = st.text(
    st.sampled_from("ab :#-'\"*&!|>{}[]%@`\n\té각\u00a0\u2028\x85\ufeff0"),
    min_size=1,
    max_size=150,
)


@given(
    st.dictionaries(st.sampled_from(["title", "issue", "impact"]), TEXT, min_size=1),
    st.lists(TEXT, min_size=1),
)
def test_any_text_comes_back(fields: dict[str, str], words: list[str]) -> None:
    data: Mapping[str, Data] = {"text": {"en": fields}, "operating_systems": words}
    assert read(compose(yaml_file(data, "s"), "x")) == data
