from pathlib import Path

import pytest
from exchange_helpers import bpa, make_project, whole_repository
from hypothesis import given
from hypothesis import strategies as st

from bpadocs.formats.markdown import parse
from bpadocs.project.tree import read_project
from bpadocs.rule.placeholders import names
from bpadocs.rule.provenance import State, states
from bpadocs.translators.pseudo import pseudo, pseudo_project

DETAILS = """\
Run `Get-VM` and see **the [page](a.md#b)**, https://example.org or &amp;.

- one item

> [!TIP]
> Careful.

| a | b |
|---|---|
| c | `d` |

```powershell
Get-VM
```
"""


def test_plain_text() -> None:
    assert (
        pseudo("Volumes {volumes} are full", markup=False)
        == "⟦Ṽöĺúɱéš {volumes} áŕé ƒúĺĺ · öñé ťŵö⟧"
    )


def test_markdown_keeps_its_shape() -> None:
    disguised = pseudo(DETAILS, markup=True)
    before, after = parse(DETAILS), parse(disguised)
    assert [block.kind for block in after.blocks] == [
        block.kind for block in before.blocks
    ]
    for kind in ("code", "link"):
        assert [(x.target, x.kind) for x in after.of(kind)] == [
            (x.target, x.kind) for x in before.of(kind)
        ]
    assert "`Get-VM`" in disguised
    assert "```powershell\nGet-VM\n```" in disguised
    assert "> [!TIP]\n> ⟦Çáŕéƒúĺ." in disguised
    assert "https://example.org" in disguised
    assert "&amp;" in disguised


@given(
    st.text(
        st.characters(codec="ascii", categories=["L", "N", "Zs"]), min_size=1
    ).filter(str.strip)
)
def test_it_is_about_two_fifths_longer(text: str) -> None:
    disguised = pseudo(text, markup=False)
    assert len(text) * 1.3 <= len(disguised) <= len(text) * 1.4 + 3


@given(
    st.lists(
        st.sampled_from(
            [
                *"*_`[]()<>!|#->\n ",
                "ab",
                "b.md",
                "**",
                "](",
                "\n\n",
                "- ",
                "1. ",
                "```\n",
            ]
        )
    ).map("".join)
)
def test_any_markdown(text: str) -> None:
    pseudo(text, markup=True)


def test_every_text_of_this_repository(tmp_path: Path) -> None:
    project = read_project(whole_repository(tmp_path / "project"))
    for rule in pseudo_project(project).rules:
        assert set(states(rule, "qps-ploc").values()) == {State.CURRENT}
        for name, english in rule.english.items():
            text = rule.field("qps-ploc", name)
            assert text is not None
            assert isinstance(text, str) == isinstance(english, str)
            if isinstance(english, str) and isinstance(text, str):
                assert list(names(text)) == list(names(english))
                shapes = [
                    [block.kind for block in parse(one).blocks]
                    for one in (english, text)
                ]
                assert shapes[0] == shapes[1], (rule.id, name)


def test_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path / "project")
    plain = bpa("build", project=project)
    assert plain[0] == 0
    before = {
        path
        for path in (project / "build").rglob("*")
        if path.is_file() and ".cache" not in path.parts
    }
    code, out, _ = bpa("build", "--pseudo", project=project)
    assert code == 0
    assert "files in qps-ploc" in out
    page = (
        project / "build" / "docs" / "qps-ploc" / "storage" / "Free-space.md"
    ).read_text("utf-8")
    assert '# <a name="volumes-need-free-space"></a>⟦Ṽöĺúɱéš ñééđ ƒŕéé šƥáçé' in page
    assert "|**⟦Šéṽéŕíťý · ö⟧**|" in page
    assert "\\<⟦ĺíšť öƒ ṽöĺúɱéš" in page
    assert (
        project / "build" / "messages" / "qps-ploc" / "LC_MESSAGES" / "bpadocs.mo"
    ).exists()
    assert bpa("build", project=project)[0] == 0
    assert {
        path
        for path in (project / "build").rglob("*")
        if path.is_file() and ".cache" not in path.parts
    } == before
