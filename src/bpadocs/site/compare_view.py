"""Show a rule's English and one translation side by side, field by field.

For English, it is the rule in all its languages.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from markupsafe import Markup, escape

from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.history import changes
from bpadocs.project.places import position
from bpadocs.rule.model import (
    DETAIL_FIELDS,
    FIELDS,
    Argument,
    Plural,
    Rule,
    Stamp,
    Text,
    general_form,
)
from bpadocs.rule.provenance import State, is_about
from bpadocs.site.facts import LEVELS, RuleFacts, field_of, moved_on
from bpadocs.site.frame import (
    Frame,
    SiteLanguage,
    address,
    tally,
    title_of,
)
from bpadocs.site.links import Link, resolve
from bpadocs.site.marks import grouped, marks_in, remarks
from bpadocs.site.overview import day
from bpadocs.site.page_view import field_label, surroundings
from bpadocs.site.side_by_side import CellBlock, CellMaker, FoundIn, TextLine, aligned
from bpadocs.words.glossary import Glossary


@dataclass(frozen=True)
class Comparison:
    """What all fields of the view have in common."""

    rule: Rule
    language: SiteLanguage
    frame: Frame
    facts: RuleFacts
    glossary: Glossary | None = None
    """The terms of the language."""
    english_blocks: dict[str, list[CellBlock]] = field(default_factory=dict)
    """The blocks of the English that were made for another language already, by field."""

    @property
    def shown(self) -> tuple[str, ...]:
        """The languages whose texts the view has."""
        if self.language.source:
            return (self.language.code,)
        return self.rule.source_language, self.language.code

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """All findings that the view shows, the worst first."""
        every: list[Finding] = []
        for (code, _), found in self.facts.findings.items():
            if code in self.shown:
                every += found
        return sorted(every, key=lambda one: LEVELS.index(one.severity))

    @cached_property
    def ids(self) -> Mapping[Finding, str]:
        """The id of the remark for each finding."""
        return grouped(self.findings)

    @cached_property
    def moved_on(self) -> Mapping[str, Stamp]:
        """The texts whose English has changed since."""
        return moved_on(self.rule, self.language.code)

    def found_in(self, code: str, name: str) -> FoundIn:
        """Return what gives the findings in a text, by its plural forms."""

        def found(form: str | None) -> Sequence[Finding]:
            """Return the findings in this plural form, or in the text itself."""
            place = f"{name}.{form}" if form else name
            return self.facts.findings.get((code, place), ())

        return found


def compare_context(view: Comparison) -> dict[str, Any]:
    """Return what the template of the view is filled with."""
    rule, language = view.rule, view.language
    rows = []
    for name in FIELDS:
        if name in rule.english or rule.field(language.code, name) is not None:
            rows.append(_row(name, view))
    in_rows: set[Finding] = set()
    for row in rows:
        in_rows.update(row["found"])
    elsewhere = [finding for finding in view.findings if finding not in in_rows]
    before, after = _neighbours(rule, view.frame)
    return {
        "rule": rule,
        "source": language.source,
        "english": view.frame.english,
        "sides": [one for one in view.frame.languages if one.code in view.shown],
        "heading": title_of(rule, language),
        "line": position(rule.source, ["text", language.code])[0],
        "rows": rows,
        "rule_findings": remarks(elsewhere, view.ids),
        "arguments": [_argument(one, language) for one in rule.arguments.values()],
        "levels": levels_of(view.findings),
        "fixable": any(finding.safe_fixes for finding in view.findings),
        "tally": tally(_states(view)),
        "has_markdown": any(name in DETAIL_FIELDS for name in rule.english),
        "before": before,
        "after": after,
    }


def _argument(argument: Argument, language: SiteLanguage) -> dict[str, str]:
    """Return what a translator has to know of an argument: what a page shows in its place."""
    return {
        "name": f"{{{argument.name}}}",
        "type": argument.type,
        "label": language.labels.word("argument", argument.label),
    }


def _neighbours(rule: Rule, frame: Frame) -> tuple[str | None, str | None]:
    """Return the pages before and after that of the rule, by their addresses."""
    pages = frame.ordered_pages
    place = frame.page_numbers[f"{rule.product.id}/{rule.page}"]
    before = f"{pages[place - 1]}.html" if place else None
    after = f"{pages[place + 1]}.html" if place + 1 < len(pages) else None
    return before, after


def levels_of(findings: Iterable[Finding]) -> list[tuple[Level, int]]:
    """Return how many findings of each level there are, the worst first."""
    levels = [finding.severity for finding in findings]
    return [(level, levels.count(level)) for level in LEVELS if level in levels]


def _states(view: Comparison) -> list[State]:
    """Return the states of all texts: of this translation, or of all of them for English."""
    if not view.language.source:
        return list(view.facts.states[view.language.code].values())
    found: list[State] = []
    for other in view.frame.translations:
        found += view.facts.states[other.code].values()
    return found


def _row(name: str, view: Comparison) -> dict[str, Any]:
    """Return a field: its texts, their state, and what lint says of them."""
    code = view.language.code
    found = [finding for finding in view.findings if field_of(finding) == name]
    row: dict[str, Any] = {
        "name": name,
        "label": field_label(name, view.language),
        "is_missing": view.rule.field(code, name) is None,
        "lines": _lines(name, view),
        "change": None,
        "change_note": False,
        "changed": None,
        "commands": [],
        "found": found,
        "findings": remarks(found, view.ids, _marks_shown(name, view)) if found else [],
        "levels": levels_of(found),
        "help": None,
    }
    if view.language.source:
        row["states"] = [_state(name, other, view) for other in view.frame.translations]
        row["is_to_do"] = bool(found)
    else:
        row |= _translation(name, view)
        row["is_to_do"] = row["state"] is not State.CURRENT or bool(found)
    row["place"] = position(view.rule.source, ["text", code, name])
    if row["is_to_do"] and not view.language.source:
        row["help"] = _help(name, view)
    return row


def _state(name: str, other: SiteLanguage, view: Comparison) -> dict[str, Any]:
    """Return how a field is in another language: its state, and the findings in it."""
    return {
        "language": other,
        "state": view.facts.states[other.code].get(name, State.MISSING),
        "levels": levels_of(view.facts.of_field(other.code, name)),
    }


def _lines(name: str, view: Comparison) -> list[TextLine]:
    """Return the texts of a field, each block of one beside that of the other."""
    english = _blocks(name, view.frame.english, view)
    if view.language.source:
        return [TextLine(block.cell, None) for block in english]
    return aligned(english, _blocks(name, view.language, view))


def _blocks(name: str, language: SiteLanguage, view: Comparison) -> list[CellBlock]:
    """Return the blocks of a text. Those of the English are made once for all translations.

    Unless something is found in it: the numbers of findings differ from page to page.
    """
    found = view.found_in(language.code, name)
    text = view.rule.field(language.code, name)
    is_same = language.source and not view.facts.of_field(language.code, name)
    if is_same and name in view.english_blocks:
        return view.english_blocks[name]
    around = surroundings(view.rule, language, view.frame)
    maker = CellMaker(
        around=replace(around, link=lambda target: _link(target, view)),
        ids=view.ids,
        is_markdown=name in DETAIL_FIELDS,
        language=language,
    )
    blocks = maker.blocks(text, found)
    if is_same:
        view.english_blocks[name] = blocks
    return blocks


def _link(target: str, view: Comparison) -> Link:
    """Return where a link in a text leads: to the page, for only there are its sections."""
    link = resolve(target, view.rule.product.id, view.frame.pages)
    if link.external or link.href is None:
        return link
    if link.href.startswith("#"):
        return Link(f"../../pages/{address(view.rule)}{link.href}")
    return Link(f"../../pages/{link.href.removeprefix('../')}")


def _marks_shown(name: str, view: Comparison) -> set[str]:
    """Return the anchors of the marks in the texts of a field."""
    shown: set[str] = set()
    for code in view.shown:
        text = view.rule.field(code, name)
        found = view.found_in(code, name)
        forms: dict[str | None, str] = {}
        if isinstance(text, Plural):
            forms.update(text.forms)
        else:
            forms[None] = text or ""
        for form, words in forms.items():
            marks = marks_in(words, found(form), view.ids)
            shown.update(mark.id for mark in marks)
    return shown


def _translation(name: str, view: Comparison) -> dict[str, Any]:
    """Return what a row says of the translation, and of what became of its English since."""
    rule, code = view.rule, view.language.code
    text = rule.field(code, name)
    translation = rule.text.get(code)
    stamp = translation.stamps.get(name) if translation else None
    # a stamp that was made for another text says nothing of this one
    if stamp is not None and (text is None or not is_about(stamp, text)):
        stamp = None
    state = view.facts.states[code].get(name, State.MISSING)
    row: dict[str, Any] = {
        "state": state,
        "provenance": provenance_words(stamp, view.language) if stamp else None,
        "commands": list(_commands(name, state, view)),
    }
    if name in view.moved_on:
        before = view.facts.before.get((code, name))
        row["change_note"] = before is None
        since = view.facts.since.get((code, name))
        if since is not None:
            row["changed"] = day(since, view.language)
        if before is not None:
            row["change"] = word_change(before, rule.english[name])
    return row


def _commands(name: str, state: State, view: Comparison) -> Iterator[tuple[str, str]]:
    """Yield what may be typed to settle a field, each with what it is for."""
    rule, code, word = view.rule, view.language.code, view.language.shown
    stamp = f"bpa stamp {rule.id} --locale {code} --field {name}"
    if state is State.MISSING:
        yield word("For a proposal:"), f"bpa suggest --locale {code}"
    elif (code, name) in view.facts.settled:
        yield (
            word(
                "What changed is the same in every language. This command takes it over:"
            ),
            f"bpa carry {rule.id} --locale {code}",
        )
    elif state is State.STALE:
        yield (
            word("To take it over where only a typo changed:"),
            f'{stamp} --reason "…"',
        )
    elif state is not State.CURRENT:
        yield word("To confirm it as it is:"), stamp


def _help(name: str, view: Comparison) -> dict[str, Any] | None:
    """Return what helps a translator with a field: terms, and what other languages say."""
    english = view.rule.english.get(name)
    if english is None:
        return None
    terms = {}
    if view.glossary is not None:
        for term, words in view.glossary.found_in(general_form(english)):
            terms[words] = ", ".join(term.use)
    others = []
    for other in view.frame.translations:
        text = view.rule.field(other.code, name)
        if other is not view.language and text is not None:
            others.append({"language": other, "text": general_form(text)})
    return {"terms": terms, "others": others}


def provenance_words(stamp: Stamp, language: SiteLanguage) -> str:
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
