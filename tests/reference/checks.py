"""The page of checks: what each finds, and how often it is right."""

import ast
import inspect
import sys
from collections.abc import Iterator

from bpadocs.lint.check import Check, documentation
from bpadocs.lint.mqm import SEVERITIES
from bpadocs.lint.precision import told
from bpadocs.lint.registry import CHECKS, GROUPS
from bpadocs.words.languages import Pattern, known_languages, read_language
from reference.writing import code, docstring, page, prose

INTRO = """
    `bpa explain CHECK` prints what stands here of a check, `bpa checks` lists them all. The
    examples are run as tests: what is said to be found is found, and what is good is not. A line
    that begins with `en:` is the English of the lines below it.

    How often a check is right was counted on published pages that people have translated, and on
    published rule pages that a machine has. Findings were read beside their English: was there a
    fault, and the one that is told?

    Settings name checks in [`lint`](settings.md#lint). A check of your own is a
    [plug-in](plugins.md).
"""
SCOPES = {
    "unit": "It compares a text with its English.",
    "text": "It looks at a text by itself.",
    "rule": "It looks at a rule in all its languages.",
    "project": "It looks at all rules together.",
    "derived": "It looks at what the other checks found.",
    "page": "It looks at a published page beside its English: `bpa audit` alone runs it.",
    "catalog": "It looks at the words that all pages share.",
}
"""By what a check looks at, a sentence that says it."""
LEVELS = """
    An **error** is meaning reversed or lost, a **warning** a wrong term, name or grammar, a
    **hint** style: it is right often, not nearly always.
"""


def checks() -> str:
    """Return the page."""
    parts = [prose(INTRO), prose(LEVELS)]
    for group in GROUPS:
        title = group.replace("_", " ")
        parts.append(f"## Group: {title}")
        for check in CHECKS:
            if _group_of(check) == group:
                parts += _check(check)
    return page("Checks", *parts)


def _group_of(check: Check) -> str:
    return check.run.__module__.split(".")[-2]


def _check(check: Check) -> Iterator[str]:
    yield f"### `{check.name}`"
    yield docstring(documentation(check))
    yield "\n".join(f"- {line}" for line in _facts(check))


def _facts(check: Check) -> Iterator[str]:
    """Yield what is known of a check, a line each."""
    yield f"Level: {check.severity}. {SCOPES[check.scope]}"
    if check.mqm:
        yield f"MQM: {check.mqm}, {SEVERITIES[check.severity]}."
    if not check.default:
        yield "Off by default: `enable` in the settings of lint, or `--select`, turns it on."
    if mends(check):
        yield "`--fix` mends what is safe to mend."
    for name, value in check.options.items():
        table = f"lint.options.{check.name}"
        yield f"Setting in `{table}`: {code(f'{name} = {value}')}."
    for line in told(check.name):
        yield f"{line[0].upper()}{line[1:]}."


def mends(check: Check) -> bool:
    """Tell whether a check ever offers a fix: its code makes one, or a pattern of its joins words."""
    module = sys.modules[check.run.__module__]
    names = {node.id for node in ast.walk(_tree(module)) if isinstance(node, ast.Name)}
    if "Fix" in names or any(_makes_fix(module, name) for name in names):
        return True
    is_of_patterns = {"pattern_check", "text_pattern_check"} & names
    return bool(is_of_patterns) and _joins(check.name.replace("-", "_"))


def _tree(thing: object) -> ast.Module:
    return ast.parse(inspect.getsource(thing))  # type: ignore[arg-type]


def _makes_fix(module: object, name: str) -> bool:
    """Tell whether a function that checks share makes a fix."""
    shared = getattr(module, name, None)
    if not inspect.isfunction(shared) or ".checks." not in shared.__module__:
        return False
    if shared.__name__ in ("pattern_check", "text_pattern_check"):
        return False
    tree = ast.parse(inspect.getsource(shared))
    return any(
        isinstance(node, ast.Name) and node.id == "Fix" for node in ast.walk(tree)
    )


def _joins(key: str) -> bool:
    """Tell whether a pattern under this key of a language that is known says `join`."""
    for language in known_languages():
        patterns: tuple[Pattern, ...] = getattr(read_language(language), key, ())
        if any(pattern.join for pattern in patterns):
            return True
    return False
