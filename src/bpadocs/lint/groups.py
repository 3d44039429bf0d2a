"""The same fault in the same text on many pages is one group, with its places."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from bpadocs.lint.findings import Finding, Place


def grouped(
    findings: Sequence[Finding],
    read: Callable[[str], str],
    apart: Collection[Finding] = (),
) -> list[Finding]:
    """Return the first finding of each group, with the others as `elsewhere`.

    `read` returns the text of a file. The findings in `apart` are each a group of their own.
    """
    lines = lru_cache(maxsize=4)(lambda file: read(file).split("\n"))
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        key: object = finding
        if finding not in apart:
            fix = finding.fix and finding.fix.text
            text = text_at(lines(finding.file), finding.place)
            key = (
                finding.check,
                finding.severity,
                finding.locale,
                finding.message,
                text,
                fix,
            )
        groups.setdefault(key, []).append(finding)
    found = []
    for first, *others in groups.values():
        places = [*first.elsewhere]
        for other in others:
            places += other.places
        found.append(replace(first, elsewhere=tuple(places)) if places else first)
    return found


def text_at(lines: Sequence[str], place: Place) -> str:
    """Return the text at this place of a file's lines; empty where the file is another one."""
    own = list(lines[place.line - 1 : place.end_line])
    if not own:
        return ""
    # the end first: it may be in the line of the start
    own[-1] = own[-1][: place.end_column - 1]
    own[0] = own[0][place.column - 1 :]
    return "\n".join(own)
