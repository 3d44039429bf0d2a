"""What a glossary says of words that stand the same in a language, or have one form there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bpadocs.words.glossary import Glossary


class KnownWords(NamedTuple):
    """The words of a glossary that matter when one is exchanged for another."""

    names: tuple[str, ...] = ()
    """The names that no language translates."""
    terms: tuple[tuple[str, str], ...] = ()
    """The terms with one accepted form: that form, and the English."""
    compounds: tuple[str, ...] = ()
    """What the language calls terms that have a name in them, which is no name there."""
    english_terms: tuple[str, ...] = ()
    """Every term and label that any language has."""
    english_compounds: tuple[str, ...] = ()
    """Such as Hyper-V Manager."""


def known_words(glossaries: Iterable[Glossary]) -> dict[str, KnownWords]:
    """Return by language what the glossaries say.

    The English has the terms of all of them: so it is read once, not for each language anew.
    """
    glossaries = tuple(glossaries)
    english: dict[str, None] = {}
    compounds: dict[str, None] = {}
    for glossary in glossaries:
        for term in glossary.terms.values():
            english[term.english] = None
            if _has_name(term.english, glossary.names):
                compounds[term.english] = None
        english |= dict.fromkeys(glossary.labels)
    found = {}
    for glossary in glossaries:
        found[glossary.language] = KnownWords(
            names=glossary.names,
            terms=with_one_form(glossary),
            compounds=tuple(_forms_of_compounds(glossary)),
            english_terms=tuple(english),
            english_compounds=tuple(compounds),
        )
    return found


def _forms_of_compounds(glossary: Glossary) -> Iterator[str]:
    for term in glossary.terms.values():
        if _has_name(term.english, glossary.names):
            yield from term.use
            yield from term.also


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
