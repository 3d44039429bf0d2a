"""How far the translations were a month before the last commit, out of git.

What was found then nobody knows: to tell it, all checks would have to run over the rules of then.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.read_rule import read_rule
from bpadocs.project.tree import PRODUCT_FILE, RULES, Project, rule_id
from bpadocs.rule.model import Rule
from bpadocs.rule.provenance import states
from bpadocs.site.progress import Progress, progress_of, together
from bpadocs.system import git
from bpadocs.system.git import Commit

_DAYS: Final = 30
_SECONDS_A_DAY: Final = 86_400

ByLanguage = Mapping[str, Progress]


@dataclass(frozen=True)
class Earlier:
    """How far the translations were at an earlier commit."""

    commit: Commit
    progress: ByLanguage
    """Without findings. Rules that cannot be read any more are left out."""


def earlier(
    project: Project, now: Mapping[str, ByLanguage], last: Commit | None
) -> Earlier | None:
    """Return how far the translations were a month before the last commit.

    `now` is how far each rule is by language: that of rules which have not changed is taken from
    there. None where the history does not go back so far, or there were no rules.
    """
    if last is None:
        return None
    commit = git.commit_before(project.root, last.time - _DAYS * _SECONDS_A_DAY)
    if commit is None:
        return None
    files = git.committed(project.root, RULES, commit.name)
    found = [*_progress_then(project, files, now)]
    if not found:
        return None
    progress = {}
    for language in project.settings.translations:
        parts = [one[language] for one in found if language in one]
        progress[language] = together(parts)
    return Earlier(commit, progress)


def _progress_then(
    project: Project, files: Mapping[str, str], now: Mapping[str, ByLanguage]
) -> Iterator[ByLanguage]:
    """Yield how far each rule was whose file was this object."""
    rules = {rule.source.path: rule for rule in project.rules}
    changed = {}
    for path, version in files.items():
        rule = rules.get(path)
        if rule and git.name_of(rule.source.text.encode(), version) == version:
            yield now[rule.id]
        elif path.endswith(".yaml") and not path.endswith(f"/{PRODUCT_FILE}"):
            changed[path] = version
    contents = git.Objects(project.root).read(changed.values())
    for path, content in zip(changed, contents, strict=True):
        then = _rule(project, path, content or b"")
        if then is not None:
            yield _progress_of(then, project.settings.translations)


def _rule(project: Project, path: str, content: bytes) -> Rule | None:
    """Return a rule as it was; None where it cannot be read, or its product is gone."""
    products = {product.id: product for product in project.products}
    identifier = rule_id(path)
    product = products.get(identifier.partition("/")[0])
    if product is None:
        return None
    source = Source(path, content.decode("utf-8", "replace"))
    languages = project.settings.languages
    rule, _ = read_rule(source, identifier, product, languages, outdated=True)
    return rule


def _progress_of(rule: Rule, languages: Sequence[str]) -> ByLanguage:
    found = {language: states(rule, language) for language in languages}
    return progress_of(
        rule=rule,
        states=found,
        findings=(),
        since={},
    )
