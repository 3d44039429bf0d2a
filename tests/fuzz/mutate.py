"""Makes broken inputs out of good ones."""

from random import Random

CHARACTERS = (
    *"{}[]()*_`#>|-:'\"\\<>&!%@?=~,;/\n\t ",
    *"\0\x01\x1b\x7f\x85\xa0",
    *"\u200b\u2028\u202e\ufeff\ufffe\u0301é가İßǅ😀",
)
WORDS = (
    # Markdown and HTML
    "**", "```", "~~~", "> [!NOTE]\n", "|-|-|\n", "- ", "1. ", "<table>", "</td>", "<!--", "<br>",
    "](", "[a](b)", "![a](b)", '<a name="x"></a>', "\\<", "&lt;", "&#0;", "https://a.b/c", "javascript:x",
    # YAML
    "---\n", "...\n", "&a ", "*a ", "!!int ", "? ", "|-\n", ">2+\n", "{a: b}", "[a, b]", " # ", "\\ud800", '"\\e[31m"',
    # texts and arguments
    "{virtual_machines}", "{x}", "{{", "}}", "{count:d!}", "{a.b}", "{0}", "one:", "other:", "synced:",
    "title:", "issue:", "layout:", "suppress:", "check:", "arguments:", "front_matter:",
    # PO and XLIFF
    "msgid ", "msgstr ", "msgstr[9] ", "msgctxt ", "#~ ", "#| ", "#, fuzzy\n", '"nplurals=3; plural=n%0;\\n"',
    "charset=utf-16", "<target>", "</target>", "<ph id='1'/>", "<pc>", "<cp hex='d800'/>", "<mrk>", "]]>",
    # numbers and dates
    "99999999999999999999", "-1", "1e999", "null", "true", "~", "2019-9-1",
)  # fmt: skip
LIMIT = 100_000


def mutated(data: bytes, others: list[bytes], random: Random) -> bytes:
    """Return the input with a few things about it changed."""
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        data = random.choice(_WAYS)(data, others, random)
    return data[:LIMIT]


def _cut(data: bytes, _: list[bytes], random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:start] + data[end:]


def _double(data: bytes, _: list[bytes], random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:end] + data[start:]


def _put(data: bytes, _: list[bytes], random: Random) -> bytes:
    start, end = _span(data, random)
    stock: tuple[str, ...] = random.choice((CHARACTERS, WORDS))
    word = random.choice(stock).encode()
    rest = data[random.choice((start, end)) :]
    return data[:start] + word * random.choice((1, 1, 1, 2, 50)) + rest


def _flip(data: bytes, _: list[bytes], random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _swap_lines(data: bytes, _: list[bytes], random: Random) -> bytes:
    lines = data.split(b"\n")
    first, second = random.randrange(len(lines)), random.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _drop_lines(data: bytes, _: list[bytes], random: Random) -> bytes:
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    del lines[at : at + random.choice((1, 1, 3))]
    return b"\n".join(lines)


def _indent(data: bytes, _: list[bytes], random: Random) -> bytes:
    lines = data.split(b"\n")
    at = random.randrange(len(lines))
    lines[at] = b" " * random.randrange(9) + lines[at].lstrip()
    return b"\n".join(lines)


def _graft(data: bytes, others: list[bytes], random: Random) -> bytes:
    start, end = _span(data, random)
    other = random.choice(others)
    from_, to = _span(other, random)
    return data[:start] + other[from_:to] + data[end:]


def _line_ends(data: bytes, _: list[bytes], random: Random) -> bytes:
    return data.replace(
        b"\n", random.choice((b"\r\n", b"\r", b"\n\n")), random.choice((1, 5, -1))
    )


def _repeat(data: bytes, _: list[bytes], random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:end] + data[start:end] * random.choice((2, 20, 400)) + data[end:]


_WAYS = (
    _cut,
    _double,
    _put,
    _put,
    _put,
    _flip,
    _swap_lines,
    _drop_lines,
    _indent,
    _graft,
    _line_ends,
    _repeat,
)


def _span(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 1, 3, 10, 40, 200)))
