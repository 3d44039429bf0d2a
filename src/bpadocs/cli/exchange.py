"""What `bpa po` and `bpa xliff` share: their arguments, and how an import is reported."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli import options as shared
from bpadocs.problems import BrokenInputError, Problem

if TYPE_CHECKING:
    from bpadocs.exchange.incoming import Incoming
    from bpadocs.project import Project

REFUSED = 1


def arguments(parser: argparse.ArgumentParser, kind: str, suffix: str) -> None:
    """The subcommands export and import."""
    commands = parser.add_subparsers(dest="direction", metavar="export|import", required=True)
    out = commands.add_parser("export", help=f"write {kind} of what needs work in one language")
    shared.add_project(out)
    out.add_argument("--locale", required=True, metavar="LANG", help="the language, such as fr")
    out.add_argument(
        "--product", action="append", default=[], metavar="NAME", help="only this product; may be repeated"
    )
    out.add_argument("--all", action="store_true", help="every text, not only what needs work")
    out.add_argument("-o", "--output", type=Path, metavar=f"FILE.{suffix}", help="where to (default: the terminal)")
    back = commands.add_parser("import", help=f"take the translations of {kind} into rules/")
    shared.add_project(back)
    back.add_argument("file", type=Path, metavar=f"FILE.{suffix}", help="the file that came back")
    back.add_argument("--dry-run", action="store_true", help="write nothing; print what would change as a unified diff")


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
        raise BrokenInputError(
            Problem("--product", 1, 1, f"no product “{name}” in rules/{nearest(name, known)}") for name in unknown
        )
    return list(wanted)


def write(text: str, output: Path | None, units: int) -> None:
    """The exported file, whole or not at all."""
    from bpadocs.output import replace_file

    if output is None:
        sys.stdout.write(text)
        return
    if not output.parent.is_dir():
        raise BrokenInputError([Problem(str(output), 1, 1, f"there is no folder {output.parent}")])
    replace_file(output, text.encode())
    print(f"{output}: {shared.count(units, 'text')}")


def read(file: Path) -> bytes:
    """The file that came back."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise BrokenInputError([Problem(str(file), 1, 1, f"cannot be read: {error.strerror}")]) from None


def take_in(project: "Project", incoming: "Incoming", file: str, *, dry_run: bool) -> int:
    """Write what is good, and say what went in and what did not."""
    from bpadocs.output import replace_file, unified_diff

    for path, (before, after) in sorted(incoming.files.items()):
        if dry_run:
            sys.stdout.write(unified_diff(path, before.encode(), after.encode()))
        else:
            replace_file(project.root / path, after.encode())
    for refusal in incoming.refused:
        print(f"{file}:{refusal.line}:1: {refusal.id}: {refusal.why}", file=sys.stderr)
    for finding in sorted(incoming.findings, key=lambda finding: finding.sort_key):
        place = f"{finding.file}:{finding.place.line}:{finding.place.column}"
        print(f"{place}: {finding.severity} {finding.check}: {finding.message}", file=sys.stderr)
    changed = sum(1 for accepted in incoming.accepted if accepted.text_changed)
    confirmed = len(incoming.accepted) - changed
    verb = "would be imported" if dry_run else "imported"
    parts = [f"{shared.count(changed, 'text')} {verb}"]
    if confirmed:
        parts.append(f"{confirmed:,} confirmed as {'it stands' if confirmed == 1 else 'they stand'}")
    parts += [f"{incoming.unchanged:,} unchanged", f"{len(incoming.refused):,} refused"]
    if incoming.findings:
        parts.append(shared.count(len(incoming.findings), "finding"))
    print(", ".join(parts))
    return REFUSED if incoming.refused else 0
