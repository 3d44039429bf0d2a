"""What the language server does with each message of an editor."""

import asyncio
import contextlib
from typing import Any, Final

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from bpadocs.editor import views, writing
from bpadocs.editor.actions import FIX_ALL, SHOW_PLACE, ActionsAsked, actions_for
from bpadocs.editor.renaming import RenameRefusedError
from bpadocs.editor.server import RuleServer

_WATCHED: Final = (
    "**/rules/**/*.yaml",
    "**/locales/**/*.{po,yaml}",
    "**/bpadocs.toml",
    "**/pyproject.toml",
    "**/*.{md,mdx}",
)
"""The files of which an editor is asked to say when others change them."""


def make_server() -> RuleServer:
    """Return a server that knows what to do with each message."""
    server = RuleServer()
    _begin(server)
    _tell_what_is_wrong(server)
    _tell_what_others_changed(server)
    _offer_help(server)
    _help_to_write(server)
    _rename(server)
    _show_places(server)
    _show_outline(server)
    return server


def _begin(server: RuleServer) -> None:
    given: dict[str, Any] = {}

    @server.feature(types.INITIALIZE)
    def initialize(params: types.InitializeParams) -> None:
        """Keep the settings until the editor is ready."""
        given["settings"] = params.initialization_options

    @server.feature(types.INITIALIZED)
    async def initialized(_: types.InitializedParams) -> None:
        """Look at the folders of the editor, and ask it to say what others change in them."""
        server.look_at_folders()
        server.set_to(given.get("settings"))
        workspace = server.client_capabilities.workspace
        watches = workspace and workspace.did_change_watched_files
        if watches and watches.dynamic_registration:
            await _watch(server)


async def _watch(server: RuleServer) -> None:
    watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
    registration = types.Registration(
        id="bpa-files",
        method=types.WORKSPACE_DID_CHANGE_WATCHED_FILES,
        register_options=types.DidChangeWatchedFilesRegistrationOptions(watchers),
    )
    # an editor that says it can, and cannot, tells what it saves itself all the same
    with contextlib.suppress(Exception):
        await server.client_register_capability_async(
            types.RegistrationParams([registration])
        )


