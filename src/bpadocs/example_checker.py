"""An example of a checker, small enough to read in one sitting.

It shows how a program of your own uses the messages. It looks at an inventory of a Hyper-V host, as
`ConvertTo-Json` writes it, and says what is not as it should be:

    messages = Messages.open("build/messages", "fr")
    found = findings(inventory, rules)
    print(as_text(found, inventory["ComputerName"], messages))

Which rules are broken is decided without any language; only then are the messages asked for their
texts.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from bpadocs import HOME, __version__, shown
from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.query import Data, QueryError
from bpadocs.formats.sarif import (
    artifact_location,
    fingerprints,
    friendly_name,
    positional,
)
from bpadocs.project.places import position
from bpadocs.rule import placeholders
from bpadocs.rule.model import (
    SOURCE_LANGUAGE,
    ArgumentType,
    Rule,
    Severity,
    general_form,
)
from bpadocs.runtime import Messages, visible
from bpadocs.system.files import INVENTORY_LIMIT, read_given

SARIF_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
}
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

WIDTH = len("ResultNumber")
"""The longest name of a property, for the text that is printed."""


@dataclass(frozen=True, slots=True)
class CheckerResult:
    """What came of the check of one rule."""

    rule: Rule
    arguments: Mapping[str, object] | None
    """The values that the rule's texts show; nothing when the rule is met."""


Result = dict[str, object]
"""The properties of a BPA result, in its order."""


def read_inventory(path: str) -> Mapping[str, Any]:
    """Return the inventory in this file. Raises BrokenInputError where it cannot be used."""
    line, column = 1, 1
    try:
        text = read_given(path, INVENTORY_LIMIT).decode("utf-8-sig")
        inventory = json.loads(text, parse_constant=_refused)
        # this refuses what no query can look at
        Data(inventory)
        if isinstance(inventory, dict) and isinstance(
            inventory.get("ComputerName"), str
        ):
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
    except ValueError as error:
        # from Python itself, about a number that is too long
        message = f"not JSON: {error}"
    raise BrokenInputError([Problem(path, line, column, message)])


def _refused(constant: str) -> None:
    """Refuse NaN and Infinity, which Python would take for JSON."""
    raise ValueError(f"{constant} is no number")


def findings(
    inventory: Mapping[str, Any], rules: Iterable[Rule]
) -> list[CheckerResult]:
    """Return the result of each rule that has a check.

    Raises BrokenInputError with every check that cannot be evaluated.
    """
    found = []
    problems = []
    data = Data(inventory)
    for rule in rules:
        if not rule.check:
            continue
        try:
            arguments = _arguments(rule, data.search(rule.check))
        except ValueError as error:
            why = " ".join(str(error).split())
            line, column = position(rule.source, ["check"])
            problems.append(
                Problem(rule.source.path, line, column, f"the check fails: {why}")
            )
        else:
            found.append(CheckerResult(rule, arguments))
    if problems:
        raise BrokenInputError(problems)
    return found


def _arguments(rule: Rule, result: object) -> Mapping[str, object] | None:
    """Return a value for each argument of the rule, or nothing where the rule is met.

    A check yields the names that break the rule, or an object with a value for each argument. For a
    rule without arguments `true` is enough. Nothing, or only empty values, means that all is well.
    """
    if not result:
        return None
    values = result
    if result is True or isinstance(result, list):
        values = _as_list(rule, result)
    if not isinstance(values, dict) or values.keys() != rule.arguments.keys():
        wanted = ", ".join(rule.arguments) or "true"
        shortened = shorten(json.dumps(result), 60)
        raise ValueError(
            f"it yields {shortened}, which gives no value for each of: {wanted}"
        )
    if values and all(_is_empty(value) for value in values.values()):
        return None
    return values


def _as_list(rule: Rule, result: object) -> dict[str, object]:
    """Return the result as the value of the rule's first list, if it has one."""
    for name, argument in rule.arguments.items():
        if argument.type is ArgumentType.LIST:
            return {name: result}
    return {}


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [])


def results(
    found: Iterable[CheckerResult], computer: str, messages: Messages
) -> list[Result]:
    """Return the findings as BPA results, in the language of the messages."""
    return [
        _result(number, finding, computer, messages)
        for number, finding in enumerate(found, 1)
    ]


def _result(
    number: int, finding: CheckerResult, computer: str, messages: Messages
) -> Result:
    """Return one BPA result. What is met has a word of compliance, the others a problem."""
    message = messages[finding.rule.id]
    problem = impact = resolution = compliance = ""
    if finding.arguments is None:
        compliance = message.compliant()
    else:
        problem = message.issue(**finding.arguments)
        impact = message.impact(**finding.arguments)
        resolution = message.resolution(**finding.arguments)
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
        "Problem": problem,
        "Impact": impact,
        "Resolution": resolution,
        "Compliance": compliance,
        "Help": message.help,
        "Excluded": False,
    }


def as_text(found: Iterable[CheckerResult], computer: str, messages: Messages) -> str:
    """Return a list for people. No control character in a name reaches their terminal."""
    harmless = [
        CheckerResult(finding.rule, _harmless(finding.arguments)) for finding in found
    ]
    blocks = []
    for result in results(harmless, visible(computer), messages):
        block = ""
        for name, value in result.items():
            for line in _lines(name, str(value)):
                block += f"{line}\n"
        blocks.append(block)
    return "\n".join(blocks)


