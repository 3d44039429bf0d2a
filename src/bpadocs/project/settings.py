"""The settings of a project: bpadocs.toml, or [tool.bpadocs] of its pyproject.toml."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.project import page_template
from bpadocs.project.mistakes import nearest
from bpadocs.project.settings_file import FILE, SettingsTable, read_table
from bpadocs.rule.model import (
    SOURCE_LANGUAGE,
    Category,
    OwnSeverity,
    PageTemplate,
    Severity,
)
from bpadocs.system.files import SETTINGS_LIMIT, SOURCES, read_inside, text_of
from bpadocs.words.cldr import is_known
from bpadocs.words.of_source import is_english

KEYS = (
    "locales",
    "source",
    "help",
    "edit_url",
    "issue_url",
    "out",
    "template",
    "categories",
    "severities",
    "messages",
    "version",
    "lint",
)
TARGETS = ("gettext", "json", "bpa", "psrule", "resx", "xccdf")
"""For what checkers messages can be written, see messages/."""
USUAL_TARGETS = ("gettext", "json", "bpa", "resx")
OUT = "build"
"""The folder that a project is built to."""
HELP = "docs/{locale}/{product}/{page}.md"
HELP_PARTS = frozenset({"{locale}", "{product}", "{page}"})
EDIT_URL = re.compile(r"(?=.*\{path\})https?://(?:[^\s{}]|\{path\}|\{line\})+")
"""The address of a file at a code host. Pages link to it, so no other kind of address will do."""
ISSUE_URL = re.compile(
    r"(?=.*\{rule\})https?://(?:[^\s{}]|\{(?:rule|field|language)\})+"
)
"""The address where somebody writes of a text of a rule, likewise."""
MOST_TOLD = 50
"""How many mistakes are told. A file with more is not meant to be ours, and to find the place of
each takes a look at all lines.
"""

TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z]{4})?(-[A-Za-z]{2}|-\d{3})?(-[a-z]+)*")
PAGE_LOCALE = re.compile(r"[a-z]{2,3}(-[a-z0-9]+)*")
FOLDER = re.compile(r"(?:[\w-][\w.-]*/)*[\w-][\w.-]*/?")
"""Folders below the project's own: none is hidden, and none leads upwards."""
CATEGORY = re.compile(r"[a-z][a-z0-9]*")
"""How categories and severities are named: parts of keys in what checkers load, and so letters and
digits alone.
"""
SEVERITY_KEYS = ("word", "like")
VERSION = re.compile(r"[A-Za-z0-9_.+-]{0,64}")
_BRACES = re.compile(r"\{[^{}]*\}|[{}]")


class Settings(NamedTuple):
    """What a project decides for itself."""

    locales: Mapping[str, str]
    """From the language of the texts (`fr`) to the locale of the pages (`fr-fr`), in the project's
    order, the source first.
    """
    help: str
    """Where a rule's page is once it is published, for the help link of its messages; {locale},
    {product} and {page} are filled in.
    """
    lint: Mapping[str, Any]
    """The table of lint as it is in the file; lint knows what it may hold."""
    messages: tuple[str, ...] = USUAL_TARGETS
    """For what checkers messages are written, in the order of TARGETS."""
    version: str = ""
    """The version of the rules, which each catalog names; empty where nobody counts."""
    out: str = OUT
    """The folder that pages and messages are built to, from the project's own."""
    template: PageTemplate | None = None
    """The template of pages that the project has itself."""
    categories: Mapping[str, str] = MappingProxyType({})
    """Categories of rules beside the usual ones, with their English words."""
    severities: Mapping[str, OwnSeverity] = MappingProxyType({})
    """Severities of rules beside the usual ones."""
    edit_url: str = ""
    """Where a file of the project is edited at its code host; {path} and {line} are filled in.
    Empty where nobody says.
    """
    issue_url: str = ""
    """Where somebody writes of a text; {rule}, {field} and {language} are filled in. Empty where
    nobody says.
    """
    file: str = FILE
    """The name of the file that says all this."""
    source_language: str = SOURCE_LANGUAGE
    """The language that rules are written in; all others are translated from that."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language of the project, the source first."""
        return tuple(self.locales)

    @property
    def translations(self) -> tuple[str, ...]:
        """Every language but the source."""
        return tuple(
            language for language in self.locales if language != self.source_language
        )

    @property
    def with_catalogs(self) -> tuple[str, ...]:
        """Every language that shared words are translated into, see words/of_source.py.

        bpadocs' own are English: a project in another language has a catalog of its source too.
        """
        if is_english(self.source_language):
            return self.translations
        return self.languages


