"""How templates of HTML are read: alike for the site, for what is served, and for a report."""

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

HERE: Final = Path(__file__).parent


@cache
def templates_in(*folders: str) -> Environment:
    """Return the templates of these folders of the site."""
    return Environment(
        loader=FileSystemLoader([HERE / folder for folder in folders]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )
