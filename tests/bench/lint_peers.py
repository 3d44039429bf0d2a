"""Lint beside translate-toolkit's pofilter, on the same texts: faults planted into clean ones, and the clean ones.

pofilter is a program of its own, run as one; nothing of it is part of this project. A planted fault counts as found
when the program says anything of the text, whatever it says; a clean text of which it says anything counts as a false
alarm. Only faults that stand in one text are compared: those in stamps, in front matter or between rules no program
finds that sees one text beside its English. The clean texts are this project's own, which lint has been kept clean on:
of the two figures on the right, ours says less than the one of tests/lint/precision.
"""

import re
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from lint_helpers import hits, unit
from recall import structure
from recall.frame import TextPlant, clean, outcomes
from recall.language import FAULTS
from recall.test_language import DETAILS, PLAIN, clean_texts, plant

from bench.peers.peer import tool
from bpadocs.lint.check import TextCheck, UnitCheck
from bpadocs.lint.registry import CHECKS

_SAID = re.compile(r'^msgctxt "(\d+)"$', re.MULTILINE)


class Text(NamedTuple):
    language: str
    field: str
    english: str
    translation: str


def planted_texts() -> list[Text]:
    """Every fault of the recall test, at every place it is planted."""
    texts = []
    for fault in FAULTS:
        for one, planted in plant(fault):
            field = DETAILS if fault.markup else "title" if one.field == "title" else PLAIN
            texts.append(Text(one.language, field, planted.english, planted.translation))
    return texts


def planted_structure() -> list[tuple[Text, bool]]:
    """The faults of the recall test that stand in one text, at every place, and whether lint finds each.

    These need what stands around the text: labels, arguments, the other fields.
    """
    texts = []
    for fault in structure.PLANTS:
        if isinstance(fault, TextPlant):
            units = {
                f"{rule.id} {one.language}.{one.field}": one
                for rule in clean(fault.material)
                for one in rule.units.values()
            }
            for outcome in outcomes(fault):
                one = units[outcome.place]
                text = Text(one.language, one.field, one.english.text, outcome.written)
                texts.append((text, bool(outcome.found)))
    return texts


def clean_ones() -> list[Text]:
    details = re.compile("details|see_also")
    return [
        Text(one.language, DETAILS if details.search(one.field) else one.field, one.english, one.translation)
        for one in clean_texts()
    ]


def said_by_lint(texts: Sequence[Text]) -> int:
    """Of how many texts a check of one text, or of one beside its English, says something."""
    checks = [check for check in CHECKS if check.default and isinstance(check, UnitCheck | TextCheck)]
    return sum(
        any(hits(check, unit(text.english, text.translation, text.language, text.field)) for check in checks)
        for text in texts
    )


def said_by_pofilter(texts: Sequence[Text], folder: Path) -> int:
    """Of how many texts pofilter says something, in its default settings for their language."""
    by_language: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        by_language[text.language].append(text)
    said = 0
    for language, own in by_language.items():
        source, result = folder / "in.po", folder / "out.po"
        entries = [_header(language), *(_entry(index, text) for index, text in enumerate(own))]
        source.write_text("\n".join(entries), "utf-8")
        result.unlink(missing_ok=True)
        command = [tool("pofilter"), "--progress=none", f"--language={language}", str(source), str(result)]
        subprocess.run(command, capture_output=True, check=True)
        said += len(set(_SAID.findall(result.read_text("utf-8")))) if result.exists() else 0
    return said


def _header(language: str) -> str:
    return (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Language: {language}\\n"\n'
    )


def _entry(index: int, text: Text) -> str:
    return f'msgctxt "{index}"\nmsgid {_quoted(text.english)}\nmsgstr {_quoted(text.translation)}\n'


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def measure(folder: Path) -> dict[str, Any]:
    """Of both: how many planted faults are found, and how many clean texts are reported."""
    planted, around, clean_texts = planted_texts(), planted_structure(), clean_ones()
    every = [*planted, *(text for text, _ in around)]
    return {
        "planted": len(every),
        "clean": len(clean_texts),
        "bpa lint": {
            "found": said_by_lint(planted) + sum(found for _, found in around),
            "false_alarms": said_by_lint(clean_texts),
        },
        "pofilter": {
            "found": said_by_pofilter(every, folder),
            "false_alarms": said_by_pofilter(clean_texts, folder),
        },
    }


def table(results: dict[str, Any]) -> str:
    planted, clean_texts = results["planted"], results["clean"]
    lines = [
        f"Lint: {planted:,} texts with a planted fault, {clean_texts:,} clean texts, in four languages",
        f"  {'':12}{'found':>8}{'false alarms':>14}",
    ]
    for name in ("bpa lint", "pofilter"):
        one = results[name]
        lines.append(f"  {name:12}{one['found'] / planted:8.1%}{one['false_alarms'] / clean_texts:14.1%}")
    return "\n".join(lines)
