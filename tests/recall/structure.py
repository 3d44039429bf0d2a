"""Faults of provenance, arguments, markup, furniture, front matter, and of the English itself."""

import dataclasses
import re
from collections.abc import Callable
from datetime import date, timedelta

from bpadocs.lint.subject import Passage, Subject, Unit
from bpadocs.rule.model import SOURCE_LANGUAGE, Stamp
from recall.frame import Material, Plant, RulePlant, TextPlant, whole

HANGUL = re.compile(r"[가-힣]")


def replace(
    pattern: str, by: str, *, plain: bool | None = None
) -> Callable[[Unit], str | None]:
    """The first match of a pattern becomes something else; in Markdown or in plain text only, where
    that is said.
    """
    compiled = re.compile(pattern, re.MULTILINE)

    def change(unit: Unit) -> str | None:
        text = unit.translation.text
        if (
            plain is not None and unit.translation.markup is plain
        ) or not compiled.search(text):
            return None
        return compiled.sub(by, text, count=1)

    return change


def markdown(pattern: str, by: str) -> Callable[[Unit], str | None]:
    """Likewise, outside code, and only in Markdown."""
    inner = replace(pattern, by, plain=False)

    def change(unit: Unit) -> str | None:
        # a rule's code is full of stars and hyphens
        return (
            inner(unit) if "```" not in unit.translation.text.split("**")[0] else None
        )

    return change


def only(
    languages: str, change: Callable[[Unit], str | None]
) -> Callable[[Unit], str | None]:
    return lambda unit: change(unit) if unit.language in languages.split() else None


def field(
    name: str, change: Callable[[Unit], str | None]
) -> Callable[[Unit], str | None]:
    return lambda unit: change(unit) if unit.field == name else None


def repeat_argument(unit: Unit) -> str | None:
    match = re.search(r"\{[a-z_]+\}", unit.translation.text)
    return (
        f"{unit.translation.text} {match[0]}"
        if match and not unit.translation.markup
        else None
    )


def half_english(unit: Unit) -> str | None:
    """The first word of a label in English again."""
    for label in unit.arguments.values():
        if (
            label.english.startswith("list ")
            and f"\\<{label.translated}>" in unit.translation.text
        ):
            words = label.translated.split(" ", 1)
            return unit.translation.text.replace(
                f"\\<{label.translated}>", f"\\<list {words[-1]}>", 1
            )
    return None


def english_label(unit: Unit) -> str | None:
    for label in unit.arguments.values():
        if (
            f"\\<{label.translated}>" in unit.translation.text
            and label.translated != label.english
        ):
            return unit.translation.text.replace(
                f"\\<{label.translated}>", f"\\<{label.english}>", 1
            )
    return None


def furniture(part: str) -> Callable[[Unit], str | None]:
    def change(unit: Unit) -> str | None:
        if unit.field.split(".")[0] != part or not unit.expected:
            return None
        return unit.english.text if unit.english.text != unit.translation.text else None

    return change


def reordered(unit: Unit) -> str | None:
    """Two links of one field change places."""
    links = unit.translation.tree.of("link")
    if len(links) < 2 or links[0].target == links[1].target:
        return None
    text = unit.translation.text
    first, second = links[0], links[1]
    one, two = text[first.start : first.end], text[second.start : second.end]
    return (
        text[: first.start]
        + two
        + text[first.end : second.start]
        + one
        + text[second.end :]
    )


def out_of_italics(unit: Unit) -> str | None:
    match = re.search(r"^\*(\S+ \S+) ([^*\n]+\*)$", unit.translation.text, re.MULTILINE)
    return (
        unit.translation.text.replace(match[0], f"{match[1]} *{match[2]}", 1)
        if match
        else None
    )


# Rules


def english(
    change: Callable[[str], str | None], *fields: str
) -> Callable[..., Subject | None]:
    def plant(rule: Subject, language: str) -> Subject | None:
        for key, passage in rule.english.items():
            text = change(passage.text) if key in fields else None
            if text is not None and text != passage.text:
                new = Passage(
                    text, passage.markup, passage.file, lambda offset: (1, offset + 1)
                )
                return dataclasses.replace(rule, english={**rule.english, key: new})
        return None

    return plant


def front_matter(
    key: str, value: str | None, where: str = "translation"
) -> Callable[..., Subject | None]:
    def plant(rule: Subject, language: str) -> Subject | None:
        target = SOURCE_LANGUAGE if where == "english" else language
        keys = dict(rule.front_matter.get(target, {}))
        if key not in keys:
            return None
        before = keys.pop(key)
        if value is not None:
            keys[key] = Passage(value, False, before.file, lambda _: (1, 1))
        return dataclasses.replace(
            rule, front_matter={**rule.front_matter, target: keys}
        )

    return plant


