"""A translated page as what a rule file says in its language."""

import re
from collections.abc import Mapping

from bpadocs.pages.front_matter import HASH_KEY, STAMP_KEYS
from bpadocs.pages.published import RulePage, Span
from bpadocs.published.english import Draft, front_matter_of
from bpadocs.published.observed import incomplete
from bpadocs.published.rule_data import TranslationData
from bpadocs.published.texts import (
    Fields,
    StructureDiffersError,
    tidy,
    translated_fields,
    without_anchors,
)
from bpadocs.rule.model import FIELDS, MADE_FROM, SECTIONS, Origin, Stamp
from bpadocs.rule.provenance import PAGE_HASH, fingerprint, format_stamp
from bpadocs.words.cldr import culture
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import UNTRANSLATED

_WORD = re.compile(r"\w+")
# A backslash that keeps a mark from being Markdown.
_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~])")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")


# Fields


def translation_fields(one: Draft, page: RulePage, labels: Labels) -> dict[str, str]:
    """Return the fields that the page has a translation of, in the order of a rule.

    Raises StructureDiffersError where text of the page would be lost.
    """
    mark = labels.word("page", UNTRANSLATED)
    notice = incomplete(labels)
    _refuse_extra_text(one.page, page, notice)
    fields = _title(one, page, mark)
    fields |= _description(one, page, notice)
    for name in SECTIONS:
        found = _section(one, page, name, mark)
        if found.ui:
            fields[name] = found.ui
        if found.details:
            fields[f"{name}_details"] = found.details
    fields |= _see_also(one, page, mark)
    return {name: fields[name] for name in FIELDS if name in fields}


def _refuse_extra_text(english: RulePage, page: RulePage, notice: str) -> None:
    """Refuse a page with text that no field and no shared word takes up: it would get lost."""
    if page.text[page.body : page.heading.line.start].strip():
        raise StructureDiffersError("it has text above its heading")
    intro = [block for block in page.intro if notice not in page.slice(block)]
    for place, own, other in (
        ("above", english.intro, intro),
        ("below", english.note, page.note),
    ):
        if len(other) > len(own):
            message = (
                f"it has {len(other)} paragraphs {place} the table where the English "
                f"has {len(own)}"
            )
            raise StructureDiffersError(message)


def _title(one: Draft, page: RulePage, mark: str) -> dict[str, str]:
    """Return title and heading. The title is translated where the heading is: it has no mark."""
    heading = page.slice(page.heading.span)
    if heading.startswith(mark):
        return {}
    if "heading" not in one.fields:
        return {"title": heading}
    title = page.entry("title")
    if title is None or not title.value.strip():
        return {"heading": heading}
    return {"title": title.value.strip(), "heading": heading}


def _description(one: Draft, page: RulePage, notice: str) -> dict[str, str]:
    description = page.entry("description")
    if (
        description is None
        or "description" not in one.fields
        or not description.value.strip()
    ):
        return {}
    text = description.value
    # where the notice says that English is left on the page, this may be part of it
    if notice in page.text and text == one.fields["description"]:
        return {}
    return {"description": text}


def _section(one: Draft, page: RulePage, name: str, mark: str) -> Fields:
    """Return what a section of the page says in the language; marked parts are English."""
    section = page.section(name)
    if section is None:
        raise StructureDiffersError(f"it has no section {name.title()}")
    # the mark of a See Also that is not translated comes above its heading, so at the end of this
    body = page.slice(section.body).removesuffix(mark)
    body, english = _without_marked(body, one.sections[name], mark)
    found = Fields(None, None)
    if body:
        found = translated_fields(body, english, one.arguments)
    lost = _lost(body, found)
    if lost:
        raise StructureDiffersError(
            f"“{lost}” in its section {name.title()} would be lost"
        )
    return found


