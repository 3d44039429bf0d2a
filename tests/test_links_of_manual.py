"""No link of the manual, or of a page beside it, is dead: to pages and their headings, to files of
the repository, and outwards as far as a test without a network can tell.
"""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
from manual_pages import ROOT, pages
from reference.html import Manual
from reference.pictures import dark_pictures

from bpadocs.formats.addresses import WEB, scheme
from bpadocs.formats.markdown import parse
from bpadocs.manual.topics import CONTENTS, FOLDER

MANUAL = Manual(
    {page.relative_to(ROOT).as_posix(): page.read_text("utf-8") for page in pages()}
)
"""By their paths in the repository, so that a link leads where a code host leads it."""
KNOWN_HOSTS = frozenset(
    {
        "azure.github.io",
        "checklists.nist.gov",
        "complianceascode.readthedocs.io",
        "docs.example.com",
        "docs.translatehouse.org",
        "docs.weblate.org",
        "docusaurus.io",
        "example.com",
        "github.com",
        "jmespath.org",
        "json.schemastore.org",
        "learn.microsoft.com",
        "microsoft.github.io",
        "no-color.org",
        "pages.nist.gov",
        "purl.org",
        "pypi.org",
        "semver.org",
        "themqm.org",
        "weblate.org",
        "www.mkdocs.org",
        "www.open-scap.org",
        "www.powershellgallery.com",
        "www.sphinx-doc.org",
    }
)
"""Hosts that somebody has looked at."""


class ManualLink(NamedTuple):
    """A link on a page of the manual."""

    page: str
    target: str


def links(manual: Manual) -> Iterator[ManualLink]:
    for path, text in manual.pages.items():
        document = parse(text)
        for inline in (*document.of("link"), *document.of("image")):
            yield ManualLink(path, inline.target)
        for target in dark_pictures(text):
            yield ManualLink(path, target)


def anchors(manual: Manual, path: str) -> set[str]:
    return {heading.anchor for heading in manual.fragment(path).headings}


def inside(manual: Manual, link: ManualLink) -> str | None:
    """Return what is wrong with a link that stays in the repository, or None."""
    file, _, anchor = link.target.partition("#")
    folder = posixpath.dirname(link.page)
    path = posixpath.normpath(posixpath.join(folder, file)) if file else link.page
    if path in manual.pages:
        if anchor and anchor not in anchors(manual, path):
            return f"{link.page}: {link.target}: no such heading"
        return None
    if (ROOT / path).exists():
        return None
    return f"{link.page}: {link.target}: no such file"


def outside(link: ManualLink) -> str | None:
    """Return what is wrong with an address, or None."""
    address = urlsplit(link.target)
    if address.scheme != "https" or not re.fullmatch(r"[\w.-]+", address.netloc):
        return f"{link.page}: {link.target}: no address"
    if address.netloc not in KNOWN_HOSTS:
        return f"{link.page}: {link.target}: nobody has looked at this host"
    return None


def dead(manual: Manual) -> list[str]:
    found = []
    for link in links(manual):
        is_outside = scheme(link.target) in WEB
        said = outside(link) if is_outside else inside(manual, link)
        if said:
            found.append(said)
    return found


def test_no_link_is_dead() -> None:
    assert len(list(links(MANUAL))) > 50
    assert dead(MANUAL) == []


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("[a](b.md)", "x.md: b.md: no such file"),
        ("[a](y.md#no)", "x.md: y.md#no: no such heading"),
        ("[a](#no)", "x.md: #no: no such heading"),
        ("![a](no.webp)", "x.md: no.webp: no such file"),
        (
            '<picture><source media="x" srcset="dark.webp">\n![a](y.md)</picture>',
            "x.md: dark.webp: no such file",
        ),
        ("[a](http://github.com/)", "x.md: http://github.com/: no address"),
        ("[a](https://)", "x.md: https://: no address"),
        ("[a](https://nobody.example/)", "nobody has looked at this host"),
    ],
)
def test_a_dead_link_is_found(page: str, said: str) -> None:
    manual = Manual({"x.md": f"# X\n\n{page}\n", "y.md": "# Y\n"})
    [found] = dead(manual)
    assert said in found


def test_a_link_that_leads_somewhere_is_fine() -> None:
    page = (
        "# X\n\n## `bpa po`\n\n## Twice\n\n## Twice\n\n"
        "[a](y.md#the-one), [b](#bpa-po), [c](#twice-1), [d](https://github.com/x), "
        "[e](docs/README.md), [f](#one--two-bpa)\n\n## One — *two* `bpa`\n"
    )
    other = "# Y\n\n## The “one”\n"
    assert dead(Manual({"x.md": page, "y.md": other})) == []


def test_the_contents_have_every_page() -> None:
    contents = f"{FOLDER}/{CONTENTS}"
    listed = {contents}
    for link in links(MANUAL):
        if link.page == contents:
            listed.add(f"{FOLDER}/{link.target.partition('#')[0]}")
    own = {path for path in MANUAL.pages if path.startswith(f"{FOLDER}/")}
    assert len(own) > 20
    assert sorted(own - listed) == []


def test_every_page_begins_with_its_heading() -> None:
    headings = [text.partition("\n")[0] for text in MANUAL.pages.values()]
    assert [one for one in headings if not re.match(r"# \S", one)] == []
