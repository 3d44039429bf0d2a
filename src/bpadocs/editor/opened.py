"""A rule that is open in an editor, and its project."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lsprotocol import types

from bpadocs.editor.elsewhere import ByFile
from bpadocs.editor.outline import FieldNode, LanguageNode, field_in
from bpadocs.editor.places import PlacedText
from bpadocs.editor.project_texts import ProjectTexts
from bpadocs.errors import BrokenInputError
from bpadocs.lint.checking import CheckedText, RuleChecker
from bpadocs.lint.findings import Finding
from bpadocs.lint.history import History
from bpadocs.project.tree import Project
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.translators.carry.rules import Carry


class OpenProject:
    """A project of which rules are open."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.checker = RuleChecker(root)
        self.texts = ProjectTexts(root)
        self.history = History(root)
        self.found: ByFile | None = None
        """What the last look at all rules found; None before there was one."""
        self._carry: Carry | None = None

    @property
    def source_language(self) -> str:
        """The language that rules are written in; English where the settings have mistakes."""
        try:
            return self.checker.basis.settings.source_language
        except BrokenInputError:
            return SOURCE_LANGUAGE

    def renew(self) -> None:
        """Look anew at what is on disk: settings, words, the versions that git has."""
        self.checker.renew()
        self.texts.renew()
        self.history = History(self.root)
        self._carry = None

    def carry(self) -> Carry:
        """Return what carries changes of the English over. Raises BrokenInputError."""
        if self._carry is None:
            basis = self.checker.basis
            products = tuple(folder.product for folder in basis.folders)
            empty = Project(
                root=self.root,
                settings=basis.settings,
                products=products,
                rules=(),
            )
            self._carry = Carry(empty)
        return self._carry


@dataclass(frozen=True)
class OpenRule:
    """A rule that is open, as it was when it was last looked at."""

    project: OpenProject
    uri: str
    checked: CheckedText
    placed: PlacedText

    @property
    def file(self) -> Path:
        """The file on disk."""
        return self.project.root / self.checked.path

    @property
    def findings(self) -> Iterator[Finding]:
        """Each finding by itself: those that stand beside another one, too."""
        for finding in self.checked.findings:
            yield finding
            yield from finding.also

    def findings_between(self, start: int, end: int) -> Iterator[Finding]:
        """Yield the findings that touch the text between two offsets."""
        for finding in self.findings:
            span = self.placed.range(finding.place)
            first = self.placed.offset(span.start)
            last = self.placed.offset(span.end)
            if first <= end and start <= last:
                yield finding

    def english_of(self, name: str) -> types.Location | None:
        """Return where the English of a field is."""
        english = field_in(self.checked.text, self.project.source_language, name)
        if english is None:
            return None
        return self.location_of(english)

    def location_of(self, node: FieldNode | LanguageNode) -> types.Location:
        """Return where a field or a language is, as a place to go to."""
        span = self.span_of(node)
        return types.Location(self.uri, span)

    def span_of(self, node: FieldNode | LanguageNode) -> types.Range:
        """Return where the key of a field or a language is, with all that is behind it."""
        key = node.key
        last = self.placed.end_of(node.value)
        end = max(key.end, last)
        return self.placed.span(key.start, end)
