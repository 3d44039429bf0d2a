"""The report of an audit as one page, for somebody who mends translations and ticks them off.

It needs no network and no other file. What stands in pages is shown as text, whatever it is.
"""

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b, sha256
from operator import attrgetter
from typing import NamedTuple

from jinja2 import Template
from markupsafe import Markup

from bpadocs import __version__, shown
from bpadocs.lint.check import Check
from bpadocs.lint.findings import Finding, Level
from bpadocs.lint.groups import grouped, text_at
from bpadocs.lint.mqm import SEVERITIES
from bpadocs.lint.registry import all_checks
from bpadocs.lint.score import Score, Scores
from bpadocs.lint.subject import Unit
from bpadocs.published.audit import Audit
from bpadocs.runtime import visible
from bpadocs.site.environment import HERE, templates_in
from bpadocs.words.cldr import culture, direction, name_in_english

REPORT = HERE / "report"

_CONTEXT = 240
"""Characters of a long text on each side of the words that are meant."""
_LEVELS = list(Level)


class _Excerpt(NamedTuple):
    """A text, and the words in it that are meant."""

    before: str
    marked: str
    after: str


class _SwappedText(NamedTuple):
    """What a fix takes out and puts in, with all that nobody sees spelled out."""

    before: str
    after: str


class _Said(NamedTuple):
    """What a check says."""

    check: str
    message: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to decide about: a fault, wherever it stands."""

    id: str
    """The same in every report in which this fault stands."""
    level: Level
    check: str
    mqm: str | None
    message: str
    source: str
    """The English, or how it has changed; empty where the fault is in it, or in no text."""
    target: _Excerpt
    fix: _SwappedText | None
    also: Sequence[_Said]
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class LanguagePart:
    """One language of the report."""

    locale: str
    tag: str
    """What HTML's `lang` says: fr-FR."""
    direction: str
    score: Score
    items: Sequence[Item]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many findings of each level there are, by what the page calls them."""
        return {
            f"{level}s": self.score.found.get(level, 0)
            for level in _LEVELS
            if self.score.found.get(level, 0)
        }


def report(found: Audit, scores: Scores) -> str:
    """Return the report as a page."""
    style = _style()
    script = (REPORT / "report.js").read_text("utf-8")
    sections = list(_sections(found, scores))
    items: list[Item] = []
    for section in sections:
        items += section.items
    used = {item.level for item in items}
    folders = json.dumps([one.folder.as_posix() for one in found.locales])
    return _template().render(
        sections=sections,
        source=found.locales[0].language,
        source_name=name_in_english(found.locales[0].language),
        source_direction=direction(found.locales[0].language),
        count=len(items),
        findings=len(found.findings),
        pages=found.pages,
        levels=[level for level in _LEVELS if level in used],
        severities=SEVERITIES,
        policy=(
            f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
            "base-uri 'none'; form-action 'none'"
        ),
        style=Markup(style),  # a file of ours
        script=Markup(script),
        key=f"bpadocs-report-{_digest(folders)}",
        version=__version__,
    )


def _style() -> str:
    """Return the colours of the site, and the look of the report."""
    colours, _, _ = (HERE / "assets/site.css").read_text("utf-8").partition("/* Ground")
    return colours + (REPORT / "report.css").read_text("utf-8")


def _hash(text: str) -> str:
    """Return what a content security policy says of a part of the page itself."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


def _digest(*texts: str) -> str:
    encoded = "\0".join(texts).encode("utf-8", "backslashreplace")
    return blake2b(encoded, digest_size=8).hexdigest()


@cache
def _template() -> Template:
    return templates_in("report").get_template("report.html.j2")


def _sections(found: Audit, scores: Scores) -> Iterator[LanguagePart]:
    """Yield the languages that were looked at, and the source last, if something is wrong in it."""
    items = _items(found)
    english, *others = found.locales
    for locale in (*others, english):
        own = items.get(locale.locale, [])
        if not own and locale is english:
            continue
        yield LanguagePart(
            locale=locale.locale,
            tag=culture(locale.locale),
            direction=direction(locale.language),
            score=scores.locales.get(locale.locale, Score(0)),
            items=sorted(own, key=_urgency),
        )


