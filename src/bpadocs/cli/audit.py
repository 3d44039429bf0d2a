"""`bpa audit`"""

import argparse
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli.terminal import hand_over, say
from bpadocs.lint.formats import FORMATS
from bpadocs.problems import BrokenInputError, Problem

if TYPE_CHECKING:
    from bpadocs.existing.audit import Audit

FOUND = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    add_folders(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="how findings are printed (default: text)")
    parser.add_argument(
        "--top", metavar="N", type=int, default=5, help="how many of the worst pages the summary names (default: 5)"
    )
    parser.add_argument(
        "--project",
        metavar="DIR",
        type=Path,
        help="a project whose words, terms and lint settings hold (default: those that bpadocs brings along)",
    )
    parser.add_argument("--strict", action="store_true", help="exit 1 for any finding, not for errors alone")


def add_folders(parser: argparse.ArgumentParser) -> None:
    """The English folder and those of the other languages."""
    parser.add_argument("english", metavar="EN_DIR", type=Path, help="the folder of the English pages")
    parser.add_argument(
        "--locale",
        metavar="LOCALE=DIR",
        action="append",
        default=[],
        help="a locale and the folder of its pages, such as fr-fr=docs/fr-fr; once for each",
    )


def folders(options: argparse.Namespace) -> tuple[Path, dict[str, Path]]:
    """The folders that were named, every mistake in them at once."""
    problems = []
    locales: dict[str, Path] = {}
    if not options.english.is_dir():
        problems.append(Problem(str(options.english), 1, 1, "no such folder"))
    for word in options.locale:
        locale, equals, folder = word.partition("=")
        locale = locale.strip().lower()
        if not equals or not locale or not folder:
            problems.append(Problem(word, 1, 1, "a locale and its folder are written fr-fr=DIR"))
        elif locale in locales:
            problems.append(Problem(word, 1, 1, f"{locale} is named twice"))
        elif not Path(folder).is_dir():
            problems.append(Problem(folder, 1, 1, "no such folder"))
        else:
            locales[locale] = Path(folder)
    if problems:
        raise BrokenInputError(problems)
    return options.english, locales


def run(options: argparse.Namespace) -> int:
    from bpadocs.cli.options import failed
    from bpadocs.existing.audit import audit
    from bpadocs.existing.folder import english_locale, languages_of
    from bpadocs.labels import read_labels
    from bpadocs.lint.context import Context
    from bpadocs.lint.engine import Selection
    from bpadocs.lint.findings import Level
    from bpadocs.lint.formats import render
    from bpadocs.lint.registry import all_checks
    from bpadocs.lint.settings import read_lint_settings
    from bpadocs.settings import read_settings

    english, locales = folders(options)
    source, others = english_locale(english), languages_of(locales)
    root = options.project.resolve() if options.project else None
    settings = read_lint_settings(read_settings(root).lint if root else {}, all_checks(), root)
    labels = read_labels(root, (source.language, *(locale.language for locale in others)))
    context = Context(settings.options, root, date.today())
    selection = Selection.of(settings.checks, settings.levels)
    found = audit(source, others, labels, selection, context, settings.suppressions)
    hand_over(render(options.format, found.findings, found.text_of, {}, all_checks()))
    if options.format == "text":
        _summary(found, options.top)
    if found.failures:
        return failed(found.failures)
    failing = [one for one in found.findings if options.strict or one.severity is Level.ERROR]
    return FOUND if failing else 0


def _summary(found: "Audit", top: int) -> None:
    from bpadocs.cli.options import count

    locales = [locale.locale for locale in found.locales]
    totals = Counter((finding.check, finding.locale) for finding in found.findings)
    checks = Counter(finding.check for finding in found.findings)
    if checks:
        wide = max(len(check) for check in checks) + 2
        say("")
        say("".ljust(wide) + "".join(locale.rjust(8) for locale in locales) + "     all")
        for check, total in checks.most_common():
            numbers = "".join(f"{totals[check, locale] or '':>8}" for locale in locales)
            say(f"{check.ljust(wide)}{numbers}{total:>8}")
    worst = Counter(finding.file for finding in found.findings).most_common(max(top, 0))
    if worst:
        say("")
        say("Most findings:")
        for file, number in worst:
            say(f"{number:>6}  {file}")
    pages = f"{count(found.pages, 'page')} in {count(len(locales), 'language')}"
    say("")
    say(f"{pages}, {count(len(found.unreadable), 'file')} not readable, {count(len(found.findings), 'finding')}")
