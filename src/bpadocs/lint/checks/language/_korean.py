"""What the checks share that ask a real analyser of Korean; without one they find nothing."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.patterns import find
from bpadocs.lint.spans import Spans
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import View, views
from bpadocs.words.korean import Morpheme, has_hangul, identity, morphemes
from bpadocs.words.languages import CODE, LanguageData

NOUNS: Final = frozenset({"NNG", "NNP", "NNB", "NP", "NR", "XSN", "ETN", "SL", "SN"})
PARTICLES: Final = frozenset({"JKS", "JKC", "JKG", "JKO", "JKB", "JX", "JC"})


class AnalysedText(NamedTuple):
    """A block with its morphemes. Code in it reads as a Latin name."""

    view: View
    text: str
    found: Sequence[Morpheme]


def analysed(
    passage: Passage, language: str, context: Context
) -> Iterator[AnalysedText]:
    """Yield the Korean blocks of a text; none where nothing can analyse them."""
    if not is_read(language, context):
        return
    for view in views(passage):
        if has_hangul(view.text):
            text = view.text.replace(CODE, "C")
            yield AnalysedText(view, text, morphemes(text))


def is_read(language: str, context: Context) -> bool:
    """Tell whether a language is Korean, and something can analyse it."""
    return context.language(language).scripts == {"Hangul"} and bool(identity())


class Slip(NamedTuple):
    """What is wrong at a place of a block, and what would be right there."""

    start: int
    end: int
    message: str
    right: str


def hits(
    text: AnalysedText, slips: Sequence[Slip], passage: Passage, data: LanguageData
) -> Iterator[Hit]:
    """Yield what is wrong, but not what a pattern of the language says already."""
    if not slips:
        return
    told = Spans(
        (hit.start, hit.end)
        for hit in find((*data.split_words, *data.spacing, *data.grammar), text.view)
    )
    for slip in slips:
        start, end = text.view.span(slip.start, slip.end)
        written = text.view.text[slip.start : slip.end]
        # A blank that is shown may stand outside of bold, where it belongs to nobody’s word.
        if told.meet(start, end) or passage.text[start:end] != written:
            continue
        yield Hit(
            start=start,
            end=end,
            message=slip.message,
            fix=Fix(start, end, slip.right),
        )


def ends_word(text: str, end: int) -> bool:
    """Tell whether no Hangul goes on here."""
    return not has_hangul(text[end : end + 1])
