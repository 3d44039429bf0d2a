"""The project's terms: locales/glossary.yaml and locales/<language>/glossary.yaml."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Glossary:
    """Terms of one language, and the names no language translates."""

    language: str
