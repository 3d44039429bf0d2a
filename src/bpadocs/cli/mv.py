"""`bpa mv`"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli import colour, shared
from bpadocs.cli.terminal import say, say_lines

if TYPE_CHECKING:
    from bpadocs.moving.plan import MovePlan

LEFT = 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the old name, the new one, and what else has the old one."""
    shared.add_project(parser)
    parser.add_argument(
        "old", help="what it is called: a rule (hyper-v/some-rule) or a product"
    )
    parser.add_argument(
        "new",
        help="what it is to be called; of a rule, “storage/” keeps its name in another product",
    )
    parser.add_argument(
        "--page",
        metavar="NAME",
        help="the page gets another name too (default: it keeps its own, and its address with it)",
    )
    parser.add_argument(
        "--also",
        action="append",
        default=[],
        type=Path,
        metavar="FILE",
        help=(
            "a PO or XLIFF file elsewhere to renew too; those in the project are found. May be "
            "repeated"
        ),
    )
    shared.add_dry_run(parser)
    parser.epilog = (
        "Checkers that ask for the old id get the rule (aliases), the old page leads to the new "
        "one (redirect_from), links to it follow, and translations stay confirmed. git undoes it "
        "as any other edit."
    )


def run(options: argparse.Namespace) -> int:
    """Give the rule or the product its new name, and print what that has changed."""
    root = shared.project_root(options)
    if options.dry_run:
        return tell_plan(_plan(root, options))
    with shared.alone(root):
        return carry_out(root, _plan(root, options))


def _plan(root: Path, options: argparse.Namespace) -> "MovePlan":
    from bpadocs.moving.move import plan_move

    return plan_move(
        root, options.old, options.new, page=options.page, files=options.also
    )


def tell_plan(plan: "MovePlan") -> int:
    """Print what a plan would change, as a unified diff; of a file that moves, its own changes."""
    going = set(plan.renamed.values())
    for name, change in plan.changes.items():
        old = plan.renamed.get(name)
        if old is not None:
            say(f"rename from {old}")
            say(f"rename to {name}")
            _say_renamed(old, name, plan)
        elif name not in going:
            shared.say_difference(name, change.before, change.after)
    for path, change in plan.outside.items():
        shared.say_difference(path.as_posix(), change.before, change.after)
    _say_notes(plan)
    return 0


def _say_renamed(old: str, new: str, plan: "MovePlan") -> None:
    from bpadocs.system.files import unified_diff

    before = plan.changes[old].before
    difference = unified_diff(new, before, plan.changes[new].after)
    say_lines(
        difference.replace(f"--- a/{new}", f"--- a/{old}", 1), paint=colour.difference
    )


def carry_out(root: Path, plan: "MovePlan") -> int:
    """Write what a plan changes, and print which files that are."""
    from bpadocs.system.files import replace_file
    from bpadocs.system.saving import save

    saved = save(root, plan.changes)
    for name in saved.written:
        verb = "removed" if plan.changes[name].after is None else "wrote"
        say(f"{verb} {name}")
    shared.tell([*saved.refused, *saved.notes])
    if saved.refused:
        return LEFT
    for path, change in plan.outside.items():
        replace_file(path, change.after or b"")
        say(f"wrote {path}")
    _say_notes(plan)
    say(f"{plan.done}; next: bpa build")
    return 0


def _say_notes(plan: "MovePlan") -> None:
    for note in plan.notes:
        say(f"note: {note}")
