import re
from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yaml_helpers import last_line

from bpadocs.formats.yaml.edit import EditError, Path, Value, edit
from bpadocs.formats.yaml.nodes import ListNode, MapNode, Node, ScalarNode, compose
from bpadocs.formats.yaml.scalars import ScalarPlace, write


def tree(text: str) -> object:
    return data(compose(text.removeprefix("\ufeff"), "test"))


def data(node: Node) -> object:
    if isinstance(node, MapNode):
        return {key: data(value) for key, (_, value) in node.items.items()}
    if isinstance(node, ListNode):
        return [data(item) for item in node.items]
    assert isinstance(node, ScalarNode)
    return node.value


def order(path: Path) -> tuple[str, ...]:
    return {
        (): ("page", "severity", "text"),
        ("text",): ("en", "fr", "ko"),
        ("text", "fr"): ("title", "issue"),
    }.get(path, ("one", "other"))


# The cases one thinks of


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: old # why\nb: x\n", "new", "a: new # why\nb: x\n"),
        ("a: 'old'\n", "it's", "a: 'it''s'\n"),
        ('a: "old"\n', 'say "x"', 'a: "say \\"x\\""\n'),
        ("a: old\n", "C # sharp", "a: 'C # sharp'\n"),
        ("a: old\n", "Note : l'été", 'a: "Note : l\'été"\n'),
        ("a: old\n", "*bold* begins", "a: '*bold* begins'\n"),
        ("a: old\n", "{vm} begins", "a: '{vm} begins'\n"),
        ("a: old\n", "no", "a: 'no'\n"),
        ("a: old\n", "12:30", "a: '12:30'\n"),
        ("a: old\n", "2019-09-01", "a: '2019-09-01'\n"),
        ("a: old\n", "one\ntwo", "a: |-\n  one\n  two\n"),
        ("a: old # why\nb: x", "one\ntwo\n", "a: | # why\n  one\n  two\nb: x"),
        (
            "a: |- # why\n    one\n\n# next\nb: x\n",
            "two\nthree",
            "a: |- # why\n    two\n    three\n\n# next\nb: x\n",
        ),
        ("a: |-\n  one\n\nb: x\n", "tail \r", 'a: "tail \\r"\n\nb: x\n'),
        ("a: >-\n  one\n  two\n", "  led", "a: '  led'\n"),
        ("a: |-\n  one\n  two\n", "  led\nx", "a: |2-\n    led\n  x\n"),
        ("a: >-\n  one\nb: x\n", "p\n\nq", "a: |-\n  p\n\n  q\nb: x\n"),
        ("a:\nb: x\n", "new", "a: new\nb: x\n"),
        ("a: # why\nb: x\n", "new", "a: new # why\nb: x\n"),
        ("{a: old, b: x}\n", "x, y", "{a: 'x, y', b: x}\n"),
        ("a: old\r\nb: x\r\n", "1\n2", "a: |-\r\n  1\r\n  2\r\nb: x\r\n"),
        ("a: old\n    # deep\nb: x\n", "1\n2", 'a: "1\\n2"\n    # deep\nb: x\n'),
        ("a: old", "1\n", 'a: "1\\n"'),
        ("\ufeffa: old", "new", "\ufeffa: new"),
        ("a: 😀 old\nb: |-\n  x\n", "😀", "a: 😀\nb: |-\n  x\n"),
    ],
)
def test_replace(before: str, value: str, after: str) -> None:
    assert edit(before, {("a",): value}) == after


def test_a_folded_text_is_folded_again_at_its_width() -> None:
    text = "a: >-\n  " + "\n  ".join(["word " * 15 + "end"] * 3) + "\nb: x\n"
    edited = edit(text, {("a",): ("word " * 40).strip()})
    assert max(map(len, edited.splitlines())) <= 80
    assert len(edited.splitlines()) > 3
    assert tree(edited) == {"a": ("word " * 40).strip(), "b": "x"}


def test_a_text_that_outgrows_its_line_goes_below_it() -> None:
    long = "A sentence of some length, to be sure. " * 4
    for before in ("a: short\nb: x\n", "a: 'short'\nb: x\n", "b: x\n"):
        edited = edit(before, {("a",): long.strip()}, order)
        lines = edited.replace("b: x\n", "").splitlines()
        assert lines[0] == "a: >-"
        assert len(lines) == 3
        assert max(map(len, lines)) <= 120
    wide = f"a: {long * 2}end\nb: x\n"
    assert len(edit(wide, {("a",): long.strip()}).splitlines()) == 2


def test_a_link_stays_on_one_line() -> None:
    text = "word " * 17 + "[a link of four words](https://example.org/a) and more"
    lines = edit("a: x\n", {("a",): text}).splitlines()
    assert lines[2].strip().startswith("[a link of four words](https://example.org/a)")


