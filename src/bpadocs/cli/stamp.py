"""`bpa stamp`"""

import argparse
import sys

from bpadocs.cli import options as shared
from bpadocs.cli.chosen import chosen_files
from bpadocs.cli.terminal import say
from bpadocs.model import FIELDS, Origin

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
    from bpadocs.output import replace_file
    from bpadocs.problems import BrokenInputError, Problem
    from bpadocs.project import read_project
    from bpadocs.reading.report import nearest
    from bpadocs.stamping import Confirmation, stamp, write_stamps
    from bpadocs.yamltext.edit import EditError

    root = shared.project_root(options)
    project = read_project(root)
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
    written: dict[str, str] = {}
    problems = []
    confirmed = refused = 0
    for rule in project.rules:
        if rule.source.path not in files:
            continue
        stamping = stamp(rule, languages, confirmation, options.field or ())
        confirmed += len(stamping.stamps)
        for one in stamping.refused:
            line, column = rule.source.position(["text", one.language, one.field])
            message = f"{one.language}.{one.field}: the English changed, the translation did not; not stamped"
            say(f"{rule.source.path}:{line}:{column}: {message}", file=sys.stderr)
            refused += 1
        try:
            written[rule.source.path] = write_stamps(rule.source.text, stamping)
        except EditError as error:
            problems.append(Problem(rule.source.path, 1, 1, str(error)))
    if problems:
        raise BrokenInputError(problems)
    changed = {rule.source.path: rule.source.text for rule in project.rules}
    for file, text in written.items():
        if text != changed[file]:
            replace_file(root / file, text.encode())
    say(f"{shared.count(confirmed, 'field')} stamped")
    if refused:
        say(
            f"{shared.count(refused, 'field')} refused: translate the change, or say why none is needed: "
            'bpa stamp --reason "typo in English" …',
            file=sys.stderr,
        )
    return REFUSED if refused else 0
