"""What PSRule finds in a page of help, by what its reader does line by line.

Not its reader: that is C#. This is what matters of it to a page, so that a trap that we know of is
not walked into again.
"""

import re
from typing import NamedTuple

SECTIONS = {
    "es": ("Sinopsis", "Descripción", "Recomendación", "Notas", "Enlaces"),
    "": ("Synopsis", "Description", "Recommendation", "Notes", "Links"),
}
_ESCAPE = re.compile(r"\\([\\\[(<>`\])])")
_LINK = re.compile(r"(?<!\\)\[((?:\\.|[^\]\n\\])+)\]\(([^)\n]+)\)")
_REFERENCE = re.compile(r"(?<!\\)\[((?:\\.|[^\]\n\\])+)\](?!\()")


class Help(NamedTuple):
    """What Get-PSRuleHelp shows."""

    annotations: dict[str, str]
    name: str
    synopsis: str
    description: str
    recommendation: str
    notes: str
    links: list[tuple[str, str]]


def read_help(text: str, language: str) -> Help:
    """What is found in a page. A heading of the first level begins anew, as it does there."""
    lines = text.split("\n")
    annotations, lines = _front_matter(lines)
    names = SECTIONS.get(language, SECTIONS[""])
    found = dict.fromkeys(names, "")
    name = ""
    section: str | None = None
    in_code = False
    for line in lines:
        if line.startswith("```"):
            in_code = not in_code
        heading = re.match(r"(#+) *(.*)", line)
        if not heading or in_code:
            if section:
                found[section] += f"{line}\n"
            continue
        section = None
        depth, words = len(heading[1]), heading[2]
        if depth == 1:
            name = _unescaped(words)
            found = dict.fromkeys(names, "")
        elif depth == 2:
            known = [one for one in names if one.casefold() == words.casefold()]
            section = known[0] if known else None
    synopsis, description, recommendation, notes, links = found.values()
    return Help(
        annotations=annotations,
        name=name,
        synopsis=_text(synopsis),
        description=_text(description),
        recommendation=_text(recommendation.split("\n```")[0]),
        notes=_text(_without_yaml(notes)),
        links=[(_unescaped(words), url) for words, url in _LINK.findall(links)],
    )


def _front_matter(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    found = {}
    assert lines[0] == "---"
    end = lines.index("---", 1)
    for line in lines[1:end]:
        key, _, value = line.partition(":")
        found[key.strip()] = value.strip()
    return found, lines[end + 1 :]


def _without_yaml(text: str) -> str:
    return re.split(r"^```yaml$", text, maxsplit=1, flags=re.MULTILINE)[0]


def _text(section: str) -> str:
    """Paragraphs on a line each; what is behind a link by reference is lost."""
    reference = _REFERENCE.search(section)
    if reference:
        section = section[: reference.start()]
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", section.strip()):
        lines = [line.strip() for line in paragraph.split("\n")]
        paragraphs.append(_unescaped(" ".join(lines)))
    return "\n".join(paragraphs)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(r"\1", text)
