"""Files of results: what they are is found out, and what is none is told with its place."""

from pathlib import Path

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.results import read
from bpadocs.results.read import read_results

NAMESPACE = 'xmlns="http://schemas.microsoft.com/powershell/2004/04"'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><Objs>&b;</Objs>'
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Objs>&a;</Objs>'


def results_in(tmp_path: Path, content: bytes) -> list[dict[str, object]]:
    path = tmp_path / "results"
    path.write_bytes(content)
    data: list[dict[str, object]] = read_results(str(path)).data
    return data


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_windows_powershell_may_have_written_it(tmp_path: Path, encoding: str) -> None:
    xml = (
        '<?xml version="1.0" encoding="utf-16"?>\r\n<Objects><Object Type="R">'
        '<Property Name="Problem" Type="System.String">é</Property></Object></Objects>'
    )
    assert results_in(tmp_path, xml.encode(encoding)) == [{"Problem": "é"}]
    table = '"Problem";"Impact"\r\n"é";"a\r\nb"\r\n'
    assert results_in(tmp_path, table.encode(encoding)) == [
        {"Problem": "é", "Impact": "a\r\nb"}
    ]
    text = '{"Problem": "é"}'
    assert results_in(tmp_path, text.encode(encoding)) == [{"Problem": "é"}]


def test_a_list_may_be_wrapped_or_empty(tmp_path: Path) -> None:
    wrapped = b'{"value": [{"Problem": "x"}], "Count": 1}'
    assert results_in(tmp_path, wrapped) == [{"Problem": "x"}]
    assert results_in(tmp_path, b"[]") == []


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1:1: the file is empty"),
        (b"  \n", "1:1: the file is empty"),
        (b'{"a": 1}', "1:1: no results of a checker: neither those of"),
        (b"[1, 2]", "1:1: no results of a checker: neither those of"),
        (b'[{"Problem": oops}]', "1:14: not JSON: Expecting value"),
        (b'[{"Problem": NaN}]', "1:1: not JSON: NaN is no number"),
        (b"[" * 100_000, "1:1: cannot be read: it is nested too deeply"),
        (
            b'[{"Problem": ' + b"[" * 200 + b"]" * 200 + b"}]",
            "1:1: cannot be read: nested more than 100 deep",
        ),
        (b'{"a": "\xff"}', "1:1: neither UTF-8 nor UTF-16; write it with"),
        (b"\xff\xfea", "1:1: neither UTF-8 nor UTF-16; write it with"),
        (b"<Objs>", "1:7: not XML: no element found"),
        (b"<html/>", "its root element is “html”, not Objs (Export-Clixml) or Objects"),
        (BOMB.encode(), "a document type (DOCTYPE) is not accepted"),
        (EXTERNAL.encode(), "a document type (DOCTYPE) is not accepted"),
        (b"<a>" * 200, "elements are nested more than 100 deep"),
        (
            b'"Problem","Impact"\n"x"\n',
            "row 2 has 1 values, the heading on line 1 has 2",
        ),
        (b'"Problem","Impact"\n"x","y', "not CSV as Export-Csv writes it"),
        (b"Dear all,\nnothing was found.\n", "1:1: no results of a checker"),
    ],
)
def test_what_is_no_result_is_told_with_its_place(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "results"
    path.write_bytes(content)
    with pytest.raises(BrokenInputError) as caught:
        read_results(str(path))
    assert f"{path}:" in str(caught.value)
    assert message in str(caught.value)


def test_an_xml_file_of_countless_elements_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "MOST_ELEMENTS", 50)
    path = tmp_path / "results"
    path.write_bytes(b"<Objs>" + b"<Nil/>" * 60 + b"</Objs>")
    with pytest.raises(BrokenInputError, match="more than 50 elements"):
        read_results(str(path))


def test_objects_that_refer_to_one_another_stay_small(tmp_path: Path) -> None:
    """A list of two references to a list of two references … would have no end."""
    inner = "".join(
        f'<Obj N="O{place}" RefId="{place}"><LST><Ref RefId="{place - 1}"/>'
        f'<Ref RefId="{place - 1}"/></LST></Obj>'
        for place in range(1, 60)
    )
    xml = (
        f'<Objs {NAMESPACE}><Obj RefId="0"><MS><S N="Problem">x</S>{inner}</MS></Obj>'
        "</Objs>"
    )
    (record,) = results_in(tmp_path, xml.encode())
    assert record["O59"] == ["", ""]
