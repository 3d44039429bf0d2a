"""Values to try a message with."""

from types import SimpleNamespace
from typing import cast

from bpadocs.project.settings import Settings
from bpadocs.rule.model import Argument, ArgumentType, Rule
from bpadocs.site.frame import SiteLanguage, language_of
from bpadocs.site.message_view import MOST_CHOICES, samples_of
from bpadocs.words.labels import Labels

SETTINGS = Settings(locales={"en": "en-us"}, help="", lint={})
ENGLISH: SiteLanguage = language_of("en", "en-us", Labels("en"), SETTINGS)


def samples(*arguments: Argument) -> list[tuple[str, list[object]]]:
    rule = SimpleNamespace(arguments={one.name: one for one in arguments})
    found = samples_of(cast(Rule, rule), ENGLISH)
    return [(one.caption, list(one.values.values())) for one in found]


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
