"""Messages of Best Practices Analyzer rules, in the language of whoever reads them.

    from bpadocs.runtime import Messages

    messages = Messages.open("build/messages", "fr-CA")
    message = messages["hyper-v/integration-services-alternate-ip"]
    print(message.severity, message.title)
    print(message.impact(virtual_machines=["SQL01", "WEB02"]))

This file needs Python 3.11 and nothing else: copy it into a checker that cannot install packages. A catalog is mapped
and searched where it lies, so that a checker that starts, prints one message and ends does not pay for all the others.
For the same reason next to nothing is imported here.

A catalog may be replaced while it is open (write beside it, then rename): what is open keeps serving the old one.
Everything here may be used from many threads.
"""

from __future__ import annotations

import mmap
import os

TYPE_CHECKING = False  # as in typing, whose import costs more than all of this
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import TracebackType
    from typing import Literal, TypeAlias

    ByteOrder: TypeAlias = Literal["little", "big"]
    Relation: TypeAlias = tuple[str, int, bool, list[tuple[int, int]]]

DOMAIN = "bpadocs"
SOURCE_LANGUAGE = "en"
CLDR = "cldr"
"""The context of a catalog's language data. A rule's id has a slash, so the two never meet."""
STALE = "stale"
"""The entry that names a rule's stale fields."""
OPERANDS = "nivwftce"
"""What CLDR's plural rules ask of a number: its value, its integer digits, its decimals and so on."""


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


class Text(str):
    """A text that knows which language it is in, and whether the English has changed since it was translated."""

    __slots__ = ("locale", "stale")

    locale: str
    stale: bool


class Problem:
    """Something not served as it was asked for. A language that is not there at all has no rule and no field."""

    __slots__ = ("field", "reason", "rule", "served", "wanted")

    def __init__(self, rule: str, field: str, wanted: str, served: str, reason: str) -> None:
        self.rule = rule
        self.field = field
        self.wanted = wanted
        self.served = served
        self.reason = reason

    def __repr__(self) -> str:
        return f"{self.rule} {self.field}: {self.reason}" if self.rule else self.reason


class Messages:
    """The messages of all rules in one language, and in those that it falls back to."""

    def __init__(self, catalogs: tuple[_Catalog, ...], wanted: str) -> None:
        self.wanted = wanted
        self._catalogs = catalogs
        self._messages: dict[str, Message] = {}

    @classmethod
    def open(cls, folder: str | os.PathLike[str], locale: str | None = None) -> Messages:
        """The messages below this folder in this locale, or in that of the environment (LC_ALL, LC_MESSAGES, LANG).

        Where a language or a text is not there, its CLDR parents are asked, and at last English: see `problems`.
        """
        wanted = _tag(_locale_of_environment() if locale is None else locale)
        english = _open(os.fspath(folder), SOURCE_LANGUAGE)
        if english is None:
            path = _path(os.fspath(folder), SOURCE_LANGUAGE)
            raise CatalogError(path, "not there; every set of messages has its English (is the folder right?)")
        opened = [_open(os.fspath(folder), tag) for tag in _chain(wanted, english) if tag != SOURCE_LANGUAGE]
        return cls((*(catalog for catalog in opened if catalog), english), wanted)

    @property
    def locale(self) -> str:
        """The language of every text that did not fall back."""
        return self._catalogs[0].locale

    def __getitem__(self, rule: str) -> Message:
        message = self._messages.get(rule)
        if message is None:
            message = self._messages[rule] = Message(rule, self._catalogs)
        return message

    def __contains__(self, rule: object) -> bool:
        return isinstance(rule, str) and _known(rule, self._catalogs)

    def __iter__(self) -> Iterator[str]:
        """The ids of all rules, sorted. Reads every key."""
        return iter(sorted({rule for catalog in self._catalogs for rule, _ in catalog.entries()}))

    def problems(self) -> list[Problem]:
        """All that fell back to another language, and all that is older than its English. Reads every key."""
        first = self._catalogs[0]
        found = []
        if self.wanted != first.locale:
            reason = f"no messages in {self.wanted}, served in {first.locale}"
            found.append(Problem("", "", self.wanted, first.locale, reason))
        served: dict[tuple[str, str], _Catalog] = {}
        for catalog in self._catalogs:
            for key in catalog.entries():
                served.setdefault(key, catalog)
        for (rule, field), catalog in sorted(served.items(), key=lambda item: item[0]):
            if field == STALE:
                continue
            if catalog is not first:
                reason = f"not in {first.locale}, served in {catalog.locale}"
                found.append(Problem(rule, field, first.locale, catalog.locale, reason))
            if field in catalog.stale(rule):
                reason = f"the English has changed since it was translated into {catalog.locale}"
                found.append(Problem(rule, field, first.locale, catalog.locale, reason))
        return found

    def close(self) -> None:
        """Let go of the files; nothing can be read from them afterwards."""
        for catalog in self._catalogs:
            catalog.close()

    def __enter__(self) -> Messages:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class Message:
    """What a checker says of one rule. A text the rule does not have is empty.

    The arguments of a text: a list of names becomes “SQL01, WEB02 and WEB03”, a number is grouped, and both as the
    language does it; anything else is put in as it is. Arguments that a text does not use do no harm.
    """

    __slots__ = ("_catalogs", "_templates", "rule")

    def __init__(self, rule: str, catalogs: tuple[_Catalog, ...]) -> None:
        if not _known(rule, catalogs):
            raise UnknownRuleError(catalogs[0].path, f"no rule “{rule}”")
        self.rule = rule
        self._catalogs = catalogs
        self._templates: dict[str, _Template] = {}

    @property
    def locale(self) -> str:
        """The language of the title; every text has its own `locale`, in case it alone fell back."""
        return self.title.locale

    @property
    def title(self) -> Text:
        return self._template("title").verbatim()

    @property
    def severity(self) -> Text:
        """The word for it: “Erreur”."""
        return self._template("severity").verbatim()

    @property
    def category(self) -> Text:
        return self._template("category").verbatim()

    @property
    def help(self) -> Text:
        """Where the rule's page is."""
        return self._template("help").verbatim()

    def issue(self, /, **arguments: object) -> Text:
        return self._template("issue").fill(arguments)

    def impact(self, /, **arguments: object) -> Text:
        return self._template("impact").fill(arguments)

    def resolution(self, /, **arguments: object) -> Text:
        return self._template("resolution").fill(arguments)

    def compliant(self, /, **arguments: object) -> Text:
        """What to say when all is well."""
        return self._template("compliant").fill(arguments)

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
        return _Template(self._catalogs[0], self.rule, field, None, "")


