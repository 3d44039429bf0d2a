"""Say results that were printed in one language again in another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from textwrap import shorten
from typing import Any

from bpadocs.errors import Problem
from bpadocs.results.printed import (
    WORDS,
    Path,
    PrintedResult,
    PrintedResults,
    PrintedText,
)
from bpadocs.results.shared import SharedSentences
from bpadocs.results.understanding import (
    Arguments,
    Book,
    Understanding,
    printed,
    understand,
    unix,
)
from bpadocs.runtime import Messages, ServedText, visible
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import CATEGORIES, SEVERITIES

_SHOWN = 70
"""So many characters of a sentence are in a message."""

_ENGLISH_WORDS = {
    "severity": tuple(SEVERITIES.values()),
    "category": tuple(CATEGORIES.values()),
}


@dataclass
class SaidAgain:
    """The results in another language, and what is to know of them."""

    data: Any
    results: int = 0
    sentences: int = 0
    """How many sentences the results have."""
    said: int = 0
    """How many of them were said again."""
    fallen_back: int = 0
    """How many of those are in another language than asked for, having no translation yet."""
    unsaid: list[Problem] = field(default_factory=list)
    """The sentences that are given as they are, and why."""
    doubtful: list[Problem] = field(default_factory=list)
    """The sentences that could mean something else as well."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says what is understood in one language."""

    book: Book
    messages: Messages
    labels: Mapping[str, Labels]
    shared: SharedSentences

    def say(self, printed_results: PrintedResults) -> SaidAgain:
        """Return the results in the language of the messages."""
        path = printed_results.path
        replaced: dict[Path, str] = {}
        for place in printed_results.languages:
            replaced[place] = self.messages.locale
        done = SaidAgain(None)
        for result in printed_results.results:
            replaced |= self._result(result, path, done)
            done.results += result.is_result
        done.data = _with(printed_results.data, replaced)
        return done

    def _result(
        self, result: PrintedResult, path: str, done: SaidAgain
    ) -> dict[Path, str]:
        """Return what to replace in a result, and note what came of its sentences."""
        tails: dict[Path, str] = {}
        own: list[PrintedText] = []
        for sentence in result.sentences:
            head, tail = self._without_shared(sentence)
            tails[sentence.path] = tail
            own.append(head)
        result = replace(result, sentences=tuple(own))
        meanings = understand(result, self.book)
        meaning = meanings[0] if meanings else None
        replaced: dict[Path, str] = {}
        for sentence in result.sentences:
            if sentence.field in WORDS:
                word = self._word(sentence, meaning)
                if word is not None:
                    replaced[sentence.path] = word
                continue
            tail = tails[sentence.path]
            if not sentence.text.strip() and not tail:
                continue
            said, reason = self._sentence(sentence, meaning)
            if said is not None:
                texts = [*said, tail] if tail else said
                replaced[sentence.path] = "\n\n".join(texts)
                reason = self._doubt(sentence, said, meanings)
            if result.is_result:
                where = f"{result.where}, “{_name(sentence.path)}”"
                self._note(sentence, said, done, Problem(path, 1, 1, where), reason)
        return replaced

    def _without_shared(self, sentence: PrintedText) -> tuple[PrintedText, str]:
        """Return a text without the paragraph that no rule owns, and that one in the language."""
        if sentence.field in WORDS:
            return sentence, ""
        target = self.labels[self.messages.locale]
        head, tail = self.shared.said(unix(sentence.text), target)
        return (replace(sentence, text=head), tail) if tail else (sentence, "")

    def _note(
        self,
        sentence: PrintedText,
        said: Sequence[ServedText] | None,
        done: SaidAgain,
        place: Problem,
        reason: str,
    ) -> None:
        """Count a sentence, and keep what people must know of it."""
        done.sentences += 1
        message = f"{place.message}: {reason}"
        if said is None:
            shown = shorten(sentence.text, _SHOWN, placeholder=" …")
            message = f"{message}; given as it is: “{shown}”"
            done.unsaid.append(place._replace(message=message))
            return
        done.said += 1
        locale = self.messages.locale
        done.fallen_back += any(text.locale != locale for text in said)
        if reason:
            done.doubtful.append(place._replace(message=message))

    def _sentence(
        self, sentence: PrintedText, meaning: Understanding | None
    ) -> tuple[list[ServedText] | None, str]:
        """Return a sentence in the language, or nothing and why not."""
        if not sentence.text.strip():
            return [], ""
        if meaning is None or sentence not in meaning.pieces:
            return None, "fits no rule"
        return self._said(sentence, meaning, meaning.arguments)

    def _said(
        self, sentence: PrintedText, meaning: Understanding, arguments: Arguments
    ) -> tuple[list[ServedText] | None, str]:
        texts = []
        for piece in meaning.pieces[sentence]:
            text = printed(self.messages, meaning.rule, piece.field, arguments)
            if not text:
                return None, f"{meaning.rule} has no “{piece.field}” here"
            shown = self.book.phrases.shown(text.locale, meaning.rule, piece.field)
            unknown = sorted(shown & meaning.invented)
            if unknown:
                names = ", ".join(f"{{{name}}}" for name in unknown)
                return None, f"it does not show {names}, which the translation needs"
            texts.append(text)
        return texts, ""

    def _doubt(
        self,
        sentence: PrintedText,
        said: Sequence[ServedText],
        meanings: Sequence[Understanding],
    ) -> str:
        """Return what else the sentence could mean; nothing where that is said the same."""
        if not said:
            return ""
        first, *others = meanings
        apart = "the names in it can be told apart in more than one way"
        for arguments in first.doubts:
            other, _ = self._said(sentence, first, arguments)
            if other is not None and other != said:
                return f"{apart}, and then it is “{_end_of(other)}”"
        if first.is_odd and self._shows_values(sentence, first):
            return apart
        for meaning in others:
            if sentence in meaning.pieces:
                other, _ = self._said(sentence, meaning, meaning.arguments)
                if other is not None and other != said:
                    return (
                        f"{meaning.rule} has it too, and says it otherwise; taken as "
                        f"{first.rule}"
                    )
        return ""

    def _shows_values(self, sentence: PrintedText, meaning: Understanding) -> bool:
        shown = self.book.phrases.shown
        return any(
            shown(piece.language, meaning.rule, piece.field)
            for piece in meaning.pieces[sentence]
        )

    def _word(self, sentence: PrintedText, meaning: Understanding | None) -> str | None:
        """Return a severity, a category or an address in the language, if it is known."""
        if sentence.field == "help":
            return self._address(sentence, meaning)
        target = self.labels[self.messages.locale]
        for english in _ENGLISH_WORDS[sentence.field]:
            for labels in self.labels.values():
                word = labels.word(sentence.field, english)
                if word.casefold() == unix(sentence.text).strip().casefold():
                    return target.word(sentence.field, english)
        return None

    def _address(
        self, sentence: PrintedText, meaning: Understanding | None
    ) -> str | None:
        if meaning is None:
            return None
        for messages in self.book.messages.values():
            if messages[meaning.rule].help == unix(sentence.text).strip():
                return self.messages[meaning.rule].help
        return None


