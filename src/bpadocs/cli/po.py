"""`bpa po`"""

import argparse
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs import shown
from bpadocs.cli import exchange, shared
from bpadocs.cli.terminal import say
from bpadocs.errors import UsageError
from bpadocs.project.tree import RULES
from bpadocs.system.files import from_here

if TYPE_CHECKING:
    from bpadocs.system.saving import Change, Saved
    from bpadocs.translators.po_sync import SyncedFile

LEFT = 1
_FOLDER = "po"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands export, import, sync and settings."""
    commands = exchange.arguments(parser, "a PO file", "po")
    sync = commands.add_parser(
        "sync",
        help="keep a folder of PO files in step with the rules, for Weblate and its like",
        description=(
            "Keep a template and a PO file a language in step with the rules. What translators "
            "have written into them and nobody has imported yet stays; “bpa po import” takes it "
            "into rules/. The same rules give the same bytes."
        ),
    )
    _add_folder(sync)
    shared.add_languages(sync)
    settings = commands.add_parser(
        "settings",
        help="write the settings of Weblate (weblate.json) and Crowdin (crowdin.yml)",
        description=(
            "Write weblate.json, which Weblate's command import_json reads, and crowdin.yml, for "
            "the PO files of “bpa po sync” and of the shared words. Files that are there stay."
        ),
    )
    _add_folder(settings)


def _add_folder(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        metavar="PO_DIR",
        help=f"where the files are (default: {_FOLDER}/ in the project)",
    )
    shared.add_dry_run(parser)


def run(options: argparse.Namespace) -> int:
    """Write PO files for translators, or take them back."""
    if options.direction not in ("sync", "settings"):
        return exchange.alone_where_it_writes(options, _exchange)
    work: Callable[[argparse.Namespace, Path], int]
    work = _sync if options.direction == "sync" else _settings
    root = shared.project_root(options)
    if options.dry_run:
        return work(options, root)
    with shared.alone(root):
        return work(options, root)


def _exchange(options: argparse.Namespace) -> int:
    from bpadocs.translators import po_export, po_import

    project = shared.read_what_is_whole(options)
    if options.direction == "import":
        status = exchange.bring_back(project, options, po_import.read)
        return shared.ended(options, status, project)
    names = [
        product.name
        for product in project.products
        if product.id in options.product or not options.product
    ]
    now = datetime.now(UTC)
    source = project.settings.source_language
    status = exchange.export(
        project,
        options,
        "po",
        lambda jobs, language: po_export.write(jobs, language, names, now, source),
    )
    return shared.ended(options, status, project)


# Sync


def _sync(options: argparse.Namespace, root: Path) -> int:
    from bpadocs.translators.po_sync import synced

    # All of it or nothing: the texts of a rule that cannot be read would seem to be gone.
    project = shared.read(options)
    languages = exchange.languages(project.settings, options.locale)
    folder = _folder(options, root)
    files = synced(project, folder, languages, datetime.now(UTC))
    place = _shown(folder)
    changes = {file.name: file.change for file in files}
    if options.dry_run:
        _say_differences(place, changes)
        return 0
    saved = _save(folder, changes)
    shared.tell([*saved.refused, *saved.notes])
    for file in files:
        state = "wrote" if file.name in saved.written else "unchanged"
        say(f"{state} {place}/{file.name}: {_summary(file)}")
    if saved.refused:
        return LEFT
    return 0


def _folder(options: argparse.Namespace, root: Path) -> Path:
    named: Path | None = options.folder
    folder = root / _FOLDER if named is None else named.resolve()
    if folder.is_relative_to(root / RULES):
        raise UsageError(
            f"{shown.name(str(named))}: {RULES}/ holds rules alone; name another folder, such as "
            f"{_FOLDER}"
        )
    return folder


def _shown(folder: Path) -> str:
    """Return the folder as one writes it from here."""
    place = from_here(folder).as_posix()
    if place.startswith("../.."):
        return str(folder)
    return place


def _save(folder: Path, changes: "dict[str, Change]") -> "Saved":
    from bpadocs.system.saving import save

    folder.mkdir(parents=True, exist_ok=True)
    return save(folder, changes)


def _say_differences(place: str, changes: "dict[str, Change]") -> None:
    for name, change in changes.items():
        shared.say_difference(f"{place}/{name}", change.before, change.after)


def _summary(file: "SyncedFile") -> str:
    parts = [shared.count(file.texts, "text")]
    if file.untranslated:
        parts.append(f"{file.untranslated:,} untranslated")
    if file.fuzzy:
        parts.append(f"{file.fuzzy:,} fuzzy")
    if file.kept:
        parts.append(f"{file.kept:,} not imported yet")
    if file.obsolete:
        parts.append(f"{file.obsolete:,} obsolete")
    return ", ".join(parts)


# Settings


def _settings(options: argparse.Namespace, root: Path) -> int:
    return write_settings(root, _folder(options, root), dry_run=options.dry_run)


def write_settings(
    root: Path, folder: Path | None = None, *, dry_run: bool = False
) -> int:
    """Write what platforms of translators need to know of a project's PO files; nothing over it."""
    from bpadocs.project.settings import read_settings
    from bpadocs.system.saving import Change, save, snapshot
    from bpadocs.translators.platforms import platform_files

    folder = root / _FOLDER if folder is None else folder
    if not folder.is_relative_to(root) or folder == root:
        raise UsageError(
            f"{folder}: the files must be in a folder of the project, where the platforms see them"
        )
    name = folder.relative_to(root).as_posix()
    wanted = platform_files(name, read_settings(root).translations)
    before = snapshot(root, *wanted)
    changes: dict[str, Change] = {}
    for path, text in wanted.items():
        if path not in before:
            changes[path] = Change(None, text.encode())
        elif before[path] != text.encode():
            say(f"{path} is there already, and stays as it is")
    if dry_run:
        _say_differences(".", changes)
        return 0
    saved = save(root, changes)
    shared.tell([*saved.refused, *saved.notes])
    for path in saved.written:
        say(f"wrote {path}")
    say(f"next: bpa po sync {shared.typed(Path(_shown(folder)))}, and commit the files")
    return LEFT if saved.refused else 0
