"""Edits of English texts made at random: what stands the same in every language, and what does not.

They are made in the text as it is written, by expressions of their own: nothing here knows how
`bpa carry` reads a text.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

BLANKS = " \u00a0\u202f"
CLOSED_DIGITS = "013678"
"""Digits whose Korean names end in a consonant."""


@dataclass(frozen=True)
class Exchanged:
    """An edit of one kind: every `old` of these places became `new`."""

    kind: str
    text: str
    old: str
    new: str


# What stands the same in every language


def exchanges(
    text: str, markup: bool, names: Sequence[str], source: random.Random
) -> Iterator[Exchanged]:
    """Yield one edit of each kind that the text has a place for."""
    for kind, pattern, renew in _kinds(markup, names):
        places = list(re.finditer(pattern, text))
        if kind in ("number", "unit", "version", "name"):
            places = [
                match for match in places if not _in_code(text, match.start(), markup)
            ]
        if not places:
            continue
        old = source.choice(places)[0]
        new = renew(old, source)
        if new == old or new in text:
            continue
        if source.random() < 0.7:
            found = [match for match in places if match[0] == old]
        else:
            found = [source.choice([match for match in places if match[0] == old])]
        edited = text
        for match in reversed(found):
            edited = edited[: match.start()] + new + edited[match.end() :]
        yield Exchanged(kind, edited, old, new)


Renew = Callable[[str, random.Random], str]


def _kinds(markup: bool, names: Sequence[str]) -> Iterator[tuple[str, str, Renew]]:
    yield (
        "number",
        r"(?<![\w.,:/\\{-])\d{1,3}(?:,\d{3})*(?![\w.,:/-]|,\d|[ \u00a0]?(?:[KMGTP]B|%))",
        _other_number,
    )
    yield "unit", r"(?<![\w.,-])\d[\d,]*(?:\.\d+)? ?(?:KB|MB|GB|TB)\b", _other_quantity
    yield (
        "version",
        r"\b(?:Windows Server|Windows) (?:20\d\d(?: R2)?|1[01]|[78])\b(?! R2)",
        _other_version,
    )
    longest = sorted((name for name in names if len(name) > 4), key=len, reverse=True)
    alternatives = "|".join(map(re.escape, longest))
    yield (
        "name",
        rf"(?<![\w-])(?:{alternatives})(?![\w-]| \d)",
        lambda old, source: source.choice(longest),
    )
    if markup:
        yield (
            "link",
            r"(?<=\]\()[^()\s]+(?=\))",
            lambda old, source: f"{old.rstrip('/')}-{source.randrange(99)}",
        )
        yield (
            "code",
            r"(?<!`)`[^`\n]+`(?!`)",
            lambda old, source: f"`Get-{source.randrange(999)}{old.strip('`')}`",
        )
        yield "block", r"(?m)(?<=\n)```\w*\n(?:.*\n)+?```$", _other_block


def _in_code(text: str, at: int, markup: bool) -> bool:
    if not markup:
        return False
    lines = text[:at].split("\n")
    fences = sum(line.lstrip().startswith("```") for line in lines)
    in_target = re.search(r"\]\([^)\s]*$", lines[-1]) is not None
    return fences % 2 == 1 or lines[-1].count("`") % 2 == 1 or in_target


def _other_number(old: str, source: random.Random) -> str:
    value = int(old.replace(",", ""))
    low = 10 ** (len(str(value)) - 1)
    new = source.randrange(max(low, 2), 10 * low)
    return f"{new:,}" if "," in old else str(new)


def _other_quantity(old: str, source: random.Random) -> str:
    match = re.fullmatch(r"([\d,.]+)( ?)([A-Z]+)", old)
    assert match
    new = source.choice(
        [
            f"{source.randrange(2, 999)}",
            f"{source.randrange(1000, 99999):,}",
            "2.5",
            match[1],
        ]
    )
    unit = source.choice(["MB", "GB", "TB", match[3]])
    return new + match[2] + unit


def _other_version(old: str, source: random.Random) -> str:
    if "Server" in old:
        return f"Windows Server {source.choice(['2008', '2012 R2', '2016', '2019', '2022', '2025'])}"
    return f"Windows {source.choice(['7', '8', '10', '11', '12'])}"


def _other_block(old: str, source: random.Random) -> str:
    lines = old.split("\n")
    lines.insert(
        source.randrange(1, len(lines)), f"Get-Thing -Number {source.randrange(999)}"
    )
    return "\n".join(lines)


# What such an edit must be in a translation


def is_the_same_exchange(edit: Exchanged, before: str, after: str) -> bool:
    """Whether the new translation is the old one with nothing but the token exchanged."""
    if edit.kind in ("number", "unit"):
        return _same_numbers(edit, before, after)
    if edit.kind in ("version", "name"):
        before, after = (
            _without_particles(before, edit.old),
            _without_particles(after, edit.new),
        )
    return after in set(_replaced(before, edit.old, edit.new))


def _replaced(text: str, old: str, new: str) -> Iterator[str]:
    """Yield the text with every `old` exchanged, and with each single one."""
    yield text.replace(old, new)
    at = text.find(old)
    while at >= 0:
        yield text[:at] + new + text[at + len(old) :]
        at = text.find(old, at + 1)


def _without_particles(text: str, word: str) -> str:
    """Return the text with each Korean particle right behind a word as its pair."""
    pairs = {"을": "를", "은": "는", "이": "가", "과": "와", "으로": "로"}
    for one, other in pairs.items():
        text = re.sub(rf"({re.escape(word)}){one}(?![가-힣])", rf"\1{other}", text)
    return text


def _same_numbers(edit: Exchanged, before: str, after: str) -> bool:
    """Whether numbers of the old value, and nothing else, became numbers of the new one."""
    old, new = re.compile(_written(edit.old)), _written(edit.new)
    pattern = ""
    end = 0
    for match in old.finditer(before):
        pattern += _any_particle(before[end : match.start()])
        pattern += f"(?:{re.escape(match[0])}|{new})"
        end = match.end()
    pattern += _any_particle(before[end:])
    return before != after and re.fullmatch(pattern, after) is not None


def _written(number: str) -> str:
    """Return what matches a number in any language, with its unit if it has one."""
    digits = re.sub(r"\D", "", number)
    unit = ""
    if number[-1].isalpha():
        unit = rf"[\u00a0\u202f ]?{number[-2]}[{number[-1]}o]"
    grouped = "[.,’\u00a0\u202f ]?".join(digits)
    return rf"(?<!\d)(?i:{grouped}{unit})(?!\d)"


def _any_particle(text: str) -> str:
    """Return what matches the text with any Korean particle where it begins with one."""
    particle = re.match(r"(?:으로|[을를은는과와로이가])(?![가-힣])", text)
    if not particle:
        return re.escape(text)
    return "(?:으로|[을를은는과와로이가])" + re.escape(text[particle.end() :])


# What does not


def changes_of_words(
    text: str, markup: bool, source: random.Random
) -> Iterator[tuple[str, str]]:
    """Yield edits that are for a translator, each with its kind."""
    words = list(re.finditer(r"(?<![\w`{/.\\-])[A-Za-z]{3,}(?![\w`}/\\-]|\.\w)", text))
    words = [word for word in words if not _in_code(text, word.start(), markup)]
    if len(words) < 3:
        return
    word = source.choice(words)
    start, end = word.span()
    yield (
        "word",
        f"{text[:start]}{source.choice(['never', 'other', 'cluster', 'less'])}x{text[end:]}",
    )
    yield "deleted", text[:start] + text[end:].lstrip(" ")
    yield (
        "inserted",
        f"{text[:start]}{source.choice(['not', 'only', 'always'])} {text[start:]}",
    )
    yield "spelled", f"{text[:start]}seven {text[start:]}"
    yield (
        "sentence",
        f"{text.rstrip()} Then restart the server.{text[len(text.rstrip()) :]}",
    )
    other = source.choice(words)
    if other[0].lower() != word[0].lower():
        first, last = sorted([word, other], key=lambda one: one.start())
        yield (
            "swapped",
            text[: first.start()]
            + last[0]
            + text[first.end() : last.start()]
            + first[0]
            + text[last.end() :],
        )
    if text.rstrip().endswith("."):
        yield "asked", f"{text.rstrip()[:-1]}?"
    yield "number and word", re.sub(r"\d+", "77", text[:start]) + "otherx" + text[end:]
    if markup and f"**{word[0]}" not in text and "**" not in text:
        yield "bold", f"{text[:start]}**{word[0]}**{text[end:]}"
    if "**" in text:
        yield "plain", text.replace("**", "", 2)
    if markup and re.search(r"(?m)^- ", text):
        yield "item", re.sub(r"(?m)^- ", "- One more thing to do.\n- ", text, count=1)
    if markup and re.search(r"(?m)^### ", text):
        yield "level", re.sub(r"(?m)^### ", "## ", text, count=1)
