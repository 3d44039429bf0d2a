"""Give an argument another name, wherever the rule names it: in all languages, and in its check."""

from collections.abc import Sequence

from bpadocs.editor.arguments import (
    NamedArgument,
    Use,
    argument_at,
    arguments_in,
    in_check,
)
from bpadocs.errors import BpadocsError
from bpadocs.formats.yaml.edit import EditError
from bpadocs.lint.checking import CheckedText, RuleChecker
from bpadocs.moving.links import restamped
from bpadocs.project.read_rule import ARGUMENT_NAME
from bpadocs.rule.model import Rule


class RenameRefusedError(BpadocsError):
    """An argument that cannot get this name; the message says why."""


def renamable_at(text: str, offset: int) -> NamedArgument | None:
    """Return the argument at an offset; None where there is none that the rule has."""
    declared = _declared(text)
    found = argument_at(text, offset)
    if found is not None:
        return found if found.name in declared else None
    for name in declared:
        for one in in_check(text, name):
            if one.start <= offset <= one.end:
                return one
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
    named = [one for one in arguments_in(text) if one.name == old]
    # The name may be that of something else in the check too; what is meant is what can be read.
    in_the_check = list(in_check(text, old))
    for keys in (in_the_check, in_the_check[-1:]):
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


def _replaced(text: str, named: Sequence[NamedArgument], new: str) -> str:
    pieces = []
    end = 0
    for one in sorted(named, key=lambda one: one.start):
        pieces += [text[end : one.start], new]
        end = one.end
    return "".join(pieces) + text[end:]


def _confirmed_still(before: Rule, after: Rule) -> str:
    """Return the text with its stamps renewed: English and translation have changed alike."""
    try:
        return restamped(before, after)
    except EditError as error:
        raise RenameRefusedError(str(error)) from None
