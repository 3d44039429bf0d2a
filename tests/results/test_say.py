"""What a checker printed in one language is said again as it would have said it in another."""

import copy
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from message_helpers import REPOSITORY, built_project

from bpadocs.cli import main
from bpadocs.example_checker import (
    Wording,
    as_json,
    as_sarif,
    findings,
    read_inventory,
)
from bpadocs.project.tree import Project, read_project
from bpadocs.results.opened import open_speaker
from bpadocs.results.records import of_records
from bpadocs.results.sarif import of_sarif
from bpadocs.results.say import SaidAgain, Speaker

FIXTURES = REPOSITORY / "tests" / "fixtures"
LANGUAGES = ("en", "fr", "it", "es", "ko")
WORDS = [
    "The virtual machine",
    "is paused.",
    "the following virtual machines:",
    "Les machines virtuelles",
    "sont suspendues.",
    "suspendue.",
    "가상 컴퓨터",
    "1",
    "hijo",
    "{virtual_machines}",
    "{0}",
]
"""Names that are made of what stands around them."""
SEPARATORS = ["SQL and WEB", "A, B", "x et y", "hielo e iis", "a 및 b", ", and "]
"""Names that are made of what stands between names."""

TORN = [
    "x) is 5, which",
    "x) is not known.",
    "x) is not in the inventory.",
    "a) could not be collected: b",
    "x: y) : z",
    "(a",
    "b)",
    ". ",
    "VMs[].State",
    "x) n’est pas",
    "champ VMs[].State (a",
    "x) ne figure pas dans l’inventaire. Tout n’a pas pu être vérifié.",
    "필드",
    "which an inventory does not have there.",
]
"""Names that are made of what stands around the names in what could not be checked."""
TWO_SENTENCES = "x) is not known. VMs[].ReplicationMode (z"
"""This one makes of a sentence two that are as good: only the values tell."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This project, built."""
    return built_project(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="module")
def project(root: Path) -> Project:
    return read_project(root)


@pytest.fixture(scope="module")
def speakers(root: Path, project: Project) -> dict[str, Speaker]:
    folder = root / "build" / "messages"
    return {one: open_speaker(project, folder, one) for one in LANGUAGES}


def inventory(machines: int, names: list[str]) -> Mapping[str, Any]:
    """The sample, with so many machines of each sort; with none, all is in order."""
    if not machines:
        return read_inventory(
            str(FIXTURES / "inventory" / "hyper-v-host-compliant.json")
        )
    host = copy.deepcopy(
        dict(read_inventory(str(FIXTURES / "inventory" / "hyper-v-host.json")))
    )
    every = [copy.deepcopy(machine) for machine in host["VMs"] for _ in range(machines)]
    for number, machine in enumerate(every):
        times, place = divmod(number, len(names))
        machine["Name"] = names[place] + (str(times) if times else "")
    host["VMs"] = every
    return host


def wording(speaker: Speaker) -> Wording:
    """What the checker speaks with, in the speaker's language."""
    return Wording(speaker.messages, speaker.words)


def half_known(machines: int, names: list[str]) -> Mapping[str, Any]:
    """The sample, with much that could not be collected, of so many machines of each sort."""
    host = dict(inventory(machines, names))
    host["Errors"] = []
    for number, machine in enumerate(host["VMs"]):
        del machine["ReplicationMode"]
        if number % 2:
            del machine["State"]
        if number % 3:
            machine["SecureBoot"] = 5
        whose = {"Field": "VMs[].ReplicationMode", "Owner": machine["Name"]}
        host["Errors"].append({**whose, "Message": "Access is denied. Ask for it."})
    host["Services"] = None
    return host


def many_offenders(names: list[str]) -> Mapping[str, Any]:
    """The sample, with a switch and a certificate of each name that break their rules."""
    host = dict(inventory(1, names))
    switch, certificate = host["Switches"][0], host["Certificates"][0]
    host["Switches"], host["Certificates"] = [], []
    for number, name in enumerate(names):
        wanting = {"IovEnabled": True, "IovRequests": 1_000 * number + 1}
        host["Switches"].append({**switch, **wanting, "Name": name})
        for days in (number, -number - 1):
            one = {**certificate, "Subject": name, "DaysLeft": days}
            host["Certificates"].append(one)
    return host


