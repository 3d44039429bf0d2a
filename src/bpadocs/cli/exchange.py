"""What `bpa po` and `bpa xliff` share: their arguments, and how both directions are reported."""

import argparse
import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs import shown
from bpadocs.cli import BROKEN_INPUT, shared
from bpadocs.cli.terminal import hand_over, say
from bpadocs.errors import UsageError
from bpadocs.rule.model import Origin

if TYPE_CHECKING:
    from bpadocs.formats.tmx import TmxUnit
    from bpadocs.lint.findings import Finding
    from bpadocs.project.settings import Settings
    from bpadocs.project.tree import Project
    from bpadocs.translators.incoming import Incoming
    from bpadocs.translators.jobs import Job
    from bpadocs.translators.returned import Terms
    from bpadocs.translators.take_back import ReadTexts, TakenFile

    Subcommands = argparse._SubParsersAction[argparse.ArgumentParser]
    WriteJobs = Callable[[Sequence[Job], str], str]
    """Returns the text of a file with these jobs in this language."""

REFUSED = 1


# Arguments


def arguments(parser: argparse.ArgumentParser, kind: str, suffix: str) -> "Subcommands":
    """Add the subcommands export and import for one kind of file, and return where more may be."""
    commands = parser.add_subparsers(
        dest="direction", metavar="SUBCOMMAND", required=True
    )
    out = commands.add_parser(
        "export", help=f"write {kind} of what needs work in a language"
    )
    _add_export(out, suffix)
    back = commands.add_parser(
        "import", help=f"take the translations of {kind} into rules/"
    )
    _add_import(back, suffix)
    return commands


def _add_export(parser: argparse.ArgumentParser, suffix: str) -> None:
    shared.add_project(parser)
    add_languages(parser)
    shared.add_products(parser)
    parser.add_argument(
        "--all", action="store_true", help="every text, not only what needs work"
    )
    parser.add_argument(
        "--carried",
        action="store_true",
        help="what bpa carry has changed too, marked as still to be read",
    )
    add_memories(parser)
    add_output(parser, suffix)


def add_language(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the one language of a command."""
    parser.add_argument(
        "--locale", required=True, metavar="LANG", help="the language, such as fr"
    )


def add_languages(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the languages to write a file of."""
    parser.add_argument(
        "--locale",
        action="append",
        required=True,
        metavar="LANG",
        help="the language, such as fr; may be repeated, and then -o names a folder",
    )


def add_memories(parser: argparse.ArgumentParser) -> None:
    """Add the option that names translation memories of other tools."""
    parser.add_argument(
        "--tmx",
        action="append",
        default=[],
        type=Path,
        metavar="FILE.tmx",
        help="a translation memory to take suggestions from too; may be repeated",
    )


def add_output(parser: argparse.ArgumentParser, suffix: str) -> None:
    """Add the option that says where the file of a language goes."""
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=f"FILE.{suffix}",
        help=(
            "where to (default: the terminal); a folder gets a file a language, such as "
            f"fr.{suffix}"
        ),
    )


def _add_import(parser: argparse.ArgumentParser, suffix: str) -> None:
    shared.add_project(parser)
    parser.add_argument(
        "file",
        type=Path,
        nargs="+",
        metavar=f"FILE.{suffix}",
        help="the files that came back, one after the other",
    )
    parser.add_argument(
        "--locale",
        metavar="LANG",
        help="the language they must be in (default: what each file says)",
    )
    parser.add_argument(
        "--origin",
        choices=tuple(Origin),
        help="who made the new translations (default: human)",
    )
    parser.add_argument(
        "--reviewed",
        action="store_true",
        help="somebody has read every finished text of the file beside the English",
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help=(
            "take what would replace a newer translation, and a file in another language than it "
            "says"
        ),
    )
    shared.add_dry_run(parser)


def language(project: "Project", wanted: str) -> str:
    """Return the language that `--locale` means: by its tag, or by the locale of its pages."""
    return language_in(project.settings, wanted)


