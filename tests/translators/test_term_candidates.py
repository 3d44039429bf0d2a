"""Candidates for terms: found where two words go together, and never where they do by chance."""

import re

import pytest
from exchange_helpers import ROOT

from bpadocs.translators.term_candidates import SentencePair, candidates
from bpadocs.words.glossary import Glossary, Term
from bpadocs.words.languages import SHIPPED, LanguageData, Languages, OwnLanguage

CORPUS = ROOT.parent / "shared" / "corpus"
NONE = Glossary("fr")
PAIRS = [
    ("The storage pool is full.", "Le pool de stockage est plein."),
    ("Check the storage pool today.", "Vérifiez aujourd’hui le pool de stockage."),
    ("Storage pools need space.", "Il faut de la place au pool de stockage."),
    ("Add a disk to the storage pool.", "Ajoutez un disque au pool de stockage."),
    ("Every server has a name.", "Chaque serveur porte un nom."),
    ("Restart now.", "Redémarrez maintenant."),
    ("Wait an hour.", "Patientez une heure."),
    ("Nothing else changes.", "Rien d’autre ne change."),
    *[(f"{letter * 4} here.", f"{letter * 5}.") for letter in "abcdefghi"],
]

OWN = OwnLanguage(
    LanguageData(scripts=frozenset({"Latin"}), function_words=frozenset({"der"})),
    frozenset({"scripts", "function_words"}),
)


def sentences(pairs: list[tuple[str, str]]) -> list[SentencePair]:
    return [
        SentencePair(english=english, translation=translation, place=f"x.md:{line}")
        for line, (english, translation) in enumerate(pairs, 1)
    ]


def test_a_phrase_is_found_whole_with_how_often_and_where() -> None:
    (one,) = candidates(sentences(PAIRS), "fr", NONE, SHIPPED, "en")
    assert (one.english, one.translation) == ("storage pool", "pool de stockage")
    assert (one.pairs, one.dice, one.place) == (4, 1.0, "x.md:1")


def test_what_is_repeated_from_page_to_page_proves_nothing_more() -> None:
    assert (
        candidates(sentences([PAIRS[0]] * 20 + PAIRS[4:]), "fr", NONE, SHIPPED, "en")
        == []
    )


def test_what_the_glossary_has_is_no_candidate() -> None:
    glossary = Glossary("fr", terms={"storage pool": Term("storage pool", ("pool",))})
    assert candidates(sentences(PAIRS), "fr", glossary, SHIPPED, "en") == []


def test_a_name_that_stays_english_is_no_candidate() -> None:
    kept = [
        (english, french.replace("pool de stockage", "storage pool"))
        for english, french in PAIRS
    ]
    assert candidates(sentences(kept), "fr", NONE, SHIPPED, "en") == []


def test_small_words_that_the_project_knows_begin_no_term() -> None:
    german = []
    for english, french in PAIRS:
        own = re.sub("(?i)(le|au) pool de stockage", "der Speicherpool", french)
        german.append((english, own))
    found = []
    for known in (SHIPPED, Languages({"de": OWN})):
        (one,) = candidates(sentences(german), "de", NONE, known, "en")
        found.append(one.translation)
    assert found == ["der Speicherpool", "Speicherpool"]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="../shared/corpus is not here")
def test_published_pages_give_terms_that_translators_use() -> None:
    from bpadocs.published.audit import Pages
    from bpadocs.published.folder import english_locale, languages_of
    from bpadocs.published.page_pairs import units_of_pages
    from bpadocs.translators.term_candidates import sentence_pairs
    from bpadocs.words.labels import read_labels

    (own,) = languages_of({"fr-fr": CORPUS / "fr-fr"})
    labels = read_labels(None, ("en", "fr"))
    pages = Pages((english_locale(CORPUS / "en-us"), own), labels)
    pairs = list(sentence_pairs(units_of_pages(pages, "fr", labels)))
    found = candidates(pairs, "fr", NONE, SHIPPED, "en")
    said = {one.english.lower(): one.translation for one in found}
    assert said["authorization entries"] == "entrées d’autorisation"
    assert len(found) > 50
