"""A real analyser of Korean, where one is installed: kiwipiepy, the extra `bpadocs[ko]`.

It is loaded when the first Korean text is looked at, or before processes are forked that will look
at some: once, for it takes two seconds and 0.3 GB.
Another version of it would find other things, so only one range of versions is used; which one it
is belongs to what findings depend on.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any, Final, NamedTuple

from bpadocs.words.languages import read_language

PACKAGE: Final = "kiwipiepy"
SERIES: Final = "0.24."
"""How the versions begin that are used; pyproject.toml has the same range."""
_DATA: Final = "kiwipiepy_model"
_TEXTS: Final = 4096
_HANGUL: Final = re.compile(r"[가-힣]")


class Morpheme(NamedTuple):
    """The smallest piece of a text that means something, as the analyser tells them apart."""

    form: str
    tag: str
    """Its part of speech in the set of the Sejong corpus: NNG is a noun, JKO an object particle."""
    start: int
    end: int


def has_hangul(text: str) -> bool:
    """Tell whether a text has any syllable of Korean."""
    return _HANGUL.search(text) is not None


@cache
def identity() -> str:
    """Return which analyser is used and with which data; empty where there is none."""
    try:
        own = version(PACKAGE)
        if not own.startswith(SERIES):
            return ""
        return f"{PACKAGE} {own}, {_DATA} {version(_DATA)}"
    except PackageNotFoundError:
        return ""


def why_not(languages: Iterable[str]) -> str | None:
    """Return what to tell somebody whose Korean texts are read without it.

    None where it is there, or where none of these languages is written in Hangul.
    """
    if not _any_korean(languages) or identity():
        return None
    try:
        found = (
            f"{PACKAGE} {version(PACKAGE)} is another version than the one that is used"
        )
    except PackageNotFoundError:
        found = "no analyser of Korean is installed"
    return (
        f"{found}: particles, spacing and endings of Korean are checked by patterns alone "
        '(pip install "bpadocs[ko]" adds it)'
    )


def prepare(languages: Iterable[str]) -> None:
    """Load the analyser, if there is one and any of these languages is Korean.

    For those who are about to fork: the processes then share one, and load none themselves.
    """
    if identity() and _any_korean(languages):
        _analyser()


def _any_korean(languages: Iterable[str]) -> bool:
    return any(read_language(one).scripts == {"Hangul"} for one in languages)


@lru_cache(_TEXTS)
def morphemes(text: str) -> Sequence[Morpheme]:
    """Return the morphemes of a text. Ask only where there is an analyser."""
    found = []
    for token in _analyser().tokenize(text):
        one = Morpheme(
            form=token.form,
            tag=token.tag,
            start=token.start,
            end=token.start + token.len,
        )
        found.append(one)
    return tuple(found)


@cache
def _analyser() -> Any:
    # by its name: it is an extra, which those who check our types need not have
    kiwi = import_module(PACKAGE)
    # One thread: processes share the work, and what is found does not depend on their number. The
    # dictionaries of names of several words and of typing errors take most of the time and a third
    # of the memory, and change nothing that is asked here.
    return kiwi.Kiwi(
        num_workers=1,
        model_type="cong",
        load_multi_dict=False,
        load_typo_dict=False,
    )
