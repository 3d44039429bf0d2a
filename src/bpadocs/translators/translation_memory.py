"""Translations of a project as a memory for other tools, and memories of other tools for it."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.tmx import TmxUnit, read_tmx
from bpadocs.project.tree import Project
from bpadocs.rule.provenance import states
from bpadocs.system.files import EXCHANGE_LIMIT, read_given
from bpadocs.translators.plural_forms import english_forms, expand, is_plural, trimmed
from bpadocs.translators.suggest import RELIABLE, text_id


def memory_units(
    project: Project, language: str, products: Collection[str]
) -> Iterator[TmxUnit]:
    """Yield every text of these products, or of all, whose translation can be relied on.

    A text with plural forms is one unit for one, and one for every other number.
    """
    for rule in project.rules:
        if products and rule.product.id not in products:
            continue
        for name, state in states(rule, language).items():
            translation = rule.field(language, name)
            if translation is None or state not in RELIABLE:
                continue
            english = rule.english[name]
            identifier = text_id(rule, name)
            one, other = map(trimmed, english_forms(english))
            forms = expand(translation, language)
            yield TmxUnit(
                id=identifier,
                line=1,
                english=other,
                translation=trimmed(forms["other"]),
            )
            if is_plural(english, translation) and one != other and "one" in forms:
                yield TmxUnit(
                    id=f"{identifier}.one",
                    line=1,
                    english=one,
                    translation=trimmed(forms["one"]),
                )


def read_memories(
    files: Iterable[Path], language: str, source_language: str
) -> tuple[list[TmxUnit], list[Problem]]:
    """Return the texts of TMX files, each called by its file and line, and what is left out.

    Raises BrokenInputError with the mistakes of every file that cannot be read.
    """
    units: list[TmxUnit] = []
    left_out: list[Problem] = []
    problems: list[Problem] = []
    for file in files:
        # as it is written in a file that others get, too
        name = file.as_posix()
        try:
            data = read_given(file, EXCHANGE_LIMIT)
            found = read_tmx(data, name, source_language, language)
        except BrokenInputError as error:
            problems += error.problems
            continue
        left_out += found.left_out
        for unit in found.units:
            place = f"{name}:{unit.line}"
            own_unit = TmxUnit(
                id=place,
                line=unit.line,
                english=unit.english,
                translation=unit.translation,
            )
            units.append(own_unit)
    if problems:
        raise BrokenInputError(problems)
    return units, left_out
