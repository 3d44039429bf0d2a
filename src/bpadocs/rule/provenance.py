"""When is a translation stale?

A stamp holds fingerprints of the English and the translation as they were confirmed; this module
compares them with both texts as they are.
"""

import hashlib
import re
import unicodedata
from enum import StrEnum
from functools import lru_cache
from typing import Final

from bpadocs.formats.fences import FencePart, Fences
from bpadocs.rule.model import Origin, Rule, Stamp, Text

FINGERPRINT_LENGTH = 10
"""In hexadecimal digits."""

# What begins a line of its own in Markdown: an item, a heading, a quotation, a table row, a fence
# or indented code. Any other line continues the paragraph before it.
_LINE_OF_ITS_OWN = re.compile(
    r"\s*(?:[-*+]|\d{1,9}[.)])\s|\s*(?:#{1,6}\s|>|\||```|~~~)|(?: {4}|\t)"
)
_HEADING = re.compile(r"\s*#{1,6}\s")
_BLANKS = re.compile(r"[ \t\r\n]+")


class State(StrEnum):
    """What is known of one translated field. Only `current` needs nobody's attention."""

    CURRENT = "current"
    CARRIED = "carried"
    """Of the English of now, for what the English exchanged was exchanged in it; nobody has read it
    since.
    """
    STALE = "stale"
    EDITED = "edited"
    """The translation is not the text that was confirmed, whatever has become of its English."""
    MISSING = "missing"
    UNTRACKED = "untracked"


def normalise(text: str) -> str:
    """Return the text as far as its words matter: rewrapping a paragraph changes nothing.

    It is in Unicode's form NFC, with soft line breaks folded and blank lines left out.
    """
    text = nfc(text)
    if "\n" not in text:
        return _single_blanks(text).strip(" ")
    return "\n".join(_logical_lines(text))


def _single_blanks(line: str) -> str:
    # Most lines have single blanks already, and to look costs a tenth of the replacement.
    if "  " in line or "\t" in line or "\r" in line:
        return _BLANKS.sub(" ", line)
    return line


def _logical_lines(text: str) -> list[str]:
    """Return each paragraph, item and heading as one line, and the lines of code as they are."""
    # Each logical line as the list of its pieces: a string that grows would be copied each time.
    lines: list[list[str]] = []
    fences = Fences()
    has_fences = (
        "```" in text or "~~~" in text
    )  # few texts have, and to ask for each line is slow
    part = outside = FencePart.OUTSIDE
    begins_paragraph = True
    for line in text.replace("\r\n", "\n").split("\n"):
        if has_fences:
            part = fences.part(line)
        if part is not outside:
            lines.append([line.strip() if part is FencePart.OPENING else line.rstrip()])
            begins_paragraph = True
        elif not line.strip():
            begins_paragraph = True
        elif begins_paragraph or _LINE_OF_ITS_OWN.match(line):
            lines.append([_single_blanks(line).rstrip()])
            begins_paragraph = bool(_HEADING.match(line))
        else:
            lines[-1].append(_single_blanks(line).strip(" "))
    return [" ".join(pieces) for pieces in lines]


def fingerprint(text: Text) -> str:
    """Return ten hexadecimal digits that change whenever a word does."""
    if isinstance(text, str):
        return _of_text(text)
    forms = [f"{form}={normalise(text.forms[form])}" for form in sorted(text.forms)]
    return _digest("\x1f".join(forms))


@lru_cache(maxsize=256)
def _of_text(text: str) -> str:
    # Cached, for an English text is asked for once for each language, one after the other.
    return _digest(normalise(text))


def _digest(whole: str) -> str:
    return hashlib.blake2b(
        whole.encode(), digest_size=FINGERPRINT_LENGTH // 2
    ).hexdigest()


def is_about(stamp: Stamp, translation: Text) -> bool:
    """Whether the stamp was made for this translation.

    Where it was not, what it says (who made it, whether it is reviewed) is of another text.
    """
    return stamp.target == fingerprint(translation)


def is_from(stamp: Stamp, english: Text) -> bool:
    """Whether the stamped translation was made from this English."""
    return stamp.source == fingerprint(english)


def state(english: Text, translation: Text | None, stamp: Stamp | None) -> State:
    """Return the state of one translated field."""
    if translation is None:
        return State.MISSING
    if stamp is None:
        return State.UNTRACKED
    if not is_about(stamp, translation):
        return State.EDITED
    if not is_from(stamp, english):
        return State.STALE
    if stamp.carried:
        return State.CARRIED
    return State.CURRENT


def states(rule: Rule, language: str) -> dict[str, State]:
    """Return the state in one language of every field that the English has."""
    if language == rule.source_language:
        return dict.fromkeys(rule.english, State.CURRENT)
    translation = rule.text.get(language)
    if translation is None:
        return dict.fromkeys(rule.english, State.MISSING)
    return {
        name: state(english, translation.fields.get(name), translation.stamps.get(name))
        for name, english in rule.english.items()
    }


FITTING: Final = (State.CURRENT, State.CARRIED)
"""The states of a translation that says what the English says now."""


# Source, target and origin, then “carried” or “reviewed” and a reason in parentheses where there
# are such.
_STAMP = re.compile(
    r"([0-9a-f]{10}) ([0-9a-f]{10}) (human|machine)( carried| reviewed)?(?: \((.+)\))?"
)


WITHOUT_REASON: Final = "()"
"""The end of a stamp whose reason is yet to be written; until then it is none."""


def parse_stamp(line: str) -> Stamp | None:
    """Return the stamp in a line of `synced`, or None where the line is none that we write."""
    match = _STAMP.fullmatch(line)
    if not match:
        return None
    return Stamp(
        source=match[1],
        target=match[2],
        origin=Origin(match[3]),
        reviewed=match[4] == " reviewed",
        reason=match[5],
        carried=match[4] == " carried",
    )


PAGE_HASH = re.compile(r"[0-9a-f]{40}")
"""The SHA-1 of an English page, which `synced` notes for the translated page as a whole."""


def format_stamp(stamp: Stamp) -> str:
    """Return the stamp as a line of `synced`."""
    read = " reviewed" if stamp.reviewed else ""
    if stamp.carried:
        read = " carried"
    reason = f" ({stamp.reason})" if stamp.reason else ""
    return f"{stamp.source} {stamp.target} {stamp.origin}{read}{reason}"


# Unicode

MOST_MARKS: Final = 30
"""Marks on one letter that are put in order: Unicode's Stream-Safe Text Format has no more either.
"""

# What is neither a letter, a digit nor a blank: above ASCII that is marks, and a few signs, which
# do no harm.
_MANY_MARKS: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST_MARKS},}}")


def nfc(text: str) -> str:
    """Return the text in NFC. Of a letter with hundreds of accents each thirty count by themselves.

    Unicode sorts the marks on a letter; Python does so in a time that grows with their square.
    """
    if text.isascii():
        return text
    pieces: list[str] = []
    end = 0
    for run in _MANY_MARKS.finditer(text):
        first_cut = run.start() + MOST_MARKS
        for cut in range(first_cut, run.end() + 1, MOST_MARKS):
            piece = text[end:cut]
            pieces.append(unicodedata.normalize("NFC", piece))
            end = cut
    rest = text[end:]
    pieces.append(unicodedata.normalize("NFC", rest))
    return "".join(pieces)
