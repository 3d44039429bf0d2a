"""What is wrong with a whole file that came back: it is in another language, of another project."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.rule.model import SOURCE_LANGUAGE, Rule
from bpadocs.translators.returned import Returned, Terms, by_name, locate
from bpadocs.words.cldr import babel_locale
from bpadocs.words.languages import LanguageData, Languages

_WORD = re.compile(r"[^\W\d_]+[’']?")
"""Letters, and an apostrophe that ends them: French is full of `l’` and `d’`."""
_FEWEST_WORDS = 20
"""Fewer tell nothing; lint finds single texts in the wrong language."""
_FEWEST_DIFFERENT = 5
"""One small word that several languages have tells nothing either, as often as it may occur."""
_SHARE = 0.2
"""This share of the words must be those that a language is full of.

Of Microsoft's own texts it is a third, and by the words of a neighbouring language an eighth.
"""
_SHARE_UNKNOWN = 0.3
"""The same where nothing is known of the language that is meant: a quarter of Catalan looks
Spanish.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedLanguage:
    """The language that a file says it is in, and how its reader puts that."""

    language: str
    """Empty where it says nothing."""
    says: str
    """What comes before the language in a message: its header's Language is."""
    silent: str
    """What a message says where there is no language: its header has no Language."""
    file: str
    line: int


def language_of(
    stated: StatedLanguage,
    locales: Mapping[str, str],
    terms: Terms,
) -> str:
    """Return the language of the project that the file is in.

    Raises BrokenInputError where that is none, or another than was asked for.
    """
    # Tools of gettext write fr_FR and ca@valencia.
    wanted = stated.language.replace("_", "-").partition("@")[0].lower()
    # The first is the source, which nothing is translated into.
    own = dict(islice(locales.items(), 1, None))
    found = _tag_of(wanted, own)
    asked = terms.language
    if asked is None:
        if found:
            return found
        known = ", ".join(own) or "no translations"
        remedy = f"; the project has {known}"
    elif terms.force or not wanted or found == asked:
        return asked
    else:
        remedy = f", and “{asked}” was asked for; --force takes it as that"
    says = stated.silent
    if stated.language:
        says = f"{stated.says} “{stated.language}”"
    problem = Problem(stated.file, stated.line, 1, says + remedy)
    raise BrokenInputError([problem])


def _tag_of(wanted: str, locales: Mapping[str, str]) -> str | None:
    """Return the language that is called so: by its tag, or by the locale of its pages."""
    for tag, locale in locales.items():
        if wanted in (tag.lower(), locale):
            return tag
    return None


def refuse_whole(
    rules: Sequence[Rule],
    language: str,
    returned: Sequence[Returned],
    name: str,
    *,
    force: bool,
    languages: Languages,
) -> None:
    """Raise BrokenInputError where not one text of the file can be meant."""
    why = _of_no_rule(rules, returned)
    if why:
        raise BrokenInputError([Problem(name, returned[0].line, 1, why)])
    if force:
        return
    source = rules[0].source_language if rules else SOURCE_LANGUAGE
    why = in_another_language(language, returned, languages, source)
    if why:
        raise BrokenInputError([Problem(name, 1, 1, why)])


def _of_no_rule(
    rules: Sequence[Rule],
    returned: Sequence[Returned],
) -> str | None:
    """Say that all texts are of another project; one text alone may be a slip of the pen."""
    if len(returned) < 2:
        return None
    by_id = by_name(rules)
    for one in returned:
        found = locate(by_id, one.id, hint=False)
        if not isinstance(found, str):
            return None
    first = returned[0].id
    why = locate(by_id, first)
    none = f"none of its {len(returned):,} texts is of this project"
    return f"{none}; the first is {first}: {why}"


def in_another_language(
    language: str,
    returned: Sequence[Returned],
    languages: Languages,
    source_language: str,
) -> str | None:
    """Say which language the texts are in, if it is another one for sure."""
    words = _words(returned)
    total = words.total()
    if total < _FEWEST_WORDS:
        return None
    shares: dict[str, float] = {}
    for code in languages.known:
        shares[code] = _hits(languages.read(code), words) / total
    own, _, _ = language.partition("-")
    # What is still in the source is not translated, and lint says so text by text.
    source, _, _ = source_language.partition("-")
    foreign = [code for code in shares if code != source]
    best = max(foreign, key=lambda code: shares[code], default=own)
    if best == own:
        return None
    least = _SHARE_UNKNOWN
    if own in shares:
        least = max(_SHARE, 2 * shares[own])
    if shares[best] < least:
        return None
    said = babel_locale(language).english_name
    read = babel_locale(best).english_name
    remedy = f"mend that, or --force takes them as {said}"
    return f"it says that it is in {said}, and its texts are {read}; {remedy}"


def _words(returned: Sequence[Returned]) -> Counter[str]:
    words: Counter[str] = Counter()
    for text in _translations(returned):
        plain = text.lower().replace("'", "’")
        words.update(_WORD.findall(plain))
    return words


def _translations(returned: Sequence[Returned]) -> Iterator[str]:
    """Yield the texts that somebody has translated."""
    for one in returned:
        if one.unfinished:
            continue
        for text in one.forms.values():
            if text not in (one.english, one.english_other):
                yield text


def _hits(data: LanguageData, words: Mapping[str, int]) -> int:
    """Return how many of the words are those that this language is full of."""
    # Korean has particles for such words, which end others; its script is its own.
    hangul = data.scripts == {"Hangul"}
    different = 0
    hits = 0
    for word, count in words.items():
        if word in data.function_words or (hangul and _is_hangul(word)):
            different += 1
            hits += count
    if different >= _FEWEST_DIFFERENT:
        return hits
    return 0


def _is_hangul(word: str) -> bool:
    return "가" <= word[0] <= "힣"
