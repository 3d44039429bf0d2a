"""How a text was when its file was exported: one short line that travels with it and comes back.

    current 5790d3eb73

The state of the translation, and the fingerprint of what the file showed: the translation, or the
suggestion in its place where it was missing. By this line an import knows which texts nobody has
touched in the file, and which have changed in rules/ since.
"""

import re
from typing import NamedTuple

from bpadocs.rule.model import Plural, Text
from bpadocs.rule.provenance import FINGERPRINT_LENGTH, State, fingerprint
from bpadocs.translators.plural_forms import Forms, shown

_STATES = "|".join(State)
_LINE = re.compile(rf"({_STATES}) ([0-9a-f]{{{FINGERPRINT_LENGTH}}})")


class Exported(NamedTuple):
    """A text as it went out."""

    state: State
    shown: str
    """The fingerprint of what the file showed as its translation."""

    def touched(self, forms: Forms) -> bool:
        """Tell whether somebody has written another text into the file."""
        return _fingerprint(forms) != self.shown

    def overtaken(
        self,
        current: Text | None,
        language: str,
        *,
        plural: bool,
    ) -> bool:
        """Tell whether rules/ has another translation by now.

        Where it has none any more, none can be lost.
        """
        if current is None:
            return False
        if self.state is State.MISSING:
            return True
        now = shown(current, language, plural=plural)
        return _fingerprint(now) != self.shown


def exported_line(state: State, forms: Forms) -> str:
    """Return the line that goes out with a text that the file shows in these forms."""
    return f"{state} {_fingerprint(forms)}"


def parse_exported(line: str) -> Exported | None:
    """Read a line that came back; None where no export has written it."""
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    return Exported(State(match[1]), match[2])


def _fingerprint(forms: Forms) -> str:
    words = dict(forms)
    if len(words) == 1:
        return fingerprint(words["other"])
    # Which argument is counted does not go into a fingerprint.
    return fingerprint(Plural("", words))
