"""Texts with plural forms as exchange files know them: one text for every form the language has."""

from collections.abc import Iterator, Mapping

from bpadocs.cldr import plural_categories
from bpadocs.exchange.edges import inner
from bpadocs.model import Plural, Text
from bpadocs.provenance import fingerprint

Forms = Mapping[str, str]


def is_plural(*texts: Text | None) -> bool:
    """Whether a field is exchanged form by form: its English has forms, or its translation."""
    return any(isinstance(text, Plural) for text in texts)


def english_forms(text: Text) -> tuple[str, str]:
    """The English for one, and for every other number."""
    if isinstance(text, str):
        return text, text
    return text.forms.get("one", text.other), text.other


def expand(text: Text, language: str) -> dict[str, str]:
    """The text for every form of the language; what is not stated is as for `other`."""
    if isinstance(text, str):
        return dict.fromkeys(plural_categories(language), text)
    return {form: text.forms.get(form, text.other) for form in plural_categories(language)}


def shown(text: Text | None, language: str, *, plural: bool) -> dict[str, str]:
    """The text as a file for translators shows it: form by form, else as the form `other`."""
    if plural or isinstance(text, Plural):
        forms = expand("" if text is None else text, language)
        return {form: inner(words) for form, words in forms.items()}
    return {"other": inner(text or "")}


def contract(forms: Forms, current: Text | None, count: str, target: str | None = None) -> Text:
    """The shortest text that says the same in every form; in the shape it has, or had by its fingerprint, before.

    The inverse of expand.
    """
    shapes = list(_shapes(forms, current, count))
    for shape in shapes:
        if target is not None and fingerprint(shape) == target:
            return shape
    return shapes[0]


def _shapes(forms: Forms, current: Text | None, count: str) -> Iterator[Text]:
    other = forms["other"]
    alike = all(text == other for text in forms.values())
    if alike and not isinstance(current, Plural):
        yield other
    stated = current.forms if isinstance(current, Plural) else {}
    yield Plural(count, {form: text for form, text in forms.items() if text != other or form in {"other", *stated}})
    if alike:
        yield Plural(count, {"other": other})
        yield other
    if "one" in forms:
        yield Plural(count, {form: text for form, text in forms.items() if text != other or form in ("one", "other")})
    yield Plural(count, dict(forms))
