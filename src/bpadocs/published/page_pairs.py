"""The pages of two folders as texts beside their English, for those who look at texts alone."""

from collections.abc import Iterator, Mapping

from bpadocs.lint.subject import Unit
from bpadocs.pages.published import Page
from bpadocs.published.audit import Pages
from bpadocs.published.page_subjects import subject_of_page
from bpadocs.words.labels import Labels


def units_of_pages(
    pages: Pages, language: str, labels: Mapping[str, Labels]
) -> Iterator[Unit]:
    """Yield every text of the pages that can be read in both languages."""
    locales = {locale.language: locale.locale for locale in pages.locales}
    for name in pages.names:
        english = None
        translations = {}
        for pair in pages.of(name):
            if not isinstance(pair.page, Page):
                continue
            if pair.locale.language == language:
                translations[language] = pair.page
            else:
                english = pair.page
        if english and translations:
            subject = subject_of_page(english, translations, labels, locales)
            yield from subject.of(language)
