"""Files that no tool has written: each is taken in part or refused, and nothing else happens to
anybody.
"""

import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from exchange_helpers import RULE, bpa, make_project, rule_file
from hypothesis import given
from hypothesis import strategies as st

from bpadocs.errors import BrokenInputError
from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.read_rule import read_rule
from bpadocs.project.tree import Project, read_project
from bpadocs.translators import po_import, xliff_import
from bpadocs.translators.incoming import take_in
from bpadocs.translators.returned import Terms
from bpadocs.translators.whole_file import refuse_whole
from bpadocs.words.languages import SHIPPED

READERS = {"po": po_import.read, "xliff": xliff_import.read}
TERMS = st.builds(
    Terms,
    language=st.sampled_from([None, "fr", "pl"]),
    reviewed=st.booleans(),
    force=st.booleans(),
)

PIECES = {
    "po": [
        *(
            "#, fuzzy\n",
            "#~ ",
            "#| ",
            "#. Exported: current 0000000000\n",
            "#. Stamp: ",
            "msgid ",
            "msgctxt ",
        ),
        *(
            'msgid_plural "x"\n',
            'msgstr[99] "x"\n',
            "msgstr[1] ",
            '""\n',
            '"\\x00"\n',
            '"\\777"\n',
        ),
        *("nplurals=1;", "plural=1/0;", "charset=utf-16"),
        *(
            "Language: pl\\n",
            "{volume}",
            "{",
            "}}",
            "\\",
            '"',
            "\r",
            "\0",
            "\x1b[2J",
            "\u202e",
            "\n\n",
        ),
    ],
    "xliff": [
        *(
            '<cp hex="0001"/>',
            '<cp hex="0000"/>',
            '<cp hex="FFFE"/>',
            '<cp hex="x"/>',
            '<ph id="1" dataRef="d1"/>',
        ),
        *(
            "<pc>",
            "</pc>",
            "<mrk>",
            "<target/>",
            "<source>x</source>",
            "<segment>",
            "<ignorable>",
            "<notes>",
        ),
        *(' state="final"', ' state="initial"'),
        *(
            "{volume}",
            "{",
            "&#8238;",
            "&#xD;",
            "&lt;",
            "]]>",
            "<![CDATA[x]]>",
            "<!-- x -->",
            "\n",
            " ",
            "\ufeff",
        ),
    ],
}


@cache
def project() -> tuple[Project, dict[str, bytes]]:
    """A project with French and without Polish, and what its exports are."""
    with TemporaryDirectory() as folder:
        root = make_project(Path(folder) / "project")
        files = {}
        for kind in READERS:
            for locale in ("fr", "pl"):
                _, text, _ = bpa(
                    kind, "export", "--locale", locale, "--all", project=root
                )
                files[kind + locale] = text.encode()
        return read_project(root), files


@st.composite
def mutated(draw: st.DrawFn, kind: str) -> bytes:
    """An export in which pieces are gone, doubled, moved or put in."""
    data = project()[1][kind + draw(st.sampled_from(["fr", "pl"]))].decode()
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from([0, 0, 1, 5, 40, 400])))
        piece = draw(
            st.sampled_from([*PIECES[kind], "", data[start:end] * 2])
            | st.text(max_size=3)
        )
        data = data[:start] + piece + data[end:]
    return data.encode("utf-8", "replace")


def bring_back(kind: str, data: bytes, terms: Terms) -> None:
    """What an import does, but for writing; what it would write must be a rule again."""
    now, _ = project()
    try:
        language, returned = READERS[kind](data, "x", now.settings.locales, terms)
        refuse_whole(
            now.rules, language, returned, "x", force=terms.force, languages=SHIPPED
        )
    except BrokenInputError as error:
        for problem in error.problems:
            assert problem.line >= 1
            assert problem.column >= 1
        return
    incoming = take_in(now, language, returned, terms)
    counted = (
        len(incoming.accepted)
        + incoming.unchanged
        + incoming.left.total()
        + len(incoming.refused)
    )
    assert counted == len(returned)
    for before, after in incoming.files.values():
        assert before == RULE or before == now.rules[0].source.text
        rule = now.rules[0]
        again, problems = read_rule(
            Source("x", after), rule.id, rule.product, now.settings.languages
        )
        assert again, problems
        after.encode()


@pytest.mark.parametrize("kind", READERS)
@given(st.data())
def test_mutated_exports(kind: str, data: st.DataObject) -> None:
    bring_back(kind, data.draw(mutated(kind)), data.draw(TERMS))


@pytest.mark.parametrize("kind", READERS)
@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_any_bytes(kind: str, data: bytes) -> None:
    bring_back(kind, data, Terms())


