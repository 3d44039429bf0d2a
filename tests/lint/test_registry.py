"""The registry is explicit, and it names every check there is."""

from pathlib import Path

from bpadocs.lint import checks
from bpadocs.lint.check import documentation, summary
from bpadocs.lint.registry import CHECKS


def test_every_file_of_a_check_is_registered() -> None:
    folder = Path(checks.__file__).parent
    files = {path.stem.replace("_", "-") for path in folder.glob("*.py") if not path.stem.startswith("_")}
    assert files == {check.name for check in CHECKS}


def test_every_check_says_what_it_finds() -> None:
    for check in CHECKS:
        assert summary(check), check.name
        assert len(documentation(check)) > 80, check.name
