"""Give an argument another name, wherever the rule names it: in all languages, and in its check."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from bpadocs.editor.arguments import Use, argument_at, arguments_in
from bpadocs.editor.spots import line_spots
from bpadocs.errors import BpadocsError
from bpadocs.formats.yaml.edit import EditError
from bpadocs.lint.checking import CheckedText, RuleChecker
from bpadocs.moving.links import restamped
from bpadocs.project.read_rule import ARGUMENT_NAME
from bpadocs.rule.model import Rule

Span = tuple[int, int]


class RenameRefusedError(BpadocsError):
    """An argument that cannot get this name; the message says why."""


class Renamable(NamedTuple):
    """An argument that can get another name, and where it is named."""

    name: str
    start: int

    @property
    def end(self) -> int:
        """Where the name ends."""
        return self.start + len(self.name)


def renamable_at(text: str, offset: int) -> Renamable | None:
    """Return the argument at an offset; None where there is none that the rule has."""
    found = argument_at(text, offset)
    if found is not None:
        if found.name in _declared(text):
            return Renamable(found.name, found.start)
        return None
    for name in _declared(text):
        for start, end in _in_check(text, name):
            if start <= offset <= end:
                return Renamable(name, start)
    return None


def renamed(checker: RuleChecker, checked: CheckedText, old: str, new: str) -> str:
    """Return the text of a rule with another name for an argument; what was confirmed stays so.

    Raises RenameRefusedError.
    """
    text = checked.text
    if checked.rule is None:
        raise RenameRefusedError("mend the mistakes in this rule first")
    if not ARGUMENT_NAME.fullmatch(new):
        raise RenameRefusedError(
            f"“{new}” is no name of an argument: a small letter, then small letters, digits and "
            "underscores"
        )
    if new in _declared(text):
        raise RenameRefusedError(f"the rule has an argument “{new}” already")
    named = [(one.start, one.end) for one in arguments_in(text) if one.name == old]
    # The name may be that of something else in the check too; what is meant is what can be read.
    in_check = _in_check(text, old)
    for keys in (in_check, in_check[-1:]):
        after = _replaced(text, [*named, *keys], new)
        read = checker.check(checked.path, after)
        if read.rule is not None:
            return _confirmed_still(checked.rule, read.rule)
    first = read.problems[0].message
    raise RenameRefusedError(f"the rule could not be read then: {first}")


def _declared(text: str) -> set[str]:
    names = set()
    for one in arguments_in(text):
        if one.use is Use.DECLARED:
            names.add(one.name)
    return names


def _in_check(text: str, name: str) -> list[Span]:
    """Return where the check gives a value for an argument: in JMESPath, `{name: expression}`."""
    key = re.compile(rf"(?<![\w.]){re.escape(name)}(?=\"?\s*:)")
    found = []
    for spot in line_spots(text):
        if spot.path == ("check",):
            for match in key.finditer(text, spot.start, spot.end):
                found.append(match.span())
    return found


def _replaced(text: str, spans: Sequence[Span], new: str) -> str:
    pieces = []
    end = 0
    for start, after in sorted(spans):
        pieces += [text[end:start], new]
        end = after
    return "".join(pieces) + text[end:]


def _confirmed_still(before: Rule, after: Rule) -> str:
    """Return the text with its stamps renewed: English and translation have changed alike."""
    try:
        return restamped(before, after)
    except EditError as error:
        raise RenameRefusedError(str(error)) from None
