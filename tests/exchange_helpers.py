"""A project of one invented rule or of generated ones, and the round trip through a file."""

import io
import shutil
import subprocess
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from bpadocs.cli import main
from bpadocs.formats import po_file
from bpadocs.formats.yaml.edit import edit
from bpadocs.project.tree import read_project
from bpadocs.rule.model import MADE_FROM, SOURCE_LANGUAGE

ROOT = Path(__file__).parents[1]

PYPROJECT = """\
[tool.bpadocs.locales]
en = "en-us"
fr = "fr-fr"
ko = "ko-kr"
pl = "pl-pl"
"""

PRODUCT = """\
name: Storage
operating_systems: [Windows Server 2022]
"""

RULE = """\
# Kept by the storage team.
page: Free-space
severity: warning
category: operations
arguments:
  volumes: {type: list, label: list of volumes}
  percent: {type: number, label: percentage}
text:
  en:
    title: 'Volumes need free space'   # shown in lists
    issue:
      count: volumes
      one: The volume {volumes} has less than {percent} percent of free space.
      other: The volumes {volumes} have less than {percent} percent of free space.
    impact: "Backups fail: #1 cause of calls"
    resolution: Free some space.
    resolution_details: |
      Run `Get-Volume`, and see [how to clean up](clean-up.md).

      - **Disk Cleanup** removes *temporary* files.
      - Then check again.
  fr:
    title: Les volumes ont besoin d’espace libre
    issue:
      one: Le volume {volumes} a moins de {percent} % d’espace libre.
      other: Les volumes {volumes} ont moins de {percent} % d’espace libre.
    impact: 'Les sauvegardes échouent : première cause d''appels'
    # discussed with the help desk
    resolution: Libérez de l’espace.
    resolution_details: |
      Exécutez `Get-Volume`, puis consultez [Comment faire le ménage](clean-up.md).

      - **Nettoyage de disque** supprime les fichiers *temporaires*.
      - Vérifiez ensuite à nouveau.
"""


def make_project(folder: Path, rule: str = RULE, *, stamped: bool = True) -> Path:
    """A project with this rule, in its folder."""
    (folder / "rules" / "storage").mkdir(parents=True)
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "rules" / "storage" / "product.yaml").write_text(PRODUCT)
    rule_file(folder).write_bytes(rule.encode())
    if stamped:
        bpa("stamp", "rules/storage", project=folder)
    return folder


def project_with_glossary(folder: Path) -> Path:
    """The same, with a term that French has a word for."""
    make_project(folder)
    (folder / "locales" / "fr").mkdir(parents=True)
    (folder / "locales" / "fr" / "glossary.yaml").write_text(
        "terms:\n  volume: volume\n"
    )
    return folder


def rule_file(folder: Path) -> Path:
    return folder / "rules" / "storage" / "free-space.yaml"


def bpa(*words: str, project: Path) -> tuple[int, str, str]:
    """Exit code, output and error output of a command."""
    out, err = io.StringIO(), io.StringIO()
    if words[0] == "stamp":
        words = (
            words[0],
            *(
                str(project / word) if word.startswith("rules/") else word
                for word in words[1:]
            ),
        )
    at = 2 if words[0] in ("po", "xliff", "tmx", "glossary") else 1
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*words[:at], "--project", str(project), *words[at:]])
    return code, out.getvalue(), err.getvalue()


def clear(folder: Path, language: str) -> None:
    """Take every translation of a language out of the rule files."""
    for rule in read_project(folder).rules:
        translation = rule.text.get(language)
        if translation and language != SOURCE_LANGUAGE:
            keys: list[tuple[str, ...]] = [
                ("text", language, name) for name in translation.fields
            ]
            keys += [("text", language, "synced", name) for name in translation.stamps]
            if translation.made_from:
                keys.append(("text", language, "synced", MADE_FROM))
            text = edit(rule.source.text, dict.fromkeys(keys))
            (folder / rule.source.path).write_bytes(text.encode())


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of rules/ and its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / "rules").rglob("*"))
        if path.is_file()
    }


def whole_repository(folder: Path) -> Path:
    """A copy of this repository's own rules and words, every translation confirmed."""
    folder.mkdir()
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("rules", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    bpa("stamp", "rules/", project=folder)
    return folder


def exported(kind: str, project: Path, *words: str, locale: str = "fr") -> Path:
    """The file of this kind (po, xliff) that an export writes."""
    file = project / f"{locale}.{'po' if kind == 'po' else 'xlf'}"
    code, _, err = bpa(
        kind, "export", "--locale", locale, "-o", str(file), *words, project=project
    )
    assert (code, err) == (0, "")
    return file


def change(file: Path, *pairs: tuple[str, str]) -> None:
    """Replace texts in a file, each of which is there once."""
    text = file.read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, "utf-8")


def change_english(project: Path, old: str, new: str) -> None:
    """Replace a text in the rule file."""
    change(rule_file(project), (old, new))


def carried(project: Path) -> Path:
    """The project, one of whose texts bpa carry has changed."""
    text = rule_file(project).read_text("utf-8")
    before, _, after = text.partition("      resolution: ")
    assert " human\n" in after
    after = after.replace(" human\n", " machine carried\n", 1)
    rule_file(project).write_text(f"{before}      resolution: {after}", "utf-8")
    return project


def entries(file: Path) -> dict[str, po_file.PoEntry]:
    """The entries of a PO file, by the ids of their texts."""
    catalog = po_file.read(file.read_bytes(), file.name)
    return {entry.context or "": entry for entry in catalog.messages}


def msgfmt(file: Path) -> None:
    """Have gettext check a PO file."""
    if shutil.which("msgfmt") is None:
        pytest.skip("no msgfmt here: Debian's package gettext has it")
    done = subprocess.run(
        ["msgfmt", "-c", "-o", "/dev/null", str(file)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
