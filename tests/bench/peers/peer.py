"""What there is to say of each peer."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from bench.measure import Program
from bench.peers.texts import Piece

ENVIRONMENT = Path(__file__).parents[3] / ".venv-peers"
LANGUAGES = ("en", "fr", "it", "es", "ko")
EDITED = ("| Set-VMMemory", "| Set-VM")
"""What a writer changes in the English of one rule."""


@dataclass(frozen=True, slots=True)
class Peer:
    """A tool set up over a project's texts. Its program builds what is missing or changed."""

    name: str
    does: str
    program: Program
    clean: Callable[[], None]
    """Makes the next run a cold one."""
    edit: Callable[[], None] | None
    """Changes the English of one rule; nothing where the tool cannot build a part."""
    after_edit: Program | None = None
    """Where another command is quicker after a change."""
    prove: Callable[[], None] = lambda: None
    """Raises unless the last run made what it should."""


def tool(name: str) -> str:
    """A program of the peers' own environment."""
    path = ENVIRONMENT / "bin" / name
    if not path.exists():
        raise SystemExit(f"{path} is missing; run “make bench-peers” first")
    return str(path)


def inline(piece: Piece) -> str:
    """A piece as a tool finds it in its page, marks included."""
    marks = {"ui": "*{}*", "label": "**{}**"}
    return marks.get(piece.kind, "{}").format(piece.text)


class Message(NamedTuple):
    """An entry of a catalog."""

    english: str
    translation: str


def write_po(path: Path, language: str, messages: Iterable[Message]) -> None:
    """A gettext catalog; of messages that are the same the last one counts."""
    lines = [
        'msgid ""',
        'msgstr ""',
        f'"Language: {language}\\n"',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
    ]
    for english, translation in dict(messages).items():
        lines += ["", f"msgid {_quoted(english)}", f"msgstr {_quoted(translation)}"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*lines, ""]), "utf-8")


def _quoted(text: str) -> str:
    escaped = (
        text.replace("\\", "\\\\")
        .replace('"', '\\"')
        .replace("\n", "\\n")
        .replace("\t", "\\t")
        .replace("\r", "\\r")
    )
    return f'"{escaped}"'


def must_contain(paths: Sequence[Path], texts: Sequence[str]) -> None:
    """Raises unless each file has its text: a peer that leaves the translations out would be
    measured wrongly.
    """
    for path, text in zip(paths, texts, strict=True):
        content = " ".join(path.read_text("utf-8").split())
        if text not in content:
            raise ValueError(f"{path} has no “{text}”")
