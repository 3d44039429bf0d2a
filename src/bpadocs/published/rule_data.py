"""One page, with its translations, as the data of a rule file."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bpadocs.published.english import Draft
from bpadocs.published.subjects import type_of
from bpadocs.published.yaml_text import Data
from bpadocs.rule.model import FIELDS, Product
from bpadocs.words.labels import Labels
from bpadocs.words.of_pages import NOTE


@dataclass(frozen=True)
class TranslationData:
    """What a rule file says in one language."""

    fields: Mapping[str, str]
    front_matter: Mapping[str, str] = field(default_factory=dict)
    layout: Mapping[str, str] = field(default_factory=dict)
    """Only what differs from the layout of the English page."""
    synced: Mapping[str, str] = field(default_factory=dict)
    """The stamps of the fields, and the hash of the page that they were made from."""

    def as_data(self) -> dict[str, str | Mapping[str, str]]:
        """Return the keys in the order of a rule file, those that have something to say."""
        data: dict[str, str | Mapping[str, str]] = {}
        for name in FIELDS:
            if name in self.fields:
                data[name] = self.fields[name]
        if self.front_matter:
            data["front_matter"] = self.front_matter
        if self.layout:
            data["layout"] = self.layout
        if self.synced:
            data["synced"] = self.synced
        return data


@dataclass(frozen=True)
class RuleData:
    """What a rule file says."""

    head: Mapping[str, Data]
    """Everything above layout and texts."""
    text: Mapping[str, TranslationData]
    """By language, the source first."""
    layout: Mapping[str, str] = field(default_factory=dict)

    def as_data(self) -> dict[str, Data]:
        """Return the keys in the order of a rule file: the texts come last."""
        data = dict(self.head)
        if self.layout:
            data["layout"] = self.layout
        texts = {}
        for language, translation in self.text.items():
            texts[language] = translation.as_data()
        data["text"] = texts
        return data


def rule_data(one: Draft, product: Product, labels: Labels) -> RuleData:
    """Return the data of a page of the source: its texts, and what differs from its product."""
    head: dict[str, Data] = {
        "page": one.name,
        "severity": one.severity.value,
        "category": str(one.category),
        **_own_furniture(one, product),
    }
    arguments: dict[str, Data] = {}
    for label, name in one.arguments.items():
        arguments[name] = {"type": type_of(label, labels).value, "label": label}
    if arguments:
        head["arguments"] = arguments
    front_matter = _own_front_matter(one, product)
    if front_matter:
        head["front_matter"] = front_matter
    text = {labels.language: TranslationData(one.fields)}
    return RuleData(head=head, text=text)


def _own_furniture(one: Draft, product: Product) -> dict[str, Data]:
    """Return the operating systems and the stock sentences that the product has otherwise."""
    data: dict[str, Data] = {}
    applies_to = product.applies_to
    systems = one.operating_systems or product.operating_systems
    if systems != product.operating_systems:
        data["operating_systems"] = systems
        # this is what a build writes where a rule has systems of its own
        applies_to = ", ".join(systems)
    if one.applies_to != applies_to:
        data["applies_to"] = one.applies_to
    if one.intro != (product.intro or ""):
        data["intro"] = one.intro
    if one.note != product.note:
        data["note"] = NOTE if one.note is None else one.note
    return data


def _own_front_matter(one: Draft, product: Product) -> dict[str, str]:
    """Return the page's own values, and an empty one for each of the product that it lacks."""
    own = {}
    for key, value in one.front_matter.items():
        if product.front_matter.get(key) != value:
            own[key] = value
    for key, shared in product.front_matter.items():
        if shared and key not in one.front_matter:
            own[key] = ""
    return own