def read_settings(root: Path) -> Settings:
    """Return the settings of the project in this folder.

    Raises BrokenInputError with every mistake in them.
    """
    read = read_table(root)
    table = read.table
    problems = _first(read, _problems(read))
    if problems:
        raise BrokenInputError(problems)
    locales = table.get("locales", {SOURCE_LANGUAGE: "en-us"})
    source = table.get("source", SOURCE_LANGUAGE)
    messages = table.get("messages", USUAL_TARGETS)
    source_first = {source: locales[source], **locales}
    return Settings(
        locales=MappingProxyType(source_first),
        help=table.get("help", HELP),
        edit_url=table.get("edit_url", ""),
        issue_url=table.get("issue_url", ""),
        lint=MappingProxyType(table.get("lint", {})),
        messages=tuple(name for name in TARGETS if name in messages),
        version=table.get("version", ""),
        out=table.get("out", OUT).rstrip("/"),
        categories=MappingProxyType(table.get("categories", {})),
        severities=MappingProxyType(_severities(table.get("severities", {}))),
        template=_template(root, table["template"]) if "template" in table else None,
        file=read.file.name,
        source_language=source,
    )


def _problems(read: SettingsTable) -> Iterator[Problem]:
    """Yield all that is wrong, setting by setting."""
    yield from _unknown(read)
    for key, look in _LOOK_AT.items():
        if key in read.table:
            yield from look(read, read.table[key])


def _first(read: SettingsTable, found: Iterator[Problem]) -> list[Problem]:
    """Return the first problems; where there are more, the last one says so."""
    problems = list(islice(found, MOST_TOLD))
    if next(found, None):
        message = f"{MOST_TOLD} mistakes are told, there are more"
        problems.append(Problem(read.file.name, 1, 1, message))
    return problems


def _unknown(read: SettingsTable) -> Iterator[Problem]:
    for key in read.table:
        if key not in KEYS:
            near = nearest(key, KEYS) or f"; known are {', '.join(KEYS)}"
            yield read.problem(f"unknown setting “{key}”{near}", key)


def _help_problems(read: SettingsTable, value: object) -> Iterator[Problem]:
    if not isinstance(value, str) or not HELP_PARTS.issuperset(_BRACES.findall(value)):
        message = "help is an address with {locale}, {product} and {page} in it"
        yield read.problem(message, "help")


def _edit_url_problems(read: SettingsTable, value: object) -> Iterator[Problem]:
    if not isinstance(value, str) or not EDIT_URL.fullmatch(value):
        example = "https://github.com/OWNER/NAME/edit/main/{path}#L{line}"
        message = (
            "edit_url is the address of a file at your code host, with {path} and, where it takes "
            f'one, {{line}} in it: edit_url = "{example}"'
        )
        yield read.problem(message, "edit_url")


def _issue_url_problems(read: SettingsTable, value: object) -> Iterator[Problem]:
    if not isinstance(value, str) or not ISSUE_URL.fullmatch(value):
        example = (
            "https://github.com/OWNER/NAME/issues/new?title={rule}+{language}+{field}"
        )
        message = (
            "issue_url is the address where somebody writes of a text, with {rule}, and {field} "
            f'and {{language}} where you like, in it: issue_url = "{example}"'
        )
        yield read.problem(message, "issue_url")


