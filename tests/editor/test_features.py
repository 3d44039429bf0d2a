"""Each message of an editor is answered, and what an editor cannot take is not sent to it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from projects import RULE, write_project

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from editors import CAPABILITIES, Inside, position_of
from lsprotocol import types

from bpadocs.editor.actions import FIX_ALL, SHOW_PLACE

NONE = types.ClientCapabilities()
Ask = Callable[[Inside, types.TextDocumentIdentifier], Awaitable[Any]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    project = write_project(tmp_path, {"backups": RULE})
    return project / "rules" / "hyper-v" / "backups.yaml"


def answered(
    file: Path,
    text: str,
    ask: Ask,
    capabilities: types.ClientCapabilities = CAPABILITIES,
) -> Any:
    """Return what is answered once a file is open that has this text."""

    async def scene() -> Any:
        own = Inside(capabilities=capabilities)
        own.server.look_now(file.as_uri())  # what is not open is not read
        assert own.sent("textDocument/publishDiagnostics") == []
        # of the rest of the project nothing is asked here
        own.server.service.project(file.parents[2]).found = {}
        own.open(file, text)
        document = types.TextDocumentIdentifier(file.as_uri())
        return await ask(own, document)

    return asyncio.run(scene())


def test_an_editor_hears_what_it_can_ask_for() -> None:
    async def scene() -> None:
        rename = types.RenameClientCapabilities(prepare_support=True)
        document = types.TextDocumentClientCapabilities(rename=rename)
        capabilities = types.ClientCapabilities(text_document=document)
        can = Inside(capabilities=capabilities).greeted["capabilities"]
        assert can["completionProvider"]["triggerCharacters"] == ["{", "("]
        assert can["codeActionProvider"]["codeActionKinds"] == ["quickfix", FIX_ALL]
        assert can["renameProvider"] == {"prepareProvider": True}
        assert can["executeCommandProvider"]["commands"] == [SHOW_PLACE]
        legend = can["semanticTokensProvider"]["legend"]
        assert legend["tokenTypes"] == ["parameter"]
        assert can["textDocumentSync"]["change"] == 1

    asyncio.run(scene())


def test_only_an_editor_that_watches_files_is_asked_to() -> None:
    async def scene() -> None:
        own = Inside(capabilities=CAPABILITIES)
        await own.until(lambda: bool(own.sent("client/registerCapability")))
        [asked] = own.sent("client/registerCapability")
        [watch] = asked["registrations"]
        patterns = [one["globPattern"] for one in watch["registerOptions"]["watchers"]]
        assert "**/rules/**/*.yaml" in patterns
        assert "**/bpadocs.toml" in patterns
        other = Inside(capabilities=NONE)
        await asyncio.sleep(0.02)
        assert other.sent("client/registerCapability") == []

    asyncio.run(scene())


@pytest.mark.parametrize(
    ("capabilities", "some"), [(CAPABILITIES, True), (NONE, False)]
)
def test_snippets_go_to_an_editor_that_says_it_takes_them(
    file: Path, capabilities: types.ClientCapabilities, some: bool
) -> None:
    text = RULE.replace("text:\n", "suppress:\n  - \ntext:\n", 1)

    async def ask(own: Inside, document: types.TextDocumentIdentifier) -> Any:
        place = position_of(text, "\ntext:")
        params = types.CompletionParams(document, place)
        return await own.ask(types.CompletionRequest(5, params))

    items = answered(file, text, ask, capabilities)
    assert any(one["label"] == "check" for one in items)
    snippet = types.CompletionItemKind.Snippet
    assert any(one["kind"] == snippet for one in items) is some


@pytest.mark.parametrize(
    ("capabilities", "some"), [(CAPABILITIES, True), (NONE, False)]
)
def test_an_editor_that_can_is_led_to_where_a_reason_is_written(
    file: Path, capabilities: types.ClientCapabilities, some: bool
) -> None:
    text = RULE.replace("pas sauvegardées", "pas  sauvegardées")

    async def ask(own: Inside, document: types.TextDocumentIdentifier) -> Any:
        place = position_of(text, "  sauvegardées")
        params = types.CodeActionParams(
            document,
            types.Range(place, place),
            types.CodeActionContext(diagnostics=[]),
        )
        return await own.ask(types.CodeActionRequest(5, params))

    actions = answered(file, text, ask, capabilities)
    [one] = [one for one in actions if one["title"].startswith("Suppress double")]
    assert ("command" in one) is some
    fix, *_ = actions
    assert fix["isPreferred"]
    assert fix["title"].startswith("double-blanks: ")
    [about] = fix["diagnostics"]
    assert about["code"] == "double-blanks"


def test_no_name_is_told_as_what_is_wrong_with_it(file: Path) -> None:
    async def ask(own: Inside, document: types.TextDocumentIdentifier) -> Any:
        place = position_of(RULE, "{virtual_machines}", 2)
        params = types.RenameParams(document, place, "Two Words")
        error = await own.ask(types.RenameRequest(5, params))
        params = types.RenameParams(document, place, "guest_list")
        edit = await own.ask(types.RenameRequest(6, params))
        return error, edit["changes"][document.uri]

    error, edits = answered(file, RULE, ask)
    assert error["code"] == -32602
    assert "“Two Words” is no name of an argument" in error["message"]
    assert {one["newText"] for one in edits} == {"guest_list"}


def test_every_question_about_a_rule_has_an_answer(file: Path) -> None:
    async def ask(own: Inside, document: types.TextDocumentIdentifier) -> Any:
        asked = questions(document, position_of(RULE, "{virtual_machines}", 2))
        return {one.method: await own.ask(one) for one in asked}

    found = answered(file, RULE, ask)
    assert "virtual_machines" in found["textDocument/hover"]["contents"]["value"]
    assert found["textDocument/definition"]["uri"] == file.as_uri()
    assert len(found["textDocument/references"]) == 3
    assert len(found["textDocument/semanticTokens/full"]["data"]) == 15
    prepared = found["textDocument/prepareRename"]
    assert prepared["placeholder"] == "virtual_machines"
    outline = found["textDocument/documentSymbol"]
    assert [one["name"] for one in outline] == ["en", "fr"]
    assert len(found["textDocument/foldingRange"]) == 6


def test_of_what_is_no_rule_nothing_is_told(file: Path) -> None:
    async def ask(own: Inside, _: types.TextDocumentIdentifier) -> Any:
        product = file.with_name("product.yaml")
        own.open(product, RULE)
        document = types.TextDocumentIdentifier(product.as_uri())
        asked = [
            *questions(document, types.Position(0, 0)),
            types.CompletionRequest(
                20, types.CompletionParams(document, types.Position(0, 0))
            ),
            types.RenameRequest(
                21, types.RenameParams(document, types.Position(0, 0), "a")
            ),
        ]
        answers = [await own.ask(one) for one in asked]
        told = own.sent("textDocument/publishDiagnostics")
        return answers, {one["uri"] for one in told}

    answers, told = answered(file, RULE, ask)
    assert answers == [None] * 9
    assert told == {file.as_uri()}


def questions(document: types.TextDocumentIdentifier, at: types.Position) -> list[Any]:
    """Return each question about a place or a file that is answered at once."""
    context = types.ReferenceContext(include_declaration=True)
    return [
        types.HoverRequest(10, types.HoverParams(document, at)),
        types.DefinitionRequest(11, types.DefinitionParams(document, at)),
        types.ReferencesRequest(12, types.ReferenceParams(context, document, at)),
        types.SemanticTokensRequest(13, types.SemanticTokensParams(document)),
        types.PrepareRenameRequest(14, types.PrepareRenameParams(document, at)),
        types.DocumentSymbolRequest(15, types.DocumentSymbolParams(document)),
        types.FoldingRangeRequest(16, types.FoldingRangeParams(document)),
    ]


def test_pages_are_looked_for_in_the_folder_that_is_the_first_now(
    tmp_path: Path,
) -> None:
    french = tmp_path / "later" / "fr" / "a.md"
    for file, name in ((french.parents[1] / "en" / "a.md", "VM"), (french, "VHD")):
        file.parent.mkdir(parents=True)
        file.write_text(f"# A\n\nRun `Get-{name}` there.\n", "utf-8")
    folders = []
    for name in ("first", "later"):
        uri = (tmp_path / name).as_uri()
        folder = types.WorkspaceFolder(uri, name)
        folders.append(folder)
    first, later = folders
    pages = {"english": "en", "locales": {"fr-fr": "fr"}}

    async def scene() -> None:
        own = Inside(workspace_folders=[first], initialization_options={"pages": pages})
        await own.settled()
        event = types.WorkspaceFoldersChangeEvent(added=[later], removed=[first])
        own.tell(
            types.DidChangeWorkspaceFoldersNotification(
                types.DidChangeWorkspaceFoldersParams(event)
            )
        )
        await own.until(lambda: bool(own.sent("textDocument/publishDiagnostics")))
        [told] = own.sent("textDocument/publishDiagnostics")
        assert told["uri"] == french.as_uri()
        assert "code-spans" in {one["code"] for one in told["diagnostics"]}

    asyncio.run(scene())


def test_an_editor_that_keeps_no_settings_takes_none_away(tmp_path: Path) -> None:
    page = f"{tmp_path.as_uri()}/en/a.md"

    async def scene() -> None:
        pages = {"english": "en"}
        own = Inside(
            root_uri=tmp_path.as_uri(), initialization_options={"pages": pages}
        )
        await own.settled()
        for settings, is_page in ((None, True), ({}, True), ({"bpa": {}}, False)):
            params = types.DidChangeConfigurationParams(settings)
            own.tell(types.DidChangeConfigurationNotification(params))
            await own.settled()
            assert own.server.is_page(page) is is_page

    asyncio.run(scene())
