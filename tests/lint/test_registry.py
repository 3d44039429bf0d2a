"""The registry finds every check there is by its file."""

import re
from pathlib import Path

from bpadocs.lint import checks
from bpadocs.lint.check import documentation, summary
from bpadocs.lint.registry import CHECKS, GROUPS


def test_every_file_of_a_check_is_found_and_bears_its_name() -> None:
    folder = Path(checks.__file__).parent
    files = [path for path in folder.glob("*/*.py") if not path.stem.startswith("_")]
    assert sorted(path.stem.replace("_", "-") for path in files) == sorted(
        check.name for check in CHECKS
    )
    assert {path.parent.name for path in files} == set(GROUPS)


def test_every_check_says_what_it_finds() -> None:
    for check in CHECKS:
        assert summary(check), check.name
        assert len(documentation(check)) > 80, check.name


def test_examples_stand_apart_from_the_words() -> None:
    """A terminal and a page join the lines of a paragraph, but not those that are indented."""
    for check in CHECKS:
        for paragraph in documentation(check).split("\n\n"):
            lines = paragraph.split("\n")
            examples = [line for line in lines if re.match(r"\s*[a-z]{2}: ", line)]
            assert all(line.startswith(" ") for line in examples), check.name
