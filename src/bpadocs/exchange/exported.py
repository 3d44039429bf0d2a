"""What a text was when its file was exported: one short line that travels with it and comes back.

    current 5790d3eb73

The state of the translation, and the fingerprint of what the file showed of it: the translation,
or the suggestion in its place where it was missing. So an import knows what nobody has touched in
the file, and what has changed in rules/ since.
"""

import re
from typing import NamedTuple

from bpadocs.exchange.forms import Forms, shown
from bpadocs.model import Plural, Text
from bpadocs.provenance import FINGERPRINT_LENGTH, State, fingerprint

_LINE = re.compile(rf"({'|'.join(State)}) ([0-9a-f]{{{FINGERPRINT_LENGTH}}})")


class Exported(NamedTuple):
    """A text as it went out."""

    state: State
    shown: str

    def touched(self, forms: Forms) -> bool:
        """Whether somebody has written another text into the file."""
        return _of_forms(forms) != self.shown

    def overtaken(self, current: Text | None, language: str, *, plural: bool) -> bool:
        """Whether rules/ has another translation by now; where it has none any more, none can be lost."""
        if current is None:
            return False
        if self.state is State.MISSING:
            return True
        return _of_forms(shown(current, language, plural=plural)) != self.shown


def exported_line(state: State, forms: Forms) -> str:
    """What goes out with a text that the file shows in these forms."""
    return f"{state} {_of_forms(forms)}"


def parse_exported(line: str) -> Exported | None:
    """What came back, or nothing where no export has written it."""
    match = _LINE.fullmatch(line)
    return Exported(State(match[1]), match[2]) if match else None


def _of_forms(forms: Forms) -> str:
    words = dict(forms)
    return fingerprint(words["other"] if len(words) == 1 else Plural("", words))
