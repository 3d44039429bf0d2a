"""Writes the site: everything the first time, afterwards what changed."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from bpadocs import output
from bpadocs.labels import Labels, read_labels
from bpadocs.lint.findings import Finding
from bpadocs.lint.history import History
from bpadocs.lint.run import Report, lint
from bpadocs.messages import mo
from bpadocs.messages.catalog import catalogs
from bpadocs.model import Rule
from bpadocs.output import Owned
from bpadocs.problems import BrokenInputError, Problem
from bpadocs.processes import in_processes, worth
from bpadocs.project import Project, read_project, read_what_can_be
from bpadocs.provenance import State, states
from bpadocs.publish import FOLDER
from bpadocs.publish.render import Renderer
from bpadocs.runtime import Messages
from bpadocs.shared_words import words_of
from bpadocs.site import search
from bpadocs.site.compare_view import compare_context
from bpadocs.site.facts import Facts, by_field, moved_on
from bpadocs.site.frame import POLICY, VIEWS, Frame, Language, address, frame_of
from bpadocs.site.inputs import stamps
from bpadocs.site.message_view import message_context
from bpadocs.site.overview import home_context, status_context
from bpadocs.site.page_view import page_context

SITE = "site"
"""The site's folder below build/; it holds nothing else."""

HERE = Path(__file__).parent
WORTH_A_PROCESS = 20
"""Rules; fewer are made sooner than a process starts."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did."""

    rules: int
    languages: int
    files: int
    changed: tuple[str, ...]
    removed: int
    failures: Sequence[Problem]
    """The checks that raised, a line each: their findings are missing."""
    problems: tuple[Problem, ...]
    """The mistakes of what is left out."""
    left_out: frozenset[str]

    @property
    def unchanged(self) -> int:
        return self.files - len(self.changed)


