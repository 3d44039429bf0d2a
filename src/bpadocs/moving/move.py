"""`bpa mv`: a rule or a product gets another name."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bpadocs import shown
from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.formats.yaml.edit import Value, edit
from bpadocs.formats.yaml.lists import (
    has_items,
    with_item,
    with_item_replaced,
    without_item,
)
from bpadocs.formats.yaml.nodes import Source
from bpadocs.moving import outstanding
from bpadocs.moving.links import PageMoves, may_link, relinked, restamped
from bpadocs.moving.plan import MovePlan
from bpadocs.moving.settings import with_other_files
from bpadocs.moving.sources import (
    RuleSources,
    parsed_product,
    parsed_rule,
    product_path,
    read_sources,
)
from bpadocs.project.add_rule import check_name, check_product_name
from bpadocs.project.chosen import named_rule
from bpadocs.project.former_names import ALIASES, REDIRECT_FROM
from bpadocs.project.product_order import with_name
from bpadocs.project.tree import (
    clashes,
    names_of,
    rule_path,
)
from bpadocs.rule.drafts import untouched
from bpadocs.rule.keys import key_order, product_key_order
from bpadocs.rule.model import Product, Rule
from bpadocs.rule.names import default_help_id, is_rule_name, page_address, page_refusal
from bpadocs.system.saving import Change

_INHERITED = (
    "operating_systems",
    "applies_to",
    "intro",
    "note",
    "front_matter",
    "layout",
)
"""What a rule may have of its product."""


class NewName(NamedTuple):
    """A rule, and what it is to be called."""

    old: str
    new: str
    page: str | None = None
    """The name of its page, where that changes too."""


def plan_move(
    root: Path,
    old: str,
    new: str,
    *,
    page: str | None = None,
    files: Collection[Path] = (),
) -> MovePlan:
    """Return what makes one rule, or all of a product, go by another name.

    `files` are at the translators and not in the project. Raises UsageError where no rule can be
    called so, and BrokenInputError where something is in the way.
    """
    sources = read_sources(root)
    old = named_rule(old).rstrip("/")
    new = named_rule(new)
    if "/" in old:
        if new.endswith("/"):
            new += old.partition("/")[2]
        check_name(new, new)
        return _plan_rule(sources, NewName(old, new, page), files)
    if page is not None:
        raise UsageError("--page: a product has many pages; move one rule at a time")
    new = new.rstrip("/")
    check_product_name(new)
    return _plan_product(sources, old, new, files)


def _plan_rule(
    sources: RuleSources, name: NewName, files: Collection[Path]
) -> MovePlan:
    if name.page is not None and (page_mistake := page_refusal(name.page)):
        raise UsageError(f"--page: {page_mistake}")
    if name.old not in sources.ids:
        return _moved_already(sources, name, files)
    before = sources.rule(name.old)
    is_same = name.new == name.old and name.page in (None, before.page)
    if is_same:
        raise UsageError(f"{shown.name(name.old)}: that is what it is called")
    if not is_rule_name(name.old):
        problem = "has a name that no alias can have; rename the file by hand"
        raise BrokenInputError([Problem(rule_path(name.old), 1, 1, problem)])
    _refuse_same_file(sources.root, rule_path(name.old), rule_path(name.new))
    mover = _RuleMover(sources, files)
    mover.move([name])
    return mover.plan(f"{name.old} is {name.new} now")


def _refuse_same_file(root: Path, old: str, new: str) -> None:
    """Raise where two names are one file: what is written under one would go with the other."""
    if old == new or not (root / new).exists():
        return
    if os.path.samefile(root / old, root / new):
        message = (
            f"is the same file as {new} here, where case makes no difference; move it to another "
            "name first, and from there to this one"
        )
        raise BrokenInputError([Problem(old, 1, 1, message)])


def _moved_already(
    sources: RuleSources, name: NewName, files: Collection[Path]
) -> MovePlan:
    """Return what is left to do where the rule has the name; files that were named may be left."""
    there = name.new in sources.ids and sources.rule(name.new)
    if not there or name.old not in there.aliases:
        raise sources.unknown(name.old)
    mover = _RuleMover(sources, files)
    mover.names = [name]
    return mover.plan(f"{name.old} is called {name.new} already")


def _plan_product(
    sources: RuleSources, old: str, new: str, files: Collection[Path]
) -> MovePlan:
    product = sources.needed_product(old)
    if old == new:
        raise UsageError(f"{shown.name(old)}: that is what it is called")
    _refuse_same_file(sources.root, product_path(old), product_path(new))
    mover = _RuleMover(sources, files)
    text = product.source.text
    if product.given_model is None and default_help_id(new) != product.model:
        text = edit(text, {("model",): product.model}, product_key_order)
    path = product_path(new)
    there = sources.text(path)
    if there is not None and there != text:
        problem = (
            f"a product is there already; move the rules one by one: bpa mv {old}/RULE "
            f"{new}/"
        )
        raise BrokenInputError([Problem(path, 1, 1, problem)])
    mover.put(path, text)
    mover.products[new] = parsed_product(Source(path, text), new, sources.settings)
    names: list[NewName] = []
    for identifier in sources.ids_of(old):
        name = identifier.partition("/")[2]
        names.append(NewName(identifier, f"{new}/{name}"))
    mover.moved_before = _moved_before(sources, old, new)
    mover.move(names)
    mover.leave(product_path(old), path)
    return mover.plan(f"{old} is {new} now, with {len(names):,} rules")


@dataclass
class _RuleMover:
    """Gathers what a move writes: first the rules, then what names them, then what goes."""

    sources: RuleSources
    files: Collection[Path]
    products: dict[str, Product] = field(default_factory=dict)
    """Those that rules go to."""
    names: Sequence[NewName] = ()
    moved_before: Mapping[str, str] = field(default_factory=dict)
    """The pages that the same move took along before it was ended."""
    texts: dict[str, str] = field(default_factory=dict)
    """The new text of each file, by path, in the order in which they are written."""
    gone: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    """The files that go, by those that stand for them."""
    notes: list[str] = field(default_factory=list)

    def put(self, path: str, text: str) -> None:
        """Give a file this text."""
        self.texts[path] = text

    def leave(self, old: str, new: str) -> None:
        """Let a file go, for which there is another."""
        self.gone.append(old)
        self.renamed[new] = old

    def move(self, names: Sequence[NewName]) -> None:
        """Give rules other names."""
        self.names = names
        before: dict[NewName, Rule] = {}
        for name in names:
            before[name] = self.sources.rule(name.old)
        moved = {**self.moved_before, **_moved_pages(before)}
        after: dict[NewName, Rule] = {}
        for name, rule in before.items():
            after[name] = self._rule(name, rule, moved)
        self._refuse_clashes(list(after.values()))
        self._follow(moved)
        for name in names:
            self._order(name, before[name])
            self._tell(before[name], after[name])
            if name.new == name.old:
                # It goes last, as those do that get another name: by it this command knows that
                # the rest is still to be done.
                path = rule_path(name.new)
                self.texts[path] = self.texts.pop(path)

    # The rule itself

    def _rule(self, name: NewName, rule: Rule, moved: Mapping[str, str]) -> Rule:
        product = self._product(_product_of(name.new), rule.product)
        path = rule_path(name.new)
        moves = PageMoves(rule.product.id, product.id, moved)
        text = relinked(rule.source.text, rule.source.path, moves)
        try:
            new = self._read(Source(path, text), name.new, product)
            text = self._renamed(name, rule, restamped(rule, new), moved)
            new = self._read(Source(path, text), name.new, product)
        except BrokenInputError as error:
            raise BrokenInputError(
                [_as_moved(problem, name) for problem in error.problems]
            ) from None
        there = self.sources.text(path)
        if there is not None and name.new != name.old and there != text:
            problem = "exists already; nothing is overwritten"
            raise BrokenInputError([Problem(path, 1, 1, problem)])
        self.put(path, text)
        if name.new != name.old:
            self.leave(rule_path(name.old), path)
        return new

    def _read(self, source: Source, identifier: str, product: Product) -> Rule:
        return parsed_rule(source, identifier, product, self.sources.settings)

    def _renamed(
        self, name: NewName, rule: Rule, text: str, moved: Mapping[str, str]
    ) -> str:
        """Return the file with what it says of its names."""
        edits: dict[tuple[str, ...], Value | None] = {}
        if name.page:
            edits["page",] = name.page
        is_draft = bool(untouched(rule))
        has_other_help_id = default_help_id(name.new) != rule.help_id
        if rule.given_help_id is None and has_other_help_id and not is_draft:
            edits["help_id",] = rule.help_id
        if edits:
            text = edit(text, edits, key_order)
        if is_draft:
            # nobody has built it, so nobody asks for it
            return text
        text = without_item(text, ALIASES, name.new)
        if name.new != name.old:
            text = with_item(text, ALIASES, name.old, key_order)
        old_page = page_address(rule.product.id, rule.page)
        new_page = moved.get(old_page)
        if new_page is not None:
            text = without_item(text, REDIRECT_FROM, new_page)
            if new_page.casefold() != old_page.casefold():
                text = with_item(text, REDIRECT_FROM, old_page, key_order)
        return text

    # Its product

    def _product(self, identifier: str, like: Product) -> Product:
        """Return the product that a rule goes to; it is made where there is none yet."""
        if identifier not in self.products:
            known = self.sources.product(identifier)
            self.products[identifier] = known or self._new_product(identifier, like)
        return self.products[identifier]

    def _new_product(self, identifier: str, like: Product) -> Product:
        """Make a product whose rules have what they have in another."""
        name = identifier.replace("-", " ").title()
        edits: dict[tuple[str, ...], Value | None] = {("name",): name}
        for key in ("model", "order", "redirects"):
            edits[key,] = None
        text = edit(like.source.text, edits, product_key_order)
        path = product_path(identifier)
        self.put(path, text)
        self.notes.append(
            f"{path} is new, and shares what {like.source.path} does; look at its name"
        )
        return parsed_product(Source(path, text), identifier, self.sources.settings)

    def _order(self, name: NewName, rule: Rule) -> None:
        """Keep the order of a model's entries: none may move, and a new one goes to the end."""
        product = _product_of(name.new)
        path = product_path(product)
        text = self.texts.get(path) or self.sources.text(path)
        old, new = name.old.partition("/")[2], name.new.partition("/")[2]
        if text is None or not has_items(text, "order"):
            return
        if product == rule.product.id:
            self.put(path, with_item_replaced(text, "order", old, new))
        else:
            self.put(path, with_name(text, new))

    # What is in the way

    def _refuse_clashes(self, after: Sequence[Rule]) -> None:
        """Raise where a new name is another's, now or before."""
        others = [names_of(rule) for rule in self._others()]
        root = self.sources.root
        settings = self.sources.settings
        # what was in the way of another before is not ours to tell
        known = set(clashes(root, others, settings))
        every = [*others, *map(names_of, after)]
        by_path: dict[str, NewName] = {}
        for name in self.names:
            by_path[rule_path(name.new)] = name
        problems: list[Problem] = []
        for problem in clashes(root, every, settings):
            if problem not in known:
                problems.append(_told(problem, by_path))
        if problems:
            raise BrokenInputError(problems)

    def _others(self) -> Iterator[Rule]:
        """Yield the rules that keep their names."""
        moving: set[str] = set()
        for name in self.names:
            moving.update((name.old, name.new))
        for rule in self.sources.rules():
            if rule.id not in moving:
                yield rule

    # What follows

    def _follow(self, moved: Mapping[str, str]) -> None:
        """Renew the links of the other rules to pages that move."""
        for rule in self._others():
            before = rule.source.text
            if not may_link(before, moved):
                continue
            product = rule.product.id
            moves = PageMoves(product, product, moved)
            path = rule.source.path
            after = relinked(before, path, moves)
            if after != before:
                new = self._read(Source(path, after), rule.id, rule.product)
                self.put(path, restamped(rule, new))
        if not moved:
            return
        for path in self.sources.unread():
            self.notes.append(
                f"{path} has mistakes: links in it to the old page stay; bpa lint tells them"
            )

    def _tell(self, before: Rule, after: Rule) -> None:
        """Note what else is another in the new product."""
        if before.product.id == after.product.id:
            return
        other: list[str] = []
        for what in _INHERITED:
            if getattr(before, what) != getattr(after, what):
                other.append(what)
        if other:
            self.notes.append(
                f"{after.id} has the {', '.join(other)} of {after.product.source.path} now"
            )
        old_model = before.product.model
        new_model = after.product.model
        has_tables = "bpa" in self.sources.settings.messages
        if has_tables and new_model != old_model:
            self.notes.append(
                f"the table {new_model}.psd1 has its texts now, no longer {old_model}.psd1"
            )

    # All of it

    def plan(self, done: str) -> MovePlan:
        """Return what is to be written."""
        ids = {name.old: name.new for name in self.names}
        changes: dict[str, Change] = {}
        for path, text in self.texts.items():
            before = self.sources.text(path)
            changes[path] = Change(
                before=None if before is None else before.encode(), after=text.encode()
            )
        paths: dict[str, str] = {}
        for old, new in ids.items():
            paths[rule_path(old)] = rule_path(new)
        changes |= with_other_files(self.sources.root, paths)
        changes |= outstanding.found_in(self.sources.root, ids)
        for path in self.gone:
            before = self.sources.text(path)
            changes[path] = Change((before or "").encode(), None)
        return MovePlan(
            changes=changes,
            outside=outstanding.named(self.files, ids),
            notes=tuple(self.notes),
            renamed=self.renamed,
            done=done,
        )


