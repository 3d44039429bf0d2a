"""Keys that every page's front matter must have; the publishing system refuses a page without them.

Looked for in the English page and in each translated one. Title and description of a rule file are
fields of its text; the rest comes from front_matter of the rule or its product. Set the list in
`required`.

    title, description, author, ms.author, ms.date, ms.topic        good
    title, description, author, ms.author, ms.topic                 no ms.date
"""

from collections.abc import Iterator

from bpadocs.lint.check import RuleCheck
from bpadocs.lint.context import Context
from bpadocs.lint.findings import Hit, RuleHit
from bpadocs.lint.subject import Subject

NAME = "front-matter-keys"
REQUIRED = ("title", "description", "author", "ms.author", "ms.date", "ms.topic")


_FIELDS_OF_TEXT = ("title", "description")
"""Keys that a rule file has as fields of its text."""


def run(subject: Subject, context: Context) -> Iterator[RuleHit]:
    """Report the required keys that the front matter of a page lacks."""
    if not subject.has_furniture:
        return
    required = context.option(NAME, "required", REQUIRED)
    is_page = subject.page is not None
    for language, entries in subject.front_matter.items():
        # A translation of a rule file takes its front matter from the rule, and what its text
        # lacks is for the check `missing`.
        if not is_page and language != subject.source_language:
            continue
        present = {
            key.lower() for key, passage in entries.items() if passage.text.strip()
        }
        if not is_page:
            present.update(name for name in _FIELDS_OF_TEXT if name in subject.english)
        lacking = [key for key in required if key not in present]
        if lacking:
            message = f"the front matter has no {', '.join(lacking)}"
            yield RuleHit(
                rule=subject.id,
                language=language,
                field="front_matter",
                hit=Hit(start=0, end=0, message=message),
            )


CHECK = RuleCheck(
    NAME,
    run,
    options={"required": list(REQUIRED)},
    mqm=None,
)
