"""Words that locales/ lacks come from what most pages say."""

from pathlib import Path

from page_helpers import PAGE, page

from bpadocs.pages.pair import Locale
from bpadocs.pages.published import RulePage
from bpadocs.published.folder import PageFolder
from bpadocs.published.observed import Words, learn, with_words
from bpadocs.published.words import KNOWN_LIST
from bpadocs.words.labels import Labels

LABELS = {
    "en": Labels("en"),
    "es": Labels("es", {KNOWN_LIST: "lista de máquinas virtuales"}),
}
INTRO = "intro", "See [more](https://example.com/more)."
HOSTS = "argument", "list of hosts"


def folder(language: str, *pages: RulePage) -> PageFolder:
    return PageFolder(
        Locale(language, language, Path(language)), {one.name: one for one in pages}, {}
    )


def learnt(*spanish: str) -> Words:
    english = [page(name=f"{number}.md") for number in range(len(spanish))]
    pages = [page(text, "es", f"{number}.md") for number, text in enumerate(spanish)]
    return learn(folder("en", *english), [folder("es", *pages)], LABELS)["es"]


def spanish(
    label: str = "lista de hosts", intro: str = "Vea [más](https://example.com/more)."
) -> str:
    return PAGE.replace("\\<list of hosts>", label).replace(
        "See [more](https://example.com/more).", intro
    )


def test_most_pages_win() -> None:
    words = learnt(spanish(intro="Mire."), spanish(), spanish())
    assert words[INTRO] == "Vea [más](https://example.com/more)."


def test_a_torn_label_is_all_of_its_paragraph() -> None:
    assert learnt(spanish("de hosts \\<lista >"))[HOSTS] == "de hosts lista"


def test_the_first_word_of_a_list_is_known() -> None:
    assert learnt(spanish("\\<list de hosts >"))[HOSTS] == "lista de hosts"


def test_a_sentence_swallowed_by_the_brackets_is_no_label() -> None:
    english = page(PAGE.replace("*The clock is late.*", "*These: \\<list of clocks>*"))
    other = page(
        PAGE.replace("*The clock is late.*", "*Los \\<list relojes son afectados >*"),
        "es",
    )
    words = learn(folder("en", english), [folder("es", other)], LABELS)["es"]
    assert ("argument", "list of clocks") not in words


def test_what_locales_has_is_not_learnt_and_wins() -> None:
    known = Labels("es", {INTRO: "De locales/."})
    assert with_words(known, {INTRO: "From the pages.", HOSTS: "lista"}).words == {
        INTRO: "De locales/.",
        HOSTS: "lista",
    }


def test_what_a_build_marked_as_english_is_no_translation() -> None:
    intro = "[English] See [more](https://example.com/more)."
    assert learnt(spanish("\\<[English] list of hosts>", intro)) == {}
