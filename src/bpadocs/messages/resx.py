"""Messages as .NET resources: `<Model>.resx` has the neutral language, that of the source, and .NET
falls back to it key by key.

    var messages = new ResourceManager("HyperV", assembly);
    string.Format(messages.GetString("TestFailover_Problem", new CultureInfo("fr-CA")), "SQL01");

Beside it, in `xlf/`, are the translations as XLIFF 1.2, the format of .NET's own tooling. There a
text that is not translated is its source and has the state `new`.
"""

from collections.abc import Sequence

from bpadocs.formats.xml import escaped
from bpadocs.messages.catalog import (
    CatalogHead,
    Entry,
    FileNames,
    LanguageFacts,
    Piece,
)
from bpadocs.messages.keys import (
    FlatText,
    argument_notes,
    by_product,
    fact_pairs,
    flat_texts,
    head_pairs,
    older_than_source,
)

_FORMS = "System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089"
_HEADERS = {
    "resmimetype": "text/microsoft-resx",
    "version": "2.0",
    "reader": f"System.Resources.ResXResourceReader, {_FORMS}",
    "writer": f"System.Resources.ResXResourceWriter, {_FORMS}",
}
_LOCKED = "{Locked}"
"""What .NET's localizers read as: not to be translated."""

# In a fragment. UTF-8 never has these bytes.
_BETWEEN_FILES = b"\xfc"
_BETWEEN_UNITS = b"\xfb"


def paths(names: FileNames) -> list[str]:
    """Return where the files of a language are, below build/messages/."""
    found: list[str] = []
    for model in names.models:
        is_source = names.language == names.source_language
        found.append(_resx_path(names.language, model, is_source=is_source))
        if not is_source:
            found.append(_xlf_path(names.language, model))
    return found


def _resx_path(language: str, model: str, *, is_source: bool) -> str:
    suffix = "" if is_source else f".{language}"
    return f"resx/{model}{suffix}.resx"


def _xlf_path(language: str, model: str) -> str:
    return f"resx/xlf/{model}.{language}.xlf"


def fragment(entry: Entry, english: Entry) -> bytes:
    """Return one rule's part of both files. .NET finds the source of missing fields by itself."""
    resources: list[str] = []
    for one in flat_texts(entry.facts, entry.fields):
        resources.append(_data(one.key, one.text, _comment(entry, one)))
    for key, value in fact_pairs(entry.facts, str(entry.fields["help"])):
        resources.append(_data(key, value, _LOCKED))
    resx = "".join(resources).encode()
    units: list[bytes] = []
    if entry.language != entry.source_language:
        units += [unit.encode() for unit in _units(entry, english)]
    return _BETWEEN_FILES.join((resx, _BETWEEN_UNITS.join(units)))


def excerpt(entry: Entry, english: Entry) -> str:
    """Return one rule's part of the resources as somebody reads it there."""
    resx, _, _ = fragment(entry, english).partition(_BETWEEN_FILES)
    return resx.decode()


def _comment(entry: Entry, one: FlatText) -> str:
    """Return what translators and readers should know of a text."""
    notes: list[str] = []
    if one.field in entry.stale:
        notes.append(older_than_source(entry))
    if one.form:
        notes.append(f"plural form “{one.form}”")
    if "{" in one.text:
        notes += argument_notes(entry)
    return "; ".join(notes)


def _units(entry: Entry, english: Entry) -> list[str]:
    """Return the XLIFF units of a rule: for each key of the neutral language one."""
    own = {one.key: one for one in flat_texts(entry.facts, entry.fields)}
    general = {one.field: one for one in own.values() if not one.form}
    units: list[str] = []
    for source in flat_texts(english.facts, english.fields):
        # A language without this plural form says what it says for all numbers.
        target = own.get(source.key) or general.get(source.field)
        state = "translated" if target else "new"
        if source.field in entry.stale:
            state = "needs-review-translation"
        text = (target or source).text
        units.append(
            _unit(source.key, source.text, text, state, _comment(entry, source))
        )
    sources = fact_pairs(english.facts, str(english.fields["help"]))
    targets = dict(fact_pairs(entry.facts, str(entry.fields["help"])))
    for key, value in sources:
        units.append(_unit(key, value, targets[key], "translated", _LOCKED))
    return units


def documents(head: CatalogHead, pieces: Sequence[Piece]) -> dict[str, bytes]:
    """Return the resources of all products, and their XLIFF."""
    files: dict[str, bytes] = {}
    language = head.language.language
    for product, own in by_product(head.products, pieces):
        resources: list[bytes] = []
        units: list[bytes] = []
        for piece in own:
            resx, _, xlf = piece.content.partition(_BETWEEN_FILES)
            resources.append(resx)
            units += xlf.split(_BETWEEN_UNITS)
        model = product.model
        is_source = head.language.is_source
        path = _resx_path(language, model, is_source=is_source)
        files[path] = _resources(head, resources)
        if not is_source:
            files[_xlf_path(language, model)] = _xliff(head.language, model, units)
    return files


def _resources(head: CatalogHead, rules: Sequence[bytes]) -> bytes:
    lines = ['<?xml version="1.0" encoding="utf-8"?>\n<root>\n']
    for name, value in _HEADERS.items():
        lines.append(f'<resheader name="{name}"><value>{value}</value></resheader>\n')
    for key, value in head_pairs(head):
        lines.append(_data(key, value, _LOCKED))
    for key, value in head.words.items():
        lines.append(_data(key, value))
    return b"".join(("".join(lines).encode(), *rules, b"</root>\n"))


def _xliff(language: LanguageFacts, model: str, units: Sequence[bytes]) -> bytes:
    """Return the XLIFF of a product, its units sorted by their keys as .NET's tooling has them."""
    start = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">\n'
        f'  <file datatype="xml" source-language="{language.source_language}" '
        f'target-language="{language.language}" original="../{model}.resx">\n'
        "    <body>\n"
    )
    end = "    </body>\n  </file>\n</xliff>\n"
    return b"".join((start.encode(), *sorted(units), end.encode()))


def _data(name: str, value: str, comment: str = "") -> str:
    if comment:
        remark = f"<comment>{escaped(comment)}</comment>"
    else:
        remark = ""
    start = f'<data name="{name}" xml:space="preserve">'
    return f"{start}<value>{escaped(value)}</value>{remark}</data>\n"


def _unit(key: str, source: str, target: str, state: str, note: str) -> str:
    if note:
        remark = f"<note>{escaped(note)}</note>"
    else:
        remark = "<note />"
    return (
        f'      <trans-unit id="{key}">\n'
        f"        <source>{escaped(source)}</source>\n"
        f'        <target state="{state}">{escaped(target)}</target>\n'
        f"        {remark}\n"
        "      </trans-unit>\n"
    )