def _end_of(texts: Sequence[str]) -> str:
    """Return the end of what is said, where most texts have their names, as one short line."""
    line = " ".join(" ".join(texts).split())
    return line if len(line) <= _SHOWN else f"… {line[-_SHOWN:]}"


def _name(path: Path) -> str:
    """Return the last key of a path, which is the name of a property."""
    keys = [step for step in path if isinstance(step, str)]
    return keys[-1] if keys else ""


def _with(data: Any, replaced: Mapping[Path, str], here: Path = ()) -> Any:
    """Return the data with other texts in these places."""
    if here in replaced:
        return replaced[here]
    if isinstance(data, dict):
        return {key: _with(one, replaced, (*here, key)) for key, one in data.items()}
    if isinstance(data, list):
        return [_with(one, replaced, (*here, at)) for at, one in enumerate(data)]
    return data


def as_text(results: PrintedResults, data: Any) -> str:
    """Return a list for people, with the properties of each result below one another."""
    blocks = []
    for result in results.results:
        if not result.is_result:
            continue
        width = max(len(name) for name, _ in result.shown)
        block = ""
        for name, path in result.shown:
            start = f"{name:<{width}} :"
            for line in _shown(_at(data, path)).split("\n"):
                block += f"{start} {visible(line)}".rstrip() + "\n"
                start = " " * len(start)
        blocks.append(block)
    return "\n".join(blocks)


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "\n".join(_shown(one) for one in value)
    if isinstance(value, dict):
        # a text in several forms, the first of which is the plain one
        return _shown(next(iter(value.values()), None))
    return str(value)
