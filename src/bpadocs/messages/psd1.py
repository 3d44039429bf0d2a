"""Messages as PowerShell data files, laid out for Import-LocalizedData.

    $Folder = 'build/messages/powershell'
    Import-LocalizedData -BindingVariable Messages -BaseDirectory $Folder -FileName bpadocs.psd1
    $Messages['hyper-v/paused-virtual-machines'].title

It takes one file as a whole and merges nothing, so each has every field; those that are English are
named under `fallback`. The English file lies beside the languages' folders, where PowerShell looks
last. A text with plural forms is a table of them, with the argument that they count; where a form
is missing, `other` serves.
"""

from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping

from bpadocs.messages.catalog import Entry, LanguageFacts, merged
from bpadocs.rule.model import SOURCE_LANGUAGE, Plural
from bpadocs.runtime import CLDR, DOMAIN
from bpadocs.words.cldr import culture

QUOTES = "'‘’‚‛"
"""What PowerShell reads as a single quote. Doubled, each stands for itself."""


def path(language: str) -> str:
    """Return where the file of a language is, below build/messages/."""
    folder = "" if language == SOURCE_LANGUAGE else f"{culture(language)}/"
    return f"powershell/{folder}{DOMAIN}.psd1"


def document(language: LanguageFacts, fragments: Iterable[bytes]) -> bytes:
    """Return the file that has these rules: a literal hashtable.

    Without the BOM, Windows PowerShell would take UTF-8 for the system's code page.
    """
    data = {"language": language.language, **language.data}
    own = _table(f"'{CLDR}'", data, "")
    return b"".join(
        (
            BOM_UTF8,
            b"@{\n",
            own.encode(),
            *fragments,
            b"}\n",
        )
    )


def quoted(text: str) -> str:
    """Return a literal: nothing in it is a variable, an escape or an end."""
    for quote in QUOTES:
        if quote in text:
            text = text.replace(quote, quote + quote)
    return f"'{text}'"


def fragment(entry: Entry, english: Entry) -> bytes:
    """Return one rule's part of the file."""
    fields, fallback = merged(entry, english)
    lines = [f"{quoted(entry.rule)} = @{{\n"]
    for name, text in fields.items():
        if isinstance(text, Plural):
            forms = {"counts": text.count, **text.forms}
            lines.append(_table(f"  {name}", forms, "  "))
        else:
            lines.append(f"  {name} = {quoted(text)}\n")
    if entry.stale:
        stale = " ".join(entry.stale)
        lines.append(f"  stale = '{stale}'\n")
    if fallback:
        names = " ".join(fallback)
        lines.append(f"  fallback = '{names}'\n")
    lines.append("}\n")
    return "".join(lines).encode()


def _table(key: str, values: Mapping[str, str], indent: str) -> str:
    lines = [f"{key} = @{{\n"]
    for name, value in values.items():
        line = f"{quoted(name)} = {quoted(value)}"
        lines.append(f"{indent}  {line}\n")
    lines.append(f"{indent}}}\n")
    return "".join(lines)
