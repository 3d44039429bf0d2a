"""Put terms into a glossary that people write: their comments, order and layout stay.

What the file says already is not said again, and nothing in it is replaced: where it says something
else, that is a conflict, which a person decides.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.yaml import layout
from bpadocs.formats.yaml.layout import Splice
from bpadocs.formats.yaml.nodes import ListNode, MapNode, Node, ScalarNode
from bpadocs.formats.yaml.scalars import ScalarPlace, write, write_key
from bpadocs.words.glossary import Term, read_terms
from bpadocs.words.terminology import PlacedTerm

_BYTE_ORDER_MARK = "\ufeff"
_STEP = 2


@dataclass
class MergedTerms:
    """What came of a merge."""

    text: str
    """What the glossary is to be."""
    added: int = 0
    extended: int = 0
    unchanged: int = 0
    conflicts: list[Problem] = field(default_factory=list)
    """What the glossary and the terms say differently, at the place in the glossary."""


def merge_terms(
    text: str,
    path: str,
    terms: Mapping[str, PlacedTerm],
    source: str,
    known: Mapping[str, Term],
) -> MergedTerms:
    """Return the glossary with the terms that it lacks, and with the words that its terms lack.

    `source` is the file they come from, for messages. `known` are terms that hold anyway; those are
    not written again. Raises BrokenInputError for a glossary with mistakes, and for one whose
    layout does not allow the change.
    """
    if text.startswith(_BYTE_ORDER_MARK):
        merged = merge_terms(text[1:], path, terms, source, known)
        merged.text = _BYTE_ORDER_MARK + merged.text
        return merged
    merge = _Merge(text, path, source)
    for key, placed in terms.items():
        merge.take(key, placed, known.get(key))
    return merge.done()


class _Merge:
    """One merge: what is to be written into the file, and what the file is to say then."""

    def __init__(self, text: str, path: str, source: str) -> None:
        self.path = path
        self.source = source
        self.root: MapNode | None = None
        self.own: dict[str, Term] = {}
        if text.strip():
            self.root, self.own = read_terms(text, path)
        self.keys = {key.lower(): key for key in self.own}
        self.result = MergedTerms(text)
        self.new: dict[str, Term] = {}
        self.changed: dict[str, Term] = {}

    def take(self, key: str, placed: PlacedTerm, known: Term | None) -> None:
        """Put one term where it belongs: to the new ones, to the changed ones, or nowhere."""
        if key in self.keys:
            self._extend(self.keys[key], placed)
            return
        if known is None:
            term = placed.term
        else:
            term = _as_written_in(known, placed.term)
        if known and _agree(known, term):
            term = _joined(known, term)
            if term == known:
                self.result.unchanged += 1
                return
        self.new[term.english] = term
        self.result.added += 1

    def _extend(self, key: str, placed: PlacedTerm) -> None:
        own = self.own[key]
        term = _as_written_in(own, placed.term)
        conflicts = list(_conflicts(own, term))
        where = f"{self.source}:{placed.line}"
        for message in conflicts:
            self._tell(key, f"{message} in {where}; left as it is")
        if conflicts:
            return
        joined = _joined(own, term)
        if joined == own:
            self.result.unchanged += 1
            return
        self.changed[key] = joined
        self.result.extended += 1

    def _tell(self, key: str, message: str) -> None:
        place = self._terms().key(key)
        problem = Problem(self.path, place.line, place.column, message)
        self.result.conflicts.append(problem)

    def _terms(self) -> MapNode:
        """Return the table of terms, which is there where any term is."""
        terms = self._node()
        if not isinstance(terms, MapNode):
            raise self._refusal("the table `terms` is not there")
        return terms

    def _node(self) -> Node | None:
        if self.root:
            return self.root.get("terms")
        return None

    def done(self) -> MergedTerms:
        """Write what is to be written, read it again, and return it."""
        splices = sorted(self._splices(self.result.text))
        if splices:
            self.result.text = _spliced(self.result.text, splices)
            self._prove(self.result.text)
        return self.result

    def _splices(self, text: str) -> Iterator[Splice]:
        for key, term in self.changed.items():
            node = self._terms().get(key)
            if node is not None:
                yield from _extensions(text, node, self.own[key], term)
        if self.new:
            yield self._addition(text)

    def _addition(self, text: str) -> Splice:
        """Return the new terms, after the last of the file."""
        newline = layout.newline(text)
        terms = self._node()
        if terms is None:
            is_ended = not text or text.endswith(("\n", "\r"))
            lines = ["terms:", *_entries(self.new, _STEP)]
            written = newline.join(lines) + newline
            if not is_ended:
                written = newline + written
            return _put_at(len(text), written)
        if not isinstance(terms, MapNode) or terms.flow:
            raise self._refusal("`terms` must be written a line for each term", terms)
        column = terms.column - 1
        at = _last_line_end(text, terms)
        lines = [newline + line for line in _entries(self.new, column)]
        return _put_at(at, "".join(lines))

    def _prove(self, text: str) -> None:
        """Raise where the text does not say what it is meant to."""
        try:
            _, found = read_terms(text, self.path)
        except BrokenInputError:
            found = {}
        if found != {**self.own, **self.changed, **self.new}:
            raise self._refusal(
                "the layout of this file does not allow the change without touching something "
                "else; write each term on lines of its own"
            )

    def _refusal(self, message: str, node: Node | None = None) -> BrokenInputError:
        line = node.line if node else 1
        column = node.column if node else 1
        problem = Problem(self.path, line, column, message)
        return BrokenInputError([problem])


def _as_written_in(own: Term, term: Term) -> Term:
    """Return a term in the spelling of the glossary, where only capitals and marks differ."""
    written = {}
    for word in (*own.use, *own.also, *own.wrong):
        plain = _plain(word)
        written[plain] = word
    return replace(
        term,
        use=_spelt(term.use, written),
        also=_spelt(term.also, written),
        wrong=_spelt(term.wrong, written),
    )


def _spelt(words: Sequence[str], written: Mapping[str, str]) -> tuple[str, ...]:
    """Return words as they are written already, each once."""
    found: dict[str, None] = {}
    for word in words:
        own = written.get(_plain(word), word)
        found[own] = None
    return tuple(found)


def _plain(word: str) -> str:
    """Return a word without what makes no other word of it: capitals, apostrophes, blanks."""
    composed = unicodedata.normalize("NFKC", word)
    return composed.casefold().replace("’", "'")


def _spliced(text: str, splices: Sequence[Splice]) -> str:
    """Return the text with every stretch replaced; they are in order, and may be thousands."""
    pieces = []
    after = 0
    for splice in splices:
        pieces += [text[after : splice.start], splice.written]
        after = splice.end
    return "".join([*pieces, text[after:]])


def _agree(own: Term, term: Term) -> bool:
    """Tell whether a glossary takes the word that a term writes for right."""
    return term.use[0] in (*own.use, *own.also)


def _conflicts(own: Term, term: Term) -> Iterator[str]:
    """Yield what two say differently of one English term."""
    right = (*own.use, *own.also)
    if not _agree(own, term):
        yield f"“{own.english}” is “{own.use[0]}” here, and “{term.use[0]}”"
        return
    for word in (*term.use, *term.also):
        if word in own.wrong:
            yield f"“{word}” is wrong for “{own.english}” here, and right"
    for word in term.wrong:
        if word in right:
            yield f"“{word}” is right for “{own.english}” here, and forbidden"


def _joined(own: Term, term: Term) -> Term:
    """Return a term with the words of another one that agrees with it."""
    also = dict.fromkeys((*own.also, *term.use, *term.also))
    wrong = dict.fromkeys((*own.wrong, *term.wrong))
    new = [word for word in also if word not in own.use]
    reasons = {}
    for word, reason in term.reasons.items():
        if word not in own.wrong:
            reasons[word] = reason
    return replace(
        own,
        also=tuple(new),
        wrong=tuple(wrong),
        reasons={**reasons, **own.reasons},
    )


# How it is written


def _entries(terms: Mapping[str, Term], column: int) -> Iterator[str]:
    """Yield the lines of new terms."""
    indent = " " * column
    inner = " " * (column + _STEP)
    for english, term in terms.items():
        key = write_key(english, flow=False)
        if len(term.use) == 1 and not term.also and not term.wrong:
            word = _scalar(term.use[0], flow=False)
            yield f"{indent}{key}: {word}"
            continue
        yield f"{indent}{key}:"
        for name, value in _parts(term):
            yield f"{inner}{name}: {value}"


def _parts(term: Term) -> Iterator[tuple[str, str]]:
    """Yield the keys of a term's table, each with its value on one line."""
    if len(term.use) == 1:
        yield "use", _scalar(term.use[0], flow=False)
    else:
        yield "use", _list(term.use)
    if term.also:
        yield "also", _list(term.also)
    if term.wrong:
        items = _items(term.wrong, term.reasons)
        yield "not", f"[{items}]"


