"""The search index of one language: a script, since a page from file:// may load scripts and nothing else."""

import json
from collections.abc import Sequence

from bpadocs.model import UI_FIELDS, Plural, Rule, Text
from bpadocs.site.frame import Language, address

NAME = "search.js"


def search_index(rules: Sequence[Rule], language: Language) -> str:
    """Id, address, title and message texts of every rule that has any in this language."""
    entries = []
    for rule in rules:
        title = rule.field(language.code, "title")
        texts = [_plain(text) for name in UI_FIELDS if (text := rule.field(language.code, name)) is not None]
        if title is not None or texts:
            entries.append([rule.id, address(rule), _plain(title) if title is not None else "", "\n".join(texts)])
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
    forms = text.forms.values() if isinstance(text, Plural) else [text]
    return " ".join(" ".join(form.split()) for form in forms)
