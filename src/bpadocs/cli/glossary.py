"""`bpa glossary`"""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bpadocs import shown
from bpadocs.cli import exchange, shared
from bpadocs.cli.terminal import say
from bpadocs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bpadocs.formats.concepts import Concept
    from bpadocs.lint.subject import Unit
    from bpadocs.project.tree import Project
    from bpadocs.translators.glossary_import import GlossaryImport
    from bpadocs.translators.term_candidates import TermCandidate
    from bpadocs.words.glossary import Glossary

LEFT = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands import, export and suggest."""
    commands = parser.add_subparsers(
        dest="direction", metavar="import|export|suggest", required=True
    )
    _add_import(
        commands.add_parser(
            "import",
            help="add the terms of a TBX or CSV file to locales/LANG/glossary.yaml",
        )
    )
    _add_export(
        commands.add_parser(
            "export", help="write the terms of a language as TBX-Basic or CSV"
        )
    )
    _add_suggest(
        commands.add_parser(
            "suggest",
            help="list words that pages seem to translate alike, for a person to accept",
        )
    )


def _add_import(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument(
        "file",
        metavar="FILE",
        type=Path,
        help="TBX (Basic, Core or Min, of version 2 or 3), or CSV whose first line names the "
        "columns",
    )
    exchange.add_language(parser)
    parser.add_argument(
        "--columns",
        metavar="MAP",
        help="which column of a CSV file holds what: en=Source,fr=Target, and where there are "
        "any also=, not=, note=, status=, pos= (default: columns that are called so)",
    )
    shared.add_dry_run(parser)


def _add_export(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    exchange.add_language(parser)
    parser.add_argument(
        "--format",
        choices=("tbx", "csv"),
        help="what is written (default: as the name of the file ends, else TBX)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help="where to (default: the terminal)",
    )


def _add_suggest(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument(
        "english",
        metavar="EN_DIR",
        nargs="?",
        type=Path,
        help="a folder of English pages (default: the rules of the project)",
    )
    parser.add_argument(
        "--locale",
        required=True,
        metavar="LANG",
        help="the language, such as fr; with pages, the locale and its folder: fr-fr=DIR",
    )
    parser.add_argument(
        "--top",
        metavar="N",
        type=int,
        default=100,
        help="how many, the surest first (default: 100)",
    )
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE.csv",
        type=Path,
        help="where to (default: the terminal)",
    )


def run(options: argparse.Namespace) -> int:
    """Do what the subcommand says."""
    if options.direction == "export":
        return _export(options)
    if options.direction == "suggest":
        return _suggest(options)
    if options.dry_run:
        return _import(options)
    with shared.alone(shared.project_root(options)):
        return _import(options)


# Import


def _import(options: argparse.Namespace) -> int:
    from bpadocs.project.settings import read_settings
    from bpadocs.translators.glossary_import import plan_import, save_import
    from bpadocs.words.term_files import columns_of

    root = shared.project_root(options)
    settings = read_settings(root)
    language = exchange.language_in(settings, options.locale)
    both = (settings.source_language, language)
    columns = columns_of("--columns", options.columns, both)
    plan = plan_import(root, language, options.file, columns)
    left = False
    if options.dry_run:
        shared.say_difference(plan.path, plan.before, plan.after)
    else:
        saved = save_import(root, language, options.file, plan)
        shared.tell([*saved.refused, *saved.notes])
        left = bool(saved.refused)
    shared.tell_some(plan.found.left_out)
    shared.tell_some(plan.merged.conflicts)
    say(_summary(plan, dry_run=options.dry_run, left=left))
    if left or plan.found.left_out or plan.merged.conflicts:
        return LEFT
    return 0


def _summary(plan: "GlossaryImport", *, dry_run: bool, left: bool) -> str:
    merged, found = plan.merged, plan.found
    verb = "would be added" if dry_run else "added"
    parts = [f"{shared.count(merged.added, 'term')} {verb}"]
    for number, what in (
        (merged.extended, "with further words"),
        (merged.unchanged, "there already"),
        (len(merged.conflicts), "in conflict with the glossary"),
        (len(found.left_out), "with a mistake"),
        (found.proposed, "that nobody has accepted yet"),
        (found.untranslated, "without a word in both languages"),
        (found.verbs, "left out as verbs, for a glossary finds words as they stand"),
    ):
        if number:
            parts.append(f"{number:,} {what}")
    where = f"{plan.path} is left as it is" if left else plan.path
    return f"{where}: {', '.join(parts)}"


# Export


def _export(options: argparse.Namespace) -> int:
    from bpadocs.formats.tbx import write_tbx
    from bpadocs.formats.term_table import write_term_table
    from bpadocs.lint.settings import glossary_of
    from bpadocs.project.settings import read_settings
    from bpadocs.words.terminology import concepts_of

    root = shared.project_root(options)
    settings = read_settings(root)
    language = exchange.language_in(settings, options.locale)
    form = _form(options)
    terms = glossary_of(root, settings, language).terms
    source = settings.source_language
    concepts = list(concepts_of(terms.values(), language, source))
    if form == "csv":
        text = write_term_table(concepts, source, language)
    else:
        what = f"Terms that bpadocs checks in {language}"
        text = write_tbx(concepts, source, what)
    exchange.write_out(text, options.output, shared.count(len(terms), "term"))
    return 0


def _form(options: argparse.Namespace) -> str:
    """Return the format that is asked for: by its name, or by that of the file."""
    output: Path | None = options.output
    if options.format:
        return str(options.format)
    suffix = output.suffix.lower() if output else ".tbx"
    if suffix not in (".tbx", ".csv", ".xml"):
        raise UsageError(
            f"-o {shown.name(str(output))}: is it TBX or CSV? Name it so, or add --format"
        )
    if suffix == ".csv":
        return "csv"
    return "tbx"


# Suggest


def _suggest(options: argparse.Namespace) -> int:
    from bpadocs.formats.term_table import write_term_table
    from bpadocs.project.own_languages import read_languages
    from bpadocs.translators.term_candidates import candidates, sentence_pairs

    if options.top < 1:
        raise UsageError("--top: at least 1")
    if options.english:
        texts = _texts_of_pages(options)
    else:
        texts = _texts_of_rules(options)
    pairs = sentence_pairs(texts.units)
    languages = read_languages(texts.root)
    found = candidates(
        pairs, texts.language, texts.glossary, languages, texts.source_language
    )
    shown_ones = found[: options.top]
    concepts = [_proposal(one, texts) for one in shown_ones]
    text = write_term_table(concepts, texts.source_language, texts.language)
    exchange.write_out(text, options.output, shared.count(len(concepts), "candidate"))
    if not found:
        say(
            "no candidates: too few texts, or the glossary has them all",
            file=sys.stderr,
        )
    elif options.output:
        say(
            "read them, write “preferred” for “candidate” where you agree, and then: "
            f"bpa glossary import {shared.typed(options.output)} --locale {texts.language}"
        )
    if texts.project:
        return shared.ended(options, 0, texts.project)
    return 0


class _PairedTexts(NamedTuple):
    """What candidates are looked for in."""

    root: Path | None
    """The project, if there is one."""
    language: str
    units: "Iterable[Unit]"
    glossary: "Glossary"
    source_language: str
    project: "Project | None" = None
    """Where the texts are those of rules: the files of some may have mistakes."""


def _texts_of_rules(options: argparse.Namespace) -> _PairedTexts:
    from bpadocs.lint.settings import glossary_of
    from bpadocs.lint.subjects_of_rules import subject_of_rule
    from bpadocs.words.labels import read_labels

    project = shared.read_what_is_whole(options)
    language = exchange.language(project, options.locale)
    settings = project.settings
    source = settings.source_language
    labels = read_labels(project.root, settings.languages, source)
    units: list[Unit] = []
    for rule in project.rules:
        units += subject_of_rule(rule, settings, labels).of(language)
    return _PairedTexts(
        root=project.root,
        language=language,
        units=units,
        glossary=glossary_of(project.root, settings, language),
        source_language=source,
        project=project,
    )


def _texts_of_pages(options: argparse.Namespace) -> _PairedTexts:
    from bpadocs.published.audit import Pages
    from bpadocs.published.folder import languages_of, source_pages
    from bpadocs.published.page_pairs import units_of_pages
    from bpadocs.words.glossary import read_glossary
    from bpadocs.words.labels import read_labels

    locale, _, folder = options.locale.partition("=")
    if not folder or not Path(folder).is_dir() or not options.english.is_dir():
        raise UsageError(
            "with pages, name the folder of each language: bpa glossary suggest EN_DIR "
            "--locale fr-fr=DIR; both must be folders that are there"
        )
    root = options.project.resolve() if options.project else None
    (own,) = languages_of({locale.strip().lower(): Path(folder)})
    source = source_pages(options.english, root)
    labels = read_labels(root, (source.language, own.language), source.language)
    pages = Pages((source, own), labels)
    units = units_of_pages(pages, own.language, labels)
    return _PairedTexts(
        root=root,
        language=own.language,
        units=units,
        glossary=read_glossary(root, own.language, source_language=source.language),
        source_language=source.language,
    )


def _proposal(one: "TermCandidate", texts: _PairedTexts) -> "Concept":
    """Return a candidate as a concept, with a note that says why it is one."""
    from bpadocs.formats.concepts import Concept, Standing, TermWording

    note = f"together {one.pairs} times, likeness {one.dice:.0%}; first in {one.place}"
    english = TermWording(text=one.english, line=1)
    translation = TermWording(
        text=one.translation,
        line=1,
        standing=Standing.PROPOSED,
        note=note,
    )
    source, language = texts.source_language.lower(), texts.language.lower()
    return Concept(1, {source: [english], language: [translation]})
