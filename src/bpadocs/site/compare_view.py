"""A rule's English and one translation beside each other, field by field; for English, the rule over all languages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from bpadocs.lint.findings import Finding
from bpadocs.lint.history import changes
from bpadocs.model import DETAIL_FIELDS, FIELDS, SOURCE_LANGUAGE, Plural, Rule, Stamp, Text
from bpadocs.placeholders import TOKEN
from bpadocs.provenance import State, is_about
from bpadocs.site.facts import Facts, moved_on
from bpadocs.site.frame import Frame, Language, tally, title_of
from bpadocs.site.page_view import field_label


@dataclass(frozen=True, slots=True)
class Form:
    """A text, or one plural form of it."""

    category: str | None
    html: Markup


@dataclass(frozen=True, slots=True)
class Side:
    forms: tuple[Form, ...]
    markup: bool
    """The text is Markdown."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding below its texts; the number stands at its span too."""

    number: int | None
    level: str
    message: str
    check: str


def compare_context(rule: Rule, language: Language, frame: Frame, facts: Facts) -> dict[str, Any]:
    """What the template of the view is filled with."""
    numbers = _Numbers()
    states = facts.states[language.code]
    shown = [SOURCE_LANGUAGE] if language.source else [SOURCE_LANGUAGE, language.code]
    rows = [
        _row(name, rule, language, frame, facts, numbers)
        for name in FIELDS
        if name in rule.english or rule.field(language.code, name) is not None
    ]
    placed = {finding for row in rows for finding in row["found"]}
    every = [finding for (code, _), found in facts.findings.items() if code in shown for finding in found]
    if language.source:
        counted = [state for other in frame.translations for state in facts.states[other.code].values()]
    else:
        counted = list(states.values())
    return {
        "rule": rule,
        "source": language.source,
        "english": frame.english,
        "heading": title_of(rule, language),
        "rows": rows,
        "rule_findings": [_remark(finding, None) for finding in every if finding not in placed],
        "finding_count": len(every),
        "tally": tally(counted),
    }


class _Numbers:
    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def _row(name: str, rule: Rule, language: Language, frame: Frame, facts: Facts, numbers: _Numbers) -> dict[str, Any]:
    code = language.code
    numbered: dict[Finding, int] = {}
    english = _side(rule.english.get(name), name, SOURCE_LANGUAGE, facts, numbers, numbered)
    row: dict[str, Any] = {
        "name": name,
        "label": field_label(name, language),
        "english": english,
        "change": None,
        "change_note": False,
    }
    shown = [SOURCE_LANGUAGE]
    if language.source:
        row["states"] = [
            {"language": other, "state": facts.states[other.code].get(name, State.MISSING)}
            for other in frame.translations
        ]
    else:
        shown.append(code)
        state = facts.states[code].get(name, State.MISSING)
        translation = rule.text.get(code)
        stamp = translation.stamps.get(name) if translation else None
        text = rule.field(code, name)
        row["translation"] = _side(text, name, code, facts, numbers, numbered)
        row["state"] = state
        known = stamp is not None and text is not None and is_about(stamp, text)
        row["provenance"] = _provenance(stamp, language) if stamp and known else None
        if name in moved_on(rule, code):
            before = facts.before.get((code, name))
            row["change"] = word_change(before, rule.english[name]) if before is not None else None
            row["change_note"] = before is None
    found = [
        finding
        for (where, field), findings in facts.findings.items()
        if where in shown and (field == name or field.startswith(f"{name}."))
        for finding in findings
    ]
    row["found"] = found
    row["findings"] = [_remark(finding, numbered.get(finding)) for finding in found]
    return row


def _remark(finding: Finding, number: int | None) -> Remark:
    return Remark(number, str(finding.severity), finding.message, finding.check)


def _provenance(stamp: Stamp, language: Language) -> str:
    facts = [language.word(f"by a {'person' if stamp.origin == 'human' else 'machine'}")]
    if stamp.reviewed:
        facts.append(language.word("reviewed"))
    words = ", ".join(facts)
    return f"{words}: {stamp.reason}" if stamp.reason else words


def _side(
    text: Text | None, name: str, code: str, facts: Facts, numbers: _Numbers, numbered: dict[Finding, int]
) -> Side:
    if text is None:
        return Side((), False)
    markup = name in DETAIL_FIELDS
    forms = []
    texts: Iterable[tuple[str | None, str]] = text.forms.items() if isinstance(text, Plural) else [(None, text)]
    for category, value in texts:
        found = facts.findings.get((code, f"{name}.{category}" if category else name), ())
        for finding in found:
            if 0 < finding.end - finding.start < len(value):  # a mark over everything would say nothing
                numbered[finding] = numbers.next()
        forms.append(Form(category, marked(value, found, numbered, tokens=not markup)))
    return Side(tuple(forms), markup)


def marked(text: str, found: Sequence[Finding], numbers: Mapping[Finding, int], *, tokens: bool) -> Markup:
    """A text as it was written, its arguments and the spans of findings set off."""
    placed = [finding for finding in found if finding in numbers]
    bounds = {0, len(text), *(bound for finding in placed for bound in (finding.start, finding.end))}
    edges = sorted(bounds)
    pieces = []
    begun: set[Finding] = set()
    for start, end in pairwise(edges):
        inner = _with_tokens(text[start:end]) if tokens else escape(text[start:end])
        covering = [finding for finding in placed if finding.start <= start and end <= finding.end]
        if not covering:
            pieces.append(inner)
            continue
        level = min((finding.severity for finding in covering), key=("error", "warning", "hint").index)
        refs = Markup("").join(
            Markup('<a class="number" id="mark-{0}" href="#finding-{0}">{0}</a>').format(numbers[finding])
            for finding in covering
            if finding not in begun
        )
        begun.update(covering)
        pieces.append(Markup('<mark class="{}">{}</mark>{}').format(level, inner, refs))
    return Markup("").join(pieces)


def _with_tokens(text: str) -> Markup:
    pieces = []
    end = 0
    for match in TOKEN.finditer(text):
        if match[1]:
            pieces += [escape(text[end : match.start()]), Markup('<code class="argument">{}</code>').format(match[0])]
            end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])


def word_change(before: Text, after: Text) -> Markup:
    """The text as it is, with what was taken out and what came in."""
    return Markup("").join(_changes(before, after))


def _changes(before: Text, after: Text) -> Iterator[Markup]:
    for old, new, category in _form_pairs(before, after):
        if category:
            yield Markup("<code>{}</code> ").format(category)
        for kind, words in changes(old, new):
            match kind:
                case "removed":
                    yield Markup("<del>{}</del>").format(words)
                case "added":
                    yield Markup("<ins>{}</ins>").format(words)
                case _:
                    yield escape(words)
        if category:
            yield Markup("\n")


def _form_pairs(before: Text, after: Text) -> Iterable[tuple[str, str, str | None]]:
    if isinstance(before, str) and isinstance(after, str):
        return [(before, after, None)]
    old = before.forms if isinstance(before, Plural) else {"other": before}
    new = after.forms if isinstance(after, Plural) else {"other": after}
    return [(old.get(form, ""), new.get(form, ""), form) for form in dict.fromkeys((*old, *new))]
