"""What becomes of one text that came back: it goes in, it is left, or it is refused.

What is good goes in. What nobody has finished is left, and so is what nobody has touched while
rules/ moved on. What is wrong is refused, and so is what would replace a newer translation:

| rules/ since the export | the file's text | |
|---|---|---|
| any | as in rules/ | confirmed, where it is not yet |
| the same translation | another | goes in |
| another translation | as exported | left |
| another translation | another | refused; `force` takes it |

A file from a tool that drops comments does not say what it was exported with. Then only a missing
or a stale translation is replaced: a stale one was made from an older English than the file has.
Any other may be the newer one.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from bpadocs.lint.history import word_diff
from bpadocs.project.mistakes import nearest
from bpadocs.rule.model import (
    UI_FIELDS,
    Origin,
    Plural,
    Rule,
    Stamp,
    Text,
)
from bpadocs.rule.placeholders import brace_problems, names
from bpadocs.rule.provenance import FITTING, State, fingerprint, normalise, state
from bpadocs.translators.plural_forms import (
    as_written,
    english_forms,
    shown,
    stated_forms,
    trimmed,
)
from bpadocs.translators.returned import Returned, Terms
from bpadocs.words.cldr import name_in_english


class Left(StrEnum):
    """Why a text neither went in nor was refused, as a summary says it."""

    UNTRANSLATED = "untranslated"
    UNFINISHED = "unfinished"
    NEWER = "as rules/ has it by now"


@dataclass(frozen=True, slots=True)
class LeftText:
    """A text that is left, and why."""

    why: Left


@dataclass(frozen=True, slots=True, order=True)
class RefusedText:
    """A text that did not go in: the line of its file, what it is, and why."""

    line: int
    id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """A text that is good by itself, and what it writes into its rule file."""

    line: int
    id: str
    rule: Rule
    field: str
    text: Text
    stamp: Stamp | None
    """None where nothing is said of it: it is a draft."""
    text_changed: bool
    """Else it is only confirmed as it is."""


Verdict = TextChange | LeftText | RefusedText | None
"""None where rules/ says the same already."""


def judge(
    returned: Returned,
    rule: Rule,
    field: str,
    language: str,
    terms: Terms,
) -> Verdict:
    """Decide what becomes of a text that came back for this field of this rule."""
    judgement = _Judgement(
        returned=returned,
        rule=rule,
        field=field,
        language=language,
        terms=terms,
    )
    return judgement.verdict()


class _Judgement:
    """One text that came back, compared with what rules/ has for its field."""

    def __init__(
        self,
        returned: Returned,
        rule: Rule,
        field: str,
        language: str,
        terms: Terms,
    ) -> None:
        self.returned = returned
        self.rule = rule
        self.field = field
        self.language = language
        self.terms = terms
        self.english = rule.english[field]
        self.current = rule.field(language, field)
        """The translation that rules/ has now."""
        translation = rule.text.get(language)
        if translation:
            self.stamp = translation.stamps.get(field)
        else:
            self.stamp = None
        """What rules/ knows of it."""

    def verdict(self) -> Verdict:
        """Return the change that the text makes, or why it makes none."""
        # The order matters: a text that rules/ has already needs no more work, and one
        # that is left has no mistakes to tell.
        change = self._change()
        if self._known_already(change):
            return None
        left = self._why_left()
        if left:
            return LeftText(left)
        why = self._why_refused(change.text)
        if why:
            return RefusedText(self.returned.line, self.returned.id, why)
        return change

    @cached_property
    def state(self) -> State:
        """The state of the translation in rules/."""
        return state(self.english, self.current, self.stamp)

    @cached_property
    def same(self) -> bool:
        """Whether rules/ has this very translation."""
        return self.current is not None and self.returned.forms == self._shown(
            self.current
        )

    @cached_property
    def moved_on(self) -> str | None:
        """How the English differs from the one the text was made from; None where it does not."""
        if isinstance(self.english, Plural) and not self.returned.plural:
            return f"the {self._source} has plural forms now; export again"
        one, other = english_forms(self.english)
        pairs = ((self.returned.english, one), (self.returned.english_other, other))
        for before, after in pairs:
            if before is None:
                continue
            if normalise(trimmed(before)) != normalise(trimmed(after)):
                changed = f"the {self._source} has changed since the export"
                return f"{changed}: {word_diff(before, after)}"
        return None

    @property
    def _source(self) -> str:
        """What messages call the source language."""
        return name_in_english(self.rule.source_language)

    def _shown(self, text: Text) -> dict[str, str]:
        return shown(text, self.language, plural=self.returned.plural)

    # The change

    def _change(self) -> TextChange:
        text = self.current
        if text is None or not self.same:
            text = self._new_text()
        return TextChange(
            line=self.returned.line,
            id=self.returned.id,
            rule=self.rule,
            field=self.field,
            text=text,
            stamp=self._new_stamp(text),
            text_changed=not self.same,
        )

    def _new_text(self) -> Text:
        """Return the text as the rule file will have it."""
        stamp = self.returned.stamp
        return as_written(
            self.returned.forms,
            self.english,
            self.current,
            plural=self.returned.plural,
            target=stamp.target if stamp else None,
        )

    def _new_stamp(self, text: Text) -> Stamp:
        """Return who has confirmed the text.

        What is known of this very text stays, no matter who brings it back.
        """
        source = fingerprint(self.english)
        target = fingerprint(text)
        known = self._known_stamp(source, target)
        reviewed = self.terms.reviewed or self.returned.reviewed
        if known is None:
            origin = self.terms.origin or Origin.HUMAN
            return Stamp(
                source=source,
                target=target,
                origin=origin,
                reviewed=reviewed,
            )
        reviewed = reviewed or self._went_out_to_be_read()
        return Stamp(
            source=source,
            target=target,
            origin=known.origin,
            reviewed=reviewed or known.reviewed,
            reason=known.reason if known.source == source else None,
            carried=known.carried and not reviewed,
        )

    def _went_out_to_be_read(self) -> bool:
        """Tell whether the text was carried over, and went out as one that nobody had read."""
        exported = self.returned.exported
        return exported is not None and exported.state is State.CARRIED

    def _known_stamp(self, source: str, target: str) -> Stamp | None:
        """Return what rules/ or the file knows of this text; of this English, if it does."""
        for stamp in (self.stamp, self.returned.stamp):
            if stamp and stamp.source == source and stamp.target == target:
                return stamp
        if self.stamp and self.stamp.target == target:
            return self.stamp
        return None

    # Why there is none

    def _known_already(self, change: TextChange) -> bool:
        if not self.same or self.state not in FITTING:
            return False
        return change.stamp == self.stamp or self.moved_on is not None

    def _why_left(self) -> Left | None:
        """Return why nobody has worked on the text, or not to its end."""
        returned = self.returned
        if not any(text.strip() for text in returned.forms.values()):
            return Left.UNTRANSLATED
        if returned.unfinished:
            return Left.UNFINISHED
        exported = returned.exported
        if exported is None or exported.touched(returned.forms):
            return None
        # What was not current then and is not fuzzy now has been confirmed, of an English that is
        # gone: that is not left but refused.
        if self.moved_on and exported.state is State.CURRENT:
            return Left.NEWER
        if not self.same and self._overtaken():
            return Left.NEWER
        return None

    def _overtaken(self) -> bool:
        """Tell whether the translation in rules/ has changed since the export."""
        exported = self.returned.exported
        if exported is None:
            return False
        return exported.overtaken(
            self.current, self.language, plural=self.returned.plural
        )

    def _why_refused(self, text: Text) -> str | None:
        why = self.moved_on or _half_done(self.returned)
        if not (why or self.same or self.terms.force):
            why = self._newer_in_rules()
        return why or _broken_arguments(text, self.field, self.rule)

    def _newer_in_rules(self) -> str | None:
        """Return how the translation in rules/ differs, where it may be newer than the file's."""
        if self.current is None:
            return None
        if self._overtaken():
            since = "the translation has changed since the export"
        elif self.returned.exported is None and self.state is not State.STALE:
            since = (
                "another translation is in rules/, and the file has lost what it "
                "was exported with"
            )
        else:
            return None
        diffs = " / ".join(self._differences(self.current))
        return (
            f"{since} (the file's against today's: {diffs}); --force takes the file's"
        )

    def _differences(self, current: Text) -> list[str]:
        """Return each form that differs, as a diff of the file's against that of rules/."""
        today = self._shown(current)
        return [
            word_diff(text, today[form])
            for form, text in self.returned.forms.items()
            if form in today and text != today[form]
        ]


def _half_done(returned: Returned) -> str | None:
    """Return which forms are empty, or which markup is lost."""
    empty = [form for form, text in returned.forms.items() if not text.strip()]
    if empty:
        return f"not translated for {' and '.join(empty)}"
    return returned.broken


def _broken_arguments(
    text: Text,
    field: str,
    rule: Rule,
) -> str | None:
    """Return the first mistake in the {arguments} of a text."""
    if field not in UI_FIELDS:
        return None
    for form in stated_forms(text):
        for problem in brace_problems(form):
            return problem.message
        for name in names(form):
            if name not in rule.arguments:
                return _unknown_argument(name, rule)
    return None


def _unknown_argument(name: str, rule: Rule) -> str:
    hint = nearest(name, rule.arguments)
    if not hint:
        known = ", ".join(rule.arguments) or "none"
        hint = f"; the rule has {known}"
    return f"unknown argument {{{name}}}{hint}"
