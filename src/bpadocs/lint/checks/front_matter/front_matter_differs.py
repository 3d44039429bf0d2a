"""A key whose value is the same in every language differs between a translated page and its English
one, or is gone.

Who wrote a page, its date and its identity do not depend on the language. Upper and lower case are
not compared: the translation pipeline changes that. Only on existing pages; pages that bpadocs
writes take these keys from the rule.

    ms.author: kathydav        on the English page
    ms.author: KathyDav        good
    ms.author: fr-team         another author
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.mqm import Mqm
from bpadocs.lint.subject import FRONT_MATTER, Subject

NAME = "front-matter-differs"
SAME = (
    "ms.assetid",
    "ms.author",
    "author",
    "manager",
    "ms.date",
    "ms.topic",
    "ms.prod",
    "ms.technology",
)


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Compare the keys that are the same in every language with those of the English page."""
    if subject.page is None:
        return
    keys = context.option(NAME, "same", SAME)
    english = subject.front_matter.get(subject.source_language, {})
    for language, translated in subject.front_matter.items():
        if language == subject.source_language:
            continue
        for key in keys:
            wanted = english.get(key)
            found = translated.get(key)
            if wanted is None:
                continue
            if found is None:
                message = (
                    f"the English page has {key}: {wanted.text}, this page has no {key}"
                )
                yield RuleHit(
                    rule=subject.id,
                    language=language,
                    field="front_matter",
                    hit=Hit(start=0, end=0, message=message),
                )
            elif _value(found.text) != _value(wanted.text):
                message = (
                    f"{key} is “{wanted.text}” in the English page, “{found.text}” here"
                )
                yield RuleHit(
                    rule=subject.id,
                    language=language,
                    field=FRONT_MATTER + key,
                    hit=Hit(start=0, end=len(found.text), message=message),
                )


def _value(text: str) -> str:
    """Return what a value says: its case does not matter, and YAML has three words for nothing."""
    value = text.casefold()
    if value in ("null", "~"):
        return ""
    return value


CHECK = RuleCheck(
    NAME,
    run,
    options={"same": list(SAME)},
    mqm=Mqm.DO_NOT_TRANSLATE,
)
