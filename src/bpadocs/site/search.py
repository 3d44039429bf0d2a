"""The search index of one language.

It is a script: a page that is opened from the disk may load scripts, and nothing else.
"""

import json
from collections.abc import Sequence

from bpadocs.rule.model import UI_FIELDS, Plural, Rule, Text
from bpadocs.site.frame import SiteLanguage, address

NAME = "search.js"


def search_index(rules: Sequence[Rule], language: SiteLanguage) -> str:
    """Return the index of every rule that has a text in this language.

    A rule is its id, its address, its title and the texts that a checker prints.
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
            entries.append([rule.id, address(rule), shown_title, "\n".join(texts)])
    index = {
        "locale": language.locale,
        "tag": language.tag,
        "direction": language.direction,
        "name": language.name,
        "rules": entries,
    }
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"(window.bpaSearch ||= []).push({data});\n"


def _plain(text: Text) -> str:
    """Return a text on one line, all its plural forms in a row."""
    forms = text.forms.values() if isinstance(text, Plural) else [text]
    return " ".join(" ".join(form.split()) for form in forms)
