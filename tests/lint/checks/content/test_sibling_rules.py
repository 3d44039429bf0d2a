import pytest
from lint_helpers import over_all, rule, unit

from bpadocs.lint.checks.content.sibling_rules import CHECK

ENGLISH = "Use at least {} processors on each server."
FRENCH = "Utilisez au moins {} processeurs sur chaque serveur."


def found(*pairs: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Rule, span and message of each finding on rules of these texts."""
    rules = [
        rule(unit(english, text, "fr", "issue"), id=f"p/rule-{n}")
        for n, (english, text) in enumerate(pairs)
    ]
    return [
        (
            hit.rule,
            pairs[int(hit.rule[-1])][1][hit.hit.start : hit.hit.end],
            hit.hit.message,
        )
        for hit in over_all(CHECK, rules)
    ]


def test_siblings_that_differ_in_a_number_alone_are_good() -> None:
    assert (
        found(
            (ENGLISH.format(2), FRENCH.format(2)), (ENGLISH.format(4), FRENCH.format(4))
        )
        == []
    )


def test_what_differs_more_is_told_from_the_first_word_that_differs_to_the_last() -> (
    None
):
    other = "Utilisez au minimum {} processeurs sur chaque serveur."
    assert found(
        (ENGLISH.format(2), FRENCH.format(2)), (ENGLISH.format(4), other.format(4))
    ) == [
        (
            "p/rule-1",
            "minimum 4",
            "differs from its sibling p/rule-0 in more than names and numbers",
        )
    ]


@pytest.mark.parametrize(
    "pairs",
    [
        # the same English: consistent-translation tells
        (
            (ENGLISH.format(2), FRENCH.format(2)),
            (ENGLISH.format(2), "Il faut 2 processeurs sur chaque serveur."),
        ),
        # short texts
        (
            ("Use 2 processors.", "Utilisez 2 processeurs."),
            ("Use 4 processors.", "Il faut 4 processeurs."),
        ),
        # no number, so no siblings
        (
            ("Use one processor on each server.", "Utilisez-en un."),
            ("Use two processors on each server.", "Deux."),
        ),
    ],
)
def test_what_must_be_left_alone(pairs: tuple[tuple[str, str], ...]) -> None:
    assert found(*pairs) == []
