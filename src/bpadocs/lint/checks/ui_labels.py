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
        for index, inline in enumerate(ours):
            own = theirs[index] if len(ours) == len(theirs) else ""
            if message := _wrong(inline.visible.strip(), own, theirs, data, labels):
                yield Hit(inline.start, inline.end, message)


def _wrong(
    text: str, english: str, all_english: Sequence[str], data: LanguageData, labels: Mapping[str, tuple[str, ...]]
) -> str:
    """What is wrong with this label, or nothing. `english` is empty where it is not known which one it stands for."""
    if not text:
        return ""
    if text[0].islower() and all(name[0].isupper() or not name[0].isalpha() for name in all_english if name):
        return f"“{text}” is the name of a control: it begins with a capital, as in the English"
    right = labels.get(english, ())
    named = text.rstrip(".:").casefold()
    # Another language may name the controls in another order.
    others = {word.casefold() for name in all_english for word in labels.get(name, ())}
    if right and named not in {word.casefold() for word in right} and named not in others and text != english:
        return f"“{text}”: Windows shows “{right[0]}” for {english}"
    if right and text == english and english not in right:
        return f"“{text}” is left in English; Windows shows “{right[0]}”"
    if re.match(r"(?-i:Il|Lo|La|I|Gli|Le|Les|El|Los|Las) [a-zà-ÿ]", text) and not re.match("(?:The|A) ", english):
        return f"“{text}”: an article inside the name of a control"
    if data.scripts == {"Hangul"} and re.search("[가-힣][을를]$", text):
        return f"“{text}”: the particle belongs after the bold"
    return ""


CHECK = UnitCheck("ui-labels", run)
