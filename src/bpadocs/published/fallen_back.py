"""Find what a page has in the language of the source, for want of a translation.

A build writes a mark before each such text, and at the top of the page what the mark means. These
texts are not translated, and that is all there is to say of them: blanks stand in their place, on
the page and on the English that it is compared with. No place of the page moves by that.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from bpadocs.pages.index import INDEX_PAGE, link_text
from bpadocs.pages.published import FallenBack, Page, PageSection, RulePage, Span
from bpadocs.published.folder import PageKind
from bpadocs.published.observed import incomplete
from bpadocs.published.reader import lines_of
from bpadocs.published.subjects import PLACEHOLDER, argument_name, furniture
from bpadocs.published.texts import placed_paragraphs
from bpadocs.rule.model import SECTIONS
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import UNTRANSLATED

_HEAD: Final = ("title", "description")
"""The keys of the front matter that are translated; no mark stands there."""
_DETAILS: Final = "_details"
_ARGUMENTS: Final = "arguments."
_EMPHASIS: Final = "*_ "
_ON_A_LINE: Final = re.compile(r"[^\n]")
# A paragraph of UI text: asterisks within it are escaped.
_IN_ITALICS: Final = re.compile(r"\*(?! )(?:[^*\\]|\\.)+\*", re.DOTALL)


class Marks(NamedTuple):
    """What a build writes on the pages of one language where a translation is missing."""

    mark: str
    """Stands before each text that is in the language of the source."""
    notice: str
    """Stands at the top of each page that has such texts."""


def marks_of(labels: Labels) -> Marks:
    """Return what a build writes on the pages of this language."""
    return Marks(labels.word("page", UNTRANSLATED).strip(), incomplete(labels))


def with_fallen_back(page: Page, english: Page, marks: Marks) -> Page:
    """Return a translation with what has fallen back to the source, and with blanks for it.

    A page that does not say at its top what the mark means is as it is: its brackets are text.
    """
    if isinstance(page, RulePage) and isinstance(english, RulePage):
        if marks.notice in page.text:
            return _rule_page(page, english, marks)
        return page
    if page.name == INDEX_PAGE:
        return _index(page, english, marks)
    return page


def as_written(page: PageKind) -> PageKind:
    """Return a page as it stands in the file, with what has fallen back."""
    if page.fallen_back:
        return replace(page, text=page.written, fallen_back=())
    return page


def english_beside(english: PageKind, page: Page) -> PageKind:
    """Return an English page with blanks for what has fallen back on this translation of it."""
    if not page.fallen_back:
        return english
    if isinstance(english, RulePage) and isinstance(page, RulePage):
        text = english.text
        for one in page.fallen_back:
            if one.field.startswith(_ARGUMENTS):
                text = _without_label(text, english, one.word)
            else:
                text = _filled(text, _english_of(one, english, page))
    else:
        words = [one.word for one in page.fallen_back if one.word]
        lines = _lines_like(words, english)
        text = _filled(english.text, lines)
    return replace(english, text=text)


# Blanks


def _filled(text: str, spans: Iterable[Span], letter: str = " ") -> str:
    """Return a text with as many blanks, or other letters, in the place of these stretches."""
    for span in spans:
        filling = _ON_A_LINE.sub(letter, text[span.start : span.end])
        text = text[: span.start] + filling + text[span.end :]
    return text


def _with_blanks(text: str, found: Iterable[FallenBack]) -> str:
    """Return the text of a page without what has fallen back.

    A label has letters in its place that are no word: its brackets are not to be empty.
    """
    for one in found:
        letter = "x" if one.field.startswith(_ARGUMENTS) else " "
        if one.field not in _HEAD:
            text = _filled(text, [one.span], letter)
    return text


# The page of a rule


def _rule_page(page: RulePage, english: RulePage, marks: Marks) -> RulePage:
    notices = [
        block
        for block in (*page.intro, *page.note)
        if marks.notice in page.slice(block)
    ]
    page = replace(
        page,
        text=_filled(page.text, notices),
        intro=tuple(block for block in page.intro if block not in notices),
        note=tuple(block for block in page.note if block not in notices),
    )
    found = [
        *_head(page, english, marks.mark),
        *_shared_words(page, marks.mark),
        *_texts(page, english, marks.mark),
    ]
    found += _labels(page, found, marks.mark)
    return replace(
        page,
        text=_with_blanks(page.text, found),
        fallen_back=tuple(found),
    )


def _head(page: RulePage, english: RulePage, mark: str) -> Iterator[FallenBack]:
    """Yield the heading if it is marked, and what the front matter has of the English."""
    is_marked = _is_marked(page.slice(page.heading.span), mark)
    if is_marked:
        yield FallenBack("heading", page.heading.span)
    title = english.entry("title")
    heading = english.slice(english.heading.span)
    is_heading = title is not None and title.value.split() == heading.split()
    for name in _HEAD:
        own, other = page.entry(name), english.entry(name)
        if own is None or other is None or own.value != other.value:
            continue
        if name == "title" and is_heading:
            # One text: as the heading is, so is the title.
            if is_marked:
                yield FallenBack(name, own.value_span, is_told=False)
        elif own.value.strip():
            yield FallenBack(name, own.value_span)


def _shared_words(page: RulePage, mark: str) -> Iterator[FallenBack]:
    """Yield the words between the heading and the first section, and the headings of sections."""
    for name, span in _places_of_words(page):
        written = page.slice(span)
        if _is_marked(written, mark):
            word = " ".join(written.replace(mark, "", 1).strip(_EMPHASIS).split())
            yield FallenBack(name, span, word)


def _places_of_words(page: RulePage) -> Iterator[tuple[str, Span]]:
    for name, span in furniture(page):
        if name != "heading":
            yield name, span
    for section in page.sections:
        yield f"section.{section.name}", section.heading.span


def _texts(page: RulePage, english: RulePage, mark: str) -> Iterator[FallenBack]:
    """Yield the texts of the sections that are marked."""
    see_also = page.section("see_also")
    for section in page.sections:
        paragraphs = _paragraphs(page.text, section.body)
        is_last = section.name == SECTIONS[-1]
        # The mark of a See Also stands above its heading.
        if is_last and see_also and paragraphs and paragraphs[-1].text == mark:
            end = max(see_also.heading.line.end, see_also.body.end)
            yield FallenBack("see_also", Span(paragraphs[-1].span.start, end))
            paragraphs = paragraphs[:-1]
        if section.name in SECTIONS and paragraphs:
            count = _count_of_ui(english, section.name)
            yield from _parts(section.name, paragraphs, count, mark)


class _Paragraph(NamedTuple):
    """A paragraph of a section, and its place on the page."""

    text: str
    span: Span


def _parts(
    name: str, paragraphs: Sequence[_Paragraph], count: int, mark: str
) -> Iterator[FallenBack]:
    """Yield the UI text of a section and its details, where they are marked.

    The UI text is as long as that of the English, which it is, and at most all above the details.
    """
    details = len(paragraphs)
    for number, paragraph in enumerate(paragraphs):
        if paragraph.text == mark:
            details = number
            break
    if details and _is_marked(paragraphs[0].text, mark):
        last = paragraphs[min(max(count, 1), details) - 1]
        yield FallenBack(name, Span(paragraphs[0].span.start, last.span.end))
    if details < len(paragraphs):
        start, end = paragraphs[details].span.start, paragraphs[-1].span.end
        yield FallenBack(name + _DETAILS, Span(start, end))


def _paragraphs(text: str, body: Span) -> list[_Paragraph]:
    found = []
    for written, offset in placed_paragraphs(text[body.start : body.end]):
        start = body.start + offset
        found.append(_Paragraph(written.strip(), Span(start, start + len(written))))
    return found


def _count_of_ui(english: RulePage, name: str) -> int:
    """Return how many paragraphs of UI text an English section begins with."""
    section = english.section(name)
    if section is None:
        return 0
    count = 0
    has_words = False
    for paragraph in _paragraphs(english.text, section.body):
        if _IN_ITALICS.fullmatch(paragraph.text):
            has_words = True
        elif not PLACEHOLDER.fullmatch(paragraph.text):
            break
        count += 1
    return count if has_words else 0


def _labels(
    page: RulePage, found: Sequence[FallenBack], mark: str
) -> Iterator[FallenBack]:
    """Yield the labels of arguments that are marked within texts that are translated."""
    label = re.compile(rf"(?<=\\<){re.escape(mark)} ([^<>\n]*?)(?=\\?>)")
    told: set[str] = set()
    for section in page.sections:
        for match in label.finditer(page.text, section.body.start, section.body.end):
            span = Span(match.start(), match.end())
            if any(one.span.start <= span.start < one.span.end for one in found):
                continue
            word = match[1].strip()
            yield FallenBack(
                field=f"{_ARGUMENTS}{argument_name(word)}.label",
                span=span,
                word=word,
                is_told=word not in told,
            )
            told.add(word)


def _is_marked(text: str, mark: str) -> bool:
    rest = text.lstrip(_EMPHASIS).removeprefix(mark)
    # `[English](…)` is a link.
    return len(rest) < len(text.lstrip(_EMPHASIS)) and not rest[:1].strip()


# The English of it


def _english_of(one: FallenBack, english: RulePage, page: RulePage) -> Iterator[Span]:
    """Yield where the English page has what has fallen back on a translation."""
    words = dict(_places_of_words(english))
    if one.field == "heading":
        yield english.heading.span
    elif one.field in words:
        yield words[one.field]
    elif one.field == "see_also":
        section = english.section("see_also")
        if section is not None:
            yield Span(
                section.heading.span.start,
                max(section.heading.span.end, section.body.end),
            )
    else:
        name = one.field.removesuffix(_DETAILS)
        theirs, ours = english.section(name), page.section(name)
        if theirs is not None and ours is not None:
            yield from _part_of(theirs, ours, one, english, page)


def _part_of(
    theirs: PageSection,
    ours: PageSection,
    one: FallenBack,
    english: RulePage,
    page: RulePage,
) -> Iterator[Span]:
    """Yield the paragraphs of an English section that are the UI text, or the details."""
    paragraphs = _paragraphs(english.text, theirs.body)
    count = _count_of_ui(english, theirs.name)
    part = paragraphs[:count]
    if one.field.endswith(_DETAILS):
        above = _paragraphs(page.written, Span(ours.body.start, one.span.start))
        if len(above) > count:
            # Not all of the details: what is marked in their midst goes to the end of both.
            inside = _paragraphs(page.written, one.span)
            count = max(count, len(paragraphs) - len(inside) + 1)
        part = paragraphs[count:]
    for paragraph in part:
        yield paragraph.span


def _without_label(text: str, english: RulePage, label: str) -> str:
    """Return the text of an English page with letters for a label that has fallen back."""
    spans = []
    for section in english.sections:
        body = section.body
        for match in PLACEHOLDER.finditer(text, body.start, body.end):
            if match[1].strip() == label:
                spans.append(Span(match.start(1), match.end(1)))
    return _filled(text, spans, "x")


# The list of all rules


def _index(page: Page, english: Page, marks: Marks) -> Page:
    """Return the list of all rules without the lines that are the English ones behind a mark."""
    english_lines = set(english.text[english.body :].split("\n"))
    found = []
    for line in lines_of(page.text, page.body):
        written = page.slice(line)
        for mark in (link_text(marks.mark), marks.mark):
            original = written.replace(f"{mark} ", "", 1)
            if original != written and original in english_lines:
                is_title = original.startswith("# ")
                # Of all others, the pages that they lead to tell.
                field = "heading" if is_title else ""
                found.append(FallenBack(field, line, original, is_told=is_title))
                if is_title:
                    found += _head_beside(page, english)
    if not found:
        return page
    return replace(page, text=_with_blanks(page.text, found), fallen_back=tuple(found))


def _head_beside(page: Page, english: Page) -> Iterator[FallenBack]:
    """Yield what the front matter has of the English; the finding on the heading tells of it."""
    for name in _HEAD:
        own, other = page.entry(name), english.entry(name)
        if own is not None and other is not None and own.value == other.value:
            yield FallenBack(name, own.value_span, is_told=False)


def _lines_like(lines: Sequence[str], page: Page) -> Iterator[Span]:
    """Yield where a page has these lines, each as often as it is given."""
    wanted = Counter(lines)
    for line in lines_of(page.text, page.body):
        written = page.slice(line)
        if wanted[written]:
            wanted[written] -= 1
            yield line
