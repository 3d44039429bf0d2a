"""What browsers are told while the site is served: which pages have changed, and what is wrong."""

import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class News:
    """What every open page may want to know."""

    version: int
    """It grows with everything that changes."""
    run: str = ""
    """What only this run of the server says: a page that is told another one asks anew."""
    rules: dict[str, int] = field(default_factory=dict)
    """By rule, the version in which its pages last changed, for those that have."""
    mistakes: Sequence[Mapping[str, Any]] = ()
    """What is wrong in the project, as browsers show it."""
    is_checking: bool = False
    """Whether findings are still being looked for: until then no number of them is the last word.
    """
    closed: bool = False
    made: bool = False
    """Whether there is a site: until then, a page that is missing may be about to come."""
    first: int = field(init=False)
    whole: int = field(init=False)
    """The version in which anything last changed."""
    changed: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.first = self.whole = self.version

    def tell_mistakes(self, mistakes: Sequence[Mapping[str, Any]]) -> None:
        """Tell every open page what is wrong."""
        with self.changed:
            self.mistakes = mistakes
            self.changed.notify_all()

    def tell(
        self, rules: Iterable[str], *, everything: bool, is_checking: bool
    ) -> None:
        """Tell every open page that these rules have changed, or all pages, and what goes on."""
        with self.changed:
            changed = dict.fromkeys(rules, self.version + 1)
            if changed or everything or not self.made:
                self.version += 1
                self.whole = self.version
            if everything or not self.made:
                self.first = self.version
                self.rules.clear()
            self.rules.update(changed)
            self.made = True
            self.is_checking = is_checking
            self.changed.notify_all()

    def close(self) -> None:
        """End all streams."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()

    def message(self, rule: str | None) -> str:
        """Return what a browser should know that shows a page of this rule, or one of all rules."""
        news = {
            "run": self.run,
            "version": self.version_of(rule),
            "checking": self.is_checking,
            "mistakes": self.mistakes,
        }
        return json.dumps(news, ensure_ascii=False)

    def version_of(self, rule: str | None) -> int:
        """Return the version in which the pages of a rule last changed, or those of all rules.

        Before there is a site, that of every page is none: then what was shown is shown anew.
        """
        if not self.made:
            return 0
        if rule is None:
            return self.whole
        return self.rules.get(rule, self.first)