def stamps(change: Callable[[Stamp], Stamp | None]) -> Callable[..., Subject | None]:
    """Another stamp for one field, or none."""

    def plant(rule: Subject, language: str) -> Subject | None:
        translation = rule.rule.text.get(language) if rule.rule else None
        if rule.rule is None or translation is None or len(translation.stamps) < 2:
            return None
        kept = dict(translation.stamps)
        name = min(kept)
        new = change(kept.pop(name))
        own = translation._replace(stamps=kept if new is None else kept | {name: new})
        text = {**rule.rule.text, language: own}
        return dataclasses.replace(rule, rule=dataclasses.replace(rule.rule, text=text))

    return plant


def without_field(side: str) -> Callable[..., Subject | None]:
    def plant(rule: Subject, language: str) -> Subject | None:
        translation = rule.rule.text.get(language) if rule.rule else None
        if rule.rule is None or translation is None:
            return None
        target = SOURCE_LANGUAGE if side == "english" else language
        own = rule.rule.text[target]
        fields = {
            key: value for key, value in own.fields.items() if key != "description"
        }
        text = {**rule.rule.text, target: own._replace(fields=fields)}
        return dataclasses.replace(rule, rule=dataclasses.replace(rule.rule, text=text))

    return plant


BOLD = r"\*\*([^*\n]+)\*\*"
TOMORROW = date.today() + timedelta(days=30)


def text(
    name: str,
    checks: tuple[str, ...],
    change: Callable[[Unit], str | None],
    material: Material = "rules",
) -> TextPlant:
    return TextPlant(name, checks, whole(change), material)


