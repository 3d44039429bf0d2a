"""The browser of whoever runs us."""

import os
import webbrowser
from typing import Final

_ON_A_TERMINAL: Final = {"www-browser", "links", "elinks", "lynx", "w3m"}
"""Browsers that would take over the terminal that we print to."""


def open_in_browser(address: str) -> bool:
    """Show an address in the user's browser, and return whether there is one.

    The variable BROWSER names it, as for other programs. This may last until it is closed.
    """
    try:
        browser = webbrowser.get()
        if browser.name in _ON_A_TERMINAL and not os.environ.get("BROWSER"):
            return False
        return browser.open(address)
    except (webbrowser.Error, OSError, ValueError):
        # the last where BROWSER has a quotation mark that is not closed
        return False
