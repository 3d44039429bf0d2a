"""`[tool.bpadocs]` of the project's pyproject.toml."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from bpadocs.inputs import SETTINGS_LIMIT, read_inside, text_of
from bpadocs.model import SOURCE_LANGUAGE
from bpadocs.problems import BrokenInputError, Problem

FILE = "pyproject.toml"
KEYS = ("locales", "help", "lint")
HELP = "docs/{locale}/{product}/{page}.md"
HELP_PARTS = frozenset({"{locale}", "{product}", "{page}"})
MOST_TOLD = 50
"""Mistakes; where there are more it is another file, and to place each takes a look at all lines."""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2}|-\d{3})?(-[a-z]+)*")
_DOTTED = re.compile(r"(?<![\w-])(?:(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){32}")
"""A key of more parts than any has; the time that tomllib takes grows with the cube of their number."""
_DIGITS = re.compile(r"\d[\d_]{4000,}")
_BRACKET = re.compile(r"[\[\]{}]")
_DEEP = 100
"""Brackets within brackets; tomllib calls itself for each."""


class Settings(NamedTuple):
    """What a project decides for itself."""

    locales: Mapping[str, str]
    """Language of the texts (`fr`) to locale of the pages (`fr-fr`), in the project's order, English first."""
    help: str
    """Where a rule's page is once it is published, for the help link of its messages: {locale}, {product}, {page}."""
    lint: Mapping[str, Any]
    """The table [tool.bpadocs.lint] as it stands; lint knows what it may hold."""

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.locales)

    @property
    def translations(self) -> tuple[str, ...]:
        """Every language but the source."""
        return tuple(language for language in self.locales if language != SOURCE_LANGUAGE)


def culture(locale: str) -> str:
    """A locale as .NET, PowerShell and ms.contentlocale write it: `fr-FR`, `sr-Latn-RS`."""
    language, *rest = locale.split("-")
    return "-".join([language, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def read_settings(root: Path) -> Settings:
    """The settings of the project in this folder; every mistake in them is reported at once."""
    text = text_of(read_inside(root, FILE, SETTINGS_LIMIT) or b"", FILE).replace("\r\n", "\n")
    table = _table(text)
    locales = table.get("locales", {SOURCE_LANGUAGE: "en-us"})
    found = chain(_unknown(text, table), _locale_problems(text, locales))
    problems = list(islice(found, MOST_TOLD))
    if next(found, None):
        problems.append(Problem(FILE, 1, 1, f"{MOST_TOLD} mistakes are told, there are more"))
    help_link = table.get("help", HELP)
    if not isinstance(help_link, str) or set(re.findall(r"\{[^{}]*\}|[{}]", help_link)) - HELP_PARTS:
        message = "help is an address with {locale}, {product} and {page} in it"
        problems.append(_at(text, "help", message))
    lint = table.get("lint", {})
    if not isinstance(lint, dict):
        problems.append(_at(text, "lint", "lint is a table: [tool.bpadocs.lint]"))
    if problems:
        raise BrokenInputError(problems)
    ordered = {SOURCE_LANGUAGE: locales[SOURCE_LANGUAGE], **locales}
    return Settings(MappingProxyType(ordered), help_link, MappingProxyType(lint))


def _table(text: str) -> dict[str, Any]:
    """The table [tool.bpadocs]; empty where there is none."""
    import tomllib  # a command without a project does without

    dotted = _DOTTED.search(text)
    if dotted:
        place = _place(text[: dotted.start()])
        raise BrokenInputError([Problem(FILE, *place, "a key of more parts than any table is deep")])
    try:
        table = tomllib.loads(text)
    except RecursionError:
        message = "lists or tables nested too deeply"
        raise BrokenInputError([Problem(FILE, *_deepest(text), message)]) from None
    except ValueError as error:  # of tomllib's own kind, or of the number that Python does not read
        raise BrokenInputError([_toml_problem(text, error)]) from None
    found: dict[str, Any] = table
    for name in ("tool", "bpadocs"):
        inner = found.get(name, {})
        if not isinstance(inner, dict):
            message = f"{name} is a table: [tool.bpadocs]"
            raise BrokenInputError([_anywhere(text, name, message)])
        found = inner
    return found


def _unknown(text: str, table: Mapping[str, Any]) -> Iterator[Problem]:
    for key in table:
        if key not in KEYS:
            yield _at(text, key, f"unknown setting “{key}”; known are {', '.join(KEYS)}")


def _locale_problems(text: str, locales: Any) -> Iterator[Problem]:
    if not isinstance(locales, dict):
        yield _at(text, "locales", 'locales is a table of language and page locale: fr = "fr-fr"')
        return
    for language, locale in locales.items():
        if not _TAG.fullmatch(language):
            yield _at(text, language, f"“{language}” is no language tag such as fr, zh-Hans or sr-Latn")
        if not isinstance(locale, str) or not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", locale):
            yield _at(text, language, f'the page locale of “{language}” is lower case, such as "fr-fr"')
    if SOURCE_LANGUAGE not in locales:
        yield _at(text, "locales", 'the source language is missing: en = "en-us"')
    count = Counter(locale for locale in locales.values() if isinstance(locale, str))
    doubled = [x for x in locales if isinstance(locales[x], str) and count[locales[x]] > 1]
    for language in doubled[1:]:
        yield _at(text, language, f"two languages share the page locale “{locales[language]}”")


def _at(text: str, key: str, message: str) -> Problem:
    """A problem at the first line of the section that states this key; tomllib keeps no positions."""
    section = False
    for number, line in enumerate(text.splitlines(), 1):
        section = line.startswith("[tool.bpadocs") if line.startswith("[") else section
        if section and (found := _stated(key, line)):
            return Problem(FILE, number, found, message)
    return Problem(FILE, 1, 1, message)


def _anywhere(text: str, key: str, message: str) -> Problem:
    """The same for a key that begins no section, where it should."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := _stated(key, line):
            return Problem(FILE, number, found, message)
    return Problem(FILE, 1, 1, message)


def _stated(key: str, line: str) -> int | None:
    """The column of the key on this line."""
    if key not in line:  # most lines, and sooner than the pattern says so
        return None
    found = re.search(rf"(?<![\w-])[\"']?{re.escape(key)}(?![\w-])", line)
    return found.start() + 1 if found else None


def _toml_problem(text: str, error: ValueError) -> Problem:
    place = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
    if place:
        message = f"not TOML: {str(error)[: place.start()]}"
        return Problem(FILE, int(place[1]), int(place[2]), message)
    number = _DIGITS.search(text)
    if number:
        return Problem(FILE, *_place(text[: number.start()]), "a number of too many digits")
    return Problem(FILE, text.count("\n") + 1, 1, f"not TOML: {error}")


def _deepest(text: str) -> tuple[int, int]:
    """Where brackets are within too many others."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEP:
            return _place(text[: bracket.start()])
    return 1, 1


def _place(before: str) -> tuple[int, int]:
    """Line and column of what stands behind this text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")
