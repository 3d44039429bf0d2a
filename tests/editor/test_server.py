"""The server as editors know it: started by a real client, over standard input and output."""

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from contextlib import AbstractAsyncContextManager
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from projects import RULE, write_project

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from bench.generate import generate
from editors import PATIENCE, Editor, Inside, codes_of, editor, editor_here, with_edits
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.io_ import StdoutWriter
from pygls.workspace import PositionCodec

import bpadocs
from bpadocs.editor.elsewhere import FoundElsewhere
from bpadocs.editor.features import make_server
from bpadocs.editor.places import PlacedText
from bpadocs.lint.findings import BROKEN_FILE, Level, Place

TORN = RULE.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")
_TITLE = r"^  fr:\n    title:(?: \|-\n     )? "
"""What stands before the French title, on its line or above it."""
Play = Callable[[Editor], Coroutine[None, None, None]]
Begin = Callable[[Path], AbstractAsyncContextManager[Editor]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    project = write_project(tmp_path, {"backups": RULE})
    return project / "rules" / "hyper-v" / "backups.yaml"


def play(file: Path, scene: Play, begin: Begin = editor_here) -> None:
    """Play a scene in an editor that has this file."""

    async def whole() -> None:
        async with begin(file) as own:
            await scene(own)

    asyncio.run(whole())


def only(diagnostics: list[types.Diagnostic], code: str) -> types.Diagnostic:
    [found] = [one for one in diagnostics if one.code == code]
    return found


def test_a_mistake_is_told_where_it_is_and_mended_by_the_quick_fix(file: Path) -> None:
    async def scene(own: Editor) -> None:
        before = codes_of(await own.open())
        # a blank before a full stop, in a line with a character that UTF-16 counts as two
        wrong = RULE.replace("pas sauvegardées.", "pas  sauvegardées 😀.")
        told = await own.type(wrong)
        finding = only(told, "double-blanks")
        line = wrong[: wrong.index("pas  sauv")].count("\n")
        assert finding.range.start.line == line
        actions = await own.actions(finding.range)
        [fix] = [one for title, one in actions.items() if one.is_preferred][:1]
        mended = own.with_edit(fix)
        assert mended == wrong.replace("pas  sauv", "pas sauv")
        after = codes_of(await own.type(mended))
        assert "double-blanks" not in after
        assert before <= after

    play(file, scene)


def shipped(folder: Path) -> Path:
    """The rules of this repository, and one of them."""
    root = Path(__file__).parents[2]
    for name in ("rules", "locales"):
        shutil.copytree(root / name, folder / name)
    shutil.copy(root / "pyproject.toml", folder)
    return folder / "rules" / "hyper-v" / "cluster-shared-volume-space.yaml"


def thousand(folder: Path) -> Path:
    """A project of a thousand rules, and one of them."""
    return sorted((generate(folder, 1000) / "rules").rglob("rule-*.yaml"))[0]


@pytest.mark.parametrize("project", [shipped, thousand])
def test_a_morning_of_writing(tmp_path: Path, project: Callable[[Path], Path]) -> None:
    async def scene(own: Editor) -> None:
        before = codes_of(await own.open())
        own.text = await mistake_mended(own)
        own.text = await blanks_mended(own, before)
        own.text = await stamped(own)
        await argument_renamed(own)
        await called_off(own)

    play(project(tmp_path / "project"), scene, editor)


async def mistake_mended(own: Editor) -> str:
    """Type a severity that there is not, and take the right one."""
    right = own.text
    severity = re.search(r"^severity: (\w+)$", right, re.M)
    assert severity is not None
    told = await own.type(right.replace(severity[0], "severity: wrng", 1))
    mistake = only(told, "broken-file")
    assert mistake.range == own.range_of("wrng")
    end = mistake.range.end
    offered = await own.client.text_document_completion_async(
        types.CompletionParams(own.document, end)
    )
    assert isinstance(offered, list)
    values = {one.label: one for one in offered}
    assert {*values} == {"error", "warning", "information"}
    edit = values[severity[1]].text_edit
    assert isinstance(edit, types.TextEdit)
    mended = with_edits(own.text, own.uri, types.WorkspaceEdit({own.uri: [edit]}))
    assert mended == right
    await own.type(mended)
    return mended


async def blanks_mended(own: Editor, before: set[object]) -> str:
    """Type two blanks, and take the fix."""
    right = own.text
    title = re.search(_TITLE + r"\S+ ", right, re.M)
    assert title is not None
    told = await own.type(right[: title.end()] + " " + right[title.end() :])
    finding = only(told, "double-blanks")
    actions = await own.actions(finding.range)
    fix = next(one for one in actions.values() if one.is_preferred)
    assert own.with_edit(fix) == right
    assert codes_of(await own.type(right)) == before
    return right


async def stamped(own: Editor) -> str:
    """Write another translation, and confirm it."""
    title = re.search(_TITLE, own.text, re.M)
    assert title is not None
    edited = own.text[: title.end()] + "Encore " + own.text[title.end() :]
    await own.type(edited)
    place = types.Range(*[own.range_of("Encore ").start] * 2)
    actions = await own.actions(place)
    [stamp] = [
        one for name, one in actions.items() if name.startswith("Stamp fr.title")
    ]
    text = own.with_edit(stamp)
    assert "edited-unconfirmed" not in codes_of(await own.type(text))
    assert not [one for one in await own.actions(place) if one.startswith("Stamp")]
    return text


async def argument_renamed(own: Editor) -> None:
    """Give the argument another name in all languages, and see nothing else change."""
    before = await own.type(own.text)
    old = re.search(r"\{([a-z_]+)\}", own.text[own.text.index("\ntext:") :])
    assert old is not None
    place = own.range_of(old[0]).end
    inside = types.Position(place.line, place.character - 1)
    held = await own.client.text_document_prepare_rename_async(
        types.PrepareRenameParams(own.document, inside)
    )
    assert isinstance(held, types.PrepareRenamePlaceholder)
    assert held.placeholder == old[1]
    renamed = await own.client.text_document_rename_async(
        types.RenameParams(own.document, inside, "things")
    )
    assert renamed is not None
    text = with_edits(own.text, own.uri, renamed)
    languages = len(re.findall(r"^  [a-z]{2}:$", text, re.M))
    assert text.count("{things}") >= languages
    assert old[0] not in text
    assert codes_of(await own.type(text)) == codes_of(before)


async def called_off(own: Editor) -> None:
    """Call off the look at all rules where it takes long enough to be shown."""
    if len([*own.file.parent.iterdir()]) < 100:
        return
    while not own.progress:
        await asyncio.sleep(0.1)
    token = own.progress[0].token
    own.client.window_work_done_progress_cancel(
        types.WorkDoneProgressCancelParams(token)
    )
    while own.progress[-1].value["kind"] != "end":
        await asyncio.sleep(0.1)
    assert own.others == {}


def test_who_stamps_with_a_reason_is_led_to_where_it_is_written(file: Path) -> None:
    async def scene(own: Editor) -> None:
        await own.open()
        place = own.range_of("Certaines machines")
        [stamp] = [
            one
            for name, one in (await own.actions(place)).items()
            if name.startswith("Stamp fr.issue")
        ]
        stale = own.with_edit(stamp).replace("Some virtual machines are", "A VM is")
        await own.type(stale)
        actions = await own.actions(own.range_of("Certaines machines"))
        [reasoned] = [one for name, one in actions.items() if name.startswith("Stamp")]
        text = own.with_edit(reasoned)
        assert "broken-file" in codes_of(await own.type(text))
        command = reasoned.command
        assert command is not None
        await own.client.workspace_execute_command_async(
            types.ExecuteCommandParams(command.command, command.arguments)
        )
        [shown] = own.shown
        assert shown.selection is not None
        cursor = PlacedText(text, PositionCodec()).offset(shown.selection.start)
        assert text[cursor - 1 : cursor + 1] == "()"
        assert codes_of(await own.type(f"{text[:cursor]}a test{text[cursor:]}"))

    play(file, scene)


def test_arguments_are_marked_and_lead_to_each_other_and_no_name_is_wrong(
    file: Path,
) -> None:
    async def scene(own: Editor) -> None:
        await own.open()
        marks = await own.client.text_document_semantic_tokens_full_async(
            types.SemanticTokensParams(own.document)
        )
        assert marks is not None
        declared = own.range_of("virtual_machines")
        assert [*marks.data[:5]] == [declared.start.line, 2, 16, 0, 1]
        assert len(marks.data) == 3 * 5
        used = own.range_of("virtual_machines}").start
        found = await own.client.text_document_definition_async(
            types.DefinitionParams(own.document, used)
        )
        assert isinstance(found, types.Location)
        assert found.range == declared
        with pytest.raises(JsonRpcException, match="no name of an argument"):
            await own.client.text_document_rename_async(
                types.RenameParams(own.document, used, "Virtual Machines")
            )

    play(file, scene)


def test_only_what_is_asked_for_is_offered(file: Path) -> None:
    async def scene(own: Editor) -> None:
        await own.open()
        await own.type(RULE.replace("pas sauvegardées", "pas  sauvegardées"))
        place = own.range_of("pas  sauv")
        for only_kind, kinds in (
            ("source.fixAll", {"source.fixAll.bpa"}),
            ("source.fixAll.bpa", {"source.fixAll.bpa"}),
            ("source", {"source.fixAll.bpa"}),
            ("quickfix", {"quickfix"}),
            ("source.fixAll.ruff", set()),
        ):
            context = types.CodeActionContext(diagnostics=[], only=[only_kind])
            found = await own.client.text_document_code_action_async(
                types.CodeActionParams(own.document, place, context)
            )
            assert {getattr(one, "kind", None) for one in found or []} == kinds

    play(file, scene)


def test_nothing_that_is_sent_ends_it(file: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    source = str(Path(bpadocs.__file__).parents[1])
    environment["PYTHONPATH"] = source + os.pathsep + environment["PYTHONPATH"]
    sent = b"".join(
        [
            b"\xff\x00\xfe random bytes \r\n\r\n",
            b"Content-Length: -1\r\n\r\n",
            b"Content-Length: 99999999999999999999\r\n\r\n{}",
            b"content-length: " + b"9" * 5000 + b"\r\n\r\n",
            framed(b"no JSON"),
            framed(b"[" * 100_000),
            framed(b"null"),
            framed(b'{"jsonrpc": "2.0"}'),
            framed(b'{"jsonrpc": "2.0", "id": 7, "method": "textDocument/hover"}'),
            framed(b'{"jsonrpc": "2.0", "id": {}, "method": [1]}'),
            framed(b'{"jsonrpc": "2.0", "id": 99, "result": {}}'),
            # half of a message: the one behind it is lost too, and then all is well
            framed(b"{" + b" " * 40)[:-30],
            framed(b'{"jsonrpc": "2.0", "method": "initialized", "params": {}}'),
            *map(asked, ODD),
            framed(INITIALIZE),
            framed(b'{"jsonrpc": "2.0", "method": "initialized", "params": {}}'),
            *map(asked, ODD),
            framed(b'{"jsonrpc": "2.0", "id": 2, "method": "shutdown"}'),
            framed(b'{"jsonrpc": "2.0", "method": "exit"}'),
        ]
    )
    done = subprocess.run(
        [sys.executable, "-m", "bpadocs", "lsp"],
        input=sent,
        capture_output=True,
        check=False,
        env=environment,
        timeout=PATIENCE,
    )
    assert b'"hoverProvider"' in done.stdout
    assert done.stderr == b""
    assert done.returncode == 0


INITIALIZE = (
    b'{"jsonrpc": "2.0", "id": 1, "method": "initialize", '
    b'"params": {"processId": null, "rootUri": null, "capabilities": {}}}'
)


ODD = (
    b'"textDocument/rename", "params": {}',
    b'"textDocument/completion", "params": {"textDocument": 1, "position": -1}',
    b'"textDocument/codeAction", "params": null',
    b'"workspace/executeCommand", "params": {"command": "bpa.showPlace", "arguments": [1]}',
    b'"workspace/executeCommand", "params": {"command": "rm", "arguments": []}',
    b'"workspace/didChangeConfiguration", "params": {"settings": [1]}',
    b'"workspace/didChangeWatchedFiles", "params": {"changes": [{"uri": "\\u0000", "type": 9}]}',
    b'"window/workDoneProgress/cancel", "params": {"token": "none"}',
    b'"textDocument/didSave", "params": {"textDocument": {"uri": "x:"}}',
)
"""What no editor sends; each as a request and as a notification."""


def asked(method: bytes) -> bytes:
    """Return a message before the greeting and behind it, with an id and without."""
    body = b'{"jsonrpc": "2.0", "method": ' + method
    return framed(body + b"}") + framed(body + b', "id": 70}')


def framed(body: bytes) -> bytes:
    """Return a message as it is sent."""
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def test_a_hundred_edits_at_once_are_looked_at_once(file: Path) -> None:
    async def scene(own: Editor) -> None:
        await own.open()
        for number in range(100):
            own.send(RULE.replace("Backups", f"Backups-{number}"))
        await own.diagnostics()
        # an answer comes after all that was sent before the question
        await own.client.text_document_hover_async(
            types.HoverParams(own.document, types.Position(0, 0))
        )
        assert own.told.empty()

    play(file, scene)


def test_no_keystroke_leaves_anything_behind(file: Path) -> None:
    async def edits() -> None:
        server = make_server()
        protocol = server.protocol
        protocol.set_writer(StdoutWriter(BytesIO()))
        take: Callable[[Any], None] = protocol.handle_message
        greeting = types.InitializeParams(capabilities=types.ClientCapabilities())
        take(types.InitializeRequest(1, greeting))
        item = types.TextDocumentItem(file.as_uri(), "yaml", 0, RULE)
        opened = types.DidOpenTextDocumentParams(item)
        take(types.DidOpenTextDocumentNotification(opened))
        document = types.VersionedTextDocumentIdentifier(1, file.as_uri())
        for number in range(50):
            whole = types.TextDocumentContentChangeWholeDocument(f"{RULE}# {number}")
            changed = types.DidChangeTextDocumentParams(document, [whole])
            take(types.DidChangeTextDocumentNotification(changed))
        before = len(protocol._request_futures)
        waiting: Future[None] = Future()
        protocol._request_futures["waiting"] = waiting
        server.forget_what_is_done()
        # else pygls keeps nothing any more, and we need not let go of it
        assert before >= 50
        assert [*protocol._request_futures.values()] == [waiting]
        server.forget(file.as_uri())

    asyncio.run(edits())


def test_a_file_that_is_gone_and_one_that_is_no_rule_harm_nobody(file: Path) -> None:
    async def scene(own: Editor) -> None:
        before = await own.open()
        file.unlink()
        own.client.text_document_did_save(types.DidSaveTextDocumentParams(own.document))
        assert await own.diagnostics() == before
        gone = types.TextDocumentIdentifier((file.parent / "gone.yaml").as_uri())
        start = types.Position(0, 0)
        for uri in ("untitled:1", "file:///", "http://x/rules/a/b.yaml", "\0", ""):
            asked = types.HoverParams(types.TextDocumentIdentifier(uri), start)
            assert await answer(own, asked) is None
        assert await answer(own, types.HoverParams(gone, start)) is None
        # behind the end of a text, its last words are meant
        far = types.HoverParams(own.document, types.Position(10_000, 10_000))
        assert await answer(own, far) is not None

    play(file, scene)


async def answer(own: Editor, asked: types.HoverParams) -> types.Hover | None:
    return await own.client.text_document_hover_async(asked)


def test_the_folders_of_an_editor_are_found_whatever_they_are_called(
    tmp_path: Path,
) -> None:
    async def scene() -> None:
        folders = [tmp_path / name for name in ("C#", "100%25 é", "plain")]
        for folder in folders:
            write_project(folder, {"backups": RULE})
        known = [types.WorkspaceFolder(one.as_uri(), one.name) for one in folders]
        own = Inside(workspace_folders=known)
        await own.settled()
        assert [*own.server.service.projects] == folders

    asyncio.run(scene())


def test_one_folder_is_enough_and_of_none_nothing_is_looked_at(file: Path) -> None:
    async def scene() -> None:
        root = file.parents[2]
        for uri, found in (
            (root.as_uri(), [root]),
            (file.parents[3].as_uri(), []),
            ("untitled:1", []),
            (None, []),
        ):
            own = Inside(root_uri=uri)
            await own.settled()
            assert [*own.server.service.projects] == found

    asyncio.run(scene())


def test_pages_are_those_of_the_settings(tmp_path: Path) -> None:
    async def scene() -> None:
        pages = {"english": "en", "locales": {"fr-fr": "fr"}}
        own = Inside(
            root_uri=tmp_path.as_uri(), initialization_options={"pages": pages}
        )
        await own.settled()
        for name, is_page in (
            ("en/a.md", True),
            ("fr/deep/a.MD", True),
            ("fr/../en/a.mdx", True),
            ("en/a.yaml", False),
            ("it/a.md", False),
            ("english/a.md", False),
        ):
            uri = f"{tmp_path.as_uri()}/{name}"
            assert own.server.is_page(uri) is is_page, name
        assert not own.server.is_page("untitled:a.md")
        own.server.set_to({"bpa": {"pages": None}})
        assert not own.server.is_page(f"{tmp_path.as_uri()}/en/a.md")

    asyncio.run(scene())


def test_wrong_settings_are_told_and_change_nothing(tmp_path: Path) -> None:
    async def scene() -> None:
        pages = {"english": "en"}
        own = Inside(
            root_uri=tmp_path.as_uri(), initialization_options={"pages": pages}
        )
        await own.settled()
        own.server.set_to({"pages": {"locales": 1}})
        [said] = own.sent("window/showMessage")
        assert said["type"] == types.MessageType.Warning
        assert "lacks “english”" in said["message"]
        assert "“bpa.pages.locales” has a folder" in said["message"]
        assert own.server.is_page(f"{tmp_path.as_uri()}/en/a.md")

    asyncio.run(scene())


def test_a_bug_of_ours_is_noted_and_the_next_text_is_looked_at(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    async def scene() -> None:
        own = Inside()
        project = own.server.service.project(file.parents[2])
        project.found = {}
        check = project.checker.check
        monkeypatch.setattr(project.checker, "check", None)
        own.open(file, RULE)
        [noted] = own.sent("window/logMessage")
        assert "a bug in bpadocs: TypeError" in noted["message"]
        assert own.sent("textDocument/publishDiagnostics") == []
        monkeypatch.setattr(project.checker, "check", check)
        own.server.look_now(file.as_uri())
        [told] = own.sent("textDocument/publishDiagnostics")
        assert told["uri"] == file.as_uri()

    asyncio.run(scene())


TOLD = "textDocument/publishDiagnostics"


def inside(*files: Path) -> Inside:
    """Open rules of one project, of whose other files nothing is asked."""
    own = Inside()
    first = files[0]
    own.server.service.project(first.parents[2]).found = {}
    for one in files:
        own.open(one, one.read_text("utf-8"))
    return own


def change(own: Inside, file: Path, text: str) -> None:
    """Write this text, and save nothing."""
    document = types.VersionedTextDocumentIdentifier(1, file.as_uri())
    whole = types.TextDocumentContentChangeWholeDocument(text)
    params = types.DidChangeTextDocumentParams(document, [whole])
    own.tell(types.DidChangeTextDocumentNotification(params))


def close(own: Inside, file: Path) -> None:
    document = types.TextDocumentIdentifier(file.as_uri())
    params = types.DidCloseTextDocumentParams(document)
    own.tell(types.DidCloseTextDocumentNotification(params))


def test_what_is_written_is_told_of_once_nobody_writes(file: Path) -> None:
    async def scene() -> None:
        own = inside(file)
        [opened] = own.sent(TOLD)
        assert "double-blanks" not in {one["code"] for one in opened["diagnostics"]}
        for text in ("not", "even", RULE.replace("ne sont", "ne  sont")):
            change(own, file, text)
        assert len(own.sent(TOLD)) == 1
        await own.until(lambda: len(own.sent(TOLD)) > 1)
        await asyncio.sleep(0.2)
        [_, told] = own.sent(TOLD)
        assert "double-blanks" in {one["code"] for one in told["diagnostics"]}

    asyncio.run(scene())


def test_of_a_closed_file_only_what_is_told_of_others_is_left(file: Path) -> None:
    async def scene() -> None:
        own = inside(file)
        change(own, file, "severity: [")
        close(own, file)
        await asyncio.sleep(0.2)
        # what was to be looked at is not: it is not there any more
        [_, told] = own.sent(TOLD)
        assert told == {"uri": file.as_uri(), "diagnostics": []}
        assert own.server.rule(file.as_uri()) is None
        close(own, file)
        assert len(own.sent(TOLD)) == 2

    asyncio.run(scene())


def test_the_saved_file_is_told_of_first_and_then_all_that_is_open(file: Path) -> None:
    other = file.with_name("other.yaml")
    other.write_text(RULE.replace("page: Backups", "page: Other"), "utf-8")

    async def scene() -> None:
        own = inside(file, other)
        for saved in (other, file):
            before = len(own.sent(TOLD))
            file.with_name("product.yaml").write_text(f"name: [ # {before}", "utf-8")
            document = types.TextDocumentIdentifier(saved.as_uri())
            params = types.DidSaveTextDocumentParams(document)
            own.tell(types.DidSaveTextDocumentNotification(params))
            await own.until(partial(_has_more, own, before + 1))
            told = own.sent(TOLD)[before : before + 2]
            assert told[0]["uri"] == saved.as_uri()
            assert {one["uri"] for one in told} == {file.as_uri(), other.as_uri()}
            for one in told:
                assert "broken-file" in {found["code"] for found in one["diagnostics"]}

    asyncio.run(scene())


def _has_more(own: Inside, count: int) -> bool:
    return len(own.sent(TOLD)) > count


def test_what_others_change_is_looked_at_where_it_may_matter(file: Path) -> None:
    async def scene() -> None:
        own = inside(file)
        for name in ("notes.md", "bpadocs.toml"):
            # that of the first comes to nothing
            await asyncio.sleep(0.25)
            assert len(own.sent(TOLD)) == 1
            uri = (file.parents[2] / name).as_uri()
            event = types.FileEvent(uri, types.FileChangeType.Changed)
            params = types.DidChangeWatchedFilesParams([event])
            own.tell(types.DidChangeWatchedFilesNotification(params))
        await own.until(partial(_has_more, own, 1))

    asyncio.run(scene())


def test_what_only_all_rules_tell_is_told_of_the_open_one_once(file: Path) -> None:
    async def scene() -> None:
        own = inside(file)
        clash = FoundElsewhere(
            check=BROKEN_FILE,
            severity=Level.ERROR,
            file="rules/hyper-v/backups.yaml",
            place=Place(1, 7, 1, 14),
            message="the same page",
        )
        project = own.server.service.project(file.parents[2])
        project.found = {clash.file: [clash, clash]}
        assert own.server.retell(file)
        assert own.server.retell(file)
        assert not own.server.retell(file.with_name("other.yaml"))
        [_, told] = own.sent(TOLD)
        messages = [one["message"] for one in told["diagnostics"]]
        assert messages.count("the same page") == 1

    asyncio.run(scene())
