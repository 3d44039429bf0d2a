"""`bpa carry`"""

import argparse
import sys
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli import exchange, shared
from bpadocs.cli.terminal import say
from bpadocs.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bpadocs.project.tree import Project
    from bpadocs.rule.model import Rule
    from bpadocs.system.saving import Change
    from bpadocs.translators.carry.rules import CarriedField, CarriedRule, Carry

REFUSED = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the rules, the project, the languages, and what the writer says of the change."""
    parser.epilog = (
        "What is carried over: numbers and units, versions, names of locales/glossary.yaml, code, "
        "links, images, arguments. All else is left stale, with the reason. What was carried is "
        "stamped “machine carried” until somebody has read it: bpa po export --carried."
    )
    parser.add_argument(
        "paths",
        metavar="RULE",
        nargs="*",
        help="rule files, product folders or rule ids (default: all)",
    )
    shared.add_project(parser)
    shared.add_languages(parser)
    shared.add_dry_run(parser)
    parser.add_argument(
        "--typo",
        metavar="REASON",
        help=(
            "the English of these rules had a typo, and every translation fits as it is; the "
            "reason is kept, and refused are fields in which a word of meaning changed"
        ),
    )
    parser.add_argument(
        "--force",
        action="store_true",
        help="with --typo: the fields in which a word of meaning changed too",
    )


def run(options: argparse.Namespace) -> int:
    """Carry over what can be, print how the files change, and which fields are left and why."""
    if options.force and options.typo is None:
        raise UsageError(
            "--force: goes with --typo, which says why the English changed"
        )
    if options.typo is not None and not options.typo.strip():
        raise UsageError("--typo: say in a few words what was wrong; it is kept")
    if options.typo is not None and not options.paths:
        raise UsageError("--typo: name the rules whose English had the typo")
    root = shared.project_root(options)
    from bpadocs.system.garbage import without_collector

    with without_collector():
        if options.dry_run:
            return _carry(root, options)
        with shared.alone(root):
            return _carry(root, options)


def _carry(root: Path, options: argparse.Namespace) -> int:
    from bpadocs.project.tree import read_what_can_be
    from bpadocs.translators.carry.rules import (
        Carry,
        CarryTerms,
        carry_over,
        stale_problems,
        with_outdated,
    )
    from bpadocs.translators.carry.unchanged import current_files

    # What a typo is, the words of all rules tell; else nearly all files are as they were stamped.
    find_idle = current_files if options.typo is None else None
    project = with_outdated(read_what_can_be(root, find_idle=find_idle))
    rules = _chosen_rules(project, root, options.paths)
    reason = None
    if options.typo:
        reason = " ".join(options.typo.split())
    carry = Carry(project, CarryTerms(reason, options.force))
    languages = exchange.languages(project.settings, options.locale)
    carried, (changes, problems) = carry_over(carry, rules, languages)
    for path, (before, after) in sorted(changes.items()):
        shared.say_difference(path, before, after)
    left = {problem.path for problem in problems}
    if not options.dry_run:
        left |= _save(carry, changes, languages)
    project = _without(project, changes.keys() - left)
    shared.tell([*problems, *stale_problems(carried)])
    untouched = left | project.left_out
    say(_summary(carried, untouched, dry_run=options.dry_run))
    refused = options.typo is not None and _tell_refused(carried)
    status = 0
    if refused or left:
        status = REFUSED
    return shared.ended(options, status, project)


def _tell_refused(carried: "Sequence[CarriedRule]") -> bool:
    """Tell whether a change was refused that was said to be a typo, and what to do about it."""
    if not any(one.stale for one in carried):
        return False
    say(
        "a word that means something changed there: translate it, or say that it was a typo "
        "all the same, with --force",
        file=sys.stderr,
    )
    return True


def _chosen_rules(
    project: "Project", root: Path, paths: Sequence[str]
) -> tuple["Rule", ...]:
    """Return the rules that were asked for; all where nothing was named."""
    from bpadocs.project.chosen import chosen_files

    if not paths:
        return project.rules
    files = chosen_files(root, paths)
    return tuple(rule for rule in project.rules if rule.source.path in files)


def _without(project: "Project", mended: Collection[str]) -> "Project":
    """Return the project without the mistakes of files that have none any more."""
    problems = [one for one in project.problems if one.path not in mended]
    return project._replace(
        problems=tuple(problems), left_out=project.left_out.difference(mended)
    )


def _save(
    carry: "Carry", changes: "Mapping[str, Change]", languages: Collection[str]
) -> set[str]:
    """Write the rule files; return those that are left, since somebody wrote in them meanwhile."""
    from bpadocs.translators.carry.rules import save_carried

    saved = save_carried(carry, changes, languages)
    shared.tell([*saved.refused, *saved.notes])
    return {problem.path for problem in saved.refused}


def _summary(
    carried: "Sequence[CarriedRule]", left: Collection[str], *, dry_run: bool
) -> str:
    written = [one for one in carried if one.rule.source.path not in left]
    fields: list[CarriedField] = []
    for one in written:
        fields.extend(one.fields)
    changed = sum(field.text_changed for field in fields)
    stale = sum(len(one.stale) for one in carried)
    if not carried:
        return "nothing is stale"
    verb = "would be carried over" if dry_run else "carried over"
    parts = [f"{shared.count(changed, 'field')} {verb}"]
    if len(fields) > changed:
        confirmed = len(fields) - changed
        unchanged = "it stands" if confirmed == 1 else "they stand"
        parts.append(f"{confirmed:,} confirmed as {unchanged}")
    parts.append(f"{stale:,} left stale")
    return ", ".join(parts)
