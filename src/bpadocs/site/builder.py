"""Writes the site: everything the first time, afterwards what changed."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from bpadocs import output
from bpadocs.build import FOLDER
from bpadocs.labels import Labels, read_labels
from bpadocs.lint.findings import Finding
from bpadocs.lint.history import History
from bpadocs.lint.run import lint
from bpadocs.messages import mo
from bpadocs.messages.catalog import catalogs
from bpadocs.model import Rule
from bpadocs.processes import cores, in_processes
from bpadocs.project import Project, read_project
from bpadocs.provenance import State, states
from bpadocs.runtime import Messages
from bpadocs.site import search
from bpadocs.site.compare_view import compare_context
from bpadocs.site.facts import Facts, spots_of, stale_fields
from bpadocs.site.frame import POLICY, VIEWS, Frame, Language, address, frame_of
from bpadocs.site.message_view import message_context
from bpadocs.site.overview import home_context, status_context
from bpadocs.site.page_view import page_context

SITE = "site"
"""The site's folder below build/; it holds nothing else."""

HERE = Path(__file__).parent
WORTH_A_PROCESS = 40
"""Rules; below that, starting a process costs more than it saves."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did."""

    rules: int
    languages: int
    changed: int
    unchanged: int
    removed: int

    @property
    def files(self) -> int:
        return self.changed + self.unchanged


