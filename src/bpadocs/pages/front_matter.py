"""Front matter as the published pages have it: one plain line a key, quoted only where YAML needs it."""

import re
from collections.abc import Iterable
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

_PLAIN = re.compile(r"[^\s!-,\-.:-@\[-`{-~][^:#\x00-\x1f\x7f-\x9f]*")
_TYPED = re.compile(
    r"(?i)[-+]?(?:0x[0-9a-f_]+|0o?[0-7_]+|[\d_]+(?:\.[\d_]*)?(?:e[-+]?\d+)?|\.\d+|[\d_]+(?::[0-5]?\d)+(?:\.\d*)?"
    r"|\.inf|\.nan)|~|null|true|false|yes|no|on|off|y|n|=|<<"
)


def front_matter(pairs: Iterable[tuple[str, str]]) -> str:
    """The lines between the two `---`, each ended."""
    return "".join([_line(key, value) for key, value in pairs])


def without_front_matter(page: str) -> str:
    """Return the Markdown below the front matter of a page."""
    from frontmatter.default_handlers import YAMLHandler  # a build does without

    _, _, body = YAMLHandler.FM_BOUNDARY.split(page, 2)
    return str(body)


def needs_quotes(value: str) -> bool:
    """Whether YAML would read the value as anything but this text."""
    if _PLAIN.fullmatch(value) and value[-1] != " ":
        return bool(_TYPED.fullmatch(value))
    return _must_quote(value)


def _must_quote(value: str) -> bool:
    if not value or value != value.strip() or value[0] in "!\"#%&'*,>@[]`{|}":
        return True
    if value[0] in "-?:" and (len(value) == 1 or value[1] == " "):
        return True
    if ": " in value or " #" in value or value.endswith(":") or any(ord(c) < 32 or ord(c) == 127 for c in value):
        return True
    return bool(_TYPED.fullmatch(value))


def quote(value: str) -> str:
    """The value in double quotes."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\x{ord(match[0]):02x}", escaped) + '"'


@lru_cache(maxsize=4096)
def _line(key: str, value: str) -> str:
    return f"{key}: {_value(value)}\n"


def _value(value: str) -> str:
    folded = " ".join(value.split("\n")) if "\n" in value else value
    return quote(folded) if needs_quotes(folded) else folded
