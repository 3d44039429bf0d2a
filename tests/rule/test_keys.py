"""The keys of rule files are those of the model and of the schemas."""

from typing import Any

import pytest

from bpadocs.project.schema import product_schema, rule_schema
from bpadocs.rule.keys import (
    ARGUMENT_KEYS,
    PRODUCT_KEYS,
    REQUIRED_IN_PRODUCT,
    REQUIRED_IN_RULE,
    REQUIRED_IN_SUPPRESSION,
    RULE_KEYS,
    SUPPRESSION_KEYS,
    SYNCED_KEYS,
    TRANSLATION_KEYS,
    key_order,
)
from bpadocs.rule.model import DETAIL_FIELDS, FIELDS, SECTIONS, UI_FIELDS

RULE = rule_schema()["properties"]
ENGLISH = RULE["text"]["properties"]["en"]["properties"]


@pytest.mark.parametrize(
    ("properties", "keys"),
    [
        (RULE, RULE_KEYS),
        (product_schema()["properties"], PRODUCT_KEYS),
        (RULE["arguments"]["additionalProperties"]["properties"], ARGUMENT_KEYS),
        (RULE["suppress"]["items"]["properties"], SUPPRESSION_KEYS),
        (ENGLISH, TRANSLATION_KEYS),
        (ENGLISH["synced"]["properties"], SYNCED_KEYS),
    ],
)
def test_the_schema_has_the_keys_in_their_order(
    properties: dict[str, Any], keys: tuple[str, ...]
) -> None:
    assert tuple(properties) == keys


def test_what_is_required_is_known() -> None:
    assert set(REQUIRED_IN_RULE) <= set(RULE_KEYS)
    assert set(REQUIRED_IN_PRODUCT) <= set(PRODUCT_KEYS)
    assert set(REQUIRED_IN_SUPPRESSION) <= set(SUPPRESSION_KEYS)


def test_every_field_is_plain_text_or_markdown_or_of_the_head() -> None:
    head = {"title", "description", "heading"}
    assert set(FIELDS) == head | set(UI_FIELDS) | set(DETAIL_FIELDS)
    assert set(SECTIONS) <= set(UI_FIELDS)


@pytest.mark.parametrize(
    ("path", "keys"),
    [
        ((), RULE_KEYS),
        (("text",), ()),
        (("text", "fr"), TRANSLATION_KEYS),
        (("text", "fr", "synced"), SYNCED_KEYS),
        (("text", "fr", "front_matter"), ()),
        (("arguments", "vms"), ()),
    ],
)
def test_the_order_of_the_keys_below_each_path(
    path: tuple[str, ...], keys: tuple[str, ...]
) -> None:
    assert key_order(path) == keys
