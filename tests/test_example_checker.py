"""`bpa check`: what it finds, in which language and format, and how it ends."""

import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from message_helpers import REPOSITORY, a_rule, built_project

from bpadocs.cli import main
from bpadocs.errors import BrokenInputError
from bpadocs.example_checker import (
    CheckerResult,
    Wording,
    as_sarif,
    as_text,
    findings,
    read_inventory,
    results,
)
from bpadocs.formats.shape import Gap, GapReason
from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.checks import COLLECTOR
from bpadocs.project.tree import read_project
from bpadocs.results.sarif import of_sarif
from bpadocs.rule.model import Argument, ArgumentType, Rule
from bpadocs.runtime import Messages
from bpadocs.words.labels import read_labels

INVENTORIES = REPOSITORY / "tests" / "fixtures" / "inventory"
BROKEN, IN_ORDER = (
    INVENTORIES / "hyper-v-host.json",
    INVENTORIES / "hyper-v-host-compliant.json",
)
RAW = INVENTORIES / "incomplete" / "raw-get-vm.json"
SEED = "hyper-v/integration-services-alternate-ip"
PROPERTIES = [
    *(
        "ResultNumber",
        "ResultId",
        "ModelId",
        "SubModelId",
        "RuleId",
        "ComputerName",
        "Context",
        "Source",
        "Severity",
    ),
    *(
        "Category",
        "Title",
        "Problem",
        "Impact",
        "Resolution",
        "Compliance",
        "Help",
        "Excluded",
        "Answer",
        "NotChecked",
    ),
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project, built."""
    return built_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def sarif() -> Draft4Validator:
    schema = json.loads(
        (
            REPOSITORY / "tests" / "fixtures" / "sarif" / "sarif-2.1.0-rtm.5.json"
        ).read_text("utf-8")
    )
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


def rule_with(check: str, types: Mapping[str, ArgumentType] | None = None) -> Rule:
    base = a_rule("a/b", {"en": {"title": "T"}})
    arguments = {
        name: Argument(name, kind, name) for name, kind in (types or {}).items()
    }
    source = Source("rules/a/b.yaml", f"page: Page\ncheck: {json.dumps(check)}\n")
    return Rule(
        **{**base.__dict__, "check": check, "arguments": arguments, "source": source}
    )


NO_INVENTORY = (
    "no inventory: an object with “ComputerName” and what was found on that computer; "
    f"collect one on the host with {COLLECTOR}"
)
FROM_GET_VM = (
    "this is what Get-VM writes, and no inventory: host, switches, volumes, services and "
    f"certificates are missing, and states are numbers; collect one on the host with {COLLECTOR}"
)
LISTED = {"names": ArgumentType.LIST}
COUNTED = {"names": ArgumentType.LIST, "age": ArgumentType.NUMBER}


@pytest.mark.parametrize(
    ("check", "types", "arguments"),
    [
        ("VMs[?Bad].Name", LISTED, {"names": ["B"]}),
        ("VMs[?Bad && Age > `5`].Name", LISTED, None),
        (
            "VMs[?Bad] | {names: [].Name, age: max([].Age)}",
            COUNTED,
            {"names": ["B"], "age": 3},
        ),
        ("VMs[?Age > `5`] | {names: [].Name, age: max([].Age)}", COUNTED, None),
        ("VMs[?Bad] | [0].{age: Zero}", {"age": ArgumentType.NUMBER}, {"age": 0}),
        ("length(VMs) > `1`", {}, {}),
        ("length(VMs) > `9`", {}, None),
    ],
)
def test_a_check_yields_names_or_a_value_for_each_argument(
    check: str, types: Mapping[str, ArgumentType], arguments: object
) -> None:
    inventory = {
        "VMs": [
            {"Name": "A", "Bad": False, "Age": 1, "Zero": 1},
            {"Name": "B", "Bad": True, "Age": 3, "Zero": 0},
        ]
    }
    (finding,) = findings(inventory, [rule_with(check, types)])
    assert finding.arguments == arguments
    expected = "compliant" if arguments is None else "not_compliant"
    assert finding.answer == expected


def test_a_list_of_objects_makes_a_result_of_each() -> None:
    inventory = {"Cards": [{"Name": "A", "Free": 0}, {"Name": "B", "Free": 1}]}
    types = {"name": ArgumentType.TEXT, "free": ArgumentType.NUMBER}
    check = "Cards[?Free < `5`].{name: Name, free: Free}"
    found = findings(inventory, [rule_with(check, types)])
    assert [one.arguments for one in found] == [
        {"name": "A", "free": 0},
        {"name": "B", "free": 1},
    ]


@pytest.mark.parametrize(
    ("machines", "answer", "gaps"),
    [
        ([{"Name": "A", "Bad": False}], "compliant", []),
        ([{"Name": "A"}], "not_checked", ["Bad"]),
        ([{"Name": "A"}, {"Name": "B", "Bad": True}], "not_compliant", ["Bad"]),
        (None, "not_checked", ["VMs"]),
        ([], "compliant", []),
    ],
)
def test_what_is_missing_is_never_in_order(
    machines: object, answer: str, gaps: list[str]
) -> None:
    inventory = {"VMs": machines} if machines is not None else {}
    (finding,) = findings(inventory, [rule_with("VMs[?Bad].Name", LISTED)])
    assert finding.answer == answer
    assert [gap.field for gap in finding.gaps] == gaps


@pytest.mark.parametrize(
    ("check", "types", "message"),
    [
        (
            "VMs[?",
            LISTED,
            "the check fails: Invalid jmespath expression: Incomplete expression:",
        ),
        (
            "starts_with(VMs, 'a')",
            LISTED,
            "the check fails: In function starts_with(), invalid type for value:",
        ),
        ("nosuch(VMs)", LISTED, "the check fails: Unknown function: nosuch()"),
        (
            "VMs[].Name",
            {"age": ArgumentType.NUMBER},
            'it yields ["A"], which gives no value for each of: age',
        ),
        (
            "VMs[0].{name: Name}",
            LISTED,
            'it yields {"name": "A"}, which gives no value for each of: names',
        ),
        (
            "VMs[0].Name",
            LISTED,
            'it yields "A", which gives no value for each of: names',
        ),
        ("length(VMs)", LISTED, "it yields 1, which gives no value for each of: names"),
        ("&VMs", LISTED, "the check fails: an expression (&) is no value"),
        ("[@,@]" + "|[@,@]" * 30, LISTED, "the check fails: it takes too long"),
        (
            "[" * 900 + "@" + "]" * 900,
            LISTED,
            "the check fails: it is nested too deeply",
        ),
    ],
)
def test_a_check_that_cannot_be_used_is_named_with_its_rule(
    check: str, types: Mapping[str, ArgumentType], message: str
) -> None:
    with pytest.raises(BrokenInputError) as caught:
        findings({"VMs": [{"Name": "A"}]}, [rule_with(check, types)])
    assert str(caught.value).startswith("rules/a/b.yaml:2:8: the check fails: ")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "1:1: not JSON: Expecting value"),
        (b'{"ComputerName":\n  oops}', "2:3: not JSON: Expecting value"),
        (b'{"ComputerName": "HV01"', "1:24: not JSON: Expecting ',' delimiter"),
        (b"[]", f"1:1: {NO_INVENTORY}"),
        (b'{"ComputerName": 1}', f"1:1: {NO_INVENTORY}"),
        # Get-VM | ConvertTo-Json: several machines, one, and some as Windows PowerShell has them
        (b'[{"VMId": "x", "State": 2}]', f"1:1: {FROM_GET_VM}"),
        (b'{"VMId": "x", "ComputerName": "HV01"}', f"1:1: {FROM_GET_VM}"),
        (b'{"value": [{"VMId": "x"}], "Count": 1}', f"1:1: {FROM_GET_VM}"),
        (
            b'{"ComputerName": "\xff"}',
            "1:1: not UTF-8; write it with “Out-File -Encoding utf8”",
        ),
        (b"[" * 100_000, "1:1: cannot be read: it is nested too deeply"),
        (
            b'{"a": ' + b"[" * 900 + b"]" * 900 + b"}",
            "1:1: cannot be read: it is nested too deeply",
        ),
        (
            b'{"a": ' + b"9" * 4_200 + b"}",
            "1:1: cannot be read: a number has too many digits",
        ),
        (b'{"a": NaN}', "1:1: not JSON: NaN is no number"),
    ],
)
def test_a_broken_inventory_is_named_with_its_place(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "inventory.json"
    path.write_bytes(content)
    with pytest.raises(BrokenInputError) as caught:
        read_inventory(str(path))
    assert str(caught.value) == f"{path}:{message}"


def test_a_number_that_python_does_not_read_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "inventory.json"
    path.write_bytes(b'{"a": ' + b"9" * 5_000 + b"}")
    with pytest.raises(BrokenInputError) as caught:
        read_inventory(str(path))
    assert str(caught.value).startswith(f"{path}:1:1: not JSON: Exceeds the limit")


def test_an_inventory_may_have_a_bom(tmp_path: Path) -> None:
    path = tmp_path / "inventory.json"
    path.write_bytes(b'\xef\xbb\xbf{"ComputerName": "HV01"}')
    assert read_inventory(str(path)) == {"ComputerName": "HV01"}


def run(
    capsys: pytest.CaptureFixture[str], *arguments: str | Path
) -> tuple[int, str, str]:
    code = main(["check", *map(str, arguments)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_a_list_for_people(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, BROKEN, "--project", project, "--locale", "fr-CA")
    assert (code, err) == (1, "")
    (block,) = (block for block in out.split("\n\nRègle ") if SEED in block)
    lines = block.split("\n")
    assert "Gravité    : Erreur" in lines
    assert "Résultat   : Non conforme" in lines
    impact = lines.index("             APP01")
    assert lines[impact - 1] == ""
    assert lines[impact - 2].startswith("Impact     : En cas de basculement")
    counts = out.rstrip().split("\n")[-3:]
    assert [line.partition(" :")[0].rstrip() for line in counts] == [
        "Non vérifié",
        "Non conforme",
        "Conforme",
    ]
    assert sum(int(line.rpartition(" ")[2]) for line in counts) == out.count("Règle ")


def test_the_columns_of_a_list_fit_wide_letters(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(capsys, BROKEN, "--project", project, "--locale", "ko")
    block = out.split("\n\n")[0]
    columns = set()
    for line in block.split("\n"):
        name, colon, _ = line.partition(" :")
        if colon and not line.startswith(" "):
            columns.add(sum(2 if ord(letter) > 0x1100 else 1 for letter in name))
    assert len(columns) == 1


@pytest.mark.parametrize(
    ("locale", "sentence"),
    [
        (
            "en",
            "It could not be checked whether this server follows the best practice. "
            'VMs[].State (APP01) is "Frozen", which is not a valid value in an inventory.',
        ),
        ("fr", "VMs[].State (APP01)"),
        ("it", "VMs[].State (APP01)"),
        ("es", "VMs[].State (APP01)"),
        ("ko", "VMs[].State (APP01)"),
    ],
)
def test_what_could_not_be_checked_is_told_with_its_reason(
    project: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    locale: str,
    sentence: str,
) -> None:
    inventory = json.loads(IN_ORDER.read_text("utf-8"))
    inventory["VMs"][0].update(Name="APP01", State="Frozen")
    path = tmp_path / "inventory.json"
    path.write_text(json.dumps(inventory), "utf-8")
    arguments = (path, "--project", project, "--locale", locale)
    code, out, _ = run(capsys, *arguments, "--format", "json")
    assert code == 3
    (result,) = [one for one in json.loads(out) if one["Answer"] == "not_checked"]
    assert result["RuleId"] == "hyper-v/paused-virtual-machines"
    assert sentence in result["Problem"]
    assert (result["Impact"], result["Resolution"], result["Compliance"]) == (
        "",
        "",
        "",
    )
    assert result["NotChecked"] == [
        {
            "Field": "VMs[].State",
            "Owner": "APP01",
            "Reason": "misfit",
            "Value": '"Frozen"',
        }
    ]
    code, out, _ = run(capsys, *arguments)
    assert code == 3
    assert sentence in out


def test_what_a_cmdlet_refused_is_told_in_its_own_words(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inventory = json.loads(IN_ORDER.read_text("utf-8"))
    for machine in inventory["VMs"]:
        del machine["SecureBoot"]
    name = inventory["VMs"][0]["Name"]
    said = {"Field": "VMs[].SecureBoot", "Owner": name, "Message": "Access\n denied."}
    inventory["Errors"] = [said, {"Field": 5}, {"Owner": name}]
    path = tmp_path / "inventory.json"
    path.write_text(json.dumps(inventory), "utf-8")
    code, out, _ = run(capsys, path, "--project", project, "--locale", "en")
    assert code == 3
    assert f"VMs[].SecureBoot ({name}) could not be collected: Access denied." in out
    others = ", ".join(machine["Name"] for machine in inventory["VMs"][1:])
    assert f"VMs[].SecureBoot ({others}) is not in the inventory." in out


def test_an_offender_is_named_though_another_cannot_be_told(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inventory = json.loads(IN_ORDER.read_text("utf-8"))
    inventory["VMs"][0]["State"] = "PausedCritical"
    del inventory["VMs"][1]["State"]
    path = tmp_path / "inventory.json"
    path.write_text(json.dumps(inventory), "utf-8")
    arguments = (path, "--project", project, "--locale", "en", "--format")
    code, out, _ = run(capsys, *arguments, "json")
    assert code == 1
    (result,) = [one for one in json.loads(out) if one["Answer"] != "compliant"]
    problem, blank, rest = result["Problem"].split("\n")
    assert problem == f"The virtual machine {inventory['VMs'][0]['Name']} is paused."
    assert blank == ""
    name = inventory["VMs"][1]["Name"]
    assert rest == (
        f"Not everything could be checked. VMs[].State ({name}) is not in the inventory."
    )
    _, out, _ = run(capsys, *arguments, "sarif")
    (failed,) = [
        one for one in json.loads(out)["runs"][0]["results"] if one["kind"] != "pass"
    ]
    assert failed["kind"] == "fail"
    assert rest in failed["message"]["text"]


def test_a_host_in_order_ends_with_0_and_says_so(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(
        capsys, IN_ORDER, "--project", project, "--locale", "es", "--format", "json"
    )
    assert code == 0
    for result in json.loads(out):
        assert (result["Problem"], result["Impact"], result["Resolution"]) == (
            "",
            "",
            "",
        )
        assert result["Compliance"]


def test_json_has_every_property_in_the_order_of_bpa(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(
        capsys, BROKEN, "--project", project, "--locale", "it", "--format", "json"
    )
    assert code == 1
    found = json.loads(out)
    properties = [*PROPERTIES, "Arguments"]
    assert [list(result) for result in found] == [properties] * len(found)
    (result,) = (result for result in found if result["RuleId"] == SEED)
    assert result["ComputerName"] == "HV01"
    assert result["Severity"] == "Errore"
    assert result["Impact"].endswith("\n\nAPP01")
    assert result["Compliance"] == ""
    assert result["Excluded"] is False
    assert result["Arguments"] == {"virtual_machines": ["APP01"]}


@pytest.mark.parametrize(
    ("inventory", "ends_with"), [(BROKEN, 1), (IN_ORDER, 0), (RAW, 3)]
)
def test_sarif_is_valid_and_has_every_text_in_every_language(
    project: Path,
    capsys: pytest.CaptureFixture[str],
    sarif: Draft4Validator,
    inventory: Path,
    ends_with: int,
) -> None:
    code, out, _ = run(
        capsys, inventory, "--project", project, "--locale", "ko", "--format", "sarif"
    )
    assert code == ends_with
    log = json.loads(out)
    assert [error.message for error in sarif.iter_errors(log)] == []
    (found,) = log["runs"]
    assert found["language"] == "ko"
    driver = found["tool"]["driver"]
    assert driver["language"] == "en"
    assert [translation["language"] for translation in found["translations"]] == [
        "fr",
        "it",
        "es",
        "ko",
    ]
    for part in (driver, *found["translations"]):
        for result in found["results"]:
            strings = part["rules"][result["ruleIndex"]]["messageStrings"]
            template = strings[result["message"]["id"]]["text"].replace("{{", "")
            numbers = {int(number) for number in re.findall(r"\{(\d+)\}", template)}
            assert numbers <= {*range(len(result["message"]["arguments"]))}
            assert "{" not in re.sub(r"\{\d+\}", "", template)
    for translation in found["translations"]:
        assert [shape(rule) for rule in translation["rules"]] == [
            shape(rule) for rule in driver["rules"]
        ]
    for result in found["results"]:
        rule = driver["rules"][result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert result["message"]["id"] in rule["messageStrings"]
        assert (result["kind"], result["level"]) in {
            ("pass", "none"),
            ("open", "none"),
            *(("fail", level) for level in ("error", "warning", "note")),
        }


def test_sarif_has_a_template_and_the_values_that_make_its_text(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(
        capsys, BROKEN, "--project", project, "--locale", "fr", "--format", "sarif"
    )
    (found,) = json.loads(out)["runs"]
    (french,) = (one for one in found["translations"] if one["language"] == "fr")
    paused = "hyper-v/paused-virtual-machines"
    (result,) = (one for one in found["results"] if one["ruleId"] == paused)
    template = french["rules"][result["ruleIndex"]]["messageStrings"]["problem"]["text"]
    assert template.startswith("La machine virtuelle {0} est suspendue.\n\n")
    assert result["message"] == {
        "id": "problem",
        "text": template,
        "arguments": ["WEB02"],
    }
    assert result["properties"]["arguments"] == {"virtual_machines": ["WEB02"]}
    rule = found["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert rule["name"] == "PausedVirtualMachines"
    assert rule["fullDescription"]["text"] == (
        "The virtual machines <list of virtual machines> are paused."
    )
    assert rule["help"]["text"].endswith(rule["helpUri"])


def test_sarif_knows_a_result_again_in_another_language(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    every = []
    for locale in ("en", "ko"):
        words = ("--project", project, "--locale", locale, "--format", "sarif")
        _, out, _ = run(capsys, BROKEN, *words)
        (found,) = json.loads(out)["runs"]
        marks = [one["partialFingerprints"]["bpadocs/v1"] for one in found["results"]]
        assert len(set(marks)) == len(marks)
        every.append(marks)
    assert every[0] == every[1]


def rule_named(root: Path, name: str) -> Rule:
    """A rule of this project."""
    (rule,) = [one for one in read_project(root).rules if one.id == name]
    return rule


def log_of(root: Path, locale: str, *found: CheckerResult) -> dict[str, Any]:
    """The SARIF log of these results."""
    words = {}
    for language, labels in read_labels(root, ("en", "fr", "it", "es", "ko")).items():
        messages = Messages.open(root / "build" / "messages", language)
        words[language] = Wording(messages, labels)
    text = as_sarif(found, "HV01", words[locale], words, "host.json")
    log: dict[str, Any] = json.loads(text)
    return log


def test_each_template_has_a_name_of_what_it_says(project: Path) -> None:
    paused = rule_named(project, "hyper-v/paused-virtual-machines")
    gap = Gap("VMs[].State", "{0} {x}", GapReason.ABSENT)
    found = (
        CheckerResult(paused, None),
        CheckerResult(paused, None, (gap,)),
        CheckerResult(paused, {"virtual_machines": ["A"]}),
        CheckerResult(paused, {"virtual_machines": ["A", "{1}"]}),
        CheckerResult(paused, {"virtual_machines": ["{x}"]}),
        CheckerResult(paused, {"virtual_machines": ["A", "B"]}, (gap,)),
    )
    log = log_of(project, "fr", *found)
    (run_of_log,) = log["runs"]
    names = [one["message"]["id"] for one in run_of_log["results"]]
    assert names == [
        "compliant",
        "notChecked",
        "problem",
        "problem2",
        "problem",
        "problem3",
    ]
    words = Wording(
        Messages.open(project / "build" / "messages", "fr"),
        read_labels(project, ("fr",))["fr"],
    )
    said = of_sarif("host.sarif", log).results
    for one, result in zip(results(found, "HV01", words), said, strict=False):
        (sentence,) = result.sentences
        parts = [
            one[name] for name in ("Compliance", "Problem", "Impact", "Resolution")
        ]
        texts = "\n\n".join(str(part) for part in parts if part)
        # In a log, what could not be checked stands behind all that the rule says.
        assert sorted(sentence.text.split("\n\n")) == sorted(texts.split("\n\n"))


def test_results_of_one_rule_are_known_by_the_things_they_are_about(
    project: Path,
) -> None:
    rule = rule_named(project, "hyper-v/replication-certificate-expiry")

    def marks(locale: str, *values: tuple[str, int]) -> list[str]:
        """The fingerprints of results on certificates and their days."""
        found = []
        for certificate, days in values:
            found.append(
                CheckerResult(rule, {"certificate": certificate, "days": days})
            )
        log = log_of(project, locale, *found)
        return [
            one["partialFingerprints"]["bpadocs/v1"]
            for one in log["runs"][0]["results"]
        ]

    today = marks("en", ("A", 9), ("B", 9), ("A", 3))
    assert len(set(today)) == 3
    assert marks("ko", ("A", 8), ("B", 1_000), ("A", 2)) == today
    assert marks("en", ("B", 8)) == today[1:2]


def shape(rule: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    assert rule["shortDescription"]["text"]
    assert all(text["text"] for text in rule["messageStrings"].values())
    return rule["id"], tuple(rule["messageStrings"])


def test_sarif_says_which_language_a_text_is_in(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, out, _ = run(
        capsys, BROKEN, "--project", project, "--locale", "C", "--format", "sarif"
    )
    (found,) = json.loads(out)["runs"]
    titles = {
        translation["language"]: rule["shortDescription"]["text"]
        for translation in found["translations"]
        for rule in translation["rules"]
        if rule["id"] == SEED
    }
    assert titles["fr"].startswith("Les services d’intégration doivent être installés")
    assert titles["it"].startswith("I servizi di integrazione devono essere installati")
    assert titles["es"].startswith("Los servicios de integración deben instalarse")
    assert titles["ko"].startswith("장애 조치(failover) 후")
    assert found["language"] == "en"


HOSTILE = [
    "{title}",
    "*",
    "$(calc)",
    "two\nlines",
    "\x1b]0;title\x07\x1b[2J",
    "\x9b31m",
    "\u202etxt",
    "a\rb",
    "\ud800",
]


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_no_name_gives_orders_to_the_terminal(
    project: Path, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes], form: str
) -> None:
    machines = [
        {
            "Name": name,
            "ReplicationMode": "Primary",
            "ReplicationIPConfigured": True,
            "IntegrationServicesVersion": "0.0",
            "State": "Paused",
        }
        for name in HOSTILE
    ]
    path = tmp_path / "inventory.json"
    path.write_text(
        json.dumps({"ComputerName": "HV\x1b[31m01", "VMs": machines}), "utf-8"
    )
    assert (
        main(
            [
                "check",
                str(path),
                "--project",
                str(project),
                "--locale",
                "en",
                "--format",
                form,
            ]
        )
        == 1
    )
    out = capsysbinary.readouterr().out.decode("utf-8")
    assert [
        character
        for character in out
        if character != "\n" and character in "\x1b\x07\x9b\r\u202e\ud800"
    ] == []
    if form == "text":
        spelled = (
            r"{title}, *, $(calc), two\u000alines, \u001b]0;title\u0007\u001b[2J, "
            r"\u009b31m, \u202etxt, a\u000db"
        )
        assert f"             {spelled}, and \\ud800\n" in out
        assert "Computer   : HV\\u001b[31m01\n" in out
    if form == "json":
        (result,) = (result for result in json.loads(out) if result["RuleId"] == SEED)
        assert result["Impact"].endswith(
            "\n\n" + ", ".join(HOSTILE[:-1]) + ", and \ud800"
        )


def test_a_project_that_was_not_built_is_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(REPOSITORY / "rules", tmp_path / "rules")
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    code, out, err = run(capsys, BROKEN, "--project", tmp_path)
    assert (code, out) == (2, "")
    assert "build/messages/en/LC_MESSAGES/bpadocs.mo" in err
    assert "run “bpa build”" in err


def test_a_broken_inventory_ends_with_2(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = run(capsys, tmp_path / "none.json", "--project", project)
    assert (code, out) == (2, "")
    assert err == (
        f"{tmp_path}/none.json:1:1: cannot be read: No such file or directory\n"
        "bpa check: 1 mistake, nothing done\n"
    )


def test_the_list_is_made_by_the_library_alone(project: Path) -> None:
    """As in the example's own first lines."""
    (rule,) = (rule for rule in read_project(project).rules if rule.id == SEED)
    messages = Messages.open(project / "build" / "messages", "fr")
    labels = read_labels(project, ("fr",))["fr"]
    found = [CheckerResult(rule, {"virtual_machines": ["A", "B"]})]
    text = as_text(found, "HV01", Wording(messages, labels))
    assert "\n             A et B\n" in text