def _list(words: Sequence[str]) -> str:
    items = _items(words, {})
    return f"[{items}]"


def _items(words: Sequence[str], reasons: Mapping[str, str]) -> str:
    """Return the items of a list; a word that has a reason is a table with it."""
    written = []
    for word in words:
        if word in reasons:
            entry = _reasoned(word, reasons)
            written.append(f"{{{entry}}}")
        else:
            written.append(_scalar(word, flow=True))
    return ", ".join(written)


def _scalar(text: str, *, flow: bool) -> str:
    place = ScalarPlace(
        column=0,
        indent=0,
        flow=flow,
        block=False,
    )
    return write(text, place).head


def _extensions(text: str, node: Node, own: Term, term: Term) -> Iterator[Splice]:
    """Yield what makes the value of a term say more."""
    also = term.also[len(own.also) :]
    wrong = term.wrong[len(own.wrong) :]
    if not isinstance(node, MapNode):
        # on its line, where a comment may follow
        value = _value(text, node)
        parts = [f"use: {value}"]
        if also:
            right = _list(also)
            parts.append(f"also: {right}")
        if wrong:
            items = _items(wrong, term.reasons)
            parts.append(f"not: [{items}]")
        joined = ", ".join(parts)
        yield Splice(node.start, node.end, f"{{{joined}}}")
        return
    missing = []
    for name, words in (("also", also), ("not", wrong)):
        old = node.get(name)
        if not words:
            continue
        if old is None:
            items = _items(words, term.reasons)
            missing.append(f"{name}: [{items}]")
        else:
            yield _longer(text, old, words, term.reasons)
    if missing:
        yield _with_keys(text, node, missing)


