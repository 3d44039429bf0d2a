"""Messages of Best Practices Analyzer rules, in the language of whoever reads them.

    from bpadocs.runtime import Messages

    messages = Messages.open("build/messages", "fr-CA")
    message = messages["hyper-v/integration-services-alternate-ip"]
    print(message.severity, message.title)
    print(message.impact(virtual_machines=["SQL01", "WEB02"]))
    if message.severity.id == "error":  # the same in every language
        ...

This file needs Python 3.11 and nothing else: copy it into a checker that cannot install packages. A
catalog is mapped and searched where it lies, so that a checker that starts, prints one message and
ends does not pay for all the others. For the same reason next to nothing is imported here.

A catalog may be replaced while it is open (write beside it, then rename): what is open keeps
serving the old one. Windows does not let go of a file that is mapped, so there it is read as a
whole. Everything here may be used from many threads.

Each catalog says in which format it is. One that is newer than this file is refused with a
CatalogError that says so, rather than misread; what a later bpadocs only adds is left out. One of
a bpadocs that did not number its formats is read, but does not know what `id`, `arguments`, `page`,
`help_id` and `version` ask for.
"""

from __future__ import annotations

import mmap
import os

TYPE_CHECKING = False  # as in typing, whose import costs more than all of this
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType
    from typing import Any, Literal, TypeAlias

    ByteOrder: TypeAlias = Literal["little", "big"]
    Relation: TypeAlias = tuple[str, int, bool, list[tuple[int, int]]]

DOMAIN = "bpadocs"
SOURCE_LANGUAGE = "en"
CLDR = "cldr"
"""The context of a catalog's language data. A rule's id has a slash, so the two never meet."""
STALE = "stale"
"""The entry that names a rule's stale fields."""
FACTS = "rule"
"""The entry that has what programs need to know of a rule: a line each."""
CATALOG = "catalog"
"""The context of what a catalog says of itself."""
ALIASES = "aliases"
"""The entry that says which rule an earlier id means: both on a line, a tab between."""
SOURCE = "source"
"""The entry that names the language that rules are written in, where that is not English."""
FORMAT = 1
"""The format of catalogs. What is only added does not make it newer: a reader leaves out what it
does not know.
"""
NEWEST_FORMAT = 2
"""The newest one that is understood here: that of a catalog whose source is not English. A
reader that does not know it would fall back to English.
"""
OPERANDS = "nivwftce"
"""What CLDR's plural rules ask of a number: its value n, its integer digits i, its decimals f, …"""


class MessagesError(Exception):
    """Something is wrong with a catalog, or with what was asked of it."""

    def __init__(self, path: str, what: str) -> None:
        super().__init__(path, what)
        self.path = path
        self.what = what

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


class CatalogError(MessagesError):
    """The catalog is absent, damaged, or not one of ours."""


class UnknownRuleError(MessagesError, KeyError):
    """No catalog has a message for this rule."""

    __str__ = MessagesError.__str__


class MissingArgumentError(MessagesError, TypeError):
    """The text needs an argument that was not given."""

    __str__ = MessagesError.__str__


class ServedText(str):
    """A text that knows its language, and whether its source has changed since the translation."""

    __slots__ = ("locale", "stale")

    locale: str
    stale: bool


class ServedWord(ServedText):
    """A word of which there are few, such as a severity, with its name for programs."""

    __slots__ = ("_kind", "_message")

    _kind: str
    _message: Message

    @property
    def id(self) -> str:
        """Its name, the same in every language: `error` for “Erreur”."""
        return self._message.facts().one(self._kind)


class RuleArgument:
    """A value that a checker passes in. Its kind is `list`, `number` or `text`."""

    __slots__ = ("kind", "name")

    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        self.kind = kind

    def __repr__(self) -> str:
        return f"{self.name}: {self.kind}"


class NotServed:
    """A text that is not served as it was asked for.

    Where a language is not there at all, `rule` and `field` are empty.
    """

    __slots__ = ("field", "reason", "rule", "served", "wanted")

    def __init__(
        self, rule: str, field: str, wanted: str, served: str, reason: str
    ) -> None:
        self.rule = rule
        self.field = field
        self.wanted = wanted
        self.served = served
        self.reason = reason

    def __repr__(self) -> str:
        if self.rule:
            return f"{self.rule} {self.field}: {self.reason}"
        return self.reason


