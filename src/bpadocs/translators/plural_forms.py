"""The texts of a field as a file for translators shows them, form by form.

A rule file states only the plural forms that differ, and a text may begin or end with line breaks
that come from how its YAML is written. A translator sees every form of the language, and none of
those line breaks. Here are both directions.
"""

from collections.abc import Collection, Iterator, Mapping

from bpadocs.rule.model import Plural, Text, general_form
from bpadocs.rule.provenance import fingerprint
from bpadocs.words.cldr import plural_categories

Forms = Mapping[str, str]
"""A text by plural form; a text without plural forms is the form `other`."""


def trimmed(text: str) -> str:
    """Return the text without the line breaks at its ends.

    gettext's tools refuse a translation that does not begin and end with a line break as its
    original does, so no translator gets to see them.
    """
    return text.strip("\n")


def with_breaks_of(text: str, model: str) -> str:
    """Return the text with the line breaks at its ends that the model has."""
    inner = trimmed(model)
    if not inner:
        # Nothing but line breaks: all of them lead.
        return model + trimmed(text)
    before, _, after = model.partition(inner)
    return before + trimmed(text) + after


def is_plural(*texts: Text | None) -> bool:
    """Tell whether a field is exchanged form by form: its English has forms, or its translation."""
    return any(isinstance(text, Plural) for text in texts)


def stated_forms(text: Text) -> tuple[str, ...]:
    """Return every form that the text states; a text without forms is one."""
    if isinstance(text, str):
        return (text,)
    return tuple(text.forms.values())


def english_forms(text: Text) -> tuple[str, str]:
    """Return the English for one, and for every other number."""
    if isinstance(text, str):
        return text, text
    return text.forms.get("one", text.other), text.other


def expand(text: Text, language: str) -> dict[str, str]:
    """Return the text for every form of the language; what is not stated is as for `other`."""
    categories = plural_categories(language)
    if isinstance(text, str):
        return dict.fromkeys(categories, text)
    forms: dict[str, str] = {}
    for form in categories:
        forms[form] = text.forms.get(form, text.other)
    return forms


def shown(
    text: Text | None,
    language: str,
    *,
    plural: bool,
) -> dict[str, str]:
    """Return the text as a file shows it: form by form, else as the form `other`."""
    if text is None:
        text = ""
    if isinstance(text, str) and not plural:
        return {"other": trimmed(text)}
    forms = expand(text, language)
    return {form: trimmed(words) for form, words in forms.items()}


def as_written(
    forms: Forms,
    english: Text,
    current: Text | None,
    *,
    plural: bool,
    target: str | None = None,
) -> Text:
    """Return a text as the rule file will have it: the inverse of shown.

    The line breaks at its ends are those of the text it replaces, or of the English.
    """
    model = general_form(english if current is None else current)
    if not plural:
        return with_breaks_of(forms["other"], model)
    whole = {form: with_breaks_of(text, model) for form, text in forms.items()}
    count = ""
    # Which argument is counted, the forms do not say.
    for text in (english, current):
        if isinstance(text, Plural):
            count = text.count
            break
    return contract(whole, current, count, target)


def contract(
    forms: Forms,
    current: Text | None,
    count: str,
    target: str | None = None,
) -> Text:
    """Return the shortest text that says the same in every form: the inverse of expand.

    There are several ways to write it. Where `target` is given, the way whose fingerprint that is
    wins, so that what was confirmed stays confirmed; else the way that `current` is written.
    """
    shapes = list(_shapes(forms, current, count))
    if target is not None:
        for shape in shapes:
            if fingerprint(shape) == target:
                return shape
    return shapes[0]


def _shapes(
    forms: Forms,
    current: Text | None,
    count: str,
) -> Iterator[Text]:
    """Yield every way to write the forms, the best first."""
    other = forms["other"]
    alike = all(text == other for text in forms.values())
    if alike and not isinstance(current, Plural):
        yield other
    kept = {"other"}
    if isinstance(current, Plural):
        kept.update(current.forms)
    yield Plural(count, _needed(forms, kept))
    if alike:
        yield Plural(count, {"other": other})
        yield other
    if "one" in forms:
        yield Plural(count, _needed(forms, {"one", "other"}))
    yield Plural(count, dict(forms))


def _needed(forms: Forms, kept: Collection[str]) -> dict[str, str]:
    """Return the forms that differ from `other`, and those that are kept anyway."""
    needed: dict[str, str] = {}
    for form, text in forms.items():
        if form in kept or text != forms["other"]:
            needed[form] = text
    return needed
