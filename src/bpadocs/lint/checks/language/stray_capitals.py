"""A common word with a capital in the middle of a sentence.

A capital is right at a beginning, in a name of the English or of the glossary, in bold and in
quotation marks, behind a word for what has a name (the button, the folder), in what code has, in
what letters stand for (GAC), and in English that is explained in brackets. Where the English has no
name at the place, a capital inside a sentence is left over from machine translation.

    en: open the user interface
    it: aprire l’interfaccia utente       good
    it: aprire l’interfaccia Utente       a stray capital
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from bpadocs.formats.markdown import Block
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level
from bpadocs.lint.memo import Remembered
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.spans import Span, Spans
from bpadocs.lint.subject import Unit
from bpadocs.lint.view import View, ViewPair, Word, pairs
from bpadocs.words.glossary import Glossary
from bpadocs.words.of_source import is_english

_ONE_LETTER: Final = re.compile(r"[ \u00a0\u202f][A-Z]\b(?![’'-])")
"""Behind a word with a capital it makes a name of both: Server B."""
_LONGEST: Final = 40
"""No first word of a name is longer."""
_BLANKS: Final = " \u00a0\u202f"
_CAPITAL_WITHIN: Final = re.compile(rf"(?<=[{_BLANKS}])(?=[^\W\d_])[^a-zß-öø-ÿ]")
"""A letter after a blank that may be a capital: without one there is nothing to find."""
_RUN: Final = re.compile(r"(?<![\w/-])[A-Z][\w/-]*(?: [A-Z][\w/-]*)+")
"""Words that follow each other and have capitals."""
_INITIAL: Final = re.compile(r"(?<![^ /-])[A-Z]")
_LETTERS: Final = re.compile(r"(?<![A-Za-z])[A-Z][A-Z-]*[A-Z](?![A-Za-z])")
_CODE_WORD: Final = re.compile(r"[A-Za-z]+")
_BEFORE_BRACKET: Final = re.compile(r"([A-Za-z-]+(?: [A-Za-z-]+){0,4}) \(")
"""A few words of English that an explanation in brackets follows."""
_BEGINS_AFTER: Final = ".!?:;()[]\"“”«»‘’'¿¡…|/\n\ufffc>–—-"


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Report each capital within a sentence that nothing makes right."""
    data = context.language(unit.language)
    if data.scripts != {"Latin"} or data.common_capitals:
        return
    if is_english(unit.language) and not is_english(context.source_language):
        return  # it has more capitals than others: of days, of languages
    glossary = context.glossary(unit.language)
    for pair in pairs(unit):
        translation = pair.translation
        if not _CAPITAL_WITHIN.search(translation.text):
            continue
        # stars that can be read are bold that is broken, with the name that it is of
        if "**" in translation.text:
            continue
        stray = [word for word in translation.words if _is_stray(word, translation)]
        # most blocks have none, and what may make a capital right takes long to find
        if not stray:
            continue
        names = context.habits_in(unit.language).names
        for word in _not_meant(stray, pair, glossary):
            if word.text in names or _in_a_name(word, translation) in names:
                continue
            if _word_before(word, translation).lower() not in data.before_titles:
                yield _hit(word, translation)


def _in_a_name(word: Word, view: View) -> str:
    """Return a word with the one before it, as habits have the names of several words."""
    return f"{_word_before(word, view)} {word.text}".lstrip(".( ")


def _word_before(word: Word, view: View) -> str:
    """Return what stands before a word; nothing at the beginning."""
    before = view.text[max(word.start - _LONGEST, 0) : word.start].split()
    return before[-1] if before else ""


def _hit(word: Word, view: View) -> Hit:
    start, end = view.span(word.start, word.end)
    # with markup inside the word, its first letter may be elsewhere
    is_plain = end - start == len(word.text)
    small = word.text[0].lower()
    return Hit(
        start=start,
        end=end,
        message=f"“{word.text}”: no capital within a sentence",
        fix=Fix(start, start + 1, small) if is_plain else None,
    )


def _is_stray(word: Word, view: View) -> bool:
    """Tell whether a word has a capital within a sentence."""
    text = word.text
    if not text[0].isupper() or not text[1:].islower():
        return False
    if len(text) < 3 or "-" in text:
        return False
    before = word.start
    while before and view.text[before - 1] in _BLANKS:
        before -= 1
    if before in (0, word.start) or _ONE_LETTER.match(view.text, word.end):
        return False
    return view.text[before - 1] not in _BEGINS_AFTER


