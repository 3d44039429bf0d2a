"""What the package says of itself where it is shown: hatchling asks this file when it builds.

README.md names other files by their paths in the repository, which lead nowhere outside of it. In
the package each is the address that it has below `Repository` of [project.urls].
"""

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

_LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#)([^)\s]+)\)")
"""A link or a picture that is in the repository."""
_DARK = re.compile(r'srcset="(?!https?:)([^"]+)"')
"""A picture for a dark screen."""


class RepositoryMetadataHook(MetadataHookInterface):
    """Adds the README, and the addresses that follow from that of the repository."""

    PLUGIN_NAME = "custom"

    def update(self, metadata: dict[str, Any]) -> None:
        """Add them to what pyproject.toml says."""
        urls = metadata["urls"]
        repository = urls["Repository"]
        urls["Changelog"] = f"{repository}/blob/HEAD/CHANGELOG.md"
        urls["Documentation"] = f"{repository}/tree/HEAD/docs"
        urls["Issues"] = f"{repository}/issues"
        readme = Path(self.root, "README.md").read_text("utf-8")
        metadata["readme"] = {
            "content-type": "text/markdown",
            "text": with_addresses(readme, repository),
        }


def with_addresses(markdown: str, repository: str) -> str:
    """Return the text with each path in the repository as an address."""

    def address(link: re.Match[str]) -> str:
        picture, words, path = link.groups()
        kind = "raw" if picture else "blob"
        return f"{picture}[{words}]({repository}/{kind}/HEAD/{path})"

    dark = rf'srcset="{repository}/raw/HEAD/\1"'
    return _DARK.sub(dark, _LINK.sub(address, markdown))
