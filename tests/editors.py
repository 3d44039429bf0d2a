"""An editor for tests: a real client of the protocol, and the server as an editor starts it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient
from pygls.workspace import PositionCodec

import bpadocs
from bpadocs.editor.places import PlacedText

PATIENCE = 60
"""Seconds that an answer may take on a machine with much else to do."""


class Editor:
    """One file in an editor, and what it is told of it."""

    def __init__(self, client: LanguageClient, file: Path) -> None:
        self.client = client
        self.uri = file.as_uri()
        self.text = file.read_bytes().decode()
        self.version = 0
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def told(params: types.PublishDiagnosticsParams) -> None:
            self.told.put_nowait(params)

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

    async def diagnostics(self) -> list[types.Diagnostic]:
        """Return what the server says next."""
        said = await asyncio.wait_for(self.told.get(), PATIENCE)
        return list(said.diagnostics)

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

    def with_edit(self, action: types.CodeAction) -> str:
        """Return the text with the edit of an action."""
        return with_edit(self.text, self.uri, action)


def with_edit(text: str, uri: str, action: types.CodeAction) -> str:
    """Return a text with the edit of an action."""
    assert action.edit is not None
    assert action.edit.changes is not None
    [edit] = action.edit.changes[uri]
    placed = PlacedText(text, PositionCodec())
    start = placed.offset(edit.range.start)
    end = placed.offset(edit.range.end)
    return text[:start] + edit.new_text + text[end:]


@asynccontextmanager
async def editor(file: Path) -> AsyncIterator[Editor]:
    """Start the server as an editor does; it has to be alive at the end, and to leave in peace."""
    client = LanguageClient("tests", "1")
    own = Editor(client, file)
    source = str(Path(bpadocs.__file__).parents[1])
    path = os.pathsep.join([source, *sys.path])
    await client.start_io(
        sys.executable, "-m", "bpadocs", "lsp", env={**os.environ, "PYTHONPATH": path}
    )
    capabilities = types.ClientCapabilities()
    await client.initialize_async(types.InitializeParams(capabilities=capabilities))
    client.initialized(types.InitializedParams())
    yield own
    await asyncio.wait_for(client.shutdown_async(None), PATIENCE)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call]
