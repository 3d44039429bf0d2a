"""Front matter as the published pages have it: a plain line for each key.

Values are quoted only where YAML needs it.
"""

import hashlib
import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import Final

HASH_KEY: Final = "ms.openlocfilehash"
STAMP_KEYS: Final = (
    HASH_KEY,
    "ms.sourcegitcommit",
    "ms.translationtype",
    "ms.contentlocale",
    "ms.lasthandoff",
    "ms.locfileid",
)
"""What the publishing pipeline adds to a localized page, in its order."""

# A value that may be written as it is: by its first character it is no quoted text, list, mapping,
# anchor, tag or comment, and nothing in it ends it.
_PLAIN = re.compile(r"[^\s!-,\-.:-@\[-`{-~][^:#\x00-\x1f\x7f-\x9f]*")
# A plain value that YAML would take for a number, a truth value, a time or nothing.
_TYPED = re.compile(
    r"(?i)[-+]?(?:0x[0-9a-f_]+|0o?[0-7_]+|[\d_]+(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.\d+"
    r"|[\d_]+(?::[0-5]?\d)+(?:\.\d*)?|\.inf|\.nan)"
    r"|~|null|true|false|yes|no|on|off|y|n|=|<<"
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_STARTS_QUOTED = frozenset("!\"#%&'*,>@[]`{|}")


def page_hash(page: str | bytes) -> str:
    """Return what the pipeline calls ms.openlocfilehash: the SHA-1 of an English page's bytes."""
    content = page.encode() if isinstance(page, str) else page
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()


def front_matter(pairs: Iterable[tuple[str, str]], quoted: Collection[str] = ()) -> str:
    """Return the lines between the two `---`, each ended.

    The values of some keys can be asked to be quoted where YAML does not need it.
    """
    return "".join([_line(key, value, key in quoted) for key, value in pairs])


def without_front_matter(page: str) -> str:
    """Return the Markdown below the front matter of a page."""
    # a build does without it
    from frontmatter.default_handlers import YAMLHandler

    _, body = YAMLHandler().split(page)
    return str(body)


def needs_quotes(value: str) -> bool:
    """Whether YAML would read the value as anything but this text."""
    # Most values are plain, and one expression finds that out.
    is_plain = _PLAIN.fullmatch(value) and value[-1] != " "
    if not is_plain and _has_marks_of_yaml(value):
        return True
    return bool(_TYPED.fullmatch(value))


def quote(value: str) -> str:
    """Return the value in double quotes."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    escaped = _CONTROL.sub(_escape, escaped)
    return f'"{escaped}"'


def _escape(match: re.Match[str]) -> str:
    return f"\\x{ord(match[0]):02x}"


def _has_marks_of_yaml(value: str) -> bool:
    """Tell whether a plain value would end too early, or be something else than a text."""
    if not value or value != value.strip():
        return True
    if value[0] in _STARTS_QUOTED:
        return True
    if value[0] in "-?:" and value[1:2] in ("", " "):
        return True
    if ": " in value or " #" in value or value.endswith(":"):
        return True
    return _CONTROL.search(value) is not None


# Most values, such as those of ms.author, are the same on all pages.
@lru_cache(maxsize=4096)
def _line(key: str, value: str, quoted: bool) -> str:
    if "\n" in value:
        folded = " ".join(value.split("\n"))
    else:
        folded = value
    if quoted or needs_quotes(folded):
        folded = quote(folded)
    return f"{key}: {folded}\n"
