"""What most pages of a set do is a habit, and no fault."""

from bpadocs.lint.habits import Habits, Observed, habits_of, observe_habits
from bpadocs.words.languages import read_language


def habits(*pages: tuple[str, str], language: str = "fr") -> Habits:
    observed: Observed = Observed()
    for english, translation in pages:
        found = observe_habits(english, translation, read_language(language))
        observed.update(found)
    return habits_of(observed)


def test_the_mark_that_most_have_is_the_habit() -> None:
    learned = habits(("", "l'eau, l'air et d'autres"), ("", "l’autre « mot » : fin"))
    assert learned.apostrophe == "'"
    assert learned.quote == "«"
    assert learned.blank == " "
    assert habits(("", "l'eau"), ("", "l’air")).apostrophe == ""


def test_a_word_with_a_capital_three_times_is_a_name() -> None:
    text = "ouvrez la Console et puis la Console ; dans la Console, ouvrez la Fenêtre"
    assert habits(("", text)).names == {"Console"}


def test_a_word_that_is_mostly_small_is_no_name() -> None:
    capital = "dans la Console, la Console et la Console"
    small = " la console la console la console la console"
    assert habits(("", capital + small)).names == frozenset()


def test_an_english_phrase_that_is_kept_three_times_is_a_habit() -> None:
    english = "an open source project"
    pages = [(english, "un projet open source")] * 3
    assert "open source" in habits(*pages).phrases
    assert "open source" not in habits(*pages[:2]).phrases
    # what the English does not have is no phrase of it
    assert habits(*[("a project", "un projet open source")] * 3).phrases == frozenset()


def test_a_name_of_two_words_three_times_is_a_name() -> None:
    text = (
        "avec .NET Cadre, sans .NET Cadre ; le cadre, un cadre, ce cadre de .NET Cadre"
    )
    assert habits(("", text)).names == {"NET Cadre"}


def test_how_most_address_the_reader_is_the_habit() -> None:
    familiar = "Abre el panel.\n\n- Usa la consola\n2. Cierra el panel"
    polite = "Abra el panel. Usa la consola."
    assert habits(("", familiar), language="es").address == "tú"
    assert habits(("", polite), language="es").address == ""
    assert habits(("", "Abra el panel."), language="es").address == "usted"
    assert habits(("", familiar), language="ko").address == ""


def test_code_has_no_habits() -> None:
    text = "`l'eau l'air` [mot](l'adresse) ```\nl'eau\n```"
    assert habits(("", text)) == Habits()
