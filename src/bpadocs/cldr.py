"""What CLDR knows of a language, through Babel, asked once and only when needed."""

from functools import cache

from bpadocs.model import PLURAL_CATEGORIES


@cache
def plural_categories(language: str) -> tuple[str, ...]:
    """The plural categories of a language for cardinal numbers, `other` last."""
    from babel import Locale

    tags = Locale.parse(language, sep="-").plural_form.tags | {"other"}
    return tuple(category for category in PLURAL_CATEGORIES if category in tags)