def _value(text: str, node: Node) -> str:
    if isinstance(node, ScalarNode):
        return _scalar(node.value, flow=True)
    return text[node.start : node.end]


def _put_at(place: int, written: str) -> Splice:
    return Splice(place, place, written)


def _last_line_end(text: str, node: MapNode | ListNode) -> int:
    """Return where the last line of a value ends, with the comment on it."""
    column = node.column - 1
    end = layout.content_end(text, node, column)
    return layout.line_end(text, end)


def _with_keys(text: str, node: MapNode, entries: Sequence[str]) -> Splice:
    """Return further keys of a table, after its last."""
    column = node.column - 1
    if node.flow:
        before_bracket = node.end - 1
        more = [f", {entry}" for entry in entries]
        return _put_at(before_bracket, "".join(more))
    start = layout.newline(text) + " " * column
    lines = [start + entry for entry in entries]
    return _put_at(_last_line_end(text, node), "".join(lines))


def _longer(
    text: str,
    node: Node,
    words: Sequence[str],
    reasons: Mapping[str, str],
) -> Splice:
    """Return what makes a list of words longer."""
    items = _items(words, reasons)
    if isinstance(node, ScalarNode):
        old = _value(text, node)
        return Splice(node.start, node.end, f"[{old}, {items}]")
    if isinstance(node, MapNode):
        entries = [_reasoned(word, reasons) for word in words]
        return _with_keys(text, node, entries)
    if node.flow:
        comma = ", " if node.items else ""
        before_bracket = node.end - 1
        return _put_at(before_bracket, comma + items)
    start = layout.newline(text) + " " * (node.column - 1)
    lines = []
    for word in words:
        item = _items([word], reasons)
        lines.append(f"{start}- {item}")
    return _put_at(_last_line_end(text, node), "".join(lines))


def _reasoned(word: str, reasons: Mapping[str, str]) -> str:
    """Return a wrong word as a key of a table, whose value is the reason."""
    key = write_key(word, flow=True)
    reason = _scalar(reasons.get(word, ""), flow=True)
    return f"{key}: {reason}"
