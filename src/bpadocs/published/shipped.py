"""What a checker ships: the texts that it really prints, by language, rule and field.

Tables of BPA and of DSC (`fr-FR/Model.psd1`), .NET resources (`Model.fr.resx`), and PSRule's pages
(`fr-FR/Rule.md`).
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bpadocs import shown
from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.formats.resx import read_resx
from bpadocs.formats.string_data import TextEntry, read_string_data
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
            _rule(found, culture, key[1])[own] = text


def _rule(found: ShippedMessages, culture: str, name: str) -> ShippedFields:
    rules = found.texts.setdefault(culture, {})
    return rules.setdefault(found.name(name), {})


def _add_page(
    found: ShippedMessages, culture: str, path: str, name: str, page: str
) -> None:
    """Add a page of PSRule: its title, and the sections that it reads."""
    fields: ShippedFields = {}
    field_name, start, lines = "", 0, list[str]()
    for number, line in enumerate([*page.replace("\r\n", "\n").split("\n"), "# "], 1):
        heading = _HEADING.fullmatch(line)
        if heading is None:
            lines.append(line)
            continue
        text = "\n".join(lines).strip()
        if field_name and text:
            fields[field_name] = ShippedText(text, path, start + 1)
        field_name, start, lines = "", number, []
        if heading[1] == "##":
            field_name = _SECTIONS.get(heading[2].casefold(), "")
        elif heading[2] and "title" not in fields:
            fields["title"] = ShippedText(heading[2], path, number)
    if "issue" in fields and "title" in fields:
        impact = fields.get("impact")
        issue = fields["issue"].text
        if impact and impact.text.startswith(f"{issue}\n\n"):
            rest = impact.text.removeprefix(issue).strip()
            fields["impact"] = ShippedText(rest, path, impact.line)
        _rule(found, culture, name).update(fields)
