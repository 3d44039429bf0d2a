"""The words that scripts show while the site is served."""

from bpadocs.site.live import SiteState
from bpadocs.site.placeholder import shown_language
from bpadocs.words.of_workplace import OF_SCRIPTS


def live_words(locale: str, state: SiteState | None) -> dict[str, str]:
    """Return the words by the names that scripts have for them, in the language of a page."""
    language = shown_language(locale, state)
    return {name: language.word(english) for name, english in OF_SCRIPTS.items()}
