"""Values to try a message with."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from bpadocs.messages import READABLE, TARGETS, message_files
from bpadocs.messages.catalog import Catalog, catalogs, facts, head
from bpadocs.project.settings import Settings
from bpadocs.project.tree import read_project
from bpadocs.rule.model import Argument, ArgumentType, Product, Rule
from bpadocs.site.frame import SiteLanguage, language_of
from bpadocs.site.markup import code_block
from bpadocs.site.message_view import (
    CULTURE,
    FILE_KINDS,
    MOST_CHOICES,
    RULE_NAME,
    for_rule,
    samples_of,
    shown_files,
)
from bpadocs.words.labels import Labels, read_labels

FIXTURE = Path(__file__).parents[1] / "fixtures/messages"
SETTINGS = Settings(locales={"en": "en-us"}, help="", lint={})
ENGLISH: SiteLanguage = language_of("en", "en-us", Labels("en"), SETTINGS)


def samples(*arguments: Argument) -> list[tuple[str, list[object]]]:
    rule = SimpleNamespace(arguments={one.name: one for one in arguments})
    found = samples_of(cast(Rule, rule), ENGLISH)
    return [(one.caption, list(one.values.values())) for one in found]


def written(
    products: Sequence[Product],
    labels: Labels,
    settings: Settings,
    built: Mapping[str, Catalog],
) -> Mapping[str, bytes]:
    """The files of one language as a build writes them."""
    language = facts(labels.language, built)
    own = head(language, labels, settings, products)
    return message_files(tuple(TARGETS), own, built)


def test_lists_and_numbers_are_tried_few_and_many() -> None:
    names = Argument("names", ArgumentType.LIST, "list of names")
    number = Argument("count", ArgumentType.NUMBER, "number")
    found = samples(names, number)
    assert [caption for caption, _ in found] == ["0", "1", "2", "5", "long names"]
    for caption, (some, count) in found[:-1]:
        assert isinstance(some, list)
        assert (len(some), count) == (int(caption), int(caption))
    long = found[-1][1][0]
    assert isinstance(long, list)
    assert all(len(name) > 40 for name in long)


def test_texts_are_tried_long_and_choices_one_by_one() -> None:
    text = Argument("name", ArgumentType.TEXT, "name")
    assert [caption for caption, _ in samples(text)] == ["Printed", "long names"]
    values = {f"State{number}": f"state {number}" for number in range(9)}
    choice = Argument("state", ArgumentType.CHOICE, "state", values)
    found = samples(choice)
    assert len(found) == MOST_CHOICES
    assert found[0] == ("State0", ["State0"])
    assert samples() == [("Printed", [])]


def test_what_is_shown_of_a_file_is_what_a_build_writes_there() -> None:
    project = read_project(FIXTURE)
    settings = project.settings._replace(messages=tuple(TARGETS))
    labels = read_labels(FIXTURE, settings.languages)
    built = catalogs(project.rules, labels, settings)
    for language in settings.languages:
        whole = written(project.products, labels[language], settings, built)
        for number, rule in enumerate(project.rules):
            own, english = (built[one].entries[number] for one in (language, "en"))
            shown = shown_files(rule, settings, own, english)
            assert [one.target for one in shown] == [*FILE_KINDS]
            for one in shown:
                path = one.path.removeprefix("build/messages/")
                file = whole[path].decode("utf-8-sig").replace("\r\n", "\n")
                assert one.content.strip()
                assert one.content in file, one.path


def test_only_what_the_project_has_built_is_shown() -> None:
    project = read_project(FIXTURE)
    settings = project.settings._replace(messages=("gettext", "resx"))
    built = catalogs(project.rules, read_labels(FIXTURE, settings.languages), settings)
    [rule, *_] = project.rules
    entry = built["fr"].entries[0]
    [shown] = shown_files(rule, settings, entry, built["en"].entries[0])
    assert (shown.target, shown.path.rpartition(".")[2]) == ("resx", "resx")


def test_every_target_that_is_text_has_a_name() -> None:
    assert {*FILE_KINDS} == {*READABLE} == {*TARGETS} - {"gettext"}


@pytest.mark.parametrize(
    ("info", "code", "name"),
    [
        ("python", 'message = messages["{}"]', "hyper-v & co/a.b (c)+d, e"),
        ("python", 'message = messages["{}"]', "dns/été"),
        ("powershell", "$texts.{}_Title", "TestFailover"),
        ("powershell", "$texts.{}_Title -f 'a'", "Été2"),
        ("powershell", "$texts.{}_Title", "R_1"),
    ],
)
def test_code_for_any_rule_is_coloured_as_that_of_the_rule(
    info: str, code: str, name: str
) -> None:
    any_rule = f"{code.format(RULE_NAME)}\n'{CULTURE}'"
    own = f"{code.format(name)}\n'fr-FR'"
    assert for_rule(any_rule, info, name, "fr-FR") == code_block(own, info)