def _known(rule: str, catalogs: tuple[_Catalog, ...]) -> bool:
    return rule != CLDR and any(catalog.fields(rule) for catalog in catalogs)


class _Template:
    """One text of one rule: read once, filled in often."""

    __slots__ = ("_parsed", "catalog", "counted", "field", "forms", "rule", "stale")

    def __init__(self, catalog: _Catalog, rule: str, field: str, index: int | None, counted: str) -> None:
        self.catalog = catalog
        self.rule = rule
        self.field = field
        self.counted = counted
        self.forms = [""] if index is None else catalog.text(index).split("\0")
        self.stale = field in catalog.stale(rule)
        self._parsed: dict[int, list[tuple[str, str]]] = {}
        if counted and len(self.forms) != len(catalog.language.categories):
            raise CatalogError(catalog.path, f"damaged: {rule} {field} has {len(self.forms)} plural forms")

    def verbatim(self) -> Text:
        return self._text(self.forms[0])

    def fill(self, arguments: Mapping[str, object]) -> Text:
        language = self.catalog.language
        place = 0
        if self.counted:
            value = self._argument(arguments, self.counted)
            if _is_list(value):
                value = list(value)  # type: ignore[call-overload]  # an iterator can be read once only
                arguments = {**arguments, self.counted: value}
            place = language.category(_count(value))
        parts = self._parsed.get(place)
        if parts is None:
            parts = self._parsed[place] = self._parse(self.forms[place])
        filled = last = ""
        for literal, name in parts:
            filled += literal
            if name:
                last = language.value(self._argument(arguments, name))
                filled += last
        return self._text(filled if last else filled.rstrip())  # a list of nobody leaves no blank lines at the end

    def _parse(self, form: str) -> list[tuple[str, str]]:
        """The form as (literal text, argument that follows, if any). `{{` and `}}` are braces, not arguments."""
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
                raise CatalogError(self.catalog.path, f"damaged: {self.rule} {self.field} has a broken argument")
            parts.append((literal, name))
            literal = ""
            start = end + 1
        return [*parts, (literal + form[start:].replace("}}", "}"), "")]

    def _argument(self, arguments: Mapping[str, object], name: str) -> object:
        if name in arguments:
            return arguments[name]
        given = ", ".join(arguments) or "none"
        what = f"{self.rule} {self.field} needs the argument “{name}”; given: {given}"
        raise MissingArgumentError(self.catalog.path, what)

    def _text(self, value: str) -> Text:
        text = Text(value)
        text.locale = self.catalog.locale
        text.stale = self.stale
        return text


