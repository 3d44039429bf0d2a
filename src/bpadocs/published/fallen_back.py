"""Find what a page has in the language of the source, for want of a translation.

A build writes a mark before each such text, and at the top of the page what the mark means. These
texts are not translated, and that is all there is to say of them: blanks stand in their place, on
the page and on the English that it is compared with. No place of the page moves by that.
"""

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from bpadocs.pages.index import is_index, link_text
from bpadocs.pages.published import FallenBack, Page, PageSection, RulePage, Span
from bpadocs.published.folder import PageKind
from bpadocs.published.observed import incomplete
from bpadocs.published.reader import lines_of
from bpadocs.published.subjects import PLACEHOLDER, argument_name, furniture
from bpadocs.published.texts import is_in_italics, placed_paragraphs
from bpadocs.rule.model import SECTIONS
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import UNTRANSLATED

_HEAD: Final = ("title", "description")
"""The keys of the front matter that are translated; no mark stands there."""
_DETAILS: Final = "_details"
_ARGUMENTS: Final = "arguments."
_NO_WORD: Final = "x"
_EMPHASIS: Final = "*_ "
_ON_A_LINE: Final = re.compile(r"[^\n]")


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
        if marks.notice not in page.text:
            return page
        return _rule_page(page, english, marks)
    if is_index(page):
        return _index(page, english, marks)
    return page


def with_head_like(page: Page, before: Page) -> Page:
    """Return a translation with what its front matter has of the English that it was made from.

    There stands no mark: where the English has changed since, only the older one tells.
    """
    if not isinstance(page, RulePage) or not isinstance(before, RulePage):
        return page
    known = {one.field for one in page.fallen_back}
    if not known:
        return page
    head = _front_matter(page, before, is_marked="heading" in known)
    more = [one for one in head if one.field not in known]
    return replace(page, fallen_back=(*page.fallen_back, *more))


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
        text = _without_english(english, page)
    else:
        lines = [one.word for one in page.fallen_back if one.word]
        text = _filled(english.text, _lines_like(lines, english))
    return replace(english, text=text)


# Blanks


def _filled(text: str, spans: Iterable[Span], letter: str = " ") -> str:
    """Return a text with as many blanks, or other letters, in the place of these stretches."""
    letters = list(text)
    for span in spans:
        filling = _ON_A_LINE.sub(letter, text[span.start : span.end])
        letters[span.start : span.end] = filling
    return "".join(letters)


def _with_blanks(text: str, found: Iterable[FallenBack]) -> str:
    """Return the text of a page without what has fallen back.

    A label has letters in its place that are no word: its brackets are not to be empty.
    """
    labels, others = _labels_and_others(found)
    text = _filled(text, [one.span for one in labels], _NO_WORD)
    return _filled(text, [one.span for one in others if one.field not in _HEAD])


def _labels_and_others(
    found: Iterable[FallenBack],
) -> tuple[list[FallenBack], list[FallenBack]]:
    labels: list[FallenBack] = []
    others: list[FallenBack] = []
    for one in found:
        kind = labels if one.field.startswith(_ARGUMENTS) else others
        kind.append(one)
    return labels, others


# The page of a rule


def _rule_page(page: RulePage, english: RulePage, marks: Marks) -> RulePage:
    notices = list(_notices(page, marks.notice))
    page = _without(page, [one.span for one in notices])
    found = [
        *notices,
        *_head(page, english, marks.mark),
        *_shared_words(page, marks.mark),
        *_texts(page, english, marks.mark),
    ]
    # Those within another text that has fallen back are told with it.
    found += list(_labels(page, found, marks.mark))
    text = _with_blanks(page.text, found)
    return replace(page, text=text, fallen_back=tuple(found))


def _notices(page: RulePage, notice: str) -> Iterator[FallenBack]:
    """Yield where a page says what the mark means: that is no text of the English at all."""
    for block in (*page.intro, *page.note):
        if notice in page.slice(block):
            yield FallenBack("notice", block, is_told=False)