class Messages:
    """The messages of all rules in one language, and in those that it falls back to.

    A rule that has been renamed is found by the ids that it had before, too; its `rule` is its id
    of today.
    """

    def __init__(self, catalogs: tuple[_CompiledCatalog, ...], wanted: str) -> None:
        self.wanted = wanted
        self._catalogs = catalogs
        self._messages: dict[str, Message] = {}
        self._aliases: dict[str, str] | None = None

    @classmethod
    def open(
        cls, folder: str | os.PathLike[str], locale: str | None = None
    ) -> Messages:
        """Open the messages below this folder in this locale.

        Without a locale it is that of the environment (LC_ALL, LC_MESSAGES, LANG), and on Windows,
        where none of these is set, the language that the user has Windows in. Where a language or a
        text is not there, its CLDR parents serve it, and at last the language that the rules are
        written in. That is English unless the catalogs name another. See `problems`.
        """
        folder = os.fspath(folder)
        source = _open_source(folder)
        wanted = _tag(_users_locale() if locale is None else locale, source.locale)
        catalogs = []
        for tag in _chain(wanted, source):
            if tag == source.locale:
                break  # what is behind it in the chain was translated from it
            catalog = _open(folder, tag)
            if catalog is not None:
                catalogs.append(catalog)
        return cls((*catalogs, source), wanted)

    @property
    def locale(self) -> str:
        """The language of every text that did not fall back."""
        return self._catalogs[0].locale

    @property
    def version(self) -> str:
        """The version of the rules, as their project counts it; empty where nobody does."""
        return self._catalogs[-1].about("version")

    def __getitem__(self, rule: str) -> Message:
        message = self._messages.get(rule)
        if message is None:
            name = self._name_of_today(rule)
            if name is None:
                what = f"no rule “{rule}”{_nearest(rule, self)}"
                raise UnknownRuleError(self._catalogs[0].path, what)
            message = self._messages[rule] = Message(name, self._catalogs)
        return message

    def get(self, rule: str) -> Message | None:
        """Return the message of a rule, or None where there is no such rule."""
        if rule in self:
            return self[rule]
        return None

    def __repr__(self) -> str:
        count = len(self)
        noun = "rule" if count == 1 else "rules"
        return f"<Messages in {self.locale}, of {count} {noun}>"

    def __len__(self) -> int:
        """Return how many rules there are."""
        return len(self._rules())

    def __contains__(self, rule: object) -> bool:
        return isinstance(rule, str) and self._name_of_today(rule) is not None

    def __iter__(self) -> Iterator[str]:
        """Iterate over the ids of all rules, sorted."""
        return iter(self._rules())

    def _name_of_today(self, rule: str) -> str | None:
        """Return the id of the rule that is or was called so; None where there is none."""
        if _known(rule, self._catalogs):
            return rule
        if self._aliases is None:
            lines = self._catalogs[-1].about(ALIASES).split("\n")
            pairs = [line.partition("\t") for line in lines]
            self._aliases = {old: new for old, _, new in pairs}
        name = self._aliases.get(rule)
        # a damaged catalog may say anything
        if name is not None and _known(name, self._catalogs):
            return name
        return None

    def _rules(self) -> list[str]:
        """Return the ids of all rules. The source has every rule, and a list of them."""
        source = self._catalogs[-1]
        listed = source.about("rules")
        if listed:
            return listed.split("\n")
        # an older catalog has no list; every key is read
        return sorted({rule for rule, _ in source.entries()})

    def problems(self) -> list[NotServed]:
        """Return what fell back to another language or is older than its source.

        Reads every key.
        """
        first = self._catalogs[0]
        source = self._catalogs[-1].locale
        original = "English" if source == SOURCE_LANGUAGE else f"text in {source}"
        found = []
        if self.wanted != first.locale:
            reason = f"no messages in {self.wanted}, served in {first.locale}"
            not_served = NotServed(
                rule="",
                field="",
                wanted=self.wanted,
                served=first.locale,
                reason=reason,
            )
            found.append(not_served)
        served: dict[tuple[str, str], _CompiledCatalog] = {}
        for catalog in self._catalogs:
            for key in catalog.entries():
                served.setdefault(key, catalog)
        for (rule, field), catalog in sorted(served.items(), key=lambda item: item[0]):
            if field in (STALE, FACTS):
                continue
            if catalog is not first:
                reason = f"not in {first.locale}, served in {catalog.locale}"
                not_served = NotServed(
                    rule=rule,
                    field=field,
                    wanted=first.locale,
                    served=catalog.locale,
                    reason=reason,
                )
                found.append(not_served)
            if field in catalog.stale(rule):
                into = f"it was translated into {catalog.locale}"
                reason = f"the {original} has changed since {into}"
                not_served = NotServed(
                    rule=rule,
                    field=field,
                    wanted=first.locale,
                    served=catalog.locale,
                    reason=reason,
                )
                found.append(not_served)
        return found

    def close(self) -> None:
        """Close the files. Nothing can be read from them afterwards."""
        for catalog in self._catalogs:
            catalog.close()

    def __enter__(self) -> Messages:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()


