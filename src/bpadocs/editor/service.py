"""What is open in one editor. A file is looked at once for each text that it has."""

from collections.abc import Sequence
from pathlib import Path

from pygls import uris
from pygls.workspace import PositionCodec

from bpadocs.editor.opened import OpenProject, OpenRule
from bpadocs.editor.places import PlacedText
from bpadocs.errors import UsageError
from bpadocs.project.tree import PRODUCT_FILE, RULES, find_root


class EditorService:
    """What is open in one editor."""

    def __init__(self) -> None:
        self._projects: dict[Path, OpenProject] = {}
        self._rules: dict[str, OpenRule] = {}

    def look_at(self, uri: str, text: str, codec: PositionCodec) -> OpenRule | None:
        """Look at the text of a file; None where it is no rule of a project."""
        known = self._rules.get(uri)
        if known is not None and known.checked.text == text:
            return known
        root = _root_of(uri)
        if root is None:
            return None
        project = self._project(root)
        path = _file(uri).relative_to(root).as_posix()
        rule = OpenRule(
            project=project,
            uri=uri,
            checked=project.checker.check(path, text),
            placed=PlacedText(text, codec),
        )
        self._rules[uri] = rule
        return rule

    def renew(self) -> Sequence[str]:
        """Look anew at what is on disk, and return the files that have to be looked at again."""
        for project in self._projects.values():
            project.renew()
        open_now = list(self._rules)
        self._rules.clear()
        return open_now

    def close(self, uri: str) -> None:
        """Forget a file."""
        self._rules.pop(uri, None)

    def _project(self, root: Path) -> OpenProject:
        if root not in self._projects:
            self._projects[root] = OpenProject(root)
        return self._projects[root]


def _root_of(uri: str) -> Path | None:
    """Return the project of which a file is a rule; None where it is none."""
    try:
        file = _file(uri)
        root = find_root(file.parent)
        parts = file.relative_to(root).parts
    except (OSError, ValueError, RuntimeError, UsageError):
        return None
    # rules/PRODUCT/NAME.yaml, and nothing else, is a rule
    if len(parts) != 3 or parts[0] != RULES:
        return None
    if file.suffix != ".yaml" or file.name == PRODUCT_FILE:
        return None
    return root


def _file(uri: str) -> Path:
    """Return the file that an address names. Raises ValueError where it names none."""
    name = uris.to_fs_path(uri)
    if not name:
        raise ValueError(uri)
    return Path(name).resolve()