def native(
    speakers: Mapping[str, Speaker], project: Project, host: Mapping[str, Any]
) -> dict[str, list[dict[str, Any]]]:
    """What the checker itself prints, in every language."""
    found = findings(host, project.rules)
    printed = {}
    for language, speaker in speakers.items():
        printed[language] = json.loads(as_json(found, "HV01", wording(speaker)))
    return printed


def without(results: list[dict[str, Any]], *names: str) -> list[dict[str, Any]]:
    return [
        {name: value for name, value in one.items() if name not in names}
        for one in results
    ]


UNKNOWN = ("Arguments", "RuleId", "ResultId", "Answer", "NotChecked")
"""What results of other checkers do not tell: neither values nor rules."""


def is_said_everywhere(
    speakers: Mapping[str, Speaker], printed: Mapping[str, list[dict[str, Any]]]
) -> None:
    """Hold the sentences alone, said again from each language in each, to the checker's own."""
    for source in LANGUAGES:
        given = of_records("results.json", without(printed[source], *UNKNOWN))
        for target in LANGUAGES:
            done = speakers[target].say(given)
            assert done.data == without(printed[target], *UNKNOWN), (source, target)
            assert (done.said, done.unsaid) == (done.sentences, [])


@pytest.mark.parametrize("machines", [0, 1, 2, 5])
def test_every_field_is_what_the_checker_says_in_that_language(
    speakers: Mapping[str, Speaker], project: Project, machines: int
) -> None:
    printed = native(speakers, project, inventory(machines, WORDS))
    is_said_everywhere(speakers, printed)


@pytest.mark.parametrize(
    ("machines", "names"),
    [
        *((1, WORDS), (2, WORDS), (5, WORDS)),
        *((1, TORN), (5, TORN), (2, [*TORN, *WORDS])),
    ],
)
def test_what_could_not_be_checked_is_said_too(
    speakers: Mapping[str, Speaker], project: Project, machines: int, names: list[str]
) -> None:
    printed = native(speakers, project, half_known(machines, names))
    answers = {one["Answer"] for one in printed["en"]}
    assert answers == {"not_compliant", "not_checked"}
    reasons = {gap["Reason"] for one in printed["en"] for gap in one["NotChecked"]}
    assert len(reasons) > 2
    is_said_everywhere(speakers, printed)


def test_each_of_several_results_of_a_rule_is_said(
    speakers: Mapping[str, Speaker], project: Project
) -> None:
    printed = native(speakers, project, many_offenders(WORDS))
    counted = Counter(one["RuleId"] for one in printed["en"])
    assert counted["hyper-v/sr-iov-virtual-functions"] == len(WORDS)
    assert counted["hyper-v/replication-certificate-expiry"] == len(WORDS)
    assert counted["hyper-v/replication-certificate-expired"] == len(WORDS)
    is_said_everywhere(speakers, printed)


def test_every_state_of_a_service_is_said_in_words_of_the_language(
    speakers: Mapping[str, Speaker], project: Project
) -> None:
    (rule,) = [one for one in project.rules if one.id == "hyper-v/management-service"]
    states, startups = (list(one.values) for one in rule.arguments.values())
    host = dict(inventory(1, WORDS))
    found = []
    for state, startup in product(states, startups):
        service = {"Name": "vmms", "Status": state, "StartType": startup}
        found += findings({**host, "Services": [service]}, [rule])
    assert len(found) == len(states) * len(startups)
    printed = {}
    for language, speaker in speakers.items():
        text = as_json(found, "HV01", wording(speaker))
        printed[language] = json.loads(text)
    is_said_everywhere(speakers, printed)


@pytest.mark.parametrize("machines", [1, 2, 5])
def test_with_the_values_any_name_is_said_right(
    speakers: Mapping[str, Speaker], project: Project, machines: int
) -> None:
    printed = native(speakers, project, inventory(machines, [*SEPARATORS, *WORDS]))
    for source, target in zip(LANGUAGES, LANGUAGES[1:] + LANGUAGES[:1], strict=True):
        done = speakers[target].say(of_records("results.json", printed[source]))
        assert done.data == printed[target]
        assert done.doubtful == []


