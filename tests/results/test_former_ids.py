"""Results of a checker that knows a rule by the id that it had before."""

from dataclasses import replace
from pathlib import Path

from projects import RULE, write_project

from bpadocs.project.tree import read_project
from bpadocs.results.understanding import plain_names


def test_a_former_id_names_the_rule(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backup": RULE})
    [rule] = read_project(root).rules
    names = plain_names([replace(rule, aliases=("storage/old-copies",))])
    assert names["storage/old-copies"] == "hyper-v/backup"
    assert names["backup"] == "hyper-v/backup"
    # a part of a former id may be another rule's
    assert "oldcopies" not in names
