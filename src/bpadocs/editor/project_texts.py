"""All rules of a project, read when somebody asks for what others have: alike texts, and pages."""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from bpadocs.errors import BrokenInputError
from bpadocs.moving.links import link_to
from bpadocs.project.tree import Project, read_what_can_be
from bpadocs.rule.model import Rule, general_form
from bpadocs.rule.names import page_address
from bpadocs.translators.suggest import Memory, Suggestion, text_id


class ProjectTexts:
    """The rules of a project as they are on disk.

    To read a thousand takes a second, so it is meant to be asked in a thread of its own, and any
    number of threads may ask.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = Lock()
        self._project: Project | None = None
        self._memories: dict[str, Memory] = {}
        self._is_of_now = False

    @property
    def is_read(self) -> bool:
        """Whether an answer takes no time."""
        return self._is_of_now

    def renew(self) -> None:
        """Read again what has changed, when it is asked for."""
        self._is_of_now = False

    def suggestion(self, rule: Rule, language: str, name: str) -> Suggestion | None:
        """Return what the other rules have for a text, with what differs exchanged."""
        with self._lock:
            project = self._read()
            if project is None:
                return None
            if language not in self._memories:
                self._memories[language] = Memory(project, language)
            identifier = text_id(rule, name)
            return self._memories[language].suggest(identifier, rule.english[name])

    def pages(self, product: str) -> Mapping[str, str]:
        """Return the pages as a rule of this product links to them, with their titles."""
        with self._lock:
            project = self._read()
            found = {}
            for rule in project.rules if project else ():
                address = page_address(rule.product.id, rule.page)
                title = rule.english.get("title")
                found[link_to(address, product)] = general_form(title or "")
            return found

    def _read(self) -> Project | None:
        """Return the project; None where nothing of it can be read."""
        if self._is_of_now:
            return self._project
        # what changes from here on is asked for again
        self._is_of_now = True
        self._memories = {}
        try:
            self._project = read_what_can_be(self._root, self._project)
        except (BrokenInputError, OSError):
            self._project = None
        return self._project
