"""What a rule file says, as the model."""

from pathlib import Path
from textwrap import dedent

import pytest

from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.places import position
from bpadocs.project.read_rule import read_rule
from bpadocs.rule.model import (
    Argument,
    ArgumentType,
    Category,
    Plural,
    Product,
    Rule,
    Severity,
    SourceFile,
    Stamp,
    Suppression,
)

PRODUCT = Product(
    id="some-product",
    name="Some Product",
    operating_systems=("Windows Server 2022", "Windows Server 2025"),
    applies_to="Windows Server 2022, Windows Server 2025",
    intro="An intro.",
    note=None,
    front_matter={
        "ms.prod": "windows-server",
        "ms.assetid": None,
        "author": "somebody",
    },
    layout={"quoted": "description"},
    source=SourceFile("rules/some-product/product.yaml", ""),
)


def read(text: str) -> Rule:
    source = Source("rules/some-product/some-rule.yaml", dedent(text))
    rule, problems = read_rule(
        source, "some-product/some-rule", PRODUCT, ("en", "fr", "ko")
    )
    assert problems == []
    assert rule is not None
    return rule


FULL = """\
    page: Some-page
    severity: warning
    category: security
    operating_systems: [Windows Server 2025]
    intro:
    arguments:
      vms: {type: list, label: list of virtual machines}
      limit: {type: number, label: limit}
    check: VMs[?State == 'Paused'].Name
    front_matter:
      author: somebody else
      ms.assetid: 1.10
      ms.date: 2019-9-1
    layout: {trailing: 2}
    suppress:
      - {check: numbers, field: fr.impact, reason: the text is older than the number}
    text:
      en:
        title: 'no'
        issue: {count: limit, one: 'At {limit}: {vms}.', other: 'Over {limit}: {vms}.'}
        impact: 'Braces: {{x}}.'
        resolution_details: |
          1. A step.
      fr:
        title: non
        issue: {one: 'À {limit} : {vms}.', other: 'Plus de {limit} : {vms}.'}
        front_matter: {ms.locfileid: 123}
        synced:
          title: 0123456789 abcdef0123 machine reviewed (typo in English)
          page: 58e744c182fb2013e55e91f58140c6ba14181f9f
      ko:
    """


def test_every_key_reaches_the_model() -> None:
    rule = read(FULL)
    assert rule.page == "Some-page"
    assert rule.severity is Severity.WARNING
    assert rule.category == Category.SECURITY
    assert rule.operating_systems == ("Windows Server 2025",)
    assert rule.applies_to == "Windows Server 2025"
    assert rule.intro is None
    assert dict(rule.arguments) == {
        "vms": Argument("vms", ArgumentType.LIST, "list of virtual machines"),
        "limit": Argument("limit", ArgumentType.NUMBER, "limit"),
    }
    assert rule.check == "VMs[?State == 'Paused'].Name"
    assert dict(rule.layout) == {"quoted": "description", "trailing": "2"}
    assert rule.suppressions == (
        Suppression("numbers", "fr.impact", "the text is older than the number"),
    )
    assert rule.text["fr"].front_matter == {"ms.locfileid": "123"}
    assert rule.text["fr"].stamps == {
        "title": Stamp(
            "0123456789",
            "abcdef0123",
            reviewed=True,
            reason="typo in English",
            origin="machine",  # type: ignore[arg-type]
        )
    }
    assert rule.text["fr"].made_from == "58e744c182fb2013e55e91f58140c6ba14181f9f"
    assert dict(rule.text["ko"].fields) == {}


CHOICE = """\
    page: Some-page
    severity: warning
    category: security
    arguments:
      status: ARGUMENT
    front_matter: {ms.assetid: 1}
    text:
      en: {title: T, issue: 'It is {status}.', impact: I, resolution: R}
    """


