"""An XLIFF file that came back, as texts: `bpa xliff import`."""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.xml import Element, read_xml
from bpadocs.rule.provenance import State, parse_stamp
from bpadocs.translators.exported import parse_exported
from bpadocs.translators.returned import NO_TERMS, Returned, Terms
from bpadocs.translators.suggest import MARK
from bpadocs.translators.whole_file import StatedLanguage, language_of
from bpadocs.translators.xliff_export import NAMESPACE
from bpadocs.words.cldr import plural_categories

_REVIEWED = frozenset(["reviewed", "final"])
_HEX = re.compile(r"[0-9A-Fa-f]{1,8}")
_SURROGATES = range(0xD800, 0xE000)
"""Halves of a character, as UTF-16 writes it; no character by themselves."""


def _tag(name: str) -> str:
    """Return the name of an element of XLIFF as the parser of XML has it."""
    return f"{{{NAMESPACE}}}{name}"


_XLIFF = _tag("xliff")
_CONTAINERS = (_tag("file"), _tag("group"))
_UNIT = _tag("unit")
_SEGMENT = _tag("segment")
_IGNORABLE = _tag("ignorable")
"""Text between segments that a tool cut; it is not translated."""
_CHARACTER = _tag("cp")
_PAIR = _tag("pc")
_PLACEHOLDERS = (_tag("ph"), _tag("sc"), _tag("ec"))
"""A tool may write a pair as its start <sc> and its end <ec>."""


def read(
    data: bytes,
    name: str,
    locales: Mapping[str, str],
    terms: Terms = NO_TERMS,
) -> tuple[str, list[Returned]]:
    """Return the language of a file that came back, and its texts.

    Raises BrokenInputError for a file that is none of ours.
    """
    root = read_xml(data, name)
    version = root.attributes.get("version", "")
    if root.name != _XLIFF or not version.startswith("2."):
        message = "not XLIFF 2; have the tool write XLIFF 2.1"
        raise BrokenInputError([Problem(name, root.line, 1, message)])
    problems = []
    for line, message in _no_characters(root):
        problems.append(Problem(name, line, 1, message))
    if problems:
        raise BrokenInputError(problems)
    stated = StatedLanguage(
        language=root.attributes.get("trgLang", ""),
        says="its trgLang is",
        silent="it has no trgLang",
        file=name,
        line=root.line,
    )
    language = language_of(stated, locales, terms)
    return language, list(_returned(root, language))


def _no_characters(element: Element) -> Iterator[tuple[int, str]]:
    """Yield the line and a message for every <cp> that is no character of Unicode."""
    for child in element.children:
        if child.name == _CHARACTER:
            number = child.attributes.get("hex", "")
            if not _is_character(number):
                yield (
                    child.line,
                    f"<cp> has hex “{number}”, which is no character of Unicode",
                )
        yield from _no_characters(child)


def _is_character(number: str) -> bool:
    if not _HEX.fullmatch(number):
        return False
    code = int(number, 16)
    return code <= sys.maxunicode and code not in _SURROGATES


# Units as texts


def _returned(root: Element, language: str) -> Iterator[Returned]:
    # The units of a field come one by one: it is whole when all have been seen.
    plurals: dict[str, dict[str, _XliffUnit]] = {}
    forms = plural_categories(language)
    for element in _units(root):
        unit = _XliffUnit(element)
        identifier, _, form = unit.name.rpartition(".")
        # A dot may also be in the id of a rule, before the mark of its field.
        if MARK in identifier and form in forms:
            plurals.setdefault(identifier, {})[form] = unit
        elif unit.name:
            yield _text(unit)
    for identifier, units in plurals.items():
        yield _plural(identifier, units, language)


def _units(element: Element) -> Iterator[Element]:
    for child in element.children:
        if child.name == _UNIT:
            yield child
        elif child.name in _CONTAINERS:
            yield from _units(child)


def _text(unit: "_XliffUnit") -> Returned:
    return Returned(
        id=unit.name,
        line=unit.line,
        english=unit.source,
        english_other=unit.source,
        forms={"other": unit.target},
        plural=False,
        unfinished=unit.unfinished,
        stamp=unit.stamp,
        exported=unit.exported,
        reviewed=unit.reviewed,
        broken=unit.broken,
    )


def _plural(
    identifier: str,
    units: Mapping[str, "_XliffUnit"],
    language: str,
) -> Returned:
    """Return the units of one field, by plural form, as one text."""
    found = list(units.values())
    one = units.get("one")
    forms: dict[str, str] = {}
    for form in plural_categories(language):
        unit = units.get(form)
        forms[form] = unit.target if unit else ""
    return Returned(
        id=identifier,
        line=found[0].line,
        english=one.source if one else None,
        english_other=_other_source(units),
        forms=forms,
        plural=True,
        unfinished=next((unit.unfinished for unit in found if unit.unfinished), None),
        stamp=next((unit.stamp for unit in found if unit.stamp), None),
        exported=next((unit.exported for unit in found if unit.exported), None),
        reviewed=all(unit.reviewed for unit in found),
        broken=next((unit.broken for unit in found if unit.broken), None),
    )


