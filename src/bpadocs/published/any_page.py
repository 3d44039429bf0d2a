"""Read any Markdown page: a rule page with its furniture, others by their headings."""

import re
from collections.abc import Mapping

from bpadocs.pages.published import FrontMatterEntry, Page, RulePage
from bpadocs.published.front_matter import read_front_matter
from bpadocs.published.profiles import BPA, profiles
from bpadocs.published.reader import (
    decode,
    hashes_of_text,
    headings_of,
    lines_of,
    read_text,
)
from bpadocs.published.unreadable import NoRulePageError
from bpadocs.published.wording import Hints

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?!---)")
_MARKS_OF_FRONT_MATTER = ("---", "+++")
"""The lines around a front matter in YAML and in TOML."""


def read_any_page(
    data: bytes,
    file: str,
    name: str,
    language: str,
    words: Mapping[str, str],
    english: Page | None,
) -> Page:
    """Return the page in these bytes. Raises UnreadableError where they are none.

    A translation is of the kind of its English page, if there is one.
    """
    original = decode(data, file)
    if english is None or isinstance(english, RulePage):
        hints = Hints({**profiles()[BPA].headings, **words}, english)
        page = _rule_page(original, file, name, language, hints)
        if page is not None:
            return page
    text = original.removeprefix("\ufeff").replace("\r\n", "\n")
    entries, body = _front_matter(text, file)
    return Page(
        name=name,
        file=file,
        language=language,
        text=text,
        original=original,
        hashes=hashes_of_text(original, text),
        front_matter=entries,
        body=body,
        headings=tuple(headings_of(text, lines_of(text, body))),
    )


def _rule_page(
    original: str, file: str, name: str, language: str, hints: Hints
) -> RulePage | None:
    """Return the rule page with this text, or nothing if it is another page."""
    if hints.english is not None:
        return read_text(original, file, name, language, hints)
    if _FRONT_MATTER.match(original) is None:
        return None  # a page without front matter, or with an empty one
    try:
        page = read_text(original, file, name, language, hints)
    except NoRulePageError:
        return None
    if _is_rule_page(page, hints):
        return page
    return None


def _is_rule_page(page: RulePage, hints: Hints) -> bool:
    """Return whether what can be read as a rule page is one.

    Its headings say so, not their number alone: two of them, or one and the furniture.
    """
    required = profiles()[BPA].required
    named = set()
    for heading in page.headings:
        named.add(hints.meaning(heading.words))
        named.add((heading.anchor or "").lower())
    found = len(named & required)
    return found > 1 or (found == 1 and page.table is not None)


def _front_matter(text: str, file: str) -> tuple[tuple[FrontMatterEntry, ...], int]:
    """Return the entries of the front matter, if there are any, and where the text begins."""
    first, _, rest = text.partition("\n")
    mark = first.rstrip()
    if mark not in _MARKS_OF_FRONT_MATTER:
        return (), 0
    if mark == "---" and rest.strip() and not _is_empty(rest):
        return read_front_matter(text, file)
    # TOML is not read: what it says about the page is not compared
    end = text.find(f"\n{mark}", len(mark))
    if end == -1:
        return (), 0
    line_end = text.find("\n", end + 1)
    return (), len(text) if line_end == -1 else line_end + 1


def _is_empty(rest: str) -> bool:
    """Return whether a front matter, without its first line, has nothing in it."""
    inside, _, _ = rest.partition("---")
    return not inside.strip()
