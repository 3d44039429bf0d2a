"""An editor for tests: a real client of the protocol, and the server as an editor starts it.

Where it matters what the server says, and not how it is started, it is asked in this process.
"""

import asyncio
import json
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, BinaryIO, Union

import cattrs
from lsprotocol import types
from pygls.io_ import StdoutWriter, run_async
from pygls.lsp.client import LanguageClient
from pygls.protocol import default_converter
from pygls.workspace import PositionCodec

import bpadocs
from bpadocs.editor.features import make_server
from bpadocs.editor.opened import OpenRule
from bpadocs.editor.places import PlacedText
from bpadocs.editor.service import EditorService
from bpadocs.editor.serving import serve

PATIENCE = 60
"""Seconds that an answer may take on a machine with much else to do."""


class Editor:
    """One file in an editor, and what it is told of it and of others."""

    def __init__(self, client: LanguageClient, file: Path) -> None:
        self.client = client
        self.file = file
        self.uri = file.as_uri()
        self.text = file.read_bytes().decode()
        self.version = 0
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
        """What it is told of the file."""
        self.others: dict[str, list[types.Diagnostic]] = {}
        """What it was told last of each other file."""
        self.heard = asyncio.Event()
        """Set whenever it is told of another file."""
        self.shown: list[types.ShowDocumentParams] = []
        self.progress: list[Any] = []
        self.messages: list[str] = []
        """Messages to the user, and lines of the log."""
        _listen(self)

    @property
    def document(self) -> types.TextDocumentIdentifier:
        """The file as the protocol names it."""
        return types.TextDocumentIdentifier(self.uri)

    async def open(self) -> list[types.Diagnostic]:
        """Open the file, and return what is wrong with it."""
        item = types.TextDocumentItem(self.uri, "yaml", self.version, self.text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.diagnostics()

    async def type(self, text: str) -> list[types.Diagnostic]:
        """Make this the text of the file, and return what is wrong with it."""
        self.send(text)
        return await self.diagnostics()

    def send(self, text: str) -> None:
        """Make this the text of the file."""
        self.text = text
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri)
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(document, [change])
        )

    def save(self) -> None:
        """Write the text into the file."""
        self.file.write_bytes(self.text.encode())
        self.client.text_document_did_save(
            types.DidSaveTextDocumentParams(self.document)
        )

    async def diagnostics(self) -> list[types.Diagnostic]:
        """Return what the server says next."""
        said = await asyncio.wait_for(self.told.get(), PATIENCE)
        return list(said.diagnostics)

    async def told_of(self, file: Path, code: str) -> types.Diagnostic:
        """Wait until a finding of this check is told of another file, and return it."""
        async with asyncio.timeout(PATIENCE):
            while True:
                for one in self.others.get(file.as_uri(), ()):
                    if one.code == code:
                        return one
                self.heard.clear()
                await self.heard.wait()

    async def actions(self, at: types.Range) -> dict[str, types.CodeAction]:
        """Return what can be done at a place, by title."""
        asked = types.CodeActionParams(
            self.document, at, types.CodeActionContext(diagnostics=[])
        )
        found = await self.client.text_document_code_action_async(asked)
        actions = {}
        for one in found or []:
            assert isinstance(one, types.CodeAction)
            actions[one.title] = one
        return actions

    def range_of(self, words: str) -> types.Range:
        """Return where these words are first."""
        start = self.text.index(words)
        placed = PlacedText(self.text, PositionCodec())
        return placed.span(start, start + len(words))

    def with_edit(self, action: types.CodeAction) -> str:
        """Return the text with the edit of an action."""
        assert action.edit is not None
        return with_edits(self.text, self.uri, action.edit)


