"""Names of buttons, tabs and windows in bold that are not the name any more.

A name of the interface keeps its capital, takes no article or particle inside the bold, is not
turned into a verb, and is the word that Windows shows, where the glossary has it under `labels`.

    en: Click **Tools**, then **Start**.
    fr: Cliquez sur **Outils**, puis sur **Démarrer**.       good
    fr: Cliquez sur **outils** …                             recased
    it: In **la memoria** …                                  an article inside the bold
    it: Fare clic su **avviare**                             the glossary has Start
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import pairwise
from typing import Final, NamedTuple

from bpadocs.formats.markdown import Block, Inline
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Segment, Unit
from bpadocs.words.languages import LanguageData
from bpadocs.words.of_source import is_english

_ARTICLE: Final = re.compile(r"(?:Il|Lo|La|I|Gli|Le|Les|El|Los|Las) [a-zà-ÿ]")
_ENGLISH_ARTICLE: Final = re.compile("(?:The|A) ")
_LONGEST_NAME: Final = 7
"""So many words the name of a control has at most."""
_PARTICLE_AT_END: Final = re.compile("[가-힣][을를]$")

_WindowsLabels = Mapping[str, tuple[str, ...]]
"""What Windows shows in this language, by the English."""


class _Label(NamedTuple):
    """The name of one control, as the translation has it."""

    text: str
    english: str
    """Which control it is; empty where that is not known."""
    explained: bool
    """Whether the translation explains it in brackets behind it."""
    wants_capital: bool
    """Whether it begins with a capital in English, or with no letter."""
    right_in_block: frozenset[str]
    """What Windows calls the controls of the block: another language may change their order."""


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report the labels in bold that are not what the control is called."""
    if unit.expected:
        return
    data = context.language(unit.language)
    labels = context.glossary(unit.language).labels
    articles = _ENGLISH_ARTICLE
    if not is_english(context.source_language):
        articles = _ARTICLE
    for segment in unit.segments:
        for start, end, label in _labels(segment, labels):
            message = _wrong_name(label, labels, data.function_words)
            if not message:
                message = _wrong_form(label, data, articles)
            if message:
                yield Hit(
                    start=start,
                    end=end,
                    message=message,
                )


def _labels(
    segment: Segment, labels: _WindowsLabels
) -> Iterator[tuple[int, int, _Label]]:
    """Yield what is bold in the translation, where the English has something in bold too."""
    ours = _bold(segment.translation)
    if not ours:
        return
    theirs = [inline.visible.strip() for inline in _bold(segment.english)]
    if not theirs:
        return
    large = [_begins_large(name) for name in theirs]
    right = _shown_by_windows(theirs, labels)
    known = len(ours) == len(theirs)
    own_large = [_begins_large(inline.visible.strip()) for inline in ours]
    # in another order, each has its capital elsewhere: then as many are large
    lacks_some = known and sum(own_large) < sum(large)
    explained = _explained(segment.translation)
    for index, inline in enumerate(ours):
        text = inline.visible.strip()
        if text:
            yield (
                inline.start,
                inline.end,
                _Label(
                    text=text,
                    english=theirs[index] if known else "",
                    explained=inline.start in explained,
                    wants_capital=all(large) or (lacks_some and large[index]),
                    right_in_block=right,
                ),
            )


def _explained(block: Block) -> frozenset[int]:
    """Return where that begins which a bracket follows, as in “**Start** (Iniciar)”."""
    return frozenset(
        inline.start
        for inline, behind in pairwise(block.inlines)
        if behind.visible.lstrip().startswith("(")
    )


def _bold(block: Block) -> Sequence[Inline]:
    return [inline for inline in block.walk() if inline.kind == "strong"]


def _begins_large(name: str) -> bool:
    """Tell whether a name has a capital, or needs none since it begins with no letter."""
    first = name[:1]
    return first.isupper() or not first.isalpha()


def _shown_by_windows(english: Sequence[str], labels: _WindowsLabels) -> frozenset[str]:
    found: set[str] = set()
    for name in english:
        shown = labels.get(name, ())
        found.update(map(str.casefold, shown))
    return frozenset(found)


def _wrong_name(label: _Label, labels: _WindowsLabels, small_words: Set[str]) -> str:
    """Say that a label is not the name of the control, or return nothing."""
    text, english = label.text, label.english
    is_sentence = _is_sentence(text)
    may_be_small = is_sentence or _begins_with_a_literal(text)
    is_article = _ARTICLE.match(text[0].upper() + text[1:])
    may_be_small |= text.split()[0] in small_words and not is_article
    if text[0].islower() and label.wants_capital and not may_be_small:
        return f"“{text}” is the name of a control: it begins with a capital, as in the English"
    right = labels.get(english, ())
    if not right:
        return ""
    shown = right[0]
    if text == english:
        if english in right:
            return ""
        if label.explained:
            return ""
        return f"“{text}” is left in English; Windows shows “{shown}”"
    name = text.rstrip(".:")
    if name.casefold() in label.right_in_block:
        return ""
    return f"“{text}”: Windows shows “{shown}” for {english}"


def _is_sentence(text: str) -> bool:
    """Tell whether the bold is emphasis of a text, not the name of a control."""
    return len(text.split()) > _LONGEST_NAME or text.endswith(("?", ".", "!"))


def _begins_with_a_literal(text: str) -> bool:
    """Tell whether the first word is code, such as a path, or Latin letters before Korean ones."""
    first = text.split()[0]
    has_korean = any("\uac00" <= letter <= "\ud7a3" for letter in text)
    return not first.isalpha() or (first[0].isascii() and has_korean)


def _wrong_form(label: _Label, data: LanguageData, articles: re.Pattern[str]) -> str:
    """Say that the bold has more in it than the name, or return nothing.

    Where the source has one of its articles there too, it is part of the name.
    """
    text = label.text
    has_article = _ARTICLE.match(text) and not _is_sentence(text)
    if has_article and not articles.match(label.english):
        return f"“{text}”: an article inside the name of a control"
    if data.scripts == {"Hangul"} and _PARTICLE_AT_END.search(text):
        return f"“{text}”: the particle belongs after the bold"
    return ""


CHECK = UnitCheck(
    "ui-labels",
    run,
    mqm=Mqm.WRONG_TERM,
    markdown_only=True,
    needs="*_",
)
