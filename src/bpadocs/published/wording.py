"""What the labels and headings of a page mean, however they are spelt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from bpadocs.pages.published import RulePage
from bpadocs.words.of_pages import HEADINGS, PROPERTY_LABELS

ENGLISH_WORDS: Final[Mapping[str, str]] = {
    **{english.casefold(): name for name, english in HEADINGS.items()},
    "see also": "see_also",
    **{english.casefold(): name for name, english in PROPERTY_LABELS.items()},
    "operating systems": "operating_system",
    "product": "product",
}
"""What the words of an English page mean: the names of sections and of rows."""

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Hints:
    """What helps to recognise the parts of a page where its structure does not tell."""

    words: Mapping[str, str] = field(default_factory=dict)
    """What the bare words of the page's language mean; for a value of the table see known_words."""
    english: RulePage | None = None
    """The English page, where this is a translation: the order of its parts is that of these."""

    def meaning(self, text: str) -> str | None:
        """Return what a heading or a label means, in the language of the page or in English."""
        word = bare(text)
        return self.words.get(word) or ENGLISH_WORDS.get(word)


def bare(text: str) -> str:
    """Return the words of a label without emphasis, tags, colon and case.

    That is what two spellings of one label share.
    """
    words = _TAG.sub(" ", text)
    # the no-break space that French has before a colon is a blank like others
    for blank in ("*", "_", "\u00a0"):
        words = words.replace(blank, " ")
    words = " ".join(words.replace("’", "'").split())
    return words.rstrip(" :\uff1a").casefold()
