"""The templates of what only a site that is served shows."""

from jinja2 import Template

from bpadocs.site.rendering import templates_in


def served_template(name: str) -> Template:
    """Return the template of this name."""
    return templates_in("served", "templates").get_template(f"{name}.html.j2")
