"""What is measured of bpadocs itself, on one project."""

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import bpadocs
from bench.measure import Program

LOCALES = ("fr-fr", "it-it", "es-es", "ko-kr")
FOUND_SOMETHING = (0, 1)
"""Exit codes of commands that look for faults."""


@dataclass(frozen=True, slots=True)
class Step:
    """A program, and what is done before each run of it, which is not measured."""

    name: str
    prepare: Callable[[], None]
    program: Program


def build_steps(project: Path) -> Sequence[Step]:
    """In this order, each leaves the project built, as the next one needs it."""
    build = project / "build"
    ours = bpa(project, "build")
    rule = sorted((project / "rules").rglob("rule-*.yaml"))[-1]
    label = project / "locales/fr/LC_MESSAGES/bpadocs.po"
    package = package_copy(project.parent / f"{project.name}-package")
    template = package / "bpadocs/pages/page.md.j2"
    copied = Program(
        [sys.executable, "-m", "bpadocs", "build"],
        project,
        {"PYTHONPATH": str(package)},
    )
    return (
        Step(
            "full build, cold", lambda: shutil.rmtree(build, ignore_errors=True), ours
        ),
        Step("nothing changed", lambda: None, ours),
        Step("one rule changed", edit(rule, "| Set-VMMemory", "| Set-VM"), ours),
        # A message changes, and is stale in every other language: all catalogs are written again.
        Step(
            "one message changed",
            edit(rule, "    issue: |-\n      ", "    issue: |-\n      Now: "),
            ours,
        ),
        Step(
            "one label changed",
            edit(label, 'msgstr "Avertissement"', 'msgstr "Attention"'),
            ours,
        ),
        Step("catalogs again", lambda: shutil.rmtree(build / "messages"), ours),
        Step("template changed", edit(template, "# {{", "#  {{"), copied),
    )


def lint_steps(project: Path) -> Sequence[Step]:
    cache = project / "build/.cache"
    rule = sorted((project / "rules").rglob("rule-*.yaml"))[-1]

    glossary = project / "locales/fr/glossary.yaml"

    def forget() -> None:
        shutil.rmtree(cache, ignore_errors=True)

    lint = bpa(project, "lint", "--format", "json", accepted=FOUND_SOMETHING)
    docs = project / "build/docs"
    locales = [f"--locale={locale}={docs / locale}" for locale in LOCALES]
    audit = bpa(
        project,
        "audit",
        str(docs / "en-us"),
        *locales,
        "--format",
        "json",
        accepted=FOUND_SOMETHING,
    )
    return (
        Step("lint, cold", forget, lint),
        Step("lint, nothing changed", lambda: None, lint),
        Step("lint, one rule changed", edit(rule, "| Set-VMMemory", "| Set-VM"), lint),
        Step("lint, one English word changed", _one_word(rule), lint),
        Step("lint, one term changed", edit(glossary, *_TERM), lint),
        Step(
            "lint, one setting changed",
            edit(project / "pyproject.toml", *_SETTING),
            lint,
        ),
        Step("audit of the pages", lambda: None, audit),
    )


_TERM = ("terms:\n", "terms:\n  SQL7 instance: {use: instance SQL7}\n")
"""One rule has its first word."""
_SETTING = (
    "[tool.bpadocs.locales]\n",
    '[tool.bpadocs.lint.severity]\nlength = "warning"\n\n[tool.bpadocs.locales]\n',
)


def _one_word(rule: Path) -> Callable[[], None]:
    """Changes a word of the English, so that all translations of that text are stale."""
    return edit(rule, "    issue: |-\n      ", "    issue: |-\n      Now: ")


def site_steps(project: Path) -> Sequence[Step]:
    """In this order, each leaves the site made."""
    site = project / "build/site"
    cache = project / "build/.cache"

    def forget() -> None:
        shutil.rmtree(site, ignore_errors=True)
        shutil.rmtree(cache, ignore_errors=True)

    ours = bpa(project, "site")
    exported = str(project / "build/fr.po")
    export = bpa(project, "po", "export", "--locale", "fr", "-o", exported)
    return (
        Step("site, cold", forget, ours),
        Step("site, nothing changed", lambda: None, ours),
        Step("po export", lambda: None, export),
    )


def start_up_steps(project: Path) -> Sequence[Step]:
    """What any run costs before it does something; the project has one rule."""
    build = project / "build"
    return (
        Step(
            "bare interpreter",
            lambda: None,
            Program([sys.executable, "-c", ""], project),
        ),
        Step("bpa --version", lambda: None, bpa(project, "--version")),
        Step("bpa --help", lambda: None, bpa(project, "--help")),
        Step(
            "build of one rule, cold",
            lambda: shutil.rmtree(build, ignore_errors=True),
            bpa(project, "build"),
        ),
        Step("build of one rule, unchanged", lambda: None, bpa(project, "build")),
        Step(
            "lint of one rule, cold",
            lambda: shutil.rmtree(build, ignore_errors=True),
            bpa(project, "lint", accepted=FOUND_SOMETHING),
        ),
    )


def bpa(folder: Path, *words: str, accepted: tuple[int, ...] = (0,)) -> Program:
    """The command as it is installed beside this interpreter."""
    return Program(
        [str(Path(sys.executable).parent / "bpa"), *words], folder, accepted=accepted
    )


def package_copy(folder: Path) -> Path:
    """The package where its template may be changed, compiled modules included, as PYTHONPATH wants
    it.
    """
    source = Path(bpadocs.__file__).parent
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(source, folder / "bpadocs")
    locales = (
        source / "locales"
        if (source / "locales").is_dir()
        else source.parents[1] / "locales"
    )
    shutil.copytree(locales, folder / "bpadocs/locales", dirs_exist_ok=True)
    # Never the pages of the package itself: those the step before has just built.
    edit(folder / "bpadocs/pages/page.md.j2", "|-|-|", "|:-|:-|")()
    return folder


def edit(path: Path, before: str, after: str) -> Callable[[], None]:
    """Changes one place of the file, and changes it back the next time."""
    turns: Iterator[tuple[str, str]] = cycle(((before, after), (after, before)))

    def change() -> None:
        old, new = next(turns)
        text = path.read_text("utf-8")
        if old not in text:
            raise ValueError(f"{path} has no “{old}”")
        path.write_text(text.replace(old, new, 1), "utf-8")

    return change
