"""Messages as PowerShell data files, laid out for Import-LocalizedData.

    Import-LocalizedData -BindingVariable Messages -BaseDirectory build/messages/powershell -FileName bpadocs.psd1
    $Messages['hyper-v/paused-virtual-machines'].title

It takes one file as a whole and merges nothing, so each has every field; those that are English are named under
`fallback`. The English file lies beside the languages' folders, where PowerShell looks last. A text with plural forms
is a table of them, with the argument that they count; where a form is missing, `other` serves.
"""

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping

from bpadocs.messages.catalog import Catalog, Entry, merged
from bpadocs.messages.facts import Facts, facts
from bpadocs.model import SOURCE_LANGUAGE, Plural
from bpadocs.runtime import CLDR, DOMAIN
from bpadocs.settings import culture

QUOTES = "'‘’‚‛"
"""What PowerShell reads as a single quote. Doubled, each stands for itself."""


def path(language: str) -> str:
    folder = "" if language == SOURCE_LANGUAGE else f"{culture(language)}/"
    return f"powershell/{folder}{DOMAIN}.psd1"


def write(catalog: Catalog, english: Catalog) -> bytes:
    """The catalog as the bytes of its file."""
    return document(facts(catalog.language), map(fragment, catalog.entries, english.entries))


def document(language: Facts, fragments: Iterable[bytes]) -> bytes:
    """The file that has these rules: a literal hashtable. Without the BOM, Windows PowerShell would take UTF-8 for
    the system's code page."""
    data = {"language": language.language, **language.data}
    return b"".join((BOM_UTF8, b"@{\n", _table(f"'{CLDR}'", data, "").encode(), *fragments, b"}\n"))


def quoted(text: str) -> str:
    """A literal: nothing in it is a variable, an escape or an end."""
    for quote in QUOTES:
        if quote in text:
            text = text.replace(quote, quote + quote)
    return f"'{text}'"


def fragment(entry: Entry, english: Entry) -> bytes:
    """One rule's part of the file."""
    fields, fallback = merged(entry, english)
    lines = [f"{quoted(entry.rule)} = @{{\n"]
    for name, text in fields.items():
        if isinstance(text, Plural):
            lines.append(_table(f"  {name}", {"counts": text.count, **text.forms}, "  "))
        else:
            lines.append(f"  {name} = {quoted(text)}\n")
    if entry.stale:
        lines.append(f"  stale = '{' '.join(entry.stale)}'\n")
    if fallback:
        lines.append(f"  fallback = '{' '.join(fallback)}'\n")
    lines.append("}\n")
    return "".join(lines).encode()


def _table(key: str, values: Mapping[str, str], indent: str) -> str:
    lines = [f"{indent}  {quoted(name)} = {quoted(value)}\n" for name, value in values.items()]
    return "".join((f"{key} = @{{\n", *lines, f"{indent}}}\n"))
