"""The page of the formats in which findings and other results are given to programs."""

import json
from collections.abc import Iterator, Mapping
from importlib import import_module

from bpadocs.lint.report import FORMATS
from bpadocs.shown import as_json
from reference.sample import CHECK, found, site_status, status
from reference.writing import cell, code, doc_of, docstring, fence, page, prose, table

INTRO = """
    `bpa lint` and `bpa audit` write findings as `--format` says; the formats of services name files
    from the folder of the repository. New fields may come at any time; a field does not go, and
    does not change its meaning. The finding that is shown here is one of the rule in
    [Messages](messages.md): the French says 20 where the English says 10.
"""
FINDING = {
    "check": "The name of the check, or `broken-file` for a file that cannot be read.",
    "severity": "`error`, `warning` or `hint`.",
    "mqm": "What MQM calls it; null where it says nothing about how good a translation is.",
    "file": "The file, from the project's folder or as it was given.",
    "line": "The line that it begins in, from 1.",
    "column": "The column that it begins in, in characters, from 1.",
    "end_line": "The line that it ends in.",
    "end_column": "The column behind its end.",
    "rule": "The id of the rule, or the name of the page.",
    "field": "The field, such as `impact` or `issue.one`; null for a file as a whole.",
    "locale": "The page locale; empty for a file as a whole.",
    "message": "What is wrong, and mostly what to do.",
    "fix": "What can be mended without a look: the place, and the `text` that goes there. Only "
    "where there is one.",
    "also": "What else is said of the same words: findings of this kind. Only where there is any.",
    "waiting": "How many `words` of English wait for a translator because of it, and how many in "
    "its language, `locale_words`. Only where any wait.",
    "places": "With `--group`: every place of the same fault, with `file`, the four numbers, `rule` "
    "and `field`. Only where there are several.",
    "diff": "Of a stale text: how the English has changed. Only where that is known.",
    "score": "The scores of its `page` and of its `locale`, each with `words`, `points`, "
    "`points_per_1000_words` and `score`. Only where they are scored.",
}
STATISTICS = {
    "check": "The name of the check.",
    "count": "How many findings it has.",
    "fixable": "How many of them `--fix` can mend.",
    "locales": "By page locale, how many it has.",
}
STATUS = {
    "locale": "The language.",
    "product": "The product; null for the words that all pages share.",
    "current": "Texts that need nobody.",
    "carried": "Texts into which `bpa carry` has brought a change, and that nobody has read since.",
    "stale": "Texts whose English has changed.",
    "edited": "Texts that were changed after somebody confirmed them.",
    "missing": "Texts that there are not.",
    "untracked": "Texts of which nobody knows what English they were made from.",
    "fields": "All texts.",
    "percentage": "How many of them are current, in percent.",
    "borrowed": "How many of the missing texts the pages of a region show in the language that it "
    "falls back to, as `fr-CA` in `fr`.",
}
SITE_STATUS = {
    "format": "The format of this file, which becomes higher when a field goes or changes.",
    "commit": "The last commit; null outside of git.",
    "date": "When it was made; null outside of git.",
    "rules": "How many rules there are.",
    "languages": "An object for each language but English: `language`, `locale`, `texts`, `states` "
    "by name, `reviewed`, `machine`, `words_to_translate`, `words_to_review`, `findings` by level, "
    "`fixable`, `stale_since`, `rules_to_do`, and `shared_words` with `texts` and `missing`.",
    "checks": "By check and language, how many findings there are.",
}
CHECK_RESULT = """
    `bpa check --format json` prints a list with an object for each result. It has `ComputerName`,
    `RuleId` and the other properties of a Best Practices Analyzer result, and `Answer` and
    `NotChecked`. `Arguments` has the values in its sentences: see
    [The inventory of a Hyper-V host](../inventory.md#three-answers). `bpa say --format json` gives
    back what it was given, with the sentences in another language.
"""
INFO = {"json": "json", "sarif": "json", "gitlab": "json", "junit": "xml"}


def formats() -> str:
    """Return the page."""
    parts = [prose(INTRO)]
    for name in FORMATS:
        parts += _format(name)
    parts += ["## `--statistics --format json`", _fields(STATISTICS)]
    parts.append(fence(found("json", "--statistics"), "json"))
    parts += ["## `bpa status --format json`", _fields(STATUS), fence(status(), "json")]
    parts += ["## `status.json` of the site", _fields(SITE_STATUS)]
    parts.append(fence(site_status(), "json"))
    parts += ["## `bpa check` and `bpa say`", prose(CHECK_RESULT)]
    return page("Formats of findings and results", *parts)


def _format(name: str) -> Iterator[str]:
    yield f"## `{name}`"
    yield docstring(doc_of(import_module(f"bpadocs.lint.report.{name}")))
    if name == "json":
        yield _fields(FINDING)
    shown = found(name)
    if name == "sarif":
        # the log describes every check, which is said of one here
        shown = _with_one_rule(shown)
        yield "Of `rules`, which has every check that ran, the one is shown that the finding is of."
    yield fence(shown, INFO.get(name, "text"))


def _fields(about: Mapping[str, str]) -> str:
    rows = [(code(name), cell(text)) for name, text in about.items()]
    return table(("Field", "What it is"), rows)


def _with_one_rule(log: str) -> str:
    """Return a SARIF log in which no check is described but that of the finding."""
    data = json.loads(log)
    driver = data["runs"][0]["tool"]["driver"]
    driver["rules"] = [rule for rule in driver["rules"] if rule["id"] == CHECK]
    return as_json(data)
