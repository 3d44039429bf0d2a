"""Small projects on disk for tests."""

from pathlib import Path

PYPROJECT = """\
[tool.bpadocs.locales]
en = "en-us"
fr = "fr-fr"
it = "it-it"
"""

PRODUCT = """\
name: Hyper-V
operating_systems: [Windows Server 2016]
front_matter:
  author: kbdazure
  ms.author: kathydav
  ms.topic: article
  ms.date: 8/16/2016
"""

RULE = """\
page: Backups
severity: warning
category: operations
arguments:
  virtual_machines: {type: list, label: list of virtual machines}
text:
  en:
    title: Back up virtual machines
    description: A rule about backups, made up for tests.
    issue: Some virtual machines are not backed up.
    impact: |-
      You may lose data. This impacts the following virtual machines:

      {virtual_machines}
    resolution: Back up every virtual machine.
    resolution_details: |
      Run `Get-VM -Name DC01`, then select **Start**.
  fr:
    title: Sauvegarder les machines virtuelles
    description: Une règle sur les sauvegardes, inventée pour des tests.
    issue: Certaines machines virtuelles ne sont pas sauvegardées.
    impact: |-
      Vous risquez de perdre des données. Cela concerne les machines virtuelles suivantes :

      {virtual_machines}
    resolution: Sauvegardez chaque machine virtuelle.
    resolution_details: |
      Exécutez `Get-VM -Name DC01`, puis sélectionnez **Démarrer**.
"""
"""In English and French; Italian has nothing yet."""

REGIONS = """\
[tool.bpadocs.locales]
en = "en-us"
fr = "fr-fr"
fr-CA = "fr-ca"
"""

CANADIAN = f"""\
{RULE}\
  fr-CA:
    issue: Certaines machines virtuelles n’ont pas de copie de secours.
"""
"""The rule with one text of its own for Canada, where all others are those of French."""


def write_project(
    root: Path, rules: dict[str, str], pyproject: str = PYPROJECT
) -> Path:
    """A project with one product, hyper-v, and these rules by name."""
    folder = root / "rules" / "hyper-v"
    folder.mkdir(parents=True)
    (root / "pyproject.toml").write_text(pyproject, "utf-8")
    (folder / "product.yaml").write_text(PRODUCT, "utf-8")
    for name, text in rules.items():
        (folder / f"{name}.yaml").write_bytes(text.encode())
    return root
