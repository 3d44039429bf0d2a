"""Every word that is shown is among those that translators get."""

from dataclasses import replace

from message_helpers import a_rule

from bpadocs.rule.model import Argument, ArgumentType
from bpadocs.words import of_pages, of_site, of_workplace
from bpadocs.words.labels import Labels
from bpadocs.words.vocabulary import words

RULE = replace(
    a_rule("hyper-v/x", {"en": {}}),
    intro="See [this](x.md).",
    note="A note.",
    arguments={
        "vms": Argument("vms", ArgumentType.LIST, "list of machines"),
        "status": Argument(
            "status", ArgumentType.CHOICE, "service status", {"Running": "running"}
        ),
    },
)


def test_the_words_of_all_pages_and_of_the_site_come_first() -> None:
    found = list(words([], []))
    assert found == [*of_pages.WORDS, *of_site.WORDS, *of_workplace.WORDS]
    assert len({(word.context, word.english) for word in found}) == len(found)


def test_a_rule_brings_its_sentences_and_labels_with_their_places() -> None:
    found = list(words([RULE.product], [RULE]))[
        len(of_pages.WORDS) + len(of_site.WORDS) + len(of_workplace.WORDS) :
    ]
    assert [(word.context, word.english, word.place, word.keys) for word in found] == [
        ("intro", "See [this](x.md).", "rules/hyper-v/x.yaml", ("intro",)),
        ("note", "A note.", "rules/hyper-v/x.yaml", ("note",)),
        (
            "argument",
            "list of machines",
            "rules/hyper-v/x.yaml",
            ("arguments", "vms", "label"),
        ),
        (
            "argument",
            "service status",
            "rules/hyper-v/x.yaml",
            ("arguments", "status", "label"),
        ),
        (
            "value",
            "running",
            "rules/hyper-v/x.yaml",
            ("arguments", "status", "values", "Running"),
        ),
    ]


def test_a_product_brings_its_sentences() -> None:
    product = RULE.product._replace(intro="An intro.", note=None)
    assert [word.english for word in words([product], [])][-1] == "An intro."
    assert [word.place for word in words([product], [])][
        -1
    ] == "rules/hyper-v/product.yaml"


def test_the_table_has_a_label_for_each_row() -> None:
    assert list(of_pages.TABLE)[2:] == list(of_pages.PROPERTY_LABELS)
    assert {word.english for word in of_pages.WORDS if word.context == "table"} == set(
        of_pages.TABLE.values()
    )


def test_what_has_no_translation_is_english_behind_a_mark() -> None:
    labels = Labels(
        "fr", {("page", "[English]"): "[Anglais]", ("table", "Details"): "D"}
    )
    assert labels.on_page("table", "Details") == "D"
    assert labels.on_page("table", "Property") == "[Anglais] Property"
