"""CSV as spreadsheets write it, with every mistake they are full of."""

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.formats.concepts import Concept, Standing, Terminology, TermWording
from bpadocs.formats.term_table import read_term_table, write_term_table


def read(text: str | bytes, **columns: str) -> Terminology:
    data = text if isinstance(text, bytes) else text.encode()
    return read_term_table(data, "x.csv", columns, ("en", "fr"))


def rows(found: Terminology) -> list[tuple[str, list[tuple[str, Standing]]]]:
    result = []
    for concept in found.concepts:
        words = [(word.text, word.standing) for word in concept.of("fr")]
        result.append((concept.of("en")[0].text, words))
    return result


PLAIN = [("storage pool", [("pool de stockage", Standing.UNSTATED)])]


@pytest.mark.parametrize(
    "text",
    [
        "en,fr\nstorage pool,pool de stockage\n",
        "en-US;fr-FR\r\nstorage pool;pool de stockage\r\n",
        "source\ttarget\nstorage pool\tpool de stockage\n",
        '"location","source","target"\n"","storage pool","pool de stockage"\n',
        "\ufeffTerm,Translation\n\nstorage pool, pool de stockage \n,,\n",
        "en,fr\nstorage pool,pool de stockage\n".encode("utf-16"),
    ],
)
def test_columns_and_delimiters_are_known_by_the_first_line(text: str | bytes) -> None:
    found = read(text)
    assert rows(found) == PLAIN
    assert not found.left_out


def test_columns_may_be_named() -> None:
    text = "No,Source,Target,Comment,Bad\n1,a b,x y,because,z; w\n"
    found = read(text, en="Source", fr="target", note="Comment", **{"not": "Bad"})
    assert rows(found) == [
        (
            "a b",
            [
                ("x y", Standing.UNSTATED),
                ("z", Standing.FORBIDDEN),
                ("w", Standing.FORBIDDEN),
            ],
        )
    ]
    assert found.concepts[0].of("fr")[1].note == "because"


def test_a_line_that_cannot_be_used_is_told_where_it_begins() -> None:
    text = 'en,fr,status\n"a\nb",x,\n,y,\nc,,\nd,z,fine\ne,v,deprecated\n'
    found = read(text)
    assert rows(found) == [
        ("a b", [("x", Standing.UNSTATED)]),
        ("e", [("v", Standing.FORBIDDEN)]),
    ]
    told = [(problem.line, problem.message) for problem in found.left_out]
    assert told == [
        (4, "there is no English on this line; it is left out"),
        (5, "“c” has no translation on this line; it is left out"),
        (
            6,
            "the status “fine” is not known; known are preferred, admitted, forbidden; "
            "it is left out",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the file is empty"),
        ("a,b\nc,d\n", 1, "the first line must name the columns, such as en,fr,status"),
        ("en,de\nc,d\n", 1, "the first line must name the columns"),
        ('en,fr\na,"b\nc,d\n', 2, "not CSV: unexpected end of data"),
        (b"en,fr\na,caf\xe9\n", 2, "not UTF-8 (byte 0xE9); save the file as UTF-8"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(
    text: str | bytes, line: int, message: str
) -> None:
    with pytest.raises(BrokenInputError) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert (problem.line, problem.message[: len(message)]) == (line, message)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Term,Mot,x y\nc,d,\n", "en=Term,fr=Mot"),
        ("x y\nc\n", "en=NAME,fr=NAME"),
    ],
)
def test_the_columns_of_the_file_are_proposed(text: str, columns: str) -> None:
    with pytest.raises(BrokenInputError) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert problem.message.endswith(f"bpa glossary import --columns {columns}")


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(BrokenInputError) as caught:
        read("Source,Target\na,b\n", en="Source", fr="French")
    assert str(caught.value) == (
        "x.csv:1:1: there is no column “French”; the first line has “Source”, “Target”"
    )


def test_what_is_written_is_read_back_as_it_was() -> None:
    words = [
        TermWording(text='a, "b"', line=1, standing=Standing.PREFERRED),
        TermWording(text="c", line=1, standing=Standing.FORBIDDEN, note="old; long"),
    ]
    english = [TermWording(text="x", line=1)]
    text = write_term_table([Concept(1, {"en": english, "fr": words})], "en", "fr")
    found = read(text)
    assert rows(found) == [
        ("x", [('a, "b"', Standing.PREFERRED)]),
        ("x", [("c", Standing.FORBIDDEN)]),
    ]
    assert found.concepts[1].of("fr")[0].note == "old; long"
