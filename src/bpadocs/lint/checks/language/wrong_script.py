"""Letters of a script that the language is not written in.

ko: 서버를 다시 시작합니다.                good
ko: サーバーを再起動します。               Japanese letters
fr: Redémarrez le сервер.              Cyrillic letters
"""

import re
import unicodedata
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import Final

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage
from bpadocs.lint.view import views

_OTHER: Final = re.compile(r"[^\x00-\u024f\u1e00-\u1eff\u2000-\u2bff\ue000-\uffff]+")
"""Neither Latin letters nor punctuation."""
_COMMON: Final = frozenset({"Latin", ""})
"""Names are in Latin letters everywhere; what is no letter has no script."""
_SCRIPTS: Final = {
    "LATIN": "Latin",
    "HANGUL": "Hangul",
    "CJK": "Han",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
}
"""Scripts by how Unicode's names of their letters begin."""


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each run of letters in another script."""
    scripts = context.language(language).scripts
    if not scripts:
        return
    allowed = scripts | _COMMON
    for view in views(passage):
        if not _OTHER.search(view.text):
            continue  # far quicker than a look at each letter, and true for most languages
        if all(_script(character) in allowed for character in set(view.text)):
            continue
        for match in _OTHER.finditer(view.text):
            for first, after, script in _strange(match[0], allowed):
                start, end = view.span(match.start() + first, match.start() + after)
                yield Hit(
                    start=start,
                    end=end,
                    message=f"{script} letters in this language",
                )


def _strange(text: str, allowed: Set[str]) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and first script of each run of letters that are not allowed."""
    start: int | None = None
    name = ""
    for index, character in enumerate(text):
        script = _script(character)
        if script in allowed:
            if start is not None:
                yield start, index, name
            start = None
        elif start is None:
            start, name = index, script
    if start is not None:
        yield start, len(text), name


@lru_cache(maxsize=8192)
def _script(character: str) -> str:
    """Return the script of a letter; nothing for what is no letter."""
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "").split(" ")[0]
    return _SCRIPTS.get(name, name.title())


CHECK = TextCheck(
    "wrong-script",
    run,
    severity=Level.ERROR,
    mqm=Mqm.ENCODING,
)
