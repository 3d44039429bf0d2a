"""The page of what checkers load: each target, byte by byte."""

import struct
from codecs import BOM_UTF8
from collections.abc import Iterator

from bpadocs.messages import TARGETS, mo
from bpadocs.messages.catalog import FileNames
from bpadocs.messages.keys import FACTS, SUFFIXES
from reference.sample import FOLDER, RULE, built
from reference.writing import (
    cell,
    code,
    doc_of,
    docstring,
    fence,
    page,
    prose,
    table,
)

INTRO = """
    The setting [`messages`](settings.md#messages) names for whom messages are written, below
    `build/messages/`. All files are UTF-8. The same rules give the same bytes on every machine.

    What is shown here is made of one rule, `dhcp-server/free-addresses`, in English and French:
"""
KEYS = """
    In the targets `bpa`, `psrule` and `resx` every text has a key of its own: the rule's `help_id`,
    and behind it the name of the field. Arguments are `{0}`, `{1}`, …, in the order in which the
    rule declares them; a brace that is a brace is doubled. The general form of a text with plural
    forms has the key of the field, and each other form the key with its category behind it:
    `FreeAddresses_Problem_One`. Which number takes which form, `Catalog_Plural` says: see
    [Catalogs](catalogs.md#plural-forms).
"""
HEADS = {
    "Catalog_Format": "The format of the file. It becomes higher when older readers would misread "
    "it.",
    "Catalog_Language": "The language of the file.",
    "Catalog_Version": "The version of the rules, from the settings.",
    "Catalog_Plural": "CLDR's plural rules, with semicolons between.",
    "Severity_…, Category_…": "The words for severities and categories.",
}
FACTS_ABOUT = {
    "Severity": "The severity, the same in every language.",
    "Category": "The category, the same in every language.",
    "Page": "The file name of the page.",
    "Help": "The address of the page.",
    "Arguments": "Names and types of the arguments, in their order.",
}
SHOWN = "fr"
INFO = {"json": "json", "psd1": "powershell", "md": "markdown", "mo": "text"}
"""In what language a file is shown, where it is not XML."""


def messages() -> str:
    """Return the page."""
    rule = (FOLDER / RULE).read_text("utf-8")
    parts = [prose(INTRO), fence(rule, "yaml"), "## Flat keys", prose(KEYS)]
    parts.append(table(("Key", "What it is"), _flat_keys()))
    for name in TARGETS:
        parts += _target(name)
    return page("Messages: what checkers load", *parts)


def _flat_keys() -> Iterator[tuple[str, str]]:
    for key, about in HEADS.items():
        yield code(key), cell(about)
    for field, suffix in SUFFIXES.items():
        link = f"The field [`{field}`](rule-file.md#text)."
        yield code(f"FreeAddresses_{suffix}"), link
    for fact in FACTS:
        yield code(f"FreeAddresses_{fact}"), cell(FACTS_ABOUT[fact])


def _target(name: str) -> Iterator[str]:
    """Yield what is said of one target, with a file of each kind that it has."""
    target = TARGETS[name]
    yield f"## `{name}`"
    yield docstring(doc_of(target))
    for path in paths(name):
        content = built()[path]
        yield f"`{path}`: {_bytes(content)}"
        if path.endswith(".mo"):
            # its first line says what the function returns
            _, _, layout = doc_of(mo._compile).partition("\n\n")
            yield docstring(layout)
            yield fence("\n".join(_dump(content)))
            yield table(("Id", "Text"), _entries(content))
        else:
            text = content.decode("utf-8-sig").replace("\r\n", "\n")
            yield fence(text, INFO.get(path.rpartition(".")[2], "xml"))


def paths(name: str) -> list[str]:
    """Return the files of a target in the language that is shown."""
    names = FileNames(
        language=SHOWN,
        locale="fr-fr",
        models=("DhcpServer",),
        help_ids=("FreeAddresses",),
    )
    return TARGETS[name].paths(names)


def _bytes(content: bytes) -> str:
    """Say how a file is written."""
    if b"\0" in content:
        return f"{len(content):,} bytes, little-endian."
    mark = "with" if content.startswith(BOM_UTF8) else "without"
    ends = "CR LF" if b"\r\n" in content else "LF"
    return f"UTF-8 {mark} a byte order mark; lines end with {ends}."


def _dump(content: bytes) -> Iterator[str]:
    """Yield the header of a compiled catalog, a number a line."""
    about = (
        "magic number",
        "revision",
        "number of texts",
        "offset of the table of ids",
        "offset of the table of texts",
        "size of the hash table",
        "offset of the hash table",
    )
    for place, what in enumerate(about):
        raw = content[place * 4 : place * 4 + 4]
        number = int.from_bytes(raw, "little")
        shown = f"{number:#010x}" if place == 0 else f"{number:,}"
        yield f"{place * 4:2}  {raw.hex(' ')}  {what}: {shown}"


def _entries(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the ids and texts of a compiled catalog, with what no page shows spelled out."""
    _, _, count, ids, texts, _, _ = struct.unpack("<7I", content[:28])
    for number in range(count):
        key = _string(content, ids + number * 8)
        text = _string(content, texts + number * 8)
        shown = code(_spelled(key)) if key else "(empty)"
        yield shown, code(_spelled(text) or " ").replace("|", "\\|")


def _string(content: bytes, place: int) -> str:
    length, offset = struct.unpack("<2I", content[place : place + 8])
    return content[offset : offset + length].decode()


def _spelled(text: str) -> str:
    for character, name in (
        ("\4", "\\x04"),
        ("\0", "\\0"),
        ("\n", "\\n"),
        ("\u202f", "\\u202f"),
        ("\t", "\\t"),
    ):
        text = text.replace(character, name)
    return text
