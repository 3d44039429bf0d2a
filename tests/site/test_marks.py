"""Findings in a text and below it."""

import re
from dataclasses import replace

from finding_helpers import finding
from markupsafe import Markup

from bpadocs.formats.markdown import parse
from bpadocs.lint.findings import Finding, Level
from bpadocs.site.marks import Marker, grouped, marks_in, remarks

TEXT = "L’adresse <b> IP 10 que la machine & 10"


def at(
    start: int, end: int, level: Level = Level.WARNING, message: str = "m"
) -> Finding:
    one = finding("numbers", 1, start + 1, level=level, message=message)
    return replace(one, start=start, end=end)


def marked(*found: Finding) -> Markup:
    marker = Marker(marks_in(TEXT, found, grouped(found)))
    return marker.source(TEXT, 0, len(TEXT), tokens=False)


def words_of(html: Markup) -> str:
    return Markup(re.sub("<[^>]*>", "", html)).unescape()


def test_a_mark_changes_nothing_of_the_text() -> None:
    html = marked(at(17, 19), at(10, 19, Level.ERROR, "other"))
    assert words_of(html) == TEXT
    assert html.count("<a class=") == 2, "overlapping spans are cut"
    assert 'aria-describedby="finding-1 finding-2"' in html
    assert 'class="mark error" href="#finding-2"' in html, "the worst first"


def test_each_mark_has_its_anchor_once() -> None:
    html = marked(at(17, 19), at(10, 19, Level.ERROR, "other"))
    assert re.findall(r'<span id="([^"]*)">', html) == ["mark-2", "mark-1"]


def test_a_mark_over_all_of_a_text_says_nothing() -> None:
    assert "<a" not in marked(at(0, len(TEXT)))
    assert "<a" not in marked(at(3, 3))


def test_findings_that_say_the_same_are_one_remark() -> None:
    found = [at(17, 19), at(37, 39), at(0, 2, Level.ERROR, "worse")]
    ids = grouped(found)
    shown = {mark.id for mark in marks_in(TEXT, found, ids)}
    said = remarks(found, ids, shown)
    assert [(one.message, one.count) for one in said] == [("worse", 1), ("m", 2)]
    assert said[1].marks == ("mark-1", "mark-1-1")
    where = said[1].file, said[1].line, said[1].column
    assert where == ("fr-fr/page.md", 1, 18)


def test_a_fix_is_shown_with_the_words_around_it() -> None:
    one = finding("apostrophes", 1, 1, fix="’")
    assert one.fix is not None
    text = "les services d'intégration sont là"
    place = text.index("'")
    edit = replace(one.fix, start=place, end=place + 1, field_text=text)
    fixed = replace(one, fix=edit)
    [said] = remarks([fixed], grouped([fixed]))
    assert said.fix is not None
    assert (said.fix.before, said.fix.after) == ("d'intégration", "d’intégration")


def test_what_is_rendered_is_marked_too() -> None:
    text = "Run **now** and `Get-VM` &amp; go"
    found = [at(text.index("Get"), text.index("Get") + 6)]
    marker = Marker(marks_in(text, found, grouped(found)))
    html = [
        marker.inline(text, inline)
        for block in parse(text).blocks
        for inline in block.inlines
        if inline.kind in ("code", "text")
    ]
    whole = Markup("").join(html)
    assert '<a class="mark warning" href="#finding-1"' in whole
    assert ">Get-VM</a>" in whole
    assert "id=" not in whole, "the source has the anchor"
    assert "&amp;amp;" not in whole
