"""Which stale findings of lint `bpa carry` would settle."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from bpadocs.lint.findings import Finding
from bpadocs.project.settings import read_settings
from bpadocs.project.tree import Project, read_rule_file, scan
from bpadocs.translators.carry.rules import Carry

STALE: Final = "stale"
OFFER: Final = "bpa carry settles it"


def with_offers(root: Path, findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, and say in those that `bpa carry` would settle that it would."""
    files = set()
    for finding in findings:
        if finding.check == STALE:
            files.add(finding.file)
    settled = _settled(root, files)
    told = []
    for finding in findings:
        name = finding.field or ""
        # A text with plural forms is found at one of them.
        field, _, _ = name.partition(".")
        place = finding.file, finding.language, field
        if finding.check == STALE and place in settled:
            message = f"{finding.message}; {OFFER}"
            finding = replace(finding, message=message)
        told.append(finding)
    return told


def _settled(root: Path, files: Iterable[str]) -> frozenset[tuple[str, str, str]]:
    """Return file, language and field of all that can be carried over in these rule files."""
    project = _project(root, frozenset(files))
    languages = project.settings.translations
    found = set()
    for carried in Carry(project).rules(project.rules, languages):
        file = carried.rule.source.path
        for field in carried.fields:
            place = file, field.language, field.field
            found.add(place)
    return frozenset(found)


def _project(root: Path, files: frozenset[str]) -> Project:
    """Return the project with these rules alone: a few of thousands are stale."""
    settings = read_settings(root)
    folders, _ = scan(root, settings)
    rules = []
    for folder in folders:
        for path in files.intersection(folder.rules):
            rule, _ = read_rule_file(root, path, folder.product, settings)
            if rule is not None:
                rules.append(rule)
    return Project(
        root=root,
        settings=settings,
        products=tuple(folder.product for folder in folders),
        rules=tuple(rules),
    )
