"""`bpa check`"""

import argparse

from bpadocs.cli import options as shared
from bpadocs.cli.terminal import hand_over, say_lines

COMPLIANT, NOT_COMPLIANT = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("inventory", metavar="INVENTORY", help="the host's inventory, a JSON file")
    parser.add_argument("--locale", help="the language of the messages, such as fr-CA (default: the environment's)")
    parser.add_argument(
        "--format", choices=("text", "json", "sarif"), default="text", help="how to print the results (default: text)"
    )
    parser.epilog = "Exit code: 0 every rule is met, 1 some are not, 2 the input cannot be used."
    shared.add_project(parser)


def run(options: argparse.Namespace) -> int:
    from bpadocs import example_checker, publish
    from bpadocs.problems import BrokenInputError, Problem
    from bpadocs.runtime import Messages, MessagesError

    project = shared.read(options)
    inventory = example_checker.read_inventory(options.inventory)
    found = example_checker.findings(inventory, project.rules)
    folder = publish.folder(project.root) / "messages"
    try:
        messages = Messages.open(folder, options.locale)
        about = found, inventory["ComputerName"], messages
        if options.format == "sarif":
            languages = {language: Messages.open(folder, language) for language in project.settings.languages}
            output = example_checker.as_sarif(*about, languages, options.inventory)
        else:
            output = {"text": example_checker.as_text, "json": example_checker.as_json}[options.format](*about)
    except MessagesError as error:
        raise BrokenInputError([Problem(error.path, 1, 1, f"{error.what}; run “bpa build”")]) from None
    if options.format == "text":
        say_lines(output)
    else:
        hand_over(output)
    return COMPLIANT if all(finding.arguments is None for finding in found) else NOT_COMPLIANT
