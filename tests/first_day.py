"""The first day of somebody who has never seen bpadocs, as they would type it.

    PYTHONPATH=tests python -m first_day      # make first-day

builds the wheel, installs it into a fresh environment, and plays the day there; the tests play it
with the code as it is. What each step says is compared with what was read by a person once
(fixtures/first_day.txt); `--write` keeps what is said now, for somebody to read before it is
committed.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

Run = Callable[[str], tuple[int, str]]
"""Runs a line such as `bpa lint` in the folder of the day: its exit code, and all it printed."""

ROOT = Path(__file__).parents[1]
EXPECTED = Path(__file__).parent / "fixtures" / "first_day.txt"
PAGES = Path(__file__).parent / "fixtures" / "existing"
NAMES = (
    "Give-each-printer-a-location",
    "Keep-the-spool-folder-off-the-system-drive",
    "Limit-the-number-of-jobs-in-a-queue",
    "Overview",
    "Sign-every-printer-driver",
)
IMPORTED = "rules/printing/limit-the-number-of-jobs-in-a-queue.yaml"
RULE = "rules/dhcp-server/scopes-with-free-addresses.yaml"
ENVIRONMENT = {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1"}

_SECONDS = re.compile(r"\(\d+\.\d\d s\)")


def play(run: Run, folder: Path) -> str:
    """Return all that is typed in an empty folder, and what is said."""
    day = _Day(run, folder)
    day.types("bpa lint")
    day.types("bpa init")
    day.commits()
    day.types("bpa lint --strict")
    day.types("bpa build")
    day.writes("the English", RULE, "nearly full", "almost full")
    day.types("bpa lint")
    day.types("bpa build --check --stat")
    day.types("bpa po export --locale fr -o fr.po")
    day.writes("the translation", "fr.po", "étendues DHCP presque", "étendues presque")
    day.writes("that it is finished", "fr.po", "#, fuzzy\n", "")
    day.types("bpa po import fr.po")
    day.types("bpa lint --strict")
    day.types("bpa build")
    day.types("bpa build --check")
    day.types("bpa status")
    day.types("bpa lnt")
    _adopt(day)
    return "".join(day.said)


def _adopt(day: "_Day") -> None:
    """Take over pages that are there already, with all that lint has to say of them."""
    day.has_pages()
    pages = "old/en-us --locale fr-fr=old/fr-fr"
    day.types(f"bpa import {pages} --product printing")
    day.types("bpa lint --strict --statistics")
    day.types("bpa lint --baseline bpa-baseline.json --write-baseline")
    day.types("bpa lint --strict --baseline bpa-baseline.json")
    day.commits("Take the pages over")
    day.writes("the translation", IMPORTED, "Aucune limite n’est", "La limite est")
    day.types("bpa lint --strict --baseline bpa-baseline.json")
    day.types("bpa lint --since HEAD --quiet")
    day.writes("it back", IMPORTED, "La limite est", "Aucune limite n’est")
    day.types("bpa lint --strict --baseline bpa-baseline.json --quiet")
    day.types(f"bpa audit {pages} --baseline audit.json --write-baseline --quiet")
    day.types(f"bpa audit {pages} --baseline audit.json --strict")


class _Day:
    """What has been typed and said so far."""

    def __init__(self, run: Run, folder: Path) -> None:
        self.run = run
        self.folder = folder
        self.said: list[str] = []

    def types(self, line: str) -> None:
        """Run a command, and note what it says."""
        code, text = self.run(line)
        text = text.replace(str(self.folder.resolve()), "/home/me/rules")
        text = _SECONDS.sub("(0.01 s)", text)
        self.said.append(f"$ {line}\n{text}")
        if code:
            self.said.append(f"[exit code {code}]\n")
        self.said.append("\n")

    def writes(self, what: str, name: str, before: str, after: str) -> None:
        """Edit a file as in an editor."""
        path = self.folder / name
        text = path.read_text("utf-8")
        assert before in text, f"{name} lacks {before!r}"
        path.write_text(text.replace(before, after), "utf-8")
        self.said.append(f"# edit {what} in {name}\n\n")

    def commits(self, why: str = "Begin") -> None:
        """Put all that is there into git, whose history tells how the English changes."""
        who = ("-c", "user.name=me", "-c", "user.email=me@example.com")
        for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", why)):
            subprocess.run(["git", *words], cwd=self.folder, check=True)
        self.said.append("# git init, git add, git commit\n\n")

    def has_pages(self) -> None:
        """Copy pages that somebody has had for years, one of them no page of a rule."""
        for locale in ("en-us", "fr-fr"):
            folder = self.folder / "old" / locale
            folder.mkdir(parents=True)
            for page in sorted((PAGES / locale).glob("*.md")):
                if page.stem in NAMES:
                    shutil.copy(page, folder)
        self.said.append("# copy pages into old/en-us and old/fr-fr\n\n")


def installed(folder: Path) -> Run:
    """Build the wheel, install it into a fresh environment, and return what runs its `bpa`."""
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    wheels = folder / "wheels"
    subprocess.run([*pip, "wheel", "--no-deps", "-w", wheels, ROOT], check=True)
    [wheel] = wheels.glob("bpadocs-*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=True)
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run([programs / "python", *pip[1:], "install", wheel], check=True)
    where = folder / "rules"
    where.mkdir()
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"

    def run(line: str) -> tuple[int, str]:
        done = subprocess.run(
            line.split(),
            cwd=where,
            env={**os.environ, **ENVIRONMENT, "PATH": path},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
            executable=programs / line.split()[0],
        )
        return done.returncode, done.stdout.decode().replace("\r\n", "\n")

    return run


def main() -> int:
    """Play the day with the wheel, and say whether all was as expected."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        said = play(installed(folder), folder / "rules")
    if "--write" in sys.argv:
        EXPECTED.write_text(said, "utf-8")
        return 0
    if said == EXPECTED.read_text("utf-8"):
        print("the first day is as it was read")
        return 0
    import difflib

    before = EXPECTED.read_text("utf-8").splitlines(keepends=True)
    sys.stdout.writelines(difflib.unified_diff(before, said.splitlines(keepends=True)))
    return 1


if __name__ == "__main__":
    sys.exit(main())