class Message:
    """What a checker says of one rule. A text the rule does not have is empty.

    The arguments of a text: a list of names becomes “SQL01, WEB02, and WEB03” and a number is
    grouped, both as the language does it. Anything else is put in as it is. Arguments that a text
    does not use do no harm.
    """

    __slots__ = ("_catalogs", "_read_facts", "_templates", "rule")

    def __init__(self, rule: str, catalogs: tuple[_CompiledCatalog, ...]) -> None:
        self.rule = rule
        self._catalogs = catalogs
        self._templates: dict[str, _Template] = {}
        self._read_facts: _Facts | None = None

    def __repr__(self) -> str:
        return f"<Message of {self.rule}: {self.title}>"

    @property
    def locale(self) -> str:
        """The language of the title. Each text has its own `locale`, for it alone may fall back."""
        return self.title.locale

    @property
    def title(self) -> ServedText:
        """What the rule asks for, in one line."""
        return self._template("title").verbatim()

    @property
    def severity(self) -> ServedWord:
        """The word for it: “Erreur”. Its `id` is the same in every language: `error`."""
        return self._word("severity")

    @property
    def category(self) -> ServedWord:
        """The word for it: “Configuration”. Its `id` is the same in every language."""
        return self._word("category")

    @property
    def help(self) -> ServedText:
        """Where the rule's page is, in the language of the reader."""
        return self._template("help").verbatim()

    @property
    def page(self) -> str:
        """The name of the rule's page, the same in every language."""
        return self.facts().one("page")

    @property
    def help_id(self) -> str:
        """What checkers that have no slashes in names call the rule: `TestFailover`."""
        return self.facts().one("help_id")

    @property
    def arguments(self) -> tuple[RuleArgument, ...]:
        """The arguments of the rule's texts, in their order: that of `{0}` first."""
        found = []
        for line in self.facts().all("argument"):
            name, _, kind = line.partition(" ")
            found.append(RuleArgument(name, kind))
        return tuple(found)

    def issue(self, /, **arguments: object) -> ServedText:
        """What is wrong."""
        return self._template("issue").fill(arguments)

    def impact(self, /, **arguments: object) -> ServedText:
        """What may come of it."""
        return self._template("impact").fill(arguments)

    def resolution(self, /, **arguments: object) -> ServedText:
        """What to do."""
        return self._template("resolution").fill(arguments)

    def compliant(self, /, **arguments: object) -> ServedText:
        """What to say when all is well."""
        return self._template("compliant").fill(arguments)

    def _word(self, kind: str) -> ServedWord:
        text = self._template(kind).verbatim()
        word = ServedWord(text)
        word.locale = text.locale
        word.stale = text.stale
        word._kind = kind
        word._message = self
        return word

    def facts(self) -> _Facts:
        """Return what programs need to know of the rule, as it stands in the catalog."""
        if self._read_facts is None:
            self._read_facts = _Facts(self.rule, self._catalogs[-1])
        return self._read_facts

    def template(self, field: str, /, **arguments: object) -> ServedText:
        """Return a text with its `{arguments}`, in the form that these values ask for.

        For formats that have templates and values apart, such as SARIF.
        """
        return self._template(field).unfilled(arguments)

    def shown(self, /, **arguments: object) -> dict[str, str]:
        """Return values as the language writes them, as they are put into texts."""
        title = self._template("title")
        return {name: title.shown(name, value) for name, value in arguments.items()}

    def _template(self, field: str) -> _Template:
        template = self._templates.get(field)
        if template is None:
            template = self._templates[field] = self._read(field)
        return template

    def _read(self, field: str) -> _Template:
        for catalog in self._catalogs:
            place = catalog.fields(self.rule).get(field)
            if place is not None:
                return _Template(catalog, self.rule, field, *place)
        return _Template(
            catalog=self._catalogs[0],
            rule=self.rule,
            field=field,
            index=None,
            counted="",
        )


