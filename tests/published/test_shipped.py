"""What a checker ships is read, becomes rules, and is compared with pages and rules."""

import shutil
from pathlib import Path

import pytest
from message_helpers import copy_project

from bpadocs.cli import main
from bpadocs.project.tree import read_project
from bpadocs.published.messages_as_rules import rule_name
from bpadocs.published.shipped import read_shipped

TABLE = """\
# Only add new (name,value) pairs to the end of this table
ConvertFrom-StringData @'
###PSLOC start localizing
#
# helpID="PausedMachines"
#
PausedMachines_title = {title}
PausedMachines_problem = {problem}
PausedMachines_Impact = They do no work.
PausedMachines_Resolution = Open C:\\\\Temp, {{and}} resume.\\nThen {{1:N0}} shut down.
PausedMachines_Compliant = All is well.
Other_Title = No impact
Other_Problem = x
###PSLOC
'@
"""
ENGLISH = TABLE.format(title="Resume {0}", problem="The machines {0} are paused.")
FRENCH = TABLE.format(title="Reprenez {0}", problem="Les machines {0} sont suspendues.")
RESX = '<root><data name="PausedMachines_{}"><value>{}</value></data></root>'
PAGE = """\
---
severity: Error
---

# Resume

## {0}

The machines {{0}} are paused.

## {1}

The machines {{0}} are paused.

They do no work.

## {2}

Resume them.
"""


def shipped(folder: Path, files: dict[str, str], encoding: str = "utf-8-sig") -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return folder


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_tables_are_read_by_the_folders_of_their_cultures(
    tmp_path: Path, encoding: str
) -> None:
    files = {"en-US/M.psd1": ENGLISH, "fr-FR/M.psd1": FRENCH}
    found = read_shipped(shipped(tmp_path, files, encoding))
    assert sorted(found.texts) == ["en-us", "fr-fr"]
    french = found.of("fr-fr")["PausedMachines"]
    assert french["issue"].text == "Les machines {0} sont suspendues."
    assert french["issue"].line == 8
    assert french["resolution"].text == (
        "Open C:\\Temp, {and} resume.\nThen {1:N0} shut down."
    )
    assert found.of("fr-ca") is found.of("fr-fr")
    assert found.of("ko-kr") == {}


def test_resources_are_read_by_their_names(tmp_path: Path) -> None:
    files = {
        "M.resx": RESX.format("Title", "Resume"),
        "M.fr.resx": RESX.format("Title", "Reprenez"),
    }
    found = read_shipped(shipped(tmp_path, files))
    assert found.of("en-us")["PausedMachines"]["title"].text == "Resume"
    assert found.of("fr-fr")["PausedMachines"]["title"].text == "Reprenez"


def test_pages_of_psrule_are_read_with_the_headings_of_their_culture(
    tmp_path: Path,
) -> None:
    files = {
        "en-US/PausedMachines.md": PAGE.format(
            "SYNOPSIS", "DESCRIPTION", "RECOMMENDATION"
        ),
        "es-ES/PausedMachines.md": PAGE.format(
            "Sinopsis", "Descripción", "Recomendación"
        ),
    }
    found = read_shipped(shipped(tmp_path, files))
    for locale in ("en-us", "es-es"):
        fields = found.of(locale)["PausedMachines"]
        assert {name: one.text for name, one in fields.items()} == {
            "title": "Resume",
            "issue": "The machines {0} are paused.",
            "impact": "They do no work.",
            "resolution": "Resume them.",
        }


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("ScanBootSector", "scan-boot-sector"),
        ("NPAS_PolicyX2", "npas-policy-x-2"),
        ("paused", "paused"),
        ("___", "rule"),
    ],
)
def test_a_rule_is_named_as_files_are(name: str, rule: str) -> None:
    assert rule_name(name) == rule


def imported(tmp_path: Path, files: dict[str, str]) -> tuple[int, Path]:
    folder = shipped(tmp_path / "shipped", files)
    root = tmp_path / "project"
    words = ["import", "--messages", str(folder), "--product", "contoso"]
    return main([*words, "--out", str(root)]), root


def test_tables_become_rules_with_named_arguments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {"en-US/M.psd1": ENGLISH, "fr-FR/M.psd1": FRENCH}
    code, root = imported(tmp_path, files)
    out, err = capsys.readouterr()
    # what cannot be a rule is told, with its place
    assert code == 1
    assert "M.psd1:12:1: “Other” is left out: the English impact is missing" in err
    assert "1 rule in " in out
    project = read_project(root)
    (rule,) = project.rules
    assert rule.id == "contoso/paused-machines"
    assert list(rule.arguments) == ["value_0", "value_1"]
    assert rule.english["title"] == "Resume {0}"
    assert rule.english["compliant"] == "All is well."
    assert rule.english["resolution"] == (
        "Open C:\\Temp, {{and}} resume.\nThen {value_1} shut down."
    )
    french = "Les machines {value_0} sont suspendues."
    assert rule.field("fr", "issue") == french
    assert dict(project.settings.locales) == {"en": "en-us", "fr": "fr-fr"}


