"""The language server: takes what an editor sends, and sends what `service` says to it."""

import asyncio
import logging
import re
from io import BufferedReader
from typing import Any, BinaryIO, Final, cast
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from bpadocs import __version__
from bpadocs.editor import views
from bpadocs.editor.actions import actions_in, wanted
from bpadocs.editor.diagnostics import diagnostics_of
from bpadocs.editor.opened import OpenRule
from bpadocs.editor.service import EditorService
from bpadocs.system import bugs

PAUSE: Final = 0.1
"""Seconds without a keystroke after which a text is looked at."""

_LENGTH: Final = b"Content-Length:"
_TOO_LONG: Final = re.compile(_LENGTH + rb"\s*\d{9}")
"""The length of a message that no editor sends; to wait for its end is to wait for ever."""

_LONGEST: Final = 500
"""The most characters of an error that the log shows: it may hold all that was sent."""
_LONGEST_LINE: Final = 65_536
"""The most bytes that are read at once in search of the end of a line."""


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
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Note in the editor's log what could not be done; nobody is interrupted by it."""
        self._log(f"left out: {type(error).__name__}: {error}"[:_LONGEST])

    def rule(self, uri: str) -> OpenRule | None:
        """Return an open file as it is in the editor now; None where it is no rule.

        What is not open is not read either: an editor may name any file of the machine.
        """
        document = self.workspace.text_documents.get(unquote(uri))
        if document is None:
            return None
        codec = self.workspace.position_codec
        return self.service.look_at(uri, document.source, codec)

    def look_soon(self, uri: str) -> None:
        """Tell what is wrong with a file, once no key has been pressed for a moment."""
        self.forget(uri)
        self._waiting[uri] = asyncio.ensure_future(self._look_later(uri))

    def look_now(self, uri: str) -> None:
        """Tell what is wrong with a file."""
        self.forget(uri)
        try:
            rule = self.rule(uri)
        except Exception as error:  # a bug of ours ends nobody's afternoon of writing
            self._log(bugs.report(error))
        else:
            if rule is not None:
                self.tell(uri, [*diagnostics_of(rule)])

    def renew(self, first: str = "") -> None:
        """Look anew at the files on disk and then at all that is open, one file first."""
        open_now = self.service.renew()
        for uri in sorted(open_now, key=lambda uri: uri != first):
            self.look_soon(uri)

    def tell(self, uri: str, diagnostics: list[types.Diagnostic]) -> None:
        """Send what is wrong with a file."""
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, diagnostics)
        )

    def forget(self, uri: str) -> None:
        """Do not look at a file that was to be looked at soon."""
        waiting = self._waiting.pop(uri, None)
        if waiting is not None:
            waiting.cancel()

    async def _look_later(self, uri: str) -> None:
        await asyncio.sleep(PAUSE)
        self._waiting.pop(uri, None)
        self.look_now(uri)

    def _log(self, message: str) -> None:
        self.window_log_message(
            types.LogMessageParams(types.MessageType.Warning, message)
        )


class SoundInput:
    """Standard input as whole messages have it, whatever came between them."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readline(self) -> bytes:
        """Return a line; an empty one in the place of a length that cannot be."""
        line = self._stream.readline(_LONGEST_LINE)
        # Messages have no line end behind them: where half of one was lost, the next begins here.
        begins = max(line.rfind(_LENGTH), 0)
        line = line[begins:]
        return b"\n" if _TOO_LONG.match(line) else line

    def read(self, size: int) -> bytes:
        """Return so many bytes."""
        return self._stream.read(size)


def serve(stream: BinaryIO, out: BinaryIO) -> None:
    """Serve one editor, until it says that it is done, or leaves."""
    # It writes tracebacks of what it is sent; what is worth knowing is in the editor's log.
    logging.getLogger("pygls").setLevel(logging.CRITICAL)
    server = make_server()
    server.start_io(cast(BufferedReader, SoundInput(stream)), out)


def make_server() -> RuleServer:
    """Return a server that knows what to do with each message."""
    server = RuleServer()
    _tell_what_is_wrong(server)
    _tell_what_others_changed(server)
    _offer_help(server)
    _show_places(server)
    _show_outline(server)
    return server


def _tell_what_is_wrong(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        """Tell at once what is wrong with a file that was opened."""
        server.look_now(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        """Tell soon what is wrong with a text that is being written."""
        server.look_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        """Tell no more of a file that was closed."""
        uri = params.text_document.uri
        server.forget(uri)
        server.service.close(uri)
        server.tell(uri, [])


def _tell_what_others_changed(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        """Look at all that is open again: what was saved may be a term or a setting."""
        server.renew(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def others_changed(_: types.DidChangeWatchedFilesParams) -> None:
        """Look at all that is open again."""
        server.renew()


def _offer_help(server: RuleServer) -> None:
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]
    can = types.CodeActionOptions(code_action_kinds=kinds)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, can)
    def offers(params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return what can be done at a place."""
        rule = server.rule(params.text_document.uri)
        if rule is None:
            return []
        offered = actions_in(rule, params.range)
        only = params.context.only
        return wanted(offered, None if only is None else [*only])


def _show_places(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        """Return what there is to know of a place."""
        rule = server.rule(params.text_document.uri)
        return views.hover(rule, params.position) if rule else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> types.Location | None:
        """Return where the English of a field is."""
        rule = server.rule(params.text_document.uri)
        return views.english_at(rule, params.position) if rule else None

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location] | None:
        """Return where a field is in each language."""
        rule = server.rule(params.text_document.uri)
        return views.every_language_at(rule, params.position) if rule else None


def _show_outline(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(
        params: types.DocumentSymbolParams,
    ) -> list[types.DocumentSymbol] | None:
        """Return the languages of a file and their fields."""
        rule = server.rule(params.text_document.uri)
        return views.symbols(rule) if rule else None

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folds(params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        """Return what can be folded."""
        rule = server.rule(params.text_document.uri)
        return views.folds(rule) if rule else None
