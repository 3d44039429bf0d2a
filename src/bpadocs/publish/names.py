"""What the parts of a build call things."""

Words = frozenset[tuple[str, str]]
"""Labels as (context, English)."""


def page_path(locale: str, product: str, page: str) -> str:
    """Where a page stands below the build folder."""
    return f"docs/{locale}/{product}/{page}.md"
