"""How the help of each command ends: what to type, for example, and what its exit codes mean.

The manual's reference has the same, made of what stands here.
"""

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import Final, NamedTuple

NARROWEST: Final = 30
"""Columns of a line, however narrow the terminal is."""


class CommandExample(NamedTuple):
    """A line to type, and what it is for."""

    line: str
    purpose: str


EXAMPLES: Final[Mapping[str, Sequence[CommandExample]]] = {
    "init": (
        CommandExample("bpa init my-rules", "begin a project in a new folder"),
        CommandExample(
            "bpa init my-rules --from docs/en-us --locale fr-fr=docs/fr-fr --product dhcp",
            "begin it with rules that are made of existing pages",
        ),
    ),
    "import": (
        CommandExample(
            "bpa import docs/en-us --locale fr-fr=docs/fr-fr --product dhcp",
            "make rules of pages, in the project that you are in",
        ),
    ),
    "new": (
        CommandExample("bpa new dhcp/lease-time", "write rules/dhcp/lease-time.yaml"),
    ),
    "mv": (
        CommandExample("bpa mv dhcp/lease-time dhcp/short-leases", "rename a rule"),
        CommandExample("bpa mv dhcp dhcp-server --dry-run", "see what would follow"),
    ),
    "rm": (
        CommandExample(
            "bpa rm dhcp/lease-time --to dhcp/short-leases",
            "remove a rule; its page leads to that of another",
        ),
    ),
    "new-model": (
        CommandExample("bpa new-model dhcp", "write the model of a product's rules"),
    ),
    "add-locale": (
        CommandExample("bpa add-locale de", "add German, with pages in de-de"),
    ),
    "help": (
        CommandExample("bpa help", "see what pages there are"),
        CommandExample("bpa help rule-file", "read one"),
    ),
    "build": (
        CommandExample("bpa build", "write what has changed"),
        CommandExample("bpa build --check --stat", "see which files are out of date"),
    ),
    "merge": (
        CommandExample("bpa merge part-1 part-2", "join what two machines have built"),
    ),
    "site": (CommandExample("bpa site", "write build/site/index.html and all else"),),
    "serve": (
        CommandExample("bpa serve --open", "see the site in your browser"),
        CommandExample("bpa serve --edit", "translate in the browser"),
    ),
    "lint": (
        CommandExample("bpa lint", "look at all rules"),
        CommandExample("bpa lint rules/dhcp --locale fr", "look at a part of them"),
        CommandExample(
            "bpa lint --since origin/main --format github",
            "annotate what a branch has touched",
        ),
    ),
    "audit": (
        CommandExample(
            "bpa audit docs/en-us --locale fr-fr=docs/fr-fr", "look at existing pages"
        ),
        CommandExample(
            "bpa audit docs/en-us --locale fr-fr=docs/fr-fr --report review.html",
            "write a page for translators",
        ),
    ),
    "explain": (CommandExample("bpa explain numbers", "read what a check looks for"),),
    "checks": (CommandExample("bpa checks", "see them all"),),
    "status": (
        CommandExample("bpa status", "see the counts as a table"),
        CommandExample("bpa status --format json", "give them to a program"),
    ),
    "stamp": (
        CommandExample(
            "bpa stamp dhcp/lease-time --locale fr --origin human --reviewed",
            "confirm what a person has written and another has read",
        ),
    ),
    "carry": (
        CommandExample("bpa carry --dry-run", "see what can be carried over"),
        CommandExample(
            'bpa carry dhcp/lease-time --typo "recieve"',
            "keep translations confirmed after a typo in English",
        ),
    ),
    "suggest": (
        CommandExample("bpa suggest --locale fr", "see the nearest translated texts"),
    ),
    "po export": (
        CommandExample("bpa po export --locale fr -o fr.po", "hand out what is open"),
    ),
    "po import": (CommandExample("bpa po import fr.po", "take translations back"),),
    "po sync": (CommandExample("bpa po sync", "bring po/ up to date for a platform"),),
    "po settings": (
        CommandExample("bpa po settings", "write weblate.json and crowdin.yml"),
    ),
    "xliff export": (
        CommandExample(
            "bpa xliff export --locale fr -o fr.xlf", "hand out what is open"
        ),
    ),
    "xliff import": (
        CommandExample("bpa xliff import fr.xlf", "take translations back"),
    ),
    "tmx export": (
        CommandExample(
            "bpa tmx export --locale fr -o fr.tmx", "give the memory to another tool"
        ),
    ),
    "glossary import": (
        CommandExample(
            "bpa glossary import terms.tbx --locale fr", "take terms from elsewhere"
        ),
    ),
    "glossary export": (
        CommandExample(
            "bpa glossary export --locale fr -o terms.tbx", "hand terms out"
        ),
    ),
    "glossary suggest": (
        CommandExample(
            "bpa glossary suggest --locale fr -o candidates.csv",
            "find candidates, for a person to choose from",
        ),
    ),
    "labels": (CommandExample("bpa labels", "bring locales/ up to date"),),
    "lsp": (CommandExample("bpa lsp", "start it, as the settings of an editor say"),),
    "check": (
        CommandExample("bpa check HV01.json --locale fr", "check a host, in French"),
    ),
    "say": (
        CommandExample("bpa say results.xml --locale ko", "say results in Korean"),
    ),
    "schema": (
        CommandExample("bpa schema settings", "print the schema of bpadocs.toml"),
    ),
    "completion": (
        CommandExample('eval "$(bpa completion bash)"', "have it in this shell"),
    ),
}
"""By the words of a command, each as one would type it."""

