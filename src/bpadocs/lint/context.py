"""What checks may ask for besides the texts.

That is settings, what is known of a language, and the project's terms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from bpadocs.lint.habits import NO_HABITS, Habits
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.words.glossary import Glossary, Term, read_glossary
from bpadocs.words.languages import SHIPPED, LanguageData, Languages


@dataclass(frozen=True)
class Context:
    """One for a whole run. Checks read it and change nothing."""

    options: Mapping[str, Any] = field(default_factory=dict)
    """Thresholds by check: `[lint.options.<check>]` of bpadocs.toml."""
    root: Path | None = None
    """The project's folder; None where pages are looked at without one."""
    today: date = date.min
    """The day of the run; date.min where no check may depend on it."""
    profile: str = ""
    """The field of work whose words hold for all texts, such as “windows”; empty for none."""
    languages: Languages = SHIPPED
    """What is known of languages, by the package and by the project."""
    source_language: str = SOURCE_LANGUAGE
    """The language that texts are translated from."""
    profile_of_rule_pages: str = ""
    """The one that published rule pages have besides, which are those of one tool."""
    habits: Mapping[str, Habits] = field(default_factory=dict)
    """By language, what the published pages that are looked at do as a habit."""
    given_terms: Mapping[str, Mapping[str, Term]] = field(default_factory=dict)
    """Terms that were read from elsewhere, by language and by the English in lower case; they go
    before all others.
    """
    _languages: dict[str, LanguageData] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Those that were asked for: every check asks for every text."""
    _glossaries: dict[str, Glossary] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Those that were asked for. They are kept here, not for the process: a preview runs lint many
    times, and a glossary may change in between.
    """

    def option(self, check: str, name: str, default: Any) -> Any:
        """Return a threshold of a check, as the settings have it.

        Where they say nothing, it is `default`: the one that the check has in its `options`.
        """
        return self.options.get(check, {}).get(name, default)

    def language(self, language: str) -> LanguageData:
        """Return what is known of a language; for an unknown one an empty object."""
        known = self._languages.get(language)
        if known is None:
            known = self.languages.read(language, self.profile, self.source_language)
            self._languages[language] = known
        return known

    @property
    def source(self) -> LanguageData:
        """What is known of the language that texts are translated from."""
        return self.language(self.source_language)

    def habits_in(self, language: str) -> Habits:
        """Return the habits of the pages in a language; of rules, none are known."""
        return self.habits.get(language, NO_HABITS)

    def glossary(self, language: str) -> Glossary:
        """Return the project's terms in this language."""
        given = self.given_terms.get(language)
        source = self.source_language
        if self.root is None and given is None:
            return _shipped_glossary(language, self.profile, source)
        if language not in self._glossaries:
            known = read_glossary(self.root, language, self.profile, source)
            self._glossaries[language] = known.with_terms(given or {})
        return self._glossaries[language]

    @cached_property
    def for_rule_pages(self) -> "Context":
        """The same with the profile of rule pages."""
        if self.profile or not self.profile_of_rule_pages:
            return self
        return replace(
            self, profile=self.profile_of_rule_pages, _languages={}, _glossaries={}
        )


@cache
def _shipped_glossary(language: str, profile: str, source: str) -> Glossary:
    return read_glossary(None, language, profile, source)
