"""What is open in one editor. A file is looked at once for each text that it has."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from pygls import uris
from pygls.workspace import PositionCodec

from bpadocs.editor.elsewhere import FoundElsewhere, told_here
from bpadocs.editor.opened import OpenProject, OpenRule
from bpadocs.editor.places import PlacedText
from bpadocs.errors import UsageError
from bpadocs.project.tree import PRODUCT_FILE, RULES, find_root


class EditorService:
    """What is open in one editor."""

    def __init__(self) -> None:
        self.projects: dict[Path, OpenProject] = {}
        self._rules: dict[str, OpenRule] = {}
        self._saved: dict[str, str] = {}

    def look_at(self, uri: str, text: str, codec: PositionCodec) -> OpenRule | None:
        """Look at the text of a file; None where it is no rule of a project."""
        known = self._rules.get(uri)
        if known is not None and known.checked.text == text:
            return known
        file = file_of(uri)
        root = None if file is None else project_above(file.parent)
        if file is None or root is None:
            return None
        path = file.relative_to(root)
        if not _is_rule(path):
            return None
        project = self.project(root)
        rule = OpenRule(
            project=project,
            uri=uri,
            checked=project.checker.check(path.as_posix(), text),
            placed=PlacedText(text, codec),
        )
        self._rules[uri] = rule
        # as it is opened, a text is the one on disk
        self._saved.setdefault(uri, text)
        return rule

    def told_elsewhere(self, rule: OpenRule) -> Iterator[FoundElsewhere]:
        """Yield what the look at all rules found on an open one, and it alone could find."""
        path = rule.checked.path
        text = rule.checked.text
        saved = self._saved.get(rule.uri, text)
        every = rule.project.found or {}
        found = every.get(path, ())
        return told_here(found, saved, text)

    def saved(self, uri: str, text: str) -> None:
        """Note that this is the text of a file on disk now."""
        if uri in self._saved:
            self._saved[uri] = text

    def renew(self) -> Sequence[str]:
        """Look anew at what is on disk, and return the files that have to be looked at again."""
        for project in self.projects.values():
            project.renew()
        open_now = list(self._rules)
        self._rules.clear()
        return open_now

    def close(self, uri: str) -> None:
        """Forget a file."""
        self._rules.pop(uri, None)
        self._saved.pop(uri, None)

    def open_rule(self, file: Path) -> OpenRule | None:
        """Return the open rule that is this file."""
        for rule in self._rules.values():
            if rule.file == file:
                return rule
        return None

    def project(self, root: Path) -> OpenProject:
        """Return a project, which is open from now on."""
        if root not in self.projects:
            self.projects[root] = OpenProject(root)
        return self.projects[root]


def project_above(folder: Path) -> Path | None:
    """Return the project that a folder is in, or is; None where there is none."""
    try:
        # From below, for in the folder where the search starts rules/ is enough, of whatever kind:
        # that is for those who begin a project, and nobody has asked here.
        return find_root(folder / RULES)
    except (OSError, ValueError, RuntimeError, UsageError):
        return None


def _is_rule(path: Path) -> bool:
    """Tell whether a file of a project is a rule: rules/PRODUCT/NAME.yaml, and nothing else."""
    parts = path.parts
    if len(parts) != 3 or parts[0] != RULES:
        return False
    return path.suffix == ".yaml" and path.name != PRODUCT_FILE


def file_of(uri: str) -> Path | None:
    """Return the file that an address names; None where it names none."""
    try:
        name = uris.to_fs_path(uri)
        return Path(name).resolve() if name else None
    except (OSError, ValueError, RuntimeError):
        return None
