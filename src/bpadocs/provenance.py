"""When is a translation stale? Fingerprints of both texts as they were, against both as they are."""

import hashlib
import re
from enum import StrEnum
from functools import lru_cache

from bpadocs.model import SOURCE_LANGUAGE, Origin, Plural, Rule, Stamp, Text
from bpadocs.nfc import nfc

FINGERPRINT_LENGTH = 10

_LINE_OF_ITS_OWN = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s|\s*(?:#{1,6}\s|>|\||```|~~~)|(?: {4}|\t)")
_HEADING = re.compile(r"\s*#{1,6}\s")
_BLANKS = re.compile(r"[ \t\r\n]+")
_FENCE = re.compile(r"\s*(```+|~~~+)")


class State(StrEnum):
    """What is known of one translated field. Only `current` needs nobody's attention."""

    CURRENT = "current"
    STALE = "stale"
    EDITED = "edited"
    """The translation is not the text that was confirmed, whatever has become of its English."""
    MISSING = "missing"
    UNTRACKED = "untracked"


def normalise(text: str) -> str:
    """The text as far as its words matter: NFC, and soft line breaks folded, so that rewrapping changes nothing."""
    text = nfc(text)
    if "\n" not in text:
        return _single_blanks(text).strip(" ")
    return "\n".join(_logical_lines(text))


def _single_blanks(line: str) -> str:
    # Most lines are so already, and to look costs a tenth of replacing blank by blank.
    return _BLANKS.sub(" ", line) if "  " in line or "\t" in line or "\r" in line else line


def _logical_lines(text: str) -> list[str]:
    lines: list[list[str]] = []
    """Each in the pieces it is written in."""
    fence = ""
    fresh = True
    fenced = "```" in text or "~~~" in text
    for line in text.replace("\r\n", "\n").split("\n"):
        opening = _FENCE.match(line) if fenced else None
        if fence:
            lines.append([line.rstrip()])
            if opening and opening[1].startswith(fence):
                fence, fresh = "", True
            continue
        if opening:
            fence = opening[1]
            lines.append([line.strip()])
        elif not line.strip():
            fresh = True
        elif fresh or _LINE_OF_ITS_OWN.match(line):
            lines.append([_single_blanks(line).rstrip()])
            fresh = bool(_HEADING.match(line))
        else:
            lines[-1].append(_single_blanks(line).strip(" "))
    return [" ".join(pieces) for pieces in lines]


def fingerprint(text: Text) -> str:
    """Ten hexadecimal digits that change whenever a word does."""
    if isinstance(text, Plural):
        return _digest("\x1f".join(f"{form}={normalise(text.forms[form])}" for form in sorted(text.forms)))
    return _of_text(text)


@lru_cache(maxsize=256)
def _of_text(text: str) -> str:
    # An English text is asked for once a language, one after the other.
    return _digest(normalise(text))


def _digest(whole: str) -> str:
    return hashlib.blake2b(whole.encode(), digest_size=FINGERPRINT_LENGTH // 2).hexdigest()


def is_about(stamp: Stamp, translation: Text) -> bool:
    """Whether the stamp was made for this very translation; else what it says (who, reviewed) is of another text."""
    return stamp.target == fingerprint(translation)


def is_from(stamp: Stamp, english: Text) -> bool:
    """Whether what was stamped had been made from this very English."""
    return stamp.source == fingerprint(english)


def state(english: Text, translation: Text | None, stamp: Stamp | None) -> State:
    """The state of one field, by the table of the manual."""
    if translation is None:
        return State.MISSING
    if stamp is None:
        return State.UNTRACKED
    if not is_about(stamp, translation):
        return State.EDITED
    return State.CURRENT if is_from(stamp, english) else State.STALE


def states(rule: Rule, language: str) -> dict[str, State]:
    """The state of every field the English has, in one language."""
    if language == SOURCE_LANGUAGE:
        return dict.fromkeys(rule.english, State.CURRENT)
    translation = rule.text.get(language)
    if translation is None:
        return dict.fromkeys(rule.english, State.MISSING)
    return {
        name: state(english, translation.fields.get(name), translation.stamps.get(name))
        for name, english in rule.english.items()
    }


_STAMP = re.compile(r"([0-9a-f]{10}) ([0-9a-f]{10}) (human|machine)( reviewed)?(?: \((.+)\))?")


def parse_stamp(line: str) -> Stamp | None:
    """A `synced` line as the tool writes it, or nothing when it is none."""
    match = _STAMP.fullmatch(line)
    if not match:
        return None
    return Stamp(match[1], match[2], Origin(match[3]), bool(match[4]), match[5])


PAGE_HASH = re.compile(r"[0-9a-f]{40}")
"""What `synced` notes of the page as a whole, beside the fields: the SHA-1 of the English page it was made from."""


def format_stamp(stamp: Stamp) -> str:
    """The stamp as one short line."""
    reviewed = " reviewed" if stamp.reviewed else ""
    reason = f" ({stamp.reason})" if stamp.reason else ""
    return f"{stamp.source} {stamp.target} {stamp.origin}{reviewed}{reason}"
