"""A browser for the tests of the site: Debian's Chromium, driven by Selenium."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

ROOT = Path(__file__).parents[1]
AXE = ROOT / ".ci/node_modules/axe-core/axe.min.js"
REQUIRED = "BPADOCS_BROWSER_TESTS"
"""Set where the browser must be there: then its absence is a failure, not a skip."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
_DISPLAYED = files("selenium.webdriver.remote").joinpath("isDisplayed.js").read_text()
SECONDS = 60.0
"""How long a page may take for anything before a test fails."""


def missing() -> str | None:
    """What these tests lack on this machine."""
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        return "no browser: apt-get install chromium chromium-driver"
    if not AXE.exists():
        return "no axe-core: npm install --prefix .ci --no-package-lock"
    return None


def need_browser() -> None:
    """Skip, or fail where everything has to be there."""
    reason = missing()
    if reason and os.environ.get(REQUIRED):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)


@contextmanager
def browser(profile: Path) -> Iterator["Browser"]:
    """A browser with an empty profile, ended afterwards."""
    options = webdriver.ChromeOptions()
    options.binary_location = str(shutil.which("chromium"))
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability(
        "goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"}
    )
    driver = webdriver.Chrome(
        options=options, service=Service(str(shutil.which("chromedriver")))
    )
    driver.set_script_timeout(60)
    try:
        yield Browser(driver)
    finally:
        driver.quit()


class Browser:
    """What the tests do with a browser."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver
        self._leaves = False
        """Whether the page that is shown is of a test that is over."""
        self.screen()

    def screen(
        self,
        width: int = 1280,
        height: int = 900,
        *,
        dark: bool = False,
        printed: bool = False,
    ) -> None:
        """The size of the window, and how the reader likes to read."""
        size = {
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": width < 600,
        }
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        media = {"features": [scheme], "media": "print" if printed else ""}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)

    def open(self, address: str) -> None:
        if self._leaves and self.address.partition("#")[0] == address.partition("#")[0]:
            # by another fragment alone, the page of the test before would stay
            self.driver.get("about:blank")
        self._leaves = False
        self.driver.get(address)

    @property
    def address(self) -> str:
        return str(self.driver.current_url)

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def run_async(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_async_script(script, *arguments)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        """The texts of all that is displayed; Selenium's own script is asked once for all of them."""
        displayed = self.run(
            f"return arguments[0].filter((e) => ({_DISPLAYED}).call(null, e))",
            self.all(selector),
        )
        return [element.text for element in displayed]

    def press(self, *keys: str) -> None:
        """Keys, to whatever has the focus."""
        self.driver.switch_to.active_element.send_keys(*keys)

    def wait(self, script: str, *arguments: Any) -> Any:
        """Wait until the script gives something that counts as true."""
        wait = WebDriverWait(self.driver, SECONDS, poll_frequency=0.02)
        return wait.until(
            lambda driver: driver.execute_script(script, *arguments),
            f"in vain: {script}",
        )

    def focused(self) -> str:
        """What has the focus, in words: its text or its label."""
        return str(
            self.run(
                "const e = document.activeElement; return e.ariaLabel || e.textContent.trim() || e.id"
            )
        )

    def axe(self) -> list[str]:
        """What axe-core has to say against the page."""
        # half a megabyte, which a page needs once, however often it is looked at
        if self.run("return window.axe === undefined"):
            self.run(AXE.read_text("utf-8"))
        result = self.run_async(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {resultTypes: ['violations'], preload: false})"
            ".then(({violations}) => done({violations}), (error) => done({error: String(error)}))"
        )
        assert "error" not in result, result["error"]
        return [
            f"{violation['id']}: {violation['help']}: {node['html']} {node['failureSummary']}"
            for violation in result["violations"]
            for node in violation["nodes"]
        ]

    def complaints(self) -> list[str]:
        """What the console says since it was last asked."""
        return [str(entry["message"]) for entry in self.driver.get_log("browser")]  # type: ignore[no-untyped-call]

    def requests(self) -> list[str]:
        """Every address that was asked for since this was last asked."""
        import json

        log = self.driver.get_log("performance")  # type: ignore[no-untyped-call]
        events = [json.loads(entry["message"])["message"] for entry in log]
        return [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]

    def begin(self) -> None:
        """Be as it was opened, for a test of files. They ask for nothing by themselves, so what was shown last may stay
        until another page is opened: an empty one between them would take a tenth of a second.
        """
        # such as the language that a reader has chosen; an empty page keeps nothing
        self.run(
            "if (location.protocol === 'file:') { localStorage.clear(); sessionStorage.clear(); }"
        )
        self.screen()
        self.complaints()
        self.requests()
        self._leaves = True

    def forget(self) -> None:
        """Leave the page of the test before, and what it complained of or asked for."""
        self.open("about:blank")
        self.complaints()
        self.requests()

    def renew(self) -> None:
        """Be as if it had just been opened: nothing is kept of the sites that it has shown."""
        self.forget()
        every = {"origin": "*", "storageTypes": "all"}
        self.driver.execute_cdp_cmd("Storage.clearDataForOrigin", every)
        self.screen()

    def picture(self) -> str:
        """What the window shows, as base64."""
        return str(self.driver.get_screenshot_as_base64())
