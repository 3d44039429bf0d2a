"""Show a rule's English and one translation side by side, field by field.

For English, it is the rule in all its languages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup, escape

from bpadocs.lint.findings import Finding
from bpadocs.lint.history import changes
from bpadocs.rule.model import (
    DETAIL_FIELDS,
    FIELDS,
    SOURCE_LANGUAGE,
    Plural,
    Rule,
    Stamp,
    Text,
)
from bpadocs.rule.placeholders import TOKEN
from bpadocs.rule.provenance import State, is_about
from bpadocs.site.facts import RuleFacts, moved_on
from bpadocs.site.frame import Frame, SiteLanguage, tally, title_of
from bpadocs.site.page_view import field_label


@dataclass(frozen=True, slots=True)
class ShownForm:
    """A text, or one plural form of it."""

    category: str | None
    html: Markup


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts of a field."""

    forms: tuple[ShownForm, ...]
    markup: bool
    """Whether the text is Markdown."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding below the texts. Its number is at the span in the text, too."""

    number: int | None
    level: str
    message: str
    check: str


@dataclass(frozen=True)
class _Comparison:
    """What all fields of the view have in common."""

    rule: Rule
    language: SiteLanguage
    frame: Frame
    facts: RuleFacts
    numbers: dict[Finding, int]
    """The number of each finding with a span of its own, in the order of the texts."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The languages whose texts the view has."""
        if self.language.source:
            return (SOURCE_LANGUAGE,)
        return SOURCE_LANGUAGE, self.language.code


def compare_context(
    rule: Rule, language: SiteLanguage, frame: Frame, facts: RuleFacts
) -> dict[str, Any]:
    """Return what the template of the view is filled with."""
    view = _Comparison(
        rule=rule,
        language=language,
        frame=frame,
        facts=facts,
        numbers={},
    )
    rows = []
    for name in FIELDS:
        if name in rule.english or rule.field(language.code, name) is not None:
            rows.append(_row(name, view))
    in_rows: set[Finding] = set()
    for row in rows:
        in_rows.update(row["found"])
    every: list[Finding] = []
    for (code, _), found in facts.findings.items():
        if code in view.shown:
            every += found
    return {
        "rule": rule,
        "source": language.source,
        "english": frame.english,
        "heading": title_of(rule, language),
        "rows": rows,
        "rule_findings": [
            _remark(finding, None) for finding in every if finding not in in_rows
        ],
        "finding_count": len(every),
        "tally": tally(_states(view)),
    }


def _states(view: _Comparison) -> list[State]:
    """Return the states of all texts: of this translation, or of all of them for English."""
    if not view.language.source:
        return list(view.facts.states[view.language.code].values())
    found: list[State] = []
    for other in view.frame.translations:
        found += view.facts.states[other.code].values()
    return found


def _row(name: str, view: _Comparison) -> dict[str, Any]:
    """Return a field: its texts, their state, and what lint says of them."""
    row: dict[str, Any] = {
        "name": name,
        "label": field_label(name, view.language),
        "english": _side(view.rule.english.get(name), name, SOURCE_LANGUAGE, view),
        "change": None,
        "change_note": False,
        "command": None,
    }
    if view.language.source:
        row["states"] = []
        for other in view.frame.translations:
            state = view.facts.states[other.code].get(name, State.MISSING)
            row["states"].append({"language": other, "state": state})
    else:
        row |= _translation(name, view)
    found = _findings(name, view)
    row["found"] = found
    row["findings"] = [_remark(finding, view.numbers.get(finding)) for finding in found]
    return row


def _translation(name: str, view: _Comparison) -> dict[str, Any]:
    """Return what a row says of the translation, and of what became of its English since."""
    rule, code = view.rule, view.language.code
    text = rule.field(code, name)
    translation = rule.text.get(code)
    stamp = translation.stamps.get(name) if translation else None
    # a stamp that was made for another text says nothing of this one
    if stamp is not None and (text is None or not is_about(stamp, text)):
        stamp = None
    row: dict[str, Any] = {
        "translation": _side(text, name, code, view),
        "state": view.facts.states[code].get(name, State.MISSING),
        "provenance": _provenance(stamp, view.language) if stamp else None,
    }
    if name in moved_on(rule, code):
        before = view.facts.before.get((code, name))
        row["change_note"] = before is None
        if (code, name) in view.facts.settled:
            row["command"] = f"bpa carry {rule.id} --locale {code}"
        row["change"] = (
            None if before is None else word_change(before, rule.english[name])
        )
    return row


