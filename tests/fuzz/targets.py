"""What is fed with mutated inputs: every reader by itself, and now and then the whole command."""

import contextlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from projects import PRODUCT, RULE, write_project

from bpadocs.cli import main
from bpadocs.errors import BrokenInputError, Problem
from bpadocs.example_checker import findings, read_inventory
from bpadocs.formats import po_file
from bpadocs.formats.tmx import read_tmx
from bpadocs.formats.yaml.nodes import Source
from bpadocs.pages.pair import Locale
from bpadocs.project.own_languages import read_languages
from bpadocs.project.read_rule import read_product, read_rule
from bpadocs.project.settings import read_settings
from bpadocs.project.tree import read_project
from bpadocs.published.messages_as_rules import rules_of_messages
from bpadocs.published.reader import read_page
from bpadocs.published.shipped import read_shipped
from bpadocs.published.unreadable import UnreadableError
from bpadocs.results.read import read_results
from bpadocs.translators import po_import, xliff_import
from bpadocs.translators.incoming import take_in
from bpadocs.words.glossary import read_glossary
from bpadocs.words.labels import read_labels
from bpadocs.words.term_files import read_terms_in

REPOSITORY = Path(__file__).parents[2]
FIXTURES = Path(__file__).parents[1] / "fixtures"
SETTINGS = """\
[tool.bpadocs]
help = "https://example.com/{locale}/{product}/{page}"

[tool.bpadocs.locales]
en = "en-us"
fr = "fr-fr"

[tool.bpadocs.lint]
disable = ["stale"]
severity = {missing = "error"}

[[tool.bpadocs.lint.suppress]]
files = "rules/*"
check = "untracked"
reason = "as it is"
"""
TABLE = b"""\
ConvertFrom-StringData @'
###PSLOC start localizing
Backups_Title = Back up {0}
Backups_Problem = It is off.\\n\\u00e9 {1:N0}, {{x}} {y}
Backups_Problem_One = One.
Backups_Impact = Much.
Backups_Resolution = C:\\\\Temp = on
Backups_Arguments = names:list age:number
'@
"""
RESX = b"""\
<?xml version="1.0" encoding="utf-8"?>
<root><resheader name="version"><value>2.0</value></resheader>
<data name="Backups_Title" xml:space="preserve"><value>Back &amp; up</value></data>
<data name="Backups_Impact"><value>Much {0}</value><comment>x</comment></data></root>
"""
HELP = b"""\
---
severity: Error
arguments: names:list
---

# Back up

## SYNOPSIS

These \\<list of names> are off.

## DESCRIPTION

These \\<list of names> are off.

Much.

## RECOMMENDATION

Turn \\[them\\] on.
"""
SARIF = b"""\
{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x", "rules": [{"id": "backups",
"messageStrings": {"problem": {"text": "The machines {0} {{x}}."}}, "help": {"text": "y"}}]}},
"results": [{"ruleId": "backups", "ruleIndex": 0, "message": {"id": "problem",
"arguments": ["A and B"]}, "properties": {"arguments": {"names": ["A", "B"]}}}]}]}
"""
EXPECTED_CODES = (0, 1, 2)
BROKEN_INPUT = 2


@dataclass(frozen=True)
class Target:
    """A kind of input: good ones, a reader that is quick, and a command that does all there is."""

    good: list[bytes]
    read: Callable[[bytes], object]
    whole: Callable[[bytes], object]


