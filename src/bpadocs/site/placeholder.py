"""What is shown where there is no page, or none yet."""

from collections.abc import Mapping, Sequence
from typing import Any

from bpadocs.project.settings import Settings
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.site.frame import POLICY, SiteLanguage, language_of
from bpadocs.site.live import SiteState
from bpadocs.site.served_templates import served_template
from bpadocs.words.labels import Labels


def placeholder(
    path: str, state: SiteState | None, mistakes: Sequence[Mapping[str, Any]]
) -> bytes:
    """Return a page to show in the place of this one."""
    language = shown_language(path.split("/")[1] if "/" in path else "", state)
    page = served_template("start").render(
        language=language,
        _=language.word,
        t=language.shown,
        policy=POLICY,
        made=state is not None,
        mistakes=mistakes,
    )
    return page.encode()


def shown_language(locale: str, state: SiteState | None) -> SiteLanguage:
    """Return the language of the pages of this locale; English where there is none."""
    if state is None:
        locale = "en-us"
        settings = Settings(locales={SOURCE_LANGUAGE: locale}, help="", lint={})
        return language_of(SOURCE_LANGUAGE, locale, Labels(SOURCE_LANGUAGE), settings)
    for language in state.run.frame.languages:
        if language.locale == locale:
            return language
    return state.run.frame.english
