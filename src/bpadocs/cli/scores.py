"""What `bpa audit` and `bpa lint` share: groups, scores, and when they fail."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from bpadocs import shown
from bpadocs.cli.terminal import say
from bpadocs.lint.findings import Finding, Level

if TYPE_CHECKING:
    from bpadocs.lint.score import Score, Scores

FOUND = 1


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add how findings are grouped, and when the command fails."""
    parser.add_argument(
        "--group",
        action="store_true",
        help="tell the same fault in the same text once, with all its places",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="exit 1 for any finding, not for errors alone",
    )
    parser.add_argument(
        "--fail-under",
        metavar="SCORE",
        type=_score,
        help=(
            "exit 1 if a language scores less, such as 95. The score is 100 less a tenth of the "
            "points in 1,000 words of English: an error has 25 points, a warning 5, a hint 1"
        ),
    )


def _score(word: str) -> float:
    """Read a score. Raises ArgumentTypeError for what is none."""
    try:
        score = float(word)
    except ValueError:
        score = -1
    if not 0 <= score <= 100:
        message = f"{word}: a score is a number from 0 to 100"
        raise argparse.ArgumentTypeError(message)
    return score


def status(
    findings: Sequence[Finding], scores: "Scores", options: argparse.Namespace
) -> int:
    """Return the exit code that the findings and the scores have earned, and say which scores."""
    least = options.fail_under
    too_low = [] if least is None else scores.below(least)
    for locale in too_low:
        own = scores.locales[locale].rounded
        say(f"{locale} scores {own}, less than {least:g}", file=sys.stderr)
    errors = [one for one in findings if one.severity is Level.ERROR]
    if errors or too_low or (options.strict and findings):
        return FOUND
    return 0


def say_scores(
    scores: "Scores",
    findings: Sequence[Finding],
    options: argparse.Namespace,
    file: TextIO | None = None,
) -> None:
    """Print the score of each language, and of the worst pages."""
    scored = {locale: score for locale, score in scores.locales.items() if score.words}
    if not scored:
        return
    wide = max(len(locale) for locale in scored) + 2
    heading = ("words", "errors", "warnings", "hints", "points/1,000", "score")
    cells = "".join(f"{word:>{_WIDTHS[word]}}" for word in heading)
    say("", file=file)
    say(f"{'':{wide}}{cells}", file=file)
    for locale, score in scored.items():
        say(f"{locale:{wide}}{_row(score)}", file=file)
    _say_worst(scores, findings, options.top, file)


_WIDTHS = {
    "words": 10,
    "errors": 8,
    "warnings": 10,
    "hints": 8,
    "points/1,000": 14,
    "score": 8,
}
"""The columns of each column, so that all fit a terminal of 80."""


def _row(score: "Score") -> str:
    numbers = {
        "words": f"{score.words:,}",
        "errors": f"{score.found.get(Level.ERROR, 0):,}",
        "warnings": f"{score.found.get(Level.WARNING, 0):,}",
        "hints": f"{score.found.get(Level.HINT, 0):,}",
        "points/1,000": f"{score.per_thousand:,.1f}",
        "score": score.rounded,
    }
    return "".join(f"{text:>{_WIDTHS[name]}}" for name, text in numbers.items())


def _say_worst(
    scores: "Scores", findings: Sequence[Finding], top: int, file: TextIO | None
) -> None:
    """Print the pages with the lowest scores."""
    from bpadocs.lint.score import PageKey

    files: dict[PageKey, str] = {}
    for finding in findings:
        files.setdefault(PageKey(finding.rule, finding.locale), finding.file)

    def badness(key: PageKey) -> float:
        return scores.pages[key].per_thousand

    faulty = [key for key in files if key in scores.pages and badness(key)]
    worst = sorted(faulty, key=badness, reverse=True)[: max(top, 0)]
    if not worst:
        return
    say("", file=file)
    say("Lowest scores:", file=file)
    for key in worst:
        own = scores.pages[key].rounded
        say(f"{own:>7}  {key.locale}  {shown.name(files[key])}", file=file)
