"""What a checker ships: the texts that it really prints, by language, rule and field.

Tables of BPA and of DSC (`fr-FR/Model.psd1`), .NET resources (`Model.fr.resx`), and PSRule's pages
(`fr-FR/Rule.md`).
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bpadocs import shown
from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.formats.resx import read_resx
from bpadocs.formats.string_data import TextEntry, read_string_data
from bpadocs.published.subjects import PLACEHOLDER, argument_name
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.system.files import RULE_LIMIT, read_inside

SOURCE_LOCALE = "en-us"
"""The language of what is in no folder, and of no name, of a language."""

_SUFFIXES = {
    "title": "title",
    "problem": "issue",
    "impact": "impact",
    "resolution": "resolution",
    "compliant": "compliant",
    # of .NET analyzers
    "message": "issue",
    "messageformat": "issue",
    "description": "impact",
}
_KEY = re.compile(
    r"(.+?)_?(Title|Problem|Impact|Resolution|Compliant|MessageFormat|Message|Description)"
    r"(?:_(Zero|One|Two|Few|Many))?",
    re.IGNORECASE,
)
_FACT = re.compile(r"(.+)_(Severity|Category|Page|Arguments)", re.IGNORECASE)
_CULTURE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8}){0,2}", re.IGNORECASE)

_SECTIONS = {
    "synopsis": "issue",
    "description": "impact",
    "recommendation": "resolution",
    "sinopsis": "issue",
    "descripción": "impact",
    "recomendación": "resolution",
}
"""The headings of a page of PSRule, in the languages that it has them in."""
_FACTS = ("severity", "category", "page", "arguments")
"""What front matter and tables say of a rule in no language."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_HEADING = re.compile(r"(#{1,2})[ \t]+(.*?)[ \t]*#*$")


@dataclass(frozen=True, slots=True)
class ShippedText:
    """A text that a checker prints, and where it stands."""

    text: str
    file: str
    line: int


ShippedFields = dict[str, ShippedText]
"""The texts of a rule in one language, by field."""


@dataclass
class ShippedMessages:
    """All that a checker ships."""

    texts: dict[str, dict[str, ShippedFields]] = field(default_factory=dict)
    """By locale in lower case, and by what the checker calls the rule."""
    facts: dict[str, dict[str, str]] = field(default_factory=dict)
    """What is in no language, by rule: its severity, its category, …"""
    forms: int = 0
    """How many plural forms beside the general ones there are."""
    broken: list[Problem] = field(default_factory=list)
    """What is wrong with files that cannot be read."""
    _names: dict[str, str] = field(default_factory=dict)

    def name(self, rule: str) -> str:
        """Return what the checker calls a rule, however it is cased here."""
        return self._names.setdefault(rule.casefold(), rule)

    def of(self, locale: str) -> Mapping[str, ShippedFields]:
        """Return the texts of a locale, or of its language; empty where there are none."""
        wanted = locale.casefold()
        if wanted in self.texts:
            return self.texts[wanted]
        for known, rules in self.texts.items():
            if known.partition("-")[0] == wanted.partition("-")[0]:
                return rules
        return {}


def read_shipped(folder: Path) -> ShippedMessages:
    """Read every table, resource and page below a folder. Raises UsageError without any English."""
    if not folder.is_dir():
        raise UsageError(f"--messages {shown.name(str(folder))}: no such folder")
    found = ShippedMessages()
    for name in sorted(_files(folder)):
        try:
            _add_file(found, folder, name)
        except BrokenInputError as error:
            found.broken += error.problems
    if not found.of(SOURCE_LOCALE):
        raise UsageError(
            f"--messages {shown.name(str(folder))}: no English messages in it: neither "
            "en-US/*.psd1 with ConvertFrom-StringData, nor *.resx, nor en-US/*.md of PSRule"
        )
    return found


def _files(folder: Path) -> Iterable[str]:
    for path, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if name.lower().endswith((".psd1", ".resx", ".md")):
                yield Path(path, name).relative_to(folder).as_posix()


def _add_file(found: ShippedMessages, folder: Path, name: str) -> None:
    path = (folder / name).as_posix()
    data = read_inside(folder, name, RULE_LIMIT, "folder") or b""
    stem, _, ending = name.rpartition(".")
    culture = _culture_of(folder, name)
    if ending.lower() == "resx":
        base, _, language = Path(stem).name.rpartition(".")
        if base and _CULTURE.fullmatch(language):
            culture = language.casefold()
        _add_entries(found, culture, path, read_resx(data, path))
    elif ending.lower() == "md":
        _add_page(found, culture, path, Path(stem).name, _text(data, path))
    else:
        _add_entries(found, culture, path, read_string_data(_text(data, path), path))


def _culture_of(folder: Path, name: str) -> str:
    """Return the locale that a file is in: that of the nearest folder that is named like one."""
    for part in reversed(Path(folder.name, name).parts[:-1]):
        if _CULTURE.fullmatch(part) and "-" in part:
            return part.casefold()
    return SOURCE_LOCALE


def _text(data: bytes, path: str) -> str:
    is_utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    try:
        return data.decode("utf-16" if is_utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        message = "neither UTF-8 nor UTF-16; save it as UTF-8"
        raise BrokenInputError([Problem(path, 1, 1, message)]) from None


def _add_entries(
    found: ShippedMessages, culture: str, path: str, entries: Iterable[TextEntry]
) -> None:
    """Add the texts of a table; other keys are of programs, and none of ours."""
    for entry in entries:
        fact = _FACT.fullmatch(entry.key)
        key = _KEY.fullmatch(entry.key)
        if fact:
            facts = found.facts.setdefault(found.name(fact[1]), {})
            facts[fact[2].casefold()] = entry.text
        elif key and key[3]:
            found.forms += 1
        elif key:
            own = _SUFFIXES[key[2].casefold()]
            text = ShippedText(entry.text, path, entry.line)
            first = _rule(found, culture, key[1]).setdefault(own, text)
            if first.text != text.text:
                twice = f"“{entry.key}” says otherwise in {first.file}, which counts"
                found.broken.append(Problem(path, entry.line, 1, twice))


def _rule(found: ShippedMessages, culture: str, name: str) -> ShippedFields:
    rules = found.texts.setdefault(culture, {})
    return rules.setdefault(found.name(name), {})


def _add_page(
    found: ShippedMessages, culture: str, path: str, name: str, page: str
) -> None:
    """Add a page of PSRule: its title, the sections that it reads, and its front matter."""
    fields: ShippedFields = {}
    labels: list[str] = []
    unix = page.replace("\r\n", "\n")
    for part in _parts_of_page(unix):
        text = ShippedText(_unescaped(part.text, labels), path, part.line)
        if part.level == 1:
            fields.setdefault("title", text)
        elif part.key.casefold() in _SECTIONS:
            fields[_SECTIONS[part.key.casefold()]] = text
    if "issue" in fields and "title" in fields:
        _drop_repeated(fields)
        own = _rule(found, culture, name)
        for field_name, text in fields.items():
            own.setdefault(field_name, text)
        if culture.startswith(f"{SOURCE_LANGUAGE}-"):
            _add_facts(found, name, unix, labels)


def _unescaped(text: str, labels: list[str]) -> str:
    """Return the text of a page: what stands for values, as `\\<list of disks>`, by number.

    The labels are those that the page had so far; they are numbered in their order.
    """

    def number(placeholder: re.Match[str]) -> str:
        """Return `{0}` for the first label of the page."""
        label = placeholder[1].strip()
        if label not in labels:
            labels.append(label)
        return f"{{{labels.index(label)}}}"

    return _ESCAPED.sub(r"\1", PLACEHOLDER.sub(number, text))


def _add_facts(
    found: ShippedMessages, name: str, page: str, labels: Sequence[str]
) -> None:
    """Add what the front matter of an English page says, and its arguments as it shows them."""
    front, mark, _ = page.removeprefix("---\n").partition("\n---\n")
    if not page.startswith("---\n") or not mark:
        return
    facts = found.facts.setdefault(found.name(name), {})
    for line in front.split("\n"):
        key, separator, value = line.partition(":")
        if separator and key.casefold() in _FACTS:
            facts.setdefault(key.casefold(), value.strip())
    if "arguments" in facts:
        facts["arguments"] = _as_shown(facts["arguments"], labels)


def _as_shown(arguments: str, labels: Sequence[str]) -> str:
    """Return the arguments in the order of these labels, as far as the labels tell their names."""
    left = {pair.partition(":")[0]: pair for pair in arguments.split()}
    known = {label: left.pop(argument_name(label), "") for label in labels}
    ordered: list[str] = []
    for label in labels:
        pair = known[label]
        if not pair and left:
            pair = left.pop(next(iter(left)))
        if pair:
            ordered.append(pair)
    return " ".join([*ordered, *left.values()])


class _PagePart(NamedTuple):
    """A heading of a page, and what is below it."""

    level: int
    key: str
    text: str
    """Of a title, the heading itself."""
    line: int


def _parts_of_page(page: str) -> Iterator[_PagePart]:
    level, key, start = 0, "", 0
    lines: list[str] = []
    last = "# "  # ends the section before it
    for number, line in enumerate([*page.split("\n"), last], 1):
        heading = _HEADING.fullmatch(line)
        if heading is None:
            lines.append(line)
            continue
        text = "\n".join(lines).strip()
        if level == 2 and text:
            yield _PagePart(
                level=level,
                key=key,
                text=text,
                line=start,
            )
        level, key, start = len(heading[1]), heading[2], number
        lines = []
        if level == 1 and key:
            yield _PagePart(
                level=level,
                key=key,
                text=key,
                line=number,
            )


def _drop_repeated(fields: ShippedFields) -> None:
    """Take the issue out of the impact: a description may begin with the synopsis."""
    impact, issue = fields.get("impact"), fields["issue"].text
    if impact and impact.text.startswith(f"{issue}\n\n"):
        rest = impact.text.removeprefix(issue).strip()
        fields["impact"] = ShippedText(rest, impact.file, impact.line)
