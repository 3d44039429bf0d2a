"""A shared word that a language has not translated: pages show the English, marked, on every page that has it.

Shared words stand in locales/<language>/LC_MESSAGES/bpadocs.po: the labels of the table, severities, categories,
headings, the labels of arguments, stock sentences, and the words of the preview site.

    msgid "Severity"    msgstr "Gravité"                  good
    msgid "Severity"    msgstr ""                         not translated
    msgid "Severity"    msgstr "Sévérité"    #, fuzzy     not confirmed, and so not used

A word that the catalog does not have at all, such as a new argument's label, is found where it is written; `bpa labels`
puts it into the catalogs.
"""

from collections.abc import Iterator, Sequence

from bpadocs.lint.check import CatalogCheck
from bpadocs.shared_words import WordToDo


def run(words: Sequence[WordToDo]) -> Iterator[tuple[WordToDo, str]]:
    unlisted = [word for word in words if word.entry is None and not word.word.place]
    for word in words:
        english = _short(word.word.english)
        if word.entry is None and word.word.place:
            message = (
                f"“{english}” has no translation into {word.language}: it is not in {word.catalog}; "
                f"run `bpa labels`, then translate it there"
            )
            yield word, message
        elif word.entry and word.entry.message.fuzzy and word.entry.message.strings[0]:
            message = (
                f"the translation of “{english}” is marked fuzzy, and pages show “{_short(word.instead)}”; "
                f"mend it if need be, then take the mark away"
            )
            yield word, message
        elif word.entry:
            yield word, f"“{english}” has no translation into {word.language}; pages show the English"
    if unlisted:
        first = unlisted[0]
        count = "1 shared word is" if len(unlisted) == 1 else f"{len(unlisted)} shared words are"
        yield first, f"{count} not in {first.catalog}; run `bpa labels`, then translate there"


def _short(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59].rstrip()}…"


CHECK = CatalogCheck("missing-word", run)
