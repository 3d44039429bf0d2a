"""The texts that one language still has to translate, each with what may help."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bpadocs.formats.tmx import TmxUnit
from bpadocs.project.tree import Project
from bpadocs.rule.model import Rule, Text
from bpadocs.rule.provenance import State, states
from bpadocs.translators.suggest import MARK, Memory, Suggestion

_TO_DO = (State.MISSING, State.STALE, State.EDITED)


@dataclass(frozen=True, slots=True)
class TextToTranslate:
    """A field without a translation, or with one that may not fit the English any more."""

    rule: Rule
    field: str
    state: State
    suggestion: Suggestion | None

    @property
    def english(self) -> Text:
        """The text that is to be translated."""
        return self.rule.english[self.field]


def texts_to_translate(
    project: Project,
    language: str,
    products: Collection[str],
    given: Iterable[TmxUnit] = (),
) -> Iterator[TextToTranslate]:
    """Yield the texts of these products in the order of the rules; of all, where none is named.

    `given` are texts of other memories, which may help too.
    """
    memory = Memory(project, language, given)
    for rule in project.rules:
        if products and rule.product.id not in products:
            continue
        for field, state in states(rule, language).items():
            if state in _TO_DO:
                suggestion = memory.suggest(
                    f"{rule.id}{MARK}{field}", rule.english[field]
                )
                yield TextToTranslate(
                    rule=rule,
                    field=field,
                    state=state,
                    suggestion=suggestion,
                )
