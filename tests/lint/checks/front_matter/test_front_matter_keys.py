from lint_helpers import plain, rule, unit

from bpadocs.lint.checks.front_matter.front_matter_keys import CHECK
from bpadocs.lint.context import Context
from bpadocs.lint.subject import Subject

ALL = {"author": "a", "ms.author": "a", "ms.date": "8/16/2016", "ms.topic": "article"}


def page(
    english: dict[str, str], french: dict[str, str], name: str | None = "Page.md"
) -> Subject:
    keys = {"en": plain(english), "fr": plain(french)}
    return rule(
        unit("a", "b", field="title"),
        unit("a", "b", field="description"),
        front_matter=keys,
        page=name,
    )


def missing(one: Subject, **options: object) -> list[tuple[str, str]]:
    context = Context({"front-matter-keys": options})
    return [
        (found.language, found.hit.message.removeprefix("the front matter has no "))
        for found in CHECK.run(one, context)
    ]


HEAD = {"title": "t", "description": "d"}


def test_a_page_with_every_key_is_good() -> None:
    assert missing(page(ALL | HEAD, ALL | HEAD)) == []


def test_missing_and_empty_keys_are_found_in_each_language() -> None:
    french = {**ALL, **HEAD, "author": " "}
    del french["ms.topic"]
    assert missing(page(ALL | HEAD, french)) == [("fr", "author, ms.topic")]
    assert missing(page(ALL, ALL | HEAD)) == [("en", "title, description")]


def test_a_rule_file_has_title_and_description_as_fields() -> None:
    assert missing(page(ALL, {}, None)) == []
    assert missing(page({}, {}, None)) == [
        ("en", "author, ms.author, ms.date, ms.topic")
    ]


def test_the_list_is_a_setting() -> None:
    assert missing(page({}, {}, None), required=["ms.custom"]) == [("en", "ms.custom")]
