"""The language server: takes what an editor sends, and sends what `service` says to it."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from bpadocs import __version__
from bpadocs.editor.diagnostics import diagnostic_elsewhere, diagnostics_of
from bpadocs.editor.elsewhere import ByFile
from bpadocs.editor.everywhere import Everywhere, LookTogether
from bpadocs.editor.opened import OpenProject, OpenRule
from bpadocs.editor.preferences import PageFolders, page_folders
from bpadocs.editor.service import EditorService, file_of, project_above
from bpadocs.errors import UsageError
from bpadocs.system import bugs

PAUSE: Final = 0.1
"""Seconds without a keystroke after which a text is looked at."""

_PAGES: Final = Path("pages")
"""The name of the look at existing pages; that at a project is called by its folder."""
_LONGEST: Final = 500
"""The most characters of an error that the log shows: it may hold all that was sent."""


class RuleServer(LanguageServer):
    """A language server for the rules of bpadocs projects."""

    def __init__(self) -> None:
        # Whole texts: what is a line, editors and Python do not agree on, and texts are short.
        super().__init__(
            name="bpa",
            version=__version__,
            text_document_sync_kind=types.TextDocumentSyncKind.Full,
        )
        self.service = EditorService()
        self._everywhere = Everywhere(self, self.retell)
        self._pages: PageFolders | None = None
        self._told: dict[str, list[types.Diagnostic]] = {}
        """Of what is open, what the editor shows now."""
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Note in the editor's log what could not be done; nobody is interrupted by it."""
        self.log(f"left out: {type(error).__name__}: {error}"[:_LONGEST])

    def rule(self, uri: str) -> OpenRule | None:
        """Return an open file as it is in the editor now; None where it is no rule.

        What is not open is not read either: an editor may name any file of the machine.
        """
        document = self.workspace.text_documents.get(unquote(uri))
        if document is None:
            return None
        codec = self.workspace.position_codec
        return self.service.look_at(uri, document.source, codec)

    # What is open

    def opened(self, uri: str) -> None:
        """Tell what is wrong with a file, and soon what is wrong with its project."""
        self.look_now(uri)
        root = self._root_of(uri)
        if root is None:
            return
        project = self.service.project(root)
        if project.found is None:
            self.look_at_all(project)

    def look_soon(self, uri: str) -> None:
        """Tell what is wrong with a file, once no key has been pressed for a moment."""
        self.forget(uri)
        self._waiting[uri] = asyncio.ensure_future(self._look_later(uri))

    def look_now(self, uri: str) -> None:
        """Tell what is wrong with a file."""
        self.forget(uri)
        try:
            rule = self.rule(uri)
            if rule is not None:
                self.tell(uri, self._diagnostics_of(rule))
        except Exception as error:  # a bug of ours ends nobody's afternoon of writing
            self.log(bugs.report(error))

    def saved(self, uri: str) -> None:
        """Look anew at the files on disk, at all that is open, this file first, and at the rest."""
        document = self.workspace.text_documents.get(unquote(uri))
        if document is not None:
            self.service.saved(uri, document.source)
        if self._root_of(uri) in self.service.projects:
            self.renew(uri)

    def renew(self, first: str = "") -> None:
        """Look anew at the files on disk and then at all that is open, one file first."""
        open_now = list(self.service.renew())
        if first in open_now:
            open_now.remove(first)
            open_now.insert(0, first)
        for uri in open_now:
            self.look_soon(uri)
        for project in self.service.projects.values():
            self.look_at_all(project)

    def close(self, uri: str) -> None:
        """Tell of a file that is closed no more than of any other one."""
        self.forget(uri)
        self.service.close(uri)
        if uri in self._told:
            file = file_of(uri)
            told = [] if file is None else self._everywhere.told_of(file)
            self.tell(uri, told)
            del self._told[uri]

    def retell(self, file: Path) -> bool:
        """Tell anew what is wrong with a file, if it is an open rule; return whether it is."""
        rule = self.service.open_rule(file)
        if rule is None:
            return False
        told = self._diagnostics_of(rule)
        if told != self._told.get(rule.uri):
            self.tell(rule.uri, told)
        return True

    def tell(self, uri: str, diagnostics: list[types.Diagnostic]) -> None:
        """Send what is wrong with an open file."""
        self._told[uri] = diagnostics
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics)
        )

    def forget(self, uri: str) -> None:
        """Do not look at a file that was to be looked at soon."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    def _diagnostics_of(self, rule: OpenRule) -> list[types.Diagnostic]:
        told = [*diagnostics_of(rule)]
        for one in self.service.told_elsewhere(rule):
            diagnostic = diagnostic_elsewhere(rule.placed, one)
            if diagnostic not in told:
                told.append(diagnostic)
        return told

    async def _look_later(self, uri: str) -> None:
        await asyncio.sleep(PAUSE)
        self._waiting.pop(uri, None)
        self.look_now(uri)
        self.forget_what_is_done()

    def forget_what_is_done(self) -> None:
        """Let go of what pygls keeps of each message that wants no answer: 2 KB a keystroke."""
        kept: dict[Any, Any] = getattr(self.protocol, "_request_futures", {})
        done = [number for number, future in kept.items() if future.done()]
        for number in done:
            del kept[number]

    # What is not open

    def look_at_folders(self) -> None:
        """Look at the projects that the editor has as folders, and at the pages it is set to."""
        for folder in self._folders():
            root = project_above(folder)
            if root is not None:
                self.look_at_all(self.service.project(root))
        self.look_at_pages()

    def look_at_all(self, project: OpenProject) -> None:
        """Look at all rules of a project, soon."""

        def note(found: ByFile) -> None:
            """Keep what was found: some of it, a look at one rule cannot tell."""
            project.found = found

        what = LookTogether(
            title=f"bpa lint: {project.root.name}",
            arguments=("lint",),
            folder=project.root,
            note=note,
        )
        self._everywhere.ask(project.root, what)

    def set_to(self, settings: object) -> None:
        """Take the settings of the editor."""
        try:
            pages = page_folders(settings)
        except UsageError as error:
            self.window_show_message(
                types.ShowMessageParams(types.MessageType.Warning, f"bpa: {error}")
            )
            return
        if pages != self._pages:
            self._everywhere.drop(_PAGES)
            self._pages = pages
            self.look_at_pages()

    def look_at_pages(self) -> None:
        """Look at the existing pages of the settings, soon."""
        folders = self._folders()
        if self._pages is None or not folders:
            return
        what = LookTogether(
            title="bpa audit",
            arguments=self._pages.arguments(),
            folder=folders[0],
            note=lambda _: None,
        )
        self._everywhere.ask(_PAGES, what)

    def is_page(self, uri: str) -> bool:
        """Tell whether a file is one of the existing pages of the settings."""
        folders = self._folders()
        file = file_of(uri)
        if self._pages is None or file is None or not folders:
            return False
        try:
            return self._pages.have(file, folders[0])
        except (OSError, ValueError, RuntimeError):
            return False

    def log(self, message: str) -> None:
        """Write into the editor's log."""
        self.window_log_message(
            types.LogMessageParams(types.MessageType.Warning, message)
        )

    def _folders(self) -> Sequence[Path]:
        """Return the folders that the editor has open."""
        # not the keys: pygls has them unquoted, and “C#” would end at its sign
        uris = [folder.uri for folder in self.workspace.folders.values()]
        root = self.workspace.root_uri
        if root and not uris:
            uris.append(root)
        found = map(file_of, uris)
        return [folder for folder in found if folder is not None]

    def _root_of(self, uri: str) -> Path | None:
        file = file_of(uri)
        return None if file is None else project_above(file.parent)
