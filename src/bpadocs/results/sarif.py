"""Results in a SARIF log, with the texts that describe their rules."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bpadocs.results.printed import Path, PrintedResult, PrintedResults, PrintedText

_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(\d{1,3})\}")
_RULE_TEXTS = {
    "shortDescription": "title",
    "fullDescription": "issue",
    "help": "resolution",
}


def of_sarif(path: str, log: Mapping[str, Any]) -> PrintedResults:
    """Return the results of every run. In the data, each message is a finished text."""
    data = copy.deepcopy(dict(log))
    results: list[PrintedResult] = []
    languages: list[Path] = []
    for number, run in enumerate(data["runs"]):
        if isinstance(run, dict):
            results += _of_run(run, number)
            languages += _languages(run, ("runs", number))
            # What was said in other languages was said for viewers that choose one of them.
            run.pop("translations", None)
    return PrintedResults(
        path=path,
        data=data,
        results=tuple(results),
        languages=tuple(languages),
    )


def _languages(run: dict[str, Any], path: Path) -> Iterator[Path]:
    """Yield the places that name a language, in the run and its driver."""
    run["language"] = ""
    yield (*path, "language")
    driver = _mapping(_mapping(run, "tool"), "driver")
    if "language" in driver:
        yield (*path, "tool", "driver", "language")


def _of_run(run: Mapping[str, Any], number: int) -> Iterator[PrintedResult]:
    driver = _mapping(_mapping(run, "tool"), "driver")
    rules = [one for one in _list(driver, "rules") if isinstance(one, dict)]
    path: Path = ("runs", number)
    for place, result in enumerate(_list(run, "results")):
        if isinstance(result, dict):
            yield _result(result, rules, driver, (*path, "results", place))
    for place, rule in enumerate(_list(driver, "rules")):
        if isinstance(rule, dict):
            yield _rule(rule, (*path, "tool", "driver", "rules", place))


def _result(
    result: dict[str, Any],
    rules: Sequence[Mapping[str, Any]],
    driver: Mapping[str, Any],
    path: Path,
) -> PrintedResult:
    rule = _rule_of(result, rules)
    message = _mapping(result, "message")
    text = _finished(message, rule, driver)
    result["message"] = {"text": text}
    arguments = _mapping(result, "properties").get("arguments")
    name = result.get("ruleId") or rule.get("id")
    shown = [
        (key, (*path, key)) for key in ("ruleId", "kind", "level") if key in result
    ]
    at: Path = (*path, "message", "text")
    return PrintedResult(
        where=f"result {int(path[-1]) + 1}",
        names=(name,) if isinstance(name, str) else (),
        sentences=(PrintedText(at, text, "issue"),),
        shown=(*shown, ("message", at)),
        arguments=arguments if isinstance(arguments, dict) else None,
    )


def _rule_of(
    result: Mapping[str, Any], rules: Sequence[Mapping[str, Any]]
) -> Mapping[str, Any]:
    index = result.get("ruleIndex", _mapping(result, "rule").get("index"))
    if isinstance(index, int) and 0 <= index < len(rules):
        return rules[index]
    for rule in rules:
        if rule.get("id") == result.get("ruleId"):
            return rule
    return {}


def _finished(
    message: Mapping[str, Any], rule: Mapping[str, Any], driver: Mapping[str, Any]
) -> str:
    """Return the text of a message, its template filled in."""
    text = message.get("text")
    if not isinstance(text, str):
        name = str(message.get("id"))
        template = _mapping(_mapping(rule, "messageStrings"), name) or _mapping(
            _mapping(driver, "globalMessageStrings"), name
        )
        text = template.get("text")
    arguments = _list(message, "arguments")
    if not isinstance(text, str):
        return ""
    # Without values, a text is a template only where the rule has one of that name.
    if not arguments and "text" in message and "id" not in message:
        return text

    def fill(found: re.Match[str]) -> str:
        """Return an argument, or one brace for two."""
        if found[1] is None:
            return found[0][0]
        index = int(found[1])
        if index < len(arguments):
            return str(arguments[index])
        return found[0]

    return _PLACEHOLDER.sub(fill, text)


def _rule(rule: Mapping[str, Any], path: Path) -> PrintedResult:
    """Return what describes a rule; a text that is none of the project's rules is left as it is."""
    name = rule.get("id")
    sentences = []
    for key, field in _RULE_TEXTS.items():
        for form in ("text", "markdown"):
            text = _mapping(rule, key).get(form)
            if isinstance(text, str):
                sentences.append(PrintedText((*path, key, form), text, field))
    address = rule.get("helpUri")
    if isinstance(address, str):
        sentences.append(PrintedText((*path, "helpUri"), address, "help"))
    return PrintedResult(
        where=f"rule {int(path[-1]) + 1}",
        names=(name,) if isinstance(name, str) else (),
        sentences=tuple(sentences),
        shown=(),
        is_result=False,
    )


def _mapping(value: Mapping[str, Any], key: str) -> dict[str, Any]:
    inner = value.get(key)
    if isinstance(inner, dict):
        return inner
    return {}


def _list(value: Mapping[str, Any], key: str) -> list[Any]:
    inner = value.get(key)
    if isinstance(inner, list):
        return inner
    return []
