"""What `bpa serve` takes for a change."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from site_helpers import write_site_project

from bpadocs.site import watch
from bpadocs.site.inputs import stamps


def test_a_change_before_the_watch_begins_is_noticed(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    seen = stamps(root)
    rule = next((root / "rules").rglob("*.yaml"))
    rule.write_text(rule.read_text("utf-8") + "\n", "utf-8")
    assert (
        next(watch.changes(root, seen, lambda: False), "ended") is None
    )  # or it would wait for ever


def test_stamps_are_of_files_wherever_they_stand_now(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    before = stamps(root)
    assert {Path(path).relative_to(root).as_posix() for path, _, _ in before} >= {
        "pyproject.toml"
    }
    rule = next((root / "rules").rglob("*.yaml"))
    rule.unlink()
    assert {path for path, _, _ in before - stamps(root)} == {str(rule)}
    shutil.rmtree(root / "rules")
    assert not any("/rules/" in path for path, _, _ in stamps(root))


@pytest.mark.parametrize("name", ["rules", ""])
def test_what_comes_back_while_the_site_is_made_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    root = write_site_project(tmp_path / "project")
    folder, aside = root / name, tmp_path / "aside"

    def watched(root: Path, folders: Sequence[Path]) -> Iterator[frozenset[str]]:
        """Report that the folder is moved away, and not that it is back: so it may be."""
        folder.rename(aside)
        yield frozenset({"rules"})
        yield from [frozenset[str]()] * 3
        raise AssertionError("what came back was not noticed")

    monkeypatch.setattr(watch, "_watched", watched)
    told = watch.changes(root, None, lambda: False)
    next(told)
    # The site is made now, without the folder.
    aside.rename(folder)
    assert next(told, "ended") is None


def test_what_failed_is_tried_once_more_though_nothing_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site_project(tmp_path)

    def watched(root: Path, folders: Sequence[Path]) -> Iterator[frozenset[str]]:
        """Report one change, and then silence."""
        yield frozenset({"rules/hyper-v/backups.yaml"})
        yield from [frozenset[str]()] * 3
        raise EOFError

    monkeypatch.setattr(watch, "_watched", watched)
    told = watch.changes(root, None, lambda: True)
    next(told)
    # once more, and no more than that
    next(told)
    with pytest.raises(EOFError):
        next(told)


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Write into this file, again and again: nobody tells when the watch has begun."""
    ended = threading.Event()

    def write() -> None:
        number = 0
        while not ended.wait(0.05):
            number += 1
            path.write_text(f"# {number}\n", "utf-8")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        yield
    finally:
        ended.set()
        writer.join()


def test_a_change_is_told_by_the_file(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    told = watch.changes(root, None, lambda: False)
    with writing(root / "rules/hyper-v/backups.yaml"):
        assert next(told) == frozenset({"rules/hyper-v/backups.yaml"})


def test_what_changed_before_has_no_name_though_the_watcher_names_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site_project(tmp_path)
    seen = stamps(root)
    (root / "rules/hyper-v/product.yaml").write_text("# another\n", "utf-8")
    names = frozenset({"rules/hyper-v/backups.yaml"})
    monkeypatch.setattr(watch, "_watched", lambda *_: iter([names, names]))
    told = watch.changes(root, seen, lambda: False)
    assert next(told) is None
    assert next(told) == names


def test_settings_that_change_have_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are in the folder of the project, which is not watched as a whole."""
    monkeypatch.setattr(watch, "LOOK_AGAIN", 50)
    root = write_site_project(tmp_path)
    told = watch.changes(root, None, lambda: False)
    with writing(root / "pyproject.toml"):
        assert next(told, "ended") is None


def test_where_there_is_no_folder_yet_one_that_comes_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "LOOK_AGAIN", 50)
    told = watch.changes(tmp_path, None, lambda: False)
    # the watch begins when it is asked first
    coming = threading.Timer(0.2, write_site_project, [tmp_path])
    coming.start()
    assert next(told, "ended") is None
    coming.join()


def test_hidden_files_are_none_of_the_projects(tmp_path: Path) -> None:
    inside = [(1, str(tmp_path / "rules/a.yaml")), (2, str(tmp_path / "rules/.a.swp"))]
    assert watch._names(tmp_path, inside) == frozenset({"rules/a.yaml"})
    assert watch._names(tmp_path, inside[1:]) == frozenset()