def _known(rule: str, catalogs: tuple[_CompiledCatalog, ...]) -> bool:
    return "/" in rule and any(catalog.fields(rule) for catalog in catalogs)


def _nearest(rule: str, rules: Messages) -> str:
    """Return `; did you mean “…”?` with the rule that is spelled most like this one, if any is."""
    import difflib  # here, for nobody pays for it who knows what rules are called

    known = list(rules)
    # many leave out the product
    by_name = {one.rpartition("/")[2]: one for one in reversed(known)}
    if rule in by_name:
        return f"; did you mean “{by_name[rule]}”?"
    near = difflib.get_close_matches(rule, known, 1)
    if near:
        return f"; did you mean “{near[0]}”?"
    return ""


class _Facts:
    """What programs need to know of a rule: words with one value, or with several."""

    __slots__ = ("_lines", "_path", "_rule")

    def __init__(self, rule: str, english: _CompiledCatalog) -> None:
        self._rule = rule
        self._path = english.path
        place = english.fields(rule).get(FACTS)
        self._lines = english.text(place[0]).split("\n") if place else []

    def one(self, word: str) -> str:
        """Return the value of a word."""
        for value in self.all(word):
            return value
        what = f"damaged: {self._rule} has no {word}"
        raise CatalogError(self._path, what)

    def all(self, word: str) -> list[str]:
        """Return every value of a word."""
        if not self._lines:
            what = f"made by an older bpadocs, which wrote no {word} of rules; build it again"
            raise CatalogError(self._path, what)
        start = f"{word} "
        return [line[len(start) :] for line in self._lines if line.startswith(start)]


class _Template:
    """One text of one rule: read once, filled in often."""

    __slots__ = ("_parsed", "catalog", "counted", "field", "forms", "rule", "stale")

    def __init__(
        self,
        catalog: _CompiledCatalog,
        rule: str,
        field: str,
        index: int | None,
        counted: str,
    ) -> None:
        self.catalog = catalog
        self.rule = rule
        self.field = field
        self.counted = counted
        self.forms = [""] if index is None else catalog.text(index).split("\0")
        self.stale = field in catalog.stale(rule)
        self._parsed: dict[int, list[tuple[str, str]]] = {}
        if counted and len(self.forms) != len(catalog.language.categories):
            what = f"damaged: {rule} {field} has {len(self.forms)} plural forms"
            raise CatalogError(catalog.path, what)

    def verbatim(self) -> ServedText:
        """Return the text as it is: titles and words have no arguments."""
        return self._text(self.forms[0])

    def fill(self, arguments: Mapping[str, object]) -> ServedText:
        """Return the text with its arguments put in, in the form that the counted one asks for."""
        place, arguments = self._form(arguments)
        parts = self._parsed.get(place)
        if parts is None:
            parts = self._parsed[place] = self._parse(self.forms[place])
        filled = last = ""
        for literal, name in parts:
            filled += literal
            if name:
                last = self.shown(name, self._argument(arguments, name))
                filled += last
        if not last:
            # an empty list at the end leaves no blank lines behind
            filled = filled.rstrip()
        return self._text(filled)

    def unfilled(self, arguments: Mapping[str, object]) -> ServedText:
        """Return the form that the counted argument asks for, its arguments not put in."""
        place, _ = self._form(arguments)
        return self._text(self.forms[place])

    def _form(
        self, arguments: Mapping[str, object]
    ) -> tuple[int, Mapping[str, object]]:
        """Return the place of the form that these values ask for, and the values to show in it."""
        if not self.counted:
            return 0, arguments
        value = self._argument(arguments, self.counted)
        if _is_list(value):
            # it is counted here and shown later, and an iterator can be read only once
            value = list(value)  # type: ignore[call-overload]
            arguments = {**arguments, self.counted: value}
        return self.catalog.language.category(_count(value)), arguments

    def _parse(self, form: str) -> list[tuple[str, str]]:
        """Cut a form into pairs: literal text, and the argument that follows it, if any.

        `{{` and `}}` are braces, not arguments.
        """
        parts = []
        start = 0
        literal = ""
        while (brace := form.find("{", start)) >= 0:
            literal += form[start:brace].replace("}}", "}")
            if form.startswith("{{", brace):
                literal += "{"
                start = brace + 2
                continue
            end = form.find("}", brace)
            name = form[brace + 1 : end]
            if end < 0 or not name.isidentifier():
                what = f"damaged: {self.rule} {self.field} has a broken argument"
                raise CatalogError(self.catalog.path, what)
            parts.append((literal, name))
            literal = ""
            start = end + 1
        return [*parts, (literal + form[start:].replace("}}", "}"), "")]

    def shown(self, name: str, value: object) -> str:
        """Return a value as the language has it: some, such as Running, have words of their own."""
        if isinstance(value, str):
            place = self.catalog.fields(self.rule).get(f"{name}={value}")
            if place is not None:
                return self.catalog.text(place[0])
        return self.catalog.language.value(value)

    def _argument(self, arguments: Mapping[str, object], name: str) -> object:
        if name in arguments:
            return arguments[name]
        given = ", ".join(arguments) or "none"
        what = f"{self.rule} {self.field} needs the argument “{name}”; given: {given}"
        raise MissingArgumentError(self.catalog.path, what)

    def _text(self, value: str) -> ServedText:
        text = ServedText(value)
        text.locale = self.catalog.locale
        text.stale = self.stale
        return text


