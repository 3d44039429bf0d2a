"""An example of a checker, small enough to read in one sitting.

It shows how a program of your own uses the messages. It looks at an inventory of a Hyper-V host, as
Get-BpaInventory.ps1 writes it, and says what is not as it should be, and what could not be told:

    messages = Messages.open("build/messages", "fr")
    labels = read_labels(Path(), ("fr",))["fr"]
    found = findings(inventory, rules)
    print(as_text(found, inventory["ComputerName"], Wording(messages, labels)))

Which rules are broken is decided without any language; only then are the messages asked for their
texts.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from textwrap import shorten
from typing import Any, NamedTuple

from bpadocs import HOME, __version__, shown
from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.json_text import read_json
from bpadocs.formats.query import Data, QueryAnswer, QueryError
from bpadocs.formats.sarif import (
    artifact_location,
    fingerprints,
    friendly_name,
)
from bpadocs.formats.shape import FittedData, Gap, GapReason, fit
from bpadocs.formats.yaml.scalars import columns
from bpadocs.project.checks import COLLECTOR, inventory_shape, read_check
from bpadocs.project.places import position
from bpadocs.rule import placeholders
from bpadocs.rule.model import (
    ArgumentType,
    Rule,
    Severity,
    general_form,
)
from bpadocs.rule.placeholders import argument_order, positional
from bpadocs.runtime import Messages, visible
from bpadocs.system.files import INVENTORY_LIMIT, read_given
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import (
    ABSENT,
    ANSWERS,
    FAILED,
    HEADINGS,
    MISFIT,
    NOT_CHECKED,
    NOT_KNOWN,
    PARTLY_CHECKED,
    PROPERTY_LABELS,
    RESULT_LABELS,
)

SARIF_LEVELS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "note",
}
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

MOST_OWNERS = 5
"""Of those that lack the same field, so many are named."""

_SENTENCES = {
    GapReason.ABSENT: ABSENT,
    GapReason.NOT_KNOWN: NOT_KNOWN,
    GapReason.MISFIT: MISFIT,
    GapReason.FAILED: FAILED,
}


class Wording(NamedTuple):
    """What one language has to say: the messages of rules, and the words that all results share."""

    messages: Messages
    labels: Labels


class CheckerAnswer(StrEnum):
    """What came of the check of a rule."""

    COMPLIANT = "compliant"
    NOT_COMPLIANT = "not_compliant"
    NOT_CHECKED = "not_checked"
    """What the check looks at is not all there, and what is there breaks no rule."""


@dataclass(frozen=True, slots=True)
class CheckerResult:
    """What came of the check of one rule; there is one for each offender that is told by itself."""

    rule: Rule
    arguments: Mapping[str, object] | None
    """The values that the rule's texts show; nothing where no offender was found."""
    gaps: tuple[Gap, ...] = ()
    """What is missing in the inventory, so that there may be offenders that were not found."""

    @property
    def answer(self) -> CheckerAnswer:
        """Whether the server follows the rule. Nothing found in half an inventory is no yes."""
        if self.arguments is not None:
            return CheckerAnswer.NOT_COMPLIANT
        if self.gaps:
            return CheckerAnswer.NOT_CHECKED
        return CheckerAnswer.COMPLIANT


Result = dict[str, object]
"""The properties of a BPA result, in its order."""


def read_inventory(path: str) -> Mapping[str, Any]:
    """Return the inventory in this file. Raises BrokenInputError where it cannot be used."""
    try:
        text = read_given(path, INVENTORY_LIMIT).decode("utf-8-sig")
        inventory: Mapping[str, Any] = read_json(text, path)
        # this refuses what no query can look at
        Data(inventory)
        message = _no_inventory(inventory)
    except UnicodeDecodeError:
        message = "not UTF-8; write it with “Out-File -Encoding utf8”"
    except QueryError as error:
        message = f"cannot be read: {error}"
    if message:
        raise BrokenInputError([Problem(path, 1, 1, message)])
    return inventory


def _no_inventory(data: Any) -> str:
    """Return why this is no inventory, and what to do; nothing where it may be one."""
    advice = f"collect one on the host with {COLLECTOR}"
    machines = data
    if isinstance(data, dict):
        # Windows PowerShell wraps some lists so; one machine is no list at all.
        machines = data.get("value", [data])
    if isinstance(machines, list) and machines:
        first = machines[0]
    else:
        first = None
    if isinstance(first, dict) and "VMId" in first and "VMs" not in first:
        return (
            "this is what Get-VM writes, and no inventory: host, switches, volumes, services and "
            f"certificates are missing, and states are numbers; {advice}"
        )
    if isinstance(data, dict) and isinstance(data.get("ComputerName"), str):
        return ""
    return (
        "no inventory: an object with “ComputerName” and what was found on that computer; "
        f"{advice}"
    )