PLANTS: tuple[Plant, ...] = (
    # arguments in UI text
    text(
        "argument lost",
        ("argument-missing",),
        replace(r" ?\{[a-z_]+\}", "", plain=True),
    ),
    text(
        "argument renamed",
        ("argument-missing", "argument-extra"),
        replace(r"\{[a-z]", "{x", plain=True),
    ),
    text("argument twice", ("argument-extra",), repeat_argument),
    text(
        "words beside a lone argument",
        ("argument-torn",),
        replace(r"^(\{[a-z_]+\})$", r"… \1", plain=True),
    ),
    text(
        "Markdown in UI text",
        ("markup-in-ui-text",),
        field("issue", replace(r"(\w{4,})", r"**\1**", plain=True)),
    ),
    # arguments on pages
    text(
        "blank inside \\<…>",
        ("argument-blanks",),
        replace(r"(\\<[^>]+)>", r"\1 >"),
        "pages",
    ),
    text("label half English", ("argument-label",), half_english, "pages"),
    text("label in English", ("argument-label",), english_label, "pages"),
    text(
        "label torn",
        ("argument-torn", "argument-label"),
        replace(r"\\<([^\s>]+) ([^>]+)>", r"\1 \\<\2>"),
        "pages",
    ),
    text(
        "brackets empty",
        ("argument-torn",),
        replace(r"\\<([^>]+)>", r"\1 \\<>"),
        "pages",
    ),
    text(
        "brackets lost", ("argument-missing",), replace(r"\\<([^>]+)>", r"\1"), "pages"
    ),
    # code
    text("code recased", ("code-spans",), replace(r"`[A-Z](\w+-?\w*)`", r"`x\1`")),
    text(
        "blank in code",
        ("code-spans",),
        replace(r"(?<!`)`(\w+)([^`\n]+)`(?!`)", r"`\1 \2`"),
    ),
    text("backticks lost", ("code-spans",), replace(r"(?<!`)`([^`\n]+)`(?!`)", r"\1")),
    text(
        "code spelt otherwise",
        ("code-spans",),
        replace(r"(?<!`)`([^`\n]+)`(?!`)", r"`\1s`"),
    ),
    text(
        "code block changed", ("code-blocks",), replace(r"^( *[A-Z]\w+-\w+) -", r"\1 –")
    ),
    text(
        "code block's language",
        ("code-blocks",),
        replace(r"```powershell", "```Powershell-Skript"),
    ),
    text(
        "code block opened out",
        ("code-blocks",),
        replace(r"```powershell\n([\s\S]+?)\n *```", r"\1"),
    ),
    # links
    text(
        "link leads elsewhere",
        ("link-targets",),
        replace(r"\]\(https://([a-z.]+)/", r"](https://www.\1/"),
    ),
    text(
        "locale in an address",
        ("link-targets",),
        replace(r"\]\((https://[a-z.]+)/", r"](\1/fr-fr/"),
    ),
    text("link lost", ("link-targets",), replace(r"\[([^\]\n!]+)\]\([^)]*\)", r"\1")),
    text(
        "blank in a link",
        ("unparsed-markup", "link-targets"),
        replace(r"\]\(http", "] (http"),
    ),
    text("links change places", ("link-order",), reordered),
    text(
        "blank at a link's end",
        ("marked-edges",),
        replace(r"\[([^\]\n!]+)\]\(", r"[\1 ]("),
    ),
    # bold and italics
    text("bold lost", ("emphasis-count",), replace(BOLD, r"\1", plain=False)),
    text(
        "bold added",
        ("emphasis-count",),
        markdown(r"(?<![*`\w(/.\[-])([a-zà-ü가-힣]{5,})(?= [a-z가-힣])", r"**\1**"),
    ),
    text(
        "blank inside the stars",
        ("unparsed-markup",),
        replace(BOLD, r"** \1**", plain=False),
    ),
    text("star lost", ("unparsed-markup",), replace(BOLD, r"**\1*", plain=False)),
    text(
        "bold glued to a word",
        ("glued-markup",),
        only("fr it es", replace(BOLD + r" (?=[a-z])", r"**\1**")),
    ),
    text(
        "blank before a comma",
        ("blank-after-markup",),
        replace(BOLD + r"(?=[,.])", r"**\1** "),
    ),
    text("comma in the bold", ("marked-edges",), replace(BOLD + ",", r"**\1,**")),
    text(
        "Korean quotation marks in bold",
        ("unparsed-markup",),
        only("ko", replace(BOLD + r"(?=[가-힣])", r"**'\1'**")),
    ),
    text("sign of a path lost", ("ui-path",), replace(r"\*\* > \*\*", "** **")),
    text("italics open late", ("emphasis-reach",), out_of_italics, "pages"),
    text(
        "italics lost", ("emphasis-count",), replace(r"^\*([^*\n]+)\*$", r"\1"), "pages"
    ),
    # blocks
    text("step lost", ("structure",), replace(r"^2\. .*\n", "")),
    text(
        "numbers become bullets",
        ("structure",),
        replace(r"^1\. ([^\n]*)\n2\. ", r"- \1\n- "),
    ),
    text("bullet lost", ("structure",), replace(r"^- \[", "[")),
    text(
        "empty line lost",
        ("structure",),
        replace(r"(?<=\.)\n\n(?=[A-ZÀ-Ü가-힣])", "\n"),
    ),
    text("heading's level", ("structure",), replace(r"^## (?=\S)", "### "), "rules"),
    text("heading's blank lost", ("structure",), replace(r"^## (?=\S)", "##")),
    text("row of a table lost", ("structure",), replace(r"(\|-\|.*\n)\|.*\n", r"\1")),
    text(
        "alert's keyword",
        ("alerts",),
        replace(r"\[!(NOTE|TIP|IMPORTANT|CAUTION|WARNING)\]", "[!AVIS]"),
    ),
    text(
        "alert of another kind",
        ("alerts",),
        replace(r"\[!(NOTE|TIP|IMPORTANT)\]", "[!WARNING]"),
    ),
    text("blank in an alert's keyword", ("alerts",), replace(r"\[!(\w+)\]", r"[! \1]")),
    text(
        "alert's body fallen out",
        ("alerts", "structure"),
        replace(r"(> \[!\w+\]\n)>", r"\1\n"),
    ),
    text("tag added", ("html-tags",), markdown(r"(\w)\. (?=\w)", r"\1.<br>")),
    # furniture
    text("table label in English", ("furniture",), furniture("label"), "pages"),
    text(
        "severity or category in English", ("furniture",), furniture("value"), "pages"
    ),
    text("heading in English", ("furniture",), furniture("section"), "pages"),
    text("“Applies To” in English", ("furniture",), furniture("applies_to"), "pages"),
    text(
        "sentence about italics changed",
        ("furniture",),
        field("note", replace(r" \S+", "")),
        "pages",
    ),
    # front matter
    RulePlant(
        "other date",
        ("front-matter-differs",),
        front_matter("ms.date", "1/2/2003"),
        "pages",
    ),
    RulePlant(
        "author lost",
        ("front-matter-differs", "front-matter-keys"),
        front_matter("author", None),
        "pages",
    ),
    RulePlant(
        "date lost", ("front-matter-keys",), front_matter("ms.date", None, "english")
    ),
    RulePlant(
        "no such day",
        ("front-matter-date",),
        front_matter("ms.date", "16/8/2016", "english"),
    ),
    RulePlant(
        "date of another form",
        ("front-matter-date",),
        front_matter("ms.date", "2016-08-16", "english"),
    ),
    RulePlant(
        "date in the future",
        ("front-matter-date",),
        front_matter(
            "ms.date", f"{TOMORROW.month}/{TOMORROW.day}/{TOMORROW.year}", "english"
        ),
    ),
    # provenance
    RulePlant(
        "English changed", ("stale",), stamps(lambda one: one._replace(source="0" * 10))
    ),
    RulePlant(
        "both changed",
        ("edited-unconfirmed",),
        stamps(lambda one: Stamp("0" * 10, "0" * 10)),
    ),
    RulePlant("stamp lost", ("untracked",), stamps(lambda one: None)),
    RulePlant("field not translated", ("missing",), without_field("translation")),
    RulePlant("English field gone", ("orphan",), without_field("english")),
    # the English
    RulePlant(
        "(s)",
        ("optional-plural",),
        english(
            lambda text: re.sub(r"machines", "machine(s)", text), "issue", "impact"
        ),
    ),
    RulePlant(
        "severity and category swapped",
        ("severity-category-swapped",),
        english(lambda text: "Configuration", "value.severity"),
        "pages",
    ),
    RulePlant(
        "long title",
        ("head-length",),
        english(lambda text: " ".join([text] * 9), "title"),
    ),
)
