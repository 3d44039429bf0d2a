"""`bpa check`"""

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bpadocs.cli import shared
from bpadocs.cli.terminal import hand_over, say_lines

if TYPE_CHECKING:
    from bpadocs.example_checker import CheckerResult
    from bpadocs.project.tree import Project

COMPLIANT, NOT_COMPLIANT, NOT_CHECKED = 0, 1, 3


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the inventory, the language and form of the results, and the project."""
    parser.add_argument(
        "inventory",
        metavar="INVENTORY",
        help="the host's inventory, the JSON file that Get-BpaInventory.ps1 writes there",
    )
    parser.add_argument(
        "--locale",
        help="the language of the messages, such as fr-CA (default: the environment's)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif"),
        default="text",
        help="how to print the results (default: text)",
    )
    parser.epilog = (
        "Get-BpaInventory.ps1 is in bpadocs/inventory; bpa schema inventory prints what an "
        "inventory has."
    )
    shared.add_project(parser)


def run(options: argparse.Namespace) -> int:
    """Check the inventory, and print the result of each rule."""
    from bpadocs import example_checker
    from bpadocs.errors import BrokenInputError, Problem
    from bpadocs.example_checker import CheckerAnswer
    from bpadocs.runtime import MessagesError

    project = shared.read(options)
    inventory = example_checker.read_inventory(options.inventory)
    found = example_checker.findings(inventory, project.rules)
    try:
        output = _output(options, project, inventory, found)
    except MessagesError as error:
        problem = Problem(error.path, 1, 1, f"{error.what}; run “bpa build”")
        raise BrokenInputError([problem]) from None
    if options.format == "text":
        say_lines(output)
    else:
        hand_over(output)
    answers = {finding.answer for finding in found}
    if CheckerAnswer.NOT_COMPLIANT in answers:
        return NOT_COMPLIANT
    if CheckerAnswer.NOT_CHECKED in answers:
        return NOT_CHECKED
    return COMPLIANT


def _output(
    options: argparse.Namespace,
    project: "Project",
    inventory: Mapping[str, Any],
    found: "Sequence[CheckerResult]",
) -> str:
    """Return the results as the options want them. Raises MessagesError without a build."""
    from bpadocs import example_checker, publish
    from bpadocs.runtime import Messages
    from bpadocs.words.labels import read_labels

    folder = publish.folder(project.root) / "messages"
    messages = Messages.open(folder, options.locale)
    # a build may have a language that the project has no longer
    known = dict.fromkeys([messages.locale, *project.settings.languages])
    source = project.settings.source_language
    labels = read_labels(project.root, tuple(known), source)
    computer = inventory["ComputerName"]
    wording = example_checker.Wording(messages, labels[messages.locale])
    if options.format == "text":
        return example_checker.as_text(found, computer, wording)
    if options.format == "json":
        return example_checker.as_json(found, computer, wording)
    languages = {}
    for language in project.settings.languages:
        own = Messages.open(folder, language)
        languages[language] = example_checker.Wording(own, labels[language])
    return example_checker.as_sarif(
        found, computer, wording, languages, options.inventory
    )
