"""What differs on Windows, with the difference made here: each call of the package that it changes.

os.kill, os.fork          there is none, or it ends what it asks about: files, processes
mmap                      nobody may replace what is mapped: runtime
fcntl                     msvcrt instead: saving
os.replace, os.unlink     refused while another program has the file open: files, saving
os.open                   opens no folder, and follows every link: files
names                     devices, dots at the end, case: files, tree, moving
paths                     260 characters, junctions, drives, shares: files, cache, po, import
os.sep                    what a shell completes: chosen, moving, add_rule
consoles                  an encoding of their own, and CRLF: terminal
checkouts                 CRLF in rules, catalogs, settings and lists; git has LF: git, history
programs                  one of the current folder goes first, and each has a window: git, editor
ports                     another program may take one over: server
types of files            any program sets them: handler
times                     none after the year 3000: git
"""

import ast
import errno
import io
import mimetypes
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from http.server import BaseHTTPRequestHandler
from itertools import product
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hostile_repositories import git as run_git
from projects import PRODUCT, PYPROJECT, RULE, write_project

import bpadocs
from bpadocs.cli import main
from bpadocs.cli.terminal import prepare, say
from bpadocs.errors import BrokenInputError
from bpadocs.lint.report import paths
from bpadocs.moving.move import plan_move
from bpadocs.project.tree import read_what_can_be
from bpadocs.site import handler
from bpadocs.site.changed_files import changed_files, diffs_of
from bpadocs.site.mistakes import Editor
from bpadocs.site.server import ADDRESS, Connections
from bpadocs.system import cache, files, git, processes
from bpadocs.system.saving import Change, save

PACKAGE = Path(bpadocs.__file__).parent
ASSETS = PACKAGE / "site/assets"
EXTENSION = Path(__file__).parents[2] / "src/vscode/extension.js"
RELPATH = os.path.relpath
OTHER = RULE.replace("page: Backups", "page: Other")


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The answers to “which system is this?” that our files ask for."""
    monkeypatch.setattr(os, "name", "nt")
    monkeypatch.setattr(files, "_OPEN_ELSEWHERE", (0.0, 0.0))
    yield
    monkeypatch.undo()


class OpenElsewhere:
    """A system call that is refused so many times, as long as another program has the file open."""

    def __init__(self, real: Callable[..., None], times: int) -> None:
        self.real = real
        self.times = times

    def __call__(self, *paths: str) -> None:
        if self.times:
            self.times -= 1
            raise PermissionError(errno.EACCES, "Access is denied", paths[0])
        self.real(*paths)


# Files that another program has open


def test_a_file_that_is_open_for_a_moment_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: None
) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", OpenElsewhere(os.replace, 2))
    files.replace_file(str(path), b"new")
    assert path.read_bytes() == b"new"


def test_a_file_that_stays_open_stays_as_it_is_and_nothing_is_left_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: None
) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "replace", OpenElsewhere(os.replace, 99))
    with pytest.raises(PermissionError) as refused:
        files.replace_file(str(path), b"new")
    assert files.why_not(refused.value) == (
        "Access is denied; is it open in another program, or read-only?"
    )
    assert os.listdir(tmp_path) == ["page.md"]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("after", [b"new", None])
def test_what_people_write_is_replaced_and_removed_as_patiently(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    windows: None,
    after: bytes | None,
) -> None:
    path = tmp_path / "rule.yaml"
    path.write_bytes(b"old")
    call = "replace" if after else "unlink"
    refusing = OpenElsewhere(getattr(os, call), 2)
    monkeypatch.setattr(os, call, refusing)
    saved = save(tmp_path, {"rule.yaml": Change(b"old", after)})
    assert saved.written == ("rule.yaml",)
    assert refusing.times == 0
    assert path.exists() is (after is not None)


def test_elsewhere_a_refusal_is_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refusing = OpenElsewhere(os.replace, 1)
    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(PermissionError):
        files.replace_file(str(tmp_path / "page.md"), b"new")


def test_a_path_that_is_too_long_is_named(windows: None) -> None:
    path = "x" * 300
    error = FileNotFoundError(errno.ENOENT, "The system cannot find the path", path)
    assert "Windows takes more than 259 only where long paths are enabled" in (
        files.why_not(error)
    )
    short = FileNotFoundError(errno.ENOENT, "The system cannot find the path", "x")
    assert files.why_not(short) == "The system cannot find the path"


def test_a_junction_out_of_the_project_is_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "out").mkdir()
    (root / "rules").symlink_to(tmp_path / "out")
    monkeypatch.setattr(os.path, "islink", lambda _: False)
    assert not files.leads_out(root, "rules")
    is_junction = os.path.realpath
    monkeypatch.setattr(
        os.path,
        "isjunction",
        lambda path: is_junction(path) != os.path.abspath(path),
        raising=False,
    )
    assert files.leads_out(root, "rules")


def test_a_folder_on_another_drive_has_no_way_from_here(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root = write_project(tmp_path / "project", {"backup": RULE})
    folder = tmp_path / "elsewhere"

    def relpath(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    folder.mkdir()
    monkeypatch.setattr(os.path, "relpath", relpath)
    words = ["po", "sync", str(folder), "--project", str(root), "--dry-run"]
    assert main(words) == 0
    assert f"+++ b/{folder}/fr.po" in capsys.readouterr().out


def test_the_pages_of_another_drive_are_named_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sub").mkdir()
    monkeypatch.chdir(tmp_path / "sub")
    monkeypatch.setattr(os.path, "relpath", no_way)
    assert files.from_here(tmp_path) == tmp_path
    assert paths.naming("text", tmp_path)("/pages/a.md") == "/pages/a.md"


def test_pages_are_imported_into_a_project_on_a_drive_that_is_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A drive that stands for a folder of the network is resolved to that folder."""
    root = write_project(tmp_path, {"backup": RULE})
    (root / "en-us").mkdir()
    monkeypatch.chdir(root / "en-us")
    (root / "en-us/Some-page.md").write_text("# A page\n\n## Issue\n\nOne.\n")
    monkeypatch.setattr(os.path, "relpath", no_way)
    words = ["import", ".", "--product", "hyper-v"]
    assert main(words) in (0, 1)
    assert f" in {root.as_posix()}/rules/hyper-v" in capsys.readouterr().out


