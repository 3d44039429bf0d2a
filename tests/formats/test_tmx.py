"""TMX that we write is as the standard has it, and TMX of others is read."""

import io

import pytest
from lxml import etree

from bpadocs.errors import BrokenInputError
from bpadocs.formats.tmx import TmxUnit, read_tmx, write_tmx

DTD = """\
<!ELEMENT tmx (header, body)>
<!ATTLIST tmx version CDATA #REQUIRED>
<!ELEMENT header (note | ude | prop)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
 segtype (block | paragraph | sentence | phrase) #REQUIRED o-tmf CDATA #REQUIRED
 adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED
 o-encoding CDATA #IMPLIED creationdate CDATA #IMPLIED creationid CDATA #IMPLIED
 changedate CDATA #IMPLIED changeid CDATA #IMPLIED>
<!ELEMENT body (tu*)>
<!ELEMENT note (#PCDATA)> <!ELEMENT prop (#PCDATA)> <!ELEMENT ude EMPTY>
<!ELEMENT tu ((note | prop)*, tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED datatype CDATA #IMPLIED srclang CDATA #IMPLIED>
<!ELEMENT tuv ((note | prop)*, seg)>
<!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA)>
"""
"""What the document type of TMX 1.4b says of the elements that we write."""

OTHERS = """\
<?xml version="1.0"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header/><body>
<tu tuid="1">
 <tuv xml:lang="EN-US"><seg>Run <ph x="1">{n}</ph> <bpt i="1">**</bpt>now<ept i="1">**</ept>.</seg></tuv>
 <tuv xml:lang="fr_FR"><seg>Exécutez <ph x="1">{n}</ph> <bpt i="1">**</bpt>ici<ept i="1">**</ept>.</seg></tuv>
</tu>
<tu><tuv lang="en"><seg>One</seg></tuv><tuv lang="fr"><seg>Un</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Two</seg></tuv><tuv xml:lang="de"><seg>Zwei</seg></tuv></tu>
<tu><tuv><seg>Three</seg></tuv><tuv xml:lang="fr"/></tu>
</body></tmx>
"""


def test_what_is_written_is_valid_and_read_back_as_it_was() -> None:
    units = [
        TmxUnit("a#b", 1, "R&D <b> “x”\n\n- two\tlines\r\n", "é {n} & <c>\n"),
        TmxUnit('q"uote', 1, "One", "Un"),
    ]
    text = write_tmx(units, "en", "fr")
    document = etree.parse(io.BytesIO(text.encode()))
    dtd = etree.DTD(io.StringIO(DTD))
    assert dtd.validate(document), dtd.error_log
    found = read_tmx(text.encode(), "x.tmx", "en", "fr").units
    assert [(one.id, one.english, one.translation) for one in found] == [
        (one.id, one.english, one.translation) for one in units
    ]


def test_a_memory_with_a_namespace_is_read() -> None:
    text = OTHERS.replace("<tmx ", '<tmx xmlns="http://www.lisa.org/tmx14" ')
    units = read_tmx(text.encode(), "x.tmx", "en", "fr").units
    assert [one.translation for one in units] == ["Exécutez {n} **ici**.", "Un"]


def test_codes_of_others_are_the_text_they_stand_for() -> None:
    found = read_tmx(OTHERS.encode(), "x.tmx", "en", "fr")
    assert [(one.line, one.english, one.translation) for one in found.units] == [
        (4, "Run {n} **now**.", "Exécutez {n} **ici**."),
        (8, "One", "Un"),
    ]
    assert [str(problem) for problem in found.left_out] == [
        "x.tmx:10:1: <tuv> has no xml:lang; it is left out",
        "x.tmx:10:1: <tuv> has no <seg>; it is left out",
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<xliff/>", "a TMX file begins with <tmx>, and this one with <xliff>"),
        (OTHERS.replace("fr", "it"), "no text is in en and in fr; the file has en-us"),
        ("<tmx><body>", "not XML: "),
        (
            '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx/>',
            "a document type (DOCTYPE) with declarations of its own is not accepted",
        ),
    ],
)
def test_what_is_no_memory_of_the_language_is_refused(text: str, message: str) -> None:
    with pytest.raises(BrokenInputError) as caught:
        read_tmx(text.encode(), "x.tmx", "en", "fr")
    assert message in str(caught.value)
