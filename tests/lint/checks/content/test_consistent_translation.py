import pytest
from lint_helpers import over_all, rule, unit

from bpadocs.lint.checks.content.consistent_translation import CHECK
from bpadocs.lint.subject import Subject

ENGLISH = "This impacts the following virtual machines:"
USUAL = "Les machines virtuelles suivantes sont concernées :"
OTHER = "Cela touche les machines virtuelles suivantes :"


def rules(*translations: str, english: str = ENGLISH) -> list[Subject]:
    """A rule for each translation of one English text."""
    return [
        rule(unit(english, text, "fr", "impact"), id=f"p/rule-{n}")
        for n, text in enumerate(translations)
    ]


def found(*translations: str, english: str = ENGLISH) -> list[tuple[str, str]]:
    """Rule and span of each finding."""
    return [
        (hit.rule, translations[int(hit.rule[-1])][hit.hit.start : hit.hit.end])
        for hit in over_all(CHECK, rules(*translations, english=english))
    ]


@pytest.mark.parametrize(
    "translations",
    [
        (USUAL, USUAL, USUAL),
        (
            USUAL,
            USUAL.replace(" :", "\u00a0:"),
            USUAL.replace(" :", "."),
        ),  # blanks and marks at the end: other checks
    ],
)
def test_one_translation_is_good(translations: tuple[str, ...]) -> None:
    assert found(*translations) == []


def test_the_rarer_translation_is_told_with_the_usual_one() -> None:
    assert found(USUAL, OTHER, USUAL) == [("p/rule-1", OTHER)]
    [hit] = over_all(CHECK, rules(USUAL, OTHER, USUAL))
    assert (
        hit.hit.message
        == f"translated otherwise in 2 rules: “{USUAL.removesuffix(' :')}”"
    )


def test_one_sentence_of_several_is_told_alone() -> None:
    english = f"{ENGLISH[:-1]}. Nothing else is impacted."
    texts = [
        f"{text.removesuffix(' :')}. Rien d’autre n’est touché."
        for text in (USUAL, OTHER, USUAL)
    ]
    assert found(*texts, english=english) == [
        ("p/rule-1", OTHER.removesuffix(" :") + ".")
    ]


@pytest.mark.parametrize(
    ("english", "translations"),
    [
        (ENGLISH, (USUAL, OTHER)),  # nobody knows which is usual
        (ENGLISH, (USUAL, USUAL, OTHER, OTHER)),
        (
            "See also",
            ("Voir aussi", "Voir aussi", "Voir également"),
        ),  # short texts mean different things
        (
            "<list of virtual machines>",
            ("<liste des machines>", "<liste des machines>", "<machines virtuelles>"),
        ),
    ],
)
def test_what_must_be_left_alone(english: str, translations: tuple[str, ...]) -> None:
    assert found(*translations, english=english) == []
