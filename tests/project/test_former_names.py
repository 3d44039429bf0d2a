"""Names of before, in rule files and in product.yaml."""

from pathlib import Path

import pytest
from projects import PRODUCT, RULE, write_project

from bpadocs.project.tree import read_what_can_be

OTHER = RULE.replace("page: Backups", "page: Other")


def mistakes(root: Path) -> list[str]:
    found = read_what_can_be(root).problems
    return [f"{one.path}:{one.line}:{one.column}: {one.message}" for one in found]


@pytest.mark.parametrize(
    ("lines", "mistake"),
    [
        ("aliases: [old]", "1:11: “old” is no id of a rule, such as hyper-v/some-rule"),
        ("aliases: [../x]", "1:11: “../x” is no id of a rule"),
        ("aliases: [a/con]", "1:11: “a/con” is no id of a rule"),
        ("aliases: a/b", "1:10: aliases is a list, not text: one line each"),
        ("redirect_from: [a/b.md]", "1:17: “a/b.md” is no page of a product"),
        ("redirect_from: [a/index]", "1:17: “a/index” is no page of a product"),
        ("redirect_from: [a/../b]", "1:17: “a/../b” is no page of a product"),
        ("redirect_from: ['..\\b/x']", "is no page of a product"),
    ],
)
def test_what_is_no_name_is_told_at_its_place(
    tmp_path: Path, lines: str, mistake: str
) -> None:
    root = write_project(tmp_path, {"backup": f"{lines}\n{RULE}"})
    [found] = mistakes(root)
    assert mistake in found


@pytest.mark.parametrize(
    ("first", "second", "mistake"),
    [
        ("", "aliases: [hyper-v/A]", "“hyper-v/A” is what hyper-v/a is or was called"),
        (
            "aliases: [x/y]",
            "aliases: [x/Y]",
            "“x/Y” is what hyper-v/a is or was called",
        ),
        ("", "aliases: [hyper-v/b]", "what hyper-v/b is or was called"),
        ("", "redirect_from: [hyper-v/backups]", "was the page of hyper-v/a"),
        ("redirect_from: [x/y]", "redirect_from: [x/y]", "was the page of hyper-v/a"),
    ],
)
def test_a_name_means_one_rule(
    tmp_path: Path, first: str, second: str, mistake: str
) -> None:
    rules = {"a": f"{first}\n{RULE}", "b": f"{second}\n{OTHER}"}
    [found] = mistakes(write_project(tmp_path, rules))
    assert found.startswith("rules/hyper-v/b.yaml:1:")
    assert mistake in found


@pytest.mark.parametrize(
    ("lines", "mistake"),
    [
        ("redirects: {a/b: there}", "a page leads to an address (https://… or /…)"),
        ("redirects: {a/b: 'https://x y'}", "not to “https://x y”"),
        ("redirects: {b: index}", "“b” is no page of a product"),
        ("redirects: [a]", "redirects is a mapping of keys and values, not a list"),
    ],
)
def test_a_page_of_a_rule_that_is_gone_leads_to_an_address(
    tmp_path: Path, lines: str, mistake: str
) -> None:
    root = write_project(tmp_path, {"backup": RULE})
    (root / "rules/hyper-v/product.yaml").write_text(f"{PRODUCT}{lines}\n")
    [found] = mistakes(root)
    assert mistake in found
