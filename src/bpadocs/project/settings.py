"""`[tool.bpadocs]` of the project's pyproject.toml."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.toml_places import place
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.system.files import SETTINGS_LIMIT, read_inside, text_of

FILE = "pyproject.toml"
KEYS = ("locales", "help", "messages", "version", "lint")
TARGETS = ("gettext", "json", "bpa", "psrule", "resx", "xccdf")
"""For what checkers messages can be written, see messages/."""
USUAL_TARGETS = ("gettext", "json", "bpa", "resx")
HELP = "docs/{locale}/{product}/{page}.md"
HELP_PARTS = frozenset({"{locale}", "{product}", "{page}"})
MOST_TOLD = 50
"""How many mistakes are told. A file with more is not meant to be ours, and to find the place of
each takes a look at all lines.
"""

_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2}|-\d{3})?(-[a-z]+)*")
_PAGE_LOCALE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")
_VERSION = re.compile(r"[\w.+-]{0,64}", re.ASCII)
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")

# A key of more parts than any has. The time that tomllib takes for a key grows with the cube of
# their number, so a file with such a key is refused before tomllib sees it.
_DOTTED = re.compile(
    r"(?<![\w-])(?:(?:[\w-]+|\"[^\"\n]*\"|'[^'\n]*')[ \t]*\.[ \t]*){32}"
)

# A number of more digits than Python converts.
_DIGITS = re.compile(r"\d[\d_]{4000,}")

_BRACKET = re.compile(r"[\[\]{}]")
_DEEP = 100
"""How many brackets may be within brackets; tomllib calls itself for each."""


class Settings(NamedTuple):
    """What a project decides for itself."""

    locales: Mapping[str, str]
    """From the language of the texts (`fr`) to the locale of the pages (`fr-fr`), in the project's
    order, English first.
    """
    help: str
    """Where a rule's page is once it is published, for the help link of its messages; {locale},
    {product} and {page} are filled in.
    """
    lint: Mapping[str, Any]
    """The table [tool.bpadocs.lint] as it is in the file; lint knows what it may hold."""
    messages: tuple[str, ...] = USUAL_TARGETS
    """For what checkers messages are written, in the order of TARGETS."""
    version: str = ""
    """The version of the rules, which each catalog names; empty where nobody counts."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language of the project, English first."""
        return tuple(self.locales)

    @property
    def translations(self) -> tuple[str, ...]:
        """Every language but the source."""
        return tuple(
            language for language in self.locales if language != SOURCE_LANGUAGE
        )


def read_settings(root: Path) -> Settings:
    """Return the settings of the project in this folder.

    Raises BrokenInputError with every mistake in them.
    """
    content = read_inside(root, FILE, SETTINGS_LIMIT) or b""
    text = text_of(content, FILE).replace("\r\n", "\n")
    table = _table(text)
    locales = table.get("locales", {SOURCE_LANGUAGE: "en-us"})
    help_link = table.get("help", HELP)
    lint = table.get("lint", {})
    messages = table.get("messages", list(USUAL_TARGETS))
    version = table.get("version", "")
    found = chain(
        _unknown(text, table),
        _locale_problems(text, locales),
        _message_problems(text, messages),
        _version_problems(text, version),
    )
    problems = _first(found)
    if not _is_help_link(help_link):
        message = "help is an address with {locale}, {product} and {page} in it"
        problems.append(_at(text, "help", message))
    if not isinstance(lint, dict):
        problems.append(_at(text, "lint", "lint is a table: [tool.bpadocs.lint]"))
    if problems:
        raise BrokenInputError(problems)
    english_first = {SOURCE_LANGUAGE: locales[SOURCE_LANGUAGE], **locales}
    return Settings(
        locales=MappingProxyType(english_first),
        help=help_link,
        lint=MappingProxyType(lint),
        messages=tuple(name for name in TARGETS if name in messages),
        version=version,
    )


def _first(found: Iterator[Problem]) -> list[Problem]:
    """Return the first problems; where there are more, the last one says so."""
    problems = list(islice(found, MOST_TOLD))
    if next(found, None):
        message = f"{MOST_TOLD} mistakes are told, there are more"
        problems.append(_problem(message))
    return problems


def _is_help_link(value: object) -> bool:
    if not isinstance(value, str):
        return False
    return HELP_PARTS.issuperset(_BRACES.findall(value))


def _table(text: str) -> dict[str, Any]:
    """Return the table [tool.bpadocs]; empty where there is none."""
    found = _toml(text)
    for name in ("tool", "bpadocs"):
        inner = found.get(name, {})
        if not isinstance(inner, dict):
            message = f"{name} is a table: [tool.bpadocs]"
            raise BrokenInputError([_anywhere(text, name, message)])
        found = inner
    return found


