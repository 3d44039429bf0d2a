"""A checker, small enough to read in one sitting: how to use the messages from a program of your own.

It looks at an inventory of a Hyper-V host, as `ConvertTo-Json` writes it, and says what is not as it should be:

    messages = Messages.open("build/messages", "fr")
    found = findings(inventory, rules)
    print(as_text(found, inventory["ComputerName"], messages))

Which rules are broken is decided without any language; only then are the messages asked for their texts.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any
from urllib.parse import quote

from bpadocs import __version__, shown
from bpadocs.inputs import INVENTORY_LIMIT, read_given
from bpadocs.model import SOURCE_LANGUAGE, ArgumentType, Rule, Severity
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.query import Data, QueryError
from bpadocs.runtime import Messages, visible

SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFORMATION: "note"}
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

WIDTH = len("ResultNumber")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check said of one rule."""

    rule: Rule
    arguments: Mapping[str, object] | None
    """What the rule's texts speak of; nothing when the rule is met."""


Result = dict[str, object]
"""The properties of a BPA result, in its order."""


def read_inventory(path: str) -> Mapping[str, Any]:
    """The inventory in this file, or BrokenInputError with its place."""
    line, column = 1, 1
    try:
        text = read_given(path, INVENTORY_LIMIT).decode("utf-8-sig")
        inventory = json.loads(text, parse_constant=_refused)
        Data(inventory)  # which refuses what no query can look at
        if isinstance(inventory, dict) and isinstance(inventory.get("ComputerName"), str):
            return inventory
        message = "no inventory: an object with “ComputerName” and what was found on that computer"
    except json.JSONDecodeError as error:
        line, column, message = error.lineno, error.colno, f"not JSON: {error.msg}"
    except UnicodeDecodeError:
        message = "not UTF-8; write it with “Out-File -Encoding utf8”"
    except RecursionError:
        message = "cannot be read: it is nested too deeply"
    except QueryError as error:
        message = f"cannot be read: {error}"
    except ValueError as error:  # of Python's, about a number
        message = f"not JSON: {error}"
    raise BrokenInputError([Problem(path, line, column, message)])


def _refused(constant: str) -> None:
    """NaN and Infinity, which Python would take for JSON."""
    raise ValueError(f"{constant} is no number")


def findings(inventory: Mapping[str, Any], rules: Iterable[Rule]) -> list[Finding]:
    """Each rule that has a check, evaluated. Raises BrokenInputError with every check that cannot be."""
    found = []
    problems = []
    data = Data(inventory)
    for rule in rules:
        if rule.check:
            try:
                found.append(Finding(rule, _arguments(rule, data.search(rule.check))))
            except ValueError as error:
                why = " ".join(str(error).split())
                problems.append(Problem(rule.source.path, *rule.source.position(["check"]), f"the check fails: {why}"))
    if problems:
        raise BrokenInputError(problems)
    return found


def _arguments(rule: Rule, result: object) -> Mapping[str, object] | None:
    """A check yields the names that break the rule, or a value for each argument; nothing where all is well.

    For a rule without arguments `true` is enough.
    """
    if not result:
        return None
    values = result
    if result is True or isinstance(result, list):
        lists = [name for name, argument in rule.arguments.items() if argument.type is ArgumentType.LIST]
        values = {lists[0]: result} if lists else {}
    if not isinstance(values, dict) or values.keys() != rule.arguments.keys():
        wanted = ", ".join(rule.arguments) or "true"
        raise ValueError(f"it yields {shorten(json.dumps(result), 60)}, which gives no value for each of: {wanted}")
    nothing = all(value is None or value in ("", []) for value in values.values())
    return None if values and nothing else values


def results(found: Iterable[Finding], computer: str, messages: Messages) -> list[Result]:
    """The findings as BPA results, in the language of the messages."""
    return [_result(number, finding, computer, messages) for number, finding in enumerate(found, 1)]


def _result(number: int, finding: Finding, computer: str, messages: Messages) -> Result:
    message = messages[finding.rule.id]
    arguments = finding.arguments
    met = arguments is None
    return {
        "ResultNumber": number,
        "ResultId": f"{computer}/{finding.rule.id}",
        "ModelId": finding.rule.product.id,
        "SubModelId": "",
        "RuleId": finding.rule.id,
        "ComputerName": computer,
        "Context": "",
        "Source": computer,
        "Severity": message.severity,
        "Category": message.category,
        "Title": message.title,
        "Problem": "" if arguments is None else message.issue(**arguments),
        "Impact": "" if arguments is None else message.impact(**arguments),
        "Resolution": "" if arguments is None else message.resolution(**arguments),
        "Compliance": message.compliant() if met else "",
        "Help": message.help,
        "Excluded": False,
    }


