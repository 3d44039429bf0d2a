"""Lint beside translate-toolkit's pofilter, on the same texts: faults planted into clean ones, and the clean ones.

python tests/bench/lint_peers.py PEERS        PEERS is a virtual environment with translate-toolkit in it

pofilter is a program of its own, run as one; nothing of it is part of this project. A planted fault counts as found
when the program says anything of the text, whatever it says; a clean text of which it says anything counts as a false
alarm. The clean texts are this project's own, which lint has been kept clean on: of the two figures on the right, ours
says less than the one of tests/lint/precision.
"""

import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
from lint_helpers import hits, unit
from recall.language import FAULTS
from recall.test_language import DETAILS, PLAIN, clean_texts, plant

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
        for clean, planted in plant(fault):
            field = DETAILS if fault.markup else "title" if clean.field == "title" else PLAIN
            texts.append(Text(clean.language, field, planted.english, planted.translation))
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


def said_by_pofilter(texts: Sequence[Text], program: Path) -> int:
    """Of how many texts pofilter says something, in its default settings for their language."""
    by_language: dict[str, list[Text]] = defaultdict(list)
    for text in texts:
        by_language[text.language].append(text)
    said = 0
    for language, own in by_language.items():
        with tempfile.TemporaryDirectory() as folder:
            source, result = Path(folder) / "in.po", Path(folder) / "out.po"
            entries = [_header(language), *(_entry(index, text) for index, text in enumerate(own))]
            source.write_text("\n".join(entries), "utf-8")
            command = [str(program), "--progress=none", f"--language={language}", str(source), str(result)]
            done = subprocess.run(command, capture_output=True, check=False)
            if done.returncode:
                raise SystemExit(f"pofilter: {done.stderr.decode(errors='replace')}")
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


def main(peers: Path) -> int:
    program = next((path for path in (peers / "bin/pofilter", peers / "Scripts/pofilter.exe") if path.exists()), None)
    if program is None:
        print(f"no pofilter in {peers}: `make bench-peers` installs it")
        return 1
    planted, clean = planted_texts(), clean_ones()
    print(f"{len(planted):,} texts with a planted fault, {len(clean):,} clean texts, in four languages")
    print(f"{'':12}{'found':>8}{'false alarms':>14}")
    shares = {}
    for name, of_planted, of_clean in (
        ("bpa lint", said_by_lint(planted), said_by_lint(clean)),
        ("pofilter", said_by_pofilter(planted, program), said_by_pofilter(clean, program)),
    ):
        shares[name] = of_planted / len(planted), of_clean / len(clean)
        print(f"{name:12}{shares[name][0]:8.1%}{shares[name][1]:14.1%}")
    ours, theirs = shares["bpa lint"], shares["pofilter"]
    return int(ours[0] < theirs[0] or ours[1] > theirs[1])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/.peers")))