def _see_also(one: Draft, page: RulePage, mark: str) -> dict[str, str]:
    section = page.section("see_also")
    if section is None:
        return {}
    if "see_also" not in one.fields:
        raise StructureDiffersError(
            "it has a section See Also, and the English has none"
        )
    above = page.section(SECTIONS[-1])
    if above is not None and page.slice(above.body).endswith(f"\n{mark}"):
        return {}
    whole = Span(section.heading.line.start, section.body.end)
    text = tidy(page.slice(whole))
    return {"see_also": without_anchors(text, one.fields["see_also"])}


def _without_marked(body: str, english: Fields, mark: str) -> tuple[str, Fields]:
    """Return a section without the parts that a build showed in English, and the others' English.

    The mark is at the beginning of such a part.
    """
    if mark not in body:
        return body, english
    pieces = [piece for piece in _BLANK_LINE.split(body) if piece.strip()]
    count = len(english.ui.split("\n\n")) if english.ui else 0
    kept: list[str] = []
    ui = details = None
    if _is_translated(pieces[:count], mark):
        ui = english.ui
        kept += pieces[:count]
    if _is_translated(pieces[count:], mark):
        details = english.details
        kept += pieces[count:]
    return "\n\n".join(kept), Fields(ui, details)


def _is_translated(pieces: list[str], mark: str) -> bool:
    return bool(pieces) and not pieces[0].startswith(mark)


def _lost(body: str, found: Fields) -> str:
    """Return a word of the section that is in none of its fields; empty where all are kept.

    Words of placeholders are not looked for.
    """
    texts = (found.ui or "", found.details or "")
    kept = set(_WORD.findall(" ".join(texts)))
    for paragraph in _BLANK_LINE.split(body):
        if "\\<" in paragraph or ">" in paragraph.partition("<")[2]:
            continue
        for word in _WORD.findall(_ESCAPE.sub("", paragraph)):
            if word not in kept and word.strip("_"):
                return str(word)
    return ""


# Front matter and stamps


def translation_data(
    one: Draft,
    page: RulePage,
    fields: Mapping[str, str],
    locale: str,
    *,
    is_current: bool,
) -> TranslationData:
    """Return the data of a page with these fields. `is_current`: it was made from this English."""
    return TranslationData(
        fields=fields,
        front_matter=_own_front_matter(one, page, locale, is_current=is_current),
        synced=_synced(one, page, fields, is_current=is_current),
    )


def _own_front_matter(
    one: Draft, page: RulePage, locale: str, *, is_current: bool
) -> dict[str, str]:
    """Return what the localized page has of its own.

    Values of an older English page give way to those of the English of now.
    """
    own = {}
    for key, value in front_matter_of(page).items():
        if _is_written_by_a_build(key, value, locale):
            continue
        differs = one.front_matter.get(key) != value
        is_own = key not in one.front_matter or (differs and is_current)
        if key in STAMP_KEYS or is_own:
            own[key] = value
    return own


def _is_written_by_a_build(key: str, value: str, locale: str) -> bool:
    if key == HASH_KEY:
        return PAGE_HASH.fullmatch(value) is not None
    return key == "ms.contentlocale" and value == culture(locale)


def _synced(
    one: Draft, page: RulePage, fields: Mapping[str, str], *, is_current: bool
) -> dict[str, str]:
    """Return the stamps of a page that was made from this English, and the hash it names."""
    written = {
        entry.key: entry.value for entry in page.front_matter if entry.key in STAMP_KEYS
    }
    synced = {}
    if is_current:
        by_machine = written.get("ms.translationtype", "").upper() == "MT"
        origin = Origin.MACHINE if by_machine else Origin.HUMAN
        for name, text in fields.items():
            if name in one.fields:
                stamp = Stamp(fingerprint(one.fields[name]), fingerprint(text), origin)
                synced[name] = format_stamp(stamp)
    made_from = written.get(HASH_KEY, "")
    if PAGE_HASH.fullmatch(made_from):
        synced[MADE_FROM] = made_from
    return synced