def _without(page: RulePage, blocks: Sequence[Span]) -> RulePage:
    """Return a page without these blocks above and below its table."""
    intro = [block for block in page.intro if block not in blocks]
    note = [block for block in page.note if block not in blocks]
    return replace(page, intro=tuple(intro), note=tuple(note))


def _head(page: RulePage, english: RulePage, mark: str) -> Iterator[FallenBack]:
    """Yield the heading if it is marked, and what the front matter has of the English."""
    is_marked = _is_marked(page.slice(page.heading.span), mark)
    if is_marked:
        yield FallenBack("heading", page.heading.span)
    yield from _front_matter(page, english, is_marked=is_marked)


def _front_matter(
    page: RulePage, english: RulePage, *, is_marked: bool
) -> Iterator[FallenBack]:
    """Yield what the front matter has of the English; of the title, a marked heading tells, too."""
    if not _title_is_heading(english):
        yield from _like_the_english("title", page, english)
    elif is_marked:
        # The two are one text, of which the heading tells.
        yield from _like_the_english("title", page, english, is_told=False)
    yield from _like_the_english("description", page, english)


def _title_is_heading(page: RulePage) -> bool:
    title = page.entry("title")
    if title is None:
        return False
    heading = page.slice(page.heading.span)
    return title.value.split() == heading.split()


def _like_the_english(
    name: str, page: Page, english: Page, *, is_told: bool = True
) -> Iterator[FallenBack]:
    """Yield a text of the front matter, where no mark is, if it says what the English says."""
    own = page.entry(name)
    other = english.entry(name)
    if own is None or other is None:
        return
    if own.value.strip() and own.value == other.value:
        yield FallenBack(name, own.value_span, is_told=is_told)


def _shared_words(page: RulePage, mark: str) -> Iterator[FallenBack]:
    """Yield the words between the heading and the first section, and the headings of sections."""
    for name, span in _places_of_words(page):
        written = page.slice(span)
        if _is_marked(written, mark):
            words = written.replace(mark, "", 1)
            words = words.strip(_EMPHASIS)
            yield FallenBack(name, span, " ".join(words.split()))


def _places_of_words(page: RulePage) -> Iterator[tuple[str, Span]]:
    for name, span in furniture(page):
        if name != "heading":
            yield name, span
    for section in page.sections:
        yield f"section.{section.name}", section.heading.span


def _texts(page: RulePage, english: RulePage, mark: str) -> Iterator[FallenBack]:
    """Yield the texts of the sections that are marked."""
    see_also = page.section("see_also")
    for name in SECTIONS:
        section = page.section(name)
        if section is None:
            continue
        paragraphs = _paragraphs(page.text, section.body)
        if name == SECTIONS[-1] and see_also and _ends_with(paragraphs, mark):
            # The mark of a See Also stands above its heading.
            above = paragraphs.pop()
            end = max(see_also.heading.line.end, see_also.body.end)
            yield FallenBack("see_also", Span(above.span.start, end))
        count = _count_of_ui(english, name)
        yield from _parts(name, paragraphs, count, mark)


class _Paragraph(NamedTuple):
    """A paragraph of a section, and its place on the page."""

    text: str
    span: Span


def _ends_with(paragraphs: Sequence[_Paragraph], mark: str) -> bool:
    return bool(paragraphs) and paragraphs[-1].text == mark


def _parts(
    name: str, paragraphs: Sequence[_Paragraph], count: int, mark: str
) -> Iterator[FallenBack]:
    """Yield the UI text of a section and its details, where they are marked.

    The UI text is as long as that of the English, which it is, and at most all above the details.
    """
    texts = [paragraph.text for paragraph in paragraphs]
    start = len(texts)
    if mark in texts:
        start = texts.index(mark)
    ui = paragraphs[:start][: max(count, 1)]
    details = paragraphs[start:]
    if ui and _is_marked(ui[0].text, mark):
        yield FallenBack(name, _from_to(ui))
    if details:
        yield FallenBack(f"{name}{_DETAILS}", _from_to(details))