def _not_meant(
    words: Sequence[Word],
    pair: ViewPair,
    glossary: Glossary,
) -> Iterator[Word]:
    """Yield those of the words that are no names, and may translate none."""
    names = Spans([*_names(pair, glossary), *_spelt_out(pair)])
    code = _words_of_code(pair)
    may_be_title = _has_titles_left(pair, glossary)
    in_english = Remembered(pair.english.text.__contains__)
    for word in words:
        if in_english[word.text]:
            continue
        if names.around(word.start, word.end) or word.text in code:
            continue
        if _is_kept(word, pair):
            continue
        if may_be_title and word.lower not in pair.english.vocabulary:
            continue
        yield word


def _names(pair: ViewPair, glossary: Glossary) -> Sequence[Span]:
    """Return where capitals are right in the translation: bold, links, names and terms."""
    text = pair.translation.text
    found = list(_emphasised(pair.translation.block))
    terms = dict.fromkeys(glossary.found_in(pair.english.text))
    for term, words in terms:
        left_in_english = re.compile(re.escape(words), re.IGNORECASE)
        expressions = [left_in_english]
        wanted = term.use[0]
        if term.is_name or _has_capital(wanted):
            expressions.append(term.right)
            if term.bad:
                expressions.append(term.bad)
        for expression in expressions:
            found += [match.span() for match in expression.finditer(text)]
    return found


def _spelt_out(pair: ViewPair) -> Iterator[Span]:
    """Yield where the translation says what letters stand for: Global Assembly Cache (GAC)."""
    runs = list(_RUN.finditer(pair.translation.text))
    if not runs:
        return
    known = {word.upper() for word in _words_of_code(pair)}
    for view in pair:
        known.update(one.replace("-", "") for one in _LETTERS.findall(view.text))
    for run_of_words in runs:
        if "".join(_INITIAL.findall(run_of_words[0])) in known:
            yield run_of_words.span()


def _words_of_code(pair: ViewPair) -> frozenset[str]:
    """Return the words that are in code in either text."""
    found: set[str] = set()
    for view in pair:
        for inline in view.block.walk():
            if inline.kind == "code":
                found.update(_CODE_WORD.findall(inline.text))
    return frozenset(found)


def _is_kept(word: Word, pair: ViewPair) -> bool:
    """Tell whether a word is one of English words that stayed together as a name.

    They follow a capital, as in “Active Directory”, or an explanation in brackets follows them.
    """
    english, translation = pair
    before = _word_before(word, translation)
    if before[:1].isupper() and f"{before} {word.text}".lower() in english.lower:
        return True
    explained = _BEFORE_BRACKET.match(translation.text, word.start)
    return explained is not None and explained[1].lower() in english.lower


def _has_capital(words: str) -> bool:
    return any(word[0].isupper() for word in words.split())


def _emphasised(block: Block) -> Iterator[Span]:
    """Yield where bold and links are in what a reader sees of a block."""
    start = 0
    for top in block.inlines:
        for inline in top.walk():
            length = len(inline.visible)
            if inline.kind in ("strong", "link"):
                yield start, start + length
            if inline.kind in ("text", "code", "break"):
                start += length


def _has_titles_left(pair: ViewPair, glossary: Glossary) -> bool:
    """Tell whether the English has names in capitals that the glossary does not know.

    Some word of the translation may translate one of them, and nobody knows which.
    """
    english = pair.english
    unknown = _without_known(english.text, glossary)
    view = View(english.block, unknown)
    emphasised = Spans(_emphasised(english.block))
    for word in view.words:
        if not _is_stray(word, view):
            continue
        if word.lower in pair.translation.vocabulary:
            continue
        if not emphasised.around(word.start, word.end):
            return True
    return False


def _without_known(english: str, glossary: Glossary) -> str:
    """Return an English text with an “x” for each letter of names and terms of the glossary."""
    known = list(glossary.names)
    for term, words in glossary.found_in(english):
        is_written_small = not _has_capital(term.use[0])
        if term.is_name or words.islower() or is_written_small:
            known.append(words)
    # a name may be part of a longer one, which is to go first
    longest_first = sorted(dict.fromkeys(known), key=len, reverse=True)
    for name in longest_first:
        mask = "x" * len(name)
        english = english.replace(name, mask)
    return english


CHECK = UnitCheck(
    "stray-capitals",
    run,
    severity=Level.HINT,
    mqm=Mqm.SPELLING,
)
