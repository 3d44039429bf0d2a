"""The files of a project as they are, read as far as a move needs them.

A move that was ended half way has left rules under two names, and an order in product.yaml that is
ahead of its rules. So nothing is refused here that only that move can mend.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bpadocs.errors import BrokenInputError, UsageError
from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.mistakes import nearest
from bpadocs.project.read_rule import read_product, read_rule
from bpadocs.project.settings import Settings, read_settings
from bpadocs.project.tree import (
    PRODUCT_FILE,
    RULES,
    ProductFolder,
    missing_product,
    read_rule_file,
    read_source,
    rule_id,
    rule_path,
    scan,
    with_settings,
)
from bpadocs.rule.model import Product, Rule


@dataclass(frozen=True)
class RuleSources:
    """The rule files of a project."""

    root: Path
    settings: Settings
    folders: Sequence[ProductFolder]
    known: dict[str, Rule | None] = field(default_factory=dict)
    """The rules that were read, by id; None for one with mistakes."""

    @property
    def ids(self) -> list[str]:
        """The ids of all rules, in order."""
        found: list[str] = []
        for folder in self.folders:
            found += map(rule_id, folder.rules)
        return found

    def ids_of(self, product: str) -> list[str]:
        """Return the ids of a product's rules, in order."""
        return [one for one in self.ids if one.partition("/")[0] == product]

    def text(self, path: str) -> str | None:
        """Return the text of a file; None where it is not there or cannot be read."""
        source, _ = read_source(self.root, path)
        if source:
            return source.text
        return None

    def product(self, identifier: str) -> Product | None:
        """Return a product, None where it has no product.yaml.

        Raises BrokenInputError for a mistake in it.
        """
        path = product_path(identifier)
        if not (self.root / path).exists():
            return None
        source, problems = read_source(self.root, path)
        if source is None:
            raise BrokenInputError(problems)
        return parsed_product(source, identifier, self.settings)

    def needed_product(self, identifier: str) -> Product:
        """Return a product that must be there.

        Raises UsageError where it is not, and BrokenInputError where its folder lacks its file.
        """
        product = self.product(identifier)
        if product is not None:
            return product
        if self.ids_of(identifier):
            raise BrokenInputError([missing_product(identifier)])
        raise self.unknown(identifier)

    def rule(self, identifier: str) -> Rule:
        """Return a rule that is there. Raises BrokenInputError for a mistake in its file."""
        rule = self.known.get(identifier)
        if rule is None:
            product = self.needed_product(identifier.partition("/")[0])
            path = rule_path(identifier)
            rule, problems = read_rule_file(self.root, path, product, self.settings)
            if rule is None:
                raise BrokenInputError(problems)
            self.known[identifier] = rule
        return rule

    def rules(self) -> Iterator[Rule]:
        """Yield every rule that can be read."""
        for folder in self.folders:
            for path in folder.rules:
                identifier = rule_id(path)
                if identifier not in self.known:
                    self.known[identifier], _ = read_rule_file(
                        self.root, path, folder.product, self.settings
                    )
                rule = self.known[identifier]
                if rule is not None:
                    yield rule

    def unread(self) -> list[str]:
        """Return the files of rules that `rules` leaves out, for they have mistakes."""
        return [rule_path(one) for one, rule in self.known.items() if rule is None]

    def unknown(self, named: str) -> UsageError:
        """Return what is to be said of a name that is no rule and no product."""
        products = [folder.product.id for folder in self.folders]
        known = self.ids if "/" in named else products
        what = "rule" if "/" in named else "product"
        return UsageError(f"{named}: no such {what}{nearest(named, known)}")


def read_sources(root: Path) -> RuleSources:
    """Read which rules a project has."""
    settings = read_settings(root)
    folders, _ = scan(root, settings)
    return RuleSources(root, settings, folders)


def product_path(identifier: str) -> str:
    """Return the file that says what the rules of a product share."""
    return f"{RULES}/{identifier}/{PRODUCT_FILE}"


def parsed_product(source: Source, identifier: str, settings: Settings) -> Product:
    """Return the product in a file. Raises BrokenInputError with every mistake."""
    product, problems = read_product(source, identifier)
    if product is None:
        raise BrokenInputError(problems)
    return with_settings(product, settings)


def parsed_rule(
    source: Source, identifier: str, product: Product, settings: Settings
) -> Rule:
    """Return the rule in a file. Raises BrokenInputError with every mistake."""
    rule, problems = read_rule(source, identifier, product, settings.languages)
    if rule is None:
        raise BrokenInputError(problems)
    return rule
