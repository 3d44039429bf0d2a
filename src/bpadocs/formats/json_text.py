"""JSON that other programs have written, read as its standard has it."""

import json
from typing import Any

from bpadocs.errors import BrokenInputError, Problem


def read_json(text: str, name: str) -> Any:
    """Return what the text of a file says. Raises BrokenInputError where it is no JSON."""
    line, column = 1, 1
    try:
        return json.loads(text, parse_constant=_refused)
    except json.JSONDecodeError as error:
        line, column, message = error.lineno, error.colno, f"not JSON: {error.msg}"
    except RecursionError:
        message = "cannot be read: it is nested too deeply"
    except ValueError as error:
        # from Python itself, about a number that is too long
        message = f"not JSON: {error}"
    raise BrokenInputError([Problem(name, line, column, message)])


def _refused(constant: str) -> None:
    """Refuse NaN and Infinity, which Python would take for JSON."""
    raise ValueError(f"{constant} is no number")