class Builder:
    """The site of one project. Asked again, it makes only the rules' pages anew that something changed for."""

    def __init__(self, root: Path, *, processes: bool = True) -> None:
        self.root = root
        self.folder = root / FOLDER
        self.processes = processes
        self._known: dict[str, tuple[str, frozenset[str]]] = {}

    def build(self) -> Built:
        """Make build/site what the project is now. Raises BrokenInputError and leaves everything as it was."""
        project = read_project(self.root)
        labels = read_labels(project.root, project.settings.languages)
        findings = self._findings(project)
        frame = frame_of(project, labels)
        run = _Run(project, labels, frame, findings)
        names: set[str] = set()
        stale = []
        for rule in project.rules:
            key = run.key(rule)
            known = self._known.get(rule.id)
            if known and known[0] == key:
                names |= known[1]
            else:
                stale.append((rule, key))
        unchanged = len(names)
        changed = 0
        with tempfile.TemporaryDirectory() as aside:
            run.write_messages(Path(aside))
            for (rule, key), (made, written) in zip(stale, self._written(run, stale), strict=True):
                self._known[rule.id] = key, made
                names |= made
                changed += written
                unchanged += len(made) - written
        over_all = run.shared_files()
        written_over_all = output.write(self.folder, over_all, owned=())
        names.update(over_all)
        removed = output.prune(self.folder, names, (SITE,))
        return Built(
            len(project.rules),
            len(frame.languages),
            changed + len(written_over_all.changed),
            unchanged + written_over_all.unchanged,
            len(removed),
        )

    def _findings(self, project: Project) -> Mapping[str, Sequence[Finding]]:
        by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
        if project.rules:
            for finding in lint(self.root, project).findings:
                by_rule[finding.rule].append(finding)
        return by_rule

    def _written(self, run: "_Run", wanted: Sequence[tuple[Rule, str]]) -> Iterable[tuple[frozenset[str], int]]:
        """For each rule the names of its files, and how many of them were not there as they are now."""

        def write(rule: Rule) -> tuple[frozenset[str], int]:
            files = run.rule_files(rule)
            return frozenset(files), len(output.write(self.folder, files, owned=()).changed)

        rules = [rule for rule, _ in wanted]
        count = cores() if self.processes else 1
        if count == 1 or len(rules) < WORTH_A_PROCESS:
            return [write(rule) for rule in rules]
        size = max(1, min(50, len(rules) // (count * 4)))
        slices = [rules[start : start + size] for start in range(0, len(rules), size)]
        jobs: list[Callable[[], list[tuple[frozenset[str], int]]]] = [
            lambda part=part: [write(rule) for rule in part]  # type: ignore[misc]
            for part in slices
        ]
        return [result for results in in_processes(jobs, count) for result in results]


class _Run:
    """One run over one state of the project."""

    def __init__(
        self,
        project: Project,
        labels: Mapping[str, Labels],
        frame: Frame,
        findings: Mapping[str, Sequence[Finding]],
    ) -> None:
        self.project = project
        self.labels = labels
        self.frame = frame
        self.findings = findings
        self.history = History(project.root)
        self.messages: Mapping[str, Messages] = {}
        languages = project.settings.languages
        self.states: dict[str, dict[str, dict[str, State]]] = {
            rule.id: {language: states(rule, language) for language in languages} for rule in project.rules
        }
        everything = (
            sorted(frame.pages.items()),
            [(x.locale, sorted(x.labels.words.items())) for x in frame.languages],
        )
        self.common = repr(everything).encode()

    def key(self, rule: Rule) -> str:
        """A digest of all that a rule's pages are made from."""
        digest = blake2b(self.common, digest_size=16)
        digest.update(rule.source.text.encode() + b"\0" + rule.product.source.text.encode() + b"\0")
        digest.update(repr(self.findings.get(rule.id, ())).encode())
        return digest.hexdigest()

    def write_messages(self, folder: Path) -> None:
        """Catalogs as a build writes them, here on the side, and opened."""
        found = catalogs(self.project.rules, self.labels, self.project.settings)
        for language, catalog in found.items():
            path = folder / mo.path(language)
            path.parent.mkdir(parents=True)
            path.write_bytes(mo.write(catalog, found))
        self.messages = {language: Messages.open(folder, language) for language in found}

    def facts(self, rule: Rule) -> Facts:
        found = self.states[rule.id]
        before = {}
        for language, name, wanted in stale_fields(rule, found):
            text = self.history.english(rule.source.path, name, wanted)
            if text is not None:
                before[language, name] = text
        spots = spots_of(rule, self.findings.get(rule.id, ()), self.project.settings, self.labels)
        return Facts(found, spots, before)

    def rule_files(self, rule: Rule) -> dict[str, bytes]:
        """Every page of one rule, by its path below build/."""
        facts = self.facts(rule)
        files = {}
        for language in self.frame.languages:
            contexts = {
                "pages": page_context(rule, language, self.frame, facts),
                "compare": compare_context(rule, language, self.frame, facts),
                "messages": message_context(rule, language, self.messages[language.code]),
            }
            for view in VIEWS:
                context = contexts[view]
                path = f"{view}/{address(rule)}"
                name = f"{SITE}/{language.locale}/{path}"
                files[name] = self._page(view, path, language, {"title": context["heading"].text, **context})
        return files

    def shared_files(self) -> dict[str, bytes]:
        """Everything that is about all rules, or about none."""
        files = {f"{SITE}/assets/{path.name}": path.read_bytes() for path in sorted((HERE / "assets").iterdir())}
        rules, products = self.project.rules, self.project.products
        for language in self.frame.languages:
            base = f"{SITE}/{language.locale}"
            home = home_context(rules, products, language, self.frame, self.states)
            files[f"{base}/index.html"] = self._page("home", "index.html", language, home)
            status = status_context(rules, products, language, self.frame, self.states)
            files[f"{base}/status.html"] = self._page("status", "status.html", language, status)
            files[f"{base}/{search.NAME}"] = search.search_index(rules, language).encode()
        choose = _template("choose").render(policy=POLICY, languages=self.frame.languages)
        files[f"{SITE}/index.html"] = choose.encode()
        return files

    def _page(self, kind: str, path: str, language: Language, context: Mapping[str, Any]) -> bytes:
        frame = self.frame
        others = [one.locale for one in frame.languages if one is not language]
        whole = {
            "kind": kind,
            "address": path,
            "root": "../" * (path.count("/") + 1),
            "language": language,
            "languages": frame.languages,
            "words": language.words,
            "_": language.word,
            "policy": POLICY,
            "site_title": frame.site_titles[language.code],
            "search_sources": " ".join(f"{locale}/{search.NAME}" for locale in [language.locale, *others]),
            **context,
        }
        return _template(kind).render(whole).encode()


TEMPLATES = {"pages": "page", "compare": "compare", "messages": "message"}


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        auto_reload=False,
    )


@cache
def _template(kind: str) -> Template:
    return _environment().get_template(f"{TEMPLATES.get(kind, kind)}.html.j2")
