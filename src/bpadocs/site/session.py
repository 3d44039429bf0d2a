"""A project's site while it is served: what is told of it to browsers, and to the terminal."""

import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Final

from bpadocs.errors import BrokenInputError, LostProcessError, Problem, UsageError
from bpadocs.lint.findings import Level
from bpadocs.project.settings import read_settings
from bpadocs.site.desk import Desk
from bpadocs.site.live import LiveSite, Looked
from bpadocs.site.mistakes import Editor, shown_mistakes
from bpadocs.site.news import News
from bpadocs.site.workplace import WORK, Workplace
from bpadocs.system import bugs

_BREATH: Final = 0.3
"""Seconds in which pages are shown before all rules are looked at."""


def _say_nothing(_: str) -> None:
    """Tell nobody."""


class Site:
    """A project's site, kept up to date, and what is told of it."""

    def __init__(
        self,
        root: Path,
        *,
        editing: bool = False,
        editor: str = "vscode",
        say: Callable[[str], None] = _say_nothing,
    ) -> None:
        """Serve this project; where `editing`, browsers may write in it.

        `say` tells the terminal what browsers have done, and what was found meanwhile.
        """
        self.live = LiveSite(root)
        self._say = say
        self.token = secrets.token_urlsafe(32)
        self.news = News(time.time_ns() // 1_000_000, run=secrets.token_hex(8))
        self.editor = Editor(root, editor)
        self.desk: Desk | None = None
        self.workplace: Workplace | None = None
        if editing:
            self.desk = Desk(self.live, self._saved)
            self.workplace = Workplace(self.live, self.editor)
        self._broken: Sequence[Problem | str] = ()
        """What keeps the project from being read at all."""
        self._unchecked: Sequence[Problem | str] = ()
        """What keeps it from being checked."""
        self._changed = threading.Event()
        self._said = ""

    @property
    def failed(self) -> bool:
        """Whether something could not be read or made the last time."""
        return bool(self._mistakes())

    @property
    def first_page(self) -> str:
        """The address of the page where somebody begins to work, after the slash."""
        try:
            source, *others = read_settings(self.live.root).locales.values()
        except BrokenInputError:
            return ""
        # where there is one language only, nobody has to choose it
        locale = source if len(others) != 1 else others[0]
        return f"{locale}/{WORK}.html"

    def look(self, changed: Collection[str] | None = None) -> str:
        """Read what has changed, tell the browsers, and return what to print.

        Whatever goes wrong is told, and is no reason to end: somebody is mending it.
        """
        started = time.perf_counter()
        before = [*self._broken, *self.live.problems]
        try:
            looked = self.live.look(changed)
        except Exception as error:
            self._broken = _problems_of(error)
            self._tell(None)
            return "\n".join(map(str, self._broken))
        self._broken = ()
        self._tell(looked)
        self._changed.set()
        done = [*map(str, self.live.problems)]
        if looked.rules or looked.everything or before != [*self.live.problems]:
            seconds = time.perf_counter() - started
            done.append(_done(looked, seconds))
        return "\n".join(done)

    def lint(self) -> str:
        """Look at all rules, tell the browsers, and return what to print."""
        self._changed.clear()
        try:
            looked = self.live.lint()
        except Exception as error:
            self._unchecked = _problems_of(error)
            self._tell(None)
            return "\n".join(map(str, self._unchecked))
        self._unchecked = ()
        self._tell(looked)
        if self.live.failures:
            return "\n".join(map(str, self.live.failures))
        return self._counted()

    def _saved(self, files: Collection[str]) -> None:
        """Show what was saved in a browser."""
        self._say(self.look(files))

    def tell_bug(self, error: Exception) -> None:
        """Say that something of ours is broken, and what to do about it."""
        self._say(f"bpa serve: {bugs.report(error)}")

    def lint_forever(self) -> None:
        """Look at all rules each time that something has changed, and say what is new."""
        self._changed.wait()
        self.live.get_ready()
        while True:
            self._changed.wait()
            # the page that somebody looks at goes before all that nobody sees
            time.sleep(_BREATH)
            said = self.lint()
            if said != self._said:
                self._say(said)
            self._said = said

    def _mistakes(self) -> list[Problem | str]:
        every = [
            *self._broken,
            *self.live.problems,
            *self._unchecked,
            *self.live.failures,
        ]
        return [*dict.fromkeys(every)]

    def _tell(self, looked: Looked | None) -> None:
        """Tell every open page what has changed, and what is wrong."""
        self.news.tell_mistakes(shown_mistakes(self._mistakes(), self.editor))
        if looked is not None:
            self.news.tell(
                looked.rules,
                everything=looked.everything,
                is_checking=self.live.is_checking,
            )

    def _counted(self) -> str:
        """Return how many findings there are, by level."""
        state = self.live.state
        levels: Counter[Level] = Counter()
        for found in state.run.findings.values() if state else ():
            levels.update(finding.severity for finding in found)
        parts = []
        for level in Level:
            if levels[level]:
                plural = "" if levels[level] == 1 else "s"
                parts.append(f"{levels[level]:,} {level}{plural}")
        return f"checked: {', '.join(parts) or 'nothing found'}"


def _done(looked: Looked, seconds: float) -> str:
    number = len(looked.rules)
    rules = "1 rule" if number == 1 else f"{number:,} rules"
    return f"{rules} read anew ({seconds:.2f} s)"


def _problems_of(error: Exception) -> Sequence[Problem | str]:
    """Return what kept the site from being made."""
    if isinstance(error, BrokenInputError):
        return error.problems
    if isinstance(error, OSError) and error.filename:
        return [Problem(str(error.filename), 1, 1, error.strerror or str(error))]
    if isinstance(error, OSError):
        return [f"bpa serve: {error.strerror or error}"]
    if isinstance(error, LostProcessError | UsageError):
        return [f"bpa serve: {error}"]
    return [f"bpa serve: {bugs.report(error)}"]
