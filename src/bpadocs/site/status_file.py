"""The numbers of the map as JSON, for dashboards and scripts: `status.json`."""

import json
from collections import Counter
from collections.abc import Mapping

from bpadocs.rule.provenance import State
from bpadocs.site.facts import LEVELS
from bpadocs.site.frame import SiteLanguage
from bpadocs.site.overview import Overview
from bpadocs.site.progress import Progress
from bpadocs.system import git

NAME = "status.json"
FORMAT = 1
"""Raised when a field goes or changes its meaning; what is only added does not."""


def status_file(overview: Overview) -> str:
    """Return the state of all translations and the number of findings, as JSON."""
    commit = overview.commit
    everything = {
        "format": FORMAT,
        "commit": commit.name if commit else None,
        "date": _time(commit.time) if commit else None,
        "rules": len(overview.rules),
        "languages": [_language(overview, one) for one in overview.frame.translations],
        "checks": _checks(overview),
    }
    return json.dumps(everything, ensure_ascii=False, indent=2) + "\n"


def _language(overview: Overview, language: SiteLanguage) -> dict[str, object]:
    code = language.code
    progress = overview.by_language[code]
    to_do = [
        rule for rule in overview.rules if overview.progress[rule.id][code].is_to_do
    ]
    since = progress.stale_since
    words = overview.words[code]
    return {
        "language": code,
        "locale": language.locale,
        **_texts(progress),
        "findings": {str(level): progress.levels.get(level, 0) for level in LEVELS},
        "fixable": progress.fixable,
        "stale_since": _time(since) if since is not None else None,
        "rules_to_do": len(to_do),
        "earlier": _earlier(overview, code),
        "shared_words": {
            "texts": sum(words.values()),
            "missing": words[State.MISSING],
        },
    }


def _earlier(overview: Overview, code: str) -> dict[str, object] | None:
    """Return how far a translation was a month before the last commit, if git knows it."""
    if overview.earlier is None:
        return None
    return {
        "commit": overview.earlier.commit.name,
        "date": _time(overview.earlier.commit.time),
        **_texts(overview.earlier.progress[code]),
    }


def _texts(progress: Progress) -> dict[str, object]:
    """Return what is told of the texts of a translation, whether of now or of then."""
    return {
        "texts": progress.texts,
        "states": {str(state): progress.states.get(state, 0) for state in State},
        "reviewed": progress.reviewed,
        "machine": progress.machine,
        "words_to_translate": progress.to_translate,
        "words_to_review": progress.to_review,
    }


def _checks(overview: Overview) -> Mapping[str, Mapping[str, int]]:
    """Return how often each check found something in each language, English included."""
    counts = {}
    for name in sorted(overview.by_check):
        languages = Counter(one.language for one in overview.by_check[name])
        counts[name] = dict(sorted(languages.items()))
    return counts


def _time(seconds: int) -> str:
    return git.when(seconds).isoformat()
