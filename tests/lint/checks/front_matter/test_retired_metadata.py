from lint_helpers import passage, rule, unit

from bpadocs.lint.checks.front_matter.retired_metadata import CHECK
from bpadocs.lint.context import Context


def found(**keys: str) -> list[str]:
    own = {key.replace("_", "."): passage(value, False) for key, value in keys.items()}
    one = rule(unit("a", "b", field="title"), front_matter={"en": own})
    return [hit.hit.message for hit in CHECK.run(one, Context())]


def test_retired_keys_are_found_with_what_to_write() -> None:
    assert found(ms_prod="a", ms_topic="article", ms_technology="b") == [
        "ms.prod is retired: write ms.service",
        "ms.technology is retired: write ms.subservice",
    ]


def test_current_keys_are_left_alone() -> None:
    assert found(ms_service="a", ms_subservice="b") == []


def test_it_is_off_by_default() -> None:
    assert not CHECK.default
