"""What holds for every test."""

import gc
import os
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import measuring  # noqa: F401 -- before the package, whatever the order of names
import pytest
import snapshots
from hypothesis import settings

from bpadocs.system.processes import cores

if TYPE_CHECKING:
    from browser import Browser

# A busy machine is no fault of the code: speed has tests of its own. In CI the examples are the
# same each time, so that a failure belongs to the change at hand; at home they are new each time.
# `make fuzz` is for many.
IN_CI = "CI" in os.environ
settings.register_profile(
    "bpadocs",
    deadline=None,
    derandomize=IN_CI,
    max_examples=30,
)
settings.load_profile("bpadocs")

# What a test expects has no colours in it, whatever the terminal that the tests run in.
os.environ["NO_COLOR"] = "1"
# pytest-xdist says how wide its terminal is; the tests have none.
os.environ.pop("COLUMNS", None)
os.environ.pop("FORCE_COLOR", None)

# What is started in the background of a shell (nohup, a script's “&”) is born deaf to Ctrl-C, and
# so would be all commands that the tests start; a handler of Python's own is not passed on to them,
# the deafness is. Likewise to the end of a terminal.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# Some tests read thousands of files, and all have thousands of tests beside them in memory. Python
# looks for cyclic garbage after each 700 new objects, in which there is hardly any.
gc.set_threshold(50_000, 20, 100)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option of `make snapshots`."""
    words = "keep what is told of the shipped rules now as what is expected"
    parser.addoption(snapshots.OPTION, action="store_true", help=words)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One worker more than there are cores: many tests wait for a browser, a clock or a process."""
    return cores() + 1


@pytest.fixture(scope="session", autouse=True)
def _users_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The key of caches is one of the tests' own, here and in the processes that tests start."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def _opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator["Browser"]:
    """One browser for all tests of a process: it takes two seconds of a processor to start."""
    from browser import browser, need_browser

    need_browser()
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture(scope="module")
def window(_opened: "Browser") -> "Browser":
    """A browser that remembers nothing of other modules."""
    _opened.renew()
    return _opened
