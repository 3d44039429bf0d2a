"""Say results that were printed in one language again in another."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
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
from bpadocs.words.of_pages import category_words, severity_words

_SHOWN = 70
"""So many characters of a sentence are in a message."""

_WITH_SHARED = ("issue", "compliant")
"""Where a checker says what no rule owns."""


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


@dataclass(frozen=True)
class Speaker:
    """Says what is understood in one language."""

    book: Book
    messages: Messages
    shared: SharedSentences

    @property
    def words(self) -> Labels:
        """The shared words of the language."""
        return self.book.labels[self.messages.locale]

    @cached_property
    def english_words(self) -> Mapping[str, Collection[str]]:
        """The English words for severities and categories, those of the project too."""
        severities = severity_words({})
        categories = category_words({})
        for rule in self.book.rules.values():
            severities |= severity_words(rule.product.severities)
            categories |= category_words(rule.product.categories)
        return {"severity": severities.values(), "category": categories.values()}

    def say(self, printed_results: PrintedResults) -> SaidAgain:
        """Return the results in the language of the messages."""
        replaced: dict[Path, str] = {}
        for place in printed_results.languages:
            replaced[place] = self.messages.locale
        done = SaidAgain(None)
        for result in printed_results.results:
            spoken = _SpokenResult(self, result)
            replaced |= spoken.words()
            for sentence in spoken.sentences:
                if sentence.text:
                    replaced[sentence.place] = sentence.text
                if result.is_result:
                    _note(done, printed_results.path, sentence)
            done.results += result.is_result
        done.data = _with(printed_results.data, replaced)
        return done


@dataclass(frozen=True, slots=True)
class SpokenSentence:
    """What became of one sentence."""

    place: Path
    where: str
    """What it is called in messages: `result 3, “Impact”`."""
    original: str
    text: str | None
    """In the other language; nothing where it cannot be said."""
    remark: str
    """Why it cannot be said, or what else it could mean."""
    has_fallen_back: bool = False


def _note(done: SaidAgain, path: str, sentence: SpokenSentence) -> None:
    """Count a sentence, and keep what people must know of it."""
    done.sentences += 1
    message = f"{sentence.where}: {sentence.remark}"
    if sentence.text is None:
        shown = shorten(sentence.original, _SHOWN, placeholder=" …")
        message = f"{message}; given as it is: “{shown}”"
        done.unsaid.append(Problem(path, 1, 1, message))
        return
    done.said += 1
    done.fallen_back += sentence.has_fallen_back
    if sentence.remark:
        done.doubtful.append(Problem(path, 1, 1, message))


class _SpokenResult:
    """One result, understood and said again."""

    def __init__(self, speaker: Speaker, result: PrintedResult) -> None:
        self.speaker = speaker
        self.where = result.where
        self.gaps = result.gaps
        self.tails: dict[Path, str] = {}
        """The paragraphs that no rule owns, in the language already."""
        own: list[PrintedText] = []
        for sentence in result.sentences:
            own.append(self._without_shared(sentence))
        self.result = replace(result, sentences=tuple(own))
        self.meanings = understand(self.result, speaker.book)
        self.meaning = self.meanings[0] if self.meanings else None

    def _without_shared(self, sentence: PrintedText) -> PrintedText:
        """Return a text without the paragraph that no rule owns."""
        # Elsewhere a last paragraph is of the rule, such as a name that sounds like one of these.
        if sentence.field not in _WITH_SHARED:
            return sentence
        words = self.speaker.words
        text = unix(sentence.text)
        head, tail = self.speaker.shared.said(text, words, self.gaps)
        if not tail:
            return sentence
        self.tails[sentence.path] = tail
        return replace(sentence, text=head)

    # Words

    def words(self) -> dict[Path, str]:
        """Return the severity, the category and the address, as far as they are known."""
        found: dict[Path, str] = {}
        for sentence in self.result.sentences:
            word = None
            if sentence.field == "help":
                word = self._address(sentence)
            elif sentence.field in WORDS:
                word = self._word(sentence)
            if word is not None:
                found[sentence.path] = word
        return found

    def _word(self, sentence: PrintedText) -> str | None:
        wanted = unix(sentence.text).strip().casefold()
        for english in self.speaker.english_words[sentence.field]:
            for labels in self.speaker.book.labels.values():
                word = labels.word(sentence.field, english)
                if word.casefold() == wanted:
                    return self.speaker.words.word(sentence.field, english)
        return None

    def _address(self, sentence: PrintedText) -> str | None:
        if self.meaning is None:
            return None
        rule = self.meaning.rule
        for messages in self.speaker.book.messages.values():
            if messages[rule].help == unix(sentence.text).strip():
                return self.speaker.messages[rule].help
        return None

    # Sentences

    @property
    def sentences(self) -> Iterator[SpokenSentence]:
        """What became of each sentence that is not empty."""
        for sentence in self.result.sentences:
            has_words = sentence.text.strip() or sentence.path in self.tails
            if sentence.field not in WORDS and has_words:
                yield self._spoken(sentence)

    def _spoken(self, sentence: PrintedText) -> SpokenSentence:
        tail = self.tails.get(sentence.path)
        said, remark = self._own_part(sentence)
        text = None
        if said is not None:
            paragraphs = [*said, tail] if tail else said
            text = "\n\n".join(paragraphs)
            remark = self._doubt(sentence, said)
        locale = self.speaker.messages.locale
        return SpokenSentence(
            place=sentence.path,
            where=f"{self.where}, “{_name(sentence.path)}”",
            original=sentence.text,
            text=text,
            remark=remark,
            has_fallen_back=any(one.locale != locale for one in said or ()),
        )

    def _own_part(self, sentence: PrintedText) -> tuple[list[ServedText] | None, str]:
        """Return what the rule says in the language, or nothing and why not."""
        if not sentence.text.strip():
            return [], ""
        if self.meaning is None or sentence not in self.meaning.pieces:
            return None, "fits no rule"
        return self._said(sentence, self.meaning, self.meaning.arguments)

    def _said(
        self, sentence: PrintedText, meaning: Understanding, arguments: Arguments
    ) -> tuple[list[ServedText] | None, str]:
        texts: list[ServedText] = []
        messages, phrases = self.speaker.messages, self.speaker.book.phrases
        for piece in meaning.pieces[sentence]:
            text = printed(messages, meaning.rule, piece.field, arguments)
            if not text:
                return None, f"{meaning.rule} has no “{piece.field}” here"
            shown = phrases.shown(text.locale, meaning.rule, piece.field)
            unknown = sorted(shown & meaning.invented)
            if unknown:
                names = ", ".join(f"{{{name}}}" for name in unknown)
                return None, f"it does not show {names}, which the translation needs"
            texts.append(text)
        return texts, ""

    # Doubts

    def _doubt(self, sentence: PrintedText, said: Sequence[ServedText]) -> str:
        """Return what else the sentence could mean; nothing where that is said the same."""
        if not said:
            return ""
        first, *others = self.meanings
        return self._other_values(sentence, said, first) or self._other_rule(
            sentence, said, others
        )

    def _other_values(
        self, sentence: PrintedText, said: Sequence[ServedText], meaning: Understanding
    ) -> str:
        apart = "the names in it can be told apart in more than one way"
        for arguments in meaning.doubts:
            other, _ = self._said(sentence, meaning, arguments)
            if other is not None and other != said:
                return f"{apart}, and then it is “{_end_of(other)}”"
        if meaning.is_odd and self._shows_values(sentence, meaning):
            return apart
        return ""

    def _other_rule(
        self,
        sentence: PrintedText,
        said: Sequence[ServedText],
        others: Sequence[Understanding],
    ) -> str:
        for meaning in others:
            if sentence not in meaning.pieces:
                continue
            other, _ = self._said(sentence, meaning, meaning.arguments)
            if other is not None and other != said:
                taken = self.meanings[0].rule
                return f"{meaning.rule} has it too, and says it otherwise; taken as {taken}"
        return ""

    def _shows_values(self, sentence: PrintedText, meaning: Understanding) -> bool:
        for piece in meaning.pieces[sentence]:
            phrases = self.speaker.book.phrases
            if phrases.shown(piece.language, meaning.rule, piece.field):
                return True
        return False


def _end_of(texts: Sequence[str]) -> str:
    """Return the end of what is said, where most texts have their names, as one short line."""
    line = " ".join(" ".join(texts).split())
    if len(line) <= _SHOWN:
        return line
    return f"… {line[-_SHOWN:]}"


def _name(path: Path) -> str:
    """Return the last key of a path, which is the name of a property."""
    keys = [step for step in path if isinstance(step, str)]
    if keys:
        return keys[-1]
    return ""


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
        if not result.shown:
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
