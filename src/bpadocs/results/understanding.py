"""Find out what a printed result says: which rule it is about, and with which values.

No sentence is believed to be more than it is. What is recovered from it is printed again in its own
language, by the code that checkers print with; values that give every sentence of the result again
are right, and where different ones do, that is told.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, product

from bpadocs.messages.catalog import TEXTS
from bpadocs.results.inverse import names_in, oddness, values
from bpadocs.results.phrases import Phrase, Phrases
from bpadocs.results.printed import WORDS, PrintedResult, PrintedText
from bpadocs.rule.model import Argument, ArgumentType, Rule
from bpadocs.rule.names import plain_name
from bpadocs.runtime import Messages, MissingArgumentError, ServedText
from bpadocs.words.cldr import language_data
from bpadocs.words.labels import Labels

Arguments = Mapping[str, object]

MOST_READINGS = 40
"""Of one sentence; and of all sentences of a result together."""
MOST_PARAGRAPHS = 40
MOST_RULES = 8
"""So many rules that have the same sentences are compared with one another."""
COUNTS = (2, 1, 0, 3, 5, 6, 11, 21, 100, 1.5)
"""Numbers of every plural form there is, for what is counted but never shown."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a project's rules say, in every language."""

    rules: Mapping[str, Rule]
    phrases: Phrases
    messages: Mapping[str, Messages]
    """By language."""

    names: Mapping[str, str]
    """The rules by names that other tools may have for them, see `plain_names`."""
    labels: Mapping[str, Labels]
    """By language: its words for the values of choices."""

    def named(self, names: Iterable[str]) -> str | None:
        """Return the rule that one of these names means, or None."""
        for name in names:
            if name in self.rules:
                return name
            rule = self.names.get(name)
            if rule is None:
                rule = self.names.get(plain_name(name))
            if rule is not None:
                return rule
        return None


def plain_names(rules: Sequence[Rule]) -> dict[str, str]:
    """Return the rules by their help ids and the names of their files, both as plain names.

    A help id goes before the name of another rule's file; what two rules have is of neither. The
    ids that rules had before are there as they were.
    """
    by_file: dict[str, set[str]] = {}
    by_help_id: dict[str, set[str]] = {}
    for rule in rules:
        by_file.setdefault(plain_name(rule.id), set()).add(rule.id)
        by_help_id.setdefault(plain_name(rule.help_id), set()).add(rule.id)
    found: dict[str, str] = {}
    for plain, named in (by_file | by_help_id).items():
        if len(named) == 1:
            found[plain] = next(iter(named))
    for rule in rules:
        found |= dict.fromkeys(rule.aliases, rule.id)
    return found


@dataclass(frozen=True, slots=True)
class Match:
    """A text that a sentence may have been made from, with the values it may have had."""

    language: str
    rule: str
    field: str
    readings: tuple[Arguments, ...]
    is_plain: bool = True
    """No value has a blank line in it, which is what checkers put between texts."""