def language_in(settings: "Settings", wanted: str) -> str:
    """Return the language of a project with these settings that `--locale` means."""
    from bpadocs.project.mistakes import nearest

    translations = settings.translations
    for tag, locale in settings.locales.items():
        if wanted.lower() in (tag.lower(), locale) and tag in translations:
            return tag
    hint = nearest(wanted, translations)
    if not hint:
        known = ", ".join(translations) or "none"
        hint = f"; it has {known}; bpa add-locale adds one"
    raise UsageError(
        f"--locale: “{wanted}” is no language to translate into here{hint}"
    )


def languages(settings: "Settings", wanted: Iterable[str] | None) -> Collection[str]:
    """Return the languages that `--locale` names; without it, every translated one.

    Raises UsageError with every mistake.
    """
    if not wanted:
        return settings.translations
    found: dict[str, None] = {}
    mistakes: list[str] = []
    for one in wanted:
        try:
            found[language_in(settings, one)] = None
        except UsageError as error:
            mistakes += error.messages
    if mistakes:
        raise UsageError(*mistakes)
    return tuple(found)


def products(project: "Project", wanted: Iterable[str]) -> list[str]:
    """Return the products that `--product` means, by their folders."""
    from bpadocs.project.mistakes import nearest

    wanted = list(wanted)
    known = [product.id for product in project.products]
    unknown = [name for name in wanted if name not in known]
    if not unknown:
        return wanted
    # A product may be unknown for a mistake in its own product.yaml.
    shared.tell(sorted(project.problems))
    raise UsageError(
        *(
            f"--product: no product “{name}” in rules/{nearest(name, known)}"
            for name in unknown
        )
    )


# Export


def export(
    project: "Project", options: argparse.Namespace, suffix: str, text_of: "WriteJobs"
) -> int:
    """Write what the options ask for, a file a language."""
    from bpadocs.translators.jobs import outgoing

    chosen = products(project, options.product)

    def make(language: str) -> tuple[str, int]:
        """Return the file of a language, and how many texts are in it."""
        source = project.settings.source_language
        given = memories(options.tmx, language, source)
        found = outgoing(
            project,
            language,
            chosen,
            everything=options.all,
            carried=options.carried,
            given=given,
        )
        jobs = list(found)
        return text_of(jobs, language), len(jobs)

    return write_each(project, options, suffix, make)


def memories(
    files: Sequence[Path], language: str, source_language: str
) -> "Sequence[TmxUnit]":
    """Return the texts of these translation memories; what cannot be used of them is told."""
    from bpadocs.translators.translation_memory import read_memories

    if not files:
        return ()
    units, left_out = read_memories(files, language, source_language)
    shared.tell_some(left_out)
    return units


def write_each(
    project: "Project",
    options: argparse.Namespace,
    suffix: str,
    make: Callable[[str], tuple[str, int]],
) -> int:
    """Write the file of each language that the options name.

    `make` returns the text of one, and how many texts of the project are in it.
    """
    chosen = languages(project.settings, options.locale)
    output: Path | None = options.output
    if output == Path("-"):
        output = None  # the terminal, as many a command has it
    folder = output if output is not None and output.is_dir() else None
    if len(chosen) > 1 and folder is None:
        if output is None:
            option = "-o"
        else:
            option = f"-o {shown.name(str(output))}"
        raise UsageError(
            f"{option}: several languages go into a folder; name one that is there, a file for "
            "each is written into it"
        )
    for one in chosen:
        text, texts = make(one)
        file = folder / f"{one}.{suffix}" if folder else output
        write_out(text, file, shared.count(texts, "text"))
    return 0


def write_out(text: str, output: Path | None, what: str) -> None:
    """Write an exported file, whole or not at all, and say what is in it.

    Without a name it goes to standard output, and nothing is said.
    """
    from bpadocs.system.files import replace_file

    if output is None:
        hand_over(text)
        return
    if not output.parent.is_dir():
        folder = shown.name(str(output.parent))
        raise UsageError(f"-o {shown.name(str(output))}: there is no folder {folder}")
    replace_file(output, text.encode())
    say(f"{output}: {what}")


