"""What is wrong with a whole file that came back: another language than it says, another project."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from bpadocs.cldr import babel_locale
from bpadocs.exchange.incoming import Returned, Terms, locate
from bpadocs.languages import known_languages, read_language
from bpadocs.model import SOURCE_LANGUAGE, Rule
from bpadocs.problems import BrokenInputError, Problem

_WORD = re.compile(r"[^\W\d_]+[’']?")
_FEWEST_WORDS = 20
"""Fewer tell nothing; a text in the wrong language is then lint's to find."""
_FEWEST_DIFFERENT = 5
"""One small word that several languages have tells nothing either, as often as it may be there."""
_SHARE = 0.2
"""How many of the words are those that a language is full of: a third of Microsoft's own texts, and
by the words of a neighbour an eighth at most."""
_SHARE_UNKNOWN = 0.3
"""The same where nothing is known of the language that is meant; a quarter of Catalan looks Spanish."""


class Stated(NamedTuple):
    """The language that a file says it is in."""

    language: str
    says: str
    """How that is told: its header's Language is."""
    silent: str
    """How it is told that it says nothing."""
    file: str
    line: int


def language_of(stated: Stated, locales: Mapping[str, str], terms: Terms) -> str:
    """The language of the project that the file is in; raises BrokenInputError where that is none, or another."""
    wanted = stated.language.replace("_", "-").partition("@")[0].lower()
    own = {tag: locale for tag, locale in locales.items() if tag != SOURCE_LANGUAGE}
    found = next((tag for tag, locale in own.items() if wanted in (tag.lower(), locale)), None)
    asked = terms.language
    if asked and (terms.force or not wanted or found == asked):
        return asked
    if found and not asked:
        return found
    says = f"{stated.says} “{stated.language}”" if stated.language else stated.silent
    if asked:
        message = f"{says}, and “{asked}” was asked for; --force takes it as that"
    else:
        message = f"{says}; the project has {', '.join(own) or 'no translations'}"
    raise BrokenInputError([Problem(stated.file, stated.line, 1, message)])


def refuse_whole(rules: Sequence[Rule], language: str, returned: Sequence[Returned], name: str, *, force: bool) -> None:
    """Raise BrokenInputError where not one text of the file can be meant."""
    why = _of_no_rule(rules, returned)
    if why:
        raise BrokenInputError([Problem(name, returned[0].line, 1, why)])
    why = None if force else _in_another_language(language, returned)
    if why:
        raise BrokenInputError([Problem(name, 1, 1, why)])


def _of_no_rule(rules: Sequence[Rule], returned: Sequence[Returned]) -> str | None:
    """One text alone may be a slip of the pen, and is refused as such."""
    by_id = {rule.id: rule for rule in rules}
    if len(returned) < 2 or any(not isinstance(locate(by_id, one.id, hint=False), str) for one in returned):
        return None
    first = returned[0]
    return f"none of its {len(returned):,} texts is of this project; the first is {first.id}: {locate(by_id, first.id)}"


def _in_another_language(language: str, returned: Sequence[Returned]) -> str | None:
    words = Counter(word for text in _translations(returned) for word in _WORD.findall(text.lower().replace("'", "’")))
    total = words.total()
    own = language.partition("-")[0]
    shares = {code: _hits(code, words) / total for code in known_languages()} if total >= _FEWEST_WORDS else {}
    # What is still English is not translated, and lint says so text by text.
    best = max((code for code in shares if code != SOURCE_LANGUAGE), key=lambda code: shares[code], default=own)
    if best == own:
        return None
    least = max(_SHARE, 2 * shares[own]) if own in shares else _SHARE_UNKNOWN
    if shares[best] < least:
        return None
    said, read = (babel_locale(tag).english_name for tag in (language, best))
    return f"it says that it is in {said}, and its texts are {read}; mend that, or --force takes them as {said}"


def _translations(returned: Sequence[Returned]) -> Iterator[str]:
    for one in returned:
        if not one.unfinished:
            yield from (text for text in one.forms.values() if text not in (one.english, one.english_other))


def _hits(code: str, words: Mapping[str, int]) -> int:
    data = read_language(code)
    hangul = data.scripts == {"Hangul"}
    found = [
        count for word, count in words.items() if word in data.function_words or (hangul and "가" <= word[0] <= "힣")
    ]
    return sum(found) if len(found) >= _FEWEST_DIFFERENT else 0
