"""`bpa stamp`"""

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli import options as shared
from bpadocs.cli.chosen import chosen_files
from bpadocs.cli.terminal import say
from bpadocs.model import FIELDS, Origin

if TYPE_CHECKING:
    from bpadocs.project import Project
    from bpadocs.source import Source
    from bpadocs.stamping import Stamping

REFUSED = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", help="rule files, product folders or rule ids")
    shared.add_project(parser)
    parser.add_argument("--locale", action="append", metavar="LANG", help="only this language; may be repeated")
    parser.add_argument("--field", action="append", choices=FIELDS, metavar="FIELD", help="only this field, likewise")
    parser.add_argument(
        "--reason",
        help="why an unchanged translation still fits the changed English, such as “typo in English”; it is kept",
    )
    parser.add_argument("--origin", choices=tuple(Origin), help="who made the translation (default: human)")
    parser.add_argument("--reviewed", action="store_true", help="somebody has read it beside the English")


def run(options: argparse.Namespace) -> int:
    root = shared.project_root(options)
    with shared.alone(root):
        return _stamp(root, options)


def _stamp(root: Path, options: argparse.Namespace) -> int:
    from bpadocs.problems import BrokenInputError, Problem
    from bpadocs.project import read_what_can_be
    from bpadocs.reading.report import nearest
    from bpadocs.stamping import Confirmation, Stamping, stamp

    project = read_what_can_be(root)
    files = chosen_files(root, options.paths)
    languages = options.locale or project.settings.translations
    strangers = [x for x in languages if x not in project.settings.translations]
    if strangers:
        raise BrokenInputError(
            Problem("--locale", 1, 1, f"“{x}” is no language of this project{nearest(x, project.settings.languages)}")
            for x in strangers
        )
    reason = " ".join(options.reason.split()) if options.reason else None
    origin = Origin(options.origin) if options.origin else None
    confirmation = Confirmation(origin, options.reviewed, reason)
    stampings: dict[str, Stamping] = {}
    refused = 0
    for rule in project.rules:
        if rule.source.path not in files:
            continue
        stamping = stamp(rule, languages, confirmation, options.field or ())
        stampings[rule.source.path] = stamping
        for one in stamping.refused:
            line, column = rule.source.position(["text", one.language, one.field])
            message = f"{one.language}.{one.field}: the English changed, the translation did not; not stamped"
            say(f"{rule.source.path}:{line}:{column}: {message}", file=sys.stderr)
            refused += 1
    confirmed, left = _write(project, stampings)
    say(f"{shared.count(confirmed, 'field')} stamped")
    if refused:
        say(
            f"{shared.count(refused, 'field')} refused: translate the change, or say why none is needed: "
            'bpa stamp --reason "typo in English" …',
            file=sys.stderr,
        )
    return shared.ended(options, REFUSED if refused or left else 0, project)


def _write(project: "Project", stampings: Mapping[str, "Stamping"]) -> tuple[int, int]:
    """Write the stamps, by rule file; how many fields are stamped, and how many problems left others as they are."""
    from bpadocs.inputs import text_of
    from bpadocs.problems import BrokenInputError, Problem
    from bpadocs.reading.rule import read_rule
    from bpadocs.saving import Change, save
    from bpadocs.source import Source
    from bpadocs.stamping import still_meant

    rules = {rule.source.path: rule for rule in project.rules}
    stamped = dict(stampings)
    left: dict[str, list[Problem]] = {}

    def again(file: str, data: bytes) -> bytes:
        """The file as it is now, with the stamps of the texts that are as they were."""
        rule = rules[file]
        source = Source(file, text_of(data, file))
        now, problems = read_rule(source, rule.id, rule.product, project.settings.languages)
        if now is None:
            raise BrokenInputError(problems)
        stamped[file] = still_meant(stampings[file], rule, now)
        left[file] = [
            Problem(file, *source.position(["text", *names]), f"{'.'.join(names)}: has changed meanwhile; not stamped")
            for names in stampings[file].stamps.keys() - stamped[file].stamps.keys()
        ]
        return _stamped(source, stamped[file])

    changes = {}
    problems: list[Problem] = []
    for file, own in stampings.items():
        try:
            changes[file] = Change(rules[file].source.text.encode(), _stamped(rules[file].source, own))
        except BrokenInputError as error:
            problems += error.problems
    if problems:
        raise BrokenInputError(problems)
    saved = save(project.root, changes, again)
    refused = {problem.path for problem in saved.refused}
    told = [*saved.refused, *(problem for file in left.keys() - refused for problem in left[file])]
    shared.tell([*sorted(told), *saved.notes])
    return sum(len(own.stamps) for file, own in stamped.items() if file not in refused), len(told)


def _stamped(source: "Source", stamping: "Stamping") -> bytes:
    from bpadocs.problems import BrokenInputError, Problem
    from bpadocs.stamping import write_stamps
    from bpadocs.yamltext.edit import EditError

    try:
        return write_stamps(source.text, stamping).encode()
    except EditError as error:
        raise BrokenInputError([Problem(source.path, 1, 1, str(error))]) from None
