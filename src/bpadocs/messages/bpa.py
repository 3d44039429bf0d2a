"""Messages for Best Practices Analyzer and DSC resources: one table of texts a product and culture.

    Import-LocalizedData -BindingVariable Texts -FileName HyperV.psd1
    $Texts.TestFailover_Problem -f 'SQL01'

It is written for what PowerShell's ConvertFrom-StringData does to it. That splits the text at line
feeds, trims the lines, leaves out those that begin with `#`, and splits the others at the first
`=`. What .NET's Regex.Unescape makes of the rest is the text. PowerShell takes one file and no
second one, so each has every text, in the source language where there is no translation.

Those who localize such tables find an entry by its position, so none may move. Where a product
keeps the order of its rules, a new one stands at the end, and one that is gone leaves a remark.
"""

from codecs import BOM_UTF8
from collections.abc import Sequence

from bpadocs.messages.catalog import CatalogHead, Entry, FileNames, Piece, merged
from bpadocs.messages.keys import (
    argument_notes,
    by_product,
    fact_pairs,
    flat_texts,
    head_pairs,
    older_than_source,
)
from bpadocs.rule.model import Product
from bpadocs.rule.names import default_help_id
from bpadocs.words.cldr import culture

_HEAD = """\
# Only add new (name,value) pairs to the end of this table
# Do not remove, insert or re-arrange entries
ConvertFrom-StringData @'
"""
_START = "###PSLOC start localizing\n"
END = "###PSLOC\n'@\n"
"""How a table ends."""


def paths(names: FileNames) -> list[str]:
    """Return where the files of a language are, below build/messages/."""
    return [_path(names.locale, model) for model in names.models]


def _path(locale: str, model: str) -> str:
    return f"bpa/{culture(locale)}/{model}.psd1"


def fragment(entry: Entry, english: Entry) -> bytes:
    """Return one rule's part of the table."""
    return entry_lines(entry, english).encode()


def excerpt(entry: Entry, english: Entry) -> str:
    """Return one rule's part of the table as somebody reads it there."""
    return entry_lines(entry, english)


def entry_lines(entry: Entry, english: Entry) -> str:
    """Return one rule's part of the table as text."""
    fields, fallback = merged(entry, english)
    facts = entry.facts
    lines = ["#", f'# helpID="{facts.help_id}"']
    for note in argument_notes(entry):
        lines.append(f"# {note}")
    if entry.stale:
        lines.append(f"# {older_than_source(entry)}: {' '.join(entry.stale)}")
    if fallback:
        lines.append(f"# not translated yet: {' '.join(fallback)}")
    lines.append("#")
    for one in flat_texts(facts, fields):
        lines.append(pair(one.key, one.text))
    for key, value in fact_pairs(facts, str(fields["help"])):
        lines.append(pair(key, value))
    return "\n".join([*lines, ""])


def documents(head: CatalogHead, pieces: Sequence[Piece]) -> dict[str, bytes]:
    """Return the tables of all products."""
    files: dict[str, bytes] = {}
    for product, own in by_product(head.products, pieces):
        # Bytes all the way: those of a part that somebody else built may be no UTF-8.
        parts = (start(head).encode(), *_in_order(product, own), END.encode())
        content = b"".join(parts).replace(b"\n", b"\r\n")
        path = _path(head.locale, product.model)
        # Without the BOM, Windows PowerShell would take UTF-8 for the system's code page.
        files[path] = BOM_UTF8 + content
    return files


def start(head: CatalogHead) -> str:
    """Return how a table begins: a string that nothing is expanded in, and who reads it."""
    own = [pair(key, value) for key, value in head_pairs(head)]
    words = [pair(key, word) for key, word in head.words.items()]
    lines = "\n".join([*own, ""])
    shared = "\n".join([*words, ""])
    return f"{_HEAD}{lines}{_START}{shared}"


def _in_order(product: Product, pieces: Sequence[Piece]) -> list[bytes]:
    """Return the entries of a product's rules in the order that it keeps, else in that of ids."""
    texts = {piece.rule.rpartition("/")[2]: piece.content for piece in pieces}
    found: list[bytes] = []
    for name in product.order:
        gone = f'#\n# helpID="{default_help_id(name)}" is gone\n#\n'
        found.append(texts.pop(name, gone.encode()))
    return [*found, *texts.values()]


def pair(key: str, text: str) -> str:
    """Return a line of the table."""
    return f"{key} = {escaped(text)}"


def escaped(text: str) -> str:
    """Return a text in the escapes that Regex.Unescape takes away again, on one line.

    Blanks at its edges would be trimmed.
    """
    text = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    if text[:1].isspace():
        text = f"\\u{ord(text[0]):04x}{text[1:]}"
    if text[-1:].isspace():
        text = f"{text[:-1]}\\u{ord(text[-1]):04x}"
    return text
