"""Texts as HTML: all of Markdown, and nothing else."""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_helpers import BLOCK_PIECES, INLINE_PIECES, texts
from markupsafe import Markup, escape

from bpadocs.formats.markdown import Inline
from bpadocs.site import markup
from bpadocs.site.links import resolve
from bpadocs.site.markup import HtmlHeading, Surroundings, html_blocks, page_fragment

PAGES = {"hyper-v/backups": "hyper-v/Backups"}
AROUND = Surroundings(lambda target: resolve(target, "hyper-v", PAGES), str.upper)


def in_one(text: str) -> list[markup._TextPart]:
    return [markup._TextPart(0, text)]


def html(text: str) -> str:
    return str(page_fragment(text, AROUND).html)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>\n"),
        ("a<br>b<BR/>c", "<p>a<br>b<br>c</p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("- a\n\n- b", "<ul>\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ul>\n"),
        (
            "3. a\n   - b",
            '<ol start="3">\n<li>a<ul>\n<li>b</li>\n</ul>\n</li>\n</ol>\n',
        ),
        ("> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"),
        (
            "> [!NOTE]\n> a",
            '<div class="alert alert-note">\n<p class="alert-title">NOTE</p>\n<p>a</p>\n</div>\n',
        ),
        ("---", "<hr>\n"),
        ("a  \nb", "<p>a<br>\nb</p>\n"),
        ("5 &lt; 6 &amp; \\*", "<p>5 &lt; 6 &amp; *</p>\n"),
        ("![a picture](x.png)", '<p><span class="image">a picture</span></p>\n'),
    ],
)
def test_markdown_becomes_html(text: str, expected: str) -> None:
    assert html(text) == expected


def test_a_table_keeps_its_alignment() -> None:
    table = html("| a | b | c |\n|--:|:-:|-|\n| 1 \\| 2 | `x` | |")
    assert '<tr><th class="end">a</th><th class="centre">b</th><th>c</th></tr>' in table
    assert (
        '<tr><td class="end">1 | 2</td><td class="centre"><code>x</code></td><td></td></tr>'
        in table
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        '<div onclick="alert(1)">\nx</div>',
        '<a href="javascript:alert(1)">x</a>',
        '<a name="x" onclick="alert(1)">x</a>',
        '<br onmouseover="alert(1)">',
        "<!-- -->",
        "<svg/onload=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#10;script:alert(1))",
        "[x](&#1;javascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "[x](//example.com/x)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
    ],
)
def test_nothing_that_does_something_comes_out(text: str) -> None:
    out = html(text)
    assert "href" not in out.replace("&lt;a href", "")
    for tag in ("<script", "<img", "<div", "<svg", "<a ", "<br ", "<!--"):
        assert tag not in out


def test_html_is_shown_as_it_was_written() -> None:
    assert html("a <b>c</b>") == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"
    assert (
        html("<div>\nx<br></div>")
        == '<p class="as-written">&lt;div&gt;\nx<br>&lt;/div&gt;</p>\n'
    )


def test_the_anchors_of_pages_stay_anchors() -> None:
    assert html('<a name="kept"></a>x') == '<p><a id="kept"></a>x</p>\n'
    assert html('<a name="open">x') == '<p><a id="open">x</a></p>\n'


def test_headings_answer_to_the_names_of_the_english_ones() -> None:
    text = (
        '# <a name="t"></a>Titre\n\n### <a name="by-hand"></a>À la main\n\n## Ensuite'
    )
    fragment = page_fragment(text, AROUND)
    assert fragment.title == "Titre"
    assert '<h2 id="by-hand">À la main</h2>' in fragment.html, "no level is left out"
    assert '<h2 id="ensuite">Ensuite</h2>' in fragment.html
    assert fragment.headings == (
        HtmlHeading("by-hand", "À la main", 2),
        HtmlHeading("ensuite", "Ensuite", 2),
    )


def test_no_heading_below_the_title_stands_as_high_as_the_title() -> None:
    assert html("# Title\n\n# Another") == '<h2 id="another">Another</h2>\n'


ANY_TEXT = texts(
    *INLINE_PIECES, *BLOCK_PIECES, "- a\n  - ", "~~~\n", "[b]: c\n", "<!--"
)


@given(ANY_TEXT, ANY_TEXT, st.sampled_from(["\n\n## ", "\n## ", "\n\n### "]))
def test_a_page_that_is_read_in_parts_is_the_page(
    between: str, below: str, section: str
) -> None:
    page = f"\n# A title\n\n{between}{section}Issue\n{below}\n\n## Impact\n[b]"
    in_parts = page_fragment(page, AROUND)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_read_apart", in_one)
        assert in_parts == page_fragment(page, AROUND)