def test_with_what_is_missing_beside_it_any_name_is_said_right(
    speakers: Mapping[str, Speaker], project: Project
) -> None:
    printed = native(speakers, project, half_known(1, [TWO_SENTENCES, *TORN]))
    for source, target in zip(LANGUAGES, LANGUAGES[1:] + LANGUAGES[:1], strict=True):
        done = speakers[target].say(of_records("results.json", printed[source]))
        assert done.data == printed[target]
    bare = without(printed["en"], *UNKNOWN)
    done = speakers["fr"].say(of_records("results.json", bare))
    assert done.data != without(printed["fr"], *UNKNOWN)


@pytest.mark.parametrize("make", [inventory, half_known])
def test_sarif_is_sarif_again(
    speakers: Mapping[str, Speaker],
    project: Project,
    make: Callable[[int, list[str]], Mapping[str, Any]],
) -> None:
    found = findings(make(2, [*SEPARATORS, *WORDS]), project.rules)
    words = {language: wording(one) for language, one in speakers.items()}
    texts = {}
    for language in ("fr", "ko"):
        log = as_sarif(found, "HV01", words[language], words, "host.json")
        texts[language] = json.loads(log)
    done = speakers["ko"].say(of_sarif("fr.sarif", texts["fr"]))
    native_log = speakers["ko"].say(of_sarif("ko.sarif", texts["ko"]))
    assert done.data["runs"][0]["language"] == "ko"
    assert done.data["runs"][0]["results"] == native_log.data["runs"][0]["results"]
    assert len(found) >= len(project.rules)
    assert (done.sentences, done.unsaid, done.doubtful) == (len(found), [], [])
    first = done.data["runs"][0]["tool"]["driver"]["rules"][0]
    assert first["shortDescription"]["text"].startswith("프로덕션 환경")


