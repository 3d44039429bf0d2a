"""The server as editors know it: started by a real client, over standard input and output."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path

import pytest
from projects import RULE, write_project

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from editors import PATIENCE, Editor, editor
from lsprotocol import types

import bpadocs

TORN = RULE.replace("Exécutez `Get-VM -Name DC01`", "Exécutez `Get-VM-Name DC01`")
Play = Callable[[Editor], Coroutine[None, None, None]]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    project = write_project(tmp_path, {"backups": RULE})
    return project / "rules" / "hyper-v" / "backups.yaml"


def play(file: Path, scene: Play) -> None:
    """Play a scene in an editor that has this file."""

    async def whole() -> None:
        async with editor(file) as own:
            await scene(own)

    asyncio.run(whole())


def codes(diagnostics: list[types.Diagnostic]) -> set[object]:
    return {one.code for one in diagnostics}


def only(diagnostics: list[types.Diagnostic], code: str) -> types.Diagnostic:
    [found] = [one for one in diagnostics if one.code == code]
    return found


def test_a_mistake_is_told_where_it_is_and_mended_by_the_quick_fix(file: Path) -> None:
    async def scene(own: Editor) -> None:
        before = codes(await own.open())
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
        after = codes(await own.type(mended))
        assert "double-blanks" not in after
        assert before <= after

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
            framed(INITIALIZE),
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
