"""What CI services are given: the action, the hooks, the matcher and the table of exit codes."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from hostile_repositories import git
from projects import RULE, write_project

from bpadocs import cli
from bpadocs.cli import main, scores

HOME = Path(__file__).parents[1]
FILE = "rules/hyper-v/backups.yaml"
TORN = RULE.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")
PRE_COMMIT = HOME / ".venv" / "pre-commit" / "bin" / "pre-commit"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a project in a subfolder, which has an error."""
    project = tmp_path / "docs" / "bpa"
    project.mkdir(parents=True)
    write_project(project, {"backups": TORN})
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "one")
    return tmp_path


def environment(**more: str) -> dict[str, str]:
    """What a program needs to run this very package."""
    source = str(Path(cli.__file__).parents[2])
    return {**os.environ, "PYTHONPATH": source, **more}


# The action


def action() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((HOME / "action.yml").read_text("utf-8"))
    return read


def run_step(
    repository: Path, given: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action as GitHub does, with these inputs."""
    step = action()["runs"]["steps"][-1]
    inputs = {name: one["default"] for name, one in action()["inputs"].items()}
    inputs |= given
    variables = {}
    for name, value in step["env"].items():
        match = re.fullmatch(r"\$\{\{ inputs\.(\w+) \}\}", value)
        variables[name] = inputs[match[1]] if match else sys.executable
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=repository,
        env=environment(**variables),
        capture_output=True,
        text=True,
        timeout=120,
    )


needs_bash = pytest.mark.skipif(
    shutil.which("bash") is None, reason="bash is not on this machine"
)


@needs_bash
def test_the_action_lints_a_project_in_a_subfolder(repository: Path) -> None:
    arguments = "--select=code-spans\n\n--quiet\n"
    given = {"project": "docs/bpa", "arguments": arguments, "since": "HEAD~0"}
    done = run_step(repository, {"project": "docs/bpa", "arguments": arguments})
    assert done.returncode == 1
    assert done.stdout.startswith(f"::error file=docs/bpa/{FILE},line=28,")
    assert run_step(repository, given).returncode == 0, "nothing is touched"


@needs_bash
def test_what_is_given_to_the_action_is_no_command(repository: Path) -> None:
    evil = "$(touch evil)`touch evil`;touch evil"
    for name in ("command", "project", "baseline", "since", "arguments"):
        done = run_step(repository, {"project": "docs/bpa", name: evil})
        assert done.returncode == 2, name
    assert not (repository / "evil").exists()


@needs_bash
def test_the_action_takes_no_module_from_the_repository(repository: Path) -> None:
    (repository / "argparse.py").write_text("open('evil', 'w')\n")
    assert run_step(repository, {"project": "docs/bpa"}).returncode == 1
    assert not (repository / "evil").exists()
    # What installs takes long, and has left the repository before it starts a Python.
    install = action()["runs"]["steps"][0]["run"]
    assert install.startswith('cd "$RUNNER_TEMP"\n')


def test_the_action_puts_no_input_into_a_script_and_knows_no_secret() -> None:
    text = (HOME / "action.yml").read_text("utf-8")
    assert "secrets" not in text
    for step in action()["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert step["shell"] == "bash"
        assert "uses" not in step, "what is not used need not be pinned"


# The problem matcher


def test_the_problem_matcher_reads_what_lint_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_project(tmp_path, {"backups": TORN.replace("Vous", "Vous ")})
    monkeypatch.chdir(tmp_path)
    main(["lint", "--format", "json"])
    findings = json.loads(capsys.readouterr().out)
    main(["lint"])
    lines = capsys.readouterr().out.splitlines()
    matched = [match for match in map(matched_by_one, lines) if match]
    told = {(one["line"], one["column"], one["check"]) for one in findings}
    assert {
        (int(one["line"]), int(one["column"]), one["code"]) for one in matched
    } == told
    assert {one["severity"] for one in matched} == {"error", "warning", "notice"}
    assert {one["file"] for one in matched} >= {FILE}


def matched_by_one(line: str) -> dict[str, str] | None:
    """What the matchers read out of a line; no two of them may read the same one."""
    matchers = json.loads((HOME / "docs/problem-matcher.json").read_text("utf-8"))
    found = []
    for matcher in matchers["problemMatcher"]:
        [pattern] = matcher["pattern"]
        match = re.search(pattern["regexp"], line)
        if match:
            groups = {key: match[n] for key, n in pattern.items() if key != "regexp"}
            found.append({"severity": matcher.get("severity", ""), **groups})
    assert len(found) < 2
    return found[0] if found else None


# The hooks


def hooks() -> list[dict[str, Any]]:
    read: list[dict[str, Any]] = yaml.safe_load(
        (HOME / ".pre-commit-hooks.yaml").read_text("utf-8")
    )
    return read


@pytest.mark.parametrize(
    ("hook", "file", "runs"),
    [
        ("bpa-lint", "rules/hyper-v/a.yaml", True),
        ("bpa-lint", "docs/bpa/rules/hyper-v/a.yaml", True),
        ("bpa-lint", "docs/bpa/locales/fr/glossary.yaml", True),
        ("bpa-lint", "docs/bpa/bpadocs.toml", True),
        ("bpa-lint", "pyproject.toml", True),
        ("bpa-lint", "my-rules/a.yaml", False),
        ("bpa-lint", "src/code.py", False),
        ("bpa-build-check", "docs/bpa/build/docs/en-us/toc.yml", True),
        ("bpa-audit", "docs/fr-fr/one.md", True),
        ("bpa-audit", "one.mdx", True),
        ("bpa-audit", "rules/hyper-v/a.yaml", False),
    ],
)
def test_a_hook_runs_for_its_files_wherever_the_project_is(
    hook: str, file: str, runs: bool
) -> None:
    [own] = [one for one in hooks() if one["id"] == hook]
    assert bool(re.search(own["files"], file)) is runs


@pytest.mark.skipif(
    not PRE_COMMIT.is_file(), reason="no pre-commit here; `make pre-commit` brings it"
)
def test_hooks_run_under_pre_commit(repository: Path, tmp_path_factory: Any) -> None:
    # Installed into an environment of pre-commit's own, the package would have to be fetched with
    # all that it needs. So the program is the one that is tested.
    made = tmp_path_factory.mktemp("hooks")
    own = [{**one, "language": "system"} for one in hooks()]
    for one in own:
        words = one["entry"].removeprefix("bpa ")
        one["entry"] = f"{sys.executable} -m bpadocs {words}"
    (made / ".pre-commit-hooks.yaml").write_text(yaml.safe_dump(own), "utf-8")
    git(made, "init", "-q", "-b", "main")
    git(made, "add", "-A")
    git(made, "commit", "-qm", "one")
    project = ["--project", "docs/bpa"]
    pages = ["pages/en-us", "--locale", "fr-fr=pages/fr-fr"]
    for locale in ("en-us", "fr-fr"):
        (repository / "pages" / locale).mkdir(parents=True)
        (repository / "pages" / locale / "one.md").write_text("# One\n\nA word.\n")
    configuration = {
        "repos": [
            {
                "repo": str(made),
                "rev": git(made, "rev-parse", "HEAD"),
                "hooks": [
                    {"id": "bpa-lint", "args": project},
                    {"id": "bpa-build-check", "args": project},
                    {"id": "bpa-audit", "args": [*pages, "--select", "double-blanks"]},
                ],
            }
        ]
    }
    file = repository / ".pre-commit-config.yaml"
    file.write_text(yaml.safe_dump(configuration), "utf-8")
    main(["build", "--project", str(repository / "docs/bpa")])
    git(repository, "add", "-A")

    def results() -> dict[str, str]:
        """How each hook has ended."""
        done = subprocess.run(
            [PRE_COMMIT, "run", "--all-files", "--color=never"],
            cwd=repository,
            env=environment(PRE_COMMIT_HOME=str(made / "home")),
            capture_output=True,
            text=True,
            timeout=120,
        )
        lines = re.findall(r"^(bpa[^.\n]*?)\.{3,}(\w+)$", done.stdout, re.MULTILINE)
        assert lines, done.stdout + done.stderr
        return dict(lines)

    assert results() == {
        "bpa lint": "Failed",
        "bpa build --check": "Passed",
        "bpa audit": "Passed",
    }
    (repository / "docs/bpa" / FILE).write_text(RULE, "utf-8")
    (repository / "pages/fr-fr/one.md").write_text("# Un\n\nUn  mot.\n")
    git(repository, "add", "-A")
    ended = results()
    assert (ended["bpa lint"], ended["bpa build --check"]) == ("Passed", "Failed")


def test_what_is_kept_from_run_to_run_is_nothing_to_git(repository: Path) -> None:
    main(["lint", "--project", str(repository / "docs/bpa")])
    assert (repository / "docs/bpa/build/.cache").is_dir()
    assert git(repository, "status", "--short") == ""


# The manual


def test_the_manual_names_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    manual = (HOME / "docs" / "ci.md").read_text("utf-8")
    helps = ""
    for command in ("lint", "audit", "build"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        helps += capsys.readouterr().out
    options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", manual))
    of_git = {"--unshallow"}
    unknown = {one for one in options - of_git if one not in helps}
    assert options
    assert unknown == set()


def test_examples_of_the_manual_are_yaml_and_give_the_action_what_it_takes() -> None:
    manual = (HOME / "docs" / "ci.md").read_text("utf-8")
    blocks = re.findall(r"^```yaml\n(.*?)^```", manual, re.MULTILINE | re.DOTALL)
    examples = [yaml.safe_load(block) for block in blocks]
    assert len(examples) == 5
    [step] = [
        one for one in examples[0]["jobs"]["lint"]["steps"] if "OWNER" in str(one)
    ]
    given = {*step["with"], *examples[1]["with"]}
    assert given <= set(action()["inputs"])
    hooked = {hook["id"] for hook in examples[-1]["repos"][0]["hooks"]}
    assert hooked == {hook["id"] for hook in hooks()}


# Exit codes


def test_every_exit_code_is_in_the_manual_and_in_the_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    table = (HOME / "docs" / "reference" / "exit-codes.md").read_text("utf-8")
    listed = {int(code) for code in re.findall(r"^\| `(\d+)` \|", table, re.MULTILINE)}
    codes = {
        0,
        scores.FOUND,
        cli.BROKEN_INPUT,
        cli.BUG,
        cli.INTERRUPTED,
        cli.READER_LEFT,
    }
    assert codes <= listed
    for command in ("lint", "audit"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        said = capsys.readouterr().out.partition("exit codes:")[2]
        told = {int(code) for code in re.findall(r"^  (\d+) ", said, re.MULTILINE)}
        assert told == codes