def _listen(own: Editor) -> None:
    client = own.client

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
    def told(params: types.PublishDiagnosticsParams) -> None:
        if params.uri == own.uri:
            own.told.put_nowait(params)
        else:
            own.others[params.uri] = list(params.diagnostics)
            own.heard.set()

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)  # type: ignore[untyped-decorator]
    def registered(_: types.RegistrationParams) -> None:
        """An editor that watches files; the tests say themselves what has changed."""

    @client.feature(types.WINDOW_SHOW_DOCUMENT)  # type: ignore[untyped-decorator]
    def show(params: types.ShowDocumentParams) -> types.ShowDocumentResult:
        own.shown.append(params)
        return types.ShowDocumentResult(success=True)

    @client.feature(types.WINDOW_WORK_DONE_PROGRESS_CREATE)  # type: ignore[untyped-decorator]
    def created(_: types.WorkDoneProgressCreateParams) -> None:
        """An editor that shows how a work goes on."""

    @client.feature(types.PROGRESS)  # type: ignore[untyped-decorator]
    def progressed(params: types.ProgressParams) -> None:
        own.progress.append(params)

    @client.feature(types.WINDOW_SHOW_MESSAGE)  # type: ignore[untyped-decorator]
    def message(params: types.ShowMessageParams) -> None:
        own.messages.append(params.message)
        own.heard.set()

    @client.feature(types.WINDOW_LOG_MESSAGE)  # type: ignore[untyped-decorator]
    def logged(params: types.LogMessageParams) -> None:
        own.messages.append(params.message)
        own.heard.set()


class Inside:
    """The server in this process: what it is sent, and what it says."""

    def __init__(self, **greeting: Any) -> None:
        """Greet it, as an editor with these capabilities, settings and folders does."""
        self.said: list[dict[str, Any]] = []
        self.server = make_server()
        self.server.protocol.set_writer(self)
        capabilities = greeting.pop("capabilities", types.ClientCapabilities())
        params = types.InitializeParams(capabilities, **greeting)
        self._take(types.InitializeRequest(0, params))
        self.greeted = self.said[-1]["result"]
        self._take(types.InitializedNotification(types.InitializedParams()))

    def write(self, message: bytes) -> None:
        """Keep what the server writes: a whole message each time."""
        _, _, body = message.partition(b"\r\n\r\n")
        self.said.append(json.loads(body))

    def close(self) -> None:
        """Nothing is open."""

    async def settled(self) -> None:
        """Wait until the server is done with what it was sent."""
        nothing = types.TextDocumentIdentifier("untitled:1")
        start = types.Position(0, 0)
        context = types.CodeActionContext(diagnostics=[])
        params = types.CodeActionParams(nothing, types.Range(start, start), context)
        assert await self.ask(types.CodeActionRequest("settled", params)) == []

    def open(self, file: Path, text: str) -> None:
        """Open a file, which has this text."""
        item = types.TextDocumentItem(file.as_uri(), "yaml", 0, text)
        params = types.DidOpenTextDocumentParams(item)
        self.tell(types.DidOpenTextDocumentNotification(params))

    def tell(self, message: Any) -> None:
        """Send what wants no answer."""
        self._take(message)

    async def ask(self, message: Any) -> Any:
        """Send a request, and return what is answered: the result, or the error."""
        self._take(message)
        async with asyncio.timeout(PATIENCE):
            while True:
                for one in self.said:
                    if one.get("id") == message.id and "method" not in one:
                        return one.get("error") or one["result"]
                await asyncio.sleep(0.005)

    def sent(self, method: str) -> list[Any]:
        """Return what the server said of a kind."""
        return [one["params"] for one in self.said if one.get("method") == method]

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds of what the server said."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await asyncio.sleep(0.005)

    def _take(self, message: Any) -> None:
        take: Callable[[Any], None] = self.server.protocol.handle_message
        take(message)


def looked_at(file: Path, text: str) -> OpenRule:
    """Return a rule of a project as it is when an editor has this text of it."""
    rule = EditorService().look_at(file.as_uri(), text, PositionCodec())
    assert rule is not None
    return rule


def position_of(text: str, words: str, more: int = 0) -> types.Position:
    """Return where words are first, or so many characters behind that."""
    placed = PlacedText(text, PositionCodec())
    return placed.position(text.index(words) + more)


def codes_of(diagnostics: Sequence[types.Diagnostic]) -> set[object]:
    """Return which checks complain."""
    return {one.code for one in diagnostics}


def with_edits(text: str, uri: str, edit: types.WorkspaceEdit) -> str:
    """Return a text with all that is changed in its file."""
    assert edit.changes is not None
    placed = PlacedText(text, PositionCodec())
    pieces = []
    for one in edit.changes[uri]:
        start = placed.offset(one.range.start)
        end = placed.offset(one.range.end)
        pieces.append((start, end, one.new_text))
    for start, end, new in sorted(pieces, reverse=True):
        text = text[:start] + new + text[end:]
    return text


