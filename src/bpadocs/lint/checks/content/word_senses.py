"""A word of two senses, translated in the wrong one.

“Turn on the computer” is not “activate” it, a key of the keyboard is not a key to a door, “as long
as” is not “until”. Each language's file has such pairs: what the English says, and what a
translation of it must not say.

    en: Press a key to continue.
    it: Premere un tasto per continuare.        good
    it: Premere una chiave per continuare.      chiave opens a door
    en: As long as the service is paused
    es: Mientras el servicio esté en pausa      good
    es: Siempre que el servicio esté en pausa   whenever, not as long as
"""

from bpadocs.lint.checks._patterns import pattern_check
from bpadocs.lint.mqm import Mqm

CHECK = pattern_check(
    "word-senses", __name__, lambda language: language.senses, mqm=Mqm.MISTRANSLATION
)