def _toml(text: str) -> dict[str, Any]:
    """Return what the file holds. Raises BrokenInputError where it is not TOML."""
    import tomllib  # here, for a command without a project does without

    dotted = _DOTTED.search(text)
    if dotted:
        message = "a key of more parts than any table is deep"
        problem = _behind(text[: dotted.start()], message)
        raise BrokenInputError([problem])
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise BrokenInputError([_too_deep(text)]) from None
    except (
        ValueError
    ) as error:  # of tomllib's own kind, or of the number that Python does not read
        raise BrokenInputError([_toml_problem(text, error)]) from None


def _unknown(text: str, table: Mapping[str, Any]) -> Iterator[Problem]:
    for key in table:
        if key not in KEYS:
            message = f"unknown setting “{key}”; known are {', '.join(KEYS)}"
            yield _at(text, key, message)


def _locale_problems(text: str, locales: Any) -> Iterator[Problem]:
    if not isinstance(locales, dict):
        yield _at(
            text,
            "locales",
            'locales is a table of language and page locale: fr = "fr-fr"',
        )
        return
    for language, locale in locales.items():
        if not _TAG.fullmatch(language):
            message = f"“{language}” is no language tag such as fr, zh-Hans or sr-Latn"
            yield _at(text, language, message)
        if not isinstance(locale, str) or not _PAGE_LOCALE.fullmatch(locale):
            message = f'the page locale of “{language}” is lower case, such as "fr-fr"'
            yield _at(text, language, message)
    if SOURCE_LANGUAGE not in locales:
        yield _at(text, "locales", 'the source language is missing: en = "en-us"')
    for language in _sharing(locales)[1:]:
        message = f"two languages share the page locale “{locales[language]}”"
        yield _at(text, language, message)


def _message_problems(text: str, messages: Any) -> Iterator[Problem]:
    if not isinstance(messages, list):
        example = 'messages = ["gettext", "bpa"]'
        yield _at(text, "messages", f"messages is a list of targets: {example}")
        return
    known = f"known are {', '.join(TARGETS)}"
    for number, name in enumerate(islice(messages, MOST_TOLD + 1)):
        if name not in TARGETS:
            message = f"“{name}” is no target of messages; {known}"
        elif name in messages[:number]:
            message = f"the target “{name}” is there twice; remove one"
        else:
            continue
        line, column = place(text, "messages", str(name))
        yield _problem(message, line, column)


def _version_problems(text: str, version: Any) -> Iterator[Problem]:
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        message = 'version is a word of letters, digits and “.+-”: version = "1.2"'
        yield _at(text, "version", message)


def _sharing(locales: Mapping[str, Any]) -> list[str]:
    """Return the languages whose page locale is that of another language too."""
    texts = {}
    for language, locale in locales.items():
        if isinstance(locale, str):
            texts[language] = locale
    count = Counter(texts.values())
    return [language for language, locale in texts.items() if count[locale] > 1]


# Where things are in the file: tomllib keeps no positions


def _at(text: str, key: str, message: str) -> Problem:
    """Return a problem at the first line of our sections that states this key."""
    ours = False
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            ours = line.startswith("[tool.bpadocs")
        column = _stated(key, line) if ours else None
        if column:
            return _problem(message, number, column)
    return _problem(message)


def _anywhere(text: str, key: str, message: str) -> Problem:
    """Return a problem at the first line of the file that states this key."""
    for number, line in enumerate(text.splitlines(), 1):
        column = _stated(key, line)
        if column:
            return _problem(message, number, column)
    return _problem(message)


def _stated(key: str, line: str) -> int | None:
    """Return the column of the key on this line, from 1."""
    if key not in line:  # most lines, and found sooner than by the expression
        return None
    found = re.search(rf"(?<![\w-])[\"']?{re.escape(key)}(?![\w-])", line)
    return found.start() + 1 if found else None


def _toml_problem(text: str, error: ValueError) -> Problem:
    reason = str(error)
    place = re.search(r" \(at line (\d+), column (\d+)\)$", reason)
    if place:
        line = int(place[1])
        column = int(place[2])
        message = f"not TOML: {reason[: place.start()]}"
        return _problem(message, line, column)
    number = _DIGITS.search(text)
    if number:
        return _behind(text[: number.start()], "a number of too many digits")
    last_line = text.count("\n") + 1
    return _problem(f"not TOML: {error}", last_line)


def _too_deep(text: str) -> Problem:
    """Return a problem at the first bracket that is within too many others."""
    message = "lists or tables nested too deeply"
    depth = 0
    for bracket in _BRACKET.finditer(text):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEP:
            return _behind(text[: bracket.start()], message)
    return _problem(message)


def _behind(before: str, message: str) -> Problem:
    """Return a problem at what follows this text."""
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    return _problem(message, line, column)


def _problem(message: str, line: int = 1, column: int = 1) -> Problem:
    return Problem(
        path=FILE,
        line=line,
        column=column,
        message=message,
    )
