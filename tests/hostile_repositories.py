"""Repositories whose settings name programs, and trees that git would take for a repository. Each
program tells.
"""

import os
import shutil
import subprocess
from pathlib import Path

from projects import RULE, write_project

from bpadocs.cli import main

FILE = "rules/hyper-v/backups.yaml"
WHO = {
    f"GIT_{role}_{key}": "t@example.org"
    for role in ("AUTHOR", "COMMITTER")
    for key in ("NAME", "EMAIL")
}


def git(folder: Path, *words: str, given: str = "") -> str:
    command = [
        "git",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "protocol.file.allow=always",
        *words,
    ]
    surroundings = {**os.environ, **WHO}
    done = subprocess.run(
        command,
        cwd=folder,
        env=surroundings,
        input=given,
        capture_output=True,
        check=True,
        text=True,
    )
    return done.stdout.strip()


def change_english(project: Path) -> None:
    file = project / FILE
    file.write_bytes(
        file.read_bytes().replace(b"Some virtual machines", b"Many virtual machines")
    )


def stamped(folder: Path) -> Path:
    """A project whose French is stamped."""
    folder.mkdir(parents=True)
    write_project(folder, {"backups": RULE})
    assert main(["stamp", "rules", "--project", str(folder)]) == 0
    return folder


def committed(folder: Path) -> Path:
    """A project in its repository, its French stamped and then stale."""
    stamped(folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    change_english(folder)
    return folder


def sign(project: Path) -> None:
    """Give the newest commit something that looks like a signature."""
    head, _, message = git(project, "cat-file", "commit", "HEAD").partition("\n\n")
    signature = (
        "\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n aaaa\n -----END PGP SIGNATURE-----"
    )
    commit = git(
        project,
        "hash-object",
        "-t",
        "commit",
        "-w",
        "--stdin",
        given=f"{head}{signature}\n\n{message}\n",
    )
    git(project, "update-ref", "refs/heads/main", commit)


def drop_blobs(project: Path) -> None:
    """Take the contents away, as a partial clone is without them."""
    for line in git(project, "ls-tree", "-r", "HEAD").splitlines():
        name = line.split()[2]
        file = project / ".git" / "objects" / name[:2] / name[2:]
        file.chmod(0o600)
        file.unlink()


def add_submodule(project: Path, program: Path) -> None:
    """A repository within rules/, with settings of its own, whose commit changes in the history."""
    inner = project / "rules" / ".inner"
    inner.mkdir()
    git(inner, "init", "-q")
    (inner / ".gitattributes").write_text("* diff=x\n")
    for number in ("1", "2"):
        (inner / "x").write_text(number)
        git(inner, "add", "-A")
        git(inner, "commit", "-qm", number)
        git(project, "add", "rules/.inner")
        git(project, "commit", "-qm", number)
    append(
        inner / ".git" / "config",
        f'[diff "x"]\n\ttextconv = {program}\n\tcommand = {program}\n',
    )


def append(file: Path, text: str) -> None:
    with file.open("a") as stream:
        stream.write(text)


def settings(program: str | Path) -> dict[str, str]:
    """What to put into a repository's config so that git runs the program, by what makes it run."""
    promisor = (
        '[extensions]\n\tpartialClone = origin\n[remote "origin"]\n\tpromisor = true\n'
    )
    return {
        "fsmonitor": f"[core]\n\tfsmonitor = {program}\n",
        "external diff": f"[diff]\n\texternal = {program}\n",
        "textconv": f'[diff "x"]\n\ttextconv = {program}\n',
        "filter": f'[filter "x"]\n\tclean = {program}\n\tsmudge = {program}\n\trequired = true\n',
        "signature": f"[log]\n\tshowSignature = true\n[gpg]\n\tprogram = {program}\n",
        "fetch by ssh": f"{promisor}\turl = ssh://x/y\n[core]\n\tsshCommand = {program}\n",
        "fetch by a program": f"{promisor}\turl = ext::{program}\n[protocol]\n\tallow = always\n"
        '[protocol "ext"]\n\tallow = always\n',
        "fetch from a folder": f"{promisor}\turl = .\n\tuploadpack = {program}\n",
        "submodule": "[diff]\n\tsubmodule = diff\n",
        "included": "[include]\n\tpath = more\n",
    }


ATTRIBUTES = "*.yaml diff=x filter=x\n"


def with_settings(folder: Path, kind: str, program: Path) -> Path:
    """A project whose own repository is set up like that, as an archive can bring it along."""
    project = committed(folder)
    prepare(project, kind, program)
    (project / ".gitattributes").write_text(ATTRIBUTES)
    append(project / ".git" / "config", settings(program)[kind])
    (project / ".git" / "more").write_text(
        settings(program)["fsmonitor"] + settings(program)["external diff"]
    )
    return project


def prepare(project: Path, kind: str, program: Path) -> None:
    """What in the history makes git run the program."""
    if kind == "signature":
        sign(project)
    elif kind.startswith("fetch"):
        drop_blobs(project)
    elif kind == "submodule":
        add_submodule(project, program)


def cloned_with_bare(folder: Path, kind: str, program: Path) -> Path:
    """A clone of a repository that tracks, in a folder, all that git takes for another repository."""
    inner = with_settings(folder / "inner", kind, program)
    git(inner, "pack-refs", "--all")
    outer = folder / "outer"
    project = outer / "docs"
    shutil.copytree(inner, project, ignore=shutil.ignore_patterns(".git", "build"))
    for name in ("HEAD", "index", "packed-refs", "more"):
        shutil.copy(inner / ".git" / name, project / name)
    shutil.copytree(inner / ".git" / "objects", project / "objects")
    (project / "refs" / "heads").mkdir(parents=True)
    (project / "refs" / "heads" / "keep").write_text("")
    version = 1 if kind.startswith("fetch") else 0
    core = f"[core]\n\trepositoryformatversion = {version}\n\tbare = false\n\tworktree = .\n"
    (project / "config").write_text(core + settings(program)[kind])
    git(outer, "init", "-q")
    git(outer, "add", "-A", "-f")
    git(outer, "commit", "-qm", "x")
    git(folder, "clone", "-q", str(outer), "clone")
    return folder / "clone" / "docs"
