"""Pictures of the manual: each is there light and dark, and HTML shows the one that fits.

On a page of the manual one stands in the way that code hosts understand:

    <picture><source media="(prefers-color-scheme: dark)" srcset="../../.pictures/map-dark.webp">
    ![What is to be seen](../../.pictures/map.webp)</picture>
"""

import re
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from markupsafe import Markup

from bpadocs.formats.markdown import Inline

FOLDER = Path(__file__).parents[2] / ".pictures"
_OPENING = re.compile(r'<picture><source media="[^"]*" srcset="([^"]+)">\n?')
_CLOSING = "</picture>"
_HTML = (
    '<a class="picture {theme}" href="{address}">'
    '<img src="{address}" alt="{alt}" width="{size.width}" height="{size.height}" '
    'loading="lazy"></a>'
)


class PictureSize(NamedTuple):
    """How large a picture is, in pixels."""

    width: int
    height: int


def dark_pictures(text: str) -> list[str]:
    """Return where a page's pictures for the night are."""
    return _OPENING.findall(text)


def without_themes(text: str) -> str:
    """Return a page with each picture as Markdown alone, by day."""
    return _OPENING.sub("", text).replace(_CLOSING, "")


def in_the_dark(path: str) -> str:
    """Return where the same picture is, taken by night."""
    file = PurePosixPath(path)
    return str(file.with_stem(f"{file.stem}-dark"))


def written_picture(piece: Inline, root: str) -> Markup:
    """Return a picture of FOLDER as HTML, in both themes; a click shows it as large as it is."""
    light = PurePosixPath(piece.target).name
    shown = []
    for theme, name in (("light", light), ("dark", in_the_dark(light))):
        html = Markup(_HTML).format(
            theme=theme,
            address=f"{root}pictures/{name}",
            alt=" ".join(piece.text.split()),
            size=size_of((FOLDER / name).read_bytes()),
        )
        shown.append(html)
    return Markup("").join(shown)


def size_of(webp: bytes) -> PictureSize:
    """Return how large a picture in WebP is; Chromium writes an extended header."""
    if webp[8:16] != b"WEBPVP8X":
        raise ValueError("no WebP with an extended header")
    width = int.from_bytes(webp[24:27], "little") + 1
    height = int.from_bytes(webp[27:30], "little") + 1
    return PictureSize(width, height)