_FOUND: Final = (
    "an error is told (with --strict: anything), or a score is below --fail-under, or a fix could "
    "not be written"
)
_NOT_WRITTEN: Final = (
    "a file was not written, because somebody has changed it meanwhile"
)
_OF_FINDINGS: Final = {
    0: "no error is told (with --strict: nothing is)",
    1: _FOUND,
    2: "something could not be read, or a check failed, or the command has a mistake",
}
_OF_EXCHANGE: Final = {
    1: "a text was refused, or a file was not written; each is told",
}
_OF_IMPORT: Final = (
    "a page was left out, a rule that was there was kept, or no page is a rule's"
)
OWN_CODES: Final[Mapping[str, Mapping[int, str]]] = {
    "init": {1: f"a file that was there was kept; with --from: {_OF_IMPORT}"},
    "import": {1: _OF_IMPORT},
    "new": {1: _NOT_WRITTEN},
    "mv": {1: _NOT_WRITTEN},
    "rm": {1: _NOT_WRITTEN},
    "new-model": {1: _NOT_WRITTEN},
    "add-locale": {1: _NOT_WRITTEN},
    "build": {1: "with --check: files differ from what the rules make"},
    "lint": _OF_FINDINGS,
    "audit": _OF_FINDINGS,
    "stamp": {1: "a text was refused, or a file was not written; each is told"},
    "carry": {
        1: "with --typo: a text was refused; or a file was not written; each is told"
    },
    "po": _OF_EXCHANGE,
    "xliff": _OF_EXCHANGE,
    "glossary": {1: "a term was left out or not written, or two contradict each other"},
    "labels": {1: _NOT_WRITTEN},
    "check": {
        0: "every rule is met",
        1: "a rule is not met",
        2: "the input cannot be used",
        3: "no rule is known not to be met, but one could not be checked",
    },
    "say": {
        0: "every sentence was said again",
        1: "a sentence fits no rule, and was left as it is",
        2: "the input cannot be used",
    },
}
"""By command, what its own exit codes mean, where that is not what they mean of all."""

SHARED_CODES: Final[Mapping[int, str]] = {
    0: "fine",
    2: "broken input, or a mistake in the command",
    70: "a bug in bpadocs; the last line names a file to report it with",
    130: "interrupted by Ctrl-C",
    141: "the program that reads the output has left",
}
"""What exit codes mean of all commands."""


def codes_of(command: str) -> dict[int, str]:
    """Return what each exit code of a command means, in order; of “po export”, those of “po”."""
    own = OWN_CODES.get(command.partition(" ")[0], {})
    return dict(sorted({**SHARED_CODES, **own}.items()))


def ending(command: str, columns: int) -> Iterator[str]:
    """Yield the lines that end the help of a command; those that begin a part end with a colon."""
    examples = EXAMPLES.get(command, ())
    if examples:
        yield "examples:"
    for example in examples:
        yield from _wrapped(f"  {example.line}", "      ", columns)
        yield from _wrapped(f"      {example.purpose}", "      ", columns)
    if examples:
        yield ""
    yield "exit codes:"
    for code, meaning in codes_of(command).items():
        yield from _wrapped(f"  {code:<3}  {meaning}", " " * 7, columns)


def _wrapped(line: str, indent: str, columns: int) -> list[str]:
    return wrap(
        line,
        max(columns, NARROWEST),
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
