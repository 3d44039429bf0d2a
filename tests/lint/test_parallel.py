"""Many rules: each is made when there is something to look at, and not kept."""

from pathlib import Path

import pytest
from projects import PYPROJECT, RULE, write_project

from bpadocs.lint.cache import MADE_BY, RUN
from bpadocs.lint.run import lint
from bpadocs.lint.subject import Subject
from bpadocs.lint.subjects_on_demand import Subjects
from bpadocs.system.cache import Cache

TORN = RULE.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")
ITALIAN = "  it:\n    resolution_details: Eseguire Get-VM, quindi **Avvia**.\n"


def test_a_rule_is_made_again_only_where_something_follows_from_its_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = set()
    original = Subjects.__getitem__

    def counting(subjects: Subjects, rule: str) -> Subject:
        asked.add(rule)
        return original(subjects, rule)

    texts = {"clean": RULE, "once": TORN, "twice": TORN + ITALIAN}
    root = write_project(
        tmp_path, {name: text.replace("Backups", name) for name, text in texts.items()}
    )
    settings = (
        PYPROJECT + '[tool.bpadocs.lint]\ndisable = ["consistent-translation"]\n'
    )  # the rules are alike
    (root / "pyproject.toml").write_text(settings)
    findings = lint(root).findings
    assert {one.rule for one in findings if one.check == "code-spans"} == {
        "hyper-v/once",
        "hyper-v/twice",
    }
    assert {one.rule for one in findings if one.check == "suspect-english"} == {
        "hyper-v/twice"
    }
    monkeypatch.setattr(Subjects, "__getitem__", counting)
    # what was found on each rule is remembered, what follows is not
    Cache(root / "build", MADE_BY).write((), (), [(RUN, RUN)])
    assert lint(root).findings == findings
    assert asked == {"hyper-v/twice"}
