"""What can be wrong with a page as a whole: it cannot be read, it is missing, or it was made from other English."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bpadocs.existing.folder import Folder
from bpadocs.existing.page import Page
from bpadocs.existing.revision import HASH_KEY, Revision, revision_of
from bpadocs.lint.findings import Finding, Level, Place
from bpadocs.problems import Problem


@dataclass(frozen=True, slots=True)
class PageCheck:
    """A check of `bpa audit` alone. Its documentation is what `bpa explain` prints."""

    name: str
    severity: Level
    documentation: str


UNREADABLE = PageCheck(
    "unreadable-page",
    Level.ERROR,
    "A file that cannot be read as a rule page, with the reason: it is not UTF-8, it has no front matter or no\n"
    "headings, its YAML is broken, it is too big, or it is a link out of its folder.",
)
MISSING = PageCheck("missing-page", Level.WARNING, "An English page that a language does not have.")
EXTRA = PageCheck("extra-page", Level.WARNING, "A localized page whose English page is gone, or has another name.")
REVISION = PageCheck(
    "english-revision",
    Level.WARNING,
    "ms.openlocfilehash in a localized page is the SHA-1 of the English page it was made from. Where the English page\n"
    "beside it has another one, the translation was made from another revision. Where git history or the page itself\n"
    "tells that the two differed in front matter only, the translation is as good as current, and the message says so.",
)
PAGE_CHECKS: Final = (UNREADABLE, MISSING, EXTRA, REVISION)

_TOP = Place(1, 1, 1, 1)


def check_folders(english: Folder, others: Sequence[Folder]) -> Iterator[Finding]:
    """Everything there is to say of whole pages."""
    for folder in (english, *others):
        for name, problem in folder.unreadable.items():
            yield _unreadable(folder, name, problem)
    for folder in others:
        for name, page in english.pages.items():
            if name not in folder.pages and name not in folder.unreadable:
                message = f"there is no page of this name in {folder.locale.locale}"
                yield _finding(MISSING, folder, page.file, name, _TOP, message)
        for name, page in folder.pages.items():
            if name not in english.pages and name not in english.unreadable:
                yield _finding(EXTRA, folder, page.file, name, _TOP, "there is no English page of this name")
            elif name in english.pages:
                yield from _revision(folder, name, page, english.pages[name])


def _revision(folder: Folder, name: str, page: Page, english: Page) -> Iterator[Finding]:
    revision = revision_of(page, english)
    if revision is Revision.THIS:
        return
    message = _MESSAGES[revision]
    entry = page.entry(HASH_KEY)
    if entry is None:
        yield _finding(REVISION, folder, page.file, name, _TOP, message, "front_matter")
        return
    line, column = page.locate(entry.value_span.start)
    place = Place(line, column, line, column + max(1, entry.value_span.end - entry.value_span.start))
    level = Level.HINT if revision is Revision.FRONT_MATTER else REVISION.severity
    yield _finding(REVISION, folder, page.file, name, place, message, f"front_matter.{HASH_KEY}", level)


_MESSAGES: Final[Mapping[Revision, str]] = {
    Revision.FRONT_MATTER: "made from another English revision, which differed in front matter only",
    Revision.TEXT: "made from another English revision, whose text differed",
    Revision.OTHER: "made from another English revision, which is not in the git history here",
    Revision.UNKNOWN: f"the page does not say which English revision it was made from: no {HASH_KEY}",
}


def _unreadable(folder: Folder, name: str, problem: Problem) -> Finding:
    place = Place(problem.line, problem.column, problem.line, problem.column)
    return _finding(UNREADABLE, folder, problem.path, name, place, problem.message)


def _finding(
    check: PageCheck,
    folder: Folder,
    file: str,
    name: str,
    place: Place,
    message: str,
    field: str | None = None,
    level: Level | None = None,
) -> Finding:
    locale = folder.locale
    rule = name.removesuffix(".md")
    return Finding(
        check.name, level or check.severity, file, place, rule, locale.locale, locale.language, field, message
    )
