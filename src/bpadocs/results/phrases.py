"""Every text of a project's rules, in every language, found by a sentence that was made from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bpadocs.messages.catalog import Catalog
from bpadocs.results.inverse import Parts, captures
from bpadocs.rule.model import Plural, Text
from bpadocs.rule.placeholders import parts

_START = 16
"""By so many characters of their beginnings, texts are told apart before they are compared."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One form of one text, as a checker has it."""

    language: str
    rule: str
    field: str
    parts: Parts


class Phrases:
    """The texts of all rules, for those who have a sentence and ask where it comes from."""

    def __init__(self, catalogs: Iterable[Catalog]) -> None:
        self._by_start: defaultdict[str, list[Phrase]] = defaultdict(list)
        self._shown: dict[tuple[str, str, str], set[str]] = {}
        for catalog in catalogs:
            for entry in catalog.entries:
                for field, text in entry.fields.items():
                    self._add(catalog.language, entry.rule, field, text)

    def _add(self, language: str, rule: str, field: str, text: Text) -> None:
        shown = self._shown.setdefault((language, rule, field), set())
        for form in _forms(text):
            pieces = tuple((literal, name or "") for literal, name in parts(form))
            shown.update(name for _, name in pieces if name)
            first = pieces[0][0]
            start = first if len(pieces) == 1 else first[:_START]
            self._by_start[start].append(Phrase(language, rule, field, pieces))

    def of(self, sentence: str) -> Iterator[tuple[Phrase, list[Mapping[str, str]]]]:
        """Yield the texts that give this sentence, each with the values that it may have had."""
        whole = {sentence: None}
        starts = (sentence[:length] for length in range(_START, -1, -1))
        for start in (*whole, *dict.fromkeys(starts)):
            for phrase in self._by_start.get(start, ()):
                is_whole = len(phrase.parts) == 1
                if is_whole and phrase.parts[0][0] != sentence:
                    continue
                found: list[Mapping[str, str]] = list(captures(phrase.parts, sentence))
                if found:
                    yield phrase, found

    def shown(self, language: str, rule: str, field: str) -> set[str]:
        """Return the arguments that a text shows; nothing where the language has no such text."""
        return self._shown.get((language, rule, field), set())


def _forms(text: Text) -> Iterable[str]:
    if isinstance(text, Plural):
        return dict.fromkeys(text.forms.values())
    return (text,)
