"""Names of buttons, tabs and windows in bold that are not the name any more.

A name of the interface keeps its capital, takes no article or particle inside the bold, is not turned into a verb, and
is the word that Windows shows, where the glossary has it under `labels`.

    en: Click **Tools**, then **Start**.
    fr: Cliquez sur **Outils**, puis sur **Démarrer**.       good
    fr: Cliquez sur **outils** …                             recased
    it: In **la memoria** …                                  an article inside the bold
    it: Fare clic su **avviare**                             the glossary has Start
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Self

from bpadocs.languages import LanguageData
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit
from bpadocs.lint.unit import Unit


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.translation.markup or unit.expected:
        return
    data = context.language(unit.language)
    labels = context.glossary(unit.language).labels
    for english, translation in unit.segments:
        ours = [inline for inline in translation.walk() if inline.kind == "strong"]
        theirs = [inline.visible.strip() for inline in english.walk() if inline.kind == "strong"]
        if not ours or not theirs:
            continue
        names = _Names.of(theirs, labels)
        for index, inline in enumerate(ours):
            own = theirs[index] if len(ours) == len(theirs) else ""
            if message := _wrong(inline.visible.strip(), own, names, data, labels):
                yield Hit(inline.start, inline.end, message)


class _Names(NamedTuple):
    """What the controls of one block are called in English."""

    in_capitals: bool
    """Whether all of them begin with a capital, or with what is no letter."""
    right: frozenset[str]
    """What Windows calls them in the other language: it may name them in another order."""

    @classmethod
    def of(cls, english: Sequence[str], labels: Mapping[str, tuple[str, ...]]) -> Self:
        capitals = all(name[0].isupper() or not name[0].isalpha() for name in english if name)
        return cls(capitals, frozenset(word.casefold() for name in english for word in labels.get(name, ())))


def _wrong(text: str, english: str, names: _Names, data: LanguageData, labels: Mapping[str, tuple[str, ...]]) -> str:
    """What is wrong with this label, or nothing. `english` is empty where it is not known which one it stands for."""
    if not text:
        return ""
    if text[0].islower() and names.in_capitals:
        return f"“{text}” is the name of a control: it begins with a capital, as in the English"
    right = labels.get(english, ())
    named = text.rstrip(".:").casefold()
    if right and named not in names.right and text != english:
        return f"“{text}”: Windows shows “{right[0]}” for {english}"
    if right and text == english and english not in right:
        return f"“{text}” is left in English; Windows shows “{right[0]}”"
    if re.match(r"(?-i:Il|Lo|La|I|Gli|Le|Les|El|Los|Las) [a-zà-ÿ]", text) and not re.match("(?:The|A) ", english):
        return f"“{text}”: an article inside the name of a control"
    if data.scripts == {"Hangul"} and re.search("[가-힣][을를]$", text):
        return f"“{text}”: the particle belongs after the bold"
    return ""


CHECK = UnitCheck("ui-labels", run)
