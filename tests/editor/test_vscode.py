"""The extension of VS Code asks for what the server takes, and its package holds what it needs."""

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from bpadocs import __version__
from bpadocs.editor.preferences import page_folders

FOLDER = Path(__file__).parents[2] / "src" / "vscode"
PACKAGE = FOLDER / "bpadocs.vsix"


@pytest.fixture
def manifest() -> dict[str, Any]:
    read: dict[str, Any] = json.loads((FOLDER / "package.json").read_text("utf-8"))
    return read


def test_it_has_the_version_of_the_package(manifest: dict[str, Any]) -> None:
    assert manifest["version"] == __version__


def test_its_settings_are_those_that_the_server_takes(
    manifest: dict[str, Any],
) -> None:
    settings = manifest["contributes"]["configuration"]["properties"]
    assert {*settings} == {"bpa.path", "bpa.pages"}
    given = {}
    for key, schema in settings["bpa.pages"]["properties"].items():
        given[key] = {"fr-fr": "a"} if schema["type"] == "object" else "a"
    folders = page_folders({"pages": given})
    assert folders is not None
    assert folders._asdict() == given
    assert page_folders({"pages": settings["bpa.pages"]["default"]}) is None


def test_no_folder_that_is_not_trusted_says_which_program_is_started(
    manifest: dict[str, Any],
) -> None:
    untrusted = manifest["capabilities"]["untrustedWorkspaces"]
    assert untrusted["supported"] == "limited"
    assert untrusted["restrictedConfigurations"] == ["bpa.path"]


def test_each_command_of_its_menu_is_there(manifest: dict[str, Any]) -> None:
    code = (FOLDER / "extension.js").read_text("utf-8")
    for command in manifest["contributes"]["commands"]:
        assert f'registerCommand("{command["command"]}"' in code
    # what the server calls itself is registered by the client for it
    assert "bpa.showPlace" not in code


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_its_code_can_be_read() -> None:
    for name in ("extension.js", "build.js"):
        subprocess.run(["node", "--check", FOLDER / name], check=True)


VSCODE = """
const heard = [];
exports.errors = 0;
exports.change = (name) => heard[0]({
  affectsConfiguration: (asked) => name === asked || name.startsWith(`${asked}.`),
});
exports.commands = { registerCommand() {}, executeCommand() {} };
exports.window = { async showErrorMessage() { exports.errors += 1; } };
exports.workspace = {
  onDidChangeConfiguration(listener) { heard.push(listener); },
  getConfiguration: () => ({ get: () => undefined }),
  findFiles: async () => ["rules/a/product.yaml"],
};
"""
"""As much of VS Code as the extension needs to fail: the editor cannot be started here."""
CLIENT = (
    "exports.LanguageClient = class { async start() { throw new Error('gone'); } };"
)
SCENE = """
const vscode = require("vscode");
const extension = require(process.argv[1]);
(async () => {
  const told = [];
  await extension.activate({ subscriptions: [] });
  for (const name of ["workbench.colorTheme", "bpa.path", "bpa.pages"]) {
    told.push(vscode.errors);
    await vscode.change(name);
  }
  console.log(JSON.stringify([...told, vscode.errors]));
})();
"""


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
def test_a_server_that_does_not_start_is_told_again_for_its_own_settings_alone(
    tmp_path: Path,
) -> None:
    for name, code in (
        ("vscode/index", VSCODE),
        ("vscode-languageclient/node", CLIENT),
    ):
        file = tmp_path / f"{name}.js"
        file.parent.mkdir()
        file.write_text(code, "utf-8")
    # beside its own node_modules it would find the real library
    extension = shutil.copy(FOLDER / "extension.js", tmp_path)
    done = subprocess.run(
        ["node", "-e", SCENE, extension],
        env={**os.environ, "NODE_PATH": str(tmp_path)},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert json.loads(done.stdout) == [1, 1, 2, 3]


@pytest.mark.skipif(
    not PACKAGE.exists(), reason="needs npm and its @vscode/vsce: make vscode"
)
def test_the_package_holds_the_extension_and_nothing_else(
    manifest: dict[str, Any],
) -> None:
    with zipfile.ZipFile(PACKAGE) as package:
        names = {*package.namelist()}
        inner = json.loads(package.read("extension/package.json"))
        outer = ElementTree.fromstring(package.read("extension.vsixmanifest"))
        code = package.read("extension/" + manifest["main"]).decode()
    assert names == {
        "[Content_Types].xml",
        "extension.vsixmanifest",
        "extension/LICENSE.txt",
        "extension/dist/extension.js",
        "extension/package.json",
        "extension/readme.md",
    }
    assert inner == manifest
    [identity] = outer.iter(
        "{http://schemas.microsoft.com/developer/vsx-schema/2011}Identity"
    )
    assert identity.get("Id") == "bpadocs"
    assert identity.get("Version") == __version__
    # its library is in the one file, and the editor's own module is not
    assert 'require("vscode")' in code
    assert "vscode-languageclient" not in code or "initializationOptions" in code
