"""Files of terms, told apart by what is in them: TBX, CSV, or a glossary of ours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from bpadocs.errors import BrokenInputError, Problem, UsageError
from bpadocs.formats.concepts import Terminology
from bpadocs.formats.tbx import read_tbx
from bpadocs.formats.term_table import ROLES, read_term_table
from bpadocs.formats.yaml.nodes import MapNode
from bpadocs.rule.model import SOURCE_LANGUAGE
from bpadocs.system.files import EXCHANGE_LIMIT, read_given, text_of
from bpadocs.words.glossary import Term, read_terms
from bpadocs.words.terminology import PlacedTerm, TermsFound, terms_of

_MARKUP: Final = (
    b"<",
    b"\xef\xbb\xbf<",
    b"\xff\xfe<\x00",
    b"\xfe\xff\x00<",
)
"""How XML begins: in UTF-8, and in UTF-16."""
_YAML: Final = (".yaml", ".yml")


class GivenFile(NamedTuple):
    """A file of terms that somebody named."""

    path: Path
    language: str | None = None
    """The language that it is of; None where the file says it."""


def columns_of(
    option: str, written: str | None, languages: Sequence[str]
) -> dict[str, str]:
    """Return the columns that `en=Source,fr=Target` names, by what they hold.

    Raises UsageError with every mistake.
    """
    found: dict[str, str] = {}
    mistakes = []
    known = (*languages, *ROLES)
    for part in written.split(",") if written else []:
        role, _, column = part.partition("=")
        role = role.strip()
        if role not in known or not column.strip():
            mistakes.append(
                f"{option}: “{part}” must be WHAT=COLUMN, and WHAT one of {', '.join(known)}"
            )
        found[role] = column.strip()
    missing = [language for language in languages if found and language not in found]
    if missing and not mistakes:
        mistakes.append(
            f"{option}: which column is {missing[0]}? Write {missing[0]}=COLUMN"
        )
    if mistakes:
        raise UsageError(*mistakes)
    return found


def read_term_file(
    path: Path, columns: Mapping[str, str], languages: Sequence[str]
) -> Terminology:
    """Return what is in a TBX or CSV file. Raises BrokenInputError for what is neither."""
    data = read_given(path, EXCHANGE_LIMIT)
    if data.lstrip(b" \t\r\n").startswith(_MARKUP):
        return read_tbx(data, str(path))
    return read_term_table(data, str(path), columns, languages)


def read_terms_in(
    path: Path,
    columns: Mapping[str, str],
    language: str,
    source_language: str = SOURCE_LANGUAGE,
) -> TermsFound:
    """Return the terms of one language in a file of any kind, by those of the source.

    Raises BrokenInputError for a file that has none in this language.
    """
    name = str(path)
    if path.suffix.lower() in _YAML:
        return _own(path)
    terminology = read_term_file(path, columns, (source_language, language))
    if not terminology.concepts and not terminology.left_out:
        raise BrokenInputError([Problem(name, 1, 1, "there is no entry in this file")])
    found = terms_of(terminology, language, name, source_language)
    found.left_out[:0] = terminology.left_out
    if terminology.concepts and found.untranslated == len(terminology.concepts):
        both = f"{source_language} and in {language}"
        raise BrokenInputError([_of_another_language(terminology, both, name)])
    return found


def _of_another_language(terminology: Terminology, both: str, name: str) -> Problem:
    has = ", ".join(terminology.languages)
    message = f"no entry has words in {both}; the file has {has}"
    return Problem(name, terminology.concepts[0].line, 1, message)


def _own(path: Path) -> TermsFound:
    name = str(path)
    root, terms = read_terms(text_of(read_given(path, EXCHANGE_LIMIT), name), name)
    table = root.get("terms") if root else None
    found = TermsFound()
    for english, term in terms.items():
        if isinstance(table, MapNode):
            line = table.key(english).line
        else:
            line = 1
        found.terms[english.lower()] = PlacedTerm(term, line)
    return found


@dataclass
class GivenTerms:
    """The terms of several files."""

    by_language: dict[str, dict[str, Term]] = field(default_factory=dict)
    """The terms of each language, by the English in lower case."""
    left_out: list[Problem] = field(default_factory=list)


def read_given_terms(
    files: Iterable[GivenFile],
    languages: Sequence[str],
    source_language: str = SOURCE_LANGUAGE,
) -> GivenTerms:
    """Return the terms of these languages in these files; a later file goes over an earlier one.

    Raises BrokenInputError with the mistakes of every file, and UsageError where nobody can know
    which language a file is of.
    """
    given = GivenTerms()
    problems: list[Problem] = []
    for file in files:
        try:
            _add(given, file, languages, source_language)
        except BrokenInputError as error:
            problems += error.problems
    if problems:
        raise BrokenInputError(problems)
    return given


def _add(
    given: GivenTerms, file: GivenFile, languages: Sequence[str], source: str
) -> None:
    wanted = [file.language] if file.language else list(languages)
    if file.path.suffix.lower() in _YAML:
        _add_terms(given, _language_of(file, languages), _own(file.path))
        return
    terminology = read_term_file(file.path, {}, (source, *wanted))
    given.left_out += terminology.left_out
    any_terms = False
    for language in wanted:
        found = terms_of(terminology, language, str(file.path), source)
        any_terms = any_terms or bool(found.terms)
        _add_terms(given, language, found)
    if terminology.concepts and not any_terms:
        both = f"{source} and in {' or '.join(wanted)}"
        problem = _of_another_language(terminology, both, str(file.path))
        raise BrokenInputError([problem])


def _add_terms(given: GivenTerms, language: str, found: TermsFound) -> None:
    given.left_out += found.left_out
    own = given.by_language.setdefault(language, {})
    for key, placed in found.terms.items():
        own[key] = placed.term


def _language_of(file: GivenFile, languages: Sequence[str]) -> str:
    """Return the language of a glossary of ours: as it was named, or that of its folder."""
    folder = file.path.resolve().parent.name
    if file.language:
        return file.language
    if folder in languages:
        return folder
    if len(languages) == 1:
        return languages[0]
    example = languages[0] if languages else "fr"
    raise UsageError(
        f"--glossary {file.path}: which language is it of? Write --glossary "
        f"{example}={file.path}"
    )
