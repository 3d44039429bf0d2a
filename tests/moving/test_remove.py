"""`bpa rm`: a rule goes, unless something needs it, and its page leads elsewhere."""

from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.cli import main
from bpadocs.errors import BrokenInputError, UsageError
from bpadocs.moving.remove import plan_removal
from bpadocs.project.tree import read_project

OTHER = RULE.replace("page: Backups", "page: Other")
LINKING = OTHER.replace("Run `Get-VM", "See [it](Backups.md). Run `Get-VM")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_project(tmp_path, {"backup": RULE, "other": OTHER})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_page_leads_to_the_index_where_nobody_says_else(root: Path) -> None:
    assert main(["rm", "hyper-v/backup"]) == 0
    project = read_project(root)
    assert [rule.id for rule in project.rules] == ["hyper-v/other"]
    assert project.products[0].redirects == {"hyper-v/Backups": "index"}
    assert main(["build"]) == 0
    page = (root / "build/docs/fr-fr/hyper-v/Backups.md").read_text("utf-8")
    assert page.endswith("](../index.md)\n")


def test_the_page_leads_to_a_rule(root: Path) -> None:
    assert main(["rm", "hyper-v/backup", "--to", "hyper-v/other"]) == 0
    assert read_project(root).rules[0].redirect_from == ("hyper-v/Backups",)


def test_the_page_leads_to_an_address(root: Path) -> None:
    address = "https://example.com/backups"
    assert main(["rm", "hyper-v/backup", "--to", address]) == 0
    assert main(["build"]) == 0
    page = (root / "build/docs/en-us/hyper-v/Backups.md").read_text("utf-8")
    assert f"redirect_url: {address}\n" in page
    assert f"[Backups]({address})" in page


def test_old_pages_of_the_rule_go_along(root: Path) -> None:
    assert main(["mv", "hyper-v/backup", "storage/"]) == 0
    assert main(["rm", "storage/backup", "--to", "hyper-v/other"]) == 0
    rule = read_project(root).rules[0]
    assert rule.redirect_from == ("hyper-v/Backups", "storage/Backups")


def test_a_rule_that_another_links_to_stays_and_each_place_is_told(root: Path) -> None:
    (root / "rules/hyper-v/other.yaml").write_text(LINKING, "utf-8")
    with pytest.raises(BrokenInputError) as refused:
        plan_removal(root, "hyper-v/backup")
    [problem] = refused.value.problems
    line = LINKING[: LINKING.index("Backups.md")].count("\n") + 1
    assert (problem.path, problem.line) == ("rules/hyper-v/other.yaml", line)
    assert problem.message == ("links to the page of hyper-v/backup; change that first")


def test_nothing_goes_while_a_rule_cannot_be_looked_through(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = LINKING.replace("severity: warning", "severity: none")
    assert broken != LINKING
    (root / "rules/hyper-v/other.yaml").write_text(broken, "utf-8")
    assert main(["rm", "hyper-v/backup"]) == 2
    assert (root / "rules/hyper-v/backup.yaml").exists()
    told = capsys.readouterr().err
    assert "rules/hyper-v/other.yaml:1:1: has mistakes, so that nobody knows" in told


def test_a_rule_that_settings_name_stays(root: Path) -> None:
    settings = root / "pyproject.toml"
    entry = 'files = "rules/hyper-v/backup.yaml"\n'
    settings.write_text(f"{settings.read_text()}[[x]]\n{entry}")
    with pytest.raises(BrokenInputError) as refused:
        plan_removal(root, "hyper-v/backup")
    [problem] = refused.value.problems
    assert (problem.path, problem.column) == ("pyproject.toml", 9)


def test_a_product_goes_and_says_where_its_pages_lead(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rm", "hyper-v"]) == 0
    project = read_project(root)
    assert project.rules == ()
    assert sorted(project.products[0].redirects) == ["hyper-v/Backups", "hyper-v/Other"]
    assert "rules/hyper-v/product.yaml stays" in capsys.readouterr().out


def test_a_product_whose_pages_lead_to_a_rule_elsewhere_leaves_nothing(
    root: Path,
) -> None:
    assert main(["mv", "hyper-v/other", "storage/"]) == 0
    assert main(["rm", "hyper-v", "--to", "storage/other"]) == 0
    assert not (root / "rules/hyper-v").exists()
    rule = read_project(root).rules[0]
    assert rule.redirect_from == ("hyper-v/Other", "hyper-v/Backups")


def test_a_rule_that_nobody_has_written_yet_leaves_no_page(root: Path) -> None:
    assert main(["new", "hyper-v/draft"]) == 0
    assert main(["rm", "hyper-v/draft"]) == 0
    assert read_project(root).products[0].redirects == {}


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("hyper-v/bakup", None), "no such rule; did you mean “hyper-v/backup”?"),
        (("hyper", None), "no such product; did you mean “hyper-v”?"),
        (("hyper-v/backup", "hyper-v/backup"), "is removed itself"),
        (("hyper-v/backup", "hyper-v/othr"), "did you mean “hyper-v/other”?"),
        (("hyper-v/backup", "ftp://x"), "and no address (https://…)"),
    ],
)
def test_a_name_that_is_none_is_told(
    root: Path, words: tuple[str, str | None], why: str
) -> None:
    with pytest.raises(UsageError) as refused:
        plan_removal(root, *words)
    assert why in refused.value.messages[0]


def test_a_folder_that_lacks_its_product_file_is_told(root: Path) -> None:
    (root / "rules/hyper-v/product.yaml").unlink()
    for named in ("hyper-v", "hyper-v/backup"):
        with pytest.raises(BrokenInputError) as refused:
            plan_removal(root, named)
        [problem] = refused.value.problems
        assert problem.path == "rules/hyper-v/product.yaml"
        assert problem.message.endswith("bpa new hyper-v/SOME-RULE writes one")
