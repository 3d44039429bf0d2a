"""[tool.bpadocs.lint]: each mistake at its place in pyproject.toml, and no value of a wrong type
gets further.
"""

from pathlib import Path

import pytest
from projects import PYPROJECT, RULE, write_project

from bpadocs.errors import BrokenInputError
from bpadocs.lint.registry import CHECKS
from bpadocs.lint.run import lint

TABLE = f"{PYPROJECT}[tool.bpadocs.lint]\n"
LINE = TABLE.count("\n") + 1
OPTIONS = [
    (check.name, option, default)
    for check in CHECKS
    for option, default in check.options.items()
]
WRONG = (
    '"x"',
    "-1",
    "1e400",
    "nan",
    "true",
    "{}",
    "{a = 1}",
    "[1]",
    "[[]]",
    "2020-01-01",
    '"\\u0000"',
)


def mistakes(tmp_path: Path, settings: str) -> list[str]:
    root = write_project(tmp_path, {"backups": RULE}, TABLE + settings)
    with pytest.raises(BrokenInputError) as caught:
        lint(root)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(("check", "option", "default"), OPTIONS)
@pytest.mark.parametrize("value", WRONG)
def test_an_option_of_a_wrong_type_is_a_mistake_with_its_place(
    tmp_path: Path, check: str, option: str, default: object, value: str
) -> None:
    kind = "a list of texts" if isinstance(default, list) else "a whole number"
    [found] = mistakes(tmp_path, f"options.{check}.{option} = {value}\n")
    assert found.startswith(
        f"pyproject.toml:{LINE}:1: options.{check}.{option} is {kind}, such as "
    )


@pytest.mark.parametrize(
    ("settings", "line", "column", "message"),
    [
        (
            'enable = [\n  "length",\n  "lenght",\n]',
            2,
            3,
            "enable: no check is called “lenght”; did you mean “length”?",
        ),
        ("enable = [[]]", 0, 11, "enable: no check is called “[]”"),
        ("disable = [{a = 1}]", 0, 1, "disable: no check is called"),
        (
            "\nseverity = {stale = []}",
            1,
            13,
            "severity.stale is one of error, warning, hint, not “[]”",
        ),
        ("severity = {terms = 'hint', stale = {}}", 0, 29, "severity.stale is one of"),
        ("severity = 1", 0, 1, "severity is a table"),
        (
            "options.length = 'x'",
            0,
            1,
            "options.length is a table: [tool.bpadocs.lint.options.length]",
        ),
        (
            "options.lenght.x = 1",
            0,
            1,
            "options: no check is called “lenght”; did you mean “length”?",
        ),
        (
            "options = {head-length = {title_mix = 1}}",
            0,
            27,
            "options.head-length: no option “title_mix”; it has",
        ),
        (
            "options = {head-length = {messages = ['psrule']}}",
            0,
            27,
            "options.head-length: no option “messages”; it is a setting of the project: "
            "write it above the first [table]",
        ),
        ("disabled = []", 0, 1, "unknown setting “disabled”"),
        (
            "[[tool.bpadocs.lint.suppress]]\nfiles = 1\ncheck = 'stale'\nreason = 'x'",
            1,
            1,
            "suppress: “files” is a text",
        ),
        (
            "[[tool.bpadocs.lint.suppress]]\nfiles = '*'\ncheck = 'stale'\nreason = 'x'\n"
            "[[tool.bpadocs.lint.suppress]]\nfiles = '*'\ncheck = 'termss'\nreason = 'x'",
            6,
            1,
            "suppress: no check is called “termss”; did you mean “terms”?",
        ),
        (
            "suppress = [{files = '*', check = 'stale', field = 1, reason = 'x'}]",
            0,
            44,
            "suppress: “field” is a text",
        ),
        (
            "suppress = [{files = '*', check = ['x'], reason = 'x'}]",
            0,
            27,
            "suppress: “check” is a text in quotes",
        ),
    ],
)
def test_a_mistake_stands_where_it_was_made(
    tmp_path: Path, settings: str, line: int, column: int, message: str
) -> None:
    found = mistakes(tmp_path, f"{settings}\n")
    assert any(
        one.startswith(f"pyproject.toml:{LINE + line}:{column}: {message}")
        for one in found
    ), found


def test_options_of_the_right_type_hold(tmp_path: Path) -> None:
    settings = 'options.front-matter-keys.required = ["ms.nothing"]\noptions.head-length.title_min = 100\n'
    root = write_project(tmp_path, {"backups": RULE}, TABLE + settings)
    messages = [one.message for one in lint(root).findings]
    assert "the front matter has no ms.nothing" in messages
    assert any("at least 100 tell a reader enough" in message for message in messages)


def test_an_unused_entry_is_pointed_at_itself(tmp_path: Path) -> None:
    entry = '[[tool.bpadocs.lint.suppress]]\nfiles = "%s"\ncheck = "%s"\nreason = "x"\n'
    settings = entry % ("rules/*", "untracked") + entry % ("rules/none/*", "untracked")
    root = write_project(tmp_path, {"backups": RULE}, TABLE + settings)
    [unused] = [one for one in lint(root).findings if one.check == "unused-suppression"]
    assert (unused.file, unused.place.line, unused.place.column) == (
        "pyproject.toml",
        LINE + 4,
        1,
    )
