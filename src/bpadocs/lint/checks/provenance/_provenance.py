"""What the checks of provenance share: the fields in a state, and findings over a whole field."""

from collections.abc import Iterator, Sequence

from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.subject import Subject
from bpadocs.rule.provenance import State


def fields_in(subject: Subject, wanted: State) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each language that has fields in this state, with their names.

    Existing pages keep no stamps, so their fields are in no state.
    """
    if subject.rule is None:
        return
    for language in subject.locales:
        if language == subject.source_language:
            continue
        states = subject.states[language]
        names = [name for name, state in states.items() if state is wanted]
        if names:
            yield language, names


def whole_field(subject: Subject, language: str, name: str, message: str) -> RuleHit:
    """Return a finding over all of a field, or over its general plural form."""
    unit = subject.units.get((language, name))
    if unit is None:
        unit = subject.units.get((language, f"{name}.other"))
    if unit is None:
        return at_field(subject, language, name, message)
    length = len(unit.translation.text.rstrip("\n"))
    return RuleHit(
        rule=subject.id,
        language=language,
        field=unit.field,
        hit=Hit(start=0, end=length, message=message),
    )


def at_field(
    subject: Subject, language: str, name: str | None, message: str
) -> RuleHit:
    """Return a finding at the place of a field, or of a whole language, that has no text."""
    return RuleHit(
        rule=subject.id,
        language=language,
        field=name,
        hit=Hit(start=0, end=0, message=message),
    )