class _LanguageRules:
    """How a language counts, joins and groups: the CLDR data that the catalog brings along."""

    def __init__(self, data: Mapping[str, str]) -> None:
        rules = [line.split(": ") for line in data.get("plural", "").splitlines()]
        self.categories = (*(name for name, _ in rules), "other")
        self._conditions = [_condition(text) for _, text in rules]
        self._pair = _pattern(data["pair"])
        self._start = _pattern(data["start"])
        self._middle = _pattern(data["middle"])
        self._end = _pattern(data["end"])
        # Spanish alone has the first two of these, and Italian the others
        self._pair_before_i = _pattern(data.get("pair-before-i", data["pair"]))
        self._end_before_i = _pattern(data.get("end-before-i", data["end"]))
        self._pair_before_e = _pattern(data.get("pair-before-e", data["pair"]))
        self._end_before_e = _pattern(data.get("end-before-e", data["end"]))
        self._decimal = data["decimal"]
        self._group = data["group"]
        self._minus = data["minus"]
        primary, secondary, minimum = data["grouping"].split()
        self._primary = int(primary)
        self._secondary = int(secondary)
        self._minimum = int(minimum)
        if self._primary < 1 or self._secondary < 1:
            raise ValueError(data["grouping"])
        self._categories: dict[str, int] = {}

    def category(self, number: object) -> int:
        """Return the place of the number's plural category among `categories`."""
        digits = _digits(number)
        place = self._categories.get(digits)
        if place is None:
            place = self._category(_operands(digits))
            # small numbers are asked for often, and are few
            if len(digits) < 4:
                self._categories[digits] = place
        return place

    def _category(self, operands: Mapping[str, int]) -> int:
        """Return the first category whose condition holds; “other”, the last, has none."""
        for place, condition in enumerate(self._conditions):
            for relations in condition:
                if all(_holds(relation, operands) for relation in relations):
                    return place
        return len(self._conditions)

    def value(self, value: object) -> str:
        """Return an argument as the language writes it: lists are joined, numbers grouped."""
        if isinstance(value, str):
            return value
        if _is_list(value):
            elements = [self.value(element) for element in value]  # type: ignore[attr-defined]
            return self._join(elements)
        if _is_number(value):
            return self._number(_digits(value))
        return str(value)

    def _join(self, values: list[str]) -> str:
        """Join names by CLDR's list patterns, from the last pair to the front."""
        if len(values) < 2:
            if values:
                return values[0]
            return ""
        pair, end = self._pair, self._end
        if _sounds_like_i(values[-1]):
            pair, end = self._pair_before_i, self._end_before_i
        elif values[-1].lower().startswith(("e", "è", "é")):
            pair, end = self._pair_before_e, self._end_before_e
        if len(values) == 2:
            return _fill(pair, *values)
        joined = _fill(end, *values[-2:])
        for value in values[-3:0:-1]:
            joined = _fill(self._middle, value, joined)
        return _fill(self._start, values[0], joined)

    def _number(self, digits: str) -> str:
        """Write a number with the language's groups, decimal sign and minus."""
        sign = self._minus if digits.startswith("-") else ""
        whole, point, fraction = digits.lstrip("-").partition(".")
        if whole.isdigit() and len(whole) >= self._primary + self._minimum:
            groups = [whole[-self._primary :]]
            whole = whole[: -self._primary]
            while whole:
                groups.append(whole[-self._secondary :])
                whole = whole[: -self._secondary]
            whole = self._group.join(reversed(groups))
        if point:
            whole += self._decimal + fraction
        return sign + whole


