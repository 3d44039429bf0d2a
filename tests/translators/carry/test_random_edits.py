"""Thousands of edits of the English, carried over or left: every carried text is right.

A few dozen of them are made by the suite. `BPADOCS_CARRY_EDITS=2500 pytest -s` with this file makes
2,000 that stand the same in every language and 500 that do not, and prints how many of each kind
were carried into each language.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from carry_edits import Exchanged, changes_of_words, exchanges, is_the_same_exchange
from page_helpers import CORPUS

from bpadocs.cli import main
from bpadocs.formats.yaml.edit import edit
from bpadocs.project.tree import Project, read_project
from bpadocs.rule.model import (
    DETAIL_FIELDS,
    Origin,
    Rule,
    SourceFile,
    Stamp,
    Translation,
)
from bpadocs.rule.provenance import fingerprint, format_stamp
from bpadocs.translators.carry.english import NotCarried
from bpadocs.translators.carry.field import FieldChange
from bpadocs.translators.carry.known_words import KnownWords, known_words
from bpadocs.translators.rule_linter import RuleLinter
from bpadocs.words.glossary import read_glossary

ROOT = Path(__file__).parents[3]
EDITS = int(os.environ.get("BPADOCS_CARRY_EDITS", "75"))
MECHANICAL = EDITS * 4 // 5
OTHERS = EDITS - MECHANICAL
SEED = 21
PROVENANCE = ("stale", "edited-unconfirmed", "missing", "untracked")


class Place(NamedTuple):
    """A field of a rule whose English and translations are texts without plural forms."""

    rule: Rule
    field: str

    @property
    def english(self) -> str:
        """The English text."""
        text = self.rule.english[self.field]
        assert isinstance(text, str)
        return text

    @property
    def markup(self) -> bool:
        """Whether it is Markdown."""
        return self.field in DETAIL_FIELDS


@cache
def words(language: str) -> KnownWords:
    """What the glossary of a language says."""
    languages = ("fr", "it", "es", "ko")
    glossaries = [read_glossary(ROOT, one) for one in languages]
    return known_words(glossaries)[language]


def places(project: Project) -> list[Place]:
    """Return every place for an edit."""
    found = []
    for rule in project.rules:
        for field, text in rule.english.items():
            if isinstance(text, str):
                found.append(Place(rule, field))
    return found


def some_exchanges(project: Project, count: int) -> Iterator[tuple[Place, Exchanged]]:
    """Yield that many edits which stand the same in every language, as many of each kind as can be."""
    source = random.Random(SEED)
    every = places(project)
    made: Counter[str] = Counter()
    for _ in range(count * 40):
        place = source.choice(every)
        found = list(exchanges(place.english, place.markup, words("fr").names, source))
        if not found:
            continue
        rarest = min(found, key=lambda one: made[one.kind])
        made[rarest.kind] += 1
        yield place, rarest
        if made.total() == count:
            return


def some_changes(project: Project, count: int) -> Iterator[tuple[Place, str, str]]:
    """Yield that many edits that are for a translator."""
    source = random.Random(SEED)
    every = places(project)
    made = 0
    while made < count:
        place = source.choice(every)
        found = list(changes_of_words(place.english, place.markup, source))
        if not found:
            continue
        kind, text = source.choice(found)
        if text == place.english:
            continue
        made += 1
        yield place, kind, text


def carried(place: Place, text: str, language: str) -> str | NotCarried | None:
    """Return what becomes of a translation when the English becomes this text."""
    translation = place.rule.field(language, place.field)
    if not isinstance(translation, str):
        return None
    change = FieldChange(place.english, text, place.markup, words(language))
    found = change.carried(translation, language)
    assert not isinstance(found, tuple)
    assert isinstance(found, str | NotCarried)
    return found


class Lint:
    """Lint of one language of a project, before and after."""

    def __init__(self, project: Project, language: str) -> None:
        self.project = project
        self.language = language
        self.linter = RuleLinter(project, language, without=PROVENANCE)
        self.before: dict[tuple[str, str], Counter[str]] = {}

    def new(self, place: Place, english: str, translation: str) -> Counter[str]:
        """Return what lint finds in the field with these texts that it did not find before."""
        rule = place.rule
        known = rule.id, place.field
        if known not in self.before:
            self.before[known] = self._found(place)
        stamp = Stamp(
            fingerprint(english), fingerprint(translation), Origin.MACHINE, carried=True
        )
        text = edit(
            rule.source.text,
            {
                ("text", "en", place.field): english,
                ("text", self.language, place.field): translation,
                ("text", self.language, "synced", place.field): format_stamp(stamp),
            },
        )
        texts = {
            "en": Translation({place.field: english}),
            self.language: Translation(
                {place.field: translation}, {place.field: stamp}
            ),
        }
        new = replace(rule, text=texts, source=SourceFile(rule.source.path, text))
        return self._found(Place(new, place.field)) - self.before[known]

    def _found(self, place: Place) -> Counter[str]:
        # Of the field alone: that is many times faster than all of the rule.
        texts = {}
        for language in ("en", self.language):
            translation = place.rule.text[language]
            own = {place.field: translation.fields[place.field]}
            texts[language] = translation._replace(fields=own)
        rule = replace(place.rule, text=texts)
        return Counter(finding.check for finding in self.linter.findings(rule))


def projects(tmp_path: Path) -> Iterator[Project]:
    """Yield the project of this repository, and the imported corpus where it is."""
    yield read_project(ROOT)
    if not CORPUS.is_dir():
        return
    options = []
    for locale in ("fr-fr", "it-it", "es-es", "ko-kr"):
        options += ["--locale", f"{locale}={CORPUS / locale}"]
    out = tmp_path / "imported"
    main(
        [
            "import",
            str(CORPUS / "en-us"),
            *options,
            "--product",
            "pages",
            "--out",
            str(out),
        ]
    )
    yield read_project(out)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[Project]:
    """The projects in whose English the edits are made."""
    return list(projects(tmp_path_factory.mktemp("carry")))


def test_what_is_carried_is_the_old_text_with_the_token_exchanged(
    both: list[Project],
) -> None:
    done: Counter[tuple[str, str, bool]] = Counter()
    reasons: Counter[str] = Counter()
    wrong: list[str] = []
    for project in both:
        linters = {
            language: Lint(project, language)
            for language in project.settings.translations
        }
        for place, made in some_exchanges(project, MECHANICAL // len(both)):
            for language, linter in linters.items():
                found = carried(place, made.text, language)
                if found is None:
                    continue
                done[made.kind, language, isinstance(found, str)] += 1
                if isinstance(found, NotCarried):
                    reasons[
                        found.reason.split("“")[0] or found.reason.split("”")[-1]
                    ] += 1
                    continue
                before = place.rule.field(language, place.field)
                assert isinstance(before, str)
                where = f"{place.rule.id} {language} {place.field} {made.kind}: {made.old} → {made.new}"
                if not is_the_same_exchange(made, before, found):
                    wrong.append(f"{where}\n{before}\n{found}")
                    continue
                news = linter.new(place, made.text, found)
                if news:
                    wrong.append(f"{where}: lint finds {dict(news)}")
    _print(done, reasons)
    assert wrong == []
    carried_texts = sum(count for (_, _, was), count in done.items() if was)
    assert carried_texts > done.total() / 2


def _print(done: Counter[tuple[str, str, bool]], reasons: Counter[str]) -> None:
    """Print how many of each kind were carried into each language, and how many left."""
    for kind, language in sorted({(kind, language) for kind, language, _ in done}):
        print(
            f"{kind:8} {language}: {done[kind, language, True]:4} carried, {done[kind, language, False]:4} left"
        )
    for reason, count in reasons.most_common(30):
        print(f"{count:5}  {reason}")


def test_what_changes_a_word_is_left_to_people(both: list[Project]) -> None:
    wrong: list[str] = []
    kinds: Counter[str] = Counter()
    for project in both:
        for place, kind, text in some_changes(project, OTHERS // len(both)):
            kinds[kind] += 1
            for language in project.settings.translations:
                found = carried(place, text, language)
                if isinstance(found, str):
                    wrong.append(
                        f"{place.rule.id} {language} {place.field} {kind}\n{place.english}\n{text}"
                    )
    print(dict(kinds))
    assert wrong == []


if not CORPUS.is_dir():

    @pytest.mark.skip(reason=f"no corpus in {CORPUS}: its rules are not edited")
    def test_the_imported_corpus() -> None:
        """Stand in for what the tests above leave out without the corpus."""