def test_an_import_notes_what_the_checker_calls_a_rule(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Unless the name is made of the file's name anyway, or no rule may be called so."""
    texts = "".join(
        f"{name}_title = T\n{name}_problem = P.\n{name}_impact = I.\n{name}_resolution = R.\n"
        for name in ("VM2Go_Policy", "PausedMachines", "NPAS-Policy")
    )
    content = f"ConvertFrom-StringData @'\n{texts}'@\n"
    code, root = imported(tmp_path, {"en-US/M.psd1": content})
    assert (code, capsys.readouterr().err) == (0, "")
    stated = {}
    for rule in read_project(root).rules:
        stated[rule.id] = (rule.given_help_id, rule.help_id)
    assert stated == {
        "contoso/vm-2-go-policy": ("VM2Go_Policy", "VM2Go_Policy"),
        "contoso/paused-machines": (None, "PausedMachines"),
        "contoso/npas-policy": (None, "NpasPolicy"),
    }


def test_a_rule_that_is_there_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, root = imported(tmp_path, {"en-US/M.psd1": ENGLISH})
    path = root / "rules/contoso/paused-machines.yaml"
    own = path.read_text("utf-8").replace("They do no work", "They sleep")
    path.write_text(own, "utf-8")
    code, _ = imported(tmp_path, {"en-US/M.psd1": ENGLISH})
    assert code == 1
    assert "“PausedMachines” is a rule here already" in capsys.readouterr().err
    assert path.read_text("utf-8") == own


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "name the folder of the English pages, or --messages FOLDER"),
        (["--messages", "none"], "--messages none: no such folder"),
        (["--messages", "."], "--messages .: no English messages in it"),
        (["pages", "--messages", "."], "it goes with no folder of pages"),
    ],
)
def test_a_call_that_cannot_be_meant_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["import", *words, "--product", "x", "--out", "out"]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "out" / "rules").exists()


PAUSED = {
    "title": "Do not leave virtual machines paused",
    "problem": "The virtual machines {0} are paused.",
    "impact": "The virtual machines do no work and answer no requests, but they still "
    "occupy the memory that is assigned to them.",
    "resolution": "Resume the virtual machines. Afterwards, shut down those that are no "
    "longer needed.",
    "compliant": "No virtual machine on this server is paused.",
}


def table(**texts: str) -> str:
    lines = [f"PausedVirtualMachines_{name} = {text}" for name, text in texts.items()]
    return "ConvertFrom-StringData @'\n" + "\n".join(lines) + "\n'@\n"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped project, and its English and French page of one rule."""
    root = copy_project(tmp_path_factory.mktemp("built"))
    assert main(["build", "--project", str(root)]) == 0
    name = "Virtual-machines-should-not-stay-paused.md"
    for locale in ("en-us", "fr-fr"):
        (root / locale).mkdir()
        page = root / "build/docs" / locale / "hyper-v" / name
        (root / locale / name).write_bytes(page.read_bytes())
    return root


def audit(pages: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    words = ["audit", str(pages / "en-us"), "--locale", f"fr-fr={pages / 'fr-fr'}"]
    main([*words, "--messages", str(folder), "--project", str(pages)])
    out = capsys.readouterr().out
    return [line for line in out.splitlines() if " shipped-text: " in line]


def test_an_audit_has_nothing_to_say_of_what_the_checker_prints(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shipped(tmp_path, {"en-US/M.psd1": table(**PAUSED)})
    assert audit(pages, folder, capsys) == []


def test_an_audit_tells_each_field_that_a_page_and_a_rule_have_otherwise(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    english = PAUSED | {"impact": PAUSED["impact"].replace("memory", "disk")}
    del english["resolution"]
    french = {"title": "Ne pas laisser de machines virtuelles suspendues"}
    files = {"en-US/M.psd1": table(**english), "fr-FR/M.psd1": table(**french)}
    found = audit(pages, shipped(tmp_path, files), capsys)
    told = "\n".join(found)
    assert (
        "they still occupy the disk that is assigned to them.” "
        f"({tmp_path}/en-US/M.psd1:4), the page has “… " in told
    )
    assert "the checker prints nothing here, the page “Resume the virtual" in told
    assert "the checker prints nothing here, the page “Les machines" in told
    assert "the rule has “… " in told
    # impact and resolution of the page and of the rule; in French issue as well, and of the
    # rule what is said when all is well
    assert len(found) == 2 * 2 + 2 * 3 + 1


def test_a_rule_is_compared_with_the_messages_of_its_help_id(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "project"
    shutil.copytree(pages, root, ignore=shutil.ignore_patterns("build"))
    path = root / "rules/hyper-v/paused-virtual-machines.yaml"
    path.write_text(f"help_id: Sleeping\n{path.read_text('utf-8')}", "utf-8")
    lines = table(**PAUSED).replace("memory", "disk")
    for name, compared in (("Sleeping", True), ("PausedVirtualMachines", False)):
        own = lines.replace("PausedVirtualMachines", name)
        folder = shipped(tmp_path / name, {"en-US/M.psd1": own})
        found = audit(root, folder, capsys)
        rules = [line for line in found if "the rule has" in line]
        assert [path.name in line for line in rules] == [True] * compared


def test_a_page_that_no_message_belongs_to_is_a_hint(
    pages: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = table(**PAUSED).replace("PausedVirtualMachines", "Other")
    other = lines.replace("Do not leave", "Never leave")
    (found,) = audit(pages, shipped(tmp_path, {"en-US/M.psd1": other}), capsys)
    assert ": hint shipped-text: no message of the checker has this title" in found
