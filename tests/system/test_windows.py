"""What differs on Windows, with the difference made here: each call of the package that it changes.

os.kill, os.fork          there is none, or it ends what it asks about: files, processes
mmap                      nobody may replace what is mapped: runtime
fcntl                     msvcrt instead: saving
os.replace, os.unlink     refused while another program has the file open: files, saving
names                     devices, dots at the end, case: files, tree, moving
paths                     260 characters, and junctions: files
consoles                  an encoding of their own, and CRLF: terminal
checkouts                 CRLF in rules, catalogs and settings
"""

import ast
import errno
import io
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from projects import PRODUCT, PYPROJECT, RULE, write_project

import bpadocs
from bpadocs.cli import main
from bpadocs.cli.terminal import prepare, say
from bpadocs.errors import BrokenInputError
from bpadocs.moving.move import plan_move
from bpadocs.project.tree import read_what_can_be
from bpadocs.system import files, processes
from bpadocs.system.saving import Change, save

PACKAGE = Path(bpadocs.__file__).parent


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


# Names


@pytest.mark.parametrize(
    ("name", "why"),
    [
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


def test_a_timer_that_was_called_off_is_no_thread() -> None:
    others = [
        one for one in threading.enumerate() if one is not threading.main_thread()
    ]
    if others:
        pytest.skip("the tests themselves run beside threads here")
    timer = threading.Timer(20, print)
    timer.daemon = True
    timer.start()
    assert processes.cores() == 1
    timer.cancel()
    assert not processes._has_threads()
    timer.join(20)


def test_whether_a_process_lives_is_not_asked_by_a_signal(
    monkeypatch: pytest.MonkeyPatch, windows: None
) -> None:
    def kill(*_: int) -> None:
        raise AssertionError("this would be Ctrl+C to a program on Windows")

    monkeypatch.setattr(os, "kill", kill)
    assert files._alive(os.getpid() + 1)


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
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                name = f"{node.value.id}.{node.attr}"
                if name in ONLY_ELSEWHERE:
                    place = path.relative_to(PACKAGE).as_posix()
                    found.setdefault(name, set()).add(place)
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
