"""PO files that somebody else has written, and what is in them that no tool would write."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpadocs.errors import BrokenInputError
from bpadocs.formats import po_file


def header(*lines: str) -> bytes:
    return "".join(
        ['msgid ""\nmsgstr ""\n', *(f'"{line}\\n"\n' for line in lines)]
    ).encode()


CHARSETS = (
    *(
        "utf-16",
        "utf-32",
        "utf-7",
        "zlib",
        "rot13",
        "hex",
        "base64",
        "bz2",
        "undefined",
        "punycode",
        "idna",
        "cp037",
    ),
    *(
        "unicode_escape",
        "raw_unicode_escape",
        "klingon",
        "aliases",
        "mbcs.x",
        "-",
        "utf_8_sig_x",
    ),
)


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_charset_that_no_po_file_can_be_in(charset: str) -> None:
    data = header(f"Content-Type: text/plain; charset={charset}")
    with pytest.raises(BrokenInputError) as error:
        po_file.read(data, "x.po")
    assert [str(problem) for problem in error.value.problems] == [
        f"x.po:1:1: unknown charset “{charset}”; save the file as UTF-8"
    ]


@pytest.mark.parametrize(
    "charset",
    ["iso-8859-1", "koi8-r", "windows-1251", "gb2312", "euc-jp", "shift_jis", "big5"],
)
def test_a_charset_that_many_a_po_file_is_in(charset: str) -> None:
    word = {"iso-8859-1": "é", "koi8-r": "Да", "windows-1251": "Да"}.get(charset, "中")
    data = header(
        f"Content-Type: text/plain; charset={charset}"
    ) + f'\nmsgid "a"\nmsgstr "{word}"\n'.encode(charset)
    assert po_file.read(data, "x.po").messages[0].strings == (word,)


def test_a_text_that_speaks_of_charsets_is_no_header() -> None:
    data = header("Language: fr") + b'\nmsgid "a"\nmsgstr "Use charset=zlib here"\n'
    assert po_file.read(data, "x.po").messages[0].strings == ("Use charset=zlib here",)


def test_many_mistakes_are_ten_and_how_many_more() -> None:
    data = header("Language: fr") + b"oh\n" * 100
    with pytest.raises(BrokenInputError) as error:
        po_file.read(data, "x.po")
    assert [problem.line for problem in error.value.problems] == list(range(4, 14))
    assert error.value.problems[-1].message.endswith("; 90 more mistakes in this file")


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("nplurals=2; plural=1/n;", "divides by zero for 0"),
        ("nplurals=2; plural=n%(n!=5);", "divides by zero for 5"),
        ("nplurals=2; plural=n;", "names a form for 2 that is not there"),
        ("nplurals=2; plural=n-1;", "names a form for 0 that is not there"),
        (
            "nplurals=2; plural=99999999999999999999999*n;",
            "names a form for 1 that is not there",
        ),
        (
            "nplurals=2; plural=" + "9" * 900 + "*n;",
            "names a form for 1 that is not there",
        ),
        ("nplurals=2; plural=" + "(" * 400 + "n" + ")" * 400 + ";", "cannot be read"),
        ("nplurals=2; plural=" + "n?1:" * 240 + "0;", None),
        ("nplurals=2; plural=" + "n?1:" * 2000 + "0;", "cannot be read"),
        ("nplurals=2; plural=" + "!" * 5000 + "n;", "cannot be read"),
        (
            "nplurals=2; plural=" + " " * 50_000 + ";x",
            "no Plural-Forms that can be read",
        ),
        ("nplurals=2; plural=n**n**n;", "cannot be read"),
        ("nplurals=2; plural=__import__('os');", "cannot be read"),
        ("nplurals=٢; plural=n;", "no Plural-Forms that can be read"),
        ("nplurals=99999999; plural=n;", "no Plural-Forms that can be read"),
        ("nplurals=2; plural=n!=1;", None),
        ("plural = n != 1 ; nplurals = 2", None),
    ],
)
def test_plural_formulas(formula: str, why: str | None) -> None:
    def places() -> list[int]:
        count, place = po_file.formula({"Plural-Forms": formula})
        assert count == 2
        return [place(number) for number in range(201)]

    if why is None:
        assert set(places()) == {0, 1}
    else:
        with pytest.raises(ValueError, match=why):
            places()


PIECES = st.sampled_from(
    [
        *(
            "n",
            "0",
            "1",
            "2",
            "10",
            "%",
            "/",
            "*",
            "+",
            "-",
            "?",
            ":",
            "(",
            ")",
            "!",
            "!=",
            "==",
            "<",
            ">=",
            "&&",
            "||",
        ),
        *(" ", "plural=", "nplurals=", "nplurals=3", ";", "=", "x", "\0", "é"),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_formula_does_more_than_name_a_form(formula: str) -> None:
    try:
        count, place = po_file.formula(
            {"Plural-Forms": f"nplurals=3; plural={formula}"}
        )
        found = [place(number) for number in (0, 1, 2, 5, 100, 1_000_000)]
    except ValueError:
        return
    assert all(0 <= number < count for number in found)


@given(
    st.binary(max_size=60) | st.text(max_size=60).map(str.encode),
    st.binary(max_size=60),
)
def test_no_bytes_do_more_than_be_refused(charset: bytes, rest: bytes) -> None:
    data = b'msgid ""\nmsgstr "Content-Type: x; charset=' + charset + b'\\n"\n\n' + rest
    try:
        found = po_file.read(data, "x.po").messages
    except BrokenInputError:
        return
    assert all(
        len(message.strings) == 1 or message.plural is not None for message in found
    )


OBSOLETE = (
    '# About the first.\n#~ msgid "a"\n#~ msgstr "b"\n'
    '\n#~ msgctxt "c"\n#~ msgid "d\\n"\n#~ msgstr ""\n#~ "e\\n"\n#~ "f"\n'
)


def test_obsolete_entries_are_kept_with_what_is_said_of_them() -> None:
    header = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n'
    entry = '# Of this one.\nmsgid "g"\nmsgstr "h"\n'
    text = f"# A title.\n{header}\n{entry}\n{OBSOLETE}"
    read = po_file.read(text.encode(), "a.po")
    assert read.title == ("A title.",)
    assert [entry.id for entry in read.messages] == ["g"]
    assert [(old.context, old.id, old.strings) for old in read.obsolete] == [
        (None, "a", ("b",)),
        ("c", "d\n", ("e\nf",)),
    ]
    assert po_file.write(read) == text


def test_what_is_wrong_with_an_obsolete_entry_is_no_mistake() -> None:
    text = 'msgid "a"\nmsgstr "b"\n#~ nonsense\n#~ msgid "c"\nmsgid "d"\nmsgstr "e"\n'
    read = po_file.read(text.encode(), "a.po")
    assert [entry.id for entry in read.messages] == ["a", "d"]
