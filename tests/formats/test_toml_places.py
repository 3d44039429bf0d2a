"""Settings are found in pyproject.toml however TOML lets one write them."""

import pytest

from bpadocs.formats.toml_places import place

TEXT = """\
[tool.other.lint]
enable = ["length"]

[tool.bpadocs]
help = "x"  # enable
lint.options."head-length" = {title_min = 1, title_max = 2}

[ tool . "bpadocs" . lint ]
enable = [
  "length",
  'terms',
]

[tool.bpadocs.lint.severity]
terms = "hint"

[[tool.bpadocs.lint.suppress]]
files = "a"
[[tool.bpadocs.lint.suppress]]
files = "b"
check = "c"
"""


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("help",), (5, 1)),
        (("lint", "enable"), (9, 1)),
        (("lint", "enable", "terms"), (11, 3)),
        (("lint", "severity", "terms"), (15, 1)),
        (("lint", "options", "head-length", "title_max"), (6, 46)),
        (("lint", "suppress", 0, "files"), (18, 1)),
        (("lint", "suppress", 1), (19, 1)),
        (("lint", "suppress", 1, "check"), (21, 1)),
        (("lint", "suppress", 1, "reason"), (19, 1)),
        (("lint", "gone"), (8, 1)),
        (("nothing",), (4, 1)),
    ],
)
def test_the_place_of_a_setting(
    keys: tuple[str | int, ...], expected: tuple[int, int]
) -> None:
    assert place(TEXT, *keys) == expected


@pytest.mark.parametrize(
    "text", ["", "x", "[[[", "[tool.bpadocs", "a = [\n" * 50, "= 1\n[]\n"]
)
def test_whatever_the_file_there_is_a_place(text: str) -> None:
    assert place(text, "lint", "suppress", 3, "check") == (1, 1)
