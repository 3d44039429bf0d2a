"""One message out of ten thousand rules: bpadocs.runtime against the standard library's gettext and
json.

    python tests/bench/messages.py [--rules 10000] [--rounds 21] [--json FILE]

Every reading is a process of its own, the peers in turn within each round, medians over the rounds.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import MappingProxyType

from bpadocs.messages import message_files
from bpadocs.messages.catalog import Catalog, catalogs, facts, head
from bpadocs.project.settings import TARGETS, USUAL_TARGETS, Settings
from bpadocs.rule.model import (
    Argument,
    ArgumentType,
    Category,
    Plural,
    Product,
    Rule,
    Severity,
    SourceFile,
    Text,
    Translation,
)
from bpadocs.words.labels import Labels

RULES = 10_000
ROUNDS = 21
PRODUCT = Product(
    id="hyper-v",
    name="Hyper-V",
    operating_systems=("Windows Server 2016",),
    applies_to="",
    intro=None,
    note=None,
    front_matter={},
    layout={},
    source=SourceFile("", ""),
)
LANGUAGES = ("en", "fr", "it", "es", "ko")
NAMES = ["SQL01", "WEB02", "DC03"]

OURS = """
from bpadocs.runtime import Messages
message = Messages.open({folder!r}, "fr-CA")[{rule!r}]
message.title, message.impact(virtual_machines={names!r})
"""
GETTEXT = """
import gettext
catalog = gettext.translation("bpadocs", {folder!r}, ["fr"])
catalog.pgettext({rule!r}, "title")
catalog.npgettext({rule!r}, "impact", "virtual_machines", 3).format(virtual_machines=", ".join({names!r}))
"""
WARM = """
import json, time
from bpadocs.runtime import Messages
messages = Messages.open({folder!r}, "fr-CA")
names, rules = {names!r}, {rules!r}

def timed(rules):
    started = time.perf_counter()
    for rule in rules:
        messages[rule].impact(virtual_machines=names)
    return (time.perf_counter() - started) * 1e6 / len(rules)

first = timed(rules)
print(json.dumps(dict(another_rule_us=first, same_rule_us=min(timed(rules[:1] * 5000) for _ in range(5)))))
"""
JSON = """
import json
with open({folder!r} + "/json/fr.json", encoding="utf-8") as file:
    message = json.load(file)["messages"][{rule!r}]
message["title"], message["impact"]["other"].format(virtual_machines=", ".join({names!r}))
"""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rules", type=int, default=RULES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", type=Path, help="write the figures here as well")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        results = measure(Path(folder), options.rules, options.rounds)
    print(table(results, options.rules))
    if options.json:
        options.json.write_text(json.dumps(results, indent=2) + "\n", "utf-8")


def measure(folder: Path, count: int, rounds: int) -> dict[str, float]:
    """Every figure in milliseconds, the warm ones in microseconds."""
    rules = [sample_rule(number) for number in range(count)]
    results = {}
    started = time.perf_counter()
    settings = Settings(
        {language: language for language in LANGUAGES},
        "https://example.org/{locale}/{page}",
        {},
    )
    built = catalogs(
        rules, {language: Labels(language) for language in LANGUAGES}, settings
    )
    results["catalogs_ms"] = _milliseconds(started)
    results |= {f"write_{name}_ms": value for name, value in _write(built).items()}
    for path, data in _all_files(built).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    catalog = folder / "fr/LC_MESSAGES/bpadocs.mo"
    results["mo_mb"] = catalog.stat().st_size / 1e6
    results |= _cold(folder, rules[count * 2 // 3].id, rounds)
    results |= _warm(folder, [rule.id for rule in rules])
    return results


def _write(built: dict[str, Catalog]) -> dict[str, float]:
    times: dict[str, float] = {}
    for name in TARGETS:
        started = time.perf_counter()
        _files(built, "fr", name)
        times[f"one_{name}"] = _milliseconds(started)
    started = time.perf_counter()
    _all_files(built)
    return {**times, "usual_files": _milliseconds(started)}


def _files(built: dict[str, Catalog], language: str, *targets: str) -> dict[str, bytes]:
    """The files of a language for these targets, by their paths, as a build makes them."""
    settings = Settings({one: one for one in LANGUAGES}, "", {})
    own = head(facts(language, built), Labels(language), settings, [PRODUCT])
    return message_files(targets, own, built)


def _all_files(built: dict[str, Catalog]) -> dict[str, bytes]:
    """Every file of the messages that a project has where it chooses nothing."""
    files: dict[str, bytes] = {}
    for language in built:
        files |= _files(built, language, *USUAL_TARGETS)
    return files


def _cold(folder: Path, rule: str, rounds: int) -> dict[str, float]:
    programs = {"bare": "", "runtime": OURS, "gettext": GETTEXT, "json": JSON}
    times: dict[str, list[float]] = {name: [] for name in programs}
    for _ in range(rounds + 1):
        for name, program in programs.items():
            code = program.format(folder=str(folder), rule=rule, names=NAMES)
            started = time.perf_counter()
            _run(code, folder)
            times[name].append(_milliseconds(started))
    medians = {
        name: statistics.median(taken[1:]) for name, taken in times.items()
    }  # the first round compiles modules
    bare = medians.pop("bare")
    return {
        "bare_interpreter_ms": bare,
        **{f"{name}_ms": median - bare for name, median in medians.items()},
    }


def _warm(folder: Path, rules: list[str]) -> dict[str, float]:
    every = max(1, len(rules) // 1_000)
    output = _run(
        WARM.format(folder=str(folder), rules=rules[::every], names=NAMES), folder
    )
    return {name: float(value) for name, value in json.loads(output).items()}


def _run(code: str, folder: Path) -> bytes:
    """A fresh interpreter, with compiled modules kept as they are on any installed machine."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if name != "PYTHONDONTWRITEBYTECODE"
    }
    environment["PYTHONPYCACHEPREFIX"] = str(folder / "pycache")
    return subprocess.run(
        [sys.executable, "-c", code],
        check=True,
        stdout=subprocess.PIPE,
        env=environment,
    ).stdout


