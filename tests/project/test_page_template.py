"""A template that a project brings along shows values, and can do nothing else."""

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.project.page_template import BASE, problems, render
from bpadocs.rule.model import PageTemplate

USUAL = "{% block a %}usual {{ heading }}{% endblock %}{% block b %}!{% endblock %}"


def template(text: str) -> PageTemplate:
    return PageTemplate("page.md.j2", text)


def test_it_extends_the_usual_one_block_by_block() -> None:
    own = template(
        f'{{% extends "{BASE}" %}}'
        "{% block b %}{{ super() }}{{ words.severity|upper }}{% endblock %}"
    )
    assert list(problems(own)) == []
    shown = render(own, USUAL, {"heading": "H", "words": {"severity": "gravité"}})
    assert shown == "usual H!GRAVITÉ"


def test_it_may_go_through_the_sections_and_ask_what_is_there() -> None:
    own = template(
        "{% for one in sections %}{{ loop.index }} {{ one.heading }}\n{% endfor %}"
        "{% if note is defined and not intro %}{{ note|default('-') }}{% endif %}"
    )
    assert list(problems(own)) == []
    values = {"sections": [{"heading": "Issue"}], "note": "n", "intro": None}
    assert render(own, "", values) == "1 Issue\nn"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n{{ headng }}", "2:1: “headng” is nothing that a page has"),
        ("{{ range(9) }}", "1:1: a template calls nothing but super()"),
        ("{{ heading.upper() }}", "1:1: a template calls nothing but super()"),
        ("{{ super(1) }}", "1:1: a template calls nothing but super()"),
        ("{{ 'a' * 1000000000 }}", "1:1: Mul: a template shows values"),
        ("{{ heading ~ heading }}", "1:1: Concat: a template shows values"),
        ("{{ heading % 1 }}", "1:1: Mod: a template shows values"),
        ("{% set x = heading %}", "1:1: Assign: a template shows values"),
        ("{% macro x() %}{% endmacro %}", "1:1: Macro: a template shows values"),
        ('{% include "x" %}', "1:1: Include: a template shows values"),
        ('{% import "x" as x %}', "1:1: Import: a template shows values"),
        ('{% extends "other" %}', "1:1: there is one template to extend: {% extends"),
        ("{{ heading|center(99999999) }}", "1:1: no filter “center” here"),
        ("{{ words|attr('x') }}", "1:1: no filter “attr” here"),
        ("{% if note is callable %}{% endif %}", "1:1: no test “callable” here"),
        ("{% for c in heading %}{% endfor %}", "1:1: a loop goes through the sections"),
        (
            "{% for a in sections %}\n{% block x %}{% for b in sections %}{% endfor %}"
            "{% endblock %}{% endfor %}",
            "1:1: a loop in a loop",
        ),
        ("\n{{ a", "2:1: not Jinja2: "),
        ("{% nothing %}", "1:1: not Jinja2: "),
    ],
)
def test_all_else_is_a_mistake_with_its_line(text: str, expected: str) -> None:
    found = [str(problem) for problem in problems(template(text))]
    assert any(one.startswith(f"page.md.j2:{expected}") for one in found), found


def test_what_python_is_made_of_is_out_of_reach() -> None:
    own = template("{{ heading.__class__.__mro__ }}|{{ words.__init__.__globals__ }}")
    assert list(problems(own)) == []
    assert render(own, "", {"heading": "H", "words": {}}) == "|"


def test_what_cannot_be_done_with_a_value_is_no_crash() -> None:
    own = template("{% if heading < 3 %}{% endif %}")
    assert list(problems(own)) == []
    with pytest.raises(BrokenInputError, match=r"page.md.j2:1:1: cannot be filled in"):
        render(own, "", {"heading": "H"})
