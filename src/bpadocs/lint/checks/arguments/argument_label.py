"""An argument on a page with another name than in locales/, or half in English.

    en: \\<list of virtual machines>
    es: \\<lista de máquinas virtuales>        good
    es: \\<list de máquinas virtuales>         half translated
    es: \\<list of virtual machines>           not translated

Where locales/ has no word for the argument, only words left in English are found. Pages that
bpadocs writes take the label from locales/; this is for existing pages, and for Markdown that
spells an argument out.
"""

import re
from collections.abc import Iterator, Mapping, Set

from bpadocs.lint.arguments import Placeholder, placeholders
from bpadocs.lint.check import UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import ArgumentLabel, Unit
from bpadocs.words.of_source import is_english

_WORD = re.compile(r"[^\W\d_]+")


def run(unit: Unit, context: Context) -> Iterator[Hit]:
    """Compare each argument of the translation with its label in locales/, or with the English."""
    wanted = placeholders(unit.english)
    found = placeholders(unit.translation)
    if len(wanted) != len(found):
        return  # argument-missing and argument-extra say so
    is_from_english = is_english(context.source_language)
    labels = {label.english: label for label in unit.arguments.values()}
    all_labels = _translated(labels)
    for english, one in zip(wanted, found, strict=True):
        if not one.name:
            continue  # argument-torn says so
        label = labels.get(english.name)
        if label and label.translated != label.english:
            yield from _compare_with_label(one, label, all_labels)
        elif is_from_english and (label or not _is_code(english.name)):
            yield from _compare_with_english(one, english.name)


def _translated(labels: Mapping[str, ArgumentLabel]) -> Set[str]:
    return {label.translated for label in labels.values()}


def _is_code(name: str) -> bool:
    """Tell whether what stands in the brackets is a tag or a key, as in \\<TargetFramework>."""
    return re.fullmatch(r"[A-Za-z][\w.:-]*", name) is not None


def _compare_with_label(
    one: Placeholder, label: ArgumentLabel, all_labels: Set[str]
) -> Iterator[Hit]:
    if one.name == label.translated:
        return
    if one.name == label.english:
        what = "not translated"
    elif left := _left_in_english(label.english, one.name):
        what = f"half translated, “{left}” is English"
    elif one.name in all_labels:
        what = "the label of another argument"
    else:
        what = "not the label in locales/"
    fix = Fix(
        start=one.inner_start,
        end=one.inner_start + len(one.inner),
        text=label.translated,
    )
    yield Hit(
        start=one.start,
        end=one.end,
        message=f"{what}: it must be \\<{label.translated}>",
        fix=fix,
    )


def _compare_with_english(one: Placeholder, english: str) -> Iterator[Hit]:
    if one.name == english and _WORD.search(english):
        yield Hit(
            start=one.start,
            end=one.end,
            message=f"the argument “{one.name}” is not translated",
        )
    elif left := _left_in_english(english, one.name):
        yield Hit(
            start=one.start,
            end=one.end,
            message=f"half translated: “{left}” is English",
        )


def _left_in_english(english: str, translated: str) -> str:
    """Return the head of an English label, such as “list”, if the translation has it too."""
    if english == translated:
        return ""
    head = _WORD.match(english)
    first = _WORD.search(translated)
    if head is None or first is None or head[0] != first[0]:
        return ""
    # What begins with a capital is a name, such as Hyper-V, and may stay as it is.
    if head[0].islower():
        return head[0]
    return ""


CHECK = UnitCheck(
    "argument-label",
    run,
    mqm=Mqm.INCONSISTENT_TERM,
    markdown_only=True,
    needs="\\&",
)