def as_text(found: Iterable[Finding], computer: str, messages: Messages) -> str:
    """A list for people. Names are shown, not obeyed: no control character of theirs reaches the terminal."""
    harmless = [Finding(finding.rule, _harmless(finding.arguments)) for finding in found]
    blocks = []
    for result in results(harmless, visible(computer), messages):
        lines = [line for name, value in result.items() for line in _lines(name, str(value))]
        blocks.append("".join(f"{line}\n" for line in lines))
    return "\n".join(blocks)


def _lines(name: str, value: str) -> Iterator[str]:
    for number, line in enumerate(value.split("\n")):
        yield f"{'' if number else name:<{WIDTH}} {' ' if number else ':'} {visible(line)}".rstrip()


def _harmless(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _harmless(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_harmless(inner) for inner in value]
    return visible(value) if isinstance(value, str) else value


def as_json(found: Iterable[Finding], computer: str, messages: Messages) -> str:
    """A list for programs: every property of every result."""
    return shown.as_json(results(found, computer, messages))


def as_sarif(
    found: Sequence[Finding], computer: str, messages: Messages, languages: Mapping[str, Messages], source: str
) -> str:
    """SARIF 2.1.0. Every text stands in it in every language, under run.translations; the log's own is the messages'.

    A rule's texts speak of what this run found, so that lists and plural forms are right in each language.
    """
    driver = {
        "name": "bpadocs example checker",
        "version": __version__,
        "language": SOURCE_LANGUAGE,
        "rules": [_sarif_rule(finding, languages[SOURCE_LANGUAGE]) for finding in found],
    }
    translations = [
        {
            "name": driver["name"],
            "language": language,
            "contents": ["localizedData"],
            "translationMetadata": {"name": f"bpadocs messages ({language})"},
            "associatedComponent": {"name": driver["name"]},
            "rules": [_sarif_rule(finding, texts) for finding in found],
        }
        for language, texts in languages.items()
        if language != SOURCE_LANGUAGE
    ]
    run = {
        "tool": {"driver": driver},
        "language": messages.locale,
        "translations": translations,
        "artifacts": [{"location": {"uri": quote(source.replace("\\", "/"))}}],
        "results": [_sarif_result(index, finding, computer, messages) for index, finding in enumerate(found)],
    }
    return shown.as_json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _sarif_rule(finding: Finding, messages: Messages) -> dict[str, object]:
    message = messages[finding.rule.id]
    texts = _texts(finding, messages)
    rule: dict[str, object] = {
        "id": finding.rule.id,
        "shortDescription": {"text": message.title},
        "messageStrings": {name: {"text": _sarif_text(text)} for name, text in texts.items()},
        "defaultConfiguration": {"level": SARIF_LEVELS[finding.rule.severity]},
        "properties": {"category": message.category, "severity": message.severity},
    }
    if "://" in message.help:
        rule["helpUri"] = message.help
    return rule


def _sarif_result(index: int, finding: Finding, computer: str, messages: Messages) -> dict[str, object]:
    texts = _texts(finding, messages)
    broken = finding.arguments is not None
    name = next(iter(texts))
    return {
        "ruleId": finding.rule.id,
        "ruleIndex": index,
        "kind": "fail" if broken else "pass",
        "level": SARIF_LEVELS[finding.rule.severity] if broken else "none",
        "message": {"id": name, "text": "\n\n".join(texts.values())},
        "locations": [
            {"physicalLocation": {"artifactLocation": {"index": 0}}, "logicalLocations": [{"name": computer}]}
        ],
    }


def _texts(finding: Finding, messages: Messages) -> dict[str, str]:
    message = messages[finding.rule.id]
    if finding.arguments is None:
        return {"compliant": message.compliant()}
    texts = {name: getattr(message, name)(**finding.arguments) for name in ("issue", "impact", "resolution")}
    return {name: text for name, text in texts.items() if text} or {"title": message.title}


def _sarif_text(text: str) -> str:
    """Braces are SARIF's placeholders."""
    return text.replace("{", "{{").replace("}", "}}")
