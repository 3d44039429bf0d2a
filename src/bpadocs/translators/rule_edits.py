"""Changed texts and their stamps, written into the text of a rule file."""

from collections.abc import Mapping, Sequence

from bpadocs.formats.yaml.edit import EditError, Path, Value, edit
from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.read_rule import read_rule
from bpadocs.rule.keys import key_order
from bpadocs.rule.model import MADE_FROM, PLURAL_CATEGORIES, Rule
from bpadocs.rule.provenance import format_stamp
from bpadocs.translators.stamping import made_from, stamp_keys
from bpadocs.translators.verdicts import TextChange
from bpadocs.words.labels import Labels


class RuleEditor:
    """Edits rule files in memory, one language at a time."""

    def __init__(self, language: str, languages: Sequence[str], source: Labels) -> None:
        self.language = language
        self.languages = languages
        """Those of the project, in their order."""
        self.source = source
        """The labels of the language that rules are written in."""

    def changed(self, rule: Rule, changes: Sequence[TextChange]) -> Rule | str:
        """Return the rule with these changes, read from its edited file; or why it cannot be."""
        edits: dict[Path, Value | None] = {}
        for change in changes:
            text = change.text
            written = text if isinstance(text, str) else dict(text.forms)
            edits["text", self.language, change.field] = written
            if change.stamp is not None:
                keys = stamp_keys(self.language, change.field)
                edits[keys] = format_stamp(change.stamp)
        new = self._edited(rule, edits)
        if isinstance(new, str):
            return new
        pages = made_from(new, [self.language], self.source)
        if not pages:
            return new
        # Only a second edit can note the source's page: whether all is confirmed, the first tells.
        noted: dict[Path, Value | None] = {}
        for language, page in pages.items():
            keys = stamp_keys(language, MADE_FROM)
            noted[keys] = page
        return self._edited(new, noted)

    def _edited(
        self,
        rule: Rule,
        edits: Mapping[Path, Value | None],
    ) -> Rule | str:
        try:
            text = edit(rule.source.text, edits, self._order)
        except (EditError, ValueError) as error:
            return str(error)
        source = Source(rule.source.path, text)
        new, problems = read_rule(source, rule.id, rule.product, self.languages)
        if new is None:
            messages = dict.fromkeys(problem.message for problem in problems)
            return "; ".join(messages)
        return new

    def _order(self, path: Path) -> Sequence[str]:
        """Return the order of the keys at this place, for what is inserted."""
        if path == ("text",):
            return self.languages
        return key_order(path) or PLURAL_CATEGORIES
