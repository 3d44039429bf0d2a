"""A project whose site has something of everything: each state, a finding, a change of the English, hostile text."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from projects import PRODUCT

from bpadocs.rule.provenance import fingerprint
from bpadocs.site.builder import Builder
from bpadocs.site.kept import SITE

PYPROJECT = """\
[tool.bpadocs.locales]
en = "en-us"
fr = "fr-fr"
ko = "ko-kr"
"""

ISSUE_BEFORE = "Some virtual machines have no backup."
ISSUE_NOW = "Some virtual machines have no recent backup."
ISSUE_FR = "Certaines machines virtuelles n’ont pas de sauvegarde."

BACKUPS = """\
page: Backups
severity: error
category: policy
arguments:
  virtual_machines: {{type: list, label: list of virtual machines}}
text:
  en:
    title: Back up virtual machines
    description: Learn how to back up virtual machines.
    issue: {issue}
    impact: |-
      Work is lost. This impacts the following virtual machines:

      {{virtual_machines}}
    resolution: Use Windows Server Backup.
    resolution_details: |
      Run `Get-VM -Name DC01`, then select **Start**. See [the other rule](Paused-machines.md#impact).

      ### By hand

      ```powershell
      Get-VM | Where-Object State -eq 'Running'
      ```

      > [!TIP]
      > Try to restore one.
    see_also: |
      ## See also

      - [Get-VM](https://learn.microsoft.com/powershell/module/hyper-v/get-vm)
    compliant: Every virtual machine has a recent backup.
  fr:
    title: Sauvegarder les machines virtuelles
    description: Découvrez comment sauvegarder les machines virtuelles.
    issue: {issue_fr}
    impact: |-
      Du travail est perdu. Cela concerne les machines virtuelles suivantes :

      {{virtual_machines}}
    resolution: Utilisez Sauvegarde Windows Server.
    resolution_details: |
      Exécutez `Get-VM-Name DC01`, puis sélectionnez **Démarrer**. Voir [l’autre règle](Paused-machines.md#impact).

      ### À la main

      ```powershell
      Get-VM | Where-Object State -eq 'Running'
      ```

      > [!TIP]
      > Essayez d’en restaurer une.
    synced:
      title: {title_stamp} human reviewed
      issue: {issue_stamp} human
  ko:
    title: 가상 컴퓨터 백업
    issue: 최근에 백업하지 않은 가상 컴퓨터가 있습니다.
    impact: |-
      작업 내용이 손실됩니다. 영향을 받는 가상 컴퓨터는 다음과 같습니다.

      {{virtual_machines}}
    resolution: Windows Server 백업을 사용하십시오.
"""

HOSTILE = """\
page: Paused-machines
severity: information
category: operations
arguments:
  virtual_machines: {type: list, label: list of virtual machines}
text:
  en:
    title: <img src=x onerror=alert(1)> & "paused" machines
    issue:
      one: One <b>machine</b> is paused.
      other: Some machines are paused.
    impact: |-
      <script>alert(2)</script> This impacts the following virtual machines:

      {virtual_machines}
    resolution: Resume them.
    resolution_details: |
      <script>alert(3)</script>

      One<br>two <a name="kept"></a><a href="javascript:alert(4)">raw</a>
      [script](javascript:alert(5)) [data](data:text/html,<script>alert(6)</script>) [odd](JaVa&#x73;cript:alert(7))

      <div onclick="alert(8)">
      raw</div>

      | Command | <i>What</i> |
      |:-|-:|
      | `Resume-VM` | \\|resumes\\| |
"""


def backups(issue: str, issue_fr: str = ISSUE_FR) -> str:
    """The rule as it is with this English issue; its French was made from the issue before."""
    title = "Back up virtual machines", "Sauvegarder les machines virtuelles"
    return BACKUPS.format(
        issue=issue,
        issue_fr=issue_fr,
        title_stamp=" ".join(map(fingerprint, title)),
        issue_stamp=f"{fingerprint(ISSUE_BEFORE)} {fingerprint(ISSUE_FR)}",
    )


def write_site_project(root: Path) -> Path:
    """The project, with a history in which the English of one field changed."""
    folder = root / "rules" / "hyper-v"
    folder.mkdir(parents=True)
    (root / "pyproject.toml").write_text(PYPROJECT, "utf-8")
    (folder / "product.yaml").write_text(PRODUCT, "utf-8")
    (folder / "paused.yaml").write_text(HOSTILE, "utf-8")
    (folder / "backups.yaml").write_text(backups(ISSUE_BEFORE), "utf-8")
    git = [
        "git",
        "-C",
        str(root),
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.org",
    ]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Rules"]):
        subprocess.run([*git, *words], check=True, capture_output=True)
    (folder / "backups.yaml").write_text(backups(ISSUE_NOW), "utf-8")
    return root


FOUR = ("es-es", "it-it")
"""With these, there are four translations."""
FIFTEEN = (
    *FOUR,
    "ar-sa",
    "cs-cz",
    "da-dk",
    "de-de",
    "fi-fi",
    "ja-jp",
    "nl-nl",
    "pl-pl",
    "pt-br",
    "sv-se",
    "tr-tr",
)
"""With these, fifteen, one of which runs from right to left."""


def write_site(root: Path, more: Sequence[str] = (), settings: str = "") -> Path:
    """The project's site, built; with more locales than it has translations for."""
    write_site_project(root)
    lines = [f'{locale[:2]} = "{locale}"\n' for locale in more]
    text = "".join([settings, PYPROJECT, *lines])
    (root / "pyproject.toml").write_text(text, "utf-8")
    Builder(root).build()
    return root / "build" / SITE
