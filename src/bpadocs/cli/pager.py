"""Show a long text at a terminal by the pager that its user has chosen."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress

from bpadocs import shown
from bpadocs.cli.terminal import Paint, has_colours, say
from bpadocs.system.programs import where_is

PAGER = "PAGER"
"""The environment variable that names the pager; where it is empty, there is none."""
_LESS = "less"
_OPTIONS = "FRX"
"""What `less` does where its user has not said: end at once where all fits, and show colours."""


def show(lines: Sequence[str], paint: Paint) -> None:
    """Print the lines; at a terminal that they do not fit into, by the pager."""
    if not _shown_by_pager(lines, paint):
        for line in lines:
            say(line, paint=paint)


def _shown_by_pager(lines: Sequence[str], paint: Paint) -> bool:
    rows = shutil.get_terminal_size((0, 0)).lines
    if not sys.stdout.isatty() or len(lines) < rows:
        return False
    command = _pager()
    if not command:
        return False
    in_colour = has_colours(sys.stdout)
    painted = []
    for line in lines:
        harmless = shown.line(line)
        painted.append(paint(harmless) if in_colour else harmless)
    text = "\n".join([*painted, ""])
    environment = {"LESS": _OPTIONS, **os.environ}
    try:
        # The user has named the program; no shell reads its words.
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    _feed(pager, text)
    return True


def _pager() -> list[str]:
    """Return the words of the command; none where nobody has a pager."""
    words: list[str] = []
    with suppress(ValueError):
        words = shlex.split(os.environ.get(PAGER, _LESS))
    if not words:
        return []
    program = words[0] if os.path.dirname(words[0]) else where_is(words[0])
    return [program, *words[1:]] if program else []


def _feed(pager: subprocess.Popen[bytes], text: str) -> None:
    """Give the pager the text, and wait until its user has read enough."""
    while True:
        try:
            pager.communicate(text.encode("utf-8", "backslashreplace"))
        except KeyboardInterrupt:
            # Ctrl-C is for the pager, which goes on
            continue
        return
