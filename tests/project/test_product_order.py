"""The order of a product's rules in product.yaml."""

import pytest

from bpadocs.project.product_order import with_name, with_order


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("name: X\n", "name: X\norder:\n  - a\n  - b\n"),
        ("name: X", "name: X\norder:\n  - a\n  - b\n"),
        ("name: X\r\n", "name: X\r\norder:\r\n  - a\r\n  - b\r\n"),
    ],
)
def test_an_order_is_added_at_the_end(before: str, after: str) -> None:
    assert with_order(before, ["a", "b"]) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("order:\n  - a\n", "order:\n  - a\n  - new\n"),
        ("order:\n- a # first\nname: X\n", "order:\n- a\n- new # first\nname: X\n"),
        ("order:\r\n  - a\r\n", "order:\r\n  - a\r\n  - new\r\n"),
        ("order: [a, b]\n", "order: [a, b, new]\n"),
        ("order:\n  - a", "order:\n  - a\n  - new"),
        ("name: X\n", "name: X\n"),
    ],
)
def test_a_name_goes_to_the_end(before: str, after: str) -> None:
    assert with_name(before, "new") == after
