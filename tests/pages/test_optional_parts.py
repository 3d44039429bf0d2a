"""Parts that some pages do without, and a heading that is not the title."""

from collections.abc import Mapping

from bpadocs.formats.yaml.nodes import Source
from bpadocs.pages.page import SourcePage, localized_page, source_page
from bpadocs.project.read_rule import read_product, read_rule
from bpadocs.words.labels import Labels

PRODUCT = """\
name: Hyper-V
operating_systems: [Windows Server 2016]
intro: See [more](https://example.com/).
"""
RULE = """\
page: Keep-clocks
severity: warning
category: operations
text:
  en: {title: Keep clocks in step, issue: Late., impact: Drift., resolution: Set it.}
  fr: {title: Gardez l’heure, issue: En retard., impact: Dérive., resolution: Réglez-la.}
"""
LABELS: Mapping[str, Labels] = {language: Labels(language) for language in ("en", "fr")}


def pages(rule_text: str) -> tuple[str, str]:
    product, problems = read_product(Source("rules/p/product.yaml", PRODUCT), "p")
    assert product, problems
    rule, problems = read_rule(
        Source("rules/p/r.yaml", rule_text), "p/r", product, ("en", "fr")
    )
    assert rule, problems
    made_from = SourcePage(LABELS["en"], "0")
    return (
        source_page(rule, LABELS["en"]),
        localized_page(rule, "fr-fr", LABELS["fr"], made_from),
    )


def test_without_a_word_all_parts_are_there() -> None:
    english, _ = pages(RULE)
    assert ">Applies To: Windows Server 2016\n\nSee [more]" in english
    assert "\n\nIn the following sections, italics" in english


def test_empty_keys_leave_a_part_out() -> None:
    english, french = pages(
        RULE.replace("text:\n", "applies_to:\nintro:\nnote:\ntext:\n")
    )
    for page in (english, french):
        assert "Applies" not in page
        assert "See [more]" not in page
        assert "italics" not in page
        assert "\n\n\n" not in page
    assert "# Keep clocks in step\n\n|Property|" in english


def test_a_heading_of_its_own() -> None:
    text = RULE.replace("{title: Keep", "{heading: All clocks agree, title: Keep")
    english, french = pages(
        text.replace("{title: Gardez", "{heading: Même heure, title: Gardez")
    )
    assert "title: Keep clocks in step\n" in english
    assert "\n# All clocks agree\n" in english
    assert '\n# <a name="all-clocks-agree"></a>Même heure\n' in french
