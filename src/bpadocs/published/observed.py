"""Learn words that locales/ lacks from the pages themselves.

Most pages say the right thing most of the time.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bpadocs.pages.published import RulePage, Span
from bpadocs.published.folder import PageFolder
from bpadocs.published.subjects import PLACEHOLDER
from bpadocs.published.words import KNOWN_LIST
from bpadocs.words.cldr import fallbacks
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import PARTLY_UNTRANSLATED, UNTRANSLATED

Words = Mapping[tuple[str, str], str]
"""The translation of each (context, English), as in Labels."""

_EDGE = re.compile(r"[\\<>\s]+")

Observations = Counter[tuple[tuple[str, str], str]]
"""How often pages have each translation of each (context, English), in the order of the pages."""


def learn(
    english: PageFolder, others: Sequence[PageFolder], labels: Mapping[str, Labels]
) -> dict[str, Words]:
    """Return, by language, words for the sentences and argument labels that it has none for."""
    learnt: dict[str, Words] = {}
    for folder in others:
        known = labels[folder.locale.language]
        observed = Observations()
        for name, page in folder.pages.items():
            source = english.pages.get(name)
            if source is not None:
                observed.update(observe(source, page, known))
        learnt[folder.locale.language] = majority_words(observed, known)
    return _without_borrowed(learnt, english.locale.language)


def _without_borrowed(learnt: Mapping[str, Words], source: str) -> dict[str, Words]:
    """Return the words without those of a region that what it falls back to has learnt, too."""
    found: dict[str, Words] = {}
    for language, words in learnt.items():
        lent: dict[tuple[str, str], str] = {}
        for lender in reversed(fallbacks(language, learnt, source)):
            lent |= learnt[lender]
        own: dict[tuple[str, str], str] = {}
        for key, word in words.items():
            if lent.get(key) != word:
                own[key] = word
        found[language] = own
    return found


def observe(
    english: RulePage, page: RulePage, labels: Labels
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield what one page has for everything that its language has no word for."""
    mark = labels.word("page", UNTRANSLATED)
    for key, translation in _pairs(english, page, incomplete(labels)):
        if translation.startswith(mark):
            # a build wrote this, where it had no word: it is English
            continue
        _, source = key
        # What is borrowed is no word of the page's own, unless it says another.
        known = (source, labels.word(*key))
        if translation and translation not in known and not labels.has_own(*key):
            yield key, translation


def majority_words(observed: Observations, labels: Labels) -> Words:
    """Return, for each (context, English), the translation that most pages have."""
    by_key: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (key, translation), times in observed.items():
        by_key[key][translation] = times
    # how the language calls a list: “liste”
    first = labels.words.get(KNOWN_LIST, "").partition(" ")[0]
    return {key: _best(key, counts, first) for key, counts in by_key.items()}


def with_words(labels: Labels, words: Words) -> Labels:
    """Return the labels with further words. Those that they have already stay."""
    every = {**labels.words, **words, **labels.own_words}
    return replace(labels, words=every, borrowed=labels.borrowed - words.keys())


def _best(key: tuple[str, str], counts: Counter[str], first: str) -> str:
    """Return what most pages have.

    A label whose first word stayed English gets the word that lists have elsewhere: “list of
    serveurs” becomes “liste of serveurs”.
    """
    [(best, _)] = counts.most_common(1)
    context, _ = key
    word, _, rest = best.partition(" ")
    is_half = context == "argument" and bool(rest) and word.lower() == "list"
    if is_half and first and first.lower() != "list":
        return f"{first} {rest}"
    return best


def incomplete(labels: Labels) -> str:
    """Return what a build writes at the top of a page that is not wholly translated."""
    return labels.filled(
        "page", PARTLY_UNTRANSLATED, mark=labels.word("page", UNTRANSLATED)
    )


def _pairs(
    english: RulePage, page: RulePage, notice: str
) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the sentences and labels of an English page, each with its translation."""
    intro = tuple(block for block in page.intro if notice not in page.slice(block))
    for context, own, other in (
        ("intro", english.intro, intro),
        ("note", english.note, page.note),
    ):
        if own and other:
            yield (context, sentence(english, own)), sentence(page, other)
    for section in english.sections:
        beside = page.section(section.name)
        if beside:
            yield from _labels(english.slice(section.body), page.slice(beside.body))


def sentence(page: RulePage, blocks: Sequence[Span]) -> str:
    """Return a stock sentence of a page, without the blanks at its line ends."""
    found = []
    for block in blocks:
        lines = [line.rstrip() for line in page.slice(block).split("\n")]
        found.append("\n".join(lines))
    return "\n\n".join(found)


def _labels(english: str, translation: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the argument labels of a section that are at the same place in both texts.

    That is where one is alone in its paragraph, or at the end of a sentence.
    """
    own, other = paragraphs(english), paragraphs(translation)
    if len(own) != len(other):
        return
    for source, target in zip(own, other, strict=True):
        found = PLACEHOLDER.findall(source)
        if len(found) != 1 or ("<" not in target and ">" not in target):
            continue
        key = "argument", found[0].strip()
        if PLACEHOLDER.fullmatch(source):
            # machine translation moves words out of the brackets, so the label is all of the
            # paragraph
            yield key, _EDGE.sub(" ", target).strip()
            continue
        inner = PLACEHOLDER.findall(target)
        if len(inner) == 1 and colon_before(source) == colon_before(target):
            yield key, inner[0].strip()


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text."""
    return [
        paragraph.strip()
        for paragraph in re.split(r"\n[ \t]*\n", text)
        if paragraph.strip()
    ]


def colon_before(text: str) -> bool:
    """Return whether the first placeholder follows a colon: “This impacts the following: …”."""
    found = PLACEHOLDER.search(text)
    if found is None:
        return False
    return text[: found.start()].rstrip(" \u00a0").endswith((":", "："))
