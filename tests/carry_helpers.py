"""What becomes of one translation when its English changes."""

from bpadocs.rule.model import Text
from bpadocs.translators.carry.english import NotCarried
from bpadocs.translators.carry.field import FieldChange
from bpadocs.translators.carry.known_words import KnownWords

WORDS = KnownWords(("FreeBSD", "Hyper-V", "Linux", "UNIX", "Windows", "Windows Server"))


def carried(
    language: str, before: Text, now: Text, translation: Text, *, markup: bool = True
) -> Text | None:
    """The translation of the English of now; None where it is left to people."""
    found = FieldChange(before, now, markup, WORDS).carried(translation, language)
    return None if isinstance(found, NotCarried) else found


def why_left(
    language: str, before: Text, now: Text, translation: Text, *, markup: bool = True
) -> str:
    """Why it is left to people."""
    found = FieldChange(before, now, markup, WORDS).carried(translation, language)
    assert isinstance(found, NotCarried), found
    return found.reason
