"""An editor is told of files that are not open: of rules by lint, of pages by audit."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import RULE, write_project

pytest.importorskip("pygls", reason="needs pygls: pip install 'bpadocs[lsp]'")

from editors import PATIENCE, Editor, editor
from lsprotocol import types

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
            assert codes_in(await own.diagnostics()) == codes_in(before)
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
        async with editor(rule(project, "backups")) as own:
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
        async with editor(rule(project, "other")) as own:
            assert "broken-file" not in codes_in(await own.open())
            told = await own.diagnostics()
            [clash] = [one for one in told if one.code == "broken-file"]
            assert "same page" in clash.message
            # while it is written, nobody knows
            text = RULE.replace("page: Backups", "page: Backup")
            assert "broken-file" not in codes_in(await own.type(text))

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
        async with editor(french, folder=tmp_path, settings=settings) as own:
            told = await own.diagnostics()
            assert "code-spans" in codes_in(told)
            french.write_text(FRENCH.replace("Get-VHD", "Get-VM"), "utf-8")
            changed(own, french)
            assert "code-spans" not in codes_in(await own.diagnostics())

    asyncio.run(scene())


def test_settings_that_name_no_folder_are_told(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(ENGLISH, "utf-8")

    async def scene() -> None:
        settings = {"pages": {"english": "gone"}}
        async with editor(file, folder=tmp_path, settings=settings) as own:
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


def codes_in(diagnostics: list[types.Diagnostic]) -> set[object]:
    return {one.code for one in diagnostics}


def codes(own: Editor, file: Path) -> set[object]:
    return codes_in(own.others.get(file.as_uri(), []))


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
