"""What of the code of a page its running text may have too, and then has as it is."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Final

from bpadocs.formats.code import code_lines
from bpadocs.formats.markdown import Block, Document
from bpadocs.lint.subject import Subject
from bpadocs.lint.view import view
from bpadocs.words.languages import LanguageData

_NAME: Final = re.compile(
    # DEFAULT, packageId, PackageId: no word of a sentence looks like that
    r"(?<![\w\\/.$-])(?:[A-Z][A-Z_]{2,}|[A-Za-z]*[a-z]{2}[A-Z][A-Za-z0-9]+)(?![\w-])"
)
_PROMPT: Final = r"(?:PS(?: [^>\n]*)?>|[A-Z]:\\[^>\n]*>|[$>])\s*"
_COMMAND: Final = re.compile(
    rf"\s*(?P<prompt>{_PROMPT})?(?:sudo )?(?P<program>[a-z][\w.]+) (?P<verb>[a-z][\w-]+)"
    r"(?![\w.=:(\[{])"
)
_HAS_OPTION: Final = re.compile(r"\s(?:--?|/)\w")
_SHELLS: Final = frozenset(
    (
        *("bash", "bat", "batch", "cli", "cmd", "console", "dos", "dotnetcli"),
        *("azurecli", "powershell", "ps1", "pwsh", "sh", "shell", "shell-session"),
        "zsh",
    )
)
_VALUE: Final = re.compile(r"[a-z][\w.-]*")


@dataclass(frozen=True)
class PageCode:
    """The names, the beginnings of commands, and the values that the code of a page has."""

    names: frozenset[str] = frozenset()
    """DEFAULT, PackageId."""
    commands: frozenset[str] = frozenset()
    """Two words each: `netsh trace`."""
    values: frozenset[str] = frozenset()
    """One small word that is a code span by itself: `false`."""

    @property
    def is_any(self) -> bool:
        """Whether there is anything to look for."""
        return bool(self.names or self.commands or self.values)


def code_of(page: Subject, english: LanguageData) -> PageCode:
    """Return what the English of a page has in code."""
    names: set[str] = set()
    values: set[str] = set()
    lines: list[_CodeText] = []
    for passage in page.english.values():
        if not passage.markup:
            continue
        for line in _lines(passage.tree):
            lines.append(line)
            names.update(_NAME.findall(line.text))
            if _VALUE.fullmatch(line.text):
                values.add(line.text)
    return PageCode(
        names=frozenset(names),
        commands=frozenset(_commands(lines, page, english)),
        values=frozenset(values),
    )


@dataclass(frozen=True)
class _CodeText:
    """A line of code, or a code span."""

    text: str
    is_typed: bool
    """Whether its block says that it is for a shell."""


def _lines(text: Document) -> Iterator[_CodeText]:
    for block in text.leaves:
        if block.kind in ("fence", "code"):
            yield from _lines_of(block)
    for span in text.of("code"):
        yield _CodeText(span.text, is_typed=False)


def _lines_of(block: Block) -> Iterator[_CodeText]:
    is_typed = block.info.partition(" ")[0].lower() in _SHELLS
    for line in code_lines(block.plain, block.info):
        yield _CodeText(line.code, is_typed)


def _commands(
    lines: Sequence[_CodeText], page: Subject, english: LanguageData
) -> Iterator[str]:
    """Yield the first two words of each command.

    It is one by its block, its prompt or its options; or because the page has its first word in
    front of the second only, as no ordinary word would be.
    """
    ordinary = english.function_words | english.words | english.verbs
    verbs: defaultdict[str, set[str]] = defaultdict(set)
    certain: set[str] = set()
    for line in lines:
        match = _COMMAND.match(line.text)
        if match is None or match["program"] in ordinary:
            continue
        if match["verb"] in english.function_words:
            continue
        verbs[match["program"]].add(match["verb"])
        if _is_typed(line, match):
            certain.add(match["program"])
    for program, own in verbs.items():
        if program in certain or not _says_alone(program, own, page):
            for verb in own:
                yield f"{program} {verb}"


def _is_typed(line: _CodeText, command: re.Match[str]) -> bool:
    """Tell whether a line is surely a command: by its block, its prompt or its options."""
    if line.is_typed or command["prompt"]:
        return True
    return _HAS_OPTION.search(line.text) is not None


def _says_alone(program: str, verbs: Set[str], page: Subject) -> bool:
    """Tell whether the running text of a page has a word without one of these behind it."""
    alone = re.compile(
        rf"(?<![\w-]){re.escape(program)}(?![\w-])(?! (?:{'|'.join(verbs)})\b)"
    )
    for passage in page.english.values():
        if program not in passage.text:
            continue
        if any(alone.search(view(block).text) for block in passage.tree.prose):
            return True
    return False