def no_way(path: str | Path, start: str | Path = os.curdir) -> str:
    """As it is where the current folder is on another drive than all the others."""
    if os.path.abspath(start) == os.getcwd():
        raise ValueError("path is on mount 'D:', start on mount 'C:'")
    return RELPATH(path, start)


def test_a_folder_in_the_place_of_a_file_is_none_where_none_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def opened(path: str, *more: int) -> int:
        if os.path.isdir(path):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, *more)

    (tmp_path / "folder").mkdir()
    monkeypatch.setattr(os, "open", opened)
    assert files.read_file(tmp_path / "folder") is None
    assert files.read_file(str(tmp_path / "folder"), links=False) is None
    with pytest.raises(BrokenInputError, match="folder:1:1: not a file"):
        files.read_inside(tmp_path, "folder", 100)


def test_a_folder_that_is_named_for_a_file_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(BrokenInputError, match="a folder, and no file"):
        files.read_given(tmp_path, 100)


def test_a_link_is_not_followed_where_the_system_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"somebody else's")
    (tmp_path / "link").symlink_to("file")
    monkeypatch.setattr(files, "_NO_LINK", 0)
    assert files.read_file(tmp_path / "link", links=False) is None
    assert files.read_file(tmp_path / "link") == b"somebody else's"


def test_what_was_begun_aside_long_ago_goes_though_nobody_knows_who_lives(
    tmp_path: Path, windows: None
) -> None:
    owned = files.Owned(tmp_path, ("docs",), ".list")
    (tmp_path / "docs").mkdir()
    old, new = (tmp_path / f"docs/.tmp-999999-0000000{one}" for one in "12")
    for path in (old, new):
        path.write_bytes(b"half a page")
    yesterday = time.time() - 2 * 86_400
    os.utime(old, (yesterday, yesterday))
    owned.begin(["docs/a.md"], (), dict)
    owned.end(["docs/a.md"])
    assert (old.exists(), new.exists()) == (False, True)