def _condition(text: str) -> list[list[Relation]]:
    """Parse a plural condition in CLDR's own syntax: `v = 0 and i % 10 = 2..4 or f != 0`.

    It holds if any of the lists holds; a list holds if all relations in it do.
    """
    condition = []
    for group in text.split(" or "):
        condition.append([_relation(part) for part in group.split(" and ")])
    return condition


def _relation(text: str) -> Relation:
    """Parse one relation: `i % 10 = 2..4,7` or `f != 0`."""
    left, right = text.split("= ")
    operand, _, modulus = left.rstrip("! ").partition(" % ")
    if operand not in tuple(OPERANDS):
        raise ValueError(operand)
    ranges = []
    for part in right.split(","):
        low, _, high = part.partition("..")
        ranges.append((int(low), int(high or low)))
    is_equal = not left.endswith("!")
    return operand, int(modulus or 0), is_equal, ranges


def _holds(relation: Relation, operands: Mapping[str, int]) -> bool:
    """Return whether a number with these operands fulfils the relation."""
    operand, modulus, wanted, ranges = relation
    value = operands[operand]
    if modulus and value > 0:
        value %= modulus
    return any(low <= value <= high for low, high in ranges) is wanted


def _operands(digits: str) -> dict[str, int]:
    """Return CLDR's plural operands of a number, from the way it is written."""
    whole, _, fraction = digits.lstrip("-").partition(".")
    if not (whole + fraction).isdigit():
        # infinity, or no number at all: no range holds -1
        return dict.fromkeys(OPERANDS, -1)
    i, f, v = int(whole), int(fraction or 0), len(fraction)
    # a number with decimals equals no integer
    n = -1 if f else i
    return {"n": n, "i": i, "v": v, "w": v, "f": f, "t": f, "c": 0, "e": 0}


def _digits(number: object) -> str:
    """Write a number with at most three decimals, as in CLDR's standard pattern."""
    if isinstance(number, int):
        return str(int(number))
    digits = format(number, ".3f")
    if "." in digits:
        return digits.rstrip("0").rstrip(".")
    return digits


def _is_number(value: object) -> bool:
    """Return whether this is an int, a float or a Decimal, whose import would take too long."""
    if isinstance(value, bool):
        return False
    return isinstance(value, (int, float)) or hasattr(value, "quantize")


def _is_list(value: object) -> bool:
    """Return whether this is a list of names, or whatever else can be iterated."""
    return hasattr(value, "__iter__") and not isinstance(value, str)


def _count(value: object) -> object:
    """Return the number that decides the plural form: the value itself, or the length of a list."""
    if _is_number(value):
        return value
    if isinstance(value, list):
        return len(value)
    return 1


def _pattern(text: str) -> tuple[str, str, str]:
    """Cut a pattern such as `{0} and {1}` into what is before, between and after the two."""
    before, _, rest = text.partition("{0}")
    between, _, after = rest.partition("{1}")
    return before, between, after


def _fill(pattern: tuple[str, str, str], first: str, second: str) -> str:
    """Put two texts into a pattern."""
    before, between, after = pattern
    return before + first + between + second + after


def _sounds_like_i(word: str) -> bool:
    """Return whether Spanish says “e” before this word, not “y”.

    It does before IIS and hijo, but not before hielo, whose i is no vowel of its own.
    """
    word = word.lower()
    if word.startswith(("hia", "hie", "hio", "hiu")):
        return False
    return word.startswith(("i", "í", "hi", "hí"))


_MAPPED = os.name != "nt"
"""Whether a catalog is mapped. Windows would let nobody replace it."""


def _contents(path: str) -> mmap.mmap | bytes:
    """Return what is in a file, without reading more of it than is asked for where that can be."""
    with open(path, "rb", buffering=0) as file:
        if not _MAPPED:
            return file.readall()
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


