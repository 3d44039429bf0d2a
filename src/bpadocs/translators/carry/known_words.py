"""What a glossary says of words that stand the same in a language, or have one form there."""

from collections import Counter
from typing import NamedTuple

from bpadocs.words.glossary import Glossary


class KnownWords(NamedTuple):
    """The words of a glossary that matter when one is exchanged for another."""

    names: tuple[str, ...] = ()
    """The names that no language translates."""
    terms: tuple[tuple[str, str], ...] = ()
    """The terms with one accepted form: that form, and the English."""
    compounds: tuple[str, ...] = ()
    """Terms that have a name in them, such as Hyper-V Manager: it is no name there."""
    compound_forms: tuple[str, ...] = ()
    """What the language calls them."""


def known_words(glossary: Glossary) -> KnownWords:
    """Return what a glossary says of them."""
    compounds: list[str] = []
    forms: list[str] = []
    for term in glossary.terms.values():
        if _has_name(term.english, glossary.names):
            compounds.append(term.english)
            forms += [*term.use, *term.also]
    return KnownWords(
        names=glossary.names,
        terms=with_one_form(glossary),
        compounds=tuple(compounds),
        compound_forms=tuple(forms),
    )


def _has_name(term: str, names: tuple[str, ...]) -> bool:
    if term in names:
        return False
    return any(name.lower() in term.lower() for name in names)


def with_one_form(glossary: Glossary) -> tuple[tuple[str, str], ...]:
    """Return each term and label that has one accepted form, which no other has: form, English."""
    forms: dict[str, str] = {}
    for term in glossary.terms.values():
        if len(term.use) == 1 and not term.also:
            forms[term.english] = term.use[0]
    for english, accepted in glossary.labels.items():
        if forms.get(english, accepted[0]) != accepted[0] or len(accepted) > 1:
            # Windows calls it otherwise than texts do, or in several ways.
            forms.pop(english, None)
        else:
            forms[english] = accepted[0]
    uses = Counter(forms.values())
    return tuple((form, english) for english, form in forms.items() if uses[form] == 1)
