"""A link that leads to no page but does something: `javascript:`, `data:`, `file:` and the like.

Publishing pipelines drop such links or, worse, keep them; the site of bpadocs shows their words alone. A text may link
to the web, to a mail address, to another page and to a place in its own.

    See [the guide](https://example.com/guide), [backups](Backups.md) or [below](#steps).     good
    See [the guide](javascript:show()).                                                       runs a script
    ![Diagram](data:image/png;base64,iVBO)                                                    a picture in the address
"""

from collections.abc import Iterator

from bpadocs.addresses import WEB, scheme
from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.unit import Passage


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    if not passage.markup:
        return
    for inline in passage.tree.inlines:
        if inline.kind in ("link", "image") and (found := scheme(inline.target)) and found not in WEB:
            yield Hit(inline.start, inline.end, f"“{found}:” leads to no page; link to one, or leave the words alone")


CHECK = TextCheck("link-schemes", run, Level.ERROR)
