"""What all rules of a build share, and what that makes of their keys."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from bpadocs.cache import digest
from bpadocs.labels import Labels, read_labels
from bpadocs.publish.engine import engine
from bpadocs.settings import Settings, read_settings


class Surroundings(NamedTuple):
    """The project but for its rules, and the code that builds it."""

    root: Path
    folder: Path
    """Where it is built to."""
    made_by: str
    settings: Settings
    labels: Mapping[str, Labels]
    label_digests: Mapping[str, str]
    """Of each language's labels."""

    def key(self, product_text: str, rule: bytes) -> str:
        """The digest of a rule's inputs but for its labels."""
        settings = self.settings
        shared = repr((self.made_by, tuple(settings.locales.items()), settings.help, product_text))
        return digest(shared.encode(), rule)


def read_surroundings(root: Path, folder: Path) -> Surroundings:
    """Raises BrokenInputError where settings or labels cannot be read."""
    settings = read_settings(root)
    labels = read_labels(root, settings.languages)
    digests = {language: digest(repr(sorted(found.words.items())).encode()) for language, found in labels.items()}
    return Surroundings(root, folder, engine(), settings, labels, digests)
