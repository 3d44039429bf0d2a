"""The page of glossaries."""

from bpadocs.words import glossary as code_of_glossaries
from reference.writing import cell, code, doc_of, docstring, page, prose, table

KEYS = {
    "names": "In `locales/glossary.yaml`: the names that no language translates. Default: none.",
    "terms": "In a language's file: by the English, what it is called. Default: none.",
    "labels": "In a language's file: by the English, what Windows itself shows on a button, a tab "
    "or a menu; a text or a list of texts. Default: none.",
    "use": "Of a term: the word to write. A list has the one to write first, and others that are "
    "right. A term that has no more than this may be the text alone. Required.",
    "also": "Of a term: words that are right as well, but not beside the first on one page. "
    "Default: none.",
    "not": "Of a term: words that are wrong; each is a text, or a table with the reason behind the "
    "word. Default: none.",
}
"""What each key is for."""
INTRO = """
    Glossaries are read by lint, by `bpa audit`, by the site and by editors. `bpa glossary import` writes terms
    into them: see [Commands](commands.md#bpa-glossary).
"""


def glossary() -> str:
    """Return the page."""
    rows = [(code(key), cell(about)) for key, about in KEYS.items()]
    return page(
        "Glossary",
        docstring(doc_of(code_of_glossaries), "yaml"),
        prose(INTRO),
        table(("Key", "What it is for"), rows),
    )