RULE = """\
# a rule
page: p
text:
   en:
      title: T   # keep
      issue: |
         I

   # Korean
   ko:
      title: K
"""


@pytest.mark.parametrize(
    ("changes", "old", "new"),
    [
        ({("severity",): "error"}, "page: p\n", "page: p\nseverity: error\n"),
        (
            {
                ("text", "fr", "issue"): "I",
                ("text", "fr", "title"): "T",
                ("text", "fr", "synced", "issue"): "x",
            },
            "         I\n",
            (
                "         I\n   fr:\n      title: T\n      issue: |-\n         I\n"
                "      synced:\n         issue: x\n"
            ),
        ),
        (
            {("text", "ko", "issue"): "a\nb"},
            "title: K\n",
            "title: K\n      issue: |-\n         a\n         b\n",
        ),
        (
            {("text", "ko", "title"): {"other": "K2", "one": "K1"}},
            "title: K\n",
            "title:\n         one: K1\n         other: K2\n",
        ),
        ({("text", "ko", "title"): None}, "   ko:\n      title: K\n", ""),
        ({("text", "en", "title"): None}, "      title: T   # keep\n", ""),
        ({("text", "en", "issue"): None, ("page",): None}, "page: p\n", ""),
    ],
)
def test_insert_and_remove(
    changes: dict[Path, Value | None], old: str, new: str
) -> None:
    expected = RULE.replace(old, new)
    if ("text", "en", "issue") in changes:
        expected = expected.replace("      issue: |\n         I\n", "")
    assert edit(RULE, changes, order) == expected


@pytest.mark.parametrize(
    ("before", "path", "value", "after"),
    [
        ("m: {one: 1}\n", ("m", "other"), "2", "m: {one: 1, other: '2'}\n"),
        ("m: {other: x}\n", ("m", "one"), "y", "m: {one: y, other: x}\n"),
        ("m: {one: x, other: y} # c\n", ("m", "one"), None, "m: {other: y} # c\n"),
        ("m: {one: x, other: y}\n", ("m", "other"), None, "m: {one: x}\n"),
        ("m: {}\n", ("m", "one"), "x", "m:\n  one: x\n"),
        ("m:\nn: y\n", ("m", "one"), "x", "m:\n  one: x\nn: y\n"),
        ("n: {m: x}\n", ("n", "m"), {"one": "x"}, "n: {m: {one: x}}\n"),
        ("m: |\n  x", ("n",), "y", "m: |-\n  x\nn: y"),
        ("m:\n- x\n- y\n", ("n",), "z", "m:\n- x\n- y\nn: z\n"),
        ("m: {one: x, other: y}\n", ("m",), "z", "m: z\n"),
        (
            "m: # c\n  one: x\n  other: y\n# d\nn: x\n",
            ("m",),
            "z",
            "m: z # c\n# d\nn: x\n",
        ),
        (
            "m:\n  one: x\n  other: {a: b} # c\nn: x\n",
            ("m",),
            "y\nz",
            "m: |-\n  y\n  z\nn: x\n",
        ),
        (
            "m:\n  one: x\n  other: {a: b} # c",
            ("m",),
            "long " * 30 + "end",
            "m: >-\n  " + "long " * 22 + "long\n  " + "long " * 7 + "end",
        ),
    ],
)
def test_flow_mappings_and_changes_of_kind(
    before: str, path: Path, value: Value | None, after: str
) -> None:
    assert edit(before, {path: value}, order) == after


def test_several_changes_at_once_and_none() -> None:
    text = "{a: 1, b: 2, c: 3}\n"
    assert edit(text, {("a",): "x", ("c",): "z", ("b",): None}) == "{a: x, c: z}\n"
    assert edit(text, {("a",): "1", ("d",): None}) == text
    assert (
        edit("m:\n  a: 1\n", {("m", "a"): None, ("m", "b"): "x", ("n", "o"): "y"})
        == "m:\n  b: x\nn:\n  o: y\n"
    )


def test_what_cannot_be_done_is_refused() -> None:
    with pytest.raises(EditError):
        edit("a: x\n", {("a", "b"): "y"})
    with pytest.raises(EditError):
        edit("a: x\n", {("a",): None})
    with pytest.raises(EditError):
        edit("? a\n: x\n", {("b",): "y\nz", ("a",): None})
    with pytest.raises(ValueError, match="half a character"):
        edit("a: x\n", {("a",): "\ud800"})


# And all the others

WORDS = [
    "word",
    "two words",
    "no",
    "1.10",
    "12:30",
    "---",
    "...",
    "{vm}",
    "- ",
    "? ",
    ": ",
    " # ",
    "\r\n",
    "\n\n",
    "  ",
]
SCRIPTS = ["עברית", "العربية", "한국어", "😀", "l'été", "«\xa0x\xa0»"]


