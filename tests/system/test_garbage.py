import gc
from pathlib import Path

import pytest
from site_helpers import write_site_project

from bpadocs.cli import main
from bpadocs.system.garbage import without_collector


def test_the_collector_is_off_for_a_while_only() -> None:
    with without_collector():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_who_has_switched_it_off_finds_it_off() -> None:
    gc.disable()
    try:
        with without_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


@pytest.mark.parametrize("command", ["build", "site", "lint"])
def test_a_program_that_runs_a_command_keeps_its_collector(
    tmp_path: Path, command: str
) -> None:
    root = write_site_project(tmp_path)
    main([command, "--project", str(root)])
    assert gc.isenabled()
