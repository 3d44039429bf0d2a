"""How templates of HTML are read: alike for the site, for what is served, and for a report."""

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

HERE: Final = Path(__file__).parent


@cache
def environment(*folders: str) -> Environment:
    """Return what reads the templates of these folders; one of the first goes before others."""
    return Environment(
        loader=FileSystemLoader([HERE / folder for folder in folders]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )


@cache
def served_template(name: str) -> Template:
    """Return the template of this name, of those that only a site that is served has."""
    return environment("served", "templates").get_template(f"{name}.html.j2")
