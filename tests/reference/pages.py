"""Which pages the reference has, and how they are written."""

from collections.abc import Callable, Mapping
from pathlib import Path

from reference.catalogs import catalogs
from reference.checks import checks
from reference.commands import commands
from reference.environment import environment
from reference.exit_codes import exit_codes
from reference.formats import formats
from reference.glossary import glossary
from reference.messages import messages
from reference.plugins import plugins
from reference.runtime_api import runtime_api
from reference.schemas import language_file, product_file, rule_file, settings

FOLDER = Path(__file__).parents[2] / "docs" / "reference"
PAGES: Mapping[str, Callable[[], str]] = {
    "commands.md": commands,
    "rule-file.md": rule_file,
    "product-file.md": product_file,
    "settings.md": settings,
    "glossary.md": glossary,
    "language-file.md": language_file,
    "messages.md": messages,
    "catalogs.md": catalogs,
    "runtime.md": runtime_api,
    "formats.md": formats,
    "checks.md": checks,
    "plugins.md": plugins,
    "exit-codes.md": exit_codes,
    "environment.md": environment,
}
NOTE = "<!-- Made by “make manual” from the code; what is written here by hand is lost. -->\n"


def made(name: str) -> str:
    """Return a page as it is now."""
    heading, _, rest = PAGES[name]().partition("\n")
    return f"{heading}\n\n{NOTE}{rest}"


def write() -> list[str]:
    """Write all pages, and remove those that there are no longer. Return what has changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    changed = []
    for path in sorted(FOLDER.glob("*.md")):
        if path.name not in PAGES:
            path.unlink()
            changed.append(path.name)
    for name in PAGES:
        path = FOLDER / name
        content = made(name).encode()
        if not path.is_file() or path.read_bytes() != content:
            path.write_bytes(content)
            changed.append(name)
    return changed
