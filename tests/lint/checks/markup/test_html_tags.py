from lint_helpers import spans

from bpadocs.lint.checks.markup.html_tags import CHECK


def test_the_same_tags_are_good_and_anchors_may_be_added() -> None:
    assert spans(CHECK, "# a<br>b", '# <a name="a"></a>x<br>y') == []


def test_missing_and_added_tags_are_found() -> None:
    assert spans(CHECK, "a<br>b <sub>c</sub>", "x<br/>y <sub>z") == [
        "<br/>",
        "x<br/>y <sub>z",
        "x<br/>y <sub>z",
    ]


def test_tags_in_code_are_left_alone() -> None:
    assert spans(CHECK, "a", "`<br>`") == []
