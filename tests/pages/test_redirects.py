"""Pages that are no more where they were."""

import json

from projects import PRODUCT

from bpadocs.formats.yaml.nodes import Source
from bpadocs.pages.index import Listed
from bpadocs.pages.redirects import redirect_page, redirection_list, redirects
from bpadocs.project.read_rule import read_product
from bpadocs.rule.model import Category, Product

LEARN = "https://learn.microsoft.com/{locale}/windows-server/{product}/{page}"


def product(more: str = "") -> Product:
    found, problems = read_product(Source("product.yaml", PRODUCT + more), "storage")
    assert found is not None, problems
    return found


def rule(page: str, *redirect_from: str) -> Listed:
    return Listed(
        product="storage",
        category=Category.OPERATIONS,
        page=page,
        title="Two *stars*",
        redirect_from=redirect_from,
    )


def test_the_list_is_in_the_format_of_open_publishing() -> None:
    gone = "redirects:\n  dns/Gone: index\n  dns/Else: /windows-server/else\n"
    moved = rule("New", "dns/Oldest", "dns/Old")
    found = redirects([product(gone)], [moved], LEARN, "All rules")
    listed = json.loads(redirection_list(found, "en-us"))
    new = "https://learn.microsoft.com/windows-server/storage/New"
    assert listed == {
        "redirections": [
            {
                "source_path": "en-us/dns/Else.md",
                "redirect_url": "/windows-server/else",
                "redirect_document_id": False,
            },
            {
                "source_path": "en-us/dns/Gone.md",
                "redirect_url": "https://learn.microsoft.com/windows-server/",
                "redirect_document_id": False,
            },
            {
                "source_path": "en-us/dns/Old.md",
                "redirect_url": new,
                "redirect_document_id": True,
            },
            {
                "source_path": "en-us/dns/Oldest.md",
                "redirect_url": new,
                "redirect_document_id": False,
            },
        ]
    }


def test_the_page_says_it_to_a_pipeline_and_to_people() -> None:
    [found] = redirects([product()], [rule("New", "dns/Old")], LEARN, "All rules")
    assert redirect_page(found) == (
        "---\n"
        'title: "Two *stars*"\n'
        "redirect_url: https://learn.microsoft.com/windows-server/storage/New\n"
        "---\n"
        "# Two \\*stars\\*\n"
        "\n"
        "[Two \\*stars\\*](../storage/New.md)\n"
    ).replace('"Two *stars*"', "Two *stars*")


def test_where_nobody_knows_the_address_it_is_below_the_root_of_the_site() -> None:
    fixed = "https://example.com/one-page-for-all"
    for help_link in (fixed, "docs/{locale}/{product}/{page}.md"):
        [found] = redirects([product()], [rule("New", "dns/Old")], help_link, "All")
        assert found.published == "/storage/New"


def test_a_page_that_is_there_again_leads_nowhere() -> None:
    gone = "redirects: {storage/Back: index}\n"
    assert redirects([product(gone)], [rule("back")], LEARN, "All rules") == []
