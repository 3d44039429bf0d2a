"""A project with ten French texts that wait for a translator: stale, missing and edited ones."""

import subprocess
from pathlib import Path

from projects import PRODUCT

from bpadocs.rule.provenance import fingerprint

SETTINGS = """\
[locales]
en = "en-us"
fr = "fr-fr"
"""

RULE = """\
# Who translates this knows the team.
page: {page}
severity: warning
category: operations
arguments:
  virtual_machines: {{type: list, label: list of virtual machines}}
text:
  en:
    title: Check the {name}
    issue: {issue}
    impact: |-
      {impact} This impacts the following virtual machines:

      {{virtual_machines}}
    resolution: {resolution}
  fr:
    title: Vérifier {nom}
    # the words of the console
{french}    synced:
{stamps}"""

ENGLISH = {
    "issue": "The {name} cannot be used.",
    "impact": "The {name} stays off.",
    "resolution": "Start the {name} again.",
}
FRENCH = {
    "issue": "{Nom} ne peut pas être utilisé.",
    "impact": (
        "{Nom} reste désactivé. Cela concerne les machines virtuelles suivantes"
        "\N{NO-BREAK SPACE}:\n\n{{virtual_machines}}"
    ),
    "resolution": "Redémarrez {nom}.",
}
NAMES = {
    "disk": "le disque",
    "network": "le réseau",
    "cluster": "le cluster",
    "service": "le service",
    "server": "le serveur",
}
STALE = {
    ("disk", "issue"): "The {name} can no longer be used.",
    ("disk", "impact"): "The {name} stays off until it is started.",
    ("network", "issue"): "The {name} can never be used.",
    ("service", "resolution"): "Start the {name} again!",
}
"""Texts whose English has changed since: what it says now."""
MISSING = (("network", "resolution"), ("cluster", "issue"), ("cluster", "impact"))
EDITED = {
    ("cluster", "resolution"): "Redémarrez le cluster maintenant.",
    ("service", "issue"): "Le service est inutilisable.",
    ("service", "impact"): (
        "Le service ne démarre pas. Cela concerne les machines virtuelles suivantes"
        "\N{NO-BREAK SPACE}:\n\n{virtual_machines}"
    ),
}
TO_DO = {*STALE, *MISSING, *EDITED}


def english(name: str, field: str, *, now: bool) -> str:
    """What the English says, or said before."""
    text = ENGLISH[field]
    if now:
        text = STALE.get((name, field), text)
    return text.format(name=name)


def rule_text(name: str, *, now: bool) -> str:
    """The rule as it was at first, or as translators find it."""
    nom = NAMES[name]
    title = f"{fingerprint(f'Check the {name}')} {fingerprint(f'Vérifier {nom}')} human"
    lines, stamps = [], [f"      title: {title} reviewed\n"]
    for field, text in FRENCH.items():
        french = text.format(nom=nom, Nom=nom[0].upper() + nom[1:])
        whole = english(name, field, now=False)
        if field == "impact":
            whole += (
                " This impacts the following virtual machines:\n\n{virtual_machines}"
            )
        stamp = f"{fingerprint(whole)} {fingerprint(french)} human"
        if now and (name, field) in MISSING:
            continue
        if now:
            french = EDITED.get((name, field), french)
        lines.append(_written(field, french))
        stamps.append(f"      {field}: {stamp}\n")
    return RULE.format(
        page=f"Check-the-{name}",
        name=name,
        nom=nom,
        issue=english(name, "issue", now=now),
        impact=english(name, "impact", now=now),
        resolution=english(name, "resolution", now=now),
        french="".join(lines),
        stamps="".join(stamps),
    )


def _written(field: str, text: str) -> str:
    if "\n" not in text:
        return f"    {field}: {text}\n"
    body = "".join(f"      {line}\n" if line else "\n" for line in text.split("\n"))
    return f"    {field}: |-\n{body}"


def git(root: Path, *words: str) -> str:
    """What git says in the project."""
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    done = subprocess.run(
        ["git", "-C", str(root), *who, *words],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def write_desk_project(root: Path) -> Path:
    """The project, committed as translators find it."""
    folder = root / "rules/hyper-v"
    folder.mkdir(parents=True)
    (root / "bpadocs.toml").write_text(SETTINGS, "utf-8")
    (folder / "product.yaml").write_text(PRODUCT, "utf-8")
    git(root, "init", "-q", "-b", "french-april")
    for now in (False, True):
        for name in NAMES:
            text = rule_text(name, now=now)
            (folder / f"{name}.yaml").write_text(text, "utf-8")
        git(root, "add", ".")
        git(root, "commit", "-q", "-m", "Rules")
    return root
