"""`bpa suggest`"""

import argparse
from typing import TYPE_CHECKING

from bpadocs.cli import exchange, shared
from bpadocs.cli.terminal import say

if TYPE_CHECKING:
    from bpadocs.translators.plural_forms import Forms
    from bpadocs.translators.suggest import Suggestion
    from bpadocs.translators.to_translate import TextToTranslate

_WIDTH = 110
"""Characters of a text that are printed; a text may have many lines."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the project, the language, and the products."""
    shared.add_project(parser)
    exchange.add_language(parser)
    shared.add_products(parser)
    exchange.add_memories(parser)


def run(options: argparse.Namespace) -> int:
    """Print what may help with each text that is still to translate, and how many have help."""
    from bpadocs.translators.to_translate import texts_to_translate

    project = shared.read_what_is_whole(options)
    language = exchange.language(project, options.locale)
    products = exchange.products(project, options.product)
    wanted = found = ready = 0
    given = exchange.memories(options.tmx, language, project.settings.source_language)
    for text in texts_to_translate(project, language, products, given):
        wanted += 1
        if text.suggestion is None:
            continue
        found += 1
        _say_suggestion(text, text.suggestion)
        if text.suggestion.forms is not None:
            ready += 1
    say(
        f"{shared.count(wanted, 'text')} to translate, something alike for {found:,}, "
        f"a translation with numbers and names exchanged for {ready:,}"
    )
    if ready:
        files = "".join(f" --tmx {shared.typed(file)}" for file in options.tmx)
        say(f"bpa po export --locale {language}{files} offers them, marked fuzzy")
    return shared.ended(options, 0, project)


def _say_suggestion(text: "TextToTranslate", suggestion: "Suggestion") -> None:
    from bpadocs.lint.history import on_one_line
    from bpadocs.project.places import position
    from bpadocs.translators.suggest import differing

    source = text.rule.source
    line, column = position(source, ["text", text.rule.source_language, text.field])
    alike = f"{suggestion.score}% like {suggestion.id}"
    say(f"{source.path}:{line}:{column}: {text.field} is {text.state}; {alike}")
    for there, here in differing(suggestion, text.english):
        say(f"  {_short(there) or 'nothing'} there, {_short(here) or 'nothing'} here")
    if suggestion.forms is None:
        say("  more than a number or a name differs: to be translated; there it is")
        say(f"  > {_short(on_one_line(suggestion.translation))}")
    else:
        _say_forms(suggestion.forms)


def _say_forms(forms: "Forms") -> None:
    for form, text in forms.items():
        label = f"{form}: " if len(forms) > 1 else ""
        say(f"  > {label}{_short(text)}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= _WIDTH:
        return line
    return f"{line[:_WIDTH]}…"