def targets(root: Path) -> dict[str, Target]:
    """Return every target by name; a project for the commands is written below `root`."""
    project = write_project(root / "project", {"backups": RULE}, SETTINGS)
    english = read_project(project)
    product = english.products[0]
    rules = [
        path.read_bytes()
        for path in sorted((REPOSITORY / "rules/hyper-v").glob("*.yaml"))
    ]
    # Real catalogs are long; what is at their start is of every kind that there is.
    catalog = (REPOSITORY / "locales/fr/LC_MESSAGES/bpadocs.po").read_bytes()
    short = catalog[: catalog.index(b"\n\n", 6_000)]
    exported = {
        kind: _said(kind, "export", "--all", "--locale", "fr", "--project", project)
        for kind in ("po", "xliff")
    }
    french: tuple[str, ...] = ("--locale", "fr")
    of_project = (*french, "--project", str(project))
    exported["tmx"] = _said("tmx", "export", *of_project)
    for form in ("tbx", "csv"):
        words = ("glossary", "export", "--format", form, *of_project)
        exported[form] = _said(*words)
    # real ones are long; five entries are of every kind that there is
    exported["csv"] = b"".join(exported["csv"].splitlines(keepends=True)[:6])
    entries = exported["tbx"].split(b"</termEntry>")
    exported["tbx"] = b"</termEntry>".join([*entries[:5], entries[-1]])
    pages = [
        path.read_bytes() for path in sorted((FIXTURES / "existing").rglob("*.md"))
    ]
    # a rule whose page is good, so that a page beside it is compared with it
    english_page = FIXTURES / "existing/en-us/Limit-the-number-of-jobs-in-a-queue.md"
    inventories = [
        path.read_bytes() for path in sorted((FIXTURES / "inventory").glob("*.json"))
    ]
    shipped = read_project(REPOSITORY).rules
    manual = (REPOSITORY / "docs/languages.md").read_text("utf-8")

    def file(
        name: str, command: Callable[[], object], keep: str | None = None
    ) -> Callable[[bytes], object]:
        """Put the input in a file of the project, run the command, and put back what was there."""

        def run(data: bytes) -> object:
            path = project / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            try:
                return command()
            finally:
                path.unlink()
                if keep is not None:
                    path.write_text(keep, "utf-8")

        return run

    def bpa(*words: str | Path) -> Callable[[], object]:
        return lambda: _run(*words, "--project", project)

    rule_path = "rules/hyper-v/backups.yaml"
    rule_command = file(
        rule_path, lambda: [bpa("build")(), bpa("lint")(), bpa("status")()], RULE
    )

    def whole_import(kind: str) -> Callable[[bytes], object]:
        name = f"back.{kind}"

        def run(data: bytes) -> object:
            result = file(name, bpa(kind, "import", project / name))(data)
            (project / rule_path).write_text(RULE, "utf-8")
            return result

        return run

    def rule(data: bytes) -> object:
        source = Source("x.yaml", _text(data))
        return _whole(*read_rule(source, "hyper-v/x", product, ("en", "fr", "it")))

    def page(data: bytes) -> object:
        try:
            return read_page(data, "x.md", "x.md", "fr")
        except UnreadableError as error:
            raise BrokenInputError([error.problem]) from None

    def read_po(data: bytes) -> object:
        read = po_file.read(data, "x.po")
        return take_in(english, "fr", [*po_import.returned(read, "fr", "x.po")])

    def read_xliff(data: bytes) -> object:
        language, texts = xliff_import.read(data, "x.xlf", english.settings.locales)
        return take_in(english, language, texts)

    def inventory(data: bytes) -> object:
        path = project / "inventory.json"
        path.write_bytes(data)
        return findings(read_inventory(str(path)), shipped)

    def audit(data: bytes) -> object:
        for locale in ("en-us", "fr-fr"):
            (project / locale).mkdir(exist_ok=True)
        (project / "en-us/x.md").write_bytes(english_page.read_bytes())
        (project / "fr-fr/x.md").write_bytes(data)
        return _run(
            "audit", project / "en-us", "--locale", f"fr-fr={project / 'fr-fr'}"
        )

    def import_(data: bytes) -> object:
        for locale in ("en-us", "fr-fr"):
            (project / locale).mkdir(exist_ok=True)
            (project / locale / "x.md").write_bytes(data)
        into = project / "imported"
        words: list[str | Path] = [
            "import",
            project / "en-us",
            "--locale",
            f"fr-fr={project / 'fr-fr'}",
            "--product",
            "hyper-v",
        ]
        result = _run(*words, "--out", into)
        # In the order in which folders are empty when it is their turn.
        for path in sorted(into.rglob("*"), reverse=True):
            assert not path.name.startswith(".tmp-"), f"left behind: {path.name}"
            path.unlink() if path.is_file() or path.is_symlink() else path.rmdir()
        return result

    folder = project / "shipped"

    def messages(data: bytes) -> object:
        """Take the input for what each file of a checker may be, beside good English ones."""
        for locale in ("en-US", "fr-FR"):
            (folder / locale).mkdir(parents=True, exist_ok=True)
            for name in ("M.psd1", "M.resx", "Backups.md"):
                (folder / locale / name).write_bytes(data)
        (folder / "en-US/A.psd1").write_bytes(TABLE)
        (folder / "M.fr.resx").write_bytes(data)
        shipped_messages = read_shipped(folder)
        french = Locale("fr-fr", "fr", folder)
        return rules_of_messages(shipped_messages, [french], project, "contoso")

    kept = [path.read_bytes() for path in sorted((FIXTURES / "results").iterdir())]
    results = project / "results"
    catalog_path = "locales/fr/LC_MESSAGES/bpadocs.po"
    return {
        "rule": Target([*rules, RULE.encode()], rule, rule_command),
        "product": Target(
            [PRODUCT.encode(), *[text for text in rules if text.startswith(b"name:")]],
            lambda data: _whole(
                *read_product(Source("product.yaml", _text(data)), "hyper-v")
            ),
            file("rules/hyper-v/product.yaml", bpa("status"), PRODUCT),
        ),
        "settings": Target(
            [SETTINGS.encode()],
            file("pyproject.toml", lambda: read_settings(project), SETTINGS),
            file("pyproject.toml", bpa("lint"), SETTINGS),
        ),
        "glossary": Target(
            [
                path.read_bytes()
                for path in sorted((REPOSITORY / "locales").rglob("glossary.yaml"))
            ],
            file("locales/fr/glossary.yaml", lambda: read_glossary(project, "fr")),
            file("locales/fr/glossary.yaml", bpa("lint")),
        ),
        "language": Target(
            [
                part.partition("```")[0].encode()
                for part in manual.split("```yaml\n")[1:]
            ],
            file("languages/de.yaml", lambda: read_languages(project)),
            file("languages/de.yaml", bpa("lint")),
        ),
        "catalog": Target(
            [short],
            file(catalog_path, lambda: read_labels(project, ("en", "fr"))),
            file(catalog_path, lambda: [bpa("build")(), bpa("labels")()]),
        ),
        "po": Target([exported["po"]], read_po, whole_import("po")),
        "xliff": Target([exported["xliff"]], read_xliff, whole_import("xliff")),
        "terms": Target(
            [exported[kind] for kind in ("tbx", "csv")],
            file("terms", lambda: read_terms_in(project / "terms", {}, "fr")),
            file("terms", bpa("glossary", "import", project / "terms", *french)),
        ),
        "tmx": Target(
            [exported["tmx"]],
            lambda data: read_tmx(data, "x.tmx", "en", "fr"),
            file("x.tmx", bpa("suggest", "--tmx", project / "x.tmx", *french)),
        ),
        "page": Target(pages, page, audit),
        "import": Target(pages, import_, import_),
        "inventory": Target(
            inventories,
            inventory,
            file("inventory.json", bpa("check", project / "inventory.json")),
        ),
        "results": Target(
            [*kept, SARIF],
            file("results", lambda: read_results(str(results))),
            file("results", lambda: [bpa("build")(), bpa("say", results)()]),
        ),
        "messages": Target([TABLE, RESX, HELP], messages, messages),
    }


def _whole(found: object, problems: list[Problem]) -> object:
    if problems:
        raise BrokenInputError(problems)
    return found


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _run(*words: str | Path) -> int:
    """Run a command; a code that says “a bug” is one."""
    out, told = (
        io.TextIOWrapper(io.BytesIO(), "utf-8"),
        io.TextIOWrapper(io.BytesIO(), "utf-8"),
    )
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(told):
        code = main([str(word) for word in words])
        told.flush()
    assert code in EXPECTED_CODES, (
        f"{words[0]} ended with {code}: {told.buffer.getvalue()!r}"
    )
    return code


def _said(*words: str | Path) -> bytes:
    out = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        main([str(word) for word in words])
        out.flush()
    return bytes(out.buffer.getvalue())
