"""The files of a new Best Practices Analyzer model that people go on writing.

`<Model>.sch` says which element of what was discovered breaks which rule, and `<Model>.ps1`
discovers. Both name the texts by the keys of the model's tables (see bpa.py), and the script brings
the English ones along, for cultures that have no table.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence

from bpadocs import shown
from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.formats.xml import escaped
from bpadocs.messages import bpa
from bpadocs.messages.catalog import CatalogHead, Entry, entry, facts, head
from bpadocs.messages.keys import SUFFIXES
from bpadocs.project.product_order import with_order
from bpadocs.project.tree import Project
from bpadocs.rule.model import (
    Category,
    Product,
    Rule,
    Severity,
    Text,
    general_form,
)
from bpadocs.rule.placeholders import names
from bpadocs.system import saving
from bpadocs.system.saving import Saved
from bpadocs.words.cldr import name_in_english
from bpadocs.words.labels import read_labels

FOLDER = "models"

_SEVERITIES = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFORMATION: "info",
}
_CATEGORIES: dict[str, str] = {
    Category.PREREQUISITES: "prerequisite",
    Category.OPERATIONS: "operation",
}
"""Where Best Practices Analyzer has another name than we."""


def add_model(project: Project, name: str) -> Saved:
    """Write the files of a product's model, and note the order of its rules in product.yaml.

    Raises UsageError where there is no such product or it has no rules, and BrokenInputError where
    a file is there already that somebody has written.
    """
    product = _product(project, name)
    rules = [rule for rule in project.rules if rule.product.id == product.id]
    if not rules:
        what = f"{shown.name(name)} has no rules yet; add one: bpa new {name}/some-rule"
        raise UsageError(what)
    files = _files(project, product, rules)
    # What an earlier run wrote before it was ended is no obstacle.
    before = saving.snapshot(project.root, *files)
    others = [path for path, content in before.items() if content != files[path]]
    if others:
        message = "exists already; nothing is overwritten"
        raise BrokenInputError([Problem(path, 1, 1, message) for path in others])
    own = product.source
    before[own.path] = own.text.encode()
    if not product.order:
        ordered = [rule.id.rpartition("/")[2] for rule in rules]
        files[own.path] = with_order(own.text, ordered).encode()
    return saving.save(project.root, saving.since(before, files))


def _product(project: Project, name: str) -> Product:
    for product in project.products:
        if product.id == name:
            return product
    known = ", ".join(product.id for product in project.products) or "none"
    raise UsageError(f"{shown.name(name)} is no product; the project has {known}")


def _files(
    project: Project, product: Product, rules: Sequence[Rule]
) -> dict[str, bytes]:
    settings = project.settings
    source = settings.source_language
    labels = read_labels(project.root, (source,), source)[source]
    language = facts(source, settings.languages, source)
    own_head = head(language, labels, settings, [product])
    entries = [entry(rule, labels, settings) for rule in rules]
    folder = f"{FOLDER}/{product.model}/{product.model}"
    # As Windows' own editors write them, which take a file without the mark for another encoding.
    script = _script(product.model, own_head, entries).replace("\n", "\r\n")
    return {
        f"{folder}.sch": schematron(product.model, entries).encode(),
        f"{folder}.ps1": BOM_UTF8 + script.encode(),
    }


def _script(model: str, own_head: CatalogHead, entries: Sequence[Entry]) -> str:
    texts = "".join([bpa.entry_lines(one, one) for one in entries])
    source = name_in_english(own_head.language.language)
    return (
        f"# The texts in {source}, for a culture that has no table of its own\n"
        "data _system_translations {\n"
        f"{bpa.start(own_head)}{texts}{bpa.END}"
        "}\n"
        "\n"
        "Import-LocalizedData -BindingVariable _system_translations "
        f"-FileName {model}.psd1\n"
        "\n"
        "# Discover here, and return an XML document in the namespace of the .sch:\n"
        f"# <{model}><RuleName><Compliant>true</Compliant>…</RuleName>…</{model}>\n"
    )


def schematron(model: str, entries: Sequence[Entry]) -> str:
    """Return what says which element breaks which rule, ready to fill in."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"',
        '    xmlns:mssml="http://schemas.microsoft.com/sml/extensions/2007/03"',
        '    xmlns:mssmlbpa="http://schemas.microsoft.com/sml/bpa/2008/02">',
        "",
        "  <!-- The namespace of what the script returns; choose your own -->",
        f'  <ns prefix="tns" uri="urn:models:{model}"/>',
    ]
    for one in entries:
        lines += ["", *_pattern(model, one)]
    return "\n".join([*lines, "", "</schema>", ""])


def _pattern(model: str, one: Entry) -> Iterator[str]:
    texts = ("title", "issue", "impact", "resolution")
    severity = _SEVERITIES[one.facts.level]
    link = escaped(str(one.fields["help"]))
    yield "  <pattern>"
    yield f'    <rule context="tns:{model}/tns:{one.facts.help_id}">'
    yield from _case(one, "assert", severity, texts)
    yield f"        <mssmlbpa:helpTopic>{link}</mssmlbpa:helpTopic>"
    yield "      </assert>"
    yield from _case(one, "report", "info", ["title", "compliant"])
    yield "      </report>"
    yield "    </rule>"
    yield "  </pattern>"


def _case(one: Entry, kind: str, severity: str, texts: Sequence[str]) -> Iterator[str]:
    """Yield what is said where the test of an element fails, or holds."""
    help_id = one.facts.help_id
    category = _CATEGORIES.get(one.facts.category, str(one.facts.category))
    there = [name for name in texts if name in one.fields]
    yield f'      <{kind} mssmlbpa:helpID="{help_id}" mssml:severity="{severity}"'
    yield f'          mssml:category="mssmlbpa:{category} mssmlbpa:markupv2"'
    yield "          test=\"tns:Compliant = 'true'\">"
    if any(_has_arguments(one.fields[name]) for name in there):
        for argument in one.facts.arguments:
            yield f'        <value-of select="tns:{argument.name}"/>'
    for name in there:
        element = SUFFIXES[name].lower()
        yield f'        <mssmlbpa:{element} mssml:locid="{help_id}_{SUFFIXES[name]}"/>'


def _has_arguments(text: Text) -> bool:
    return any(names(general_form(text)))
