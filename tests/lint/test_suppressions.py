"""A suppression names a field as lint prints it, whatever kind of field that is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.lint.findings import Finding
from bpadocs.lint.run import lint
from bpadocs.lint.subject import names_of
from bpadocs.rule.provenance import fingerprint

TITLE = "Sauvegarder les machines virtuelles"
PLURAL = """\
    issue:
      count: number
      one: '{number} virtual machine is not not backed up in  `DC01`.'
      other: '{number} virtual machines are not not backed up.'
"""
FAULTY = (
    RULE.replace(
        "arguments:\n", "arguments:\n  number: {type: number, label: number of goats}\n"
    )
    .replace("    issue: Some virtual machines are not backed up.\n", PLURAL)
    .replace("    issue: Certaines machines virtuelles ne sont pas sauvegardées.\n", "")
    .replace("text:\n", "front_matter:\n  ms.date: 1/1/2999\ntext:\n")
    .replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")
    .replace("Vous risquez de perdre des", "Vous risquez de perdre des des")
    + "    front_matter: {ms.date: 16/8/2016, author: bob}\n    see_also: Rien.\n"
    + f"    synced:\n      compliant: {fingerprint('x')} {fingerprint('y')} human\n"
)
"""A rule with a finding on each kind of field."""

LAX = '[tool.bpadocs.lint]\nenable = ["front-matter-differs"]\noptions.front-matter-keys.required = ["ms.nothing"]\n'
LOCALES = '[tool.bpadocs.locales]\nen = "en-us"\nfr = "fr-fr"\nit = "it-it"\n'


def faulty(tmp_path: Path, *suppressions: str) -> list[Finding]:
    entries = "".join(f"  - {{{one}, reason: known}}\n" for one in suppressions)
    text = (
        FAULTY.replace("text:\n", f"suppress:\n{entries}text:\n", 1)
        if suppressions
        else FAULTY
    )
    root = write_project(tmp_path, {"backups": text}, LOCALES + LAX)
    return list(lint(root).findings)


def kinds(findings: list[Finding]) -> Iterator[str]:
    """What kind of field each finding is on."""
    for finding in findings:
        field = finding.field or ""
        first, _, rest = field.partition(".")
        yield (
            f"{first}.…"
            if first in ("front_matter", "arguments", "synced") and rest
            else field
        )


def test_the_rule_has_a_finding_on_every_kind_of_field(tmp_path: Path) -> None:
    found = set(kinds(faulty(tmp_path)))
    wanted = {
        "",
        "title",
        "impact",
        "resolution_details",
        "see_also",
        "issue",
        "issue.one",
        "front_matter",
    }
    assert found >= wanted | {"front_matter.…", "arguments.…", "synced.…"}, found


def test_each_finding_can_be_suppressed_by_its_field_as_it_is_printed(
    tmp_path: Path,
) -> None:
    findings = faulty(tmp_path / "whole")
    every = {
        (one.check, name)
        for one in findings
        for name in names_of(one.language, one.field)
    }
    assert len(every) > 40
    entries = {f"check: {check}, field: {name}" for check, name in every}
    left = faulty(tmp_path / "suppressed", *sorted(entries))
    assert left == []


@pytest.mark.parametrize(
    "field",
    [
        "front_matter.ms.date",
        "front_matter",
        "en.front_matter.ms.date",
        "en.front_matter",
    ],
)
def test_a_date_may_be_meant(tmp_path: Path, field: str) -> None:
    before = [
        one
        for one in faulty(tmp_path / "a")
        if one.check == "front-matter-date" and one.language == "en"
    ]
    after = faulty(tmp_path / "b", f"check: front-matter-date, field: {field}")
    assert len(before) == 1
    assert [
        one
        for one in after
        if one.check == "front-matter-date" and one.language == "en"
    ] == []
    assert [one for one in after if one.check == "unused-suppression"] == []


def test_a_suppression_of_one_form_or_key_leaves_the_others(tmp_path: Path) -> None:
    checks = {
        one.field
        for one in faulty(tmp_path, "check: doubled-words, field: issue.one")
        if one.check == "doubled-words"
    }
    assert checks == {"issue.other", "impact"}


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (
            "check: numbers, field: fr.titel",
            "no field is called “fr.titel”; did you mean “fr.title”?",
        ),
        (
            "check: numbers, field: fr.impact.oen",
            "no field is called “fr.impact.oen”; did you mean “fr.impact.one”?",
        ),
        (
            "check: numbers, field: de.title",
            "no field is called “de.title”; did you mean “",
        ),
        (
            "check: termss, field: title",
            "no check is called “termss”; did you mean “terms”? `bpa checks` lists them",
        ),
        (
            "check: numbers, field: fr.title",
            "nothing is suppressed: numbers finds nothing in fr.title; remove the entry",
        ),
        (
            "check: numbers, field: arguments.number.label",
            "nothing is suppressed: numbers finds nothing in arguments.",
        ),
    ],
)
def test_what_suppresses_nothing_says_why_at_its_own_entry(
    tmp_path: Path, entry: str, message: str
) -> None:
    findings = faulty(tmp_path, "check: numbers, field: title", "check: missing", entry)
    first, second = [one for one in findings if one.check == "unused-suppression"]
    assert second.message.startswith(message)
    assert second.place.line == first.place.line + 2
    text = (tmp_path / "rules/hyper-v/backups.yaml").read_text("utf-8").splitlines()
    assert text[second.place.line - 1] == f"  - {{{entry}, reason: known}}"