HEAD = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" trgLang="fr"><file id="f">'
UNIT = (
    '<unit id="u" name="storage/free-space#resolution">'
    '<segment state="translated"><source>Free some space.</source>'
)


@pytest.mark.parametrize(
    "number",
    [
        "110000",
        "FFFFFFFF",
        "999999999999",
        "D800",
        "DFFF",
        "",
        "no",
        "-1",
        "0x41",
        " 41",
        "1_0",
        "٤١",
    ],
)
def test_a_cp_that_is_no_character(tmp_path: Path, number: str) -> None:
    root = make_project(tmp_path / "project")
    before = rule_file(root).read_bytes()
    file = root / "x.xlf"
    file.write_text(
        f'{HEAD}{UNIT}\n<target>a<cp hex="{number}"/></target></segment></unit></file></xliff>',
        "utf-8",
    )
    code, out, err = bpa("xliff", "import", str(file), project=root)
    assert (code, out) == (2, "")
    assert err.startswith(
        f"{file}:2:1: <cp> has hex “{number}”, which is no character of Unicode\n"
    )
    assert rule_file(root).read_bytes() == before


def test_a_cp_that_is_a_character(tmp_path: Path) -> None:
    root = make_project(tmp_path / "project")
    file = root / "x.xlf"
    cp = '<cp hex="0001F600"/>'
    file.write_text(
        f"{HEAD}{UNIT}<target>Libérez {cp} de l’espace</target></segment></unit></file></xliff>",
        "utf-8",
    )
    assert bpa("xliff", "import", "--force", str(file), project=root)[0] == 0
    assert "Libérez 😀 de l’espace" in rule_file(root).read_text("utf-8")


PO_HEAD = 'msgid ""\nmsgstr "Language: fr\\n"\n\n'
PLURAL = 'msgctxt "storage/free-space#issue"\nmsgid "a"\nmsgid_plural "b"\n'


@pytest.mark.parametrize(
    "formula",
    ["nplurals=2; plural=1/n", "nplurals=2; plural=n", "nplurals=2; plural=n-9", "x"],
)
def test_a_plural_formula_that_names_no_form(tmp_path: Path, formula: str) -> None:
    root = make_project(tmp_path / "project")
    file = root / "x.po"
    head = f'msgid ""\nmsgstr "Language: fr\\nPlural-Forms: {formula};\\n"\n\n'
    file.write_text(f'{head}{PLURAL}msgstr[0] "c"\nmsgstr[1] "d"\n')
    code, _, err = bpa("po", "import", str(file), project=root)
    assert code == 2
    assert err.startswith(f"{file}:1:1: the header")


KNOWN = (
    'msgctxt "storage/free-space#title"\nmsgid "Volumes need free space"\nmsgstr ""\n\n'
)
LARGE = {
    "texts of unknown rules": KNOWN
    + "".join(
        f'msgctxt "storage/rule-{n:05}#title"\nmsgid "a"\nmsgstr "b"\n\n'
        for n in range(900)
    ),
    "unknown fields": KNOWN
    + "".join(
        f'msgctxt "storage/free-space#titl{n}"\nmsgid "a"\nmsgstr "b"\n\n'
        for n in range(900)
    ),
    "short lines": KNOWN + 'msgctxt "x#y"\nmsgid "a"\nmsgstr ""\n' + '"a"\n' * 12_000,
    "lines of something else": "garbage\n" * 6_000,
    "many headers": '"Content-Type: Content-Type: Content-Type: \n' * 1_200,
    "a long id": KNOWN + f'msgctxt "{"a" * 46_000}#title"\nmsgid "a"\nmsgstr "b"\n',
    "open quotes": '"' * 46_000,
}


@pytest.mark.parametrize("what", LARGE)
def test_46_kb_are_read_in_a_moment(what: str) -> None:
    now, _ = project()
    rules = tuple(
        replace(now.rules[0], id=f"storage/free-space-{number:05}")
        for number in range(200)
    )
    many = now._replace(rules=(*now.rules, *rules))
    start = time.process_time()
    try:
        language, returned = po_import.read(
            (PO_HEAD + LARGE[what]).encode(), "x.po", now.settings.locales
        )
        refuse_whole(
            many.rules, language, returned, "x.po", force=False, languages=SHIPPED
        )
    except BrokenInputError as error:
        told = len(error.problems)
    else:
        told = 1
        incoming = take_in(many, language, returned)
        assert len(incoming.refused) == len(returned) - 1
        assert incoming.left.total() == 1
    assert time.process_time() - start < 5
    assert told <= 10
