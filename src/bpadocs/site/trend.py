"""How far the translations were a month before the last commit, out of git.

What was found then nobody knows: to tell it, all checks would have to run over the rules of then.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bpadocs.lint.history import texts_then
from bpadocs.project.tree import PRODUCT_FILE, RULES, Project
from bpadocs.rule.provenance import state
from bpadocs.site.progress import Progress, count_words, progress_in, together
from bpadocs.system import git
from bpadocs.system.git import Commit

_DAYS: Final = 30
_SECONDS_A_DAY: Final = 86_400
_MOST_CHANGED: Final = 1_000
"""So many rules are read again, which takes a few seconds."""

ByLanguage = Mapping[str, Progress]


@dataclass(frozen=True)
class Earlier:
    """How far the translations were at an earlier commit."""

    commit: Commit
    progress: ByLanguage
    """What was found then is not in it. Rules that were no YAML are left out."""


def earlier(
    project: Project, now: Mapping[str, ByLanguage], last: Commit | None
) -> Earlier | None:
    """Return how far the translations were a month before the last commit.

    `now` is how far each rule is by language: that of rules which have not changed is taken from
    there. None where the history does not go back so far, there were no rules, or so many have
    changed since that reading them would take too long.
    """
    if last is None:
        return None
    commit = git.commit_before(project.root, last.time - _DAYS * _SECONDS_A_DAY)
    if commit is None:
        return None
    files = git.committed(project.root, RULES, commit.name)
    found = _progress_then(project, files, now)
    if not found:
        return None
    progress = {}
    for language in project.settings.translations:
        parts = [one[language] for one in found if language in one]
        progress[language] = together(parts)
    return Earlier(commit, progress)


def _progress_then(
    project: Project, files: Mapping[str, str], now: Mapping[str, ByLanguage]
) -> list[ByLanguage]:
    """Return how far each rule was whose file was this object; none where too many have changed."""
    rules = {rule.source.path: rule for rule in project.rules}
    found: list[ByLanguage] = []
    changed: dict[str, str] = {}
    for path, version in files.items():
        rule = rules.get(path)
        if rule and git.name_of(rule.source.text.encode(), version) == version:
            found.append(now[rule.id])
        elif path.endswith(".yaml") and not path.endswith(f"/{PRODUCT_FILE}"):
            changed[path] = version
    if len(changed) > _MOST_CHANGED:
        return []
    contents = git.Objects(project.root).read(changed.values())
    languages = project.settings.languages
    for path, content in zip(changed, contents, strict=True):
        found.append(_progress_of(path, content or b"", languages))
    return found


# A site that is served asks again after each edit.
@lru_cache(maxsize=_MOST_CHANGED)
def _progress_of(path: str, content: bytes, languages: tuple[str, ...]) -> ByLanguage:
    """Return how far a rule was by language; by none, where it cannot be read."""
    then = texts_then(path, content, languages)
    if not then:
        return {}
    source, *translations = languages
    english = then[source].texts
    words = {name: count_words(text) for name, text in english.items()}
    found = {}
    for language in translations:
        texts, stamps = then[language]
        states = {
            name: state(text, texts.get(name), stamps.get(name))
            for name, text in english.items()
        }
        found[language] = progress_in(states.items(), stamps, words)
    return found
