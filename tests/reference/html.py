"""The manual as HTML, with the parts that the site of rules is made of: `make manual`."""

import json
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Template
from markupsafe import Markup

from bpadocs import __version__
from bpadocs.formats.addresses import WEB, scheme
from bpadocs.formats.markdown import Block, Inline, parse
from bpadocs.manual.topics import CONTENTS, PARTS, Topic, ordered, title_of
from bpadocs.project.settings import Settings
from bpadocs.site import search
from bpadocs.site.environment import HERE, templates_in
from bpadocs.site.frame import POLICY, SiteLanguage, language_of
from bpadocs.site.links import Link
from bpadocs.site.markup import HtmlFragment, HtmlHeading, Surroundings, page_fragment
from bpadocs.words.labels import read_labels
from reference.pictures import FOLDER as PICTURES
from reference.pictures import without_themes, written_picture

DOCS = Path(__file__).parents[2] / "docs"
REPOSITORY = "https://github.com/OWNER/bpadocs/blob/HEAD"
"""Where files are that are no pages of the manual."""
STYLE = Path(__file__).parent / "templates" / "manual.css"
"""What only the manual needs, beside the style of the site."""
NOTE = re.compile(r"^<!-- .* -->\n+", re.MULTILINE)
MOST_HEADINGS = 60
"""Headings “in this article”: of a page that has more, only the highest are listed."""
SECTIONS = {"": "guides", **{part: part for part in PARTS if part}}
"""The heading of the contents below which the pages of a folder are listed."""


@dataclass(frozen=True)
class Part:
    """A folder of the manual."""

    folder: str
    title: str
    anchor: str


ALL_PARTS = [Part(one, PARTS[one], SECTIONS[one]) for one in PARTS if one]


@dataclass(frozen=True)
class Manual:
    """The pages of the manual by their paths, as Markdown."""

    pages: Mapping[str, str]

    @property
    def topics(self) -> tuple[Topic, ...]:
        """All pages but the contents."""
        titles = {path: title_of(text) for path, text in self.pages.items()}
        titles.pop(CONTENTS)
        return ordered(titles)

    def fragment(self, path: str) -> HtmlFragment:
        """Return a page as HTML."""
        return page_fragment(self.text(path), self._around(path))

    def text(self, path: str) -> str:
        """Return a page's Markdown without what is for other readers than the HTML's."""
        return without_themes(NOTE.sub("", self.pages[path], count=1))

    def _around(self, path: str) -> Surroundings:
        taken: dict[str, int] = {}

        def unique(anchor: str) -> str:
            """Return the anchor as code hosts make it: a second one of a name has a number."""
            number = taken.get(anchor, -1) + 1
            taken[anchor] = number
            return f"{anchor}-{number}" if number else anchor

        def picture(piece: Inline) -> Markup:
            """Return a picture, from the manual's own folder."""
            return written_picture(piece, root_of(path))

        return Surroundings(
            link=lambda target: self.link(path, target),
            word=str,
            anchor=unique,
            picture=picture,
        )

    def link(self, path: str, target: str) -> Link:
        """Return where a link on a page leads."""
        if scheme(target) in WEB:
            return Link(target, external=True)
        file, _, anchor = target.partition("#")
        behind = f"#{anchor}" if anchor else ""
        if not file:
            return Link(behind)
        joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), file))
        if joined in self.pages:
            return Link(f"{root_of(path)}{address(joined)}{behind}")
        in_repository = posixpath.normpath(posixpath.join("docs", joined))
        return Link(f"{REPOSITORY}/{in_repository}{behind}", external=True)


def read_manual() -> Manual:
    """Return the manual of this repository."""
    pages = {}
    for file in sorted(DOCS.rglob("*.md")):
        pages[file.relative_to(DOCS).as_posix()] = file.read_text("utf-8")
    return Manual(pages)


def address(path: str) -> str:
    """Return where a page is in the HTML manual."""
    if path == CONTENTS:
        return "index.html"
    return path.removesuffix(".md") + ".html"


def root_of(path: str) -> str:
    """Return the way from a page to the manual's own folder."""
    return "../" * path.count("/")


