"""`bpa audit`"""

import argparse
import contextlib
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs import shown
from bpadocs.cli import findings, scores, shared
from bpadocs.cli.terminal import say
from bpadocs.errors import UsageError
from bpadocs.system.garbage import without_collector
from bpadocs.words.profiles import PROFILES, WINDOWS

if TYPE_CHECKING:
    from bpadocs.lint.context import Context
    from bpadocs.lint.score import Scores
    from bpadocs.lint.wanted import Judged, Wanted
    from bpadocs.pages.pair import Locale
    from bpadocs.project.tree import Project
    from bpadocs.published.audit import Audit
    from bpadocs.published.waiting import Waiting
    from bpadocs.words.term_files import GivenFile

NO_PROFILE = "none"
_LOCALE = re.compile("[a-z]{2,3}(-[a-z]{4})?(-[a-z]{2})?", re.IGNORECASE)
"""What a folder of the pages of one language is called."""
_PASSES = 10
"""How often fixes are written; the second time is nearly always the last."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the folders of pages, the project whose words hold, and how findings are printed."""
    add_folders(parser)
    parser.add_argument(
        "--messages",
        metavar="FOLDER",
        type=Path,
        help=(
            "what the checker ships (en-US/*.psd1, *.resx, pages of PSRule): what pages have in "
            "italics, and rules of --project as UI text, is compared with it"
        ),
    )
    parser.add_argument(
        "--shard",
        type=shared.shard,
        metavar="N/M",
        help=(
            "look at the texts of the Nth of M even parts of the pages, write what is found to "
            "--part, and tell nothing yet"
        ),
    )
    parser.add_argument(
        "--part", metavar="FILE", type=Path, help="the file that --shard writes"
    )
    parser.add_argument(
        "--merge",
        metavar="FILE",
        nargs="+",
        type=Path,
        default=[],
        help=(
            "tell all, with what --shard has written on other machines; take nothing from a "
            "machine that you do not trust"
        ),
    )
    parser.add_argument(
        "--top",
        metavar="N",
        type=int,
        default=5,
        help="how many of the worst pages the summary names (default: 5)",
    )
    parser.add_argument(
        "--report",
        metavar="FILE.html",
        type=Path,
        help=(
            "write a report for people too: source, target, what and a fix beside each other, "
            "with boxes to tick"
        ),
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help="write the safe fixes into the translated pages, and report the rest",
    )
    findings.add_options(parser)
    parser.add_argument(
        "--project",
        metavar="DIR",
        type=Path,
        help=(
            "a project whose words, terms, languages and lint settings hold, such as “.” where "
            "you stand in it (default: what bpadocs brings along)"
        ),
    )
    parser.add_argument(
        "--profile",
        choices=(*PROFILES, NO_PROFILE),
        help=(
            "the field of work whose names, terms and senses of words hold (default: windows "
            "for pages of Best Practices Analyzer rules, none for others)"
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


def add_folders(parser: argparse.ArgumentParser, *, needs_pages: bool = True) -> None:
    """Add the English folder and those of the other languages."""
    parser.add_argument(
        "english",
        metavar="EN_DIR",
        type=Path,
        nargs=None if needs_pages else "?",
        help="the folder of the English pages",
    )
    more = (
        ". Without =DIR, only this locale is told of; its folder may be beside EN_DIR"
    )
    parser.add_argument(
        "--locale",
        metavar="LOCALE=DIR",
        action="append",
        default=[],
        help=(
            "a locale and the folder of its pages, such as fr-fr=docs/fr-fr; once for each"
            f"{more if needs_pages else ''}"
        ),
    )


def folders(options: argparse.Namespace) -> tuple[Path, dict[str, Path]]:
    """Return the English folder and those of the locales.

    Raises UsageError with every mistake in them.
    """
    mistakes = []
    locales: dict[str, Path] = {}
    if not options.english.is_dir():
        mistakes.append(f"{shown.name(str(options.english))}: no such folder")
    else:
        mistakes += _has_every_language(options.english)
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


def _has_every_language(folder: Path) -> Iterator[str]:
    """Yield what to name instead of a folder in which each locale has its own."""
    locales = []
    for name in sorted(os.listdir(folder)):
        if _LOCALE.fullmatch(name) and (folder / name).is_dir():
            locales.append(name)
    english = [name for name in locales if name.lower().startswith("en")]
    if not english or len(locales) == 1:
        return
    words = [shared.typed(folder / english[0])]
    for name in locales:
        if name not in english:
            words.append(f"--locale {name.lower()}={shared.typed(folder / name)}")
    yield (
        f"{shown.name(str(folder))}: has a folder for each locale; name them: {' '.join(words)}"
    )


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


@without_collector()
def run(options: argparse.Namespace) -> int:
    """Check the pages, and print the findings and a summary."""
    findings.refuse_mistakes(options)
    _refuse_mistakes(options)
    if options.shard:
        return _part(options)
    with findings.whole_document(options):
        return _run(options)


def _part(options: argparse.Namespace) -> int:
    """Look at a part of the pages, and write what is found for the machine that tells it."""
    _without_folder(options)
    found = _audit(options)
    number, of = options.shard
    name = shown.name(str(options.part))
    say(
        f"part {number} of {of} written to {name}; “bpa audit --merge” tells the findings"
    )
    if found.failures:
        return shared.failed(found.failures)
    return 0


def _run(options: argparse.Namespace) -> int:
    only = _without_folder(options)
    wanted = _wanted(options, only)
    found, left = _mended(options, wanted) if options.fix else (_audit(options), False)
    judged = _judged(found, wanted)
    told = replace(found, findings=tuple(judged.findings))
    is_whole = not found.failures
    if findings.settle(wanted, judged, told.findings, options, is_whole=is_whole):
        told = replace(told, findings=())
    scored = wanted.scores(_scores(found))
    _show(told, scored, options)
    if options.report:
        _write_report(told, scored, options.report)
    if not options.quiet:
        if options.format == "text":
            _say_summary(told, scored, options)
        shared.tell_what_lacks(locale.language for locale in found.locales)
    if found.failures:
        return shared.failed(found.failures)
    if left:
        return scores.FOUND
    return scores.status(told.findings, scored, options)


def _without_folder(options: argparse.Namespace) -> list[str]:
    """Return the locales that are named without a folder, of which alone is told.

    Where no folder is named for one, but there is one beside the English folder, the options get
    that.
    """
    only = [word for word in options.locale if "=" not in word]
    named = [word for word in options.locale if "=" in word]
    known = {_source_language(options), options.english.resolve().name.lower()}
    for word in named:
        locale = word.partition("=")[0].strip().lower()
        known |= {locale, locale.partition("-")[0]}
    for word in only:
        if word.lower() not in known:
            named.append(f"{word}={_beside(options.english, word)}")
    options.locale = named
    return only


def _beside(english: Path, locale: str) -> Path:
    """Return the folder of a locale beside the English one. Raises UsageError if there is none."""
    # of “.” and “..” the parent would be another folder
    is_named = english.name not in ("", "..")
    folder = (english if is_named else english.resolve()).parent / locale
    if not locale or not folder.is_dir():
        message = (
            f"--locale {shown.name(locale)}: there is no folder {shown.name(str(folder))}; "
            "a locale and its folder are written fr-fr=DIR"
        )
        raise UsageError(message)
    return folder


def _wanted(options: argparse.Namespace, only: Sequence[str]) -> "Wanted":
    """Return which findings are told, those of some locales alone if there are any in `only`."""
    from bpadocs.lint.wanted import Wanted
    from bpadocs.published.folder import languages_of
    from bpadocs.published.touched_pages import TouchedPages

    _, locales = folders(options)
    every = (_source(options), *languages_of(locales))
    names = {locale.language: locale.locale for locale in every}
    if options.since:
        touched = TouchedPages(every, options.since)
    else:
        touched = None
    return Wanted(
        findings.narrowing(
            options,
            findings.chosen_locales(only, names),
            touched.has if touched else None,
        ),
        findings.baseline(options),
        frozenset(names.values()),
    )


def _judged(found: "Audit", wanted: "Wanted") -> "Judged":
    from bpadocs.lint.registry import all_checks

    return wanted.of(found.findings, found.text_of, all_checks())


def _refuse_mistakes(options: argparse.Namespace) -> None:
    """Raise UsageError for what does not go together, before there is anything."""
    if bool(options.shard) != bool(options.part):
        raise UsageError("--shard N/M and --part FILE go together")
    if options.shard and (options.merge or options.fix or options.report):
        raise UsageError(
            "--shard tells nothing yet: leave --merge, --fix and --report to the end"
        )
    if options.merge and options.fix:
        raise UsageError("--merge tells what others found: run --fix by itself")
    if options.report is not None:
        _refuse_report(options.report)


def _refuse_report(report: Path) -> None:
    """Raise UsageError where no report can be written so."""
    shown_report = shown.name(str(report))
    if report.suffix.lower() not in (".html", ".htm"):
        raise UsageError(
            f"--report {shown_report}: the report is a page: name it FILE.html"
        )
    if report.is_dir():
        raise UsageError(f"--report {shown_report}: this is a folder")
    if not report.parent.is_dir():
        raise UsageError(
            f"--report {shown_report}: there is no such folder to write it in"
        )


def _mended(options: argparse.Namespace, wanted: "Wanted") -> tuple["Audit", bool]:
    """Write safe fixes of what is told.

    Return what is found after that, and whether a fix was refused. Where words are mended, another
    finding on them may come to light, so it is done until no fix is left.
    """
    from bpadocs.published.mend import mend

    _, locales = folders(options)
    left = False
    total = 0
    with contextlib.ExitStack() as locks:
        for folder in sorted({folder.resolve() for folder in locales.values()}):
            locks.enter_context(shared.alone(folder))
        found = _audit(options)
        for _ in range(_PASSES):
            told = tuple(_judged(found, wanted).findings)
            mended = mend(replace(found, findings=told))
            shared.tell([*mended.left, *mended.notes])
            left = bool(mended.left)
            if not mended.count:
                break
            total += mended.count
            found = _audit(options)
    say(f"{shared.count(total, 'finding')} mended", file=sys.stderr)
    return found, left


def _scores(found: "Audit") -> "Scores":
    from bpadocs.lint.registry import all_checks
    from bpadocs.lint.score import scores_of

    locales = [locale.locale for locale in found.locales]
    return scores_of(found.findings, found.words, all_checks(), locales)


def _show(told: "Audit", scored: "Scores", options: argparse.Namespace) -> None:
    from bpadocs.lint.registry import all_checks
    from bpadocs.lint.report import Report

    report = Report(
        findings=told.findings,
        read=told.text_of,
        diffs=told.diffs,
        checks=all_checks(),
        scores=scored,
        base=Path.cwd(),
    )
    findings.show(report, options)


def _write_report(found: "Audit", scored: "Scores", file: Path) -> None:
    from bpadocs.site.audit_report import report
    from bpadocs.system.files import replace_file

    page = report(found, scored).encode("utf-8", "backslashreplace")
    try:
        replace_file(file, page)
    except OSError as error:
        where = shown.name(str(file))
        message = f"--report {where}: cannot be written: {error.strerror}"
        raise UsageError(message) from None
    say(f"{shown.name(str(file))} written", file=sys.stderr)


def _audit(options: argparse.Namespace) -> "Audit":
    from bpadocs.lint.context import Context
    from bpadocs.lint.engine import Selection
    from bpadocs.lint.narrowing import that_are_off, with_enabled
    from bpadocs.lint.registry import all_checks
    from bpadocs.lint.settings import read_lint_settings
    from bpadocs.project.own_languages import read_languages
    from bpadocs.project.settings import read_settings
    from bpadocs.published.audit import Share, audit
    from bpadocs.published.folder import languages_of, read_folders
    from bpadocs.words.labels import read_labels

    _, locales = folders(options)
    source = _source(options)
    others = languages_of(locales)
    root = options.project.resolve() if options.project else None
    own_settings = read_settings(root).lint if root else {}
    off = that_are_off(options.select or (), all_checks(), own_settings)
    own_settings = with_enabled(own_settings, off)
    settings = read_lint_settings(own_settings, all_checks(), root)
    languages = [source.language, *(locale.language for locale in others)]
    labels = read_labels(root, tuple(languages), source.language)
    context = Context(
        options=settings.options,
        languages=read_languages(root),
        source_language=source.language,
        root=root,
        today=date.today(),
        profile=_profile(options.profile, settings.profile),
        profile_of_rule_pages="" if options.profile == NO_PROFILE else WINDOWS,
    )
    context = _with_glossaries(
        context, options.glossary, [one.language for one in others]
    )
    selection = Selection.of(settings.checks, settings.levels)
    share = None
    if options.shard or options.merge:
        share = Share(options.shard, options.part, options.merge)
    found = audit(
        (source, *others), labels, selection, context, settings.suppressions, share
    )
    if options.messages is None:
        return found
    _want_english(source.language)
    # Imported here, for few ask for it.
    from bpadocs.published.shipped import read_shipped
    from bpadocs.published.shipped_findings import compare_shipped

    shipped = read_shipped(options.messages)
    pages = read_folders(source, others, labels)
    compared = compare_shipped(shipped, pages, _project_with_rules(root))
    return found.with_findings(compared, settings.suppressions)


def _want_english(source_language: str) -> None:
    """Raise UsageError where the pages that others are made from are not English."""
    from bpadocs.words.cldr import name_in_english
    from bpadocs.words.of_source import is_english

    if not is_english(source_language):
        raise UsageError(
            "--messages: what checkers ship is compared with English pages, and those of this "
            f"project are in {name_in_english(source_language)}"
        )


def _source_language(options: argparse.Namespace) -> str:
    """Return the language of the pages that the others are compared with."""
    from bpadocs.project.settings import read_settings
    from bpadocs.rule.model import SOURCE_LANGUAGE
    from bpadocs.words.of_source import is_english

    if options.project is None:
        return SOURCE_LANGUAGE
    source = read_settings(options.project.resolve()).source_language
    return SOURCE_LANGUAGE if is_english(source) else source


def _source(options: argparse.Namespace) -> "Locale":
    from bpadocs.published.folder import source_pages

    root = options.project.resolve() if options.project else None
    return source_pages(options.english, root)


def _project_with_rules(root: Path | None) -> "Project | None":
    """Return the project whose rules are compared with what a checker ships, if there is one."""
    from bpadocs.project.tree import RULES, read_project

    if root is None or not (root / RULES).is_dir():
        return None
    return read_project(root)


def _profile(named: str | None, of_project: str) -> str:
    """Return the profile that holds for every page: the named one, else that of the project."""
    if named is None:
        return of_project
    if named == NO_PROFILE:
        return ""
    return named


def _with_glossaries(
    context: "Context", words: Sequence[str], languages: Sequence[str]
) -> "Context":
    """Return the context with the terms of these files over those that hold already."""
    if not words:
        return context
    from bpadocs.words.term_files import read_given_terms

    files = [_given(word, languages) for word in words]
    given = read_given_terms(files, languages, context.source_language)
    shared.tell_some(given.left_out)
    return replace(context, given_terms=given.by_language)


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


def _say_summary(found: "Audit", scored: "Scores", options: argparse.Namespace) -> None:
    from bpadocs.words.cldr import name_in_english

    locales = [locale.locale for locale in found.locales]
    if found.findings and not options.statistics:
        say("")
        findings.say_table(found.findings, locales)
    scores.say_scores(scored, found.findings, options)
    _say_waiting(found.waiting, name_in_english(found.locales[0].language))
    pages = f"{shared.count(found.pages, 'page')} in {shared.count(len(locales), 'language')}"
    unreadable = shared.count(len(found.unreadable), "file")
    one = "new finding" if options.baseline else "finding"
    told = shared.count(len(found.findings), one)
    say("")
    say(f"{pages}, {unreadable} not readable, {told}")


def _say_waiting(every: "Sequence[Waiting]", source: str) -> None:
    """Print how many words wait for the translators of each locale, and what is not known."""
    if not every:
        return
    say("")
    say("Waiting for translators:")
    for one in every:
        say(f"{one.locale:<8} {shared.count(one.words, 'word')} of {source}")
        for number, what in _parts(one, source):
            say(f"{number:>14,} {what}")
        for reason, number in one.unknown.items():
            say(
                f"{number:>14,} {_noun(number, 'page')} of which is not known what changed:"
            )
            say(f"{'':14} {reason or 'no page says what it was made from'}")


def _parts(one: "Waiting", source: str) -> Iterator[tuple[int, str]]:
    """Yield numbers, and of what."""
    from bpadocs.pages.drift import Became

    for change, became in ((Became.CHANGED, "changed"), (Became.ADDED, "is new")):
        amount = one.blocks.get(change)
        if amount:
            blocks = shared.count(amount.number, "block")
            yield amount.words, f"in {blocks} whose {source} {became}"
    if one.pages.number:
        pages = shared.count(one.pages.number, "page")
        yield one.pages.words, f"on {pages} not translated at all"
    removed = one.blocks.get(Became.REMOVED)
    if removed:
        noun = _noun(removed.number, "block")
        yield removed.number, f"{noun} to take out, whose {source} was removed"


def _noun(number: int, noun: str) -> str:
    if number == 1:
        return noun
    return f"{noun}s"
