"""Watch what a site is made from, and tell when it changed."""

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from bpadocs.site.inputs import Stamp, folders_of, settings_of, stamps
from bpadocs.system.files import read_file

LOOK_AGAIN = 1000
"""Milliseconds without news after which it is checked whether other folders are to be watched."""


Changed = frozenset[str] | None
"""The files that have changed, relative to the project; None where nobody knows which."""


def changes(
    root: Path, seen: frozenset[Stamp] | None, failed: Callable[[], bool]
) -> Iterator[Changed]:
    """Yield each time that the site is to be made again what has changed.

    `seen` is what there was before the site was made last, so that a change before the watch began
    is noticed too. `failed` tells whether something could not be read or made the last time.
    """
    # The site is made again at each yield, and what changes meanwhile need not be reported: of a
    # folder that is moved away and back again, the watcher may say nothing. So it is noted what
    # there was before, and compared at the next look. Once it has been, `seen` is None. (An empty
    # one would not do: that is a project that is gone.)
    settings = _settings(root)
    # What made it fail may be over, and nothing have changed: a project that was moved away, and
    # back again. So it is tried once more.
    tried_again = False
    while True:
        folders = folders_of(root)
        # Silence is news too: a folder, or the file of settings, may have come or gone where nobody
        # watches.
        for changed in _watched(root, folders):
            unseen = seen is not None and seen != stamps(root)
            seen = None
            is_new = changed != frozenset() or unseen or settings != _settings(root)
            if is_new or (failed() and not tried_again):
                tried_again = not is_new
                settings = _settings(root)
                seen = stamps(root)
                yield _told(changed, unseen=unseen)
            if folders != folders_of(root):
                seen = stamps(root)
                yield None
                break


def _told(changed: Changed, *, unseen: bool) -> Changed:
    """Return what changed: what a watcher did not tell of has no name."""
    if unseen or not changed:
        return None
    return changed


def _watched(root: Path, folders: Sequence[Path]) -> Iterator[Changed]:
    """Yield, again and again, which files changed in the folders: none, often.

    This ends where they cannot be watched any more.
    """
    from watchfiles import watch

    # A folder is gone, or there are too many open files: of the latter the watcher says nothing but
    # that it failed.
    with contextlib.suppress(OSError, RuntimeError):
        if folders:
            for changed in watch(
                *folders,
                debounce=200,
                step=30,
                rust_timeout=LOOK_AGAIN,
                yield_on_timeout=True,
                raise_interrupt=True,
            ):
                yield _names(root, changed)
    before = stamps(root)
    time.sleep(LOOK_AGAIN / 1000)
    yield None if before != stamps(root) else frozenset()


def _names(root: Path, changed: Iterable[tuple[object, str]]) -> Changed:
    """Return the files that a watcher tells of; hidden ones are none of the project's."""
    names = set()
    for _, path in changed:
        if not os.path.basename(path).startswith("."):
            names.add(os.path.relpath(path, root).replace(os.sep, "/"))
    return frozenset(names)


def _settings(root: Path) -> list[bytes | None]:
    """Return what the files of settings hold, as far as they can be read."""
    return [_content(root / name) for name in settings_of(root)]


def _content(path: Path) -> bytes | None:
    try:
        return read_file(path)
    except (OSError, ValueError):  # a name that no file can have
        return None
