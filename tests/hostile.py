"""Texts that a program may stumble over when they are long, and whether it takes longer per character of these."""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from time import process_time
from typing import Final, NamedTuple

from lint_helpers import rule, unit

from bpadocs.formats import markdown
from bpadocs.lint import arguments, view
from bpadocs.lint.check import Check, ProjectCheck, RuleCheck, TextCheck, UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.registry import CHECKS
from bpadocs.lint.subject import Unit
from bpadocs.system.garbage import without_collector
from bpadocs.words import glossary

LANGUAGES: Final = ("fr", "it", "es", "ko")
LOOKING_AT_TEXTS: Final = tuple(
    check
    for check in CHECKS
    if isinstance(check, UnitCheck | TextCheck | RuleCheck | ProjectCheck)
)

ENGLISH: Final = (
    "Run `Get-VM -Name DC01`, then select **Start** and [read](a.md) 10 GB of notes: do not stop. At least 2 virtual "
    "machines must be on; see *Device Manager* in Windows Server 2016. Right-click **Tools** > **Hyper-V Manager**. "
)
TRANSLATIONS: Final[Mapping[str, str]] = {
    "fr": "Exécutez `Get-VM -Name DC01`, puis sélectionnez **Démarrer** et [lisez](a.md) 10 Go de notes : n’arrêtez "
    "pas. Au moins 2 machines virtuelles doivent être activées ; consultez *Gestionnaire de périphériques*. ",
    "it": "Eseguire `Get-VM -Name DC01`, quindi selezionare **Start** e [leggere](a.md) 10 GB di note: non arrestare. "
    "Almeno 2 macchine virtuali devono essere attive e configurati con *Gestione dispositivi*. ",
    "es": "Ejecute `Get-VM -Name DC01`, después seleccione **Inicio** y [lea](a.md) 10 GB de notas: no lo detenga. "
    "Al menos 2 máquinas virtuales deben estar activas; consulte *Administrador de dispositivos*. ",
    "ko": "`Get-VM -Name DC01`을 실행한 다음 **시작**을 선택하고 [읽기](a.md) 10GB 메모를 확인합니다. "
    "중지하지 마십시오. 가상 컴퓨터를 2대 이상 켜야 합니다. *장치 관리자*를 참조하세요. ",
}

PLAIN: Final = (
    "a", "A", "가", "을", " ", "\u00a0", ".", "!", "?", ",", ":", "-", "0", "é", "\u0301\u0316",
    "ё", "\ufffd",
)  # fmt: skip
PLAIN_WORDS: Final = (
    "a ", "A ", "AA ", "a. ", "1 ", "1. ", "No. ", "e.g. ", "p. ej. ", "1,", "a-", "a’", "a'",
    "a: ", "a :", "A/B ", "aB ", "1 000 ", "10 GB ", "가 ", "가을 ", "가 a ", "가 하는 ", "하십시오. ",
    "합니다 ", "« a » ", "« ", '"a" ', '"', "«a", "...", ".. ", "the ", "the the ", "not ", "not, ",
    "at least 1 ", "virtual machine ", "machine virtuelle ", "Settings ", "Ab Cd Ef ",
    "settings Settings ", "Device Manager ", "Hyper-V ", "hyper v ", "VM ", "Vm ", "a.md ",
    "services.msc ", "services. msc ", "C:\\a ", "0x00 ", "1.0 ", "1,0 ", "(a ", "(", ")", "¿a ",
    "a(s) ", "X\u200b", "Ã©", "ﬁ", "Ａ", "a\n", "a\n\n", "\n\n", "e configurato con ",
    "scheda configurato ", "los redes ", "click ", "double-click ", "fare clic ", "doppio clic ",
    "to ", "www.a ", "http://", "http://a ", "{a}", "{", "{a ", "}}", "@no__t-0 ", "0list ",
)  # fmt: skip
MARKUP: Final = (
    "*", "**", "_", "`", "[", "]", "](", "[a](", "[a](b) ", "[a](b", "![a](", "[![a](", "[a]",
    "**a** ", "*a* ", "*a **b ", "**a ", "**a", "a*", "*a ", "* ", "2*3 ", ": * ", "`a` ", "`a",
    "<a ", "<b>", "</b>", "<!--", "\\<a> ", "\\<", "\\<> ", "&lt;a&gt; ", "&lt;", "\\*", "- a\n",
    "- a\n\n", "  - a\n", "1. a\n", "# a\n\n", "|a|b\n", "|a", "> a\n", "> [!NOTE]\n> a\n\n",
    "[!NOTE] ", "```\na\n```\n", "    a\n", "**a** > ", "**a**>>>> **b** ", "**a** , ", "**a**b ",
    "**Tools** > **a** ", "\\<a>\n\n", "a  \n", "[a]: b\n[a] ", "**a **", "a\u00a0**b**",
    "[A b](c) ", "[a b](d) ", "**tools** ", "<br>", "&amp;", "~~a~~ ",
)  # fmt: skip
SEEDS: Final = tuple(dict.fromkeys((*PLAIN, *PLAIN_WORDS, *MARKUP)))