def _findings(name: str, view: _Comparison) -> list[Finding]:
    """Return what lint says of this field, of its plural forms too."""
    every: list[Finding] = []
    for (code, field), found in view.facts.findings.items():
        is_here = field == name or field.startswith(f"{name}.")
        if is_here and code in view.shown:
            every += found
    return every


def _remark(finding: Finding, number: int | None) -> Remark:
    return Remark(
        number=number,
        level=str(finding.severity),
        message=finding.message,
        check=finding.check,
    )


def _provenance(stamp: Stamp, language: SiteLanguage) -> str:
    """Say who translated a text, whether it was reviewed, and why it was confirmed."""
    maker = "by a person" if stamp.origin == "human" else "by a machine"
    words = language.word(maker)
    if stamp.reviewed:
        words += f", {language.word('reviewed')}"
    if stamp.carried:
        words += f", {language.word('carried over from the English')}"
    if stamp.reason:
        words += f": {stamp.reason}"
    return words


def _side(text: Text | None, name: str, code: str, view: _Comparison) -> Side:
    """Return one text of a field, with the spans of its findings numbered and marked."""
    if text is None:
        return Side((), markup=False)
    markup = name in DETAIL_FIELDS
    texts: Iterable[tuple[str | None, str]]
    if isinstance(text, Plural):
        texts = text.forms.items()
    else:
        texts = [(None, text)]
    forms = []
    for category, value in texts:
        field = f"{name}.{category}" if category else name
        found = view.facts.findings.get((code, field), ())
        for finding in found:
            # a mark over all of a text would say nothing
            if 0 < finding.end - finding.start < len(value):
                view.numbers[finding] = len(view.numbers) + 1
        forms.append(
            ShownForm(category, marked(value, found, view.numbers, tokens=not markup))
        )
    return Side(tuple(forms), markup)


def marked(
    text: str, found: Sequence[Finding], numbers: Mapping[Finding, int], *, tokens: bool
) -> Markup:
    """Return a text as it was written, with its arguments and the spans of findings marked."""
    numbered = [finding for finding in found if finding in numbers]
    pieces = []
    begun: set[Finding] = set()
    # Spans may overlap. Between two neighbouring bounds, it is the same ones all the way.
    show = _with_tokens if tokens else escape
    for start, end in pairwise(_bounds(text, numbered)):
        inner = show(text[start:end])
        covering = [one for one in numbered if one.start <= start and end <= one.end]
        if not covering:
            pieces.append(inner)
            continue
        level = min(
            (one.severity for one in covering), key=("error", "warning", "hint").index
        )
        pieces.append(Markup('<mark class="{}">{}</mark>').format(level, inner))
        for finding in covering:
            if finding not in begun:
                pieces.append(_number(numbers[finding]))
        begun.update(covering)
    return Markup("").join(pieces)


def _bounds(text: str, found: Sequence[Finding]) -> list[int]:
    """Return where the text and each span in it begins and ends, in order."""
    bounds = {0, len(text)}
    for finding in found:
        bounds |= {finding.start, finding.end}
    return sorted(bounds)


def _number(number: int) -> Markup:
    """Return the number of a finding, which leads to what it says."""
    anchor = Markup('<a class="number" id="mark-{0}" href="#finding-{0}">{0}</a>')
    return anchor.format(number)


def _with_tokens(text: str) -> Markup:
    """Return UI text with its arguments marked."""
    pieces = []
    end = 0
    for match in TOKEN.finditer(text):
        if match[1]:
            pieces.append(escape(text[end : match.start()]))
            pieces.append(Markup('<code class="argument">{}</code>').format(match[0]))
            end = match.end()
    return Markup("").join([*pieces, escape(text[end:])])


def word_change(before: Text, after: Text) -> Markup:
    """Return the text as it is, with the words that were taken out and those that came in."""
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
    """Return each text before and after, with its plural category where there are several."""
    if isinstance(before, str) and isinstance(after, str):
        return [(before, after, None)]
    old = before.forms if isinstance(before, Plural) else {"other": before}
    new = after.forms if isinstance(after, Plural) else {"other": after}
    return [
        (old.get(form, ""), new.get(form, ""), form)
        for form in dict.fromkeys((*old, *new))
    ]