def findings(
    inventory: Mapping[str, Any], rules: Iterable[Rule]
) -> list[CheckerResult]:
    """Return the results of each rule that has a check.

    Raises BrokenInputError with every check that cannot be evaluated.
    """
    found: list[CheckerResult] = []
    problems = []
    inventories: dict[str, _ProductInventory] = {}
    for rule in rules:
        if not rule.check:
            continue
        product = rule.product.id
        if product not in inventories:
            fitted = fit(inventory, inventory_shape(product))
            inventories[product] = _ProductInventory(
                fitted, Data(fitted.value), _errors(fitted.value)
            )
        try:
            found += _results_of(rule, rule.check, inventories[product])
        except ValueError as error:
            why = " ".join(str(error).split())
            line, column = position(rule.source, ["check"])
            problems.append(
                Problem(rule.source.path, line, column, f"the check fails: {why}")
            )
    if problems:
        raise BrokenInputError(problems)
    return found


class _ProductInventory(NamedTuple):
    """An inventory as the checks of a product look at it."""

    fitted: FittedData
    data: Data
    errors: Mapping[tuple[str, str], str]
    """What the system said, by the field that was to be collected, and whose it is."""


def _results_of(
    rule: Rule, check: str, inventory: _ProductInventory
) -> Iterator[CheckerResult]:
    """Yield a result for each offender, or the one that there is none to be found."""
    answer = inventory.data.search(check)
    gaps = _gaps(rule, check, inventory, answer)
    offenders = _offenders(rule, answer.found)
    if not offenders:
        yield CheckerResult(rule, None, gaps)
    for arguments in offenders:
        yield CheckerResult(rule, arguments, gaps)


def _gaps(
    rule: Rule, check: str, inventory: _ProductInventory, answer: QueryAnswer
) -> tuple[Gap, ...]:
    """Return what is missing of all that the check mentions.

    A field that is not there as it should be counts wherever it is, even if what is known would
    have been enough this time: who trusts an answer looks at no inventory.
    """
    fields = read_check(check, rule.product.id).fields
    faults = [gap for gap in inventory.fitted.faults if gap.field in fields]
    collected: list[Gap] = []
    for gap in dict.fromkeys([*faults, *answer.gaps]):
        said = inventory.errors.get((gap.field, gap.owner))
        if said and gap.reason is GapReason.ABSENT:
            gap = replace(gap, reason=GapReason.FAILED, value=said)
        collected.append(gap)
    return tuple(collected)


def _errors(inventory: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return what the system said of what could not be collected, by field and owner."""
    listed = inventory.get("Errors")
    errors: dict[tuple[str, str], str] = {}
    for error in listed if isinstance(listed, list) else ():
        match error:
            case {"Field": str(field), "Owner": str(owner), "Message": str(message)}:
                errors[field, owner] = " ".join(message.split())
    return errors


def _offenders(rule: Rule, found: object) -> list[Mapping[str, object]]:
    """Return the values for the rule's arguments, of each offender that is told by itself.

    A check yields the names that break the rule, or an object with a value for each argument, or a
    list of these. For a rule without arguments `true` is enough. Nothing, or only empty values,
    means that none was found.
    """
    offenders: list[Mapping[str, object]] = []
    for values in _given(rule, found):
        if values.keys() != rule.arguments.keys():
            wanted = ", ".join(rule.arguments) or "true"
            why = f"which gives no value for each of: {wanted}"
            raise QueryError(f"it yields {shorten(json.dumps(found), 60)}, {why}")
        if not _says_nothing(values):
            offenders.append(values)
    return offenders


def _given(rule: Rule, found: Any) -> list[dict[str, object]]:
    """Return what was found as objects with a value for each argument."""
    # 0 equals False, and is no answer
    if found is None or found is False or found == []:
        return []
    if isinstance(found, dict):
        return [found]
    if isinstance(found, list) and all(isinstance(one, dict) for one in found):
        return found
    return [_named(rule, found)]


def _named(rule: Rule, found: object) -> dict[str, object]:
    """Return the names that were found as the value of the rule's first list, if it has one."""
    if not isinstance(found, list):
        # true for a rule without arguments; anything else is no value for any argument
        if found is True or rule.arguments:
            return {}
        return {"": found}
    for name, argument in rule.arguments.items():
        if argument.type is ArgumentType.LIST:
            return {name: found}
    return {"": found}


def _says_nothing(values: Mapping[str, object]) -> bool:
    """Return whether there are values, and all of them are empty."""
    empty = [value for value in values.values() if value in (None, "", [])]
    return bool(values) and len(empty) == len(values)


def results(
    found: Iterable[CheckerResult], computer: str, wording: Wording
) -> list[Result]:
    """Return the findings as BPA results, in one language.

    Two properties are no BPA's: the answer, and what is missing in the inventory.
    """
    return [
        _result(number, finding, computer, wording)
        for number, finding in enumerate(found, 1)
    ]


def _result(
    number: int, finding: CheckerResult, computer: str, wording: Wording
) -> Result:
    """Return one BPA result. What is met has a word of compliance, the others a problem."""
    message = wording.messages[finding.rule.id]
    texts = _texts(finding, wording)
    problem = [texts[name] for name in ("issue", "not_checked") if name in texts]
    missing = []
    for gap in finding.gaps:
        missing.append(
            {
                "Field": gap.field,
                "Owner": gap.owner,
                "Reason": gap.reason,
                "Value": gap.value,
            }
        )
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
        "Problem": "\n\n".join(problem),
        "Impact": texts.get("impact", ""),
        "Resolution": texts.get("resolution", ""),
        "Compliance": texts.get("compliant", ""),
        "Help": message.help,
        "Excluded": False,
        "Answer": finding.answer,
        "NotChecked": missing,
    }


