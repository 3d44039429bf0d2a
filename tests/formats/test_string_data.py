"""Tables of texts, read as PowerShell and .NET read them."""

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.formats.string_data import TextEntry, read_string_data

TABLE = "# Only add new pairs\r\nConvertFrom-StringData @'\r\n###PSLOC\r\n%s\r\n'@\r\n"


def texts(lines: str) -> list[tuple[str, str]]:
    return [(one.key, one.text) for one in read_string_data(TABLE % lines, "a.psd1")]


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("A_Title = Text", ("A_Title", "Text")),
        ("  A =  x = y # no remark  ", ("A", "x = y # no remark")),
        ("A = ", ("A", "")),
        (r"A = C:\\Temp\nnext\tend", ("A", "C:\\Temp\nnext\tend")),
        (r"A = \u00e9\x41\cI\101\{\#", ("A", "éA\tA{#")),
        (r"A = \u0020x\u0020", ("A", " x ")),
        (r"A = \ud83d\udc4d!", ("A", "👍!")),
        ("A = 'quoted' “text” $x `n {0}", ("A", "'quoted' “text” $x `n {0}")),
    ],
)
def test_a_line_is_cut_at_its_first_equals_sign_and_unescaped(
    line: str, pair: tuple[str, str]
) -> None:
    assert texts(line) == [pair]


def test_remarks_and_other_code_are_no_texts() -> None:
    assert texts("# A = x\n\n#\n") == []
    assert read_string_data("@{ A = 'x' }", "a.psd1") == []


def test_a_text_knows_its_line_in_every_table_of_a_file() -> None:
    two = 'x\ndata t { ConvertFrom-StringData -StringData @"\nA = 1\n"@ }\n'
    two = two.replace(" }", "\n}") + "convertfrom-stringdata @'\nA = 2\n'@\n"
    assert read_string_data(two, "a.psd1") == [
        TextEntry("A", "1", 3),
        TextEntry("A", "2", 7),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("no text", "neither “key = text” nor a remark"),
        (r"A = C:\Temp", r"“\T” is no escape that .NET knows"),
        ("A = x\\", "“\\” is no escape"),
        (r"A = x\ud83d", "half a character"),
        (r"A = \udc4d\ud83d", "half a character"),
        ("A = 1\na = 2", "“a” is on line 4 already; PowerShell takes no key twice"),
    ],
)
def test_what_powershell_refuses_is_told_with_its_line(line: str, message: str) -> None:
    with pytest.raises(BrokenInputError) as caught:
        texts(line)
    expected = 3 + line.count("\n") + 1
    assert str(caught.value).startswith(f"a.psd1:{expected}:1: ")
    assert message in str(caught.value)