class Builder:
    """The site of one project. Asked again, it makes only the rules' pages anew that something changed for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / FOLDER
        self._owned = Owned(self.folder, (SITE,), ".bpadocs-site-files")
        self._known: dict[str, tuple[str, frozenset[str]]] = {}
        """By rule, the digest of what its pages were made from, and their names."""
        self._findings: Mapping[str, Sequence[Finding]] = {}
        self._texts: dict[str, str] = {}
        """By rule, the text of its file when the findings were found."""
        self.failures: Sequence[Problem] = ()
        """The checks that raised, a line each, when lint ran last."""
        self._rules: dict[str, Rule] = {}
        """By file, each rule as it was when it could last be read."""
        self.problems: Sequence[Problem] = ()
        """The mistakes of what was left out the last time."""

    def build(self) -> Built:
        """Make build/site what the project is now. Raises BrokenInputError where nothing of it can be read."""
        self._owned.check_folders()
        project = self._read()
        self._lint(project)
        run = _Run(project, read_labels(project.root, project.settings.languages), self._findings)
        self._begin(run)
        changed = (*self._write_rules(run, processes=True), *self._write_shared(run))
        files = sum(len(names) for _, names in self._known.values()) + len(run.shared_files)
        removed = self._prune(run)
        return Built(
            rules=len(project.rules),
            languages=len(run.frame.languages),
            files=files,
            changed=changed,
            removed=len(removed),
            failures=self.failures,
            problems=project.problems,
            left_out=project.left_out,
        )

    def refresh(self) -> Iterator[Sequence[str]]:
        """The same for somebody who waits: what changed is named as soon as it is there.

        First come the pages of the rules that changed, then those over all rules, then what lint has to say.
        """
        before = stamps(self.root)
        project = self._read()
        labels = read_labels(project.root, project.settings.languages)
        same = {rule.id for rule in project.rules if self._texts.get(rule.id) == rule.source.text}
        run = _Run(project, labels, {rule: found for rule, found in self._findings.items() if rule in same})
        self._begin(run)
        yield self._write_rules(run)
        yield [*self._write_shared(run), *self._prune(run)]
        if stamps(self.root) != before:
            return  # and asked again: lint would remember what it finds as found in the files that are there now
        self._lint(project)
        yield self._write_rules(replace(run, findings=self._findings))

    def _read(self) -> Project:
        """The project. A rule that has mistakes is what it was, if that is known: somebody is at work on it."""
        project = read_what_can_be(self.root)
        self.problems = sorted(project.problems)
        pages = {address(rule).casefold() for rule in project.rules}
        before = [rule for path, rule in self._rules.items() if path in project.left_out]
        kept = [rule for rule in before if address(rule).casefold() not in pages]
        rules = sorted((*project.rules, *kept), key=lambda rule: rule.id)
        products = {one.id: one for one in (*(rule.product for rule in kept), *project.products)}
        self._rules = {rule.source.path: rule for rule in rules}
        ordered = tuple(products[identifier] for identifier in sorted(products))
        return project._replace(rules=tuple(rules), products=ordered)

    def _lint(self, project: Project) -> None:
        by_rule: defaultdict[str, list[Finding]] = defaultdict(list)
        report = lint(self.root, project) if project.rules else Report((), 0)
        for finding in report.findings:
            by_rule[finding.rule].append(finding)
        self.failures = report.failures
        self._findings = by_rule
        self._texts = {rule.id: rule.source.text for rule in project.rules}

    def _begin(self, run: "_Run") -> None:
        """Raises BrokenInputError where a file would be overwritten that is not ours."""
        names = {name for rule in run.project.rules for name in run.rule_names(rule)}
        changing = [name for rule in self._changed(run) for name in run.rule_names(rule)]
        shared = run.shared_files.keys()
        self._owned.begin(names | shared, [*changing, *shared], run.everything)

    def _changed(self, run: "_Run") -> list[Rule]:
        """The rules that something changed for."""
        return [rule for rule in run.project.rules if self._known.get(rule.id, ("",))[0] != run.key(rule)]

    def _write_rules(self, run: "_Run", *, processes: bool = False) -> list[str]:
        """Write the pages of the rules that something changed for; the names of those that are not as they were."""
        wanted = self._changed(run)
        changed = []
        with tempfile.TemporaryDirectory() as aside:
            messages = run.open_messages(Path(aside), wanted) if wanted else {}
            made = self._made(lambda rule: run.rule_files(rule, messages), wanted, processes)
            for rule, (names, written) in zip(wanted, made, strict=True):
                self._known[rule.id] = run.key(rule), names
                changed += written
        return changed

    def _made(
        self, files_of: Callable[[Rule], Mapping[str, bytes]], rules: Sequence[Rule], processes: bool
    ) -> Iterable[tuple[frozenset[str], list[str]]]:
        """For each rule the names of its files, and of those that were not there as they are now."""

        def make(rule: Rule) -> tuple[frozenset[str], list[str]]:
            files = files_of(rule)
            return frozenset(files), [name for name in files if self._write(name, files[name])]

        count = worth(len(rules), WORTH_A_PROCESS) if processes else 1
        if count == 1:
            return [make(rule) for rule in rules]
        size = max(1, min(50, len(rules) // (count * 4)))
        slices = [rules[start : start + size] for start in range(0, len(rules), size)]
        jobs: list[Callable[[], list[tuple[frozenset[str], list[str]]]]] = [
            lambda part=part: [make(rule) for rule in part]  # type: ignore[misc]
            for part in slices
        ]
        return [result for results in in_processes(jobs, count) for result in results]

    def _write_shared(self, run: "_Run") -> list[str]:
        files = run.shared_files
        return [name for name, content in files.items() if self._write(name, content)]

    def _write(self, name: str, content: bytes) -> bool:
        """Write one file, unless the project was moved away meanwhile: nothing is made in its place."""
        if not self.root.is_dir():
            raise BrokenInputError([Problem(str(self.root), 1, 1, "the project is gone")])
        return output.write_file(self.folder / name, content)

    def _prune(self, run: "_Run") -> Sequence[str]:
        there = {rule.id for rule in run.project.rules}
        self._known = {rule: known for rule, known in self._known.items() if rule in there}
        names = {name for _, names in self._known.values() for name in names}
        if run.project.problems:
            return ()  # which pages a rule had that cannot be read, nobody knows
        return self._owned.end(names | run.shared_files.keys())


@dataclass(frozen=True)
class _Run:
    """One run over one state of the project."""

    project: Project
    labels: Mapping[str, Labels]
    findings: Mapping[str, Sequence[Finding]]

    @cached_property
    def frame(self) -> Frame:
        return frame_of(self.project, self.labels)

    @cached_property
    def renderer(self) -> Renderer:
        return Renderer(self.project.settings, self.labels)

    @cached_property
    def history(self) -> History:
        return History(self.project.root)

    @cached_property
    def states(self) -> Mapping[str, Mapping[str, Mapping[str, State]]]:
        """By rule, language and field."""
        languages = self.project.settings.languages
        return {rule.id: {language: states(rule, language) for language in languages} for rule in self.project.rules}

    def key(self, rule: Rule) -> str:
        """A digest of all that a rule's pages are made from."""
        digest = blake2b(self._common_digest, digest_size=16)
        digest.update(rule.source.text.encode() + b"\0" + rule.product.source.text.encode() + b"\0")
        digest.update(repr(self.findings.get(rule.id, ())).encode())
        return digest.hexdigest()

    @cached_property
    def _common_digest(self) -> bytes:
        """What concerns every rule: the pages there are, and the words."""
        frame = self.frame
        words = [(language.locale, sorted(language.labels.words.items())) for language in frame.languages]
        return blake2b(repr((sorted(frame.pages.items()), words)).encode(), digest_size=16).digest()

    def open_messages(self, folder: Path, rules: Iterable[Rule]) -> dict[str, Messages]:
        """What a checker prints, by language: from catalogs as a build writes them, here on the side."""
        found = catalogs(rules, self.labels, self.project.settings)
        for language, catalog in found.items():
            path = folder / mo.path(language)
            path.parent.mkdir(parents=True)
            path.write_bytes(mo.write(catalog, found))
        return {language: Messages.open(folder, language) for language in found}

    def facts(self, rule: Rule) -> Facts:
        found = self.states[rule.id]
        before = {}
        for language in found:
            for name, stamp in moved_on(rule, language).items():
                text = self.history.english(rule.source.path, name, stamp.source)
                if text is not None:
                    before[language, name] = text
        return Facts(found, by_field(self.findings.get(rule.id, ())), before)

    def rule_names(self, rule: Rule) -> list[str]:
        """The path of every page of one rule, below build/."""
        return [
            f"{SITE}/{language.locale}/{view}/{address(rule)}" for language in self.frame.languages for view in VIEWS
        ]

    def everything(self) -> dict[str, bytes]:
        """Every file of the site, made for nothing but to be compared."""
        files = dict(self.shared_files)
        with tempfile.TemporaryDirectory() as aside:
            messages = self.open_messages(Path(aside), self.project.rules)
            for rule in self.project.rules:
                files |= self.rule_files(rule, messages)
        return files

    def rule_files(self, rule: Rule, messages: Mapping[str, Messages]) -> dict[str, bytes]:
        """Every page of one rule, by its path below build/."""
        facts = self.facts(rule)
        built = self.renderer.rule(rule, self.project.settings.languages)
        files = {}
        for language in self.frame.languages:
            contexts = {
                "pages": page_context(rule, language, self.frame, facts, built[language.code].page.decode()),
                "compare": compare_context(rule, language, self.frame, facts),
                "messages": message_context(rule, language, messages[language.code]),
            }
            for view in VIEWS:
                context = contexts[view]
                path = f"{view}/{address(rule)}"
                name = f"{SITE}/{language.locale}/{path}"
                files[name] = self._page(view, path, language, {"title": context["heading"].text, **context})
        return files

    @cached_property
    def shared_files(self) -> Mapping[str, bytes]:
        """Everything that is about all rules, or about none."""
        files = {f"{SITE}/assets/{path.name}": path.read_bytes() for path in sorted((HERE / "assets").iterdir())}
        rules, products = self.project.rules, self.project.products
        words = {language: own.states for language, own in words_of(self.project, self.labels).items()}
        for language in self.frame.languages:
            base = f"{SITE}/{language.locale}"
            home = home_context(rules, products, language, self.frame, self.states)
            files[f"{base}/index.html"] = self._page("home", "index.html", language, home)
            status = status_context(rules, products, language, self.frame, self.states, words)
            files[f"{base}/status.html"] = self._page("status", "status.html", language, status)
            files[f"{base}/{search.NAME}"] = search.search_index(rules, language).encode()
        choose = _template("choose").render(policy=POLICY, languages=self.frame.languages)
        files[f"{SITE}/index.html"] = choose.encode()
        return files

    def _page(self, kind: str, path: str, language: Language, context: Mapping[str, Any]) -> bytes:
        shared = self._shared[kind, language.code]
        main = _template(kind).render({**shared.context, **context})
        site_title = self.frame.site_titles[language.code]
        title = context["title"]
        full_title = title if title == site_title else f"{title} – {site_title}"
        return shared.around.filled(title=escape(full_title), address=path, main=main).encode()

    @cached_property
    def _shared(self) -> Mapping[tuple[str, str], "_Shared"]:
        """By kind of page and language, what all its pages have."""
        frame = self.frame
        shared = {}
        for kind, depth in {"home": 1, "status": 1, **dict.fromkeys(VIEWS, 3)}.items():
            for language in frame.languages:
                others = [one.locale for one in frame.languages if one is not language]
                context = {
                    "kind": kind,
                    "root": "../" * depth,
                    "language": language,
                    "languages": frame.languages,
                    "words": language.words,
                    "_": language.word,
                    "policy": POLICY,
                    "search_sources": " ".join(f"{locale}/{search.NAME}" for locale in [language.locale, *others]),
                }
                shared[kind, language.code] = _Shared(context, _Around.of(_template("base"), context))
        return shared


@dataclass(frozen=True, slots=True)
class _Around:
    """A page but for what differs from one to the next: pieces of it, and the name of what follows each."""

    pieces: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, template: Template, context: Mapping[str, Any]) -> "_Around":
        gaps = {name: Markup(f"\0{name}\0") for name in ("title", "address", "main")}
        found = template.render({**context, **gaps}).split("\0")
        return cls(tuple(zip(found[::2], [*found[1::2], ""], strict=True)))

    def filled(self, **gaps: str) -> str:
        return "".join(part for piece, name in self.pieces for part in (piece, gaps.get(name, "")))


@dataclass(frozen=True, slots=True)
class _Shared:
    context: Mapping[str, Any]
    around: _Around


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


def overview(root: Path) -> dict[str, bytes]:
    """The pages over all rules alone, by their path below build/: what does not need a look at every rule's texts."""
    project = read_project(root)
    return dict(_Run(project, read_labels(root, project.settings.languages), {}).shared_files)
