"""What a glossary says of words that stand the same in a language, or have one form there."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from bpadocs.words.glossary import Glossary, Term


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
    # As dictionaries, for their order is that of the glossaries each time.
    english: dict[str, None] = {}
    compounds: dict[str, None] = {}
    forms: dict[str, list[str]] = {}
    for glossary in glossaries:
        own_forms = forms.setdefault(glossary.language, [])
        for term in _with_a_name(glossary):
            compounds[term.english] = None
            own_forms += [*term.use, *term.also]
        for term in glossary.terms.values():
            english[term.english] = None
        english |= dict.fromkeys(glossary.labels)
    found = {}
    for glossary in glossaries:
        own_forms = forms[glossary.language]
        found[glossary.language] = KnownWords(
            names=glossary.names,
            terms=with_one_form(glossary),
            compounds=tuple(own_forms),
            english_terms=tuple(english),
            english_compounds=tuple(compounds),
        )
    return found


def _with_a_name(glossary: Glossary) -> Iterator[Term]:
    """Yield the terms that have a name in them, and more."""
    names = [name.lower() for name in glossary.names]
    for english, term in glossary.terms.items():
        if english in names:
            continue
        if any(name in english for name in names):
            yield term


def with_one_form(glossary: Glossary) -> tuple[tuple[str, str], ...]:
    """Return each term and label that has one accepted form, which no other has: form, English."""
    forms: dict[str, str] = {}
    for term in glossary.terms.values():
        accepted = (*term.use, *term.also)
        if len(accepted) == 1:
            forms[term.english] = accepted[0]
    for english, accepted in glossary.labels.items():
        form = accepted[0]
        known = forms.setdefault(english, form)
        if known != form or len(accepted) > 1:
            # Windows calls it otherwise than texts do, or in several ways.
            del forms[english]
    uses = Counter(forms.values())
    found = []
    for english, form in forms.items():
        if uses[form] == 1:
            found.append((form, english))
    return tuple(found)
