"""Where files are edited, and where somebody writes of a text."""

from bpadocs.site.frame import Frame

EDIT = "https://example.org/edit/main/{path}?plain=1#L{line}"


def test_a_place_is_edited_at_the_code_host() -> None:
    frame = Frame(languages=(), pages={}, site_titles={}, edit_url=EDIT)
    assert frame.edit_link("rules/a b/{line}.yaml", 7) == (
        "https://example.org/edit/main/rules/a%20b/%7Bline%7D.yaml?plain=1#L7"
    )
    assert Frame(languages=(), pages={}, site_titles={}).edit_link("x", 1) == ""


def test_somebody_writes_of_a_text_where_its_problems_are_kept() -> None:
    where = "https://example.org/new?title={rule}&label={language}&at={field}"
    frame = Frame(languages=(), pages={}, site_titles={}, issue_url=where)
    assert frame.issue_link("hyper-v/a&b", "issue", "pt-BR") == (
        "https://example.org/new?title=hyper-v%2Fa%26b&label=pt-BR&at=issue"
    )
    nobody = Frame(languages=(), pages={}, site_titles={})
    assert nobody.issue_link("hyper-v/a", "issue", "fr") == ""
