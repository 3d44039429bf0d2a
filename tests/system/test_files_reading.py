"""What is no file, lies elsewhere or is far too large is one clear line: nothing hangs, nothing
takes all memory.
"""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import RULE, write_project

from bpadocs.errors import BrokenInputError
from bpadocs.system.files import MEGABYTE, read_given, read_inside, regular, text_of

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="pipes, devices and links of a POSIX file system"
)


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        before = Path.cwd()
        os.chdir(path.parent)  # the name of a socket may not be long
        try:
            listening.bind(path.name)
        finally:
            os.chdir(before)


def zeros(path: Path) -> None:
    path.symlink_to("/dev/zero")


def a_file_elsewhere(path: Path) -> None:
    outside = path.parents[2] / "outside.txt"
    outside.write_text("not yours", "utf-8")
    path.symlink_to(outside)


def a_loop(path: Path) -> None:
    path.symlink_to(path.name)


def nothing(path: Path) -> None:
    path.symlink_to("nowhere")


def a_folder(path: Path) -> None:
    path.mkdir()


def far_too_much(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(10**11)  # takes no place on the disk


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (a_pipe, "not a file"),
        (a_socket, "not a file"),
        (zeros, "a symbolic link that leads out of the project; not followed"),
        (
            a_file_elsewhere,
            "a symbolic link that leads out of the project; not followed",
        ),
        (a_loop, "a symbolic link that leads to itself"),
        (nothing, "a symbolic link that leads nowhere"),
        (a_folder, "not a file"),
        (
            far_too_much,
            "has more than 1 MB, which no such file needs; is it the right one?",
        ),
    ],
)
def test_what_is_no_file_of_the_project_is_one_problem(
    tmp_path: Path, make: Callable[[Path], None], message: str
) -> None:
    root = tmp_path / "project"
    (root / "rules").mkdir(parents=True)
    make(root / "rules/x.yaml")
    with pytest.raises(BrokenInputError) as caught:
        read_inside(root, "rules/x.yaml", MEGABYTE)
    assert [str(problem) for problem in caught.value.problems] == [
        f"rules/x.yaml:1:1: {message}"
    ]
    assert regular(root / "rules/x.yaml", MEGABYTE) == (
        b"not yours" if make is a_file_elsewhere else None
    )


def test_a_file_is_read_through_links_that_stay_in_the_project(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared/x.yaml").write_bytes(b"x")
    (tmp_path / "rules").symlink_to("shared")
    (tmp_path / "y.yaml").symlink_to("rules/x.yaml")
    assert read_inside(tmp_path, "rules/x.yaml", 10) == b"x"
    assert read_inside(tmp_path, "y.yaml", 10) == b"x"
    assert read_inside(tmp_path, "z.yaml", 10) is None
    assert read_inside(tmp_path, "y.yaml/z.yaml", 10) is None


def test_a_folder_that_is_a_link_out_of_the_project_is_not_followed(
    tmp_path: Path,
) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "x.yaml").write_bytes(b"x")
    (root / "rules").symlink_to(tmp_path)
    with pytest.raises(
        BrokenInputError, match="a folder that is a symbolic link out of the project"
    ):
        read_inside(root, "rules/x.yaml", 10)


def test_a_file_may_have_just_its_limit(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"12345")
    assert read_inside(tmp_path, "x", 5) == b"12345"
    with pytest.raises(BrokenInputError, match="more than"):
        read_inside(tmp_path, "x", 4)


def test_what_is_named_on_the_command_line_may_be_a_pipe_with_an_end(
    tmp_path: Path,
) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"through a pipe")
    os.close(writing)
    try:
        assert read_given(f"/dev/fd/{reading}", 100) == b"through a pipe"
    finally:
        os.close(reading)
    with pytest.raises(BrokenInputError, match="/dev/zero:1:1: has more than 1 MB"):
        read_given("/dev/zero", MEGABYTE)
    with pytest.raises(BrokenInputError, match="1:1: a folder, and no file"):
        read_given(tmp_path, MEGABYTE)


def test_the_place_of_a_byte_that_is_no_text() -> None:
    with pytest.raises(BrokenInputError, match=r"^a\.txt:2:3: not UTF-8 \(byte 0xE9\)"):
        text_of("été\nd".encode() + b" \xe9", "a.txt")


CATALOG = "locales/fr/LC_MESSAGES/bpadocs.po"


@pytest.mark.parametrize("make", [a_pipe, zeros])
@pytest.mark.parametrize(
    "name", ["rules/hyper-v/x.yaml", "pyproject.toml", CATALOG, "locales/glossary.yaml"]
)
def test_no_command_waits_for_what_is_no_file(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    root = write_project(tmp_path / "project", {"backups": RULE})
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    # A build reads no glossary.
    command = "lint" if "glossary" in name else "build"
    assert _bpa(command, "--project", str(root)) == (2, 1, f"{name}:1:1: {_WHY[make]}")


_WHY: dict[Callable[[Path], None], str] = {
    a_pipe: "not a file",
    zeros: "a symbolic link that leads out of the project; not followed",
}


def test_a_rule_that_is_a_link_to_itself_is_one_problem(tmp_path: Path) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    a_loop(root / "rules/hyper-v/x.yaml")
    message = "rules/hyper-v/x.yaml:1:1: a symbolic link that leads to itself"
    assert _bpa("build", "--project", str(root)) == (2, 1, message)


def test_a_rule_that_becomes_a_pipe_after_a_build_is_not_waited_for(
    tmp_path: Path,
) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    assert _bpa("build", "--project", str(root))[0] == 0
    (root / "rules/hyper-v/backups.yaml").unlink()
    os.mkfifo(root / "rules/hyper-v/backups.yaml")
    for command in ("build", "lint"):
        assert _bpa(command, "--project", str(root)) == (
            2,
            1,
            "rules/hyper-v/backups.yaml:1:1: not a file",
        )


@pytest.mark.parametrize("words", [("po", "import"), ("xliff", "import"), ("check",)])
def test_an_input_without_an_end_is_not_read_to_its_end(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    root = write_project(tmp_path, {"backups": RULE})
    code, problems, message = _bpa(*words, "/dev/zero", "--project", str(root))
    assert (code, problems) == (2, 1)
    assert "/dev/zero:1:1: has more than" in message


def test_a_products_folder_elsewhere_is_one_problem_not_one_for_each_rule(
    tmp_path: Path,
) -> None:
    root = write_project(tmp_path / "project", {"backups": RULE})
    (root / "rules/hyper-v").rename(tmp_path / "elsewhere")
    (root / "rules/hyper-v").symlink_to(tmp_path / "elsewhere")
    message = (
        "rules/hyper-v:1:1: a symbolic link that leads out of the project; not followed"
    )
    assert _bpa("build", "--project", str(root)) == (2, 1, message)


def _bpa(*words: str) -> tuple[int, int, str]:
    """Exit code, the number of lines about problems, and the first of them; no more memory than a
    build needs.
    """
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))\n"
        "from bpadocs.cli import main\nsys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    # Lint says on standard output, among what it finds, which files it cannot read.
    told = done.stdout.replace("error broken-file: ", "") + done.stderr
    lines = [line for line in told.splitlines() if ":1:1: " in line]
    assert "Traceback" not in done.stderr
    return done.returncode, len(lines), lines[0] if lines else ""