def _out_problems(read: SettingsTable, value: object) -> Iterator[Problem]:
    if not isinstance(value, str) or not FOLDER.fullmatch(value):
        message = 'out is a folder in the project: out = "public" or "docs/generated"'
        yield read.problem(message, "out")
    elif value.split("/")[0].casefold() in SOURCES:
        message = f"out: “{value}” is for what people write; choose another folder"
        yield read.problem(message, "out")


def _template_problems(read: SettingsTable, value: object) -> Iterator[Problem]:
    if not isinstance(value, str) or not FOLDER.fullmatch(value):
        message = 'template is a file in the project: template = "page.md.j2"'
        yield read.problem(message, "template")
        return
    try:
        template = _template(read.root, value)
    except BrokenInputError as error:
        yield from error.problems
        return
    if template is None:
        message = f"template: there is no file “{value}” in the project"
        yield read.problem(message, "template")
    else:
        yield from page_template.problems(template)


def _template(root: Path, path: str) -> PageTemplate | None:
    """Return the template in this file; None where there is none."""
    content = read_inside(root, path, SETTINGS_LIMIT)
    if content is None:
        return None
    return PageTemplate(path, text_of(content, path).replace("\r\n", "\n"))


def _category_problems(read: SettingsTable, value: object) -> Iterator[Problem]:
    if not isinstance(value, dict):
        message = f"categories is a table: {read.file.table('categories')}"
        yield read.problem(message, "categories")
        return
    usual = {category.casefold() for category in Category}
    for name, english in value.items():
        if not CATEGORY.fullmatch(name):
            message = f"“{name}”: a category is named in small letters and digits"
        elif name in usual:
            message = f"“{name}” is a category of every project; take it out"
        elif not isinstance(english, str) or not english.strip():
            message = f'“{name}” has its English word behind it: {name} = "Storage"'
        else:
            continue
        yield read.problem(message, "categories", name)


def _severity_problems(read: SettingsTable, value: object) -> Iterator[Problem]:
    if not isinstance(value, dict):
        message = f"severities is a table: {read.file.table('severities')}"
        yield read.problem(message, "severities")
        return
    for name, own in value.items():
        if not CATEGORY.fullmatch(name):
            message = f"“{name}”: a severity is named in small letters and digits"
        elif name in list(Severity):
            message = f"“{name}” is a severity of every project; take it out"
        elif not _is_own_severity(own):
            example = f'{name} = {{ word = "Critical", like = "error" }}'
            kinds = ", ".join(Severity)
            message = f"“{name}” has its word and what it is like ({kinds}): {example}"
        else:
            continue
        yield read.problem(message, "severities", name)


def _is_own_severity(own: object) -> bool:
    if not isinstance(own, dict) or sorted(own) != sorted(SEVERITY_KEYS):
        return False
    word = own["word"]
    return (
        isinstance(word, str) and bool(word.strip()) and own["like"] in list(Severity)
    )


def _severities(table: Mapping[str, Any]) -> dict[str, OwnSeverity]:
    """Return the severities of a table that has no mistakes."""
    found = {}
    for name, own in table.items():
        found[name] = OwnSeverity(own["word"], Severity(own["like"]))
    return found


def _lint_problems(read: SettingsTable, value: object) -> Iterator[Problem]:
    if not isinstance(value, dict):
        message = f"lint is a table: {read.file.table('lint')}"
        yield read.problem(message, "lint")


