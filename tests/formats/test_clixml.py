"""Objects as PowerShell writes them."""

import pytest

from bpadocs.formats.clixml import clixml_objects, converted_objects
from bpadocs.formats.xml import read_xml


def clixml(inner: str) -> list[object]:
    return clixml_objects(read_xml(f"<Objs>{inner}</Objs>".encode(), "x"))


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("<S>a_x000D__x000A_b_x005F_x0041_</S>", "a\r\nb_x0041_"),
        ("<S>_xD83D__xDE00_</S>", "😀"),
        ("<S>_xD83D_</S>", "\ud83d"),
        ("<Nil/>", None),
        ("<B>true</B>", True),
        ("<U32>12</U32>", 12),
        ("<I32>twelve</I32>", "twelve"),
        ("<DT>2020-01-01T00:00:00</DT>", "2020-01-01T00:00:00"),
        ("<Obj><ToString>Error</ToString><I32>2</I32></Obj>", "Error"),
        (
            "<Obj><MS><S N='A'>x</S></MS><Props><S N='B'>y</S></Props></Obj>",
            {"B": "y", "A": "x"},
        ),
        (
            "<Obj><DCT><En><S N='Key'>k</S><I32 N='Value'>1</I32></En></DCT></Obj>",
            {"k": 1},
        ),
    ],
)
def test_a_value_is_what_json_has_for_it(element: str, value: object) -> None:
    assert clixml(element) == [value]


def test_a_list_is_its_objects_and_a_reference_the_text_of_what_it_refers_to() -> None:
    inner = (
        '<Obj RefId="0"><LST><Obj RefId="1"><ToString>Error</ToString></Obj>'
        '<Ref RefId="1"/><Ref RefId="9"/></LST></Obj>'
    )
    assert clixml(inner) == ["Error", "Error", ""]


def test_convertto_xml_has_types_as_words() -> None:
    xml = (
        '<Objects><Object Type="R"><Property Name="N" Type="System.UInt32">3</Property>'
        '<Property Name="B" Type="System.Boolean">True</Property>'
        '<Property Name="L" Type="System.Object[]"><Property Type="System.String">a</Property>'
        '<Property Type="System.String">b</Property></Property></Object></Objects>'
    )
    assert converted_objects(read_xml(xml.encode(), "x")) == [
        {"N": 3, "B": True, "L": ["a", "b"]}
    ]