def test_a_file_aside_that_stays_open_is_no_reason_to_say_that_nothing_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: None
) -> None:
    monkeypatch.setattr(os, "unlink", OpenElsewhere(os.unlink, 99))
    saved = save(tmp_path, {"rule.yaml": Change(None, b"new")})
    assert saved.written == ("rule.yaml",)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        (PureWindowsPath(r"C:\a b\x"), "file:///C:/a%20b/x"),
        (PureWindowsPath(r"\\server\share\x"), "file:////server/share/x"),
        (PurePosixPath("/a?b/x"), "file:///a%3Fb/x"),
    ],
)
def test_the_cache_of_a_folder_that_is_shared_is_found(
    path: PurePath, address: str
) -> None:
    """SQLite takes no server in an address: //server has to be a part of the path."""
    assert cache._uri(path) == address


def test_an_editor_is_shown_the_way_into_a_folder_that_is_shared() -> None:
    editor = Editor(Path("/p"), "vscode")
    for root, address in (
        (PureWindowsPath(r"C:\p"), "vscode://file/C%3A/p/a.yaml:1:2"),
        (
            PureWindowsPath(r"\\server\share\p"),
            "vscode://file//server/share/p/a.yaml:1:2",
        ),
    ):
        editor.root = root  # type: ignore[assignment]
        assert editor.address("a.yaml", 1, 2) == address


# Names


@pytest.mark.parametrize("word", ["lint", "stamp", "mv", "rm"])
def test_a_rule_is_named_as_the_shell_of_windows_writes_its_file(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    word: str,
) -> None:
    root = write_project(tmp_path, {"backup": RULE})
    monkeypatch.setattr(os, "sep", "\\")
    words = [word, r"rules\hyper-v\backup.yaml"]
    if word == "mv":
        words.append(r"hyper-v\copies")
    assert main([*words, "--project", str(root)]) in (0, 1)
    assert not capsys.readouterr().err.startswith("bpa")
    is_there = (root / "rules/hyper-v/backup.yaml").exists()
    assert is_there is (word in ("lint", "stamp"))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("conin$", "“conin$” is the name of a device"),
        ("con", "“con” is the name of a device"),
        ("aux.old", "“aux.old” is the name of a device"),
        ("x.", "“x.” ends in a dot or a blank"),
        ("x ", "“x ” ends in a dot or a blank"),
        ("a:b", "“a:b” has “:”"),
        ("a?b", "“a?b” has “?”"),
        ("a\\b", "“a\\b” has “\\”"),
    ],
)
def test_a_rule_whose_name_windows_cannot_have_is_told(
    tmp_path: Path, name: str, why: str
) -> None:
    found = read_what_can_be(write_project(tmp_path, {name: RULE})).problems
    assert [one.message.startswith(why) for one in found] == [True]


def test_names_that_differ_in_case_only_are_told(tmp_path: Path) -> None:
    other = RULE.replace("page: Backups", "page: Other\nhelp_id: Other")
    root = write_project(tmp_path, {"Backup": RULE, "backup": other})
    if len(list((root / "rules/hyper-v").iterdir())) < 3:
        pytest.skip("here, the two names are one file")
    [found] = read_what_can_be(root).problems
    assert "differs from rules/hyper-v/Backup.yaml only in upper and lower case" in (
        found.message
    )