def _from_to(paragraphs: Sequence[_Paragraph]) -> Span:
    first, last = paragraphs[0].span, paragraphs[-1].span
    return Span(first.start, last.end)


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
        if is_in_italics(paragraph.text):
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
    words = text.lstrip(_EMPHASIS)
    if not words.startswith(mark):
        return False
    # `[English](…)` is a link.
    behind = words[len(mark) :]
    return not behind or behind[0].isspace()


# The English of it


def _without_english(english: RulePage, page: RulePage) -> str:
    """Return the text of an English page without the English of what has fallen back."""
    labels, others = _labels_and_others(page.fallen_back)
    words = {one.word for one in labels}
    text = _filled(english.text, _labels_like(words, english), _NO_WORD)
    # The blanks come last: a text that has fallen back may have such a label.
    spans = [span for one in others for span in _english_of(one, english, page)]
    return _filled(text, spans)


def _labels_like(labels: Container[str], english: RulePage) -> Iterator[Span]:
    """Yield where the sections of an English page have the labels of these arguments."""
    for section in english.sections:
        body = section.body
        for match in PLACEHOLDER.finditer(english.text, body.start, body.end):
            if match[1].strip() in labels:
                yield Span(match.start(1), match.end(1))


def _english_of(one: FallenBack, english: RulePage, page: RulePage) -> Iterator[Span]:
    """Yield where the English page has what has fallen back on a translation."""
    words = dict(_places_of_words(english))
    name = one.field.removesuffix(_DETAILS)
    section = english.section(name)
    if one.field == "heading":
        yield english.heading.span
    elif one.field in words:
        yield words[one.field]
    elif section is not None and name == "see_also":
        heading = section.heading.span
        yield Span(heading.start, max(heading.end, section.body.end))
    elif section is not None:
        for paragraph in _part_of(section, one, english, page):
            yield paragraph.span


def _part_of(
    section: PageSection, one: FallenBack, english: RulePage, page: RulePage
) -> Sequence[_Paragraph]:
    """Return the paragraphs of an English section that are its UI text, or its details."""
    paragraphs = _paragraphs(english.text, section.body)
    count = _count_of_ui(english, section.name)
    if not one.field.endswith(_DETAILS):
        return paragraphs[:count]
    ours = page.section(section.name)
    start = ours.body.start if ours else one.span.start
    above = _paragraphs(page.written, Span(start, one.span.start))
    if len(above) > count:
        # Not all of the details: what is marked in their midst goes to the end of both.
        _, *marked = _paragraphs(page.written, one.span)
        count = max(count, len(paragraphs) - len(marked))
    return paragraphs[count:]


# The list of all rules


def _index(page: Page, english: Page, marks: Marks) -> Page:
    """Return the list of all rules without the lines that are the English ones behind a mark."""
    known = set(english.text[english.body :].split("\n"))
    found: list[FallenBack] = []
    for line in lines_of(page.text, page.body):
        original = _without_mark(page.slice(line), marks.mark)
        if original not in known:
            continue
        if original.startswith("# "):
            found.append(FallenBack("heading", line, original))
            for name in _HEAD:
                found += _like_the_english(name, page, english, is_told=False)
        else:
            # The pages of the rules tell of it.
            found.append(FallenBack("", line, original, is_told=False))
    if not found:
        return page
    text = _with_blanks(page.text, found)
    return replace(page, text=text, fallen_back=tuple(found))


def _without_mark(line: str, mark: str) -> str | None:
    """Return a line without its mark; None where it has none."""
    for written in (link_text(mark), mark):
        before, marked, behind = line.partition(f"{written} ")
        if marked:
            return before + behind
    return None


def _lines_like(lines: Sequence[str], page: Page) -> Iterator[Span]:
    """Yield where a page has these lines, each as often as it is given."""
    wanted = Counter(lines)
    for line in lines_of(page.text, page.body):
        written = page.slice(line)
        if wanted[written]:
            wanted[written] -= 1
            yield line