def many_names(length: int) -> str:
    """Names, numbers and terms of which no two are the same: what a program might compare each with each."""
    words = "AB{0} Cd{0}E tool{0}.exe {0}.{1} GB, {0} VM{0}s **Name {0}** `Get-A{0}` [a](b{0}.md) \\<list {0}> <x{0}> "
    return "".join(words.format(at, at + 1) for at in range(length // 80 + 1))[:length]


class Case(NamedTuple):
    """A text of any length, on one side or on both."""

    name: str
    language: str
    make: Callable[[int], tuple[str, str]]


def _repeated(seed: str, length: int) -> str:
    """Whole pieces only: one cut short may be what a check looks for, in texts of one of two lengths."""
    return seed * (length // len(seed))


def _translated(seed: str, own: str, length: int) -> tuple[str, str]:
    return ENGLISH, _repeated(seed, length)


def _english(seed: str, own: str, length: int) -> tuple[str, str]:
    return _repeated(seed, length), own


def _both(seed: str, own: str, length: int) -> tuple[str, str]:
    return _repeated(seed, length), _repeated(seed, length) + " z."


def _less(seed: str, own: str, length: int) -> tuple[str, str]:
    """The translation has not all of the English."""
    return _repeated(seed, length), _repeated(seed, length * 7 // 8)


SIDES: Final = {
    "translated": _translated,
    "English": _english,
    "both": _both,
    "less": _less,
}


def case(seed: str, side: str, language: str) -> Case:
    return Case(
        f"{seed!r} {side}", language, partial(SIDES[side], seed, TRANSLATIONS[language])
    )


def ordinary(language: str) -> Case:
    return Case(language, language, partial(_ordinary, TRANSLATIONS[language]))


CAPITALS: Final = Case(
    "a capital after each colon",
    "fr",
    # of another number of colons the check says nothing, and that is quick
    lambda length: (_repeated("ab: c ", length), _repeated("a: Le ", length)),
)
NAMES: Final = (
    Case("names translated", "fr", lambda length: (ENGLISH, many_names(length))),
    Case(
        "names English", "es", lambda length: (many_names(length), TRANSLATIONS["es"])
    ),
    Case("names both", "fr", lambda length: (many_names(length), many_names(length))),
    Case(
        "names recased",
        "it",
        lambda length: (many_names(length), many_names(length).swapcase()),
    ),
)


def cases() -> Sequence[Case]:
    """Ordinary texts of each language, and every seed in the translation, in the English and in both."""
    found = [ordinary(language) for language in TRANSLATIONS]
    for number, seed in enumerate(SEEDS):
        language = "ko" if "\uac00" <= seed[0] <= "\ud7a3" else LANGUAGES[number % 4]
        found += [case(seed, side, language) for side in SIDES]
    return [*found, *NAMES]


def _ordinary(own: str, length: int) -> tuple[str, str]:
    return _repeated(ENGLISH, length), _repeated(own, length)


FLOOR: Final = 0.02
"""Seconds that are too few to be told from what else the machine does."""


def growth(run: Callable[[int], float], small: int, large: int) -> float:
    """How many times longer one character of a large text takes than one of a small one; 0 where it takes no time.

    `run` gives the seconds of processor time for a text of this length. The least of several runs counts.
    A collection of garbage, which takes long after thousands of tests, is none of them.
    """
    with without_collector():
        return _growth(run, small, large)


def _growth(run: Callable[[int], float], small: int, large: int) -> float:
    times = run(large)
    if times < FLOOR:
        return 0
    least = min(run(small) for _ in range(3))
    for _ in range(2):
        if times / large > 2 * least / small:
            times, least = min(times, run(large)), min(least, run(small))
    return 0 if times < FLOOR else (times / large) / (max(least, FLOOR / 100) / small)


def forget() -> None:
    """What is kept of texts seen before, expressions too, would hide how long they take."""
    re.purge()
    for cache_clear in _of_texts():
        cache_clear()


@cache
def _of_texts() -> Sequence[Callable[[], None]]:
    """What forgets the texts that the checks and what they share have kept, a function each."""
    found = {}
    own = [sys.modules[check.run.__module__] for check in LOOKING_AT_TEXTS]
    for module in (view, markdown, glossary, arguments, *own):
        for kept in vars(module).values():
            # what is kept without an end is known of languages, and comes of no text
            if hasattr(kept, "cache_clear") and kept.cache_parameters()["maxsize"]:
                found[id(kept)] = kept.cache_clear
    return [*found.values()]


def made(case: Case, length: int, field: str) -> Unit:
    """The case as a unit, its trees read: they are not a check's own time."""
    one = unit(*case.make(length), case.language, field)
    for side in (one.english, one.translation):
        assert side.tree
    return one


def look(check: Check, one: Unit, context: Context) -> int:
    """How much the check says of this unit."""
    match check:
        case UnitCheck():
            return sum(1 for _ in check.run(one, context))
        case TextCheck():
            return sum(1 for _ in check.run(one.translation, one.language, context))
        case RuleCheck():
            return sum(1 for _ in check.run(rule(one), context))
        case ProjectCheck():
            whole = rule(one)
            notes = {whole.id: list(check.notes(whole, context))}
            return sum(1 for _ in check.run(notes, {whole.id: whole}, context))
    raise TypeError(f"{check.name} looks at no text")


def seconds(check: Check, one: Unit, context: Context) -> float:
    """How long the check takes, with all that several checks share but the trees."""
    forget()
    for shared in ("segments", "_written"):
        vars(one).pop(shared, None)
    start = process_time()
    look(check, one, context)
    return process_time() - start
