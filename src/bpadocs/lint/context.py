"""What checks may ask for besides the texts.

That is settings, what is known of a language, and the project's terms.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bpadocs.words.glossary import Glossary, read_glossary
from bpadocs.words.languages import LanguageData, read_language


@dataclass(frozen=True)
class Context:
    """One for a whole run. Checks read it and change nothing."""

    options: Mapping[str, Any] = field(default_factory=dict)
    """Thresholds by check: `[tool.bpadocs.lint.options.<check>]`."""
    root: Path | None = None
    """The project's folder; None where pages are looked at without one."""
    today: date = date.min
    """The day of the run; date.min where no check may depend on it."""
    glossaries: Mapping[str, Glossary] = field(default_factory=dict)
    """Terms that were read from elsewhere, by language; they go before those of the project."""
    _glossaries: dict[str, Glossary] = field(
        default_factory=dict, repr=False, compare=False
    )
    """Those that were asked for. They are kept here, not for the process: a preview runs lint many
    times, and a glossary may change in between.
    """

    def option(self, check: str, name: str, default: Any) -> Any:
        """Return a threshold of a check, as the settings have it."""
        return self.options.get(check, {}).get(name, default)

    def language(self, language: str) -> LanguageData:
        """Return what the package knows of a language; for an unknown one an empty object."""
        return read_language(language)

    def glossary(self, language: str) -> Glossary:
        """Return the project's terms in this language."""
        if language in self.glossaries:
            return self.glossaries[language]
        if self.root is None:
            return _shipped_glossary(language)
        if language not in self._glossaries:
            self._glossaries[language] = read_glossary(self.root, language)
        return self._glossaries[language]


@cache
def _shipped_glossary(language: str) -> Glossary:
    return read_glossary(None, language)
