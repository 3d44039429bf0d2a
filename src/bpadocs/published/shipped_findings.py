"""Compare what pages and rules say that a checker prints with what it really ships.

On a page, text in italics is text that appears in the tool. Each field is compared in each
language; arguments count as the same, whatever they are called.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from bpadocs.lint.findings import Finding, Level, Place, broken_file
from bpadocs.pages.pair import Locale
from bpadocs.pages.published import RulePage, Span
from bpadocs.project.places import position
from bpadocs.project.tree import Project
from bpadocs.published.folder import PageFolder
from bpadocs.published.shipped import (
    SOURCE_LOCALE,
    ShippedFields,
    ShippedMessages,
    ShippedText,
)
from bpadocs.published.subjects import PLACEHOLDER
from bpadocs.published.texts import english_fields
from bpadocs.rule.model import SECTIONS, UI_FIELDS, Rule, general_form
from bpadocs.rule.names import plain_name
from bpadocs.rule.placeholders import literal

CHECK = "shipped-text"
"""Stands in the place of a check: it needs a checker's files, which other checks do not have."""

_ARGUMENT = re.compile(r"(?<!\{)\{\w+(?:[,:][^{}]*)?\}(?!\})")
_SHOWN = 90


def compare_shipped(
    shipped: ShippedMessages,
    folders: tuple[PageFolder, Sequence[PageFolder]],
    project: Project | None,
) -> Iterator[Finding]:
    """Yield every finding: of files that cannot be read, on pages, and in rules."""
    yield from map(broken_file, shipped.broken)
    source, others = folders
    yield from _findings_on_pages(shipped, (source, *others))
    if project is not None:
        locales = project.settings.locales
        yield from _findings_in_rules(shipped, project.rules, locales)


def _findings_on_pages(
    shipped: ShippedMessages, folders: Sequence[PageFolder]
) -> Iterator[Finding]:
    """Yield a finding where a page says otherwise than the checker; English pages come first."""
    english = folders[0]
    for name, source in english.pages.items():
        rule = _rule_of(source, shipped)
        if rule is None:
            message = "no message of the checker has this title"
            yield _on_page(
                source, english.locale, source.heading.span, message, "title"
            )
            continue
        for folder in folders:
            page = folder.pages.get(name)
            fields = shipped.of(folder.locale.locale).get(rule)
            if page is not None and fields is not None:
                yield from _of_page(page, folder.locale, fields)


def _rule_of(page: RulePage, shipped: ShippedMessages) -> str | None:
    """Return the rule of a page: the one of its title, else the one of its file's name."""
    texts = shipped.of(SOURCE_LOCALE)
    title = _plain(page.heading.words)
    for rule, fields in texts.items():
        if "title" in fields and _plain(fields["title"].text) == title:
            return rule
    name = plain_name(page.name.removesuffix(".md"))
    for rule in texts:
        if plain_name(rule) == name:
            return rule
    return None


def _of_page(
    page: RulePage, locale: Locale, fields: ShippedFields
) -> Iterator[Finding]:
    if "title" in fields:
        heading = page.heading
        message = _difference(heading.words, fields["title"], "page")
        if message:
            yield _on_page(page, locale, heading.span, message, "title")
    for name in SECTIONS:
        section = page.section(name)
        if section is None:
            continue
        printed = _in_italics(page.slice(section.body))
        span = section.body or section.heading.span
        message = _difference(printed, fields.get(name), "page")
        if message:
            yield _on_page(page, locale, span, message, name)


def _in_italics(body: str) -> str | None:
    labels = dict.fromkeys(match[1].strip() for match in PLACEHOLDER.finditer(body))
    arguments = {label: f"a{number}" for number, label in enumerate(labels)}
    return english_fields(body, arguments).ui


def _findings_in_rules(
    shipped: ShippedMessages, rules: Sequence[Rule], locales: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield a finding where a rule says otherwise than the checker."""
    names = {plain_name(name): name for name in shipped.of(SOURCE_LOCALE)}
    for rule in rules:
        name = names.get(plain_name(rule.help_id))
        if name is None:
            continue
        for language, locale in locales.items():
            fields = shipped.of(locale).get(name)
            if fields is not None and language in rule.text:
                yield from _of_rule(rule, Locale(locale, language, Path()), fields)


def _of_rule(rule: Rule, locale: Locale, fields: ShippedFields) -> Iterator[Finding]:
    for name in ("title", *UI_FIELDS):
        text = rule.field(locale.language, name)
        own = general_form(text) if text is not None else None
        message = _difference(own, fields.get(name), "rule")
        if not message:
            continue
        line, column = position(rule.source, ["text", locale.language, name])
        place = Place(
            line=line,
            column=column,
            end_line=line,
            end_column=column,
        )
        yield Finding(
            check=CHECK,
            severity=Level.ERROR,
            file=rule.source.path,
            place=place,
            rule=rule.id,
            locale=locale.locale,
            language=locale.language,
            field=name,
            message=message,
        )


def _difference(own: str | None, shipped: ShippedText | None, what: str) -> str:
    """Return how a text differs from the one that is shipped; empty where it does not."""
    if shipped is None:
        if own is None or not own.strip():
            return ""
        return f"the checker prints nothing here, the {what} “{_short(own)}”"
    where = f"{shipped.file}:{shipped.line}"
    if own is None or not own.strip():
        text = _short(shipped.text)
        return f"the checker prints “{text}” ({where}), the {what} has nothing of it"
    ours, theirs = _plain(own), _plain(shipped.text)
    if ours == theirs:
        return ""
    start = _first_difference(ours, theirs)
    return (
        f"the checker prints “{_short(theirs, start)}” ({where}), the {what} has "
        f"“{_short(ours, start)}”"
    )


def _plain(text: str) -> str:
    """Return a text with one blank for several, and one name for every argument."""
    named = _ARGUMENT.sub("{}", text)
    return " ".join(literal(named).split())


def _first_difference(one: str, other: str) -> int:
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return same


def _short(text: str, start: int = 0) -> str:
    """Return the part of a text around the place where another begins to differ."""
    line = " ".join(text.split())
    begin = max(start - _SHOWN // 3, 0)
    part = line[begin : begin + _SHOWN]
    before = "… " if begin else ""
    after = " …" if begin + _SHOWN < len(line) else ""
    return f"{before}{part}{after}"


def _on_page(
    page: RulePage, locale: Locale, span: Span, message: str, field: str
) -> Finding:
    line, column = page.locate(span.start)
    end_line, end_column = page.locate(span.end)
    place = Place(
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
    )
    return Finding(
        check=CHECK,
        severity=Level.HINT if message.startswith("no message") else Level.ERROR,
        file=page.file,
        place=place,
        rule=page.name.removesuffix(".md"),
        locale=locale.locale,
        language=locale.language,
        field=field,
        message=message,
    )