@dataclass(frozen=True, slots=True)
class SentencePart:
    """A sentence, or some paragraphs of it that are one text of a rule."""

    text: str
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class SaidBefore:
    """A piece of a sentence that is understood: which text of the rule it is."""

    text: str
    language: str
    field: str


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a result says."""

    rule: str
    pieces: Mapping[PrintedText, tuple[SaidBefore, ...]]
    """The sentences that are understood."""
    arguments: Arguments
    invented: frozenset[str]
    """Arguments that are only counted: their values are made up and must not be shown."""
    doubts: tuple[Arguments, ...] = ()
    """Other values that would have given the same sentences."""
    is_odd: bool = False
    """The values were chosen among several, and even so a list is cut at an odd place."""


def understand(result: PrintedResult, book: Book) -> tuple[Understanding, ...]:
    """Return what the result says.

    Nothing where no sentence fits a rule; more than one where several rules have its sentences.
    """
    named = book.named(result.names)
    find = _finder(book, named, result.arguments)
    pieces: dict[PrintedText, list[SentencePart]] = {}
    for sentence in result.sentences:
        if sentence.field not in WORDS:
            text = unix(sentence.text)
            # a name at the end may end in a blank
            found = _pieces(text, find) or _pieces(text.strip(), find)
            if found:
                pieces[sentence] = found
    scores: Counter[str] = Counter()
    for found in pieces.values():
        scores.update(_rules(found))
    best = max(scores.values(), default=0)
    rules = [rule for rule, score in sorted(scores.items()) if score == best]
    understood = []
    for rule in rules[:MOST_RULES]:
        understood.append(_of_rule(book.rules[rule], pieces, book))
    return tuple(understood)


def unix(text: str) -> str:
    """Return a text with the line ends that catalogs have."""
    return text.replace("\r\n", "\n")


# Where a sentence comes from

Find = Callable[[str], tuple[Match, ...]]


def _finder(book: Book, named: str | None, arguments: Arguments | None) -> Find:
    """Return a function that finds the texts a sentence may be made from."""
    told: dict[str, Match] = {}
    if named is not None and arguments is not None:
        told = _as_told(book, named, arguments)

    def find(text: str) -> tuple[Match, ...]:
        """Return the texts; where the result tells its values, those that have just these."""
        if text in told:
            return (told[text],)
        found = []
        for phrase, captured in book.phrases.of(text):
            if named in (None, phrase.rule):
                found.append(_match(book, phrase, captured))
        return tuple(found)

    return find


def _as_told(book: Book, rule: str, arguments: Arguments) -> dict[str, Match]:
    """Return every sentence that the rule has with these values."""
    told: dict[str, Match] = {}
    for language, messages in book.messages.items():
        for field in TEXTS:
            text = printed(messages, rule, field, arguments)
            if text and text.locale == language:
                match = Match(
                    language=language,
                    rule=rule,
                    field=field,
                    readings=(arguments,),
                )
                told.setdefault(text, match)
    return told


def _match(book: Book, phrase: Phrase, captured: Sequence[Mapping[str, str]]) -> Match:
    rule = book.rules[phrase.rule]
    plain = [texts for texts in captured if not _has_blank_line(texts.values())]
    given = _readings(rule, phrase, plain or captured, book.labels[phrase.language])
    readings = islice(given, MOST_READINGS)
    return Match(
        language=phrase.language,
        rule=rule.id,
        field=phrase.field,
        readings=tuple(readings),
        is_plain=bool(plain),
    )


def _has_blank_line(texts: Iterable[str]) -> bool:
    return any("\n\n" in text for text in texts)


def _readings(
    rule: Rule,
    phrase: Phrase,
    captured: Sequence[Mapping[str, str]],
    labels: Labels,
) -> Iterator[Arguments]:
    """Yield the values that the captured texts may stand for."""
    language = language_data(phrase.language)
    for texts in captured:
        possible: list[Iterable[object]] = []
        for name, text in texts.items():
            argument = rule.arguments.get(name)
            kind = ArgumentType.TEXT
            chosen: list[str] = []
            if argument is not None:
                kind = argument.type
                chosen = _chosen(argument, text, labels)
            possible.append(chosen or values(kind, text, language))
        for given in product(*possible):
            yield dict(zip(texts, given, strict=True))


def _chosen(argument: Argument, text: str, labels: Labels) -> list[str]:
    """Return the values of a choice that the language has this word for; mostly it is one."""
    found = []
    for value, english in argument.values.items():
        if labels.word("value", english) == text:
            found.append(value)
    return found


def _pieces(text: str, find: Find) -> list[SentencePart]:
    """Return the texts of rules that a sentence is made of; nothing where one part is none.

    Checkers join texts with a blank line, which is in no value; only where nothing else fits, it
    may be.
    """
    if not text:
        return []
    whole = find(text)
    if any(match.is_plain for match in whole):
        return [SentencePart(text, whole)]
    paragraphs = text.split("\n\n")
    if 1 < len(paragraphs) <= MOST_PARAGRAPHS:
        pieces = _in_paragraphs(paragraphs, find)
        if pieces:
            return pieces
    if whole:
        return [SentencePart(text, whole)]
    return []


def _in_paragraphs(paragraphs: Sequence[str], find: Find) -> list[SentencePart]:
    """Return a piece for each run of paragraphs that is a text, the longest runs first."""
    pieces = []
    start = 0
    while start < len(paragraphs):
        for end in range(len(paragraphs), start, -1):
            text = "\n\n".join(paragraphs[start:end])
            matches = tuple(match for match in find(text) if match.is_plain)
            if matches:
                pieces.append(SentencePart(text, matches))
                break
        else:
            return []
        start = end
    return pieces


def _rules(pieces: Iterable[SentencePart]) -> set[str]:
    """Return the rules that have all pieces of a sentence."""
    found = [_rules_of(piece) for piece in pieces]
    return set.intersection(*found)


def _rules_of(piece: SentencePart) -> set[str]:
    return {match.rule for match in piece.matches}


# What it says of a rule


def _of_rule(
    rule: Rule, pieces: Mapping[PrintedText, Sequence[SentencePart]], book: Book
) -> Understanding:
    """Return what the sentences say, if they are of this rule."""
    own = {one: found for one, found in pieces.items() if rule.id in _rules(found)}
    language = _language(rule.id, own.values())
    said: dict[PrintedText, tuple[SaidBefore, ...]] = {}
    readings: list[list[Arguments]] = []
    every: list[SaidBefore] = []
    for sentence, found in own.items():
        chosen = []
        for piece in found:
            matches = _closest(piece, rule.id, language, sentence.field)
            first = matches[0]
            chosen.append(SaidBefore(piece.text, first.language, first.field))
            readings.append(_all_readings(matches))
        said[sentence] = tuple(chosen)
        every += chosen
    ranked = _ranked(rule, every, _together(readings), book)
    missing = frozenset(rule.arguments) - frozenset(ranked[0].given)
    return Understanding(
        rule=rule.id,
        pieces=said,
        arguments=ranked[0].arguments,
        invented=missing,
        doubts=_doubts(ranked),
        is_odd=_is_odd(ranked),
    )


def _all_readings(matches: Iterable[Match]) -> list[Arguments]:
    found: list[Arguments] = []
    for match in matches:
        found += match.readings
    return found


def _language(rule: str, pieces: Iterable[Sequence[SentencePart]]) -> str:
    """Return the language of most sentences."""
    counted: Counter[str] = Counter()
    for found in pieces:
        for piece in found:
            languages = {one.language for one in piece.matches if one.rule == rule}
            counted.update(sorted(languages))
    return counted.most_common(1)[0][0]


def _closest(piece: SentencePart, rule: str, language: str, field: str) -> list[Match]:
    """Return the matches of the language and the field that are expected, or of the nearest."""

    def distance(match: Match) -> tuple[bool, bool, str, str]:
        """Return how far a match is from what is expected."""
        return (
            match.field != field,
            match.language != language,
            match.language,
            match.field,
        )

    own = [match for match in piece.matches if match.rule == rule]
    nearest = min(map(distance, own))
    return [match for match in own if distance(match) == nearest]


def _together(readings: Iterable[Sequence[Arguments]]) -> list[Arguments]:
    """Return the values that fit all sentences; a sentence that fits no other is passed over."""
    fitting: list[Arguments] = [{}]
    # What leaves the least choice first: of many sentences with many readings, not all are tried.
    for of_piece in sorted(readings, key=len):
        joined = list(islice(_joined(fitting, of_piece), MOST_READINGS))
        fitting = joined or fitting
    return fitting


def _joined(
    fitting: Iterable[Arguments], readings: Sequence[Arguments]
) -> Iterator[Arguments]:
    for one in fitting:
        for reading in readings:
            same = one.keys() & reading.keys()
            if all(one[name] == reading[name] for name in same):
                yield {**one, **reading}


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Values, and how well they explain what was printed; the lowest rank is the best."""

    rank: tuple[int, int, int]
    arguments: Arguments
    given: Arguments
    """Without those that were made up."""


