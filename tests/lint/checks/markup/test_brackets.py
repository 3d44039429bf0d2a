import pytest
from lint_helpers import spans

from bpadocs.lint.checks.markup.brackets import CHECK

ENGLISH = "Start the service (see below) now."


def test_brackets_in_pairs_are_good() -> None:
    translation = "Démarrez le service (voir ci-dessous (plus loin)) maintenant."
    assert spans(CHECK, ENGLISH, translation) == []


@pytest.mark.parametrize(
    ("translation", "found"),
    [
        ("Démarrez (le service (voir ci-dessous) maintenant.", ["("]),
        ("Démarrez le service (voir ci-dessous maintenant.", ["("]),
        ("Démarrez le service voir ci-dessous) maintenant.", [")"]),
        ("서비스를 （아래 참조 시작합니다.", ["（"]),
    ],
)
def test_a_bracket_without_a_partner_is_found(
    translation: str, found: list[str]
) -> None:
    assert spans(CHECK, ENGLISH, translation) == found


@pytest.mark.parametrize(
    ("english", "translation", "found"),
    [
        (
            "Attach the host bus adapter (HBA).",
            "Attachez l’adaptateur de bus hôte HBA.",
            ["HBA"],
        ),
        (
            "Attach the host bus adapter (HBA).",
            "HBA 호스트 버스 어댑터 () 연결",
            ["()"],
        ),
        (
            "Some networks (SANs) and disk(s).",
            "Des réseaux SANs, des disques.",
            ["SANs"],
        ),
    ],
)
def test_what_brackets_were_around_is_missed(
    english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation) == found


@pytest.mark.parametrize(
    ("english", "translation"),
    [
        ("Start it (see below.", "Démarrez-le (voir ci-dessous."),
        ("Do this: 1) open it.", "Faites ceci : a) ouvrez-le."),
        ("Type a bracket.", "Tapez « ( »."),
        ("Do it (see part a).", "Faites-le (voir la partie a)."),
        ("Run `f(` now.", "Exécutez `f(` maintenant."),
        # brackets that explain may be left out, and change places
        ("Attach it (see below).", "Attachez-le, voir ci-dessous."),
        ("The host bus adapter (HBA)", "HBA（호스트 버스 어댑터）"),
        ("The adapter (HBA), an HBA", "L’adaptateur, un HBA"),
        ("Call it as f().", "Appelez f() ou g()."),
        ("Call use() now.", "지금 use()를 호출하고 `use`()도 호출합니다."),
    ],
)
def test_what_has_no_partner_by_right_is_left_alone(
    english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation) == []