def _tell_what_is_wrong(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        """Tell at once what is wrong with a file that was opened."""
        server.opened(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: types.DidChangeTextDocumentParams) -> None:
        """Tell soon what is wrong with a text that is being written."""
        server.look_soon(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: types.DidCloseTextDocumentParams) -> None:
        """Tell no more of a file that was closed than of others."""
        server.close(params.text_document.uri)


def _tell_what_others_changed(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(params: types.DidSaveTextDocumentParams) -> None:
        """Look at all that is open again: what was saved may be a term or a setting."""
        uri = params.text_document.uri
        if server.is_page(uri):
            server.look_at_pages()
        else:
            server.saved(uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def others_changed(params: types.DidChangeWatchedFilesParams) -> None:
        """Look again at what may have changed."""
        uris = [change.uri for change in params.changes]
        pages = [uri for uri in uris if server.is_page(uri)]
        if pages:
            server.look_at_pages()
        if any(not uri.endswith((".md", ".mdx")) for uri in uris):
            server.renew()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def set_anew(params: types.DidChangeConfigurationParams) -> None:
        """Take the settings as they are now."""
        # an editor that keeps none sends none, and those that it began with hold
        if params.settings:
            server.set_to(params.settings)

    @server.feature(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def other_folders(_: types.DidChangeWorkspaceFoldersParams) -> None:
        """Look at the folders that are there now."""
        server.look_at_folders()


def _offer_help(server: RuleServer) -> None:
    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]
    can = types.CodeActionOptions(code_action_kinds=kinds)

    @server.feature(types.TEXT_DOCUMENT_CODE_ACTION, can)
    async def offers(params: types.CodeActionParams) -> list[types.CodeAction]:
        """Return what can be done at a place."""
        rule = server.rule(params.text_document.uri)
        if rule is None:
            return []
        only = params.context.only
        trigger = params.context.trigger_kind
        asked = ActionsAsked(
            range=params.range,
            kinds=None if only is None else tuple(map(str, only)),
            shows_places=_shows_places(server),
            may_wait=trigger is not types.CodeActionTriggerKind.Automatic,
        )
        return await asyncio.to_thread(actions_for, rule, asked)

    @server.command(SHOW_PLACE)
    async def show_place(uri: str, line: int, character: int) -> None:
        """Ask the editor to go to where something is to be written."""
        position = types.Position(line, character)
        place = types.Range(position, position)
        await server.window_show_document_async(
            types.ShowDocumentParams(uri, take_focus=True, selection=place)
        )


def _shows_places(server: RuleServer) -> bool:
    window = server.client_capabilities.window
    return bool(window and window.show_document and window.show_document.support)


def _help_to_write(server: RuleServer) -> None:
    can = types.CompletionOptions(trigger_characters=["{", "("])

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, can)
    async def complete(
        params: types.CompletionParams,
    ) -> list[types.CompletionItem] | None:
        """Return what may be written at a place."""
        rule = server.rule(params.text_document.uri)
        if rule is None:
            return None
        return await asyncio.to_thread(
            writing.completions,
            rule,
            params.position,
            takes_snippets=_takes_snippets(server),
        )

    @server.feature(types.TEXT_DOCUMENT_SEMANTIC_TOKENS_FULL, writing.TOKENS)
    def tokens(params: types.SemanticTokensParams) -> types.SemanticTokens | None:
        """Return where arguments are."""
        rule = server.rule(params.text_document.uri)
        if rule is None:
            return None
        return types.SemanticTokens(writing.argument_tokens(rule))


def _takes_snippets(server: RuleServer) -> bool:
    document = server.client_capabilities.text_document
    completion = document and document.completion
    item = completion and completion.completion_item
    return bool(item and item.snippet_support)


def _rename(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(
        params: types.PrepareRenameParams,
    ) -> types.PrepareRenamePlaceholder | None:
        """Return the argument at a place, which can get another name."""
        rule = server.rule(params.text_document.uri)
        if rule is None:
            return None
        return writing.rename_place(rule, params.position)

    @server.feature(
        types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True)
    )
    def rename(params: types.RenameParams) -> types.WorkspaceEdit | None:
        """Return how a rule changes when an argument gets another name."""
        rule = server.rule(params.text_document.uri)
        if rule is None:
            return None
        try:
            return writing.rename(rule, params.position, params.new_name)
        except RenameRefusedError as error:
            raise JsonRpcInvalidParams(str(error)) from None


def _show_places(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        """Return what there is to know of a place."""
        rule = server.rule(params.text_document.uri)
        if rule is None:
            return None
        return views.hover(rule, params.position)

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> types.Location | None:
        """Return where the English of a field is."""
        rule = server.rule(params.text_document.uri)
        if rule is None:
            return None
        return views.english_at(rule, params.position)

    @server.feature(types.TEXT_DOCUMENT_REFERENCES)
    def references(params: types.ReferenceParams) -> list[types.Location] | None:
        """Return where a field is in each language."""
        rule = server.rule(params.text_document.uri)
        if rule is None:
            return None
        return views.every_language_at(rule, params.position)


def _show_outline(server: RuleServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(
        params: types.DocumentSymbolParams,
    ) -> list[types.DocumentSymbol] | None:
        """Return the languages of a file and their fields."""
        rule = server.rule(params.text_document.uri)
        if rule is None:
            return None
        return views.symbols(rule)

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def folds(params: types.FoldingRangeParams) -> list[types.FoldingRange] | None:
        """Return what can be folded."""
        rule = server.rule(params.text_document.uri)
        if rule is None:
            return None
        return views.folds(rule)
