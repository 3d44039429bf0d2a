"""A link that leads to no page but does something: `javascript:`, `data:`, `file:` and the like.

Publishing pipelines drop such links or, worse, keep them; the site of bpadocs shows their words
alone. A text may link to the web, to a mail address, to another page and to a place in its own.

    en: See [the guide](https://example.com/guide) or [below](#steps).     good
    en: See [the guide](javascript:show()).                                runs a script
    en: ![Diagram](data:image/png;base64,iVBO)                             a picture in the address
"""

from collections.abc import Iterator

from bpadocs.formats.addresses import WEB, scheme
from bpadocs.lint.check import TextCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, Level
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Passage


def run(passage: Passage, language: str, context: Context) -> Iterator[Hit]:
    """Report each link or picture whose address has another scheme than pages have."""
    for inline in passage.tree.inlines:
        if inline.kind not in ("link", "image"):
            continue
        found = scheme(inline.target)
        if found and found not in WEB:
            yield Hit(
                start=inline.start,
                end=inline.end,
                message=f"“{found}:” leads to no page; link to one, or leave the words alone",
            )


CHECK = TextCheck(
    "link-schemes",
    run,
    severity=Level.ERROR,
    mqm=Mqm.LINK,
    markdown_only=True,
    needs="[<",
)