def test_folders_that_differ_in_case_only_are_told(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backup": RULE})
    other = root / "rules/Hyper-V"
    if other.exists():
        pytest.skip("here, the two names are one folder")
    other.mkdir()
    (other / "product.yaml").write_text(f"model: Other\n{PRODUCT}", "utf-8")
    rule = RULE.replace("page: Backups", "page: Other")
    (other / "restore.yaml").write_text(rule, "utf-8")
    [found] = read_what_can_be(root).problems
    assert str(found) == (
        "rules/hyper-v:1:1: differs from rules/Hyper-V only in upper and lower case, and Windows "
        "and macOS have one folder for both; rename one"
    )


def test_a_move_that_changes_nothing_but_case_is_refused_where_that_is_one_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_project(tmp_path, {"Backup": RULE})
    # on a file system that tells no case, both names lead to it
    (root / "rules/hyper-v/backup.yaml").hardlink_to(root / "rules/hyper-v/Backup.yaml")
    with pytest.raises(BrokenInputError) as refused:
        plan_move(root, "hyper-v/Backup", "hyper-v/backup")
    [problem] = refused.value.problems
    assert problem.message.startswith("is the same file as rules/hyper-v/backup.yaml")


# Processes


def test_without_fork_all_is_done_in_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    assert processes.cores() == 1
    assert processes.cores(8) == 1
    rules = {}
    for number in range(130):
        page = f"page: P{number}\nhelp_id: P{number}"
        rules[f"r{number}"] = RULE.replace("page: Backups", page)
    root = write_project(tmp_path, rules)
    assert main(["build", "--project", str(root)]) == 0
    assert len(list((root / "build/docs/fr-fr/hyper-v").iterdir())) == 130


def test_beside_a_thread_no_process_is_forked_by_itself() -> None:
    end = threading.Event()
    beside = threading.Thread(target=end.wait, args=(20,), daemon=True)
    beside.start()
    try:
        assert processes.cores() == 1
        assert processes.worth(10_000, 1) == 1
        # who says how many, knows what else runs
        assert processes.cores(3) == 3
    finally:
        end.set()
        beside.join()


CALLED_OFF = """
import threading
from bpadocs.system import processes
timer = threading.Timer(20, print)
timer.daemon = True
timer.start()
print(processes.cores())
timer.cancel()
print(processes._has_threads())
"""


def test_a_timer_that_was_called_off_is_no_thread() -> None:
    # in a process of its own: the tests themselves may run beside threads
    said = subprocess.run(
        [sys.executable, "-c", CALLED_OFF],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert said.stdout.split() == ["1", "False"]


def test_whether_a_process_lives_is_not_asked_by_a_signal(
    monkeypatch: pytest.MonkeyPatch, windows: None
) -> None:
    def kill(*_: int) -> None:
        raise AssertionError("this would be Ctrl+C to a program on Windows")

    monkeypatch.setattr(os, "kill", kill)
    assert files._alive(os.getpid() + 1)


def test_git_is_started_without_a_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[dict[str, Any]] = []

    def start(_: object, **given: Any) -> None:
        started.append(given)
        raise OSError

    (tmp_path / ".git").mkdir()
    monkeypatch.setattr(git, "NO_WINDOW", 0x0800_0000)
    monkeypatch.setattr(subprocess, "Popen", start)
    assert git.is_shallow(tmp_path) is None
    assert [given["creationflags"] for given in started] == [0x0800_0000]


def test_no_program_but_git_and_a_pager_by_their_whole_paths_and_python_itself_is_started() -> (
    None
):
    """Windows would look in the current folder first, which is a project."""
    starts = ("Popen", "run", "check_output", "create_subprocess_exec", "system")
    others = ("startfile", "popen", "execv")
    found = set()
    modules = ("subprocess", "asyncio", "os")
    calls = product(modules, (*starts, *others))
    for path, node in nodes(".".join(call) for call in calls):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        is_of_system = ast.unparse(node.func.value) in modules
        if is_of_system and node.func.attr in (*starts, *others):
            found.add(path)
    assert found == {"system/git.py", "cli/pager.py", "editor/elsewhere.py"}


def test_what_a_folder_brings_along_is_no_git(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: None
) -> None:
    (tmp_path / "bin").mkdir()
    for folder in (tmp_path, tmp_path / "bin"):
        for name in ("git.exe", "git.cmd", "git.bat"):
            (folder / name).write_bytes(b"")
            (folder / name).chmod(0o755)
    monkeypatch.chdir(tmp_path)
    here = os.pathsep.join(["", ".", str(tmp_path / "bin")])
    monkeypatch.setenv("PATH", here)
    git._program.cache_clear()
    try:
        assert git._program() == str(tmp_path / "bin/git.exe")
    finally:
        git._program.cache_clear()


@pytest.mark.skipif(not shutil.which("node"), reason="needs node")
@pytest.mark.parametrize(
    ("command", "folder"),
    [("bpa", "own"), (r".venv\Scripts\bpa.exe", None), ("./bpa", None)],
)
def test_the_extension_starts_no_program_of_the_folder_that_is_open(
    command: str, folder: str | None
) -> None:
    code = EXTENSION.read_text("utf-8")
    start = code.index("function ownFolder")
    function = code[start : code.index("\n}", start) + 2]
    call = f"const __dirname = 'own'; {function}; console.log(ownFolder({command!r}))"
    done = subprocess.run(
        ["node", "-e", call], capture_output=True, check=True, text=True, timeout=60
    )
    assert done.stdout.strip() == (folder or "undefined")
    assert "options: { cwd: ownFolder(command) }" in code


def test_no_other_program_can_take_over_the_port_of_the_preview(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # an option that sockets have here too stands for the one of Windows
    monkeypatch.setattr(
        socket, "SO_EXCLUSIVEADDRUSE", socket.SO_KEEPALIVE, raising=False
    )
    server = Connections(0, BaseHTTPRequestHandler)
    try:
        option = server.socket.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
        assert option != 0
        assert (server.server_name, server.server_port) == (ADDRESS, server.port)
    finally:
        server.server_close()


def test_the_types_of_files_are_not_those_that_programs_have_put_into_the_registry(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mimetypes, "guess_type", lambda _: ("text/plain", None))
    assert handler._kind("/assets/site.js") == "text/javascript; charset=utf-8"
    assert handler._kind("/assets/site.CSS") == "text/css; charset=utf-8"
    assert handler._kind("/x.exe") == "application/octet-stream"
    for path, node in nodes(["mimetypes"]):
        assert "mimetypes" not in _imported(node), path


def test_every_file_of_a_site_has_its_type() -> None:
    endings = {path.suffix.removeprefix(".") for path in ASSETS.iterdir()}
    assert endings <= {*handler.KINDS}


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


@pytest.mark.parametrize(
    ("seconds", "day"),
    [
        (0, "1970-01-01"),
        (32_535_216_000, "3001-01-01"),
        (10**30, "9999-12-31"),
    ],
)
def test_a_commit_may_be_of_any_time(seconds: int, day: str) -> None:
    assert git.when(seconds).date().isoformat() == day


def test_the_calendar_of_the_system_is_asked_for_no_time_from_outside() -> None:
    asked = set()
    calendar = ("fromtimestamp", "utcfromtimestamp", "localtime", "gmtime")
    for path, node in nodes(calendar):
        if isinstance(node, ast.Attribute) and node.attr in calendar:
            asked.add(path)
    assert asked == set()


def nodes(names: Iterable[str]) -> Iterator[tuple[str, ast.AST]]:
    """Everything in those files of the package that have one of the names in them."""
    a_name = re.compile("|".join(map(re.escape, names)))
    for path in PACKAGE.rglob("*.py"):
        code = path.read_text("utf-8")
        if not a_name.search(code):
            continue  # to read all of the package takes half a minute
        for node in ast.walk(ast.parse(code)):
            yield path.relative_to(PACKAGE).as_posix(), node


ONLY_ELSEWHERE = {
    "os.fork": {"system/processes.py"},
    "os.kill": {"system/processes.py", "system/files.py"},
    "os.waitpid": {"system/processes.py"},
    "os.chown": {"system/saving.py"},
    "os.fchmod": {"system/files.py"},
    "os.getuid": {"system/cache.py"},
    "os.sched_getaffinity": {"system/processes.py"},
    "os.register_at_fork": {"system/saving.py"},
    "signal.SIGKILL": {"system/processes.py"},
    "signal.SIGHUP": {"system/processes.py"},
    "resource.getrlimit": {"site/server.py"},
    "mmap.mmap": {"runtime.py"},
}
"""Where what Windows has not, or has otherwise, is used; each of these places asks first."""


def test_nothing_else_is_used_that_windows_has_not() -> None:
    found: dict[str, set[str]] = {}
    for path, node in nodes(ONLY_ELSEWHERE):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            name = f"{node.value.id}.{node.attr}"
            if name in ONLY_ELSEWHERE:
                found.setdefault(name, set()).add(path)
    assert found == ONLY_ELSEWHERE


def test_the_modules_that_windows_has_not_are_imported_nowhere_by_chance() -> None:
    """Every module of the package is there without them; only locks differ, by their system."""
    program = (
        "import sys\n"
        "for name in ('resource', 'pwd', 'grp', 'termios'):\n"
        "    sys.modules[name] = None\n"
        "import os, importlib, pkgutil, bpadocs\n"
        "del os.fork, os.getuid, os.sched_getaffinity\n"
        "for one in pkgutil.walk_packages(bpadocs.__path__, 'bpadocs.'):\n"
        "    if not one.name.endswith('__main__'):\n"
        "        importlib.import_module(one.name)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


# Consoles and checkouts


def test_what_goes_into_a_file_has_lf(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    # what Windows opens for a redirected output
    stream = io.TextIOWrapper(raw, encoding="cp1252", newline=None)
    monkeypatch.setattr(os, "linesep", "\r\n")
    crlf = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", newline="\r\n")
    crlf.write("a\n")
    crlf.flush()
    assert isinstance(crlf.buffer, io.BytesIO)
    assert crlf.buffer.getvalue() == b"a\r\n"
    for one in (stream, io.TextIOWrapper(raw, encoding="cp1252", newline="\r\n")):
        raw.seek(0)
        raw.truncate()
        monkeypatch.setattr(sys, "stdout", one)
        prepare()
        say("한국어 “x”")
        one.flush()
        assert raw.getvalue() == "한국어 “x”\n".encode()


def test_a_checkout_with_crlf_builds_the_same_bytes(tmp_path: Path) -> None:
    built: list[dict[str, bytes]] = []
    for number, end in enumerate(("\n", "\r\n")):
        root = write_project(tmp_path / str(number), {})
        folder = root / "rules/hyper-v"
        texts = {
            root / "pyproject.toml": PYPROJECT,
            folder / "product.yaml": PRODUCT,
            folder / "backup.yaml": f"aliases: [hyper-v/old]\n{RULE}",
        }
        for path, text in texts.items():
            path.write_bytes(text.replace("\n", end).encode())
        assert main(["labels", "--project", str(root)]) == 0
        catalog = root / "locales/fr/LC_MESSAGES/bpadocs.po"
        catalog.write_bytes(catalog.read_bytes().replace(b"\n", end.encode()))
        assert main(["build", "--project", str(root)]) == 0
        build = root / "build"
        found: dict[str, bytes] = {}
        for part in ("docs", "messages"):
            for path in sorted((build / part).rglob("*")):
                if path.is_file():
                    found[path.relative_to(build).as_posix()] = path.read_bytes()
        built.append(found)
    assert built[0] == built[1]
    assert len(built[0]) > 10


def test_pages_in_git_that_have_crlf_here_are_ours_to_write_and_to_remove(
    tmp_path: Path,
) -> None:
    owned = files.Owned(tmp_path, ("docs",), ".list")
    (tmp_path / "docs").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"docs/{name}.md").write_bytes(b"a page\r\n")
    (tmp_path / ".list").write_bytes(b"docs/a.md\r\ndocs/b.md\r\n")
    owned.begin(["docs/a.md"], ["docs/a.md"], dict)
    assert owned.end(["docs/a.md"]) == ("docs/b.md",)
    assert (tmp_path / ".list").read_bytes() == b"docs/a.md\n"


def test_a_checkout_with_crlf_differs_from_what_git_has_in_words_alone(
    tmp_path: Path,
) -> None:
    root = write_project(tmp_path, {"backup": RULE, "other": OTHER})
    run_git(root, "init", "-q")
    run_git(root, "add", "rules")
    run_git(root, "commit", "-q", "-m", "Begin")
    for path in (root / "rules/hyper-v").iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert changed_files(root) == []
    path = root / "rules/hyper-v/backup.yaml"
    path.write_bytes(path.read_bytes().replace(b"Certaines", b"Quelques"))
    changed = changed_files(root)
    assert changed is not None
    [shown] = diffs_of(root, changed)
    assert shown.path == "rules/hyper-v/backup.yaml"
    removed = re.findall("^-[^-].*", shown.diff, re.MULTILINE)
    added = re.findall("^[+][^+].*", shown.diff, re.MULTILINE)
    assert [one[1:].replace("Certaines", "Quelques") for one in removed] == [
        one[1:] for one in added
    ]
    assert len(added) == 1


def test_a_move_keeps_the_line_ends_of_a_checkout_with_crlf(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backup": RULE.replace("\n", "\r\n")})
    words = ["mv", "hyper-v/backup", "storage/copies", "--project", str(root)]
    assert main(words) == 0
    content = (root / "rules/storage/copies.yaml").read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 20


def test_this_repository_is_checked_out_with_lf_everywhere() -> None:
    attributes = PACKAGE.parents[1] / ".gitattributes"
    if not attributes.exists():
        pytest.skip("not in a checkout of the repository")
    assert "* text=auto eol=lf" in attributes.read_text("utf-8").splitlines()
