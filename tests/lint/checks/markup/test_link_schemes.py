import pytest
from lint_helpers import english_spans, spans

from bpadocs.lint.checks.markup.link_schemes import CHECK


@pytest.mark.parametrize(
    "link",
    [
        "[guide](javascript:alert(1))",
        "[guide](JavaScript:alert(1))",
        "[guide](java&#9;script:alert(1))",
        "[guide](data:text/html,x)",
        "![picture](data:image/png;base64,x)",
        "[guide](vbscript:x)",
        "[guide](file:///etc/passwd)",
        "<javascript:alert(1)>",
    ],
)
def test_links_that_do_something_are_found(link: str) -> None:
    assert english_spans(CHECK, f"See **the {link}**.") == [link]
    assert spans(CHECK, "See the guide.", f"Voir {link}.") == [link]


@pytest.mark.parametrize(
    "text",
    [
        "[guide](https://example.com) [old](http://example.com) <https://example.com>",
        "[mail](mailto:x@example.com)",
        "[page](Backups.md) [up](../Backups.md#a:b) [below](#steps) [root](/powershell/module)",
        "`[guide](javascript:alert(1))`",
        "Type javascript:alert(1).",
    ],
)
def test_pages_addresses_and_code_are_left_alone(text: str) -> None:
    assert english_spans(CHECK, text) == []


def test_ui_text_has_no_links_and_is_left_alone() -> None:
    assert english_spans(CHECK, "[guide](javascript:x)", field="issue") == []
