"""Labels: the project's own over those that bpadocs brings along."""

from pathlib import Path

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.words.labels import (
    Labels,
    catalog_files,
    catalog_path,
    read_labels,
    shipped_locales,
    with_borrowed,
)

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def catalog(root: Path, language: str, *entries: str) -> None:
    path = root / catalog_path(language)
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + "\n".join(entries), "utf-8")


def entry(english: str, translation: str, mark: str = "") -> str:
    return f'{mark}msgctxt "heading"\nmsgid "{english}"\nmsgstr "{translation}"\n'


def test_english_where_a_language_has_no_word() -> None:
    french = Labels("fr", {("heading", "Issue"): "Problème"})
    assert french.word("heading", "Issue") == "Problème"
    assert french.word("table", "Issue") == "Issue"
    assert french.has("heading", "Issue")
    assert not french.has("heading", "Impact")
    assert Labels("en").has("heading", "anything")


def test_values_go_into_the_placeholders_of_a_word() -> None:
    labels = Labels("fr", {("site", "Results: {count}"): "{count} résultats"})
    assert labels.filled("site", "Results: {count}", count=3) == "3 résultats"


def test_a_project_has_its_own_words_over_the_shipped_ones(tmp_path: Path) -> None:
    catalog(
        tmp_path,
        "fr",
        entry("Issue", "Souci"),
        entry("Resolution", "Remède", "#, fuzzy\n"),
    )
    shipped = read_labels(None, ("en", "fr"))["fr"]
    own = read_labels(tmp_path, ("en", "fr"))["fr"]
    assert own.word("heading", "Issue") == "Souci" != shipped.word("heading", "Issue")
    assert own.word("heading", "Resolution") == "Résolution"


def test_english_has_no_catalog_and_the_projects_own_comes_last(tmp_path: Path) -> None:
    catalog(tmp_path, "fr")
    shipped = shipped_locales() / "fr" / "LC_MESSAGES" / "bpadocs.po"
    assert catalog_files(tmp_path, ("en", "fr")) == [
        shipped,
        tmp_path / catalog_path("fr"),
    ]
    assert catalog_files(None, ("en", "fr", "tlh")) == [shipped]
    assert catalog_files(shipped_locales().parent, ("fr",)) == [shipped]


def test_the_mistakes_of_every_catalog_are_told(tmp_path: Path) -> None:
    catalog(tmp_path, "fr", "no entry")
    catalog(tmp_path, "tlh", "no entry")
    with pytest.raises(BrokenInputError) as caught:
        read_labels(tmp_path, ("en", "fr", "tlh"))
    paths = {problem.path for problem in caught.value.problems}
    assert paths == {catalog_path("fr"), catalog_path("tlh")}


def test_a_region_has_the_words_that_it_lacks_from_its_language(tmp_path: Path) -> None:
    catalog(
        tmp_path,
        "fr-CA",
        entry("Issue", "Pépin"),
        entry("Impact", "Suites", "#, fuzzy\n"),
    )
    labels = read_labels(tmp_path, ("en", "fr", "fr-CA"))["fr-CA"]
    assert labels.on_page("heading", "Issue") == "Pépin"
    assert labels.on_page("heading", "Resolution") == "Résolution"
    assert labels.on_page("heading", "Impact") == "Impact", "what is fuzzy is not used"
    assert labels.has("heading", "Resolution")
    assert labels.has_own("heading", "Issue")
    assert not labels.has_own("heading", "Resolution")
    assert not labels.has_own("heading", "of nobody")
    assert labels.own_words == {("heading", "Issue"): "Pépin"}


def test_a_region_without_its_language_borrows_nothing(tmp_path: Path) -> None:
    catalog(tmp_path, "fr-CA", entry("Issue", "Pépin"))
    labels = read_labels(tmp_path, ("en", "fr-CA"))["fr-CA"]
    assert labels.words == {("heading", "Issue"): "Pépin"}
    assert not labels.borrowed


def test_the_nearest_of_several_languages_lends_first(tmp_path: Path) -> None:
    catalog(tmp_path, "es", entry("Issue", "Problema"), entry("Impact", "Efecto"))
    catalog(tmp_path, "es-419", entry("Issue", "Falla"))
    labels = read_labels(tmp_path, ("en", "es", "es-419", "es-MX"))["es-MX"]
    assert labels.word("heading", "Issue") == "Falla"
    assert labels.word("heading", "Impact") == "Efecto"
    assert labels.own_words == {}


def test_what_was_borrowed_before_is_borrowed_as_it_is_now() -> None:
    key = "heading", "Issue"
    french = Labels("fr", {key: "Problème"})
    before = with_borrowed({"fr": french, "fr-CA": Labels("fr-CA")})
    assert with_borrowed(before) == before
    assert before["fr"] is french
    now = with_borrowed({**before, "fr": Labels("fr", {key: "Souci"})})
    assert now["fr-CA"].word(*key) == "Souci"
    gone = with_borrowed({**before, "fr": Labels("fr")})
    assert gone["fr-CA"] == Labels("fr-CA")
