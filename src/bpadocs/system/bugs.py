"""Report a bug of ours: one line for the user, and a file for the one who mends it."""

import os
import platform
import sys
import tempfile
import traceback

from bpadocs import __version__

DEBUG = "BPADOCS_DEBUG"
"""The environment variable that prints the traceback on the terminal, too."""

_LONGEST = 200
"""The most characters of the exception that the line shows."""


def report(error: BaseException) -> str:
    """Write the traceback to a file that only its owner can read. Return the line that says so."""
    lines = traceback.format_exception(error)
    if os.environ.get(DEBUG):
        sys.stderr.writelines(lines)
    said = f"a bug in bpadocs: {repr(error)[:_LONGEST]}; please report it with"
    head = (
        f"bpadocs {__version__}, Python {platform.python_version()}, {sys.platform}\n\n"
    )
    content = (head + "".join(lines)).encode("utf-8", "backslashreplace")
    try:
        handle, name = tempfile.mkstemp(".txt", "bpadocs-")
        with open(handle, "wb") as file:
            file.write(content)
    except OSError:
        return f"{said} what it says when {DEBUG}=1 is set"
    return f"{said} {name}"