CAPABILITIES = types.ClientCapabilities(
    workspace=types.WorkspaceClientCapabilities(
        did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
            dynamic_registration=True
        )
    ),
    text_document=types.TextDocumentClientCapabilities(
        completion=types.CompletionClientCapabilities(
            completion_item=types.ClientCompletionItemOptions(snippet_support=True)
        )
    ),
    window=types.WindowClientCapabilities(
        work_done_progress=True,
        show_document=types.ShowDocumentClientCapabilities(support=True),
    ),
)


Action = types.Command | types.CodeAction


def _converter() -> cattrs.Converter:
    """Return what reads messages; lsprotocol's takes an action that has a command for no more."""
    converter: cattrs.Converter = default_converter()  # type: ignore[no-untyped-call]

    def read(found: dict[str, Any], _: type) -> Action:
        """Return an action: only a command alone has a word as its command."""
        if isinstance(found.get("command"), str):
            return converter.structure(found, types.Command)
        return converter.structure(found, types.CodeAction)

    converter.register_structure_hook(Action, read)
    converter.register_structure_hook(Union[types.Command, types.CodeAction], read)  # noqa: UP007
    return converter


@asynccontextmanager
async def editor(
    file: Path, folder: Path | None = None, settings: object = None
) -> AsyncIterator[Editor]:
    """Start the server as an editor does; it has to be alive at the end, and to leave in peace.

    Without a folder, the editor has nothing but the file.
    """
    client = LanguageClient("tests", "1", converter_factory=_converter)
    source = str(Path(bpadocs.__file__).parents[1])
    path = os.pathsep.join([source, *sys.path])
    await client.start_io(
        sys.executable, "-m", "bpadocs", "lsp", env={**os.environ, "PYTHONPATH": path}
    )
    own = Editor(client, file)
    try:
        async with _greeted(own, folder, settings):
            yield own
    except BaseException:
        # a test that failed waits for nobody
        assert client._server is not None
        client._server.kill()
        raise


@asynccontextmanager
async def editor_here(
    file: Path, folder: Path | None = None, settings: object = None
) -> AsyncIterator[Editor]:
    """Do as `editor` does, with the server in a thread of this process: it need not start Python.

    All that is said goes through two pipes, as it does through standard input and output.
    """
    client = LanguageClient("tests", "1", converter_factory=_converter)
    asked, asking = os.pipe()
    answered, answering = os.pipe()
    back = open(answered, "rb")  # noqa: SIM115 - the loop closes it
    with open(asked, "rb") as heard, open(answering, "wb") as said:
        server = threading.Thread(target=serve, args=[heard, said], daemon=True)
        server.start()
        with open(asking, "wb") as out:
            client.protocol.set_writer(StdoutWriter(out))
            reading = await _read(client, back)
            own = Editor(client, file)
            async with _greeted(own, folder, settings):
                yield own
        await asyncio.to_thread(server.join, PATIENCE)
        assert not server.is_alive()
    await asyncio.wait_for(reading, PATIENCE)


async def _read(client: LanguageClient, back: BinaryIO) -> asyncio.Task[None]:
    """Begin to take what the server says."""
    reader = asyncio.StreamReader()
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), back)
    return asyncio.create_task(
        run_async(
            stop_event=client._stop_event,
            reader=reader,
            protocol=client.protocol,
            error_handler=client.report_server_error,
        )
    )


@asynccontextmanager
async def _greeted(
    own: Editor, folder: Path | None, settings: object
) -> AsyncIterator[None]:
    """Greet the server, and say farewell to it."""
    client = own.client
    folders = []
    if folder is not None:
        folders.append(types.WorkspaceFolder(folder.as_uri(), folder.name))
    asked = types.InitializeParams(
        capabilities=CAPABILITIES,
        workspace_folders=folders,
        initialization_options=settings,
    )
    await client.initialize_async(asked)
    client.initialized(types.InitializedParams())
    yield
    await asyncio.wait_for(client.shutdown_async(None), PATIENCE)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]
