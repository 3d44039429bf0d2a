"""Kinds of rule pages, as profiles.yaml states them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

BPA: Final = "bpa"
"""The profile of the pages that bpadocs writes itself."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of rule pages: what its sections are called."""

    name: str
    required: frozenset[str]
    """A page with two of these sections is of this kind."""
    headings: Mapping[str, str]
    """The name of a section by its English heading, in lower case."""

    def fits(self, headings: Iterable[str]) -> bool:
        """Return whether a page with these English headings is of this kind."""
        found = {self.headings.get(heading.casefold()) for heading in headings}
        return len(found & self.required) > 1


@cache
def profiles() -> Mapping[str, Profile]:
    """Return all profiles by name."""
    text = files("bpadocs.published").joinpath("profiles.yaml").read_text("utf-8")
    found = {}
    for name, data in yaml.safe_load(text).items():
        headings = {}
        for section, words in data["sections"].items():
            for heading in words:
                headings[heading.casefold()] = section
        found[name] = Profile(name, frozenset(data["required"]), headings)
    return found


def profile_of(headings: Iterable[str]) -> Profile | None:
    """Return the profile that a page with these English headings is of, if any."""
    every = [*headings]
    for profile in profiles().values():
        if profile.fits(every):
            return profile
    return None
