"""An editor is told of files that are not open: of rules by lint, of pages by audit."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import RULE, write_project

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from editors import PATIENCE, Editor, Inside, codes_of, editor, editor_here
from lsprotocol import types

from bpadocs.editor import everywhere
from bpadocs.editor.elsewhere import ByFile
from bpadocs.editor.everywhere import Everywhere, LookTogether

WRONG = RULE.replace("page: Backups", "page: Other").replace(
    "pas sauvegardées.", "pas  sauvegardées 😀 ."
)
ENGLISH = "---\ntitle: A page\n---\n# A page\n\nRun `Get-VM` on the host.\n"
FRENCH = "---\ntitle: Une page\n---\n# Une page\n\nExécutez `Get-VHD` sur l’hôte.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_project(tmp_path, {"backups": RULE, "other": WRONG})


def rule(project: Path, name: str) -> Path:
    return project / "rules" / "hyper-v" / f"{name}.yaml"


def test_what_is_not_open_is_told_of_and_so_is_its_mending(project: Path) -> None:
    async def scene() -> None:
        other = rule(project, "other")
        async with editor(rule(project, "backups"), folder=project) as own:
            # before any file is open
            finding = await own.told_of(other, "double-blanks")
            line = WRONG[: WRONG.index("pas  sauv")].count("\n")
            assert finding.range.start.line == line
            before = await own.open()
            own.client.text_document_did_close(
                types.DidCloseTextDocumentParams(own.document)
            )
            # a file that is closed has the same mistakes as before
            assert codes_of(await own.diagnostics()) == codes_of(before)
            other.write_text(WRONG.replace("pas  sauv", "pas sauv"), "utf-8")
            changed(own, other)
            await until(own, lambda: "double-blanks" not in codes(own, other))
            other.unlink()
            settings = project / "pyproject.toml"
            settings.write_text("[tool.bpadocs", "utf-8")
            changed(own, other)
            await own.told_of(settings, "broken-file")
            assert not codes(own, other)

    asyncio.run(scene())


def test_settings_count_once_they_are_saved(project: Path) -> None:
    async def scene() -> None:
        other = rule(project, "other")
        async with editor_here(rule(project, "backups")) as own:
            await own.open()
            await own.told_of(other, "double-blanks")
            settings = project / "pyproject.toml"
            off = '[tool.bpadocs.lint]\ndisable = ["double-blanks"]\n'
            settings.write_text(settings.read_text("utf-8") + off, "utf-8")
            changed(own, settings)
            await until(own, lambda: "double-blanks" not in codes(own, other))

    asyncio.run(scene())


def test_two_pages_of_one_name_are_told_of_the_open_rule(project: Path) -> None:
    async def scene() -> None:
        rule(project, "other").write_text(RULE, "utf-8")
        async with editor_here(rule(project, "other")) as own:
            assert "broken-file" not in codes_of(await own.open())
            told = await own.diagnostics()
            [clash] = [one for one in told if one.code == "broken-file"]
            assert "same page" in clash.message
            # while it is written, nobody knows
            text = RULE.replace("page: Backups", "page: Backup")
            assert "broken-file" not in codes_of(await own.type(text))

    asyncio.run(scene())


def test_existing_pages_are_told_of_as_the_settings_say(tmp_path: Path) -> None:
    english = tmp_path / "docs" / "en-us" / "a.md"
    french = tmp_path / "docs" / "fr-fr" / "a.md"
    for file, text in ((english, ENGLISH), (french, FRENCH)):
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
    pages = {"english": "docs/en-us", "locales": {"fr-fr": "docs/fr-fr"}}

    async def scene() -> None:
        settings = {"pages": pages}
        async with editor_here(french, folder=tmp_path, settings=settings) as own:
            told = await own.diagnostics()
            assert "code-spans" in codes_of(told)
            french.write_text(FRENCH.replace("Get-VHD", "Get-VM"), "utf-8")
            changed(own, french)
            assert "code-spans" not in codes_of(await own.diagnostics())

    asyncio.run(scene())


def test_settings_that_name_no_folder_are_told(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(ENGLISH, "utf-8")

    async def scene() -> None:
        settings = {"pages": {"english": "gone"}}
        async with editor_here(file, folder=tmp_path, settings=settings) as own:
            await until(
                own, lambda: any("no such folder" in one for one in own.messages)
            )
            own.client.workspace_did_change_configuration(
                types.DidChangeConfigurationParams({"bpa": {"pages": 1}})
            )
            await until(
                own, lambda: any("names folders" in one for one in own.messages)
            )

    asyncio.run(scene())


LOOK = Path("a look")
"""What looks are called here."""


class Looks:
    """Looks at a project, in a process of their own, as the server in this one tells of them."""

    def __init__(self, project: Path, **greeting: object) -> None:
        self.project = project
        self.inside = Inside(**greeting)
        self.retold: list[Path] = []
        self.open: set[Path] = set()
        self.every = Everywhere(self.inside.server, self.retell)
        self.noted: list[str] = []

    def retell(self, file: Path) -> bool:
        """Note that somebody tells of an open file."""
        if file in self.open:
            self.retold.append(file)
        return file in self.open

    def ask(self, title: str, *arguments: str) -> None:
        """Ask for a look."""

        def note(_: ByFile) -> None:
            self.noted.append(title)

        what = LookTogether(title, arguments or ("lint",), self.project, note)
        self.every.ask(LOOK, what)

    async def done(self, title: str) -> None:
        """Wait until this look has come to its end, and all is told."""
        await self.inside.until(lambda: title in self.noted)
        await self.over()

    async def over(self) -> None:
        """Wait until nothing is looked at any more."""
        again = self.every._again[LOOK]
        await self.inside.until(lambda: again._task is None)

    def told(self) -> list[tuple[str, set[object]]]:
        """Return what was told: the name of each file, and which checks complain."""
        found = []
        for one in self.inside.sent("textDocument/publishDiagnostics"):
            codes = {found["code"] for found in one["diagnostics"]}
            found.append((Path(one["uri"]).name, codes))
        return found


def test_what_is_told_once_is_not_told_again_until_it_changes(project: Path) -> None:
    async def scene() -> None:
        looks = Looks(project)
        looks.ask("first")
        await looks.done("first")
        told = looks.told()
        [codes] = [codes for name, codes in told if name == "other.yaml"]
        assert "double-blanks" in codes
        assert codes_of(looks.every.told_of(rule(project, "other"))) == codes
        looks.ask("second")
        await looks.done("second")
        assert looks.told() == told
        looks.every.drop(LOOK)
        assert looks.told()[len(told) :] == [(name, set()) for name, _ in told]
        assert looks.every.told_of(rule(project, "other")) == []

    asyncio.run(scene())


def test_who_tells_of_an_open_file_is_asked_to(project: Path) -> None:
    async def scene() -> None:
        looks = Looks(project)
        other = rule(project, "other")
        looks.open = {other}
        looks.ask("first")
        await looks.done("first")
        assert looks.retold == [other]
        assert "other.yaml" not in dict(looks.told())

    asyncio.run(scene())


def test_a_look_that_is_dropped_tells_nothing_though_the_next_is_quicker(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(everywhere, "_SOON", 0.0)

    async def scene() -> None:
        progress = types.WindowClientCapabilities(work_done_progress=True)
        capabilities = types.ClientCapabilities(window=progress)
        looks = Looks(project, capabilities=capabilities)
        inside = looks.inside
        looks.ask("of old settings")
        await inside.until(lambda: inside.sent("window/workDoneProgress/create") != [])
        [asked] = [
            one for one in inside.said if str(one.get("method"))[-6:] == "create"
        ]
        inside.tell(types.WorkDoneProgressCreateResponse(asked["id"], None))
        await inside.until(lambda: inside.sent("$/progress") != [])
        looks.every.drop(LOOK)
        # an editor that cannot show it any more
        inside.server.client_capabilities.window = None
        looks.ask("of new settings", "lint", "--select", "double-blanks")
        await looks.done("of new settings")
        await asyncio.sleep(1)
        assert looks.noted == ["of new settings"]
        kinds = [one["value"]["kind"] for one in inside.sent("$/progress")]
        assert kinds == ["begin", "end"]

    asyncio.run(scene())


def test_what_goes_wrong_again_and_again_is_said_once(project: Path) -> None:
    async def scene() -> None:
        looks = Looks(project)
        for _ in range(2):
            looks.ask("a look", "audit", "--", "gone")
            await looks.over()
        [said] = looks.inside.sent("window/showMessage")
        assert said["message"].startswith("a look: ")
        assert "no such folder" in said["message"]

    asyncio.run(scene())


def codes(own: Editor, file: Path) -> set[object]:
    return codes_of(own.others.get(file.as_uri(), []))


def changed(own: Editor, file: Path) -> None:
    """Say that somebody else has changed a file."""
    event = types.FileEvent(file.as_uri(), types.FileChangeType.Changed)
    own.client.workspace_did_change_watched_files(
        types.DidChangeWatchedFilesParams([event])
    )


async def until(own: Editor, holds: Callable[[], bool]) -> None:
    """Wait until something holds of what the editor was told."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            own.heard.clear()
            await own.heard.wait()
