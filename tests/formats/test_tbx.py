"""TBX of every generation, as tools write it, and TBX that no one should trust."""

import time

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.formats.concepts import Concept, Standing, Terminology, TermWording
from bpadocs.formats.tbx import read_tbx, write_tbx

MARTIF = """\
<?xml version='1.0'?>
<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en-US"><text><body>
<termEntry id="1">
 <langSet xml:lang="en-US">
  <descripGrp><descrip type="definition">Where things are kept.</descrip></descripGrp>
  <ntig><termGrp><term id="t1">storage pool</term>
   <termNote type="partOfSpeech">Noun</termNote></termGrp></ntig>
 </langSet>
 <langSet xml:lang="fr-fr">
  <ntig><termGrp><term>pool de stockage</term></termGrp></ntig>
  <ntig><termGrp><term>groupe de disques</term>
   <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>
   <note>until 2012</note></termGrp></ntig>
 </langSet>
</termEntry></body></text></martif>
"""
TIG = """\
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1">
 <langSet xml:lang="en"><tig><term>storage <hi>pool</hi></term></tig></langSet>
 <langSet xml:lang="fr">
  <tig><term>pool de stockage</term>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
 </langSet>
</termEntry></body></text></martif>
"""
DCA = """\
<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="en">
<text><body><conceptEntry id="c1">
 <langSec xml:lang="en"><termSec><term>storage pool</term></termSec></langSec>
 <langSec xml:lang="fr_FR">
  <termSec><term>pool de stockage</term>
   <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
 </langSec>
</conceptEntry></body></text></tbx>
"""
DCT = """\
<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"
 xmlns:basic="http://www.tbxinfo.net/ns/basic" type="TBX-Basic" style="dct" xml:lang="en">
<text><body><conceptEntry id="c1">
 <min:subjectField>storage</min:subjectField>
 <langSec xml:lang="en"><termSec><term>open</term>
  <min:partOfSpeech>verb</min:partOfSpeech></termSec></langSec>
 <langSec xml:lang="fr">
  <termSec><term>ouvrir</term>
   <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec>
 </langSec>
</conceptEntry></body></text></tbx>
"""
OLD_MIN = """\
<TBX dialect="TBX-Min"><header><languages source="en" target="fr"/></header><body>
<entry id="1">
 <langGroup xml:lang="en"><termGroup><term>storage pool</term></termGroup></langGroup>
 <langGroup xml:lang="fr"><termGroup><term>pool</term>
  <termStatus>notRecommended</termStatus><note>too short</note></termGroup></langGroup>
</entry></body></TBX>
"""


def read(text: str) -> Terminology:
    return read_tbx(text.encode(), "x.tbx")


def words(text: str, language: str = "fr") -> list[tuple[str, Standing]]:
    (concept,) = read(text).concepts
    return [(word.text, word.standing) for word in concept.of(language)]


def test_microsofts_collection_is_read_with_its_document_type() -> None:
    assert words(MARTIF, "en") == [("storage pool", Standing.UNSTATED)]
    assert words(MARTIF) == [
        ("pool de stockage", Standing.UNSTATED),
        ("groupe de disques", Standing.FORBIDDEN),
    ]
    (concept,) = read(MARTIF).concepts
    english, forbidden = concept.of("en")[0], concept.of("fr")[1]
    assert (english.part_of_speech, forbidden.note) == ("noun", "until 2012")
    assert (english.line, forbidden.line) == (7, 12)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (TIG, [("pool de stockage", Standing.PREFERRED)]),
        (DCA, [("pool de stockage", Standing.ADMITTED)]),
        (DCT, [("ouvrir", Standing.FORBIDDEN)]),
        (OLD_MIN, [("pool", Standing.FORBIDDEN)]),
    ],
)
def test_each_dialect_says_the_same_in_its_own_elements(
    text: str, found: list[tuple[str, Standing]]
) -> None:
    assert words(text) == found


def test_a_term_in_parts_is_one_and_a_part_of_speech_may_be_an_element() -> None:
    assert words(TIG, "en") == [("storage pool", Standing.UNSTATED)]
    assert read(DCT).concepts[0].of("en")[0].part_of_speech == "verb"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("<term>pool de stockage</term>", "<term> </term>", 4, "an empty <term>"),
        ('xml:lang="fr"', "", 4, "<langSet> has no xml:lang"),
        ("preferredTerm-admn-sts", "lovely", 5, "the status “lovely” of a term is not"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line_and_the_rest_is_read(
    old: str, new: str, line: int, message: str
) -> None:
    assert old in TIG
    found = read(TIG.replace(old, new))
    assert len(found.concepts) == 1
    (problem,) = found.left_out
    assert problem.path == "x.tbx"
    assert line <= problem.line <= line + 1
    assert problem.message.startswith(message)
    assert "left out" in problem.message


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            "<tmx version='1.4'/>",
            1,
            "a TBX file begins with <tbx> or <martif>, and this",
        ),
        (TIG.replace("</tig>", ""), 3, "not XML: mismatched tag"),
        (TIG[:-20], 8, "not XML: unclosed token"),
        (
            MARTIF.replace("pool", "p&ouml;ol", 1),
            7,
            "the entity &ouml; is defined in a",
        ),
        (
            '<!DOCTYPE martif [<!ENTITY a "aaaa">]>\n' + TIG,
            1,
            "a document type (DOCTYPE) with declarations of its own is not accepted",
        ),
        (
            '<!DOCTYPE martif [<!ENTITY a SYSTEM "file:///etc/passwd">]>\n'
            + TIG.replace("pool", "&a;"),
            1,
            "a document type (DOCTYPE) with declarations of its own is not accepted",
        ),
        ("<tbx>" * 200, 1, "elements are nested more than 100 deep"),
    ],
)
def test_hostile_and_broken_files_are_refused_with_their_place(
    text: str, line: int, message: str
) -> None:
    with pytest.raises(BrokenInputError) as caught:
        read(text)
    (problem,) = caught.value.problems
    assert (problem.line, problem.message[: len(message)]) == (line, message)


def test_thousands_of_entries_take_seconds() -> None:
    entry = MARTIF[MARTIF.index("<termEntry") : MARTIF.index("</body>")]
    text = MARTIF.replace(entry, entry * 3_000)
    start = time.process_time()
    assert len(read(text).concepts) == 3_000
    assert time.process_time() - start < 5


def test_what_is_written_is_read_back_as_it_was() -> None:
    english = TermWording(text="R&D <pool>", line=1)
    french = TermWording(
        text="groupe", line=1, standing=Standing.FORBIDDEN, note="a “b” & c"
    )
    text = write_tbx([Concept(1, {"en": [english], "fr": [french]})], "en", "A & B")
    (concept,) = read(text).concepts
    assert concept.of("en")[0].text == "R&D <pool>"
    (word,) = concept.of("fr")
    assert (word.text, word.standing, word.note) == (
        "groupe",
        Standing.FORBIDDEN,
        "a “b” & c",
    )


def test_what_xml_cannot_hold_is_shown_in_its_place() -> None:
    english = TermWording(text="bell\x07", line=1)
    french = TermWording(text="cloche", line=1, note="\x00 or\ufffe")
    text = write_tbx([Concept(1, {"en": [english], "fr": [french]})], "en", "A")
    (concept,) = read(text).concepts
    assert concept.of("en")[0].text == "bell\ufffd"
    assert concept.of("fr")[0].note == "\ufffd or\ufffd"