@pytest.mark.parametrize("name", ["hyper-v-host.json", "incomplete/edge.json"])
def test_what_the_checker_printed_as_json_is_what_it_prints_in_that_language(
    root: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    host = str(FIXTURES / "inventory" / name)
    words = ["--project", str(root), "--format", "json", "--locale"]
    main(["check", host, *words, "fr"])
    kept = tmp_path / "results.json"
    kept.write_text(capsys.readouterr().out, "utf-8")
    main(["check", host, *words, "ko"])
    wanted = capsys.readouterr().out
    assert main(["say", str(kept), *words, "ko"]) == 0
    out, err = capsys.readouterr()
    assert out == wanted
    (told,) = err.splitlines()
    assert re.fullmatch(r"(\d+) of \1 sentences of \d+ results said in ko", told)
    assert main(["say", str(kept), "--project", str(root), "--locale", "ko"]) == 0
    shown = {
        line.partition(" :")[0].rstrip() for line in capsys.readouterr().out.split("\n")
    }
    assert "Answer" in shown
    assert not shown & {"Arguments", "NotChecked"}


def say(speaker: Speaker, *results: dict[str, Any]) -> SaidAgain:
    return speaker.say(of_records("results.json", list(results)))


def test_a_sentence_that_fits_no_rule_is_given_as_it_is(
    speakers: Mapping[str, Speaker],
) -> None:
    done = say(
        speakers["fr"],
        {"RuleId": 4, "Problem": "Nobody wrote this.", "Impact": "", "Severity": "Odd"},
    )
    assert done.data[0]["Problem"] == "Nobody wrote this."
    assert done.data[0]["Severity"] == "Odd"
    assert (done.sentences, done.said) == (1, 0)
    assert [str(problem) for problem in done.unsaid] == [
        "results.json:1:1: result 1, “Problem”: fits no rule; given as it is: “Nobody wrote "
        "this.”"
    ]


def test_a_name_that_is_a_sentence_of_checkers_stays_a_name(
    speakers: Mapping[str, Speaker], project: Project
) -> None:
    names = ["Not everything could be checked."]
    is_said_everywhere(speakers, native(speakers, project, inventory(1, names)))


def test_a_plural_without_forms_is_said_with_the_right_one(
    speakers: Mapping[str, Speaker],
) -> None:
    """Windows BPA has no plural forms: it prints the general one for a single machine, too."""
    done = say(
        speakers["fr"],
        {
            "Problem": "The virtual machines SQL01 are paused.",
            "Resolution": "Resume the virtual machines. Afterwards, shut down those that are "
            "no longer needed.",
        },
    )
    assert done.data[0]["Problem"] == "La machine virtuelle SQL01 est suspendue."
    assert done.data[0]["Resolution"].startswith("Reprenez l’exécution de la machine")


def test_what_is_only_counted_needs_no_names(speakers: Mapping[str, Speaker]) -> None:
    text = "Resume the virtual machine. If it is no longer needed, shut it down afterwards."
    done = say(speakers["it"], {"Resolution": text})
    other = say(speakers["it"], {"Resolution": text.replace("machine.", "machines.")})
    assert done.said == 1
    assert done.data[0]["Resolution"].startswith(
        "Riprendere l'esecuzione della macchina"
    )
    assert other.said == 0


def test_names_joined_by_a_program_are_joined_as_the_language_does_it(
    speakers: Mapping[str, Speaker],
) -> None:
    done = say(
        speakers["es"], {"Problem": "The virtual machines SQL01, hijo are paused."}
    )
    assert "SQL01 e hijo" in done.data[0]["Problem"]


def test_a_list_that_can_be_cut_in_two_ways_is_told(
    speakers: Mapping[str, Speaker],
) -> None:
    done = say(
        speakers["ko"], {"Problem": "The virtual machines A and B and C are paused."}
    )
    assert done.said == 1
    (problem,) = done.doubtful
    assert "the names in it can be told apart in more than one way" in problem.message


def test_values_that_do_not_make_the_sentence_are_not_believed(
    speakers: Mapping[str, Speaker],
) -> None:
    done = say(
        speakers["fr"],
        {
            "RuleId": "hyper-v/paused-virtual-machines",
            "Problem": "The virtual machine SQL01 is paused.",
            "Arguments": {"virtual_machines": ["WEB02"]},
        },
    )
    assert done.data[0]["Problem"] == "La machine virtuelle SQL01 est suspendue."


@pytest.mark.parametrize(
    ("name", "unsaid"),
    [("bpa.clixml", 0), ("bpa.xml", 0), ("bpa.csv", 2), ("psrule.json", 0)],
)
def test_results_are_read_from_what_they_were_kept_in(
    root: Path, capsys: pytest.CaptureFixture[str], name: str, unsaid: int
) -> None:
    path = FIXTURES / "results" / name
    words = ["say", str(path), "--project", str(root), "--locale", "it"]
    code = main([*words, "--format", "json"])
    out, err = capsys.readouterr()
    assert code == (1 if unsaid else 0)
    assert "sono sospese." in out or "è sospesa." in out
    assert "Non lasciare" in out or name == "psrule.json"
    assert err.count("fits no rule") == unsaid
    assert "said in it" in err


def test_text_is_a_list_of_properties(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = FIXTURES / "results" / "bpa.clixml"
    assert main(["say", str(path), "--project", str(root), "--locale", "fr-CA"]) == 0
    out = capsys.readouterr().out
    assert "Severity     : Avertissement\n" in out
    assert "Problem      : Les machines virtuelles SQL01 et A_x41_ sont" in out
    assert "\n               SQL01\n               WEB02\n" in out


def test_a_language_that_the_project_lacks_is_told(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = FIXTURES / "results" / "bpa.csv"
    assert main(["say", str(path), "--project", str(root), "--locale", "de"]) == 2
    assert capsys.readouterr().err == (
        "bpa say: --locale: no messages in “de”; this project has en, fr, it, es, ko\n"
    )


def test_without_a_build_it_says_what_to_do(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "project"
    shutil.copytree(root, project, ignore=shutil.ignore_patterns("build"))
    path = FIXTURES / "results" / "bpa.csv"
    assert main(["say", str(path), "--project", str(project), "--locale", "fr"]) == 2
    assert "run “bpa build”" in capsys.readouterr().err


@pytest.mark.parametrize(
    "record", [{"Problem": {"text": "x"}}, {"Problem": []}, {"RuleName": ["x"]}]
)
def test_a_result_with_other_values_than_texts_keeps_nothing_from_being_said(
    root: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    record: Mapping[str, object],
) -> None:
    path = tmp_path / "results.json"
    path.write_text(json.dumps([{"Problem": "No rule says so."}, record]), "utf-8")
    assert main(["say", str(path), "--project", str(root), "--locale", "fr"]) == 1
    assert capsys.readouterr().out.startswith("Problem : No rule says so.\n")