def _texts(finding: CheckerResult, wording: Wording) -> dict[str, str]:
    """Return what there is to say of a rule, by the name of the text."""
    message = wording.messages[finding.rule.id]
    texts: dict[str, str] = {}
    if finding.answer is CheckerAnswer.COMPLIANT:
        texts["compliant"] = message.compliant()
    if finding.arguments is not None:
        texts["issue"] = message.issue(**finding.arguments)
        texts["impact"] = message.impact(**finding.arguments)
        texts["resolution"] = message.resolution(**finding.arguments)
    if finding.gaps:
        texts["not_checked"] = _not_checked(finding, wording.labels)
    return {name: text for name, text in texts.items() if text}


def _not_checked(finding: CheckerResult, labels: Labels) -> str:
    """Return why the rule, or some of what it is about, could not be checked."""
    is_open = finding.answer is CheckerAnswer.NOT_CHECKED
    sentences = [labels.word("checker", NOT_CHECKED if is_open else PARTLY_CHECKED)]
    owners: dict[Gap, list[str]] = {}
    for gap in finding.gaps:
        owners.setdefault(replace(gap, owner=""), []).append(gap.owner)
    for gap, names in owners.items():
        sentence = labels.filled(
            "checker",
            _SENTENCES[gap.reason],
            field=_field(gap.field, names),
            value=gap.value,
            error=gap.value,
        )
        sentences.append(sentence)
    return " ".join(sentences)


def _field(field: str, owners: Sequence[str]) -> str:
    """Return a field as people find it: what it is called, and whose it is.

    Of a thing in a thing, such as a disk of a virtual machine, the outer one says enough.
    """
    outer = list(dict.fromkeys(owner.partition(": ")[0] for owner in owners if owner))
    if not outer:
        return field
    if len(outer) > MOST_OWNERS:
        outer = [*outer[:MOST_OWNERS], "…"]
    return f"{field} ({', '.join(outer)})"


def as_text(found: Sequence[CheckerResult], computer: str, wording: Wording) -> str:
    """Return a list for people. No control character in a name reaches their terminal."""
    shown_results = []
    for finding in found:
        harmless = CheckerResult(
            finding.rule, _harmless(finding.arguments), finding.gaps
        )
        shown_results.append(_shown(harmless, visible(computer), wording))
    counts = Counter(finding.answer for finding in found)
    summary = {}
    for answer in reversed(CheckerAnswer):
        word = wording.labels.word("result", ANSWERS[answer])
        summary[word] = str(counts[answer])
    return "\n".join([*_blocks(shown_results), *_blocks([summary])])