def _long(count: int, seed: int) -> str:
    words = ["word", "another", "#", "- x", "a:", "l'eau"]
    return " ".join(Random(seed).choices(words, k=count))


AWKWARD = st.sampled_from(
    [
        *" \n\r\t\0\x7f\x85\xa0\u2028\u2029\u202f\u200f\ufeff:#'\"\\*&!%@`{}[],|>~",
        *WORDS,
        *SCRIPTS,
    ]
)
TEXTS = st.one_of(
    st.lists(AWKWARD, max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    # drawn one by one, as many words take longer to draw than all else to test
    st.builds(_long, st.integers(200, 400), st.integers(0, 2**32 - 1)),
    st.just("A paragraph of 10 KB, with «guillemets» : and a # mark. " * 180),
)
STYLES = st.sampled_from([None, "", "'", '"', "|", ">"])


@given(
    text=TEXTS,
    style=STYLES,
    column=st.integers(0, 12),
    step=st.integers(1, 12),
    width=st.sampled_from([None, 40, 90]),
)
def test_a_written_scalar_reads_as_its_text(
    text: str, style: str, column: int, step: int, width: int | None
) -> None:
    pad = " " * column
    written = write(text, ScalarPlace(column, column + step, width=width), style)
    file = "\n".join([f"{pad}k: {written.head}", *written.body, f"{pad}z: end", ""])
    assert tree(file) == {"k": text, "z": "end"}
    flow = write(text, ScalarPlace(column, column + step, flow=True), style)
    assert tree(f"{{k: {flow.head}, z: end}}") == {"k": text, "z": "end"}


KEYS = ["one", "other", "en", "fr", "ko", "title", "issue", "no", "ms.date"]
TREES = st.recursive(
    TEXTS,
    lambda inner: st.dictionaries(st.sampled_from(KEYS), inner, min_size=1, max_size=4),
    max_leaves=12,
)
ROOTS = st.dictionaries(st.sampled_from(KEYS), TREES, min_size=1, max_size=4)


class Writer:
    """A file as somebody could have written it: odd indentation, comments, empty lines, any style,
    any line end.
    """

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.newline = draw(st.sampled_from(["\n", "\r\n"]))

    def file(self, root: Mapping[str, Value]) -> str:
        lines = self.comments(0) + self.mapping(
            root, self.draw(st.sampled_from([0, 0, 2]))
        )
        end = self.draw(
            st.sampled_from(
                ["", self.newline, self.newline * 3, f"{self.newline}# end"]
            )
        )
        return (
            self.draw(st.sampled_from(["", "\ufeff"])) + self.newline.join(lines) + end
        )

    def comments(self, column: int) -> list[str]:
        return self.draw(
            st.lists(
                st.sampled_from(
                    ["", "# note: x", " " * column + "# here", " " * column]
                ),
                max_size=2,
            )
        )

    def mapping(self, values: Mapping[str, Value], column: int) -> list[str]:
        step = self.draw(st.integers(1, 5))
        pad = " " * column
        lines: list[str] = []
        for key, value in values.items():
            comment = self.draw(st.sampled_from(["", " # why", "   # why: \u00e9"]))
            if isinstance(value, Mapping) and self.draw(st.booleans()):
                lines += [
                    f"{pad}{key}:{comment}",
                    *self.comments(column + step),
                    *self.mapping(value, column + step),
                ]
            elif isinstance(value, Mapping):
                lines.append(f"{pad}{key}: {self.flow(value)}{comment}")
            else:
                assert isinstance(value, str)
                place = ScalarPlace(
                    column, column + step, width=self.draw(st.sampled_from([None, 60]))
                )
                written = write(value, place, self.draw(STYLES))
                lines += [
                    f"{pad}{key}: {written.head}{'' if place.width and written.body else comment}",
                    *written.body,
                ]
            lines += self.comments(0)
        return lines

    def flow(self, value: Value) -> str:
        if isinstance(value, str):
            return write(value, ScalarPlace(0, 0, flow=True), self.draw(STYLES)).head
        blank = self.draw(st.sampled_from(["", " "]))
        return (
            "{"
            + blank
            + ", ".join(f"{key}: {self.flow(inner)}" for key, inner in value.items())
            + blank
            + "}"
        )


@st.composite
def files(draw: st.DrawFn) -> str:
    return Writer(draw).file(draw(ROOTS))


def paths(values: object, *keys: str) -> list[Path]:
    if not isinstance(values, dict):
        return [keys]
    return [path for key, value in values.items() for path in paths(value, *keys, key)]


def changed(values: object, path: Path, value: Value | None) -> object:
    if not path:
        return value
    inner = dict(values) if isinstance(values, dict) else {}
    new = changed(inner.get(path[0]), path[1:], value)
    if new is None or new == {}:
        inner.pop(path[0], None)
    else:
        inner[path[0]] = new
    return inner


def node_at(text: str, path: Path) -> tuple[ScalarNode, Node]:
    node = compose(text, "test")
    for key in path:
        assert isinstance(node, MapNode)
        key_node, node = node.items[key]
    return key_node, node


def untouched(before: list[str], after: list[str], first: int, last: int) -> bool:
    """Whether all lines but those from first to last are the same."""
    tail = len(before) - last - 1
    return before[:first] == after[:first] and (
        tail == 0 or before[-tail:] == after[-tail:]
    )


def lines_of(text: str) -> list[str]:
    return re.findall("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029]|$)", text)


@given(file=files(), value=TEXTS, choice=st.randoms(use_true_random=False))
def test_replacing_changes_that_value_and_no_other_line(
    file: str, value: str, choice: object
) -> None:
    mark = "\ufeff" if file.startswith("\ufeff") else ""
    body = file.removeprefix(mark)
    old = tree(file)
    path = choice.choice(paths(old))  # type: ignore[attr-defined]
    edited = edit(file, {path: value}, order)
    assert edited.startswith(mark)
    assert tree(edited) == changed(old, path, value)
    key, node = node_at(body, path)
    assert untouched(
        lines_of(body),
        lines_of(edited.removeprefix(mark)),
        key.line - 1,
        last_line(body, node),
    )
    assert edit(edited, {path: value}, order) == edited


@given(
    file=files(),
    values=st.one_of(TEXTS, ROOTS),
    keys=st.lists(st.sampled_from(KEYS), min_size=1, max_size=3),
)
def test_putting_anything_anywhere(file: str, values: Value, keys: list[str]) -> None:
    path = tuple(keys)
    old = tree(file)
    inner = old
    for key in path[:-1]:
        inner = inner.get(key, {}) if isinstance(inner, dict) else inner
    if not isinstance(inner, dict) and inner:
        with pytest.raises(EditError):
            edit(file, {path: values}, order)
        return
    edited = edit(file, {path: values}, order)
    assert tree(edited) == changed(old, path, values)
    if (
        isinstance(inner, dict)
        and path[-1] not in inner
        and "{}" not in file
        and not _in_flow(file, path)
    ):
        kept = lines_of(edited.removeprefix("\ufeff"))
        for line in lines_of(file.removeprefix("\ufeff")):
            assert any(line.rstrip("\r\n") in other for other in kept) or re.search(
                "[|>][+0-9]*$", line.split(" #")[0]
            )


def _in_flow(file: str, path: Path) -> bool:
    node = compose(file.removeprefix("\ufeff"), "test")
    for key in path[:-1]:
        inner = node.get(key) if isinstance(node, MapNode) else None
        if inner is None:
            break
        node = inner
    return not isinstance(node, MapNode) or node.flow


@given(file=files(), choice=st.randoms(use_true_random=False))
def test_removing_takes_that_value_and_no_other_line(file: str, choice: object) -> None:
    old = tree(file)
    path = choice.choice(paths(old))  # type: ignore[attr-defined]
    expected = changed(old, path, None)
    if not expected:
        with pytest.raises(EditError):
            edit(file, {path: None}, order)
        return
    edited = edit(file, {path: None}, order)
    assert tree(edited) == expected
    before, after = (
        lines_of(file.removeprefix("\ufeff")),
        lines_of(edited.removeprefix("\ufeff")),
    )
    body = file.removeprefix("\ufeff")
    key, node = node_at(body, path)
    while len(path) > 1 and len(tree_at(old, path[:-1])) == 1:
        path = path[:-1]
        key, _ = node_at(body, path)
    assert untouched(before, after, key.line - 1, last_line(body, node))


@given(
    file=files(),
    choices=st.lists(
        st.tuples(st.randoms(use_true_random=False), TEXTS | st.none()), max_size=6
    ),
)
def test_many_changes_at_once(
    file: str, choices: list[tuple[object, str | None]]
) -> None:
    old = tree(file)
    known = paths(old)
    changes: dict[Path, Value | None] = {}
    for number, (choice, value) in enumerate(choices):
        path = choice.choice(known)  # type: ignore[attr-defined]
        changes[path if choice.random() < 0.6 else (*path[:-1], f"new{number}")] = value  # type: ignore[attr-defined]
    expected = old
    for path, new in sorted(changes.items(), key=lambda change: change[1] is None):
        expected = changed(expected, path, new)
    if not expected:
        return
    assert tree(edit(file, changes, order)) == expected


def tree_at(values: object, path: Path) -> dict[str, object]:
    for key in path:
        assert isinstance(values, dict)
        values = values[key]
    assert isinstance(values, dict)
    return values
