"""SARIF as its readers check it: by the rules that Microsoft and GitHub have for it."""

import os
import subprocess
from pathlib import Path

import pytest
from message_helpers import REPOSITORY, built_project
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.formats.sarif import artifact_location, friendly_name

MULTITOOL = (
    REPOSITORY / ".ci/node_modules/@microsoft/sarif-multitool-linux" / "Sarif.Multitool"
)
TORN = RULE.replace("`Get-VM -Name DC01`, puis", "`Get-VM-Name DC01`, puis")
INVENTORIES = REPOSITORY / "tests/fixtures/inventory"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("rules/a b.yaml", "rules/a%20b.yaml"),
        ("rules\\a.yaml", "rules/a.yaml"),
        ("/srv/docs/é.md", "file:///srv/docs/%C3%A9.md"),
    ],
)
def test_an_address_is_relative_or_whole(path: str, uri: str) -> None:
    assert artifact_location(path) == {"uri": uri}


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("code-spans", {"name": "CodeSpans"}),
        ("hyper-v/test-failover", {"name": "TestFailover"}),
        ("stale", {}),
    ],
)
def test_a_friendly_name_is_another_than_the_identifier(
    identifier: str, name: dict[str, str]
) -> None:
    assert friendly_name(identifier) == name


@pytest.fixture
def logs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[Path]:
    """A log of each command that writes one, with findings in it."""
    root = write_project(tmp_path / "lint", {"backups": RULE, "torn": TORN})
    pages = tmp_path / "pages"
    for locale in ("en-us", "fr-fr"):
        (pages / locale).mkdir(parents=True)
        (pages / locale / "page.md").write_text("---\ntitle: 'x\n---\n", "utf-8")
    built = built_project(tmp_path / "built")
    french = f"fr-fr={pages / 'fr-fr'}"
    calls = {
        "lint": ["lint", "--project", str(root)],
        "audit": ["audit", str(pages / "en-us"), "--locale", french],
    }
    for name in ("hyper-v-host", "hyper-v-host-compliant", "incomplete/edge"):
        inventory = str(INVENTORIES / f"{name}.json")
        own_name = name.replace("/", "-")
        calls[own_name] = [
            "check",
            inventory,
            "--project",
            str(built),
            "--locale",
            "ko",
        ]
    found = []
    for name, words in calls.items():
        main([*words, "--format", "sarif"])
        found.append(tmp_path / f"{name}.sarif")
        found[-1].write_text(capsys.readouterr().out, "utf-8")
    said = tmp_path / "said.sarif"
    main(
        [
            "say",
            str(found[-1]),
            "--project",
            str(built),
            "--locale",
            "fr",
            "--format",
            "json",
        ]
    )
    said.write_text(capsys.readouterr().out, "utf-8")
    return [*found, said]


@pytest.mark.skipif(
    not os.access(MULTITOOL, os.X_OK),
    reason="the SARIF Multitool is not installed (.ci/run does it)",
)
def test_microsoft_and_github_have_nothing_to_say(logs: list[Path]) -> None:
    empty = [log.name for log in logs if '"ruleId"' not in log.read_text("utf-8")]
    assert empty == []
    environment = {
        **os.environ,
        "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
        # it would watch which code is worth being made faster, and ends before any is
        "DOTNET_TieredPGO": "0",
        # it asks whether addresses answer, which is no business of a test
        "HTTPS_PROXY": "http://127.0.0.1:9",
    }
    found = subprocess.run(
        [MULTITOOL, "validate", *logs, "--rule-kind", "Sarif;Ghas"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    said = [line for line in found.stdout.splitlines() if ".sarif(" in line]
    assert (found.returncode, said) == (0, []), found.stdout + found.stderr
    assert f"{len(logs)} files scanned" in found.stdout
