"""`bpa rm`"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from bpadocs.cli import mv, shared

if TYPE_CHECKING:
    from bpadocs.moving.plan import MovePlan


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the rule or product, and where its pages lead then."""
    shared.add_project(parser)
    parser.add_argument("name", help="a rule (hyper-v/some-rule) or a product")
    parser.add_argument(
        "--to",
        metavar="WHERE",
        help=(
            "where its page leads from now on: a rule, or an address such as https://… (default: "
            "the index of all rules)"
        ),
    )
    shared.add_dry_run(parser)
    parser.epilog = (
        "Nothing is removed while another rule links to its page, or a setting names its file; "
        "each such place is told. git undoes it as any other edit."
    )


def run(options: argparse.Namespace) -> int:
    """Remove the rule or the product, and print what that has changed."""
    root = shared.project_root(options)
    if options.dry_run:
        return mv.tell_plan(_plan(root, options))
    with shared.alone(root):
        return mv.carry_out(root, _plan(root, options))


def _plan(root: Path, options: argparse.Namespace) -> "MovePlan":
    from bpadocs.moving.remove import plan_removal

    return plan_removal(root, options.name, options.to)
