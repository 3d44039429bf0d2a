"""The search index of one language.

It is a script: a page that is opened from the disk may load scripts, and nothing else.
"""

import json
import re
from collections.abc import Sequence

from bpadocs.rule.model import DETAIL_FIELDS, UI_FIELDS, Plural, Rule, Text
from bpadocs.site.frame import SiteLanguage, address

NAME = "search.js"
_WORD = re.compile(r"\w[\w.:/-]*\w|\w")
"""A word, or the name of a command, a setting or a place."""


def search_index(rules: Sequence[Rule], language: SiteLanguage) -> str:
    """Return the index of every rule that has a text in this language.

    A rule is its id, its address, its severity, its title, the texts that a checker prints, and
    the words of its details that are in neither.
    """
    entries = []
    for rule in rules:
        title = rule.field(language.code, "title")
        texts = []
        for name in UI_FIELDS:
            text = rule.field(language.code, name)
            if text is not None:
                texts.append(_plain(text))
        if title is not None or texts:
            shown_title = _plain(title) if title is not None else ""
            printed = "\n".join(texts)
            details = _further_words(rule, language, f"{shown_title} {printed}")
            facts = [rule.id, address(rule), str(rule.severity)]
            entries.append([*facts, shown_title, printed, details])
    index = {
        "locale": language.locale,
        "tag": language.tag,
        "direction": language.direction,
        "name": language.name,
        "rules": entries,
    }
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"(window.bpaSearch ||= []).push({data});\n"


def _further_words(rule: Rule, language: SiteLanguage, known: str) -> str:
    """Return the words of a rule's details, commands and settings too, that are not known yet."""
    seen = set(known.casefold().split())
    found = []
    for name in DETAIL_FIELDS:
        text = rule.field(language.code, name)
        for word in _WORD.findall(_plain(text)) if text else ():
            if word.casefold() not in seen:
                seen.add(word.casefold())
                found.append(word)
    return " ".join(found)


def _plain(text: Text) -> str:
    """Return a text on one line, all its plural forms in a row."""
    forms = text.forms.values() if isinstance(text, Plural) else [text]
    return " ".join(" ".join(form.split()) for form in forms)
