"""Words that locales/ lacks, learnt from the pages themselves: most pages say the right thing most of the time."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bpadocs.existing.folder import Folder
from bpadocs.existing.page import Page, Span
from bpadocs.existing.units import PLACEHOLDER
from bpadocs.furniture import PARTLY_UNTRANSLATED, UNTRANSLATED
from bpadocs.labels import Labels

Words = Mapping[tuple[str, str], str]
"""(context, English) to translation, as in Labels."""

KNOWN_LIST = ("argument", "list of virtual machines")
"""The one argument label that bpadocs brings along in every language: how a list is called."""

_EDGE = re.compile(r"[\\<>\s]+")


Said = Counter[tuple[tuple[str, str], str]]
"""How often pages say each translation of each (context, English), in the order of the pages."""


def learn(english: Folder, others: Sequence[Folder], labels: Mapping[str, Labels]) -> dict[str, Words]:
    """For each language, what the pages call the sentences and argument labels that it has no word for."""
    learnt = {}
    for folder in others:
        known = labels[folder.locale.language]
        said = Said()
        for name, page in folder.pages.items():
            if source := english.pages.get(name):
                said.update(said_of(source, page, known))
        learnt[folder.locale.language] = words_of(said, known)
    return learnt


def said_of(english: Page, page: Page, labels: Labels) -> Iterator[tuple[tuple[str, str], str]]:
    """What one page says for whatever its language has no word for."""
    mark = labels.word("page", UNTRANSLATED)
    for key, translation in _pairs(english, page, incomplete(labels)):
        if translation.startswith(mark):
            continue  # a build says so of what is in English for want of a word
        if translation and translation != key[1] and not labels.has(*key):
            yield key, translation


def words_of(said: Said, labels: Labels) -> Words:
    """The words that most pages use."""
    by_key: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (key, translation), times in said.items():
        by_key[key][translation] = times
    first = labels.words.get(KNOWN_LIST, "").partition(" ")[0]
    return {key: _best(key, counts, first) for key, counts in by_key.items()}


def with_words(labels: Labels, words: Words) -> Labels:
    return Labels(labels.language, {**words, **labels.words})


def _best(key: tuple[str, str], counts: Counter[str], first: str) -> str:
    """What most pages say. A label whose first word stayed English gets the word that lists have elsewhere."""
    best = counts.most_common(1)[0][0]
    word, blank, rest = best.partition(" ")
    if key[0] == "argument" and first and blank and word.lower() == "list" and first.lower() != "list":
        return f"{first} {rest}"
    return best


def incomplete(labels: Labels) -> str:
    """What a build says at the top of a page that is not translated whole."""
    return labels.filled("page", PARTLY_UNTRANSLATED, mark=labels.word("page", UNTRANSLATED))


def _pairs(english: Page, page: Page, notice: str) -> Iterator[tuple[tuple[str, str], str]]:
    intro = tuple(block for block in page.intro if notice not in page.slice(block))
    for context, own, other in (("intro", english.intro, intro), ("note", english.note, page.note)):
        if own and other:
            yield (context, sentence(english, own)), sentence(page, other)
    for section in english.sections:
        beside = page.section(section.name)
        if beside:
            yield from _labels(english.slice(section.body), page.slice(beside.body))


def sentence(page: Page, blocks: Sequence[Span]) -> str:
    """A stock sentence without the blanks at its line ends; its paragraphs apart."""
    return "\n\n".join("\n".join(line.rstrip() for line in page.slice(block).split("\n")) for block in blocks)


def _labels(english: str, translation: str) -> Iterator[tuple[tuple[str, str], str]]:
    """Placeholders that stand alone in a paragraph at one place of both texts, and those at the end of a sentence."""
    own, other = paragraphs(english), paragraphs(translation)
    if len(own) != len(other):
        return
    for source, target in zip(own, other, strict=True):
        found = PLACEHOLDER.findall(source)
        if len(found) != 1 or ("<" not in target and ">" not in target):
            continue
        key = "argument", found[0].strip()
        if PLACEHOLDER.fullmatch(source):
            # Machine translation moves words out of the brackets: all of the paragraph is the label.
            yield key, _EDGE.sub(" ", target).strip()
        elif len(inner := PLACEHOLDER.findall(target)) == 1 and colon_before(source) == colon_before(target):
            yield key, inner[0].strip()


def paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in re.split(r"\n[ \t]*\n", text) if paragraph.strip()]


def colon_before(text: str) -> bool:
    """Whether the first placeholder follows a colon, as at the end of “This impacts the following: …”."""
    found = PLACEHOLDER.search(text)
    return bool(found and text[: found.start()].rstrip(" \u00a0").endswith((":", "：")))