def _items(found: Audit) -> Mapping[str, list[Item]]:
    """Return what is to be decided about, by locale."""
    checks = {check.name: check for check in all_checks()}
    groups = grouped(found.findings, found.text_of, found.blocks)
    items: dict[str, list[Item]] = {}
    # Page by page: the pages of one name are read once for all languages.
    for group in sorted(groups, key=attrgetter("rule")):
        item = _item(group, found, checks.get(group.check))
        items.setdefault(group.locale, []).append(item)
    return items


def _urgency(item: Item) -> tuple[int, int]:
    """Return what puts the worse of two items first, and of these the more frequent one."""
    return _LEVELS.index(item.level), -len(item.places)


def _item(group: Finding, found: Audit, check: Check | None) -> Item:
    source, target = _texts(group, found)
    facts = [group.locale, group.check, group.message, target.marked]
    block = found.blocks.get(group)
    if block is not None:
        # what is new in the English has no text here that would tell it from another one
        facts += (group.file, block.diff)
    fix = None
    if group.fix:
        fix = _SwappedText(_spelled_out(group.fix.before), _spelled_out(group.fix.text))
    # Who mends a text as a whole mends what else is wrong in it.
    also = () if check and check.whole else group.also
    places = [f"{one.file}:{one.place.line}:{one.place.column}" for one in group.places]
    return Item(
        id=_digest(*facts),
        level=group.severity,
        check=group.check,
        mqm=check.mqm if check else None,
        message=_safe(group.message),
        source=source,
        target=target,
        fix=fix,
        also=[_Said(one.check, _safe(one.message)) for one in also],
        places=[_safe(place) for place in places],
    )


def _texts(finding: Finding, found: Audit) -> tuple[str, _Excerpt]:
    """Return the English beside a finding, and the text it is in."""
    block = found.blocks.get(finding)
    if block is not None:
        return _shortened(block.diff), _from_file(finding, found)
    unit = _unit(finding, found)
    if unit is None:
        return "", _from_file(finding, found)
    blocks = unit.around(finding.start)
    if blocks is None:
        return _shortened(unit.english.text), _from_file(finding, found)
    english, translation = blocks
    own = unit.translation.text[translation.start : translation.end]
    start = finding.start - translation.start
    source = unit.english.text[english.start : english.end]
    return _shortened(source), _marked(own, start, finding.end - finding.start)


def _unit(finding: Finding, found: Audit) -> Unit | None:
    """Return the two texts that a finding is about; None where it is about something else."""
    if finding.field is None or finding.rule not in found.subjects:
        return None
    units = found.subjects[finding.rule].units
    unit = units.get((finding.language, finding.field))
    if unit is not None and unit.translation.written is not None:
        # a text that has fallen back to its English stands in the file alone
        words = unit.translation.text[finding.start : finding.end]
        return unit if words.strip() else None
    return unit


def _from_file(finding: Finding, found: Audit) -> _Excerpt:
    """Return the line of a finding as its file has it."""
    lines = found.text_of(finding.file).split("\n")
    place = finding.place
    if place.line > len(lines):
        return _Excerpt("", "", "")
    marked = text_at(lines, place)
    line = "\n".join(lines[place.line - 1 : max(place.end_line, place.line)])
    return _marked(line, place.column - 1, len(marked))


def _marked(text: str, start: int, length: int) -> _Excerpt:
    end = min(start + length, len(text))
    left = max(start - _CONTEXT, 0)
    right = min(end + _CONTEXT, len(text))
    before = ("…" if left else "") + text[left:start]
    after = text[end:right] + ("…" if right < len(text) else "")
    return _Excerpt(_safe(before), _safe(_shortened(text[start:end])), _safe(after))


def _shortened(text: str) -> str:
    """Return a text that is not too long to be read beside another one."""
    most = 4 * _CONTEXT
    return _safe(text if len(text) <= most else text[:most] + "…")


def _spelled_out(text: str) -> str:
    """Return a text with all that nobody sees spelled out, and blanks where nothing else is."""
    if text.isspace():
        return shown.name(text).replace(" ", "␣")
    return shown.name(text)


def _safe(text: str) -> str:
    """Return a text without marks that show it in another order, or that no page may have."""
    return "\n".join(visible(line) for line in text.split("\n"))
