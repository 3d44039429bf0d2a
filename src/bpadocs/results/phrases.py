"""Every text of a project's rules, in every language, found by a sentence that was made from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bpadocs.messages.catalog import TEXTS, Catalog
from bpadocs.results.inverse import Parts, captures, template
from bpadocs.rule.model import Plural, Text

_START = 16
"""By so many characters of their beginnings, texts are told apart before they are compared."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One form of one text, as a checker has it."""

    language: str
    rule: str
    field: str
    parts: Parts

    @property
    def start(self) -> str:
        """What a sentence of it begins with; the whole of it, where it has no arguments."""
        first = self.parts[0][0]
        has_arguments = len(self.parts) > 1
        if has_arguments:
            return first[:_START]
        return first


class Phrases:
    """The texts of all rules, for those who have a sentence and ask where it comes from."""

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        self._by_start: dict[str, list[Phrase]] = {}
        self._shown: dict[tuple[str, str, str], set[str]] = {}
        for catalog in catalogs:
            for entry in catalog.entries:
                self._add(catalog.language, entry.rule, entry.fields)

    def _add(self, language: str, rule: str, fields: Mapping[str, Text]) -> None:
        for field in TEXTS:
            if field not in fields:
                continue
            shown = self._shown.setdefault((language, rule, field), set())
            for form in _forms(fields[field]):
                parts = template(form)
                phrase = Phrase(
                    language=language,
                    rule=rule,
                    field=field,
                    parts=parts,
                )
                self._by_start.setdefault(phrase.start, []).append(phrase)
                shown.update(name for _, name in parts if name)

    def of(self, sentence: str) -> Iterator[tuple[Phrase, list[Mapping[str, str]]]]:
        """Yield the texts that give this sentence, each with the values that it may have had."""
        for start in _starts(sentence):
            for phrase in self._by_start.get(start, ()):
                found: list[Mapping[str, str]] = [*captures(phrase.parts, sentence)]
                if found:
                    yield phrase, found

    def shown(self, language: str, rule: str, field: str) -> set[str]:
        """Return the arguments that a text shows; nothing where the language has no such text."""
        return self._shown.get((language, rule, field), set())


def _starts(sentence: str) -> Iterable[str]:
    """Return the whole sentence, and what it begins with, down to nothing."""
    starts = [sentence]
    for length in range(_START, -1, -1):
        starts.append(sentence[:length])
    return dict.fromkeys(starts)


def _forms(text: Text) -> Iterable[str]:
    if isinstance(text, Plural):
        return dict.fromkeys(text.forms.values())
    return (text,)
