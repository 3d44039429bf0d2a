"""Show what a checker prints for a rule, made by the very code that checkers use."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from markupsafe import Markup

from bpadocs.messages.keys import SUFFIXES
from bpadocs.rule.model import Argument, ArgumentType, Plural, Rule
from bpadocs.rule.placeholders import names
from bpadocs.rule.positions import argument_order
from bpadocs.runtime import Message, Messages, ServedText
from bpadocs.site.frame import SiteLanguage, title_of
from bpadocs.site.markup import code_block
from bpadocs.site.page_view import field_label
from bpadocs.words.cldr import culture

SAMPLES: Mapping[ArgumentType, tuple[object, object]] = {
    ArgumentType.LIST: (["SQL01"], ["SQL01", "WEB02", "FILE03"]),
    ArgumentType.NUMBER: (1, 640),
    ArgumentType.TEXT: ("Contoso", "Contoso"),
}
"""For each type of argument, a value for one thing and a value for several."""


def sample_values(argument: Argument) -> tuple[object, object]:
    """Return a value of the argument for one thing, and one for several."""
    if argument.type is not ArgumentType.CHOICE:
        return SAMPLES[argument.type]
    value = next(iter(argument.values))
    return value, value


@dataclass(frozen=True, slots=True)
class CheckerWords:
    """A text that a checker prints."""

    words: str
    lang: str | None
    """Its language, where that is not the page's."""
    note: str | None
    """What a reader must know of it: that it is not translated yet, or older than its English."""


def message_context(
    rule: Rule, language: SiteLanguage, messages: Messages
) -> dict[str, Any]:
    """Return what the template of the view is filled with."""
    message = messages[rule.id]
    several = {
        argument.name: sample_values(argument)[1]
        for argument in rule.arguments.values()
    }
    compliant = None
    if "compliant" in rule.english:
        compliant = _words(message.compliant(**several), language)
    snippets = [
        code_block(python(rule, several), "python"),
        code_block(powershell(rule, several), "powershell"),
    ]
    return {
        "rule": rule,
        "heading": title_of(rule, language),
        "samples": _samples(rule, message, language),
        "compliant": compliant,
        "snippets": [_in_culture(snippet, language) for snippet in snippets],
    }


def _samples(
    rule: Rule, message: Message, language: SiteLanguage
) -> list[dict[str, Any]]:
    """Return the texts as they are printed for several things.

    Where a text depends on a count, also as they are printed for one.
    """
    counted = {text.count for text in rule.english.values() if isinstance(text, Plural)}
    one: dict[str, object] = {}
    several: dict[str, object] = {}
    for argument in rule.arguments.values():
        single, many = sample_values(argument)
        one[argument.name] = single if argument.name in counted else many
        several[argument.name] = many
    if not counted:
        return [_sample(message, language, several, language.word("Printed"))]
    number = max((_count(several[name]) for name in counted), default=2)
    for_one = language.word("Printed for {count}", count=1)
    for_several = language.word("Printed for {count}", count=number)
    return [
        _sample(message, language, one, for_one),
        _sample(message, language, several, for_several),
    ]


def _count(value: object) -> int:
    if isinstance(value, list):
        return len(value)
    return int(str(value))


def _sample(
    message: Message, language: SiteLanguage, values: Mapping[str, object], caption: str
) -> dict[str, Any]:
    """Return the texts as they are printed with these values."""
    texts = {
        "issue": message.issue(**values),
        "impact": message.impact(**values),
        "resolution": message.resolution(**values),
    }
    parts = []
    for name, text in texts.items():
        if text:
            label = field_label(name, language)
            parts.append({"label": label, "paragraphs": _paragraphs(text, language)})
    return {
        "caption": caption,
        "title": _words(message.title, language),
        "parts": parts,
    }


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
"""The culture in the code until it is shown in a language: it is coloured once for all of them."""

PRINTED = ("issue", "impact", "resolution")
"""The texts that a checker prints of a rule that is not met."""


def _in_culture(code: Markup, language: SiteLanguage) -> Markup:
    return Markup(str(code).replace(CULTURE, culture(language.locale)))


def python(rule: Rule, values: Mapping[str, object]) -> str:
    """Return Python that prints the message."""
    lines = [
        "from bpadocs.runtime import Messages",
        "",
        f'messages = Messages.open("build/messages", "{CULTURE}")',
        f'message = messages["{rule.id}"]',
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


def powershell(rule: Rule, values: Mapping[str, object]) -> str:
    """Return PowerShell that prints the message."""
    lines = [
        "$folder = 'build/messages/bpa'",
        f"$culture = '{CULTURE}'",
        f"Import-LocalizedData texts -BaseDirectory $folder -FileName {rule.product.model}.psd1 "
        "-UICulture $culture",
        f"$texts.{rule.help_id}_Title",
    ]
    given = [_powershell(values[name]) for name in argument_order(rule)]
    for name in PRINTED:
        text = rule.english.get(name)
        if text is None:
            continue
        line = f"$texts.{rule.help_id}_{SUFFIXES[name]}"
        if _used(rule, name):
            line += f" -f {', '.join(given)}"
        lines.append(line)
    return "\n".join(lines)


def _powershell(value: object) -> str:
    if isinstance(value, list):
        return "'" + ", ".join(map(str, value)) + "'"
    return f"'{value}'"