def _other_source(units: Mapping[str, "_XliffUnit"]) -> str:
    """Return the English for other numbers than one, or what there is."""
    for form, unit in units.items():
        if form != "one":
            return unit.source
    return units["one"].source


class _XliffUnit:
    """A <unit> as text. A tool may have cut it into more segments than it had."""

    def __init__(self, element: Element) -> None:
        self.name = element.attributes.get("name", "")
        self.line = element.line
        self.source = ""
        self.target = ""
        original_data = element.child(_tag("originalData"))
        self._data = _texts(original_data, "id")
        self._source_codes: Counter[str] = Counter()
        self._target_codes: Counter[str] = Counter()
        self._states: list[str] = []
        self._translated = False
        for child in element.children:
            if child.name == _SEGMENT:
                self._add_segment(child)
            elif child.name == _IGNORABLE:
                self._add_ignorable(child)
        if not self._translated:
            # What is between segments is no translation by itself.
            self.target = ""
        notes = element.child(_tag("notes"))
        by_kind = _texts(notes, "category")
        self.stamp = parse_stamp(by_kind.get("stamp", ""))
        self.exported = parse_exported(by_kind.get("exported", ""))

    def _add_segment(self, segment: Element) -> None:
        self._add_source(segment.child(_tag("source")))
        self._states.append(segment.attributes.get("state", "initial"))
        target = segment.child(_tag("target"))
        if target is not None:
            self._add_target(target)
            # A mistake is looked for in the translation.
            self.line = target.line
            self._translated = True

    def _add_ignorable(self, ignorable: Element) -> None:
        source = ignorable.child(_tag("source"))
        target = ignorable.child(_tag("target"))
        self._add_source(source)
        # Without a target it is in the translation as it is in the English.
        self._add_target(target or source)

    def _add_source(self, source: Element | None) -> None:
        if source is not None:
            self.source += _content(source, self._data, self._source_codes)

    def _add_target(self, target: Element | None) -> None:
        if target is not None:
            self.target += _content(target, self._data, self._target_codes)

    @property
    def unfinished(self) -> str | None:
        """Why it is not to be taken, or None."""
        if "initial" in self._states:
            return "its state is still “initial”"
        return None

    @property
    def reviewed(self) -> bool:
        """Whether its state says that it was reviewed since it went out.

        A tool may leave the state as it was when somebody writes another text: that is no review of
        it.
        """
        if not self._states or not _REVIEWED.issuperset(self._states):
            return False
        return not self._went_out_reviewed() or "final" in self._states

    def _went_out_reviewed(self) -> bool:
        if self.exported is None or self.stamp is None:
            return False
        return self.exported.state is State.CURRENT and self.stamp.reviewed

    @property
    def broken(self) -> str | None:
        """Which of the codes the translation has lost, or has too often; None where all is well."""
        lost = self._source_codes - self._target_codes
        more = self._target_codes - self._source_codes
        without = f"without {_listed(lost)}"
        doubled = f"more than one {_listed(more)}"
        if lost and more:
            return f"the translation is {without} and has {doubled}"
        if lost:
            return f"the translation is {without}"
        if more:
            return f"the translation has {doubled}"
        return None


def _listed(codes: Mapping[str, int]) -> str:
    quoted = []
    for data in codes:
        line = " ".join(data.split())
        quoted.append(f"“{line}”")
    return ", ".join(quoted)


# Elements as text


def _texts(parent: Element | None, key: str) -> dict[str, str]:
    """Return the texts of the children, by this attribute of each."""
    texts: dict[str, str] = {}
    if parent is None:
        return texts
    for child in parent.children:
        name = child.attributes.get(key, "")
        # Neither original data nor notes have codes of their own.
        texts[name] = _content(child, {}, Counter())
    return texts


def _content(
    element: Element,
    data: Mapping[str, str],
    found: Counter[str],
) -> str:
    """Return the text of an element, original data in the place of its codes, and count those."""
    return "".join(_parts(element, data, found))


def _parts(
    element: Element,
    data: Mapping[str, str],
    found: Counter[str],
) -> Iterator[str]:
    for item in element.content:
        if isinstance(item, str):
            yield item
        elif item.name == _CHARACTER:
            yield chr(int(item.attributes["hex"], 16))
        elif item.name == _PAIR:
            yield _original(item, "dataRefStart", data, found)
            yield from _parts(item, data, found)
            yield _original(item, "dataRefEnd", data, found)
        elif item.name in _PLACEHOLDERS:
            yield _original(item, "dataRef", data, found)
        else:
            # An element that a tool marks text with: only its text is of use.
            yield from _parts(item, data, found)


def _original(
    code: Element,
    attribute: str,
    data: Mapping[str, str],
    found: Counter[str],
) -> str:
    """Return the original data that a code refers to, and count it."""
    reference = code.attributes.get(attribute, "")
    text = data.get(reference, "")
    if text:
        found[text] += 1
    return text
