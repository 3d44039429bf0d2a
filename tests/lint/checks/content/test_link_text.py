import pytest
from lint_helpers import spans

from bpadocs.lint.checks.content.link_text import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        (
            "es",
            "see [Plan a cluster](plan.md)",
            "consulte [Planear un clúster](plan.md)",
        ),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "es",
            "see [Plan a cluster](plan.md)",
            "consulte [planear un clúster](plan.md)",
            ["planear un clúster"],
        ),
        (
            "pt",
            "see [Plan a cluster](plan.md)",
            "veja [planejar um cluster](plan.md)",
            ["planejar um cluster"],
        ),
        (
            "it",
            "- [Plan a cluster](plan.md)",
            "- [pianificare un cluster](plan.md)",
            ["pianificare un cluster"],
        ),
        (
            "fr",
            "*For more, see also* [Plan a cluster](plan.md).",
            "*Pour plus, consultez* [planifier un cluster](plan.md).",
            ["planifier un cluster"],
        ),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        (
            "it",
            "see [Windows Server catalog](c.md)",
            "vedere [catalogo di Windows Server](c.md)",
        ),
        ("ko", "see [Plan a cluster](plan.md)", "[클러스터 계획](plan.md) 참조"),
        ("fr", "see [disks](d.md)", "voir [disques](d.md)"),
        (
            "fr",
            "Use the [Contoso disk tool](d.md) for this.",
            "Utilisez [outil de disque Contoso](d.md) pour cela.",
        ),
        (
            "it",
            "See [Plan a cluster](plan.md).",
            "Vedere la [pianificazione di un cluster](plan.md).",
        ),
        ("ko", "[Run the tool](run.md)", "[tool 실행](run.md)"),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []
