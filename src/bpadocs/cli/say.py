"""`bpa say`"""

import argparse
import sys
from typing import TYPE_CHECKING

from bpadocs.cli import shared
from bpadocs.cli.terminal import hand_over, say, say_lines

if TYPE_CHECKING:
    from bpadocs.results.say import SaidAgain

SAID, NOT_ALL_SAID = 0, 1


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the results, the language and form to say them in, and the project."""
    parser.add_argument(
        "results",
        metavar="RESULTS",
        help=(
            "the results: those of Get-BpaResult or PSRule as CLIXML, XML, CSV or JSON, SARIF, or "
            "the JSON of “bpa check”; the language that they are in is found out"
        ),
    )
    parser.add_argument(
        "--locale",
        help="the language to say them in, such as fr-CA (default: the environment's)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="a list for people, or JSON (of SARIF, SARIF) for programs (default: text)",
    )
    parser.epilog = (
        "What a result is about is found by its sentences; one that fits no rule is given as it "
        "is, counted and told."
    )
    shared.add_project(parser)


def run(options: argparse.Namespace) -> int:
    """Print the results in the other language, and what is to know of them."""
    from bpadocs import publish
    from bpadocs.results.opened import open_speaker
    from bpadocs.results.read import read_results
    from bpadocs.results.say import as_text
    from bpadocs.shown import as_json

    project = shared.read(options)
    printed = read_results(options.results)
    folder = publish.folder(project.root) / "messages"
    speaker = open_speaker(project, folder, options.locale)
    done = speaker.say(printed)
    if options.format == "text":
        say_lines(as_text(printed, done.data))
    else:
        hand_over(as_json(done.data))
    _report(done, speaker.messages.locale)
    if done.unsaid:
        return NOT_ALL_SAID
    return SAID


def _report(done: "SaidAgain", locale: str) -> None:
    """Print, beside the results, what could not be said and what could mean something else."""
    shared.tell(done.unsaid)
    shared.tell(done.doubtful)
    results = shared.count(done.results, "result")
    sentences = shared.count(done.sentences, "sentence")
    parts = [f"{done.said:,} of {sentences} of {results} said in {locale}"]
    if done.fallen_back:
        parts.append(f"{done.fallen_back:,} of them not translated yet")
    if done.unsaid:
        as_is = "it is" if len(done.unsaid) == 1 else "they are"
        parts.append(f"{len(done.unsaid):,} given as {as_is}")
    if done.doubtful:
        parts.append(f"{len(done.doubtful):,} doubtful")
    say(", ".join(parts), file=sys.stderr)