def _shown(finding: CheckerResult, computer: str, wording: Wording) -> dict[str, str]:
    """Return what people want to know of a result, by what they call it."""
    message = wording.messages[finding.rule.id]
    labels = wording.labels
    names = {}
    for key, english in RESULT_LABELS.items():
        names[key] = labels.word("result", english)
    for key in ("severity", "category"):
        names[key] = labels.word("table", PROPERTY_LABELS[key])
    for key in ("impact", "resolution"):
        names[key] = labels.word("heading", HEADINGS[key])
    texts = _texts(finding, wording)
    answer = labels.word("result", ANSWERS[finding.answer])
    outcome = [answer, texts.get("compliant", "")]
    problem = [texts.get("issue", ""), texts.get("not_checked", "")]
    return {
        names["rule"]: finding.rule.id,
        names["computer"]: computer,
        names["result"]: "\n".join(filter(None, outcome)),
        names["severity"]: message.severity,
        names["category"]: message.category,
        names["title"]: message.title,
        names["problem"]: "\n\n".join(filter(None, problem)),
        names["impact"]: texts.get("impact", ""),
        names["resolution"]: texts.get("resolution", ""),
        names["help"]: message.help,
    }


def _blocks(shown_results: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Yield `name : value` for each value that is there, in columns."""
    width = 0
    for lines in shown_results:
        width = max(width, *map(columns, lines))
    for lines in shown_results:
        block = ""
        for name, value in lines.items():
            if value:
                block += _column(name, value, width)
        yield block


def _column(name: str, value: str, width: int) -> str:
    """Return a name and a value beside it, whose further lines stand below its first."""
    start = f"{name}{' ' * (width - columns(name))} :"
    column = ""
    for line in value.split("\n"):
        column += f"{start} {visible(line)}".rstrip() + "\n"
        start = " " * (width + 2)
    return column


def _harmless(value: Any) -> Any:
    """Return the value with every text in it made visible."""
    if isinstance(value, dict):
        return {name: _harmless(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_harmless(inner) for inner in value]
    if isinstance(value, str):
        return visible(value)
    return value


def as_json(found: Iterable[CheckerResult], computer: str, wording: Wording) -> str:
    """Return a list for programs: every property of every result, and the values in its texts.

    With the values, `bpa say` need not take the texts apart to say them in another language.
    """
    found = list(found)
    printed = results(found, computer, wording)
    for finding, result in zip(found, printed, strict=True):
        result["Arguments"] = finding.arguments or {}
    return shown.as_json(printed)


def as_sarif(
    found: Sequence[CheckerResult],
    computer: str,
    wording: Wording,
    languages: Mapping[str, Wording],
    source: str,
) -> str:
    """Return the results as SARIF 2.1.0.

    The log is in the language of the wording; run.translations has every text in every language,
    the first of which is the one that the rules are written in.
    The texts of a rule are templates, in the form that what this run found asks for in each
    language; the values are in the results.
    """
    rules, names = _sarif_rules(found, languages)
    order = list(rules)
    source_language, *_ = languages
    original = languages[source_language]
    driver = {
        "name": "bpadocs example checker",
        "version": __version__,
        "informationUri": HOME,
        "language": source_language,
        "rules": [_described(rule, original) for rule in rules.values()],
    }
    translations = []
    for language, own in languages.items():
        if language != source_language:
            translation = {
                "name": driver["name"],
                "language": language,
                "contents": ["localizedData"],
                "translationMetadata": {"name": f"bpadocs messages ({language})"},
                "associatedComponent": {"name": driver["name"]},
                "rules": [_sarif_rule(rule, own) for rule in rules.values()],
            }
            translations.append(translation)
    location = artifact_location(source)
    sarif_results = []
    marks = _fingerprints(found, computer)
    for finding, name, mark in zip(found, names, marks, strict=True):
        result = _sarif_result(finding, name, wording)
        result["partialFingerprints"] = mark
        result["ruleIndex"] = order.index(finding.rule.id)
        result["locations"] = _locations(location, computer)
        sarif_results.append(result)
    run = {
        "tool": {"driver": driver},
        "language": wording.messages.locale,
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


def _described(about: "_SarifRule", english: Wording) -> dict[str, object]:
    """Return a rule with what code scanning services show of it beside its results."""
    message = english.messages[about.rule.id]
    rule = _sarif_rule(about, english)
    texts = _in_general(about.rule)
    advice = [*texts[1:], message.help]
    rule |= friendly_name(about.rule.id)
    rule["fullDescription"] = {"text": texts[0]}
    rule["help"] = {"text": "\n\n".join(advice)}
    rule["defaultConfiguration"] = {"level": SARIF_LEVELS[about.rule.level]}
    if "://" in message.help:
        rule["helpUri"] = message.help
    return rule


SARIF_KINDS = {
    CheckerAnswer.COMPLIANT: "pass",
    CheckerAnswer.NOT_COMPLIANT: "fail",
    CheckerAnswer.NOT_CHECKED: "open",
}
"""“open” is SARIF's word for a rule that was evaluated on too little to decide."""

_NAMES = {
    CheckerAnswer.COMPLIANT: "compliant",
    CheckerAnswer.NOT_COMPLIANT: "problem",
    CheckerAnswer.NOT_CHECKED: "notChecked",
}
"""What a template is called. A second one of the kind, in another plural form, has a number."""


@dataclass(frozen=True, slots=True)
class _SarifRule:
    """A rule of which something was found, and a result for each of its templates."""

    rule: Rule
    templates: dict[str, CheckerResult]
    """By name; any result with the template, for it is the same for all of them."""


def _sarif_rules(
    found: Sequence[CheckerResult], languages: Mapping[str, Wording]
) -> tuple[dict[str, _SarifRule], list[str]]:
    """Return the rules by their ids, and for each result the name of its template."""
    rules: dict[str, _SarifRule] = {}
    known: dict[tuple[str, ...], str] = {}
    names = []
    for finding in found:
        one = rules.setdefault(finding.rule.id, _SarifRule(finding.rule, {}))
        texts = [_template(finding, wording) for wording in languages.values()]
        key = (finding.rule.id, finding.answer, *texts)
        if key not in known:
            kind = _NAMES[finding.answer]
            number = 1 + sum(name.startswith(kind) for name in one.templates)
            name = kind if number == 1 else f"{kind}{number}"
            known[key] = name
            one.templates[name] = finding
        names.append(known[key])
    return rules, names


def _in_general(rule: Rule) -> list[str]:
    """Return the English texts of a rule as its page has them, with words for the values."""
    words = {name: f"<{one.label}>" for name, one in rule.arguments.items()}
    texts = []
    for name in ("issue", "impact", "resolution"):
        if name in rule.english:
            text = general_form(rule.english[name])
            texts.append(placeholders.fill(text, words).strip())
    return texts or [general_form(rule.english["title"])]


def _sarif_rule(rule: _SarifRule, wording: Wording) -> dict[str, object]:
    """Return a rule's texts in one language."""
    message = wording.messages[rule.rule.id]
    strings = {}
    for name, finding in rule.templates.items():
        strings[name] = {"text": _template(finding, wording)}
    return {
        "id": rule.rule.id,
        "shortDescription": {"text": message.title},
        "messageStrings": strings,
        "properties": {"category": message.category, "severity": message.severity},
    }


def _fingerprints(
    found: Iterable[CheckerResult], computer: str
) -> Iterator[dict[str, str]]:
    """Yield what each result is known by in every language and tomorrow.

    One rule may have several results, each of a thing with a name, which is a text. Numbers, lists
    and states change while the trouble stays the same. Of results that nothing else tells apart,
    the second has a number.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    for finding in found:
        facts = [computer, finding.rule.id]
        for name, value in (finding.arguments or {}).items():
            if finding.rule.arguments[name].type is ArgumentType.TEXT:
                facts.append(f"{name}={value}")
        seen[tuple(facts)] += 1
        number = seen[tuple(facts)]
        if number > 1:
            facts.append(str(number))
        yield fingerprints(*facts)


def _sarif_result(
    finding: CheckerResult, name: str, wording: Wording
) -> dict[str, object]:
    """Return one result: the template's name and values, and the text that they make."""
    kind = SARIF_KINDS[finding.answer]
    values = finding.arguments or {}
    written = wording.messages[finding.rule.id].shown(**values)
    in_order = [written[one] for one in finding.rule.arguments if one in written]
    return {
        "ruleId": finding.rule.id,
        "kind": kind,
        "level": SARIF_LEVELS[finding.rule.level] if kind == "fail" else "none",
        "message": {
            "id": name,
            "text": _template(finding, wording),
            "arguments": in_order,
        },
        "properties": {"arguments": values},
    }


def _template(finding: CheckerResult, wording: Wording) -> str:
    """Return what there is to say of a rule, with `{0}` for values."""
    message = wording.messages[finding.rule.id]
    fields: list[str] = []
    if finding.answer is CheckerAnswer.COMPLIANT:
        fields = ["compliant"]
    elif finding.arguments is not None:
        fields = ["issue", "impact", "resolution"]
    values = finding.arguments or {}
    texts = [message.template(field, **values) for field in fields]
    given = [str(text) for text in texts if text]
    if finding.gaps:
        given.append(placeholders.doubled(_not_checked(finding, wording.labels)))
    if not given:
        given = [placeholders.doubled(message.title)]
    return positional("\n\n".join(given), argument_order(finding.rule))
