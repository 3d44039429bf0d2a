"""Render the site's files from one state of the project."""

import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from jinja2 import Template
from jinja2.runtime import Macro
from markupsafe import Markup, escape

from bpadocs.lint.findings import Finding
from bpadocs.lint.settings import glossary_of
from bpadocs.messages import message_files
from bpadocs.messages.catalog import Entry, catalogs, entry, facts, head
from bpadocs.project.shared_words import words_of
from bpadocs.project.tree import Project
from bpadocs.publish.render import RuleRenderer
from bpadocs.rule.model import Rule
from bpadocs.rule.provenance import State, states
from bpadocs.runtime import Messages
from bpadocs.site import search
from bpadocs.site.compare_view import Comparison, compare_context
from bpadocs.site.environment import HERE, templates_in
from bpadocs.site.facts import RuleFacts, by_field, moved_on
from bpadocs.site.findings_view import checks_context, findings_context
from bpadocs.site.frame import POLICY, VIEWS, Frame, SiteLanguage, address, frame_of
from bpadocs.site.kept import SITE
from bpadocs.site.message_view import message_context, shown_files
from bpadocs.site.overview import Overview, home_context
from bpadocs.site.page_view import page_context
from bpadocs.site.progress import Progress, Since, progress_of
from bpadocs.site.side_by_side import CellBlock
from bpadocs.site.status_file import NAME as STATUS_FILE
from bpadocs.site.status_file import status_file
from bpadocs.site.status_view import status_context
from bpadocs.site.trend import earlier
from bpadocs.system import git
from bpadocs.system.files import WORDS_LIMIT, read_inside
from bpadocs.translators.carry.rules import Carry
from bpadocs.words.glossary import Glossary, glossary_path
from bpadocs.words.labels import Labels

OVERVIEWS = {
    "home": "index.html",
    "status": "status.html",
    "findings": "findings.html",
    "checks": "checks.html",
}
"""The pages over all rules in each language, by their templates."""

CONTEXTS: Mapping[str, Callable[[Overview, SiteLanguage], Mapping[str, Any]]] = {
    "home": home_context,
    "status": status_context,
    "findings": findings_context,
    "checks": checks_context,
}
"""What the templates of these pages are filled with."""

SCRIPTS = {
    "home": ("filters.js", "home.js"),
    "status": ("filters.js", "status.js"),
    "findings": ("filters.js", "findings.js"),
    "compare": ("compare.js",),
}
"""What a page does beyond what every page does, by its template."""

TEMPLATES = {"pages": "page", "compare": "compare", "messages": "message"}
"""The template of each view."""


