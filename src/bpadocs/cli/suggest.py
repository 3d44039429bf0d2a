"""`bpa suggest`"""

import argparse

from bpadocs.cli import exchange
from bpadocs.cli import options as shared
from bpadocs.cli.terminal import say

_WIDTH = 110


def arguments(parser: argparse.ArgumentParser) -> None:
    shared.add_project(parser)
    parser.add_argument("--locale", required=True, metavar="LANG", help="the language, such as fr")
    parser.add_argument(
        "--product", action="append", default=[], metavar="NAME", help="only this product; may be repeated"
    )


def run(options: argparse.Namespace) -> int:
    from bpadocs.exchange.suggest import MARK, Memory, differing
    from bpadocs.provenance import State, states

    project = shared.read_what_is_whole(options)
    language = exchange.language(project, options.locale)
    products = exchange.products(project, options.product)
    memory = Memory(project, language)
    wanted = found = ready = 0
    for rule in project.rules:
        if products and rule.product.id not in products:
            continue
        for name, state in states(rule, language).items():
            if state not in (State.MISSING, State.STALE, State.EDITED):
                continue
            wanted += 1
            suggestion = memory.suggest(f"{rule.id}{MARK}{name}", rule.english[name])
            if suggestion is None:
                continue
            found += 1
            line, column = rule.source.position(["text", "en", name])
            say(f"{rule.source.path}:{line}:{column}: {name} is {state}; {suggestion.score}% like {suggestion.id}")
            for there, here in differing(suggestion, rule.english[name]):
                say(f"  {_short(there) or 'nothing'} there, {_short(here) or 'nothing'} here")
            if suggestion.forms is None:
                say("  more than a number or a name differs: to be translated")
                continue
            ready += 1
            for form, text in suggestion.forms.items():
                label = f"{form}: " if len(suggestion.forms) > 1 else ""
                say(f"  > {label}{_short(text)}")
    say(
        f"{shared.count(wanted, 'text')} to translate, something alike for {found:,}, "
        f"a translation with numbers and names exchanged for {ready:,}"
    )
    if ready:
        say(f"bpa po export --locale {language} offers them, marked fuzzy")
    return shared.ended(options, 0, project)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else f"{line[:_WIDTH]}…"
