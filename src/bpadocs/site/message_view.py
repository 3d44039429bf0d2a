"""What a checker prints for a rule, made by the very code that checkers use."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from bpadocs.model import UI_FIELDS, Argument, ArgumentType, Plural, Rule
from bpadocs.placeholders import names
from bpadocs.runtime import Message, Messages, Text
from bpadocs.settings import culture
from bpadocs.site.frame import Language, title_of
from bpadocs.site.markup import code_block
from bpadocs.site.page_view import field_label

SAMPLES: Mapping[ArgumentType, tuple[object, object]] = {
    ArgumentType.LIST: (["SQL01"], ["SQL01", "WEB02", "FILE03"]),
    ArgumentType.NUMBER: (1, 640),
    ArgumentType.TEXT: ("Contoso", "Contoso"),
}
"""A value for one thing and for several, by the type of the argument."""


@dataclass(frozen=True, slots=True)
class Words:
    """A printed text; `lang` and a note where it is not in the page's language, or older than its English."""

    words: str
    lang: str | None
    note: str | None


def message_context(rule: Rule, language: Language, messages: Messages) -> dict[str, Any]:
    """What the template of the view is filled with."""
    message = messages[rule.id]
    counted = {name for text in rule.english.values() if isinstance(text, Plural) for name in [text.count]}
    several = {argument.name: SAMPLES[argument.type][1] for argument in rule.arguments.values()}
    samples = []
    if counted:
        one = {name: SAMPLES[rule.arguments[name].type][0] if name in counted else several[name] for name in several}
        samples.append(_sample(rule, message, language, one, language.word("Printed for {count}", count=1)))
        number = max((_count(several[name]) for name in counted), default=2)
        caption = language.word("Printed for {count}", count=number)
    else:
        caption = language.word("Printed")
    samples.append(_sample(rule, message, language, several, caption))
    return {
        "rule": rule,
        "heading": title_of(rule, language),
        "samples": samples,
        "compliant": _words(message.compliant(**several), language) if "compliant" in rule.english else None,
        "snippets": [
            _in_culture(code_block(python(rule, several), "python"), language),
            _in_culture(code_block(powershell(rule, several), "powershell"), language),
        ],
    }


def _count(value: object) -> int:
    return len(value) if isinstance(value, list) else int(str(value))


def _sample(
    rule: Rule, message: Message, language: Language, values: Mapping[str, object], caption: str
) -> dict[str, Any]:
    parts = []
    for name in ("issue", "impact", "resolution"):
        text = getattr(message, name)(**values)
        if text:
            parts.append({"label": field_label(name, language), "paragraphs": _paragraphs(text, language)})
    return {"caption": caption, "title": _words(message.title, language), "parts": parts}


def _paragraphs(text: Text, language: Language) -> list[Words]:
    whole = _words(text, language)
    pieces = [piece for piece in text.split("\n\n") if piece.strip()]
    notes = [None] * (len(pieces) - 1) + [whole.note]
    return [Words(piece.strip(), whole.lang, note) for piece, note in zip(pieces, notes, strict=True)]


def _words(text: Text, language: Language) -> Words:
    if text and text.locale != language.code:
        return Words(str(text), text.locale, language.word("not translated yet"))
    return Words(str(text), None, language.word("out of date") if text.stale else None)


CULTURE = "xx-XX"
"""Stands in the code until it is shown in a language, so that it is coloured once for all of them."""


def _in_culture(code: Markup, language: Language) -> Markup:
    return Markup(str(code).replace(CULTURE, culture(language.locale)))


def python(rule: Rule, values: Mapping[str, object]) -> str:
    """Python that prints the message."""
    lines = [
        "from bpadocs.runtime import Messages",
        "",
        f'messages = Messages.open("build/messages", "{CULTURE}")',
        f'message = messages["{rule.id}"]',
        'print(f"{message.severity}: {message.title}")',
    ]
    for name in UI_FIELDS[:3]:
        if name in rule.english:
            used = [argument for argument in rule.arguments.values() if argument.name in _used(rule, name)]
            arguments = ", ".join(f"{one.name}={_python(values[one.name])}" for one in used)
            lines.append(f"print(message.{name}({arguments}))")
    return "\n".join(lines)


def _used(rule: Rule, name: str) -> set[str]:
    text = rule.english[name]
    if isinstance(text, Plural):
        return {text.count, *(name for form in text.forms.values() for name in names(form))}
    return set(names(text))


def _python(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_python(one) for one in value)}]"
    return f'"{value}"' if isinstance(value, str) else repr(value)


def powershell(rule: Rule, values: Mapping[str, object]) -> str:
    """PowerShell that prints the message."""
    lines = [
        "$folder = 'build/messages/powershell'",
        f"$culture = '{CULTURE}'",
        "Import-LocalizedData messages -BaseDirectory $folder -FileName bpadocs.psd1 -UICulture $culture",
        f"$message = $messages['{rule.id}']",
        '"$($message.severity): $($message.title)"',
    ]
    for name in UI_FIELDS[:3]:
        text = rule.english.get(name)
        if text is None:
            continue
        property = f"$message.{name}"
        if isinstance(text, Plural):
            property += ".other"
        used = [argument for argument in rule.arguments.values() if argument.name in _used(rule, name)]
        filled = "".join(f".Replace('{{{one.name}}}', {_powershell(one, values[one.name])})" for one in used)
        lines.append(property + filled)
    return "\n".join(lines)


def _powershell(argument: Argument, value: object) -> str:
    if isinstance(value, list):
        return "'" + ", ".join(map(str, value)) + "'"
    return f"'{value}'"
