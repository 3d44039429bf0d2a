"""The report of an audit: one page that needs nothing else, whatever stands in the pages."""

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import Browser
from page_helpers import PAGE, bpa, folders, write_pages

from bpadocs import __version__
from bpadocs.cli import main

HOSTILE = (
    '<script>document.title = "taken"</script><img src=x onerror="document.title=1">'
)
FRENCH = (
    PAGE.replace("Keep clocks in step", "Gardez l’heure")
    .replace("*The clock is late.*", f"*L’horloge est en  retard.* {HOSTILE}")
    .replace("*Set the clock.*", "*Réglez  l’horloge‮.*")
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("pages <b>")
    english = PAGE.replace("*The clock is late.*", f"*The clock is late.* {HOSTILE}")
    write_pages(
        root,
        {
            "en-us/Keep.md": english,
            "fr-fr/Keep.md": FRENCH,
            "en-us/Again.md": english,
            "fr-fr/Again.md": FRENCH,
        },
    )
    report = root / "report.html"
    assert bpa("audit", *folders(root, "fr-fr"), "--report", str(report)) == 1
    return report


@pytest.fixture(scope="module")
def text(file: Path) -> str:
    return file.read_text("utf-8")


class Reader(HTMLParser):
    """Collects what a page loads, and its tags."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for name, value in attrs:
            if name in ("src", "href", "action", "style") or name.startswith("on"):
                self.loads.append(value or "")


def test_the_page_loads_nothing(text: str) -> None:
    loads = Reader(text).loads
    assert [one for one in loads if not one.startswith("#")] == []
    assert "url(" not in text


def test_what_stands_in_pages_is_text(text: str) -> None:
    assert "<script>document.title" not in text
    assert "&lt;script&gt;document.title" in text
    assert Reader(text).tags.count("script") == 1
    assert "img" not in Reader(text).tags
    assert "‮" not in text


def test_the_policy_allows_the_parts_of_the_page_itself(text: str) -> None:
    [policy] = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)
    for tag in ("style", "script"):
        [part] = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in policy
    assert policy.startswith("default-src &#39;none&#39;;")


def test_every_colour_and_font_has_its_value(text: str) -> None:
    [style] = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    used = set(re.findall(r"var\((--[\w-]+)\)", style))
    assert len(used) > 15
    assert used <= set(re.findall(r"^ *(--[\w-]+):", style, re.MULTILINE))
    # of the site, the colours alone
    assert ".top-inner" not in style


def test_each_fault_stands_once_with_source_target_and_places(text: str) -> None:
    [item] = [
        part
        for part in re.findall(r"<article.*?</article>", text, re.DOTALL)
        if "<code>double-blanks</code>" in part and "est en" in part
    ]
    assert '<blockquote lang="en" dir="ltr">*The clock is late.*' in item
    assert re.search(r'<blockquote lang="fr-FR" dir="ltr">\*L’horloge est en', item)
    assert re.search(r"<del[^>]*>␣␣</del>.*<ins[^>]*>␣</ins>", item, re.DOTALL)
    assert "MQM linguistic-conventions/punctuation, minor" in item
    # two on each of the two pages
    assert "4 places" in item
    assert len(re.findall(r"fr-fr/(?:Keep|Again)\.md:\d+:\d+", item)) == 4


def test_each_fault_stands_beside_the_paragraph_item_or_code_that_it_is_in(
    tmp_path: Path,
) -> None:
    english = (
        "# Clocks\n\nSet it.\n\n```sh\nclock --set\n```\n\n1. Open it.\n2. Run `go`.\n"
    )
    french = (
        "# Horloges\n\nRéglez-la.\n\n```sh\nhorloge --set\n```\n\n"
        "1. Ouvrez-la.\n2. Exécutez `va`.\n"
    )
    write_pages(tmp_path, {"en-us/Clocks.md": english, "fr-fr/Clocks.md": french})
    report = tmp_path / "report.html"
    bpa("audit", *folders(tmp_path, "fr-fr"), "--report", str(report))
    text = report.read_text("utf-8")
    quotes = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", text, re.DOTALL)
    assert "Run `go`." in quotes
    assert "Exécutez <mark>`va`</mark>." in quotes
    [code] = [quote for quote in quotes if "horloge" in quote]
    assert "<mark>horloge --set</mark>" in code
    assert quotes[quotes.index(code) - 1] == "```sh\nclock --set\n```"


def test_the_same_pages_give_the_same_bytes(file: Path, text: str) -> None:
    root = file.parent
    bpa("audit", *folders(root, "fr-fr"), "--report", str(root / "again.html"))
    assert (root / "again.html").read_text("utf-8") == text
    assert f"bpadocs {__version__}" in text


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("report.pdf", "the report is a page: name it FILE.html"),
        ("no/report.html", "there is no such folder to write it in"),
    ],
)
def test_a_place_where_no_report_can_be_is_a_mistake(
    tmp_path: Path, name: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pages(tmp_path, {"en-us/Keep.md": PAGE})
    words = ["audit", str(tmp_path / "en-us"), "--report", str(tmp_path / name)]
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert (out, message in err) == ("", True)


def test_pages_without_faults_have_a_report_too(tmp_path: Path) -> None:
    long = "A description that is long enough to be shown by a search engine."
    keys = f'description: "{long}"\nauthor: a\nms.author: a\nms.topic: article\n'
    page = PAGE.replace('description: "Online version of the text."\n', keys)
    write_pages(tmp_path, {"en-us/Keep.md": page})
    report = tmp_path / "report.html"
    assert bpa("audit", str(tmp_path / "en-us"), "--report", str(report)) == 0
    assert "0 findings on 1 page" in report.read_text("utf-8")


# In a browser


@pytest.mark.parametrize("width", [1280, 768, 390])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_everybody_can_read_it(
    window: Browser, file: Path, width: int, dark: bool
) -> None:
    window.begin()
    window.screen(width, dark=dark)
    window.open(file.as_uri())
    assert window.axe() == []
    assert window.run("return document.documentElement.scrollWidth") == width
    assert window.run("return document.title") == "Translation review"
    assert window.complaints() == []
    assert [one for one in window.requests() if not one.startswith("file:")] == []


def test_a_tick_outlives_a_reload_and_can_be_taken_back(
    window: Browser, file: Path
) -> None:
    window.screen()
    window.open(file.as_uri())
    count = len(window.all("[data-item]"))
    window.run("document.querySelector('[data-done]').click()")
    assert window.texts("[data-status]") == [f"1 of {count} done"]
    window.open(file.as_uri())
    assert window.texts("[data-status]") == [f"1 of {count} done"]
    assert window.run("return document.querySelector('[data-done]').checked")
    window.run("document.querySelector('[data-hide]').click()")
    assert len([one for one in window.all("[data-item]") if one.is_displayed()]) < count
    window.run("document.querySelector('[data-done]').click()")
    window.open(file.as_uri())
    assert window.texts("[data-status]") == [f"0 of {count} done"]


def test_levels_can_be_hidden(window: Browser, file: Path) -> None:
    window.screen()
    window.open(file.as_uri())
    window.run("document.querySelector('[data-level=hint]').click()")
    levels = window.run(
        "return [...document.querySelectorAll('[data-item]:not([hidden])')]"
        ".map((item) => item.dataset.levelOf)"
    )
    assert "hint" not in levels
    assert levels