class _CompiledCatalog:
    """A compiled gettext catalog, searched where it lies.

    Nothing in it is believed before it has been checked: a damaged one raises CatalogError.
    """

    def __init__(self, path: str, locale: str) -> None:
        self.path = path
        self.locale = locale
        self._language: _LanguageRules | None = None
        self._fields: dict[str, dict[str, tuple[int, str]]] = {}
        try:
            self._map = _contents(path)
        except (FileNotFoundError, NotADirectoryError):
            raise
        except (OSError, ValueError) as error:
            # a ValueError is what an empty file raises
            raise CatalogError(path, f"cannot be read: {error}") from None
        self._size = len(self._map)
        magic = self._map[:4]
        if self._size < 28 or magic not in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"):
            raise CatalogError(path, "no gettext catalog")
        self._order: ByteOrder = "little" if magic == b"\xde\x12\x04\x95" else "big"
        version = self._integer(4)
        self._count = self._integer(8)
        self._ids = self._integer(12)
        self._texts = self._integer(16)
        if (
            version >> 16 > 1
            or max(self._ids, self._texts) + 8 * self._count > self._size
        ):
            raise CatalogError(path, "damaged: its tables do not fit into the file")
        self._check_format()

    def _check_format(self) -> None:
        """Raise CatalogError where only a newer runtime.py can read this."""
        given = self.about("format")
        # a catalog from before there were numbers has none
        if given and not (given.isdecimal() and int(given) <= NEWEST_FORMAT):
            what = (
                f"has the format {given}, and this runtime.py reads no newer one than "
                f"{NEWEST_FORMAT}; take the runtime.py of the bpadocs that made it"
            )
            raise CatalogError(self.path, what)

    def about(self, name: str) -> str:
        """Return what the catalog says of itself under this name; empty where it says nothing."""
        place = self.fields(CATALOG).get(name)
        if place:
            return self.text(place[0])
        return ""

    @property
    def language(self) -> _LanguageRules:
        """How the catalog's language counts, joins and groups."""
        if self._language is None:
            try:
                data = {
                    field: self.text(index)
                    for field, (index, _) in self.fields(CLDR).items()
                }
                self._language = _LanguageRules(data)
            except (KeyError, ValueError):
                raise CatalogError(
                    self.path, "its language data is damaged or not there"
                ) from None
        return self._language

    def fields(self, context: str) -> dict[str, tuple[int, str]]:
        """Return the fields of a rule: the index of each, and the argument that it counts, if any.

        Keys are sorted, so the first of a rule is found by halving.
        """
        found = self._fields.get(context)
        if found is not None:
            return found
        prefix = context.encode("utf-8", "replace") + b"\x04"
        low, high = 0, self._count
        while low < high:
            middle = (low + high) // 2
            if self._string(self._ids, middle) < prefix:
                low = middle + 1
            else:
                high = middle
        found = {}
        while low < self._count and (key := self._string(self._ids, low)).startswith(
            prefix
        ):
            field, _, counted = self._decode(key[len(prefix) :]).partition("\0")
            found[field] = low, counted
            low += 1
        if found:
            self._fields[context] = found
        return found

    def stale(self, rule: str) -> list[str]:
        """Return the fields whose English has changed since they were translated."""
        place = self.fields(rule).get(STALE)
        if place:
            return self.text(place[0]).split()
        return []

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield every rule and field."""
        for index in range(self._count):
            rule, separator, field = self._decode(
                self._string(self._ids, index)
            ).partition("\x04")
            if separator and "/" in rule:
                yield rule, field.partition("\0")[0]

    def text(self, index: int) -> str:
        """Return the text at this index."""
        return self._decode(self._string(self._texts, index))

    def close(self) -> None:
        """Close the file."""
        if isinstance(self._map, mmap.mmap):
            self._map.close()

    def _string(self, table: int, index: int) -> bytes:
        """Return an entry of one of the two tables: the keys, or the texts."""
        # the system ends a process that reads a part of the map whose file is no longer there
        if isinstance(self._map, mmap.mmap) and self._map.size() < self._size:
            raise CatalogError(
                self.path, "was cut short while it was open; replace it by renaming"
            )
        at = table + 8 * index
        start = self._integer(at + 4)
        end = start + self._integer(at)
        if end >= self._size or self._map[end]:
            raise CatalogError(self.path, "damaged: a text does not fit into the file")
        return self._map[start:end]

    def _integer(self, at: int) -> int:
        return int.from_bytes(self._map[at : at + 4], self._order)

    def _decode(self, data: bytes) -> str:
        try:
            return data.decode()
        except UnicodeDecodeError:
            raise CatalogError(self.path, "damaged: a text is not UTF-8") from None


def _open(folder: str, locale: str) -> _CompiledCatalog | None:
    try:
        return _CompiledCatalog(_path(folder, locale), locale)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _open_source(folder: str) -> _CompiledCatalog:
    """Open the catalog of the language that the rules are written in.

    Each catalog names it, if it is not English.
    """
    catalog = _open(folder, SOURCE_LANGUAGE) or _any_catalog(folder)
    if catalog is None:
        what = "not there; every set of messages has its English (is the folder right?)"
        raise CatalogError(_path(folder, SOURCE_LANGUAGE), what)
    locale = catalog.about(SOURCE) or SOURCE_LANGUAGE
    if locale == catalog.locale:
        return catalog
    catalog.close()
    source = _open(folder, _tag(locale, SOURCE_LANGUAGE))
    if source is None:
        what = f"not there; {catalog.path} is translated from it"
        raise CatalogError(_path(folder, locale), what)
    return source


def _any_catalog(folder: str) -> _CompiledCatalog | None:
    """Open the first catalog of a folder that has none in English."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return None
    for name in names:
        catalog = _open(folder, name)
        if catalog is not None:
            return catalog
    return None


