"""A project of one invented rule or of generated ones, and the round trip through a file."""

import io
import shutil
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from bpadocs.cli import main
from bpadocs.model import MADE_FROM, SOURCE_LANGUAGE
from bpadocs.project import read_project
from bpadocs.yamltext.edit import edit

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


def rule_file(folder: Path) -> Path:
    return folder / "rules" / "storage" / "free-space.yaml"


def bpa(*words: str, project: Path) -> tuple[int, str, str]:
    """Exit code, output and error output of a command."""
    out, err = io.StringIO(), io.StringIO()
    if words[0] == "stamp":
        words = (words[0], *(str(project / word) if word.startswith("rules/") else word for word in words[1:]))
    at = 2 if words[0] in ("po", "xliff") else 1
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*words[:at], "--project", str(project), *words[at:]])
    return code, out.getvalue(), err.getvalue()


def clear(folder: Path, language: str) -> None:
    """Take every translation of a language out of the rule files."""
    for rule in read_project(folder).rules:
        translation = rule.text.get(language)
        if translation and language != SOURCE_LANGUAGE:
            keys: list[tuple[str, ...]] = [("text", language, name) for name in translation.fields]
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
