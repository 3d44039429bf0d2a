"""`[tool.bpadocs]` of the project's pyproject.toml."""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from bpadocs.inputs import SETTINGS_LIMIT, read_inside, text_of
from bpadocs.model import SOURCE_LANGUAGE
from bpadocs.problems import BrokenInputError, Problem

if TYPE_CHECKING:
    from tomllib import TOMLDecodeError

FILE = "pyproject.toml"
KEYS = ("locales", "help", "lint")
HELP = "docs/{locale}/{product}/{page}.md"
HELP_PARTS = frozenset({"{locale}", "{product}", "{page}"})
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2}|-\d{3})?(-[a-z]+)*")


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
    import tomllib  # a build that remembers the settings does without

    text = text_of(read_inside(root, FILE, SETTINGS_LIMIT) or b"", FILE).replace("\r\n", "\n")
    try:
        table = tomllib.loads(text).get("tool", {}).get("bpadocs", {})
    except tomllib.TOMLDecodeError as error:
        raise BrokenInputError([_toml_problem(text, error)]) from None
    problems = [
        _at(text, key, f"unknown setting “{key}”; known are {', '.join(KEYS)}") for key in table if key not in KEYS
    ]
    locales = table.get("locales", {SOURCE_LANGUAGE: "en-us"})
    problems += _locale_problems(text, locales)
    help_link = table.get("help", HELP)
    if not isinstance(help_link, str) or set(re.findall(r"\{[^{}]*\}|[{}]", help_link)) - HELP_PARTS:
        problems.append(_at(text, "help", "help is an address with {locale}, {product} and {page} in it"))
    if problems:
        raise BrokenInputError(problems)
    ordered = {SOURCE_LANGUAGE: locales[SOURCE_LANGUAGE], **locales}
    return Settings(MappingProxyType(ordered), help_link, MappingProxyType(table.get("lint", {})))


def _locale_problems(text: str, locales: Any) -> list[Problem]:
    if not isinstance(locales, dict):
        return [_at(text, "locales", 'locales is a table of language and page locale: fr = "fr-fr"')]
    problems = []
    for language, locale in locales.items():
        if not _TAG.fullmatch(language):
            problems.append(_at(text, language, f"“{language}” is no language tag such as fr, zh-Hans or sr-Latn"))
        if not isinstance(locale, str) or not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]+)*", locale):
            problems.append(_at(text, language, f'the page locale of “{language}” is lower case, such as "fr-fr"'))
    if SOURCE_LANGUAGE not in locales:
        problems.append(_at(text, "locales", 'the source language is missing: en = "en-us"'))
    doubled = [x for x in locales if isinstance(locales[x], str) and list(locales.values()).count(locales[x]) > 1]
    problems += [_at(text, x, f"two languages share the page locale “{locales[x]}”") for x in doubled[1:]]
    return problems


def _at(text: str, key: str, message: str) -> Problem:
    """A problem at the first line of the section that states this key; tomllib keeps no positions."""
    section = False
    for number, line in enumerate(text.splitlines(), 1):
        section = line.startswith("[tool.bpadocs") if line.startswith("[") else section
        found = re.search(rf"(?<![\w-])[\"']?{re.escape(key)}(?![\w-])", line)
        if section and found:
            return Problem(FILE, number, found.start() + 1, message)
    return Problem(FILE, 1, 1, message)


def _toml_problem(text: str, error: "TOMLDecodeError") -> Problem:
    place = re.search(r" \(at line (\d+), column (\d+)\)$", str(error))
    if not place:
        return Problem(FILE, text.count("\n") + 1, 1, f"not TOML: {error}")
    message = f"not TOML: {str(error)[: place.start()]}"
    return Problem(FILE, int(place[1]), int(place[2]), message)
