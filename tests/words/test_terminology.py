"""What terms a glossary gets out of other people's terminology."""

from bpadocs.formats.concepts import Concept, Standing, Terminology, TermWording
from bpadocs.words.glossary import Term
from bpadocs.words.terminology import TermsFound, concepts_of, terms_of


def word(
    text: str, standing: Standing = Standing.UNSTATED, note: str = "", pos: str = ""
) -> TermWording:
    return TermWording(
        text=text, line=1, standing=standing, note=note, part_of_speech=pos
    )


def found(*entries: tuple[list[TermWording], list[TermWording]]) -> TermsFound:
    concepts = []
    for line, (english, french) in enumerate(entries, 1):
        placed = [
            TermWording(
                text=one.text,
                line=line,
                standing=one.standing,
                part_of_speech=one.part_of_speech,
            )
            for one in english
        ]
        concepts.append(Concept(line, {"en-us": placed, "fr-fr": french}))
    return terms_of(Terminology(concepts), "fr", "x.tbx")


def terms(result: TermsFound) -> dict[str, Term]:
    return {key: placed.term for key, placed in result.terms.items()}


def test_preferred_admitted_and_forbidden_words_have_their_places() -> None:
    french = [
        word("a", Standing.ADMITTED),
        word("p", Standing.PREFERRED),
        word("f", Standing.FORBIDDEN, "too long"),
        word("u"),
    ]
    assert terms(found(([word("Pool")], french))) == {
        "pool": Term("Pool", ("p",), ("a", "u"), ("f",), {"f": "too long"})
    }


def test_two_senses_of_a_word_are_both_right() -> None:
    result = found(([word("log")], [word("journal")]), ([word("log")], [word("bûche")]))
    assert terms(result)["log"] == Term("log", ("journal", "bûche"))


def test_english_synonyms_are_terms_and_deprecated_english_is_none() -> None:
    english = [word("VM"), word("virtual box", Standing.FORBIDDEN), word("guest")]
    assert list(terms(found((english, [word("VM")])))) == ["vm", "guest"]


def test_verbs_candidates_and_what_is_not_translated_are_counted() -> None:
    result = found(
        ([word("open", pos="verb")], [word("ouvrir")]),
        ([word("pool")], [word("pool", Standing.PROPOSED)]),
        ([word("disk")], []),
        ([word("scan", pos="noun")], [word("analyse")]),
    )
    assert list(result.terms) == ["scan"]
    assert (result.verbs, result.proposed, result.untranslated) == (1, 1, 1)


def test_a_term_with_forbidden_words_alone_says_nothing_to_write() -> None:
    result = found(
        ([word("a")], [word("x")]), ([word("b")], [word("y", Standing.FORBIDDEN)])
    )
    assert list(result.terms) == ["a"]
    (problem,) = result.left_out
    assert str(problem) == (
        "x.tbx:2:1: “b” has only words that are forbidden, and none to write; it is left out"
    )


def test_a_word_that_is_right_and_forbidden_is_told_and_taken_as_right() -> None:
    result = found(
        ([word("a")], [word("x")]), ([word("a")], [word("x", Standing.FORBIDDEN)])
    )
    assert terms(result) == {"a": Term("a", ("x",))}
    assert "taken as right" in result.left_out[0].message


def test_a_term_with_a_character_that_nobody_sees_is_left_out() -> None:
    result = found(
        ([word("a\u200bb")], [word("x")]),
        ([word("c")], [word("y\x00")]),
        ([word("d")], [word("z")]),
    )
    assert list(result.terms) == ["d"]
    assert [problem.message for problem in result.left_out] == [
        "a term has the invisible character U+200B; it is left out",
        "a term has the invisible character U+0000; it is left out",
    ]


def test_the_way_back_says_the_same() -> None:
    term = Term("Pool", ("p", "q"), ("a",), ("f", "g"), {"f": "too long"})
    (concept,) = concepts_of([term], "fr")
    result = terms_of(Terminology([concept]), "fr", "x")
    assert terms(result) == {"pool": term}
