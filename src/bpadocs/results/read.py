"""Read results that a checker printed, in whatever form somebody kept them.

`Get-BpaResult` and PSRule through Export-Clixml, ConvertTo-Xml, Export-Csv and ConvertTo-Json; `bpa
check --format json`; SARIF. What is in a file tells what it is, not its name.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.formats.clixml import clixml_objects, converted_objects
from bpadocs.formats.json_text import read_json
from bpadocs.formats.xml import read_xml
from bpadocs.results.printed import PrintedResults
from bpadocs.results.records import is_record, of_records
from bpadocs.results.sarif import of_sarif
from bpadocs.system.files import RESULTS_LIMIT, read_given

MOST_ELEMENTS = 1_000_000
MOST_DEPTH = 100

_ENCODING = re.compile(r"""\A(<\?xml[^>]{0,200}?)\s{1,20}encoding=["'][^"']*["']""")
_WHAT = (
    "no results of a checker: neither those of Get-BpaResult or PSRule (through Export-Clixml, "
    "ConvertTo-Xml, Export-Csv or ConvertTo-Json) nor SARIF nor those of bpa check --format json"
)


def read_results(path: str) -> PrintedResults:
    """Return the results in this file. Raises BrokenInputError where there are none."""
    text = _decoded(read_given(path, RESULTS_LIMIT), path)
    start = text.lstrip()[:1]
    if not start:
        raise _broken(path, "the file is empty")
    if start == "<":
        return _checked(path, _from_xml(text, path))
    if start in "[{":
        data = read_json(text, path)
        _refuse_depth(data, path)
        if isinstance(data, dict) and isinstance(data.get("runs"), list):
            return of_sarif(path, data)
        return _checked(path, _list_of(data))
    return _checked(path, _from_csv(text, path))


def _broken(path: str, message: str, line: int = 1) -> BrokenInputError:
    return BrokenInputError([Problem(path, line, 1, message)])


def _checked(path: str, records: Sequence[Any]) -> PrintedResults:
    """Return the results among these records; an empty list has none, and that is fine."""
    if records and not any(is_record(one) for one in records):
        raise _broken(path, _WHAT)
    return of_records(path, list(records))


def _decoded(data: bytes, path: str) -> str:
    """Return the text of a file; Windows PowerShell writes UTF-16 where nobody says otherwise."""
    encoding = "utf-8-sig"
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encoding = "utf-16"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "neither UTF-8 nor UTF-16; write it with “-Encoding utf8”"
        raise _broken(path, message, line) from None


# XML


def _from_xml(text: str, path: str) -> list[Any]:
    # It is UTF-8 now, whatever its first line says.
    whole = _ENCODING.sub(r"\1", text.lstrip(), count=1)
    root = read_xml(whole.encode("utf-8", "surrogatepass"), path, MOST_ELEMENTS)
    name = root.local
    if name == "Objs":
        return clixml_objects(root)
    if name == "Objects":
        return converted_objects(root)
    what = f"its root element is “{name}”, not Objs (Export-Clixml) or Objects"
    raise _broken(path, f"{_WHAT}; {what}")


# JSON


def _refuse_depth(data: Any, path: str) -> None:
    """Refuse what is nested deeper than any results are."""
    level = [data]
    for _ in range(MOST_DEPTH):
        level = list(chain.from_iterable(map(_inside, level)))
        if not level:
            return
    raise _broken(path, f"cannot be read: nested more than {MOST_DEPTH} deep")


def _inside(value: Any) -> Iterator[Any]:
    """Yield the lists and mappings right in a value."""
    held = value.values() if isinstance(value, dict) else value
    for one in held if isinstance(value, dict | list) else ():
        if isinstance(one, dict | list):
            yield one


def _list_of(data: Any) -> list[Any]:
    """Return the records: one alone is no list, and some versions wrap a list in an object."""
    if isinstance(data, list):
        return data
    if isinstance(data.get("value"), list) and "Count" in data:
        return list(data["value"])
    return [data]


# CSV


def _from_csv(text: str, path: str) -> list[dict[str, str]]:
    """Return the rows of a table as Export-Csv writes it, with a line `#TYPE` or without one."""
    typed = text.startswith("#TYPE ")
    table = text.partition("\n")[2] if typed else text
    head = table.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    # a text of a result may be longer than the module's usual limit
    csv.field_size_limit(RESULTS_LIMIT)
    rows = csv.reader(_lines(table), delimiter=delimiter, strict=True)
    try:
        return list(_records(rows, path, first_line=2 if typed else 1))
    except csv.Error as error:
        message = f"not CSV as Export-Csv writes it: {error}"
        raise _broken(path, message, rows.line_num + typed) from None


def _lines(table: str) -> Iterator[str]:
    """Yield lines with their ends; only line feeds end one, for texts may have others in them."""
    start = 0
    while start < len(table):
        end = table.find("\n", start) + 1 or len(table)
        yield table[start:end]
        start = end


def _records(
    rows: Iterator[list[str]], path: str, first_line: int
) -> Iterator[dict[str, str]]:
    names = next(rows, [])
    # a letter has commas too: what its first line tells is no mistake of a row
    if not is_record(dict.fromkeys(names, "")):
        raise _broken(path, _WHAT)
    for number, row in enumerate(rows, 2):
        if not row:
            continue
        if len(row) != len(names):
            message = (
                f"row {number} has {len(row)} values, the heading on line {first_line} has "
                f"{len(names)}"
            )
            raise _broken(path, message, first_line)
        yield dict(zip(names, row, strict=True))
