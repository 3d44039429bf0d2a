"""The template of a page that a project brings along: a part of Jinja2 that can do no harm.

Projects are run that somebody else wrote. So a template may show values, ask whether they are
there, and go through the sections; it calls nothing, and a page is no longer than the template and
the texts in it, times the number of sections.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.rule.model import PageTemplate

if TYPE_CHECKING:
    from jinja2 import Environment, Template, nodes

BASE: Final = "bpadocs/page.md.j2"
"""The name by which a template extends the one that pages have without it."""

NAMES: Final = frozenset(
    {
        "front_matter",
        "heading",
        "applies_to",
        "intro",
        "note",
        "words",
        "operating_systems",
        "product",
        "severity",
        "category",
        "sections",
        "see_also",
        "incomplete",
    }
)
"""What a template may show."""

_ALLOWED: Final = frozenset(
    {
        "And",
        "Block",
        "Compare",
        "CondExpr",
        "Const",
        "Extends",
        "Filter",
        "For",
        "Getattr",
        "If",
        "Name",
        "Not",
        "Operand",
        "Or",
        "Output",
        "Template",
        "TemplateData",
        "Test",
    }
)
"""The kinds of nodes that are there in a template that does no harm."""

_FILTERS: Final = frozenset(
    {
        "capitalize",
        "default",
        "first",
        "last",
        "length",
        "lower",
        "title",
        "trim",
        "upper",
    }
)
_TESTS: Final = frozenset({"defined", "undefined", "none"})


def problems(template: PageTemplate) -> Iterator[Problem]:
    """Yield what is wrong with a template, each at its line."""
    from jinja2 import TemplateSyntaxError

    environment = _environment()
    try:
        tree = environment.parse(template.text)
    except TemplateSyntaxError as error:
        yield Problem(template.path, error.lineno, 1, f"not Jinja2: {error.message}")
        return
    for line, message in sorted(set(_refusals(tree, _loop_names(tree)))):
        yield Problem(template.path, line, 1, message)


def render(template: PageTemplate, base: str, values: Mapping[str, object]) -> str:
    """Return a page.

    Raises BrokenInputError where the template does with a value what cannot be done with it.
    """
    try:
        return _compiled(template.text, base).render(values)
    except (
        Exception
    ) as error:  # whatever Python says of it, it is a mistake of the template
        message = f"cannot be filled in: {error}"
        raise BrokenInputError([Problem(template.path, 1, 1, message)]) from None


@cache
def _compiled(text: str, base: str) -> "Template":
    from jinja2 import DictLoader

    environment = _environment()
    environment.loader = DictLoader({BASE: base})
    return environment.from_string(text)


def _environment() -> "Environment":
    from jinja2 import ChainableUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
        undefined=ChainableUndefined,
    )
    environment.globals.clear()
    return environment


def _loop_names(tree: "nodes.Template") -> frozenset[str]:
    """Return the names that loops give to what they go through."""
    from jinja2 import nodes

    found = set()
    for loop in tree.find_all(nodes.For):
        if isinstance(loop.target, nodes.Name):
            found.add(loop.target.name)
    return frozenset(found) | {"loop"}


def _refusals(
    tree: "nodes.Template", own_names: frozenset[str]
) -> Iterator[tuple[int, str]]:
    """Yield the line of each thing that a template may not do, and why."""
    from jinja2 import nodes

    for node in tree.find_all(nodes.Node):
        message = _refusal(node, own_names)
        if message:
            yield node.lineno, message


def _refusal(node: "nodes.Node", own_names: frozenset[str]) -> str | None:
    """Return what is wrong with one node."""
    from jinja2 import nodes

    kind = type(node).__name__
    if isinstance(node, nodes.Call):
        return _of_call(node)
    if kind not in _ALLOWED:
        return (
            f"{kind}: a template shows values and asks whether they are there, no more"
        )
    if isinstance(node, nodes.For):
        return _of_loop(node)
    if isinstance(node, nodes.Extends):
        return _of_extends(node)
    return _of_name(node, own_names)


def _of_name(node: "nodes.Node", own_names: frozenset[str]) -> str | None:
    """Return what is wrong with the name of a value, a filter or a test."""
    from jinja2 import nodes

    if isinstance(node, nodes.Name) and node.name not in own_names | NAMES | {"super"}:
        return f"“{node.name}” is nothing that a page has; it has {', '.join(sorted(NAMES))}"
    if isinstance(node, nodes.Filter) and node.name not in _FILTERS:
        return f"no filter “{node.name}” here; there are {', '.join(sorted(_FILTERS))}"
    if isinstance(node, nodes.Test) and node.name not in _TESTS:
        return f"no test “{node.name}” here; there are {', '.join(sorted(_TESTS))}"
    return None


def _of_call(node: "nodes.Call") -> str | None:
    from jinja2 import nodes

    called = node.node
    arguments = [*node.args, *node.kwargs, node.dyn_args, node.dyn_kwargs]
    if isinstance(called, nodes.Name) and called.name == "super" and not any(arguments):
        return None
    return "a template calls nothing but super()"


def _of_loop(node: "nodes.For") -> str | None:
    from jinja2 import nodes

    if not isinstance(node.iter, nodes.Name) or node.iter.name != "sections":
        return "a loop goes through the sections: {% for section in sections %}"
    if any(node.find_all(nodes.For)) or node.recursive:
        return "a loop in a loop would make pages without end; take it out"
    return None


def _of_extends(node: "nodes.Extends") -> str | None:
    from jinja2 import nodes

    if isinstance(node.template, nodes.Const) and node.template.value == BASE:
        return None
    return f'there is one template to extend: {{% extends "{BASE}" %}}'
