"""What tests of the messages share."""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import strategies as st

from bpadocs.messages import TARGETS, message_files
from bpadocs.messages.catalog import Catalog, CatalogHead, catalogs, facts, head
from bpadocs.project.settings import Settings
from bpadocs.project.tree import read_project
from bpadocs.rule.model import (
    Argument,
    ArgumentType,
    Category,
    Plural,
    Product,
    Rule,
    Severity,
    SourceFile,
    Text,
    Translation,
)
from bpadocs.rule.placeholders import parts
from bpadocs.words.labels import read_labels

FIXTURE = Path(__file__).parent / "fixtures" / "messages"
REPOSITORY = Path(__file__).parent.parent


def catalogs_of(root: Path) -> dict[str, Catalog]:
    """The catalogs of a project on disk."""
    project = read_project(root)
    return catalogs(
        project.rules, read_labels(root, project.settings.languages), project.settings
    )


def catalogs_of_rules(
    *rules: Rule, languages: tuple[str, ...] = ("en", "fr")
) -> dict[str, Catalog]:
    """The catalogs of rules that stand in no file."""
    settings = Settings(
        {language: language for language in languages}, "https://example.org/{page}", {}
    )
    return catalogs(rules, read_labels(None, languages), settings)


def mo_path(language: str) -> str:
    """Where the gettext catalog of a language is, below build/messages/."""
    return f"{language}/LC_MESSAGES/bpadocs.mo"


def head_of(built: Mapping[str, Catalog], language: str) -> CatalogHead:
    """What the catalogs of a language say before their rules."""
    products: dict[str, Product] = {}
    for entry in built["en"].entries:
        product, _, _ = entry.rule.partition("/")
        products[product] = a_product(product)
    settings = Settings(
        {one: one for one in built}, "https://example.org/{page}", {}, version="1.2"
    )
    labels = read_labels(None, tuple(built))[language]
    return head(facts(language, built), labels, settings, products.values())


def write_messages(built: Mapping[str, Catalog], *targets: str) -> dict[str, bytes]:
    """Every file of these targets, or of all, by its path below build/messages/."""
    files: dict[str, bytes] = {}
    for language in built:
        own_head = head_of(built, language)
        files |= message_files(targets or tuple(TARGETS), own_head, built)
    return files


def write(target: str, built: Mapping[str, Catalog], language: str) -> bytes:
    """The first file of one language for one target."""
    files = message_files((target,), head_of(built, language), built)
    return next(iter(files.values()))


def install(built: Mapping[str, Catalog], folder: Path) -> Path:
    """Every file of the messages, below this folder."""
    for name, content in write_messages(built, "gettext", "json").items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def copy_project(root: Path) -> Path:
    """A copy of this project's rules, words and settings, in this folder."""
    for name in ("rules", "locales"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "pyproject.toml", root)
    return root


def built_project(root: Path) -> Path:
    """A copy of this project with its messages, in this folder."""
    install(catalogs_of(copy_project(root)), root / "build" / "messages")
    return root


def a_product(name: str) -> Product:
    """A product of this name."""
    return Product(
        id=name,
        name="Hyper-V",
        operating_systems=(),
        applies_to="",
        intro=None,
        note=None,
        front_matter={},
        layout={},
        source=SourceFile(f"rules/{name}/product.yaml", ""),
    )


def a_rule(
    rule_id: str, texts: Mapping[str, Mapping[str, Text]], *arguments: str
) -> Rule:
    """A rule with these texts; its arguments are lists."""
    return Rule(
        id=rule_id,
        product=a_product(rule_id.partition("/")[0]),
        page="Page",
        severity=Severity.ERROR,
        category=Category.SECURITY,
        operating_systems=(),
        applies_to="",
        intro=None,
        note=None,
        arguments={name: Argument(name, ArgumentType.LIST, name) for name in arguments},
        front_matter={},
        layout={},
        check=None,
        suppressions=(),
        text={language: Translation(fields) for language, fields in texts.items()},
        source=SourceFile(f"rules/{rule_id}.yaml", ""),
    )


FRAGMENTS = (
    *"'‘’‚‛\"“”„$`@{}#<>&;%\\|()[]-–=!, ",
    *"\t\n\r\0\x07\x1b\x7f\x85\u2028\u202e\ufeff\ufffe\uffff\ud800é한😀",
    "'@",
    "@'\n",
    '\n"@\n',
    "$(calc)",
    "${x}",
    "`n",
    "<#",
    "#>",
    "''",
    "’’",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "&amp;",
    "&#0;",
    "</value>",
    "{{",
    "}}",
    "\n\n",
    "\r\n",
    "- a\n- b",
)
nasty_texts = st.lists(
    st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=12
).map("".join)
"""Texts that end strings, elements and lines where a format is not careful."""


def nasty_catalogs(texts: Sequence[str]) -> dict[str, Catalog]:
    """Catalogs in which these texts are fields of rules."""
    rules = [
        a_rule(
            f"a/rule-{number}",
            {
                "en": {"title": text, "issue": "x"},
                "fr": {"title": text, "resolution": text},
            },
        )
        for number, text in enumerate(texts)
    ]
    return catalogs_of_rules(*rules)


def nasty_plural_rule() -> Rule:
    """A rule whose English counts."""
    text = Plural("names", {"one": "’one’ {names}", "other": "]]> {names}"})
    return a_rule(
        "a/plural",
        {"en": {"title": "T", "impact": text}, "fr": {"impact": "’ $x {names}"}},
        "names",
    )


def shown_texts(catalog: Catalog) -> dict[str, str]:
    """The titles and resolutions as readers see them, where nothing is an argument, by flat keys."""
    found = {}
    for entry in catalog.entries:
        title = entry.fields.get("title")
        if title:
            found[f"{entry.facts.help_id}_Title"] = str(title)
        resolution = entry.fields.get("resolution")
        if resolution:
            pieces = []
            for literal, name in parts(str(resolution)):
                pieces.append(literal if name is None else f"{literal}{{{name}}}")
            found[f"{entry.facts.help_id}_Resolution"] = "".join(pieces)
    return found
