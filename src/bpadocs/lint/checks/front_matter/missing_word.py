"""A shared word that a language has not translated: pages show the English, marked, on every page
that has it.

Shared words stand in locales/<language>/LC_MESSAGES/bpadocs.po: the labels of the table,
severities, categories, headings, the labels of arguments, stock sentences, and the words of the
preview site.

    msgid "Severity"    msgstr "Gravité"                  good
    msgid "Severity"    msgstr ""                         not translated
    msgid "Severity"    msgstr "Sévérité"    #, fuzzy     not confirmed, and so not used

A word that the catalog does not have at all, such as a new argument's label, is found where it is
written; `bpa labels` puts it into the catalogs. A region that falls back to another language, as
fr-CA to fr, lacks only words that this one lacks, too.
"""

from collections.abc import Iterator, Sequence

from bpadocs.lint.check import CatalogCheck
from bpadocs.lint.mqm import Mqm
from bpadocs.project.shared_words import WordToDo

_LONGEST = 60
"""A message shows longer words shortened."""


def run(words: Sequence[WordToDo]) -> Iterator[tuple[WordToDo, str]]:
    """Say of each word what is to do; words that `bpa labels` adds to the catalog are only counted.

    The words are all of one language.
    """
    unlisted = []
    for word in words:
        if word.entry is None and not word.word.place:
            unlisted.append(word)
        else:
            yield word, _message(word)
    if unlisted:
        first = unlisted[0]
        count = f"{len(unlisted)} shared words are"
        if len(unlisted) == 1:
            count = "1 shared word is"
        yield (
            first,
            f"{count} not in {first.catalog}; run `bpa labels`, then translate there",
        )


def _message(word: WordToDo) -> str:
    english = _short(word.word.english)
    missing = f"“{english}” has no translation into {word.language}"
    if word.entry is None:
        return f"{missing}: it is not in {word.catalog}; run `bpa labels`, then translate it there"
    entry = word.entry.message
    if entry.fuzzy and entry.strings[0]:
        return (
            f"the translation of “{english}” is marked fuzzy, "
            f"and pages show “{_short(word.instead)}”; "
            "mend it if need be, then take the mark away"
        )
    return f"{missing}; pages show the English"


def _short(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST:
        return line
    return f"{line[: _LONGEST - 1].rstrip()}…"


CHECK = CatalogCheck("missing-word", run, mqm=Mqm.UNTRANSLATED)
