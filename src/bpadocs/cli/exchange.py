"""What `bpa po` and `bpa xliff` share: their arguments, and how an import is reported."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs import shown
from bpadocs.cli import BROKEN_INPUT
from bpadocs.cli import options as shared
from bpadocs.cli.terminal import hand_over, say, say_lines
from bpadocs.model import Origin
from bpadocs.problems import BrokenInputError, Problem

if TYPE_CHECKING:
    from bpadocs.exchange.incoming import Incoming, Returned, Terms
    from bpadocs.exchange.units import Unit
    from bpadocs.project import Project

    Write = Callable[[Sequence[Unit], str], str]
    """The text of a file with these units in this language."""
    Read = Callable[[bytes, str, Mapping[str, str], Terms], tuple[str, list[Returned]]]
    """The language and the texts of a file of this name, by the languages of the project."""

REFUSED = 1


def arguments(parser: argparse.ArgumentParser, kind: str, suffix: str) -> None:
    """The subcommands export and import."""
    commands = parser.add_subparsers(dest="direction", metavar="export|import", required=True)
    out = commands.add_parser("export", help=f"write {kind} of what needs work in a language")
    shared.add_project(out)
    out.add_argument(
        "--locale",
        action="append",
        required=True,
        metavar="LANG",
        help="the language, such as fr; may be repeated, and then -o names a folder",
    )
    out.add_argument(
        "--product", action="append", default=[], metavar="NAME", help="only this product; may be repeated"
    )
    out.add_argument("--all", action="store_true", help="every text, not only what needs work")
    out.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=f"FILE.{suffix}",
        help=f"where to (default: the terminal); a folder gets a file a language, such as fr.{suffix}",
    )
    back = commands.add_parser("import", help=f"take the translations of {kind} into rules/")
    shared.add_project(back)
    back.add_argument(
        "file", type=Path, nargs="+", metavar=f"FILE.{suffix}", help="the files that came back, one after the other"
    )
    back.add_argument("--locale", metavar="LANG", help="the language they must be in (default: what each file says)")
    back.add_argument("--origin", choices=tuple(Origin), help="who made the new translations (default: human)")
    back.add_argument(
        "--reviewed", action="store_true", help="somebody has read every finished text of the file beside the English"
    )
    back.add_argument(
        "--force",
        action="store_true",
        help="take what would replace a newer translation, and a file in another language than it says",
    )
    back.add_argument("--dry-run", action="store_true", help="write nothing; print what would change as a unified diff")


def export(project: "Project", options: argparse.Namespace, suffix: str, text_of: "Write") -> int:
    """Write what the options ask for, a file a language."""
    from bpadocs.exchange.units import outgoing

    languages = list(dict.fromkeys(language(project, wanted) for wanted in options.locale))
    chosen = products(project, options.product)
    output: Path | None = options.output
    folder = output is not None and output.is_dir()
    if len(languages) > 1 and not folder:
        message = "several languages go into a folder; name one that is there, a file for each is written into it"
        raise BrokenInputError([Problem("-o" if output is None else str(output), 1, 1, message)])
    for one in languages:
        units = list(outgoing(project, one, chosen, everything=options.all))
        write(text_of(units, one), output / f"{one}.{suffix}" if output and folder else output, len(units))
    return 0


def alone_where_it_writes(options: argparse.Namespace, work: Callable[[argparse.Namespace], int]) -> int:
    """Run an import alone in the project; what writes nothing there waits for nobody."""
    if options.direction == "export" or options.dry_run:
        return work(options)
    with shared.alone(shared.project_root(options)):
        return work(options)


def bring_back(project: "Project", options: argparse.Namespace, read_texts: "Read") -> int:
    """Take every file into the rules, each into what those before it have made of them."""
    from bpadocs.exchange import incoming
    from bpadocs.exchange.whole_file import refuse_whole

    asked = language(project, options.locale) if options.locale else None
    terms = incoming.Terms(asked, Origin(options.origin) if options.origin else None, options.reviewed, options.force)
    taken: list[tuple[str, Incoming]] = []
    problems: list[Problem] = []
    now = project
    for file in options.file:
        name = str(file)
        try:
            found, returned = read_texts(read(file), name, project.settings.locales, terms)
            refuse_whole(now.rules, found, returned, name, force=terms.force)
        except BrokenInputError as error:
            problems += error.problems
            continue
        taken.append((name, incoming.take_in(now, found, returned, terms)))
        now = taken[-1][1].of(now)
    if not taken:
        raise BrokenInputError(problems)
    for problem in problems:
        say(problem, file=sys.stderr)
    status = take_in(project, taken, dry_run=options.dry_run)
    return BROKEN_INPUT if problems else status


def language(project: "Project", wanted: str) -> str:
    """The language that is meant: by its tag, or by the locale of its pages."""
    from bpadocs.reading.report import nearest

    for tag, locale in project.settings.locales.items():
        if wanted.lower() in (tag.lower(), locale) and tag in project.settings.translations:
            return tag
    known = ", ".join(project.settings.translations) or "none"
    hint = nearest(wanted, project.settings.translations) or f"; it has {known}; bpa add-locale adds one"
    raise BrokenInputError([Problem("--locale", 1, 1, f"“{wanted}” is no language to translate into here{hint}")])


def products(project: "Project", wanted: Iterable[str]) -> list[str]:
    """The products that are meant, by their folders."""
    from bpadocs.reading.report import nearest

    known = [product.id for product in project.products]
    unknown = [name for name in wanted if name not in known]
    if unknown:
        strangers = [
            Problem("--product", 1, 1, f"no product “{name}” in rules/{nearest(name, known)}") for name in unknown
        ]
        raise BrokenInputError([*strangers, *project.problems])
    return list(wanted)


def write(text: str, output: Path | None, units: int) -> None:
    """The exported file, whole or not at all."""
    from bpadocs.output import replace_file

    if output is None:
        hand_over(text)
        return
    if not output.parent.is_dir():
        raise BrokenInputError([Problem(str(output), 1, 1, f"there is no folder {output.parent}")])
    replace_file(output, text.encode())
    say(f"{output}: {shared.count(units, 'text')}")


def read(file: Path) -> bytes:
    """The file that came back."""
    from bpadocs.inputs import EXCHANGE_LIMIT, read_given

    return read_given(file, EXCHANGE_LIMIT)


def take_in(project: "Project", taken: "Sequence[tuple[str, Incoming]]", *, dry_run: bool) -> int:
    """Write what is good, and say what went in and what did not, by the file it came in."""
    from bpadocs.exchange.incoming import joined
    from bpadocs.output import unified_diff
    from bpadocs.project import rule_path

    incoming = joined(of_file for _, of_file in taken)
    left: set[str] = set()
    if dry_run:
        for path, (before, after) in sorted(incoming.files.items()):
            say_lines(unified_diff(path, before.encode(), after.encode()))
    else:
        left = _save(project, incoming)
    accepted = [one for one in incoming.accepted if rule_path(one.rule) not in left]
    for file, of_file in taken:
        for refusal in (*of_file.waiting, *of_file.refused):
            say(f"{file}:{refusal.line}:1: {shown.name(refusal.id)}: {refusal.why}", file=sys.stderr)
    for finding in sorted(incoming.findings, key=lambda finding: finding.sort_key):
        place = f"{finding.file}:{finding.place.line}:{finding.place.column}"
        say(f"{place}: {finding.severity} {finding.check}: {finding.message}", file=sys.stderr)
    changed = sum(1 for one in accepted if one.text_changed)
    confirmed = len(accepted) - changed
    verb = "would be imported" if dry_run else "imported"
    parts = [f"{shared.count(changed, 'text')} {verb}"]
    if confirmed:
        parts.append(f"{confirmed:,} confirmed as {'it stands' if confirmed == 1 else 'they stand'}")
    parts.append(f"{incoming.unchanged:,} unchanged")
    parts += [f"{number:,} left {why}" for why, number in sorted(incoming.left.items())]
    parts.append(f"{len(incoming.refused):,} refused")
    if incoming.findings:
        parts.append(shared.count(len(incoming.findings), "finding"))
    say(", ".join(parts))
    return REFUSED if incoming.refused or left else 0


def _save(project: "Project", incoming: "Incoming") -> set[str]:
    """Write the rule files; which of them are left, since somebody wrote in them meanwhile."""
    from bpadocs.saving import Change, save

    files = sorted(incoming.files.items())
    saved = save(project.root, {path: Change(before.encode(), after.encode()) for path, (before, after) in files})
    shared.tell([*saved.refused, *saved.notes])
    return {problem.path for problem in saved.refused}