def _locale_problems(read: SettingsTable, locales: Any) -> Iterator[Problem]:
    if not isinstance(locales, dict):
        message = 'locales is a table of language and page locale: fr = "fr-fr"'
        yield read.problem(message, "locales")
        return
    for language, locale in locales.items():
        if not TAG.fullmatch(language):
            message = f"“{language}” is no language tag such as fr, zh-Hans or sr-Latn"
            yield read.problem(message, "locales", language)
        if not isinstance(locale, str) or not PAGE_LOCALE.fullmatch(locale):
            message = f'the page locale of “{language}” is lower case, such as "fr-fr"'
            yield read.problem(message, "locales", language)
    # Where another one is named, that is where a mistake in its name is told.
    if "source" not in read.table and SOURCE_LANGUAGE not in locales:
        message = (
            f'the source language is missing: {SOURCE_LANGUAGE} = "en-us"; where rules are '
            f"written in another language, name it above {read.file.table('locales')}: "
            f'source = "{next(iter(locales), "fr")}"'
        )
        yield read.problem(message, "locales")
    for language in _sharing(locales)[1:]:
        message = f"two languages share the page locale “{locales[language]}”"
        yield read.problem(message, "locales", language)


def _source_problems(read: SettingsTable, source: object) -> Iterator[Problem]:
    locales = read.table.get("locales", {SOURCE_LANGUAGE: "en-us"})
    if not isinstance(locales, dict):
        return  # told already
    if not isinstance(source, str):
        message = 'source is the language that rules are written in: source = "fr"'
    elif source in locales and (source == SOURCE_LANGUAGE or is_known(source)):
        return
    elif source in locales:
        message = f"source: CLDR knows no language “{source}”; is the tag right?"
    else:
        message = f"source: “{source}” is no language under locales"
        same = _same_language(source, locales)
        if same:
            message += f'; they have {same}: source = "{same}"'
        elif TAG.fullmatch(source):
            message += f'; add its pages there: {source} = "{source.lower()}"'
        else:
            message += f", which has {', '.join(locales)}"
    yield read.problem(message, "source")


def _same_language(tag: str, locales: Mapping[str, Any]) -> str | None:
    """Return the language of the project that somebody may have meant by another tag."""
    wanted = tag.replace("_", "-").casefold()
    for language, locale in locales.items():
        if wanted in (language.casefold(), str(locale)):
            return language
    base = wanted.partition("-")[0]
    for language in locales:
        if language.partition("-")[0] == base:
            return language
    return None


def _message_problems(read: SettingsTable, messages: Any) -> Iterator[Problem]:
    if not isinstance(messages, list):
        example = 'messages = ["gettext", "bpa"]'
        message = f"messages is a list of targets: {example}"
        yield read.problem(message, "messages")
        return
    known = f"known are {', '.join(TARGETS)}"
    for number, name in enumerate(islice(messages, MOST_TOLD + 1)):
        if name not in TARGETS:
            message = f"“{name}” is no target of messages; {known}"
        elif name in messages[:number]:
            message = f"the target “{name}” is there twice; remove one"
        else:
            continue
        yield read.problem(message, "messages", str(name))


def _version_problems(read: SettingsTable, version: Any) -> Iterator[Problem]:
    if not isinstance(version, str) or not VERSION.fullmatch(version):
        message = 'version is a word of letters, digits and “.+-”: version = "1.2"'
        yield read.problem(message, "version")


def _sharing(locales: Mapping[str, Any]) -> list[str]:
    """Return the languages whose page locale is that of another language too."""
    texts = {}
    for language, locale in locales.items():
        if isinstance(locale, str):
            texts[language] = locale
    count = Counter(texts.values())
    return [language for language, locale in texts.items() if count[locale] > 1]


_LOOK_AT: Mapping[str, Callable[[SettingsTable, Any], Iterator[Problem]]] = {
    "locales": _locale_problems,
    "source": _source_problems,
    "help": _help_problems,
    "edit_url": _edit_url_problems,
    "issue_url": _issue_url_problems,
    "out": _out_problems,
    "template": _template_problems,
    "categories": _category_problems,
    "severities": _severity_problems,
    "messages": _message_problems,
    "version": _version_problems,
    "lint": _lint_problems,
}
"""What looks at the value of each setting."""
