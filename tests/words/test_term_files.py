from pathlib import Path

import pytest

from bpadocs.errors import BrokenInputError, UsageError
from bpadocs.words.term_files import (
    GivenFile,
    columns_of,
    read_given_terms,
    read_terms_in,
)

TBX = """\
<martif type="TBX"><text><body><termEntry>
<langSet xml:lang="en"><tig><term>pool</term></tig></langSet>
<langSet xml:lang="fr-CA"><tig><term>groupe</term></tig></langSet>
<langSet xml:lang="it"><tig><term>gruppo</term></tig></langSet>
</termEntry></body></text></martif>
"""


def file(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding)
    return path


def test_a_file_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    files = [
        file(tmp_path, "a.txt", TBX),
        file(tmp_path, "b.xml", "\n" + TBX),
        file(tmp_path, "c", "<?xml version='1.0' encoding='UTF-16'?>" + TBX, "utf-16"),
        file(tmp_path, "d.txt", "en,fr\npool,groupe\n"),
        file(tmp_path, "e.yaml", "terms:\n  Pool: groupe\n"),
    ]
    for one in files:
        found = read_terms_in(one, {}, "fr")
        assert found.terms["pool"].term.use == ("groupe",), one


def test_a_file_without_the_language_says_which_it_has(tmp_path: Path) -> None:
    with pytest.raises(BrokenInputError) as caught:
        read_terms_in(file(tmp_path, "x.tbx", TBX), {}, "ko")
    assert "no entry has words in en and in ko; the file has en, fr-ca, it" in str(
        caught.value
    )


def test_a_file_without_entries_is_no_file_of_terms(tmp_path: Path) -> None:
    for text in ("<tbx><text><body/></text></tbx>", "en,fr\n"):
        with pytest.raises(BrokenInputError) as caught:
            read_terms_in(file(tmp_path, "x", text), {}, "fr")
        assert "there is no entry in this file" in str(caught.value)


def test_files_of_several_languages_are_read_for_those_that_are_asked(
    tmp_path: Path,
) -> None:
    ours = file(tmp_path, "locales/it/glossary.yaml", "terms:\n  scan: analisi\n")
    given = read_given_terms(
        [GivenFile(file(tmp_path, "x.tbx", TBX)), GivenFile(ours)], ["fr", "it"]
    )
    french, italian = given.by_language["fr"], given.by_language["it"]
    assert french["pool"].use == ("groupe",)
    assert sorted(italian) == ["pool", "scan"]


def test_a_glossary_of_no_known_language_is_asked_about(tmp_path: Path) -> None:
    path = file(tmp_path, "glossary.yaml", "terms:\n  scan: analyse\n")
    with pytest.raises(UsageError) as caught:
        read_given_terms([GivenFile(path)], ["fr", "it"])
    assert "which language is it of? Write --glossary fr=" in str(caught.value)
    assert read_given_terms([GivenFile(path)], ["fr"]).by_language["fr"]
    assert read_given_terms([GivenFile(path, "it")], ["fr", "it"]).by_language["it"]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("en=A,xx=B", "“xx=B” must be WHAT=COLUMN, and WHAT one of en, fr, also, not"),
        ("en=A,fr", "“fr” must be WHAT=COLUMN"),
        ("en=A,note=B", "which column is fr? Write fr=COLUMN"),
    ],
)
def test_a_map_of_columns_with_a_mistake_is_told(written: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        columns_of("--columns", written, ("en", "fr"))
    assert message in str(caught.value)


def test_a_map_of_columns_is_read() -> None:
    assert columns_of("--columns", "en=Source , fr=My Target", ("en", "fr")) == {
        "en": "Source",
        "fr": "My Target",
    }
    assert columns_of("--columns", None, ("en", "fr")) == {}
