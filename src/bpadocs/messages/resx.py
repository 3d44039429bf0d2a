"""Messages as .NET resources. `bpadocs.resx` is the neutral language, English; .NET falls back to it key by key.

    var messages = new ResourceManager("bpadocs", assembly);
    messages.GetString("hyper-v/paused-virtual-machines/title", new CultureInfo("fr-CA"));

A key is `<rule>/<field>`; with plural forms also `<rule>/<field>/<category>`, and the field alone is the general form.
"""

from collections.abc import Iterable, Iterator

from bpadocs.messages.catalog import Catalog, Entry
from bpadocs.messages.facts import Facts, facts
from bpadocs.model import SOURCE_LANGUAGE, Plural, general_form
from bpadocs.runtime import CLDR, DOMAIN
from bpadocs.settings import culture

_FORMS = "System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089"
_HEAD = "".join(
    (
        '<?xml version="1.0" encoding="utf-8"?>\n<root>\n',
        *(
            f'<resheader name="{name}"><value>{value}</value></resheader>\n'
            for name, value in (
                ("resmimetype", "text/microsoft-resx"),
                ("version", "2.0"),
                ("reader", f"System.Resources.ResXResourceReader, {_FORMS}"),
                ("writer", f"System.Resources.ResXResourceWriter, {_FORMS}"),
            )
        ),
    )
)
_STALE = "stale: the English has changed since"


def path(language: str) -> str:
    suffix = "" if language == SOURCE_LANGUAGE else f".{culture(language)}"
    return f"dotnet/{DOMAIN}{suffix}.resx"


def write(catalog: Catalog) -> bytes:
    """The catalog as the bytes of its file."""
    return document(facts(catalog.language), map(fragment, catalog.entries))


def document(language: Facts, fragments: Iterable[bytes]) -> bytes:
    """The file that has these rules."""
    data = {"language": language.language, **language.data}
    own = "".join(_data(f"{CLDR}/{name}", value, "") for name, value in data.items())
    return b"".join((_HEAD.encode(), own.encode(), *fragments, b"</root>\n"))


def fragment(entry: Entry) -> bytes:
    """One rule's part of the file."""
    return "".join(_elements(entry)).encode()


def _elements(entry: Entry) -> Iterator[str]:
    for name, text in entry.fields.items():
        stale = _STALE if name in entry.stale else ""
        yield _data(f"{entry.rule}/{name}", general_form(text), stale)
        if isinstance(text, Plural):
            for category, form in text.forms.items():
                yield _data(f"{entry.rule}/{name}/{category}", form, f"plural form, counts {text.count}")


def _data(name: str, value: str, comment: str) -> str:
    remark = f"<comment>{_escaped(comment)}</comment>" if comment else ""
    return f'<data name="{_escaped(name)}" xml:space="preserve"><value>{_escaped(value)}</value>{remark}</data>\n'


def _escaped(text: str) -> str:
    """For an element or an attribute. What XML cannot hold at all is not in a catalog."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text.replace('"', "&quot;") if '"' in text else text