def _path(folder: str, locale: str) -> str:
    return os.path.join(folder, locale, "LC_MESSAGES", f"{DOMAIN}.mo")


def _users_locale() -> str:
    """Return the locale that this process is to speak in; empty where nobody has said."""
    return _locale_of_environment() or _locale_of_windows()


def _locale_of_windows() -> str:
    """Return the language that the user has Windows in, such as `fr-FR`; elsewhere nothing."""
    if os.name != "nt":
        return ""
    import ctypes

    return _interface_language(ctypes.WinDLL("kernel32"))  # type: ignore[attr-defined]


def _interface_language(kernel32: Any) -> str:
    """Ask Windows for the language of its user's interface, by the name that .NET has for it."""
    import ctypes

    longest = 85  # LOCALE_NAME_MAX_LENGTH
    name = ctypes.create_unicode_buffer(longest)
    language = kernel32.GetUserDefaultUILanguage()
    # the language is a WORD; what is above it is nobody's
    kernel32.LCIDToLocaleName(language & 0xFFFF, name, longest, 0)
    return name.value


def _locale_of_environment() -> str:
    """Return the locale of the messages, as POSIX defines it; empty where none is set."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return value
    return ""


def _tag(locale: str, source: str) -> str:
    """Return `fr-CA` for `fr_CA.UTF-8`; the source for C, POSIX, nothing, and what is no locale."""
    parts = locale.partition(".")[0].partition("@")[0].replace("_", "-").split("-")
    if parts[0] in ("C", "POSIX") or not all(
        part.isascii() and part.isalnum() for part in parts
    ):
        return source
    regional = [part.title() if len(part) == 4 else part.upper() for part in parts[1:]]
    return "-".join([parts[0].lower(), *regional])


def _chain(locale: str, source: _CompiledCatalog) -> Iterator[str]:
    """Yield the locale and its CLDR parents.

    The parent is what remains when the end is cut off. The exceptions are in the source's catalog.
    """
    place = source.fields(CLDR).get("parents")
    lines = source.text(place[0]).splitlines() if place else []
    exceptions = dict(line.split(" ", 1) for line in lines if " " in line)
    # no chain is as long as this, unless the catalog is damaged and leads in a circle
    for _ in range(8):
        if not locale or locale == "root":
            break
        yield locale
        locale = exceptions.get(locale) or locale.rpartition("-")[0]


_UNSEEN: dict[int, str] = {}
"""Control characters, line and paragraph separators, and marks of direction, spelled out."""
for _codes in (
    range(0x20),
    range(0x7F, 0xA0),
    range(0x61C, 0x61D),
    range(0x200E, 0x2010),
    range(0x2028, 0x202F),
    range(0x2066, 0x206A),
):
    _UNSEEN.update((code, f"\\u{code:04x}") for code in _codes)


def visible(text: str) -> str:
    """Spell out every control character as \\uXXXX, so that a name cannot command a terminal."""
    return text.translate(_UNSEEN)
