"""Lint beside translate-toolkit's pofilter, on the same texts: faults planted into clean ones, and
the clean ones.

pofilter is a program of its own, run as one; nothing of it is part of this project. Of
pofilter, a planted fault counts as found when it says anything of the text, whatever it says; of
lint, only when the right check says it, at its place. A clean text of which a program says anything
counts as a false alarm. Only faults that stand in one text are compared: those in
stamps, in front matter or between rules no program finds that sees one text beside its English. The
clean texts are this project's own, which lint has been kept clean on: of the two figures on the
right, ours says less than the one of tests/lint/precision.
"""

import re
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from recall import language, structure
from recall.frame import Planted, TextPlant, clean, context, outcomes

from bench.peers.peer import tool
from bpadocs.lint.engine import Selection, check_subject
from bpadocs.lint.registry import CHECKS

_SAID = re.compile(r'^msgctxt "(\d+)"$', re.MULTILINE)


class Text(NamedTuple):
    language: str
    english: str
    translation: str


def planted_texts() -> list[tuple[Text, bool]]:
    """Every fault of the recall test in one text, at every place, and whether lint finds each."""
    texts = []
    for plant in (*structure.PLANTS, *language.PLANTS):
        if isinstance(plant, TextPlant):
            for outcome in outcomes(plant):
                assert isinstance(outcome.fault, Planted)
                text = Text(
                    outcome.language, outcome.fault.english, outcome.fault.translation
                )
                texts.append((text, outcome.found))
    return texts


def clean_texts() -> list[Text]:
    """Every text of the shipped rules, each beside its English."""
    texts = []
    for rule in clean("rules"):
        for unit in rule.units.values():
            texts.append(Text(unit.language, unit.english.text, unit.translation.text))
    return texts


def said_by_lint() -> int:
    """Of how many clean texts lint says something."""
    chosen = Selection.of([check for check in CHECKS if check.default])
    marked = set()
    for rule in clean("rules"):
        for finding in check_subject(rule, chosen, context()):
            marked.add((finding.rule, finding.language, finding.field))
    return len(marked)


def said_by_pofilter(texts: Sequence[Text], folder: Path) -> int:
    """Of how many texts pofilter says something, in its default settings for their language."""
    by_language: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        by_language[text.language].append(text)
    said = 0
    for code, own in by_language.items():
        source, result = folder / "in.po", folder / "out.po"
        source.write_text(po_text(code, own), "utf-8")
        result.unlink(missing_ok=True)
        command = [
            tool("pofilter"),
            "--progress=none",
            f"--language={code}",
            str(source),
            str(result),
        ]
        subprocess.run(command, capture_output=True, check=True)
        said += (
            len(set(_SAID.findall(result.read_text("utf-8")))) if result.exists() else 0
        )
    return said


def po_text(language: str, texts: Sequence[Text]) -> str:
    """Return a PO file of these texts, each with its number as the context."""
    entries = [_header(language)]
    for index, text in enumerate(texts):
        entries.append(_entry(index, text))
    return "\n".join(entries)


def _header(language: str) -> str:
    return (
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
        f'"Content-Transfer-Encoding: 8bit\\n"\n"Language: {language}\\n"\n'
    )


def _entry(index: int, text: Text) -> str:
    return f'msgctxt "{index}"\nmsgid {_quoted(text.english)}\nmsgstr {_quoted(text.translation)}\n'


def _quoted(text: str) -> str:
    escaped = (
        text.replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("\n", "\\n")
        .replace("\t", "\\t")
    )
    return f'"{escaped}"'


def measure(folder: Path) -> dict[str, Any]:
    """Of both: how many planted faults are found, and how many clean texts are reported."""
    planted, clean_ones = planted_texts(), clean_texts()
    return {
        "planted": len(planted),
        "clean": len(clean_ones),
        "bpa lint": {
            "found": sum(found for _, found in planted),
            "false_alarms": said_by_lint(),
        },
        "pofilter": {
            "found": said_by_pofilter([text for text, _ in planted], folder),
            "false_alarms": said_by_pofilter(clean_ones, folder),
        },
    }


def table(results: dict[str, Any]) -> str:
    planted, clean_ones = results["planted"], results["clean"]
    lines = [
        f"Lint: {planted:,} texts with a planted fault, {clean_ones:,} clean texts, "
        "in four languages",
        f"  {'':12}{'found':>8}{'false alarms':>14}",
    ]
    for name in ("bpa lint", "pofilter"):
        one = results[name]
        lines.append(
            f"  {name:12}{one['found'] / planted:8.1%}{one['false_alarms'] / clean_ones:14.1%}"
        )
    return "\n".join(lines)