class _Language:
    """How a language counts, joins and groups: CLDR's data, as the catalog brings it along."""

    def __init__(self, data: Mapping[str, str]) -> None:
        rules = [line.split(": ") for line in data.get("plural", "").splitlines()]
        self.categories = (*(name for name, _ in rules), "other")
        self._conditions = [_condition(text) for _, text in rules]
        self._pair, self._start, self._middle, self._end = (
            _pattern(data[x]) for x in ("pair", "start", "middle", "end")
        )
        self._pair_before_i = _pattern(data.get("pair-before-i", data["pair"]))
        self._end_before_i = _pattern(data.get("end-before-i", data["end"]))
        self._decimal, self._group, self._minus = (data[key] for key in ("decimal", "group", "minus"))
        self._primary, self._secondary, self._minimum = (int(size) for size in data["grouping"].split())
        if self._primary < 1 or self._secondary < 1:
            raise ValueError(data["grouping"])
        self._categories: dict[str, int] = {}

    def category(self, number: object) -> int:
        """The place of the number's plural category."""
        digits = _digits(number)
        place = self._categories.get(digits)
        if place is None:
            place = self._category(_operands(digits))
            if len(digits) < 4:  # few numbers, asked for often
                self._categories[digits] = place
        return place

    def _category(self, operands: Mapping[str, int]) -> int:
        for place, condition in enumerate(self._conditions):
            if any(all(_holds(relation, operands) for relation in relations) for relations in condition):
                return place
        return len(self._conditions)

    def value(self, value: object) -> str:
        if isinstance(value, str):
            return value
        if _is_list(value):
            return self._join([self.value(element) for element in value])  # type: ignore[attr-defined]
        return self._number(_digits(value)) if _is_number(value) else str(value)

    def _join(self, values: list[str]) -> str:
        if len(values) < 2:
            return values[0] if values else ""
        before_i = _sounds_like_i(values[-1])
        if len(values) == 2:
            return _fill(self._pair_before_i if before_i else self._pair, *values)
        joined = _fill(self._end_before_i if before_i else self._end, *values[-2:])
        for value in values[-3:0:-1]:
            joined = _fill(self._middle, value, joined)
        return _fill(self._start, values[0], joined)

    def _number(self, digits: str) -> str:
        sign = self._minus if digits.startswith("-") else ""
        whole, point, fraction = digits.lstrip("-").partition(".")
        if whole.isdigit() and len(whole) >= self._primary + self._minimum:
            groups = [whole[-self._primary :]]
            whole = whole[: -self._primary]
            while whole:
                groups.append(whole[-self._secondary :])
                whole = whole[: -self._secondary]
            whole = self._group.join(reversed(groups))
        return sign + whole + (self._decimal + fraction if point else "")


def _condition(text: str) -> list[list[Relation]]:
    """A plural condition in CLDR's own syntax, `v = 0 and i % 10 = 2..4 or f != 0`: any of these, all of those."""
    return [[_relation(part) for part in group.split(" and ")] for group in text.split(" or ")]


def _relation(text: str) -> Relation:
    left, right = text.split("= ")
    operand, _, modulus = left.rstrip("! ").partition(" % ")
    if operand not in tuple(OPERANDS):
        raise ValueError(operand)
    ranges = [part.partition("..") for part in right.split(",")]
    return operand, int(modulus or 0), not left.endswith("!"), [(int(a), int(b or a)) for a, _, b in ranges]


def _holds(relation: Relation, operands: Mapping[str, int]) -> bool:
    operand, modulus, wanted, ranges = relation
    value = operands[operand]
    if modulus and value > 0:
        value %= modulus
    return any(low <= value <= high for low, high in ranges) is wanted


def _operands(digits: str) -> dict[str, int]:
    """CLDR's plural operands of a number as it is written."""
    whole, _, fraction = digits.lstrip("-").partition(".")
    if not (whole + fraction).isdigit():
        return dict.fromkeys(OPERANDS, -1)
    i, f, v = int(whole), int(fraction or 0), len(fraction)
    return {"n": -1 if f else i, "i": i, "v": v, "w": v, "f": f, "t": f, "c": 0, "e": 0}  # no range holds -1