def _milliseconds(started: float) -> float:
    return (time.perf_counter() - started) * 1000


def table(results: dict[str, float], count: int) -> str:
    ours = results["runtime_ms"]
    lines = [
        f"{count:,} rules x 5 fields, Python {sys.version.split()[0]}; French .mo {results['mo_mb']:.1f} MB",
        "",
        f"one message, cold, above the bare interpreter ({results['bare_interpreter_ms']:.1f} ms)",
        f"  bpadocs.runtime       {ours:8.2f} ms",
        f"  gettext               {results['gettext_ms']:8.2f} ms   {results['gettext_ms'] / ours:5.1f} x",
        f"  json                  {results['json_ms']:8.2f} ms   {results['json_ms'] / ours:5.1f} x",
        "warm, with a list of three and a plural form",
        f"  a rule seen before    {results['same_rule_us']:8.2f} µs",
        f"  a rule not seen yet   {results['another_rule_us']:8.2f} µs",
        "writing",
        *[
            f"  one {name:<18}{results[f'write_one_{name}_ms']:8.0f} ms"
            for name in TARGETS
        ],
        f"  all languages, as usual {results['write_usual_files_ms']:6.0f} ms",
        f"  rules to catalogs     {results['catalogs_ms']:8.0f} ms",
    ]
    return "\n".join(lines)


def sample_rule(number: int) -> Rule:
    """A rule of the usual size, different from every other."""
    rule_id = (
        f"hyper-v/{number * 7919 % 99991:05}-virtual-machines-should-have-enough-of-it"
    )
    return Rule(
        id=rule_id,
        product=PRODUCT,
        page=f"Virtual-machines-should-have-enough-of-it-{number}",
        severity=Severity.WARNING,
        category=Category.CONFIGURATION,
        operating_systems=PRODUCT.operating_systems,
        applies_to="",
        intro=None,
        note=None,
        arguments={
            "virtual_machines": Argument(
                "virtual_machines", ArgumentType.LIST, "list of virtual machines"
            )
        },
        front_matter={},
        layout={},
        check=None,
        suppressions=(),
        text=MappingProxyType(
            {
                language: Translation(_sample_fields(language, number))
                for language in LANGUAGES
            }
        ),
        source=SourceFile(f"rules/{rule_id}.yaml", ""),
    )


def _sample_fields(language: str, number: int) -> dict[str, Text]:
    sentence = f"[{language}] Une machine virtuelle n’a pas assez de ressources du numéro {number} ; "
    one = {"one": f"{sentence * 2}\n\n{{virtual_machines}}"} if language != "ko" else {}
    return {
        "title": sentence,
        "issue": sentence * 3,
        "impact": Plural(
            "virtual_machines",
            {**one, "other": f"{sentence * 3}\n\n{{virtual_machines}}"},
        ),
        "resolution": sentence * 2,
        "compliant": sentence,
    }


if __name__ == "__main__":
    main()
