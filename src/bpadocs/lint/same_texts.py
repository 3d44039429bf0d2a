"""What checks found in a text, kept for when the same text comes again.

Pages are full of texts that others have too: words of a table, a note, a step. What is found in a
text follows from the text, its English, its language and the settings: nobody looks at it twice.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, NamedTuple, TypeVar

from bpadocs.lint.check import Check
from bpadocs.lint.findings import Hit
from bpadocs.lint.subject import Subject, SubjectText, Unit

Text = TypeVar("Text", Unit, SubjectText)

_MOST: Final = 20_000
"""So many texts are kept, then all are forgotten: the same texts are mostly near each other."""


@dataclass(slots=True)
class SeenText(Generic[Text]):
    """A text, and what checks have found in it so far."""

    text: Text
    key: Hashable
    found: dict[str, Sequence[Hit]]
    """By check; those that found nothing are not in it."""
    is_new: bool
    """Whether checks look at it for the first time."""

    @property
    def unseen(self) -> "SeenText[Text]":
        """The text with nothing known of it, for a check that has to look again."""
        return SeenText(
            text=self.text,
            key=self.key,
            found={},
            is_new=True,
        )


def follows_from_text(check: Check) -> bool:
    """Tell whether the check looks at nothing but texts; one of a plug-in may look around."""
    return check.run.__module__.startswith("bpadocs.")


class TextsOfSubject(NamedTuple):
    """The texts of a rule or a page, as checks are shown them."""

    units: Sequence[SeenText[Unit]]
    """Without stale translations, which no check of units sees."""
    passages: Sequence[SeenText[SubjectText]]


@dataclass(frozen=True, slots=True)
class SameTexts:
    """What the checks of one run found in each text so far."""

    _known: dict[Hashable, Mapping[str, Sequence[Hit]]] = field(default_factory=dict)

    def texts_of(self, subject: Subject) -> TextsOfSubject:
        """Return the texts of a subject, each with what is known of it."""
        units = []
        for unit in subject.comparable.units.values():
            units.append(self._looked(unit, _key_of_unit(unit, subject)))
        passages = []
        for text in subject.passages:
            passages.append(self._looked(text, _key_of_passage(text, subject)))
        return TextsOfSubject(units, passages)

    def _looked(self, text: Text, key: Hashable) -> SeenText[Text]:
        known = self._known.get(key)
        if known is None:
            return SeenText(
                text=text,
                key=key,
                found={},
                is_new=True,
            )
        return SeenText(
            text=text,
            key=key,
            found=dict(known),
            is_new=False,
        )

    def keep(self, texts: TextsOfSubject) -> None:
        """Keep what all checks of the run have found in these texts."""
        if len(self._known) >= _MOST:
            self._known.clear()
        for unit in texts.units:
            self._known[unit.key] = unit.found
        for passage in texts.passages:
            self._known[passage.key] = passage.found


def _key_of_unit(unit: Unit, subject: Subject) -> Hashable:
    """Return all that a check of units may look at."""
    return (
        subject.is_of_rules,
        unit.language,
        unit.locale,
        unit.field,
        unit.markup,
        unit.english.text,
        unit.translation.text,
        tuple(unit.arguments.items()),
        unit.expected,
    )


def _key_of_passage(text: SubjectText, subject: Subject) -> Hashable:
    """Return all that a check of single texts may look at."""
    passage = text.passage
    return subject.is_of_rules, text.language, passage.markup, passage.text
