"""The pictures of README.md and of the manual, light and dark: `make pictures`.

They show the shipped rules, and projects in which everything has been typed that a page of the
manual says.
"""

import base64
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browser import Browser, browser
from manual_pages import Block, blocks_of
from manual_reader import ManualReader
from served import free_port, serve

HERE = Path(__file__).parent
DOCS = HERE.parent / "docs"
SITE = HERE.parent / "build/site"
DISK = "hyper-v/Sector-size-of-virtual-hard-disks-should-match-the-physical-disk.html"
SCOPES = "dhcp-server/DHCP-scopes-should-have-free-addresses.html"
PARTNERS = "dhcp-server/DHCP-failover-partners-should-answer.html"
HELPED = "body:has([data-help] > *):has(#said-resolution:not(:empty))"
"""A text that has been checked, with what helps beside it."""

README_SIZE = (1280, 1100)
QUALITY = 75
NO_BROWSER = (
    "no browser: apt-get install chromium chromium-driver fonts-noto-cjk fonts-inter"
)


class Camera:
    """Takes pictures of what a browser shows."""

    def __init__(self, window: Browser) -> None:
        self.window = window

    def take(
        self, name: str, address: str, size: tuple[int, int], shown: str = "body"
    ) -> None:
        """Write a picture of a page as it is by day, and one as it is by night.

        `shown` selects what the page may get only when it has been opened.
        """
        self.window.screen(*size)
        self.window.open(address)
        self.window.wait("return document.querySelector(arguments[0])", shown)
        for ending, is_dark in (("", False), ("-dark", True)):
            self.window.screen(*size, dark=is_dark)
            self._write(HERE / f"{name}{ending}.webp")

    def _write(self, file: Path) -> None:
        asked = {"format": "webp", "quality": QUALITY}
        taken = self.window.driver.execute_cdp_cmd("Page.captureScreenshot", asked)
        file.write_bytes(base64.b64decode(taken["data"]))
        print(f".pictures/{file.name}: {file.stat().st_size // 1000} KB")


@contextmanager
def played(guide: str, last: str) -> Iterator[ManualReader]:
    """Do what a page of the manual says, up to the block that has these words."""
    with tempfile.TemporaryDirectory() as folder:
        reader = ManualReader(Path(folder))
        with reader.at_work():
            for block in blocks_of(DOCS / guide):
                if block.mark("output") is None:
                    reader.does(block)
                if last in block.text:
                    break
            else:
                raise SystemExit(f"{guide}: no block has “{last}”")
            yield reader


def site_of(reader: ManualReader) -> str:
    """Write the site of a reader's project, and return its address."""
    command = Block(
        page=DOCS / "README.md", line=1, language="sh", marks=("run",), text="bpa site"
    )
    reader.does(command)
    return (reader.folder / "build/site").as_uri()


def show_shipped_rules(camera: Camera) -> None:
    """Take the two pictures of README.md."""
    camera.take("page", f"{SITE.as_uri()}/fr-fr/pages/{DISK}", README_SIZE)
    camera.take("status", f"{SITE.as_uri()}/en-us/status.html", README_SIZE)


def show_tutorial(camera: Camera) -> None:
    """Take the rule of the tutorial in two languages, after its English has changed."""
    with played("start/tutorial.md", "or remove the failover relationship") as reader:
        address = f"{site_of(reader)}/fr-fr/compare/{PARTNERS}#field-resolution"
        camera.take("compare", address, (1100, 760))


def show_findings(camera: Camera) -> None:
    """Take what is found in a rule that a writer has just written."""
    with played("guides/writers.md", "bpa lint --select markup-in-ui-text") as reader:
        camera.take("findings", f"{site_of(reader)}/en-us/findings.html", (1100, 800))


def show_desk(camera: Camera) -> None:
    """Take a stale text as a translator finds it in the browser."""
    with (
        played("guides/translators.md", "bpa lint --locale fr") as reader,
        serve(reader.folder, free_port(), options=["--edit"]) as server,
    ):
        address = f"{server.url}/fr-fr/translate/{SCOPES}#field-resolution"
        camera.take("translate", address, (1280, 800), shown=HELPED)


def show_report(camera: Camera) -> None:
    """Take the report of an audit."""
    with played("guides/existing-pages.md", "--report review.html") as reader:
        camera.take("report", (reader.folder / "review.html").as_uri(), (1100, 900))


def main() -> int:
    """Make all pictures."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        print(NO_BROWSER, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as profile, browser(Path(profile)) as window:
        camera = Camera(window)
        for show in (
            show_shipped_rules,
            show_tutorial,
            show_findings,
            show_desk,
            show_report,
        ):
            show(camera)
    return 0


if __name__ == "__main__":
    sys.exit(main())
