"""The date of a page, as its front matter has it: month/day/year."""

import re
from datetime import date

KEY = "ms.date"
_DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def month_day_year(written: str) -> tuple[int, int, int] | None:
    """Return the numbers of a date; None where it has another form."""
    match = _DATE.fullmatch(written.strip())
    if match is None:
        return None
    month, day, year = map(int, match.groups())
    return month, day, year


def day_of(written: str) -> date | None:
    """Return the day that is written; None where there is no such day."""
    numbers = month_day_year(written)
    if numbers is None:
        return None
    month, day, year = numbers
    try:
        return date(year, month, day)
    except ValueError:
        return None
