"""Wordings that no grammar of the language allows.

Machine translation leaves articles out, does not contract or elide, puts particles where none can
stand, and ends sentences twice. Each language's file lists such forms; they are rules of the
language, not of a text.

    fr: la liste du serveur            good
    fr: la liste de le serveur         must be contracted
    it: Ciò influisce sul cluster.     good
    it: Ciò influisca sul cluster.     the verb must be in the indicative
    ko: 사용할 수 있는 서버입니다.         good
    ko: 서버는 사용할 수 있는입니다.       an ending that needs a noun after it
"""

from bpadocs.lint.checks._patterns import pattern_check
from bpadocs.lint.mqm import Mqm

CHECK = pattern_check(
    "grammar", __name__, lambda language: language.grammar, mqm=Mqm.GRAMMAR
)
