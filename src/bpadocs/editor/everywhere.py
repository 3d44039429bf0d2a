"""Keep an editor told of all files of its projects, and of the pages in its settings."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple
from uuid import uuid4

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from bpadocs.editor.diagnostics import diagnostic_elsewhere
from bpadocs.editor.elsewhere import (
    Again,
    ByFile,
    FoundElsewhere,
    LookFailedError,
    look,
)
from bpadocs.editor.places import PlacedText
from bpadocs.system import bugs
from bpadocs.system.files import RULE_LIMIT, regular

_SOON: Final = 1.0
"""Seconds that a look may take before the editor shows that there is one."""
_PATIENCE: Final = 5.0
"""Seconds in which an editor says whether it shows that."""


class LookTogether(NamedTuple):
    """What is looked at all together."""

    title: str
    """What the editor calls it while it goes on."""
    arguments: Sequence[str]
    """How bpa is asked for it."""
    folder: Path
    """Where it is started; the names of files are told from there."""
    note: Callable[[ByFile], None]
    """Takes what was found."""


class Everywhere:
    """Looks at files all together, whenever something has changed."""

    def __init__(self, server: LanguageServer, retell: Callable[[Path], bool]) -> None:
        """Tell an editor through its server; `retell` tells anew of a file that is open."""
        self._server = server
        self._retell = retell
        self._said = ""
        self._again: dict[Path, Again] = {}
        self._told: dict[Path, dict[Path, list[types.Diagnostic]]] = {}
        """By what is looked at, what was told of each file."""

    def ask(self, name: Path, what: LookTogether) -> None:
        """Look at something soon, of which this is the name."""

        async def work() -> None:
            """Look, and tell."""
            try:
                await self._look(name, what)
            except Exception as error:  # a bug of ours, and there is a next time
                self._say(bugs.report(error))

        again = self._again.setdefault(name, Again())
        again.ask(work)

    def drop(self, name: Path) -> None:
        """Look at something no more, and tell nothing of it."""
        again = self._again.pop(name, None)
        if again is not None:
            again.stop()
        for file in self._told.pop(name, {}):
            self._tell(file, [])

    def told_of(self, file: Path) -> list[types.Diagnostic]:
        """Return what was told of a file."""
        found: list[types.Diagnostic] = []
        for told in self._told.values():
            found += told.get(file, ())
        return found

    async def _look(self, name: Path, what: LookTogether) -> None:
        found = await self._found(what)
        if found is None:
            return
        what.note(found)
        before = self._told.get(name, {})
        now: dict[Path, list[types.Diagnostic]] = {}
        for file, findings in found.items():
            path = what.folder / file
            real = path.resolve()
            now[real] = self._diagnostics(real, findings)
            # typing goes first: there may be thousands of files
            await asyncio.sleep(0)
        self._told[name] = now
        for path in {**before, **now}:
            told = now.get(path, [])
            if self._retell(path):
                await asyncio.sleep(0)
            elif before.get(path, []) != told:
                self._tell(path, told)
                await asyncio.sleep(0)

    def _tell(self, file: Path, diagnostics: list[types.Diagnostic]) -> None:
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(file.as_uri(), diagnostics)
        )

    def _say(self, message: str) -> None:
        """Say what went wrong; once, though it goes wrong again and again."""
        if message != self._said:
            self._said = message
            self._server.window_show_message(
                types.ShowMessageParams(types.MessageType.Warning, message)
            )

    def _diagnostics(
        self, file: Path, findings: Sequence[FoundElsewhere]
    ) -> list[types.Diagnostic]:
        content = regular(file, RULE_LIMIT) or b""
        text = content.decode("utf-8", "replace")
        placed = PlacedText(text, self._server.workspace.position_codec)
        return [diagnostic_elsewhere(placed, one) for one in findings]

    async def _found(self, what: LookTogether) -> ByFile | None:
        """Return what is found; None where somebody called it off, or it failed."""
        looking = asyncio.ensure_future(look(what.arguments, what.folder))
        try:
            await asyncio.wait([looking], timeout=_SOON)
            if not looking.done():
                await self._shown(what.title, looking)
            return await looking
        except LookFailedError as error:
            self._say(f"{what.title}: {error}")
        except asyncio.CancelledError:
            # of the look, by somebody who has seen enough; of ourselves, at the end
            if not looking.cancelled():
                raise
        finally:
            looking.cancel()
        return None

    async def _shown(self, title: str, looking: "asyncio.Future[ByFile]") -> None:
        """Let the editor show that there is a look, until it is over or called off."""
        window = self._server.client_capabilities.window
        if window is None or not window.work_done_progress:
            return
        progress = self._server.work_done_progress
        token = str(uuid4())
        try:
            await asyncio.wait_for(progress.create_async(token), _PATIENCE)
        except Exception:  # an editor that does not want it is left alone
            return
        loop = asyncio.get_running_loop()
        progress.tokens[token].add_done_callback(
            lambda _: loop.call_soon_threadsafe(looking.cancel)
        )
        begin = types.WorkDoneProgressBegin(title=title, cancellable=True)
        progress.begin(token, begin)
        try:
            await asyncio.wait([looking])
        finally:
            progress.end(token, types.WorkDoneProgressEnd())
            del progress.tokens[token]
