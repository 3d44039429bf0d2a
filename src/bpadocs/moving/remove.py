"""`bpa rm`: a rule or a product goes, and its pages lead elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.formats.yaml.edit import Value, edit
from bpadocs.formats.yaml.lists import with_item
from bpadocs.moving.links import may_link, page_links
from bpadocs.moving.plan import MovePlan
from bpadocs.moving.settings import places_of
from bpadocs.moving.sources import RuleSources, product_path, read_sources
from bpadocs.project.chosen import named_rule
from bpadocs.project.former_names import REDIRECT_FROM, REDIRECTS, is_target
from bpadocs.project.tree import rule_path
from bpadocs.rule.drafts import untouched
from bpadocs.rule.keys import key_order, product_key_order
from bpadocs.rule.model import TO_INDEX, Product, Rule
from bpadocs.rule.names import page_address
from bpadocs.system.saving import Change


def plan_removal(root: Path, named: str, to: str | None = None) -> MovePlan:
    """Return what takes away a rule, or a product with its rules.

    Their pages lead to the rule or the address that `to` is, or to the index. Raises
    BrokenInputError with each place where something else names one of them.
    """
    sources = read_sources(root)
    identifier = named_rule(named).rstrip("/")
    product_id, _, name = identifier.partition("/")
    gone = [identifier] if name else sources.ids_of(product_id)
    if name and identifier not in sources.ids:
        raise sources.unknown(identifier)
    product = sources.needed_product(product_id)
    removal = _Removal(sources, gone, product)
    removal.refuse_what_is_needed()
    removal.redirect(_target(sources, gone, to))
    return removal.plan(identifier, with_product=not name)


def _target(sources: RuleSources, gone: Sequence[str], to: str | None) -> str | Rule:
    """Return where the pages lead: a rule, an address, or the index."""
    if to is None:
        return TO_INDEX
    if is_target(to):
        return to
    identifier = named_rule(to)
    if identifier in gone:
        raise UsageError(f"--to: {identifier} is removed itself")
    if identifier not in sources.ids:
        unknown = sources.unknown(identifier)
        raise UsageError(f"--to: {unknown.messages[0]}, and no address (https://…)")
    return sources.rule(identifier)


@dataclass
class _Removal:
    """Gathers what a removal writes: where pages lead, then what goes."""

    sources: RuleSources
    gone: Sequence[str]
    """The ids of the rules that go."""
    product: Product
    texts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def refuse_what_is_needed(self) -> None:
        """Raise with each place where a rule that stays, or a setting, names one that goes."""
        problems: list[Problem] = []
        pages = {}
        for identifier in self.gone:
            rule = self.sources.rule(identifier)
            pages[page_address(self.product.id, rule.page)] = identifier
            problems += places_of(self.sources.root, rule_path(identifier))
        for rule in self.sources.rules():
            if rule.id not in self.gone:
                problems += _links_to(rule, pages)
        for path in self.sources.unread():
            message = (
                "has mistakes, so that nobody knows whether it links to what is to go; "
                "bpa lint tells them"
            )
            problems.append(Problem(path, 1, 1, message))
        if problems:
            raise BrokenInputError(problems)

    def redirect(self, target: str | Rule) -> None:
        """Let the pages of what goes lead to the target."""
        pages: list[str] = []
        for identifier in self.gone:
            rule = self.sources.rule(identifier)
            if not untouched(rule):
                own = page_address(self.product.id, rule.page)
                pages += (*rule.redirect_from, own)
        if not pages:
            return
        if isinstance(target, Rule):
            self.texts[target.source.path] = _led_to(target, pages)
            return
        text = self.product.source.text
        edits: dict[tuple[str, ...], Value | None] = {}
        for page in pages:
            edits[REDIRECTS, page] = target
        path = self.product.source.path
        self.texts[path] = edit(text, edits, product_key_order)

    def plan(self, what: str, *, with_product: bool) -> MovePlan:
        """Return what is to be written."""
        changes: dict[str, Change] = {}
        for path, text in self.texts.items():
            before = self.sources.text(path) or ""
            changes[path] = Change(before.encode(), text.encode())
        going = [rule_path(identifier) for identifier in self.gone]
        own = product_path(self.product.id)
        if with_product and (own in self.texts or self.product.redirects):
            self.notes.append(
                f"{own} stays, for it says where the pages lead that were here; remove it when "
                "nobody comes there any more"
            )
        elif with_product:
            going.append(own)
        for path in going:
            before = self.sources.text(path) or ""
            changes[path] = Change(before.encode(), None)
        return MovePlan(
            changes=changes,
            outside={},
            notes=tuple(self.notes),
            renamed={},
            done=f"{what} is removed",
        )


def _links_to(rule: Rule, pages: dict[str, str]) -> Iterator[Problem]:
    """Yield each place where a rule links to one of these pages."""
    text, path = rule.source.text, rule.source.path
    if not may_link(text, pages):
        return
    for link in page_links(text, path, rule.product.id):
        target = pages.get(link.address)
        if target is not None:
            line = text.count("\n", 0, link.start) + 1
            column = link.start - text.rfind("\n", 0, link.start)
            message = f"links to the page of {target}; change that first"
            yield Problem(path, line, column, message)


def _led_to(target: Rule, pages: Sequence[str]) -> str:
    """Return the file of a rule to which these pages lead too."""
    text = target.source.text
    for page in pages:
        text = with_item(text, REDIRECT_FROM, page, key_order)
    return text
