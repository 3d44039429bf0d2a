"""Show what a checker prints for a rule, made by the very code that checkers use."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup, escape

from bpadocs.messages import READABLE
from bpadocs.messages.catalog import TEXTS, Entry, FileNames
from bpadocs.messages.keys import SUFFIXES
from bpadocs.project.settings import Settings
from bpadocs.rule.model import Argument, ArgumentType, Plural, Rule
from bpadocs.rule.placeholders import argument_order, names
from bpadocs.runtime import Message, Messages, ServedText
from bpadocs.site.compare_view import Comparison, levels_of
from bpadocs.site.facts import field_of
from bpadocs.site.frame import SiteLanguage, title_of
from bpadocs.site.marks import remarks
from bpadocs.site.markup import code_block
from bpadocs.site.page_view import field_label
from bpadocs.words.cldr import culture

SAMPLES: Mapping[ArgumentType, object] = {
    ArgumentType.LIST: ["SQL01", "WEB02", "FILE03"],
    ArgumentType.NUMBER: 640,
    ArgumentType.TEXT: "Contoso",
}
"""For each type of argument, a value; several things where there may be several."""


def sample_value(argument: Argument) -> object:
    """Return a value of the argument, as somebody may meet it."""
    if argument.type is not ArgumentType.CHOICE:
        return SAMPLES[argument.type]
    return next(iter(argument.values))


@dataclass(frozen=True, slots=True)
class CheckerWords:
    """A text that a checker prints."""

    words: str
    lang: str | None
    """Its language, where that is not the page's."""
    note: str | None
    """What a reader must know of it: that it is not translated yet, or older than its English."""


NAMES = ("SQL01", "WEB02", "FILE03", "DC04", "APP05")
LONG_NAMES = (
    "SQL-production-cluster-node-01.emea.corp.contoso.com",
    "File server for the accounting department (2nd floor)",
)
COUNTS = (0, 1, 2, 5)
"""The counts that texts are shown with: each plural form of most languages is for one of them."""
_LARGE = 1_234_567
MOST_CHOICES = 5
"""How many values of a choice are tried; the style sheet has a rule for each sample."""


@dataclass(frozen=True, slots=True)
class SampleValues:
    """Values for the arguments of a rule, and what they are called."""

    caption: str
    values: Mapping[str, object]


def samples_of(rule: Rule, language: SiteLanguage) -> list[SampleValues]:
    """Return values to try a rule's texts with: few and many things, and long names."""
    arguments = rule.arguments.values()
    types = {argument.type for argument in arguments}
    long = {argument.name: _long_value(argument) for argument in arguments}
    printed = language.word("Printed")
    long_names = language.word("long names")
    with_long = SampleValues(long_names, long)
    if types & {ArgumentType.LIST, ArgumentType.NUMBER}:
        found = []
        for count in COUNTS:
            values = {one.name: _value(one, count) for one in arguments}
            found.append(SampleValues(str(count), values))
        return [*found, with_long]
    usual = {argument.name: sample_value(argument) for argument in arguments}
    if ArgumentType.TEXT in types:
        return [SampleValues(printed, usual), with_long]
    if ArgumentType.CHOICE in types:
        return list(_choices(rule))
    return [SampleValues(printed, usual)]


def _value(argument: Argument, count: int) -> object:
    match argument.type:
        case ArgumentType.LIST:
            return list(NAMES[:count])
        case ArgumentType.NUMBER:
            return count
        case _:
            return sample_value(argument)


def _long_value(argument: Argument) -> object:
    match argument.type:
        case ArgumentType.LIST:
            return list(LONG_NAMES)
        case ArgumentType.NUMBER:
            return _LARGE
        case ArgumentType.TEXT:
            return LONG_NAMES[0]
        case _:
            return sample_value(argument)


def _choices(rule: Rule) -> Iterator[SampleValues]:
    """Yield the values of the first argument, with the first values of all others."""
    first, *others = rule.arguments.values()
    rest = {argument.name: sample_value(argument) for argument in others}
    for value in list(first.values)[:MOST_CHOICES]:
        yield SampleValues(value, {first.name: value, **rest})


FILE_KINDS: Mapping[str, str] = {
    "bpa": "Best Practices Analyzer (.psd1)",
    "resx": ".NET (.resx)",
    "psrule": "PSRule (.psd1)",
    "json": "JSON",
    "xccdf": "XCCDF",
}
"""What the files of each target are called; the style sheet has a rule for each."""


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A rule's part of a file that checkers load."""

    target: str
    kind: str
    path: str
    content: str


def shown_files(
    rule: Rule, settings: Settings, entry: Entry, english: Entry
) -> list[ShownFile]:
    """Return the rule's part of each file that checkers load, as a build writes it."""
    names = FileNames(
        language=entry.language,
        locale=settings.locales[entry.language],
        models=(rule.product.model,),
        help_ids=(rule.help_id,),
        source_language=rule.source_language,
    )
    found = []
    for target, kind in FILE_KINDS.items():
        if target in settings.messages:
            path = READABLE[target].paths(names)[0]
            content = READABLE[target].excerpt(entry, english)
            shown = ShownFile(
                target=target,
                kind=kind,
                path=f"{settings.out}/messages/{path}",
                content=content,
            )
            found.append(shown)
    return found