@given(
    texts(
        *BLOCK_PIECES, *INLINE_PIECES, "### ", "    ```\n", "   ```\n", "- ```\n", "a\n"
    )
)
@example("### |a\n|-|-|\n")
def test_blocks_that_are_read_in_parts_have_their_places(text: str) -> None:
    def places(piece: Inline, start: int) -> Markup:
        """Return a piece with its place in the text."""
        place = start + piece.start, start + piece.end
        return escape(f"{piece.text} {place}")

    around = replace(AROUND, is_excerpt=True, marked=places)
    in_parts = html_blocks(text, around)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_read_apart", in_one)
        assert in_parts == html_blocks(text, around)


def test_pages_share_what_does_not_differ() -> None:
    table = "|Severity|\n|-|\n|Error|"
    code = "1. a\n\n   ```\n   b\n\n   c\n   ```\n\n```sh\nd\n\ne\n```\n\n> f"
    page = f"\n# A\n\n{table}\n\n## B\n*C d.*\n\n\\<e>\n\nF\ng\n\n{code}\n\n## H\n"
    parts = markup._read_apart(page)
    own = ["# A", table, "## B", "*C d.*", "\\<e>", f"F\ng\n\n{code}", "## H"]
    assert [part.text for part in parts] == own
    for part in parts:
        assert page.startswith(part.text, part.start)


@pytest.mark.parametrize(
    "further", ["```", "~~~", "<!-- a", "    <b>", "[b]: c", "```\n  ```", "``` a`b"]
)
def test_what_may_reach_below_a_heading_is_read_in_one(further: str) -> None:
    page = f"{further}\n\n## Issue\n[b]"
    assert [part.text for part in markup._read_apart(page)] == [page]


def test_what_a_page_shows_in_english_says_so_to_readers_that_speak() -> None:
    page = (
        "# [en anglais] Back up\n\n## Problème\n[en anglais] *It is off.*\n\n\\<list>\n\n"
        "## Impact\n*Perdu.*\n\n[en anglais]\n\n## See also\n- a\n"
    )
    fragment = page_fragment(page, AROUND, "[en anglais]")
    assert fragment.title_lang == "en"
    english = '<div class="fallback" lang="en" dir="ltr">\n'
    assert str(fragment.html) == (
        '<h2 id="problème">Problème</h2>\n'
        f"{english}<p>[en anglais] <em>It is off.</em></p>\n<p>&lt;list&gt;</p>\n</div>\n"
        '<h2 id="impact">Impact</h2>\n<p><em>Perdu.</em></p>\n'
        f'{english}<p>[en anglais]</p>\n<h2 id="see-also">See also</h2>\n<ul>\n<li>a</li>\n</ul>\n</div>\n'
    )
    assert [heading.lang for heading in fragment.headings] == [None, None, "en"]


def test_a_picture_is_its_words_or_what_the_caller_makes_of_it() -> None:
    page = "# A\n\n![a *map*](map.webp) ![](x.webp)\n"
    words = '<span class="image">a *map*</span> <span class="image">x.webp</span>'
    assert page_fragment(page, AROUND).html == f"<p>{words}</p>\n"
    shown = replace(AROUND, picture=lambda piece: Markup(f"<img src={piece.target}>"))
    made = page_fragment(page, shown).html
    assert made == "<p><img src=map.webp> <img src=x.webp></p>\n"


def test_code_is_coloured_and_stays_the_same_text() -> None:
    out = html("```powershell\nGet-VM -Name '<x>' # all\n```")
    assert "<figcaption>PowerShell</figcaption>" in out
    assert '<span class="hl-nb">Get-VM</span>' in out
    assert "&lt;x&gt;" in out
    assert html("```nobody-knows\n<x>\n```").count("&lt;x&gt;") == 1


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("Backups.md", "../hyper-v/Backups.html"),
        ("backups.md#impact", "../hyper-v/Backups.html#impact"),
        ("../hyper-v/Backups.md", "../hyper-v/Backups.html"),
        ("#impact", "#impact"),
        ("../Elsewhere.md", None),
        ("../../../etc/passwd", None),
        ("/powershell/module", None),
        ("mailto:x@example.org", "mailto:x@example.org"),
        ("", None),
    ],
)
def test_links_lead_to_pages_of_the_site_or_nowhere(
    target: str, href: str | None
) -> None:
    assert resolve(target, "hyper-v", PAGES).href == href
