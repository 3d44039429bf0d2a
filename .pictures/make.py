"""The two pictures in README.md, taken of build/site by Chromium: `make pictures`."""

import base64
import shutil
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

HERE = Path(__file__).parent
SITE = HERE.parent / "build/site"
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
PICTURES = {
    "page.webp": ("fr-fr/pages/hyper-v/Sector-size-of-virtual-hard-disks-should-match-the-physical-disk.html", 1100),
    "status.webp": ("en-us/status.html", 1100),
}
"""File, the page it shows, and the height of the window."""

WIDTH = 1280
QUALITY = 75


def main() -> int:
    if not (shutil.which("chromium") and shutil.which("chromedriver")):
        print("no browser: apt-get install chromium chromium-driver fonts-noto-cjk fonts-inter", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as profile:
        options = webdriver.ChromeOptions()
        options.binary_location = str(shutil.which("chromium"))
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(options=options, service=Service(str(shutil.which("chromedriver"))))
        try:
            for name, (page, height) in PICTURES.items():
                size = {"width": WIDTH, "height": height, "deviceScaleFactor": 1, "mobile": False}
                driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
                driver.get((SITE / page).as_uri())
                picture = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
                (HERE / name).write_bytes(base64.b64decode(picture["data"]))
                print(f".pictures/{name}: {(HERE / name).stat().st_size // 1000} KB")
        finally:
            driver.quit()
    return 0


if __name__ == "__main__":
    sys.exit(main())