def _lines(name: str, value: str) -> Iterator[str]:
    """Yield `Name : value`, and further lines of the value below it."""
    start = f"{name:<{WIDTH}} :"
    for line in value.split("\n"):
        yield f"{start} {visible(line)}".rstrip()
        start = " " * len(start)


def _harmless(value: Any) -> Any:
    """Return the value with every text in it made visible."""
    if isinstance(value, dict):
        return {name: _harmless(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_harmless(inner) for inner in value]
    return visible(value) if isinstance(value, str) else value


def as_json(found: Iterable[CheckerResult], computer: str, messages: Messages) -> str:
    """Return a list for programs: every property of every result, and the values in its texts.

    With the values, `bpa say` need not take the texts apart to say them in another language.
    """
    found = list(found)
    printed = results(found, computer, messages)
    for finding, result in zip(found, printed, strict=True):
        result["Arguments"] = finding.arguments or {}
    return shown.as_json(printed)


def as_sarif(
    found: Sequence[CheckerResult],
    computer: str,
    messages: Messages,
    languages: Mapping[str, Messages],
    source: str,
) -> str:
    """Return the results as SARIF 2.1.0.

    The log is in the language of the messages; run.translations has every text in every language.
    The texts of a rule are templates, in the form that what this run found asks for in each
    language; the values are in the results.
    """
    driver = {
        "name": "bpadocs example checker",
        "version": __version__,
        "informationUri": HOME,
        "language": SOURCE_LANGUAGE,
        "rules": [_described(finding, languages) for finding in found],
    }
    translations = []
    for language, texts in languages.items():
        if language != SOURCE_LANGUAGE:
            translation = {
                "name": driver["name"],
                "language": language,
                "contents": ["localizedData"],
                "translationMetadata": {"name": f"bpadocs messages ({language})"},
                "associatedComponent": {"name": driver["name"]},
                "rules": [_sarif_rule(finding, texts) for finding in found],
            }
            translations.append(translation)
    location = artifact_location(source)
    sarif_results = []
    for index, finding in enumerate(found):
        result = _sarif_result(finding, computer, messages)
        result["ruleIndex"] = index
        result["locations"] = _locations(location, computer)
        sarif_results.append(result)
    run = {
        "tool": {"driver": driver},
        "language": messages.locale,
        "translations": translations,
        "results": sarif_results,
    }
    return shown.as_json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _locations(location: Mapping[str, str], computer: str) -> list[dict[str, object]]:
    """Return where a result is: in the inventory, which says it of no line of its own."""
    beginning = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
    return [
        {
            "physicalLocation": {"artifactLocation": location, "region": beginning},
            "logicalLocations": [{"name": computer}],
        }
    ]


def _described(
    finding: CheckerResult, languages: Mapping[str, Messages]
) -> dict[str, object]:
    """Return a rule with what code scanning services show of it beside its results."""
    message = languages[SOURCE_LANGUAGE][finding.rule.id]
    rule = _sarif_rule(finding, languages[SOURCE_LANGUAGE])
    texts = _in_general(finding.rule)
    advice = [*texts[1:], message.help]
    rule |= friendly_name(finding.rule.id)
    rule["fullDescription"] = {"text": texts[0]}
    rule["help"] = {"text": "\n\n".join(advice)}
    rule["defaultConfiguration"] = {"level": SARIF_LEVELS[finding.rule.severity]}
    if "://" in message.help:
        rule["helpUri"] = message.help
    return rule


def _in_general(rule: Rule) -> list[str]:
    """Return the English texts of a rule as its page has them, with words for the values."""
    words = {name: f"<{one.label}>" for name, one in rule.arguments.items()}
    texts = []
    for name in ("issue", "impact", "resolution"):
        if name in rule.english:
            text = general_form(rule.english[name])
            texts.append(placeholders.fill(text, words).strip())
    return texts or [general_form(rule.english["title"])]


def _sarif_rule(finding: CheckerResult, messages: Messages) -> dict[str, object]:
    """Return a rule's texts in one language."""
    message = messages[finding.rule.id]
    name, template = _template(finding, messages)
    return {
        "id": finding.rule.id,
        "shortDescription": {"text": message.title},
        "messageStrings": {name: {"text": template}},
        "properties": {"category": message.category, "severity": message.severity},
    }


def _sarif_result(
    finding: CheckerResult, computer: str, messages: Messages
) -> dict[str, object]:
    """Return one result: the template's name and values, and the text that they make."""
    broken = finding.arguments is not None
    values = finding.arguments or {}
    name, template = _template(finding, messages)
    written = messages[finding.rule.id].shown(**values)
    in_order = [written[one] for one in finding.rule.arguments if one in written]
    return {
        "ruleId": finding.rule.id,
        "kind": "fail" if broken else "pass",
        "level": SARIF_LEVELS[finding.rule.severity] if broken else "none",
        "message": {"id": name, "text": template, "arguments": in_order},
        "partialFingerprints": fingerprints(computer, finding.rule.id),
        "properties": {"arguments": values},
    }


def _template(finding: CheckerResult, messages: Messages) -> tuple[str, str]:
    """Return the name of what there is to say of a rule, and its text with `{0}` for values."""
    message = messages[finding.rule.id]
    name, fields = "compliant", ["compliant"]
    if finding.arguments is not None:
        name, fields = "problem", ["issue", "impact", "resolution"]
    values = finding.arguments or {}
    texts = [message.template(field, **values) for field in fields]
    given = [text for text in texts if text] or [message.title]
    pieces = placeholders.parts("\n\n".join(given))
    return name, positional(pieces, list(finding.rule.arguments))