# Import


def alone_where_it_writes(
    options: argparse.Namespace, work: Callable[[argparse.Namespace], int]
) -> int:
    """Run an import alone in the project; what writes nothing there waits for nobody."""
    if options.direction == "export" or options.dry_run:
        return work(options)
    with shared.alone(shared.project_root(options)):
        return work(options)


def bring_back(
    project: "Project", options: argparse.Namespace, read_texts: "ReadTexts"
) -> int:
    """Take every file into the rules, and report what went in and what did not."""
    from bpadocs.translators.take_back import take_back

    terms = _terms(project, options)
    taken, problems = take_back(project, options.file, read_texts, terms)
    shared.tell(problems)
    status = _take_in(project, taken, dry_run=options.dry_run)
    if problems:
        return BROKEN_INPUT
    return status


def _terms(project: "Project", options: argparse.Namespace) -> "Terms":
    from bpadocs.translators.returned import Terms

    return Terms(
        language=language(project, options.locale) if options.locale else None,
        origin=Origin(options.origin) if options.origin else None,
        reviewed=options.reviewed,
        force=options.force,
    )


def _take_in(project: "Project", taken: "Sequence[TakenFile]", *, dry_run: bool) -> int:
    """Write what is good, and report on the texts of all files; return the exit code."""
    from bpadocs.translators.take_back import whole

    incoming = whole(taken)
    left: set[str] = set()
    if dry_run:
        _say_differences(incoming)
    else:
        left = _save(project, incoming)
    _say_refusals(taken)
    _say_findings(incoming.findings)
    say(_summary(incoming, left, dry_run=dry_run))
    if incoming.refused or left:
        return REFUSED
    return 0


def _save(project: "Project", incoming: "Incoming") -> set[str]:
    """Write the rule files; return those that are left, since somebody wrote in them meanwhile."""
    from bpadocs.translators.take_back import save_incoming

    saved = save_incoming(project, incoming)
    shared.tell([*saved.refused, *saved.notes])
    return {problem.path for problem in saved.refused}


def _say_differences(incoming: "Incoming") -> None:
    for path, (before, after) in sorted(incoming.files.items()):
        shared.say_difference(path, before.encode(), after.encode())


def _say_refusals(taken: "Sequence[TakenFile]") -> None:
    for file in taken:
        for text in (*file.incoming.waiting, *file.incoming.refused):
            place = f"{file.name}:{text.line}:1"
            say(f"{place}: {shown.name(text.id)}: {text.why}", file=sys.stderr)


def _say_findings(findings: "Iterable[Finding]") -> None:
    for finding in sorted(findings, key=lambda finding: finding.sort_key):
        place = f"{finding.file}:{finding.place.line}:{finding.place.column}"
        say(
            f"{place}: {finding.severity} {finding.check}: {finding.message}",
            file=sys.stderr,
        )


def _summary(incoming: "Incoming", left: Collection[str], *, dry_run: bool) -> str:
    from bpadocs.project.tree import rule_path

    accepted = [one for one in incoming.accepted if rule_path(one.rule) not in left]
    changed = sum(1 for one in accepted if one.text_changed)
    confirmed = len(accepted) - changed
    verb = "would be imported" if dry_run else "imported"
    parts = [f"{shared.count(changed, 'text')} {verb}"]
    if confirmed:
        unchanged = "it stands" if confirmed == 1 else "they stand"
        parts.append(f"{confirmed:,} confirmed as {unchanged}")
    parts.append(f"{incoming.unchanged:,} unchanged")
    parts += [f"{number:,} left {why}" for why, number in sorted(incoming.left.items())]
    parts.append(f"{len(incoming.refused):,} refused")
    if incoming.findings:
        parts.append(shared.count(len(incoming.findings), "finding"))
    return ", ".join(parts)
