"""Letters of a script that the language is not written in.

ko: 서버를 다시 시작합니다.                good
ko: サーバーを再起動します。               Japanese letters
fr: Redémarrez le сервер.              Cyrillic letters
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Passage
from bpadocs.lint.view import views

_OTHER = re.compile(r"[^\x00-\u024f\u1e00-\u1eff\u2000-\u2bff\ue000-\uffff]+")
_COMMON = {"Latin"}
_SCRIPTS = {"LATIN": "Latin", "HANGUL": "Hangul", "CJK": "Han", "HIRAGANA": "Kana", "KATAKANA": "Kana"}


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    scripts = context.language(language).scripts
    if not scripts:
        return
    allowed = scripts | _COMMON | {""}
    for view in views(passage):
        if all(_script(character) in allowed for character in set(view.text)):
            continue
        for match in _OTHER.finditer(view.text):
            start = None
            for index, character in enumerate(match[0] + " "):
                script = _script(character)
                strange = script not in allowed
                if strange and start is None:
                    start, name = match.start() + index, script
                elif not strange and start is not None:
                    end = match.start() + index
                    yield Hit(*view.span(start, end), f"{name} letters in this language")
                    start = None


@lru_cache(maxsize=8192)
def _script(character: str) -> str:
    if not character.isalpha():
        return ""
    name = unicodedata.name(character, "").split(" ")[0]
    return _SCRIPTS.get(name, name.title())


CHECK = TextCheck("wrong-script", run, Level.ERROR)
