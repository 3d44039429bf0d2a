"""Every language has every English page.

Pages belong together by their names below the folders.

    en-us/Some-rule.md, fr-fr/Some-rule.md       good
    en-us/Some-rule.md, fr-fr/some-rule.md       another name: one page is missing, one is extra
"""

from collections.abc import Iterator

from bpadocs.lint.check import PageCheck
from bpadocs.lint.checks.pages._places import TOP
from bpadocs.lint.findings import PageHit
from bpadocs.lint.mqm import Mqm
from bpadocs.pages.pair import PagePair
from bpadocs.pages.published import Page


def run(pair: PagePair) -> Iterator[PageHit]:
    """Report, at the English page, that a language has no file of its name."""
    if isinstance(pair.english, Page) and pair.page is None:
        yield PageHit(
            file=pair.english.file,
            place=TOP,
            message=f"the locale “{pair.locale.locale}” has no page of this name",
            words=len(pair.english.text[pair.english.body :].split()),
        )


CHECK = PageCheck("missing-page", run, mqm=Mqm.UNTRANSLATED)
