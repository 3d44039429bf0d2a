"""The data of a rule file has what the product has otherwise, in the order of a rule file."""

from pathlib import Path

import pytest
from page_helpers import PAGE, page
from projects import RULE, write_project

from bpadocs.project.tree import read_project
from bpadocs.published.english import draft
from bpadocs.published.rule_data import RuleData, TranslationData, rule_data
from bpadocs.rule.model import Product
from bpadocs.words.labels import Labels

SOURCE = Labels("en")


@pytest.fixture
def product(tmp_path: Path) -> Product:
    [product] = read_project(write_project(tmp_path, {"backups": RULE})).products
    return product._replace(
        operating_systems=("Windows Server 2016",),
        applies_to="Windows Server 2016",
        intro="See [more](https://example.com/more).",
        note=None,
        front_matter={"ms.assetid": None, "ms.date": "8/16/2016"},
    )


def test_only_what_differs_from_the_product_is_said(product: Product) -> None:
    assert rule_data(draft(page(), SOURCE), product, SOURCE).head == {
        "page": "Keep-clocks",
        "severity": "warning",
        "category": "operations",
        "arguments": {"hosts": {"type": "list", "label": "list of hosts"}},
        "front_matter": {"ms.assetid": "1a"},
    }


def test_what_the_page_lacks_is_empty(product: Product) -> None:
    text = PAGE.replace("ms.date: 8/16/2016\n", "")
    text = text.replace("See [more](https://example.com/more).\n\n", "")
    head = rule_data(draft(page(text), SOURCE), product, SOURCE).head
    assert head["intro"] == ""
    assert head["front_matter"] == {"ms.assetid": "1a", "ms.date": ""}


def test_systems_of_its_own_bring_the_line_applies_to_along(product: Product) -> None:
    text = PAGE.replace("Windows Server 2016", "Windows Server 2019")
    head = rule_data(draft(page(text), SOURCE), product, SOURCE).head
    assert head["operating_systems"] == ("Windows Server 2019",)
    assert "applies_to" not in head


def test_the_usual_note_is_said_where_the_product_has_another(product: Product) -> None:
    head = rule_data(
        draft(page(), SOURCE), product._replace(note="Mind the clock."), SOURCE
    ).head
    assert str(head["note"]).startswith(
        "In the following sections, italics indicates UI text"
    )


def test_the_keys_have_the_order_of_a_rule_file() -> None:
    french = TranslationData(
        fields={"issue": "b", "title": "a"},
        front_matter={"x": "y"},
        layout={"trailing": "2"},
        synced={"page": "0" * 40},
    )
    data = RuleData(
        head={"page": "Keep"}, text={"fr": french}, layout={"end": "0"}
    ).as_data()
    assert list(data) == ["page", "layout", "text"]
    assert list(french.as_data()) == [
        "title",
        "issue",
        "front_matter",
        "layout",
        "synced",
    ]
    assert list(TranslationData({"title": "a"}).as_data()) == ["title"]