def _digits(number: object) -> str:
    """At most three decimals, as CLDR's standard pattern has it."""
    if isinstance(number, int):
        return str(int(number))
    digits = format(number, ".3f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _is_number(value: object) -> bool:
    return (isinstance(value, (int, float)) and not isinstance(value, bool)) or hasattr(value, "quantize")


def _is_list(value: object) -> bool:
    return hasattr(value, "__iter__") and not isinstance(value, str)


def _count(value: object) -> object:
    if _is_number(value):
        return value
    return len(value) if isinstance(value, list) else 1


def _pattern(text: str) -> tuple[str, str, str]:
    """`{0} and {1}` as what stands before, between and after the two."""
    before, _, rest = text.partition("{0}")
    between, _, after = rest.partition("{1}")
    return before, between, after


def _fill(pattern: tuple[str, str, str], first: str, second: str) -> str:
    before, between, after = pattern
    return before + first + between + second + after


def _sounds_like_i(word: str) -> bool:
    """Whether Spanish says “e” before this word: IIS, hijo, but not hielo, whose i is no vowel of its own."""
    word = word.lower()
    return word.startswith(("i", "í", "hi", "hí")) and not word.startswith(("hia", "hie", "hio", "hiu"))


class _Catalog:
    """A compiled gettext catalog, mapped into memory. Nothing is believed of it before it has been checked."""

    def __init__(self, path: str, locale: str) -> None:
        self.path = path
        self.locale = locale
        self._language: _Language | None = None
        self._fields: dict[str, dict[str, tuple[int, str]]] = {}
        try:
            with open(path, "rb", buffering=0) as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (FileNotFoundError, NotADirectoryError):
            raise
        except (OSError, ValueError) as error:
            raise CatalogError(path, f"cannot be read: {error}") from None
        self._size = len(self._map)
        magic = self._map[:4]
        if self._size < 28 or magic not in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde"):
            raise CatalogError(path, "no gettext catalog")
        self._order: ByteOrder = "little" if magic == b"\xde\x12\x04\x95" else "big"
        version, self._count, self._ids, self._texts = (self._integer(at) for at in (4, 8, 12, 16))
        if version >> 16 > 1 or max(self._ids, self._texts) + 8 * self._count > self._size:
            raise CatalogError(path, "damaged: its tables do not fit into the file")

    @property
    def language(self) -> _Language:
        if self._language is None:
            try:
                data = {field: self.text(index) for field, (index, _) in self.fields(CLDR).items()}
                self._language = _Language(data)
            except (KeyError, ValueError):
                raise CatalogError(self.path, "its language data is damaged or not there") from None
        return self._language

    def fields(self, context: str) -> dict[str, tuple[int, str]]:
        """The fields of a rule: the place of each, and the argument that its plural forms count, if any."""
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
        while low < self._count and (key := self._string(self._ids, low)).startswith(prefix):
            field, _, counted = self._decode(key[len(prefix) :]).partition("\0")
            found[field] = low, counted
            low += 1
        if found:
            self._fields[context] = found
        return found

    def stale(self, rule: str) -> list[str]:
        """The fields whose English has changed since."""
        place = self.fields(rule).get(STALE)
        return self.text(place[0]).split() if place else []

    def entries(self) -> Iterator[tuple[str, str]]:
        """Every (rule, field)."""
        for index in range(self._count):
            rule, separator, field = self._decode(self._string(self._ids, index)).partition("\x04")
            if separator and rule != CLDR:
                yield rule, field.partition("\0")[0]

    def text(self, index: int) -> str:
        return self._decode(self._string(self._texts, index))

    def close(self) -> None:
        self._map.close()

    def _string(self, table: int, index: int) -> bytes:
        # Reading what is no longer there would end the whole process.
        if self._map.size() < self._size:
            raise CatalogError(self.path, "was cut short while it was open; replace it by renaming")
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


def _open(folder: str, locale: str) -> _Catalog | None:
    try:
        return _Catalog(_path(folder, locale), locale)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _path(folder: str, locale: str) -> str:
    return os.path.join(folder, locale, "LC_MESSAGES", f"{DOMAIN}.mo")


def _locale_of_environment() -> str:
    return next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")


def _tag(locale: str) -> str:
    """`fr_CA.UTF-8` as `fr-CA`; English for C, POSIX, nothing, and whatever is no locale."""
    parts = locale.partition(".")[0].partition("@")[0].replace("_", "-").split("-")
    if parts[0] in ("C", "POSIX") or not all(part.isascii() and part.isalnum() for part in parts):
        return SOURCE_LANGUAGE
    regional = [part.title() if len(part) == 4 else part.upper() for part in parts[1:]]
    return "-".join([parts[0].lower(), *regional])


def _chain(locale: str, english: _Catalog) -> Iterator[str]:
    """The locale and its CLDR parents. Those that cutting off the end does not give stand in the English catalog."""
    place = english.fields(CLDR).get("parents")
    lines = english.text(place[0]).splitlines() if place else []
    exceptions = dict(line.split(" ", 1) for line in lines if " " in line)
    for _ in range(8):  # no chain is as long, unless the catalog is damaged
        if not locale or locale == "root":
            break
        yield locale
        locale = exceptions.get(locale) or locale.rpartition("-")[0]


_UNSEEN = {
    code: f"\\u{code:04x}"
    for codes in (
        range(0x20),
        range(0x7F, 0xA0),
        range(0x61C, 0x61D),
        range(0x200E, 0x2010),
        range(0x2028, 0x202F),
        range(0x2066, 0x206A),
    )
    for code in codes
}


def visible(text: str) -> str:
    """The text with every control character spelled out as \\uXXXX, so that a name cannot give orders to a terminal."""
    return text.translate(_UNSEEN)