@dataclass(frozen=True)
class Rendering:
    """One state of the project, and what its pages are made from. Each part is made once."""

    project: Project
    labels: Mapping[str, Labels]
    findings: Mapping[str, Sequence[Finding]]

    @cached_property
    def frame(self) -> Frame:
        """What every page needs to know of the whole."""
        return frame_of(self.project, self.labels)

    @cached_property
    def _renderer(self) -> RuleRenderer:
        # of what it renders, the site has the pages alone
        settings = self.project.settings._replace(messages=())
        return RuleRenderer(settings, self.labels)

    @cached_property
    def _carry(self) -> Carry:
        return Carry(self.project)

    @cached_property
    def _glossaries(self) -> dict[str, Glossary]:
        return {}

    def _glossary(self, language: SiteLanguage) -> Glossary | None:
        """Return the terms of a language, which are read once; English has none."""
        if language.source:
            return None
        if language.code not in self._glossaries:
            root, settings = self.project.root, self.project.settings
            self._glossaries[language.code] = glossary_of(root, settings, language.code)
        return self._glossaries[language.code]

    def _terms(self, language: SiteLanguage) -> bytes | None:
        """Return the file of the project's own terms in a language."""
        path = glossary_path(language.code)
        return read_inside(self.project.root, path, WORDS_LIMIT)

    def is_stale(self, rule: Rule) -> bool:
        """Tell whether a page of the rule shows how its English has changed.

        Git knows that, and whether it can be carried over, other rules and the glossary tell.
        """
        languages = self.project.settings.languages
        return any(moved_on(rule, language) for language in languages)

    @cached_property
    def progress(self) -> Mapping[str, Mapping[str, Progress]]:
        """How far each rule is, by rule and language."""
        found = {}
        for rule in self.project.rules:
            found[rule.id] = progress_of(
                rule=rule,
                states=self._states_of(rule),
                findings=self.findings.get(rule.id, ()),
                since=self._since(rule),
            )
        return found

    def _since(self, rule: Rule) -> Since:
        """Return when the English of each stale text of a rule changed, as far as git knows it."""
        found = {}
        for language in self.project.settings.translations:
            for name, stamp in moved_on(rule, language).items():
                path = rule.source.path
                time = self._carry.history.replaced(path, name, stamp.source)
                if time is not None:
                    found[language, name] = time
        return found

    @cached_property
    def _states(self) -> dict[str, Mapping[str, Mapping[str, State]]]:
        return {}

    def _states_of(self, rule: Rule) -> Mapping[str, Mapping[str, State]]:
        """Return the states of a rule's texts: its own pages and those over all need them."""
        found = self._states.get(rule.id)
        if found is None:
            languages = self.project.settings.languages
            found = {language: states(rule, language) for language in languages}
            self._states[rule.id] = found
        return found

    def key(self, rule: Rule) -> str:
        """Return a digest of all that a rule's pages are made from."""
        digest = blake2b(self._common_digest, digest_size=16)
        digest.update(
            rule.source.text.encode()
            + b"\0"
            + rule.product.source.text.encode()
            + b"\0"
        )
        digest.update(repr(self.findings.get(rule.id, ())).encode())
        return digest.hexdigest()

    @cached_property
    def _common_digest(self) -> bytes:
        """A digest of what concerns every rule: which pages there are, and the words."""
        words = []
        for language in self.frame.languages:
            labels = language.labels
            every = sorted(labels.words.items())
            words.append((language.locale, every, sorted(labels.borrowed)))
        settings = self.project.settings
        given = (
            settings.help,
            settings.edit_url,
            settings.issue_url,
            settings.out,
            settings.messages,
            settings.version,
            settings.template,
            self.frame.product,
        )
        terms = [self._terms(language) for language in self.frame.translations]
        everything = repr((sorted(self.frame.pages.items()), words, given, terms))
        return blake2b(everything.encode(), digest_size=16).digest()

    def open_messages(self, folder: Path, rules: Iterable[Rule]) -> dict[str, Messages]:
        """Return what a checker prints, by language.

        It is read from catalogs as a build writes them, here into a folder of its own.
        """
        project = self.project
        found = catalogs(rules, self.labels, project.settings)
        for language in found:
            source = project.settings.source_language
            language_facts = facts(language, found, source)
            own_labels = self.labels[language]
            own = head(language_facts, own_labels, project.settings, project.products)
            for name, content in message_files(("gettext",), own, found).items():
                path = folder / name
                path.parent.mkdir(parents=True)
                path.write_bytes(content)
        return {language: Messages.open(folder, language) for language in found}

    def _facts(self, rule: Rule) -> RuleFacts:
        """Return what the views show of a rule besides its texts."""
        found = self._states_of(rule)
        before = {}
        for language in found:
            for name, stamp in moved_on(rule, language).items():
                text = self._carry.history.english(rule.source.path, name, stamp.source)
                if text is not None:
                    before[language, name] = text
        settled: set[tuple[str, str]] = set()
        if before:
            carried = self._carry.rule(rule, self.project.settings.translations)
            settled.update((one.language, one.field) for one in carried.fields)
        return RuleFacts(
            states=found,
            findings=by_field(self.findings.get(rule.id, ())),
            before=before,
            settled=frozenset(settled),
            since=self._since(rule),
        )

    def rule_names(self, rule: Rule) -> list[str]:
        """Return the path of every page of one rule, below build/."""
        names = []
        for language in self.frame.languages:
            for view in VIEWS:
                names.append(f"{SITE}/{language.locale}/{view}/{address(rule)}")
        return names

    def everything(self) -> dict[str, bytes]:
        """Return every file of the site, to compare it with what is on the disk."""
        files = dict(self.shared_files)
        with tempfile.TemporaryDirectory() as aside:
            messages = self.open_messages(Path(aside), self.project.rules)
            for rule in self.project.rules:
                files |= self.rule_files(rule, messages)
        return files

    def rule_files(
        self, rule: Rule, messages: Mapping[str, Messages]
    ) -> dict[str, bytes]:
        """Return every page of one rule, by its path below build/."""
        facts = self._facts(rule)
        settings = self.project.settings
        built = self._renderer.rule(rule, settings.languages)
        files = {}
        english_blocks: dict[str, list[CellBlock]] = {}
        english = self._entry(rule, rule.source_language)
        for language in self.frame.languages:
            page = built[language.code].page.decode()
            comparison = Comparison(
                rule=rule,
                language=language,
                frame=self.frame,
                facts=facts,
                glossary=self._glossary(language),
                english_blocks=english_blocks,
            )
            served = messages[language.code]
            own = self._entry(rule, language.code)
            loaded = shown_files(rule, settings, own, english)
            contexts = {
                "pages": page_context(rule, language, self.frame, facts, page),
                "compare": compare_context(comparison),
                "messages": message_context(comparison, served, loaded, settings.out),
            }
            for view in VIEWS:
                context = {"title": contexts[view]["heading"].text, **contexts[view]}
                path = f"{view}/{address(rule)}"
                html = self._page(view, path, language, context)
                files[f"{SITE}/{language.locale}/{path}"] = html
        return files

    def _entry(self, rule: Rule, language: str) -> Entry:
        """Return what checkers load of a rule in a language."""
        return entry(rule, self.labels[language], self.project.settings)

    @property
    def shared_names(self) -> list[str]:
        """The paths of the files that are about all rules, or about none."""
        return list(self.shared_makers)

    @cached_property
    def shared_files(self) -> Mapping[str, bytes]:
        """Every file that is about all rules, or about none, by its path below build/."""
        return {name: make() for name, make in self.shared_makers.items()}

    @cached_property
    def shared_makers(self) -> Mapping[str, Callable[[], bytes]]:
        """What makes each file that is about all rules, or about none, by its path below build/."""
        makers: dict[str, Callable[[], bytes]] = {}
        for path in sorted((HERE / "assets").iterdir()):
            makers[f"{SITE}/assets/{path.name}"] = path.read_bytes
        for language in self.frame.languages:
            base = f"{SITE}/{language.locale}"
            for kind, name in OVERVIEWS.items():
                makers[f"{base}/{name}"] = partial(self._over_all, kind, language)
            makers[f"{base}/{search.NAME}"] = partial(self._search, language)
        makers[f"{SITE}/{STATUS_FILE}"] = self._status_file
        makers[f"{SITE}/index.html"] = self._choose
        return makers

    def _over_all(self, kind: str, language: SiteLanguage) -> bytes:
        """Return a page over all rules."""
        context = CONTEXTS[kind](self._overview, language)
        return self._page(kind, OVERVIEWS[kind], language, context)

    def _search(self, language: SiteLanguage) -> bytes:
        return search.search_index(self.project.rules, language).encode()

    def _status_file(self) -> bytes:
        return status_file(self._overview).encode()

    def _choose(self) -> bytes:
        page = _template("choose").render(policy=POLICY, languages=self.frame.languages)
        return page.encode()

    def page_around(
        self,
        made: Template,
        path: str,
        language: SiteLanguage,
        context: Mapping[str, Any],
    ) -> bytes:
        """Return a page within the frame of the site that is on no disk, of its own template."""
        whole = {**self._context("", path.count("/") + 1, language), **context}
        title = f"{context['title']} – {self.frame.site_titles[language.code]}"
        main = Markup(made.render(whole))
        around = {**whole, "title": title, "address": path, "main": main}
        return _template("base").render(around).encode()

    @cached_property
    def _overview(self) -> Overview:
        """What the pages over all rules are made from."""
        shared = words_of(self.project, self.labels)
        last = git.last_commit(self.project.root)
        return Overview(
            rules=self.project.rules,
            products=self.project.products,
            frame=self.frame,
            progress=self.progress,
            words={language: own.states for language, own in shared.items()},
            findings=self.findings,
            commit=last,
            earlier=earlier(self.project, self.progress, last),
        )

    def _page(
        self, kind: str, path: str, language: SiteLanguage, context: Mapping[str, Any]
    ) -> bytes:
        """Return one page: what is common to its kind, and its own in between."""
        shared = self._shared[kind, language.code]
        main = _template(kind).render({**shared.context, **context})
        site_title = self.frame.site_titles[language.code]
        title = context["title"]
        if title == site_title:
            full_title = title
        else:
            full_title = f"{title} – {site_title}"
        return shared.around.filled(
            title=escape(full_title), address=path, main=main
        ).encode()

    def prepare(self) -> None:
        """Make what several pages need, before each of several processes makes it."""
        _ = self._overview.whole, self._shared
        for kind in (*OVERVIEWS, *VIEWS):
            _template(kind)

    @cached_property
    def _shared(self) -> Mapping[tuple[str, str], "_Shared"]:
        """What all pages of a kind have in common, by kind and language."""
        # how many folders below the site's own the pages of a kind are
        depths = {**dict.fromkeys(OVERVIEWS, 1), **dict.fromkeys(VIEWS, 3)}
        shared = {}
        for kind, depth in depths.items():
            for language in self.frame.languages:
                context = self._context(kind, depth, language)
                around = _Around.of(_template("base"), context)
                shared[kind, language.code] = _Shared(
                    {**context, **_parts(context)}, around
                )
        return shared

    def _context(
        self, kind: str, depth: int, language: SiteLanguage
    ) -> Mapping[str, Any]:
        """Return what every template of this kind may ask for."""
        languages = self.frame.languages
        # a search looks in the page's own language first
        locales = [language.locale]
        locales += [one.locale for one in languages if one is not language]
        return {
            "kind": kind,
            "root": "../" * depth,
            "language": language,
            "languages": languages,
            "words": language.words,
            "_": language.word,
            "t": language.shown,
            "icon": _icon,
            "only_product": self.frame.product,
            "edit_link": self.frame.edit_link,
            "issue_link": self.frame.issue_link,
            "policy": POLICY,
            "scripts": SCRIPTS.get(kind, ()),
            "search_sources": " ".join(f"{locale}/{search.NAME}" for locale in locales),
        }


