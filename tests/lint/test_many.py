"""Many rules: each is made when there is something to look at, and not kept."""

from pathlib import Path

import pytest
from projects import PYPROJECT, RULE, write_project

from bpadocs.lint.many import Rules
from bpadocs.lint.run import lint
from bpadocs.lint.unit import LintRule

TORN = RULE.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")
ITALIAN = "  it:\n    resolution_details: Eseguire Get-VM, quindi **Avvia**.\n"


def test_a_rule_is_made_again_only_where_something_follows_from_its_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = set()
    original = Rules.__getitem__

    def counting(rules: Rules, identifier: str) -> LintRule:
        asked.add(identifier)
        return original(rules, identifier)

    texts = {"clean": RULE, "once": TORN, "twice": TORN + ITALIAN}
    root = write_project(tmp_path, {name: text.replace("Backups", name) for name, text in texts.items()})
    settings = PYPROJECT + '[tool.bpadocs.lint]\ndisable = ["consistent-translation"]\n'  # the rules are alike
    (root / "pyproject.toml").write_text(settings)
    findings = lint(root).findings
    assert {one.rule for one in findings if one.check == "code-spans"} == {"hyper-v/once", "hyper-v/twice"}
    assert {one.rule for one in findings if one.check == "suspect-english"} == {"hyper-v/twice"}
    monkeypatch.setattr(Rules, "__getitem__", counting)
    (root / "build/.cache/lint.jsonl").unlink()  # what was seen on each rule is remembered, what follows is not
    assert lint(root).findings == findings
    assert asked == {"hyper-v/twice"}