def files(manual: Manual) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the HTML manual."""
    for file in sorted((HERE / "assets").iterdir()):
        yield f"assets/{file.name}", file.read_bytes()
    yield f"assets/{STYLE.name}", STYLE.read_bytes()
    for file in sorted(PICTURES.glob("*.webp")):
        yield f"pictures/{file.name}", file.read_bytes()
    language = _english()
    for path in manual.pages:
        yield address(path), _page(manual, path, language).encode()
    yield search.NAME, _index(manual).encode()


def write(folder: Path) -> int:
    """Write the HTML manual into a folder. Return how many pages it has."""
    manual = read_manual()
    for name, content in files(manual):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(manual.pages)


def _english() -> SiteLanguage:
    settings = Settings(locales={"en": "en-us"}, help="", lint={})
    return language_of("en", "en-us", read_labels(None, ("en",))["en"], settings)


def _page(manual: Manual, path: str, language: SiteLanguage) -> str:
    fragment = manual.fragment(path)
    folder = posixpath.dirname(path)
    around: dict[str, Any] = {
        "kind": "manual",
        "root": root_of(path),
        "address": address(path),
        "folder": folder,
        "language": language,
        "languages": [language],
        "_": language.word,
        "t": language.shown,
        "icon": _icon,
        "policy": POLICY,
        "scripts": (),
        "search_sources": search.NAME,
        "version": __version__,
        "parts": ALL_PARTS,
    }
    main = _template("manual_page").render({**around, **_own(manual, path, fragment)})
    title = f"{fragment.title.striptags()} – bpadocs"
    return _template("manual").render({**around, "title": title, "main": Markup(main)})


def _own(manual: Manual, path: str, fragment: HtmlFragment) -> Mapping[str, Any]:
    """Return what only the middle of a page is filled with."""
    folder = posixpath.dirname(path)
    topics = manual.topics
    beside = [one for one in topics if one.part == folder and folder]
    names = {topic.path: topic.name for topic in topics}
    part = Part(folder, PARTS[folder], SECTIONS[folder])
    return {
        "path": path,
        "fragment": fragment,
        "headings": _listed(fragment.headings),
        "part": None if path == CONTENTS else part,
        "beside": [(one, root_of(path) + address(one.path)) for one in beside],
        "command": f"bpa help {names.get(path, '')}".strip(),
    }


def _listed(headings: Sequence[HtmlHeading]) -> list[HtmlHeading]:
    highest = 4 if len(headings) <= MOST_HEADINGS else 3
    return [heading for heading in headings if heading.level < highest]


def _template(name: str) -> Template:
    here = Path(__file__).parent / "templates"
    return templates_in("templates", str(here)).get_template(f"{name}.html.j2")


def _icon(name: str) -> Markup:
    return Markup(_template("parts").module.drawn(name))  # type: ignore[attr-defined]


# Search


def _index(manual: Manual) -> str:
    """Return the index: an entry for each section, in the part of the manual that it is in."""
    calls = []
    for part, title in PARTS.items():
        entries: list[list[str]] = []
        for topic in manual.topics:
            if topic.part == part:
                entries += _entries(manual, topic)
        index = {
            "locale": "en-us",
            "tag": "en-US",
            "direction": "ltr",
            "name": title,
            "folder": "",
            "rules": entries,
        }
        data = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
        calls.append(f"(window.bpaSearch ||= []).push({data});\n")
    return "".join(calls)


def _entries(manual: Manual, topic: Topic) -> Iterator[list[str]]:
    """Yield the sections of a page: id, address, no severity, title, first paragraph, words."""
    anchors = [heading.anchor for heading in manual.fragment(topic.path).headings]
    blocks = parse(manual.text(topic.path)).blocks
    for number, (title, own) in enumerate(_sections(blocks)):
        anchor = f"#{anchors[number - 1]}" if number else ""
        whole = f"{title} – {topic.title}" if number else topic.title
        first = next((block.plain for block in own if block.kind == "paragraph"), "")
        words = " ".join(dict.fromkeys(" ".join(one.plain for one in own).split()))
        page = f"{address(topic.path)}{anchor}"
        yield [f"{topic.name}{anchor}", page, "information", whole, first, words]


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Yield each heading with the blocks below it, the page's own first."""
    title = ""
    own: list[Block] = []
    for block in blocks:
        if block.kind == "heading" and block.level > 1:
            yield title, own
            title, own = block.plain, []
        elif block.kind != "heading":
            own.append(block)
    yield title, own