def _moved_pages(rules: Mapping[NewName, Rule]) -> dict[str, str]:
    """Return the new address of each page that gets one, by its old address."""
    moved: dict[str, str] = {}
    for name, rule in rules.items():
        product = _product_of(name.new)
        page = name.page or rule.page
        old = page_address(rule.product.id, rule.page)
        new = page_address(product, page)
        if new != old:
            moved[old] = new
    return moved


def _moved_before(sources: RuleSources, old: str, new: str) -> dict[str, str]:
    """Return the pages that the same move of a product took along before it was ended."""
    moved: dict[str, str] = {}
    for rule in sources.rules():
        page = page_address(old, rule.page)
        if rule.product.id == new and page in rule.redirect_from:
            moved[page] = page_address(new, rule.page)
    return moved


def _product_of(identifier: str) -> str:
    return identifier.partition("/")[0]


def _as_moved(problem: Problem, name: NewName) -> Problem:
    """Return a mistake that the rule would have, at the file that is there."""
    return problem._replace(
        path=rule_path(name.old), message=f"as “{name.new}”: {problem.message}"
    )


def _told(problem: Problem, by_path: Mapping[str, NewName]) -> Problem:
    name = by_path.get(problem.path)
    if name is None:
        return problem
    return _as_moved(problem, name)
