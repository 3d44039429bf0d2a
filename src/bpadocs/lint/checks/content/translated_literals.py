"""A literal that was translated, although the reader must type or find it as it is.

What stands in the text of a page and in its code too stays as it is: a word in capitals (DEFAULT),
a name with capitals inside (PackageId), the two words that a command begins with (`netsh trace`),
a value alone in a cell of a table (`false`). And two quoted names that differ in English must not
become the same word.

    en: Set the DEFAULT pool: `Get-Pool DEFAULT`
    fr: Définissez le pool DEFAULT : `Get-Pool DEFAULT`         good
    fr: Définissez le pool PAR DÉFAUT : `Get-Pool DEFAULT`      translated
    en: Type `netsh trace start`. What does netsh trace do?
    fr: Tapez `netsh trace start`. Que fait netsh trace ?           good
    fr: Tapez `netsh trace start`. Que fait le suivi netsh ?        the command is translated
    en: "execute" or "execution"
    es: "ejecutar" o "ejecución"                                good
    es: "ejecución" o "ejecución"                               one word for two
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Set
from functools import lru_cache
from typing import Final

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.checks.content._page_code import PageCode, code_of
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Fix, Hit, Level, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import Subject, Unit
from bpadocs.lint.view import ViewPair, pairs

# `*+` gives no blank back: else a long row of blanks would be tried again at each of its lengths.
_QUOTED: Final = re.compile(
    r"[\"“«][ \u00a0\u202f]*+"
    r"([^\"”»\n]{2,60}?)"
    r"[ \u00a0\u202f]*+[\"”»]"
)
_OPENING: Final = frozenset('"“«')
_SHOUTED: Final = re.compile(r"(?<!\w)[A-ZÀ-ÖØ-Þ]{3,}(?: [A-ZÀ-ÖØ-Þ]{3,})*(?!\w)")
"""Words in capitals."""
_WORD: Final = re.compile(r"(?<![\w\\/.$-])[A-Za-z]\w{2,}(?![\w-])")


def run(page: Subject, context: Context) -> Iterator[RuleHit]:
    """Report the literals that became other words, and the names that became one."""
    code = code_of(page, context.source)
    for (language, field), unit in page.units.items():
        for hit in _hits(unit, code):
            yield RuleHit(page.id, language, field, hit)


def _hits(unit: Unit, code: PageCode) -> Iterator[Hit]:
    for pair in pairs(unit):
        # the check `untranslated` tells it
        if code.is_any and pair.english.text != pair.translation.text:
            yield from _names(pair, code.names)
            yield from _commands(pair, code.commands)
            yield from _value(pair, code.values)
        yield from _quoted(pair)


def _names(pair: ViewPair, names: Set[str]) -> Iterator[Hit]:
    """Report the names of the code that the English has in its text, the translation nowhere."""
    text = pair.translation.text
    for word in dict.fromkeys(_WORD.findall(pair.english.text)):
        if word not in names or word in text or not _is_rarer(word, pair):
            continue
        # what is in capitals is likely what became of a word in capitals
        shouted = _SHOUTED.search(text) if word.isupper() else None
        first, last = shouted.span() if shouted else (0, len(text))
        start, end = pair.translation.span(first, last)
        yield Hit(
            start=start,
            end=end,
            message=f"{word} is missing: the code of this page has it, so it stays as it is",
        )


def _commands(pair: ViewPair, commands: Set[str]) -> Iterator[Hit]:
    """Report the commands that a translation has less often than its English."""
    for command in commands:
        if command not in pair.english.text or not _is_rarer(command, pair):
            continue
        start, end = pair.translation.span(0, len(pair.translation.text))
        yield Hit(
            start=start,
            end=end,
            message=f"the command “{command}” of the English is missing, or its words are "
            "translated: it is typed as it is",
        )


def _is_rarer(words: str, pair: ViewPair) -> bool:
    """Tell whether a translation has these words less often: in its code too, where they may be."""
    own = _exactly(words)
    wanted = own.findall(pair.english.block.plain)
    found = own.findall(pair.translation.block.plain)
    return len(found) < len(wanted)


@lru_cache(maxsize=256)
def _exactly(words: str) -> re.Pattern[str]:
    # letters of another script may follow: a Korean particle is written onto it
    return re.compile(rf"(?<![A-Za-z0-9_.-]){re.escape(words)}(?![A-Za-z0-9_-])")


def _value(pair: ViewPair, values: Set[str]) -> Iterator[Hit]:
    """Report a cell of a table that is a value of the code in another case."""
    wanted = pair.english.text.strip()
    found = pair.translation.text.strip()
    if pair.translation.block.kind != "cell" or wanted not in values:
        return
    if found != wanted and found.lower() == wanted:
        start, end = pair.translation.span(0, len(pair.translation.text))
        yield Hit(
            start=start,
            end=end,
            message=f"“{found}” must be {wanted}, as the code of this page has it",
            fix=Fix(start, end, wanted) if end - start == len(wanted) else None,
        )


def _quoted(pair: ViewPair) -> Iterator[Hit]:
    """Report quoted names that differ in English, and are the same in the translation."""
    english = pair.english.text
    if _OPENING.isdisjoint(english):
        return
    theirs = [name.lower() for name in _QUOTED.findall(english)]
    ours = list(_QUOTED.finditer(pair.translation.text))
    if len(theirs) != len(ours):
        return
    last: dict[str, int] = {}
    meant: defaultdict[str, set[str]] = defaultdict(set)
    for index, match in enumerate(ours):
        name = match[1].lower()
        english_name = theirs[index]
        if meant[name] - {english_name}:
            twin = last[name]
            twin_name = theirs[twin]
            message = (
                f"“{twin_name}” and “{english_name}” of the English became one word"
            )
            twin_start = ours[twin].start()
            start, end = pair.translation.span(twin_start, match.end())
            yield Hit(
                start=start,
                end=end,
                message=message,
            )
        last[name] = index
        meant[name].add(english_name)


CHECK = RuleCheck(
    "translated-literals",
    run,
    compares=True,
    severity=Level.ERROR,
    mqm=Mqm.DO_NOT_TRANSLATE,
)
