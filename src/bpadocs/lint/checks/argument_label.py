"""An argument on a page that is called otherwise than in locales/, or half in English.

    en: \\<list of virtual machines>
    es: \\<lista de máquinas virtuales>        good
    es: \\<list de máquinas virtuales>         half translated
    es: \\<list of virtual machines>           not translated

Where locales/ has no word for the argument, only words left in English are found. Pages that bpadocs writes take the
label from locales/; this is for existing pages, and for Markdown that spells an argument out.
"""

import re
from collections.abc import Iterator, Set

from bpadocs.lint.check import UnitCheck
from bpadocs.lint.checks._placeholders import Placeholder, placeholders
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.unit import ArgumentLabel, Unit

_WORD = re.compile(r"[^\W\d_]+")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    if not unit.english.markup:
        return
    wanted, found = placeholders(unit.english), placeholders(unit.translation)
    if len(wanted) != len(found):
        return  # argument-missing and argument-extra say so
    labels = {label.english: label for label in unit.arguments.values()}
    translated = {label.translated for label in unit.arguments.values()}
    for english, one in zip(wanted, found, strict=True):
        label = labels.get(english.name)
        if not one.name:
            continue
        if label and label.translated != label.english:
            yield from _compare(one, label, translated)
        elif english.name == one.name and _WORD.search(english.name):
            yield Hit(one.start, one.end, f"the argument “{one.name}” is not translated")
        elif left := _left_in_english(english.name, one.name):
            yield Hit(one.start, one.end, f"half translated: “{left}” is English")


def _compare(one: Placeholder, label: ArgumentLabel, all_labels: Set[str]) -> Iterator[Hit]:
    if one.name == label.translated:
        return
    fix = Fix(one.inner_start, one.inner_start + len(one.inner), label.translated)
    if one.name == label.english:
        what = "not translated"
    elif left := _left_in_english(label.english, one.name):
        what = f"half translated, “{left}” is English"
    elif one.name in all_labels:
        what = "the label of another argument"
    else:
        what = "not the label in locales/"
    yield Hit(one.start, one.end, f"{what}: it must be \\<{label.translated}>", fix)


def _left_in_english(english: str, translated: str) -> str:
    """The head of an English label, such as “list”, where the translation has it too."""
    head = _WORD.match(english)
    words = _WORD.findall(translated)
    return head[0] if head and head[0].islower() and words and words[0] == head[0] and english != translated else ""


CHECK = UnitCheck("argument-label", run)