def test_a_choice_has_words_for_its_values() -> None:
    written = "{type: choice, label: status, values: {Running: running, Stopped: off}}"
    rule = read(CHOICE.replace("ARGUMENT", written))
    values = {"Running": "running", "Stopped": "off"}
    expected = Argument("status", ArgumentType.CHOICE, "status", values)
    assert rule.arguments["status"] == expected


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        (
            "{type: choice, label: status}",
            "5:3: the argument “status” needs values: what the checker passes in, "
            "and the words for it",
        ),
        (
            "{type: choice, label: status, values: }",
            "5:41: the argument “status” needs values: what the checker passes in, "
            "and the words for it",
        ),
        (
            "{type: choice, label: status, values: {Running: }}",
            "5:50: “Running” has no words",
        ),
        (
            "{type: text, label: status, values: {Running: running}}",
            "5:39: only a choice has values; the argument “status” is a text",
        ),
        (
            "{type: choice, label: status, values: [Running]}",
            "5:49: values is a mapping of keys and values, not a list",
        ),
    ],
)
def test_what_is_wrong_with_a_choice_is_told(argument: str, message: str) -> None:
    source = Source("r.yaml", dedent(CHOICE.replace("ARGUMENT", argument)))
    _, problems = read_rule(source, "some-product/some-rule", PRODUCT, ("en",))
    assert [f"r.yaml:{message}"] == list(map(str, problems))


def test_scalars_are_the_text_they_are() -> None:
    rule = read(FULL)
    assert rule.english["title"] == "no"
    assert rule.front_matter["ms.assetid"] == "1.10"
    assert rule.front_matter["ms.date"] == "2019-9-1"


def test_front_matter_keeps_the_products_order() -> None:
    assert list(read(FULL).front_matter.items()) == [
        ("ms.prod", "windows-server"),
        ("ms.assetid", "1.10"),
        ("author", "somebody else"),
        ("ms.date", "2019-9-1"),
    ]


def test_plural_forms_count_what_english_counts() -> None:
    rule = read(FULL)
    assert rule.english["issue"] == Plural(
        "limit", {"one": "At {limit}: {vms}.", "other": "Over {limit}: {vms}."}
    )
    french = rule.field("fr", "issue")
    assert isinstance(french, Plural)
    assert french.count == "limit"


def test_every_value_knows_its_place() -> None:
    rule = read(FULL)
    assert position(rule.source, ["severity"]) == (2, 11)
    assert position(rule.source, ["text", "fr", "title"]) == (25, 12)
    assert position(rule.source, ["text", "fr", "no such field"]) == (25, 5)


def test_no_fallback_in_the_model() -> None:
    rule = read(FULL)
    assert rule.field("fr", "impact") is None
    assert rule.field("it", "title") is None


def test_the_shipped_rules_are_readable() -> None:
    from bpadocs.project.tree import read_project

    root = Path(__file__).parents[2]
    files = list((root / "rules").glob("*/*.yaml"))
    products = [file for file in files if file.name == "product.yaml"]
    assert files
    assert len(read_project(root).rules) == len(files) - len(products)


@pytest.mark.parametrize(
    ("argument", "issue", "told"),
    [
        (
            "{type: list, label: a}",
            "'It is {{vms}}.'",
            "6:3: the argument “vms” is used in no English text; “{{vms}}” shows a brace, "
            "write {vms}",
        ),
        (
            "{type: list, label: a}",
            "'It is {vmz}.'",
            "11:19: unknown argument “vmz”; did you mean “vms”?",
        ),
        (
            "list",
            "'It is {vms}.'",
            "6:3: the argument “vms” needs a type and a label: {type: list, label: …}",
        ),
    ],
)
def test_one_mistake_with_an_argument_is_told_once(
    argument: str, issue: str, told: str
) -> None:
    text = (
        "page: A\nseverity: error\ncategory: security\n"
        "front_matter: {ms.assetid: 1}\narguments:\n"
        f"  vms: {argument}\ntext:\n  en:\n    title: A\n"
        f"    impact: b\n    issue: {issue}\n    resolution: c\n"
    )
    path = "rules/some-product/some-rule.yaml"
    _, problems = read_rule(
        Source(path, text), "some-product/some-rule", PRODUCT, ("en",)
    )
    assert [str(problem) for problem in problems] == [f"{path}:{told}"]