def message_context(
    view: Comparison, messages: Messages, files: Sequence[ShownFile], out: str
) -> dict[str, Any]:
    """Return what the template of the view is filled with; `out` is where a build writes."""
    rule, language = view.rule, view.language
    message = messages[rule.id]
    samples = samples_of(rule, language)
    several = {
        argument.name: sample_value(argument) for argument in rule.arguments.values()
    }
    compliant = None
    if "compliant" in rule.english:
        compliant = _words(message.compliant(**several), language)
    own_culture = culture(language.locale)
    snippets = [
        for_rule(python(rule, several, out), "python", rule.id, own_culture),
        for_rule(
            powershell(rule, several, out), "powershell", rule.help_id, own_culture
        ),
    ]
    about_texts = [one for one in view.findings if field_of(one) in TEXTS]
    return {
        "rule": rule,
        "heading": title_of(rule, language),
        "levels": levels_of(about_texts),
        "samples": samples,
        "printed": _words(message.title, language),
        "parts": _parts(rule, message, language, samples),
        "compliant": compliant,
        "snippets": snippets,
        "findings": _findings(view),
        "files": files,
    }


def _findings(view: Comparison) -> list[dict[str, Any]]:
    """Return what lint says of the texts that a checker prints, by field."""
    found = []
    for name in TEXTS:
        own = [one for one in view.findings if field_of(one) == name]
        if own:
            label = field_label(name, view.language)
            said = remarks(own, view.ids)
            found.append({"name": name, "label": label, "findings": said})
    return found


def _depends(rule: Rule, language: SiteLanguage, name: str) -> bool:
    """Whether a text may be another one for other values."""
    for text in (rule.english.get(name), rule.field(language.code, name)):
        if isinstance(text, Plural) or (text and "{" in text):
            return True
    return False


def _parts(
    rule: Rule,
    message: Message,
    language: SiteLanguage,
    samples: Sequence[SampleValues],
) -> list[dict[str, Any]]:
    """Return each text that is printed, once for each sample unless it is always the same."""
    printers = {
        "issue": message.issue,
        "impact": message.impact,
        "resolution": message.resolution,
    }
    parts = []
    for name, printed in printers.items():
        texts = [printed(**samples[0].values)]
        if not texts[0]:
            continue
        if _depends(rule, language, name):
            texts += [printed(**sample.values) for sample in samples[1:]]
        if len(set(texts)) == 1:
            texts = texts[:1]
        variants = [_paragraphs(text, language) for text in texts]
        parts.append({"label": field_label(name, language), "variants": variants})
    return parts


def _paragraphs(text: ServedText, language: SiteLanguage) -> list[CheckerWords]:
    """Cut a text into its paragraphs. A note about the text is below the last one."""
    whole = _words(text, language)
    pieces = [piece.strip() for piece in text.split("\n\n") if piece.strip()]
    paragraphs = [
        CheckerWords(words=piece, lang=whole.lang, note=None) for piece in pieces
    ]
    paragraphs[-1] = replace(paragraphs[-1], note=whole.note)
    return paragraphs


def _words(text: ServedText, language: SiteLanguage) -> CheckerWords:
    """Return a text with what a reader must know of it."""
    lang = note = None
    if text and text.locale != language.code:
        lang = text.locale
        note = language.word("not translated yet")
    elif text.stale:
        note = language.word("out of date")
    return CheckerWords(words=str(text), lang=lang, note=note)


CULTURE = "xx-XX"
RULE_NAME = "xxRULExx"
"""The culture and the name of a rule in code until it is shown: it is coloured once for all."""

PRINTED = ("issue", "impact", "resolution")
"""The texts that a checker prints of a rule that is not met."""


def for_rule(code: str, info: str, name: str, own_culture: str) -> Markup:
    """Return code as HTML, for the rule of this name, in this culture."""
    html = str(code_block(code, info)).replace(CULTURE, own_culture)
    return Markup(html.replace(RULE_NAME, escape(name)))


def python(rule: Rule, values: Mapping[str, object], out: str) -> str:
    """Return Python that prints the message of a rule."""
    lines = [
        "from bpadocs.runtime import Messages",
        "",
        f'messages = Messages.open("{out}/messages", "{CULTURE}")',
        f'message = messages["{RULE_NAME}"]',
        'print(f"{message.severity}: {message.title}")',
    ]
    for name in PRINTED:
        if name in rule.english:
            used = _used(rule, name)
            arguments = [f"{one.name}={_python(values[one.name])}" for one in used]
            lines.append(f"print(message.{name}({', '.join(arguments)}))")
    return "\n".join(lines)


def _used(rule: Rule, name: str) -> list[Argument]:
    """Return the arguments that a text of the rule uses, in the order of the rule."""
    text = rule.english[name]
    if isinstance(text, Plural):
        used = {text.count}
        for form in text.forms.values():
            used.update(names(form))
    else:
        used = set(names(text))
    return [argument for argument in rule.arguments.values() if argument.name in used]


def _python(value: object) -> str:
    """Write a value as Python with double quotes, as the code around it has them."""
    if isinstance(value, list):
        return f"[{', '.join(_python(one) for one in value)}]"
    if isinstance(value, str):
        return f'"{value}"'
    return repr(value)


def powershell(rule: Rule, values: Mapping[str, object], out: str) -> str:
    """Return PowerShell that prints the message of a rule."""
    lines = [
        f"$folder = '{out}/messages/bpa'",
        f"$culture = '{CULTURE}'",
        f"Import-LocalizedData texts -BaseDirectory $folder -FileName {rule.product.model}.psd1 "
        "-UICulture $culture",
        f"$texts.{RULE_NAME}_Title",
    ]
    given = [_powershell(values[name]) for name in argument_order(rule)]
    for name in PRINTED:
        text = rule.english.get(name)
        if text is None:
            continue
        line = f"$texts.{RULE_NAME}_{SUFFIXES[name]}"
        if _used(rule, name):
            line += f" -f {', '.join(given)}"
        lines.append(line)
    return "\n".join(lines)


def _powershell(value: object) -> str:
    if isinstance(value, list):
        return "'" + ", ".join(map(str, value)) + "'"
    return f"'{value}'"