def _ranked(
    rule: Rule, pieces: Sequence[SaidBefore], found: Iterable[Arguments], book: Book
) -> list[_Ranked]:
    language = language_data(pieces[0].language)
    ranked = []
    for given in found:
        odd = sum(oddness(value, language) for value in given.values())
        for arguments in _completed(rule, given):
            wrong = 0
            for piece in pieces:
                messages = book.messages[piece.language]
                again = printed(messages, rule.id, piece.field, arguments)
                wrong += again != piece.text
            rank = (wrong, odd, -names_in(tuple(given.values())))
            ranked.append(_Ranked(rank, arguments, given))
    return sorted(ranked, key=lambda one: one.rank)


def _completed(rule: Rule, given: Arguments) -> Iterator[Arguments]:
    """Yield the values with some for the arguments that nothing shows, of every plural form."""
    missing = [one for one in rule.arguments.values() if one.name not in given]
    if not missing:
        yield given
        return
    for count in COUNTS:
        made_up = {one.name: _made_up(one, count) for one in missing}
        yield {**given, **made_up}


def _made_up(argument: Argument, count: float) -> object:
    if argument.type is ArgumentType.NUMBER:
        return count
    if argument.type is ArgumentType.LIST:
        return [""] * int(count)
    return ""


def _doubts(ranked: Sequence[_Ranked]) -> tuple[Arguments, ...]:
    """Return the values that are as likely as the best ones.

    Where even the best cut a list at an odd place, all that explain the sentences are.
    """
    best = ranked[0]
    wrong, odd, _ = best.rank
    found = []
    for one in ranked[1:]:
        is_as_good = one.rank[0] == wrong and (odd > 0 or one.rank == best.rank)
        if is_as_good and one.given != best.given:
            found.append({**best.arguments, **one.given})
    return tuple(found)


def _is_odd(ranked: Sequence[_Ranked]) -> bool:
    best = ranked[0]
    return best.rank[1] > 0 and any(one.given != best.given for one in ranked)


# Printing


def printed(
    messages: Messages, rule: str, field: str, arguments: Arguments
) -> ServedText | None:
    """Return what a checker prints, or None where the text needs a value that is not there."""
    message = messages[rule]
    if field == "title":
        return message.title
    try:
        filled: ServedText = getattr(message, field)(**arguments)
    except MissingArgumentError:
        return None
    return filled