@dataclass(frozen=True, slots=True)
class _Around:
    """A page without what differs from one page to the next.

    The template around the page is rendered once for all pages of a kind, with marks at its gaps.
    """

    pieces: tuple[tuple[str, str], ...]
    """Each piece, and the name of the gap after it; empty after the last one."""

    @classmethod
    def of(cls, template: Template, context: Mapping[str, Any]) -> "_Around":
        """Render the template, and cut it at its gaps."""
        # NUL cannot be in anything that a project brings along
        gaps = {name: Markup(f"\0{name}\0") for name in ("title", "address", "main")}
        found = template.render({**context, **gaps}).split("\0")
        return cls(tuple(zip(found[::2], [*found[1::2], ""], strict=True)))

    def filled(self, **gaps: str) -> str:
        """Return the page with these texts in its gaps."""
        parts = []
        for piece, name in self.pieces:
            parts += [piece, gaps.get(name, "")]
        return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Shared:
    """What all pages of a kind in a language have in common."""

    context: Mapping[str, Any]
    around: _Around


_OF_FEW_VALUES = frozenset(
    {"chip", "level_chip", "levels_chip", "sign", "spoken_sign", "link_here"}
)
"""The macros that are mostly given what they have been given on other pages: a state, a number."""


def _parts(context: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the macros that pages are put together from, by their names.

    Each page would have them made anew if its template imported them.
    """
    module = _template("parts").make_module(dict(context))
    found: dict[str, Callable[..., str]] = {}
    for name, one in vars(module).items():
        if name in _OF_FEW_VALUES:
            found[name] = lru_cache(maxsize=1024, typed=True)(one)
        elif isinstance(one, Macro):
            found[name] = one
    return found


@cache
def _template(kind: str) -> Template:
    name = TEMPLATES.get(kind, kind)
    return templates_in("templates").get_template(f"{name}.html.j2")


@cache
def _icon(name: str) -> Markup:
    """Return a drawing. It is the same on every page, and a page has several."""
    return Markup(_template("parts").module.drawn(name))  # type: ignore[attr-defined]
