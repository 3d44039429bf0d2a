"""What checks may ask for besides the texts: settings, what is known of a language, the project's terms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bpadocs.glossary import Glossary, read_glossary
from bpadocs.languages import LanguageData, read_language


@dataclass(frozen=True)
class Context:
    """One for a whole run. Checks read it and change nothing."""

    options: Mapping[str, Any] = field(default_factory=dict)
    """Thresholds by check: `[tool.bpadocs.lint.options.<check>]`."""
    root: Path | None = None
    """The project's folder; None where pages are looked at without one."""
    today: date = date.min
    """The day of the run; date.min where no check may depend on it."""

    def option(self, check: str, name: str, default: Any) -> Any:
        """A threshold of a check, as the settings have it."""
        return self.options.get(check, {}).get(name, default)

    def language(self, language: str) -> LanguageData:
        """What the package knows of a language; for an unknown one an empty object."""
        return read_language(language)

    def glossary(self, language: str) -> Glossary:
        """The project's terms in this language."""
        return _glossary(self.root, language)


@cache
def _glossary(root: Path | None, language: str) -> Glossary:
    return read_glossary(root, language)
