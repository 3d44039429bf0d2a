"""The templates of what only a site that is served shows."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bpadocs.site.rendering import HERE


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader([HERE / "served", HERE / "templates"]),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )


@cache
def served_template(name: str) -> Template:
    """Return the template of this name."""
    return _environment().get_template(f"{name}.html.j2")
