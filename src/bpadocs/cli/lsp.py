"""`bpa lsp`"""

import argparse
import os
import sys
from contextlib import redirect_stdout

from bpadocs.cli import shared


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add what says for whom it is: somebody who types it sees nothing happen."""
    parser.epilog = (
        "An editor starts it and talks to it over standard input and output, in the Language "
        "Server Protocol. It finds the project of each file by itself."
    )


def run(options: argparse.Namespace) -> int:
    """Serve the editor that started it, until that leaves."""
    shared.need("pygls")
    from bpadocs.editor.serving import serve

    # A copy, for the server closes it. What a check of a plug-in prints would be no message.
    with open(os.dup(sys.stdout.fileno()), "wb") as out, redirect_stdout(sys.stderr):
        serve(sys.stdin.buffer, out)
    return 0
