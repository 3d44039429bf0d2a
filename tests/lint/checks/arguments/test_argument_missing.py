import pytest
from lint_helpers import spans, unit

from bpadocs.lint.checks.arguments.argument_missing import CHECK
from bpadocs.lint.context import Context
from bpadocs.lint.subject import ArgumentLabel, Unit
from bpadocs.rule.model import ArgumentType

ENGLISH = "No backup: {vms} of {host}."


@pytest.mark.parametrize(
    "translation", ["Pas de sauvegarde : {vms} de {host}.", "{host} : {vms}"]
)
def test_the_same_arguments_in_any_order_are_good(translation: str) -> None:
    assert spans(CHECK, ENGLISH, translation, field="issue") == []


@pytest.mark.parametrize(
    "translation",
    ["Pas de sauvegarde : {vms}.", "Pas de sauvegarde de {host}, {host}."],
)
def test_a_missing_argument_is_found(translation: str) -> None:
    assert spans(CHECK, ENGLISH, translation, field="issue") == [translation]


def test_the_span_is_the_paragraph_where_it_belongs() -> None:
    found = spans(CHECK, "One.\n\nTwo: {vms}", "Un.\n\nDeux :", field="impact")
    assert found == ["Deux :"]


def test_on_pages_arguments_are_counted() -> None:
    english = "Affected:\n\n\\<list of virtual machines>"
    assert (
        spans(
            CHECK,
            english,
            "Concerne :\n\n\\<liste des machines virtuelles >",
            field="impact_details",
        )
        == []
    )
    assert spans(
        CHECK, english, "Concerne :\n\nliste des machines", field="impact_details"
    ) == ["liste des machines"]


def one_machine(translation: str) -> Unit:
    given = unit("{count} virtual machines", translation, field="issue.one")
    label = ArgumentLabel("number", "nombre", ArgumentType.NUMBER)
    return Unit(
        "r",
        "fr",
        "fr-fr",
        "issue.one",
        given.english,
        given.translation,
        {"count": label},
    )


def test_a_number_may_be_spelt_out_in_the_form_for_one() -> None:
    assert list(CHECK.run(one_machine("Une machine virtuelle"), Context())) == []


@pytest.mark.parametrize(
    "translation", ["Doubled {{vms}} {vms} {host}", "`{vms}` {host}"]
)
def test_doubled_braces_are_text(translation: str) -> None:
    assert spans(CHECK, ENGLISH, translation, field="issue") == []
