"""`bpa audit`"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs import shown
from bpadocs.cli import shared
from bpadocs.cli.terminal import hand_over, say
from bpadocs.errors import UsageError
from bpadocs.lint.report import FORMATS

if TYPE_CHECKING:
    from bpadocs.lint.context import Context
    from bpadocs.lint.findings import Finding
    from bpadocs.published.audit import Audit
    from bpadocs.words.term_files import GivenFile

FOUND = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folders of pages, the project whose words hold, and how findings are printed."""
    add_folders(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="text",
        help="how findings are printed (default: text)",
    )
    parser.add_argument(
        "--top",
        metavar="N",
        type=int,
        default=5,
        help="how many of the worst pages the summary names (default: 5)",
    )
    parser.add_argument(
        "--project",
        metavar="DIR",
        type=Path,
        help=(
            "a project whose words, terms and lint settings hold (default: those that bpadocs "
            "brings along)"
        ),
    )
    parser.add_argument(
        "--glossary",
        metavar="[LANG=]FILE",
        action="append",
        default=[],
        help=(
            "terms that hold besides: TBX, CSV (its first line names the columns: en,fr), or a "
            "glossary.yaml; may be repeated"
        ),
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="exit 1 for any finding, not for errors alone",
    )


def add_folders(parser: argparse.ArgumentParser) -> None:
    """Add the English folder and those of the other languages."""
    parser.add_argument(
        "english", metavar="EN_DIR", type=Path, help="the folder of the English pages"
    )
    parser.add_argument(
        "--locale",
        metavar="LOCALE=DIR",
        action="append",
        default=[],
        help="a locale and the folder of its pages, such as fr-fr=docs/fr-fr; once for each",
    )


def folders(options: argparse.Namespace) -> tuple[Path, dict[str, Path]]:
    """Return the English folder and those of the locales.

    Raises UsageError with every mistake in them.
    """
    mistakes = []
    locales: dict[str, Path] = {}
    if not options.english.is_dir():
        mistakes.append(f"{shown.name(str(options.english))}: no such folder")
    for word in options.locale:
        locale, _, folder = word.partition("=")
        locale = locale.strip().lower()
        mistake = _mistake(word, locale, folder, locales)
        if mistake:
            mistakes.append(mistake)
        else:
            locales[locale] = Path(folder)
    if mistakes:
        raise UsageError(*mistakes)
    return options.english, locales


def _mistake(
    word: str, locale: str, folder: str, others: Mapping[str, Path]
) -> str | None:
    """Return what is wrong with a locale and its folder, written as this word."""
    if not locale or not folder:
        return f"--locale {shown.name(word)}: a locale and its folder are written fr-fr=DIR"
    if locale in others:
        return f"--locale {shown.name(word)}: {shown.name(locale)} is named twice"
    if not Path(folder).is_dir():
        return f"{shown.name(folder)}: no such folder"
    return None


def run(options: argparse.Namespace) -> int:
    """Check the pages, and print the findings and a summary."""
    from bpadocs.lint.findings import Level
    from bpadocs.lint.registry import all_checks
    from bpadocs.lint.report import render

    found = _audit(options)
    hand_over(render(options.format, found.findings, found.text_of, {}, all_checks()))
    if options.format == "text":
        _say_summary(found, options.top)
    shared.tell_what_lacks(locale.language for locale in found.locales)
    if found.failures:
        return shared.failed(found.failures)
    if options.strict:
        return FOUND if found.findings else 0
    errors = [finding for finding in found.findings if finding.severity is Level.ERROR]
    return FOUND if errors else 0


def _audit(options: argparse.Namespace) -> "Audit":
    from bpadocs.lint.context import Context
    from bpadocs.lint.engine import Selection
    from bpadocs.lint.registry import all_checks
    from bpadocs.lint.settings import read_lint_settings
    from bpadocs.project.settings import read_settings
    from bpadocs.published.audit import audit
    from bpadocs.published.folder import english_locale, languages_of
    from bpadocs.words.labels import read_labels

    english, locales = folders(options)
    source = english_locale(english)
    others = languages_of(locales)
    root = options.project.resolve() if options.project else None
    own_settings = read_settings(root).lint if root else {}
    settings = read_lint_settings(own_settings, all_checks(), root)
    labels = read_labels(
        root, (source.language, *(locale.language for locale in others))
    )
    context = Context(settings.options, root, date.today())
    context = _with_glossaries(
        context, options.glossary, [one.language for one in others]
    )
    selection = Selection.of(settings.checks, settings.levels)
    return audit((source, *others), labels, selection, context, settings.suppressions)


def _with_glossaries(
    context: "Context", words: Sequence[str], languages: Sequence[str]
) -> "Context":
    """Return the context with the terms of these files over those that hold already."""
    from dataclasses import replace

    from bpadocs.words.term_files import read_given_terms

    if not words:
        return context
    given = read_given_terms([_given(word, languages) for word in words], languages)
    shared.tell_some(given.left_out)
    glossaries = {}
    for language, terms in given.by_language.items():
        glossaries[language] = context.glossary(language).with_terms(terms)
    return replace(context, glossaries=glossaries)


def _given(word: str, languages: Sequence[str]) -> "GivenFile":
    """Return the file that `fr=terms.csv` or `terms.tbx` means."""
    from bpadocs.words.term_files import GivenFile

    language, _, path = word.partition("=")
    if path and language in languages:
        return GivenFile(Path(path), language)
    if path and not Path(word).exists():
        known = ", ".join(languages)
        raise UsageError(
            f"--glossary {shown.name(word)}: no language “{language}” here; there is {known}"
        )
    return GivenFile(Path(word))


def _say_summary(found: "Audit", top: int) -> None:
    locales = [locale.locale for locale in found.locales]
    if found.findings:
        _say_table(found.findings, locales)
        _say_worst(found.findings, top)
    pages = f"{shared.count(found.pages, 'page')} in {shared.count(len(locales), 'language')}"
    unreadable = shared.count(len(found.unreadable), "file")
    findings = shared.count(len(found.findings), "finding")
    say("")
    say(f"{pages}, {unreadable} not readable, {findings}")


def _say_table(findings: "Sequence[Finding]", locales: Sequence[str]) -> None:
    """Print how often each check found something, by locale; the most frequent check first."""
    totals = Counter((finding.check, finding.locale) for finding in findings)
    checks = Counter(finding.check for finding in findings)
    wide = max(len(check) for check in checks) + 2
    heading = "".join(locale.rjust(8) for locale in locales)
    say("")
    say(f"{'':{wide}}{heading}     all")
    for check, total in checks.most_common():
        numbers = "".join(_cell(totals[check, locale]) for locale in locales)
        say(f"{check:{wide}}{numbers}{total:>8}")


def _cell(number: int) -> str:
    return f"{number:>8}" if number else " " * 8


def _say_worst(findings: "Sequence[Finding]", top: int) -> None:
    worst = Counter(finding.file for finding in findings).most_common(max(top, 0))
    if not worst:
        return
    say("")
    say("Most findings:")
    for file, number in worst:
        say(f"{number:>6}  {file}")
