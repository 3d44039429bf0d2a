"""Texts of .NET resources."""

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.formats.resx import read_resx
from bpadocs.formats.string_data import TextEntry

RESX = b"""<?xml version="1.0" encoding="utf-8"?>
<root>
<resheader name="version"><value>2.0</value></resheader>
<data name="A_Title" xml:space="preserve"><value>a &lt; b\n c</value><comment>x</comment></data>
<data name="Icon" type="System.Drawing.Icon"><value>AAA=</value></data>
</root>
"""


def test_texts_have_their_lines_and_pictures_are_none() -> None:
    assert read_resx(RESX, "a.resx") == [TextEntry("A_Title", "a < b\n c", 4)]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<other/>", "its root element is “other”, not “root”"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><root/>", "a document type (DOCTYPE)"),
    ],
)
def test_other_xml_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(BrokenInputError) as caught:
        read_resx(content, "a.resx")
    assert message in str(caught.value)
