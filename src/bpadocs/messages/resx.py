"""Messages as .NET resources. `bpadocs.resx` is the neutral language, English; .NET falls back to
it key by key.

    var messages = new ResourceManager("bpadocs", assembly);
    messages.GetString("hyper-v/paused-virtual-machines/title", new CultureInfo("fr-CA"));

A key is `<rule>/<field>`; with plural forms also `<rule>/<field>/<category>`, and the field alone
is the general form.
"""

from collections.abc import Iterable, Iterator

from bpadocs.messages.catalog import Entry, LanguageFacts
from bpadocs.rule.model import SOURCE_LANGUAGE, Plural, general_form
from bpadocs.runtime import CLDR, DOMAIN
from bpadocs.words.cldr import culture

_FORMS = "System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089"
_HEADERS = {
    "resmimetype": "text/microsoft-resx",
    "version": "2.0",
    "reader": f"System.Resources.ResXResourceReader, {_FORMS}",
    "writer": f"System.Resources.ResXResourceWriter, {_FORMS}",
}
_STALE = "stale: the English has changed since"


def path(language: str) -> str:
    """Return where the file of a language is, below build/messages/."""
    suffix = "" if language == SOURCE_LANGUAGE else f".{culture(language)}"
    return f"dotnet/{DOMAIN}{suffix}.resx"


def document(language: LanguageFacts, fragments: Iterable[bytes]) -> bytes:
    """Return the file that has these rules."""
    head = ['<?xml version="1.0" encoding="utf-8"?>\n<root>\n']
    for name, value in _HEADERS.items():
        head.append(f'<resheader name="{name}"><value>{value}</value></resheader>\n')
    data = {"language": language.language, **language.data}
    for name, value in data.items():
        head.append(_data(f"{CLDR}/{name}", value))
    return b"".join(("".join(head).encode(), *fragments, b"</root>\n"))


def fragment(entry: Entry, _: Entry) -> bytes:
    """Return one rule's part of the file. .NET finds the English of missing fields by itself."""
    return "".join(_elements(entry)).encode()


def _elements(entry: Entry) -> Iterator[str]:
    for name, text in entry.fields.items():
        key = f"{entry.rule}/{name}"
        comment = _STALE if name in entry.stale else ""
        yield _data(key, general_form(text), comment)
        if isinstance(text, Plural):
            comment = f"plural form, counts {text.count}"
            for category, form in text.forms.items():
                yield _data(f"{key}/{category}", form, comment)


def _data(name: str, value: str, comment: str = "") -> str:
    remark = f"<comment>{_escaped(comment)}</comment>" if comment else ""
    start = f'<data name="{_escaped(name)}" xml:space="preserve">'
    return f"{start}<value>{_escaped(value)}</value>{remark}</data>\n"


def _escaped(text: str) -> str:
    """Escape a text for an element or an attribute.

    What XML cannot hold at all is not in a catalog.
    """
    # Most texts need nothing: to look is faster than to replace.
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text
