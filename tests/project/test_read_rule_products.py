"""product.yaml is read whole, or all its mistakes are told."""

from textwrap import dedent

from bpadocs.formats.yaml.nodes import Source
from bpadocs.project.read_rule import read_product
from bpadocs.rule.model import Product


def read(text: str) -> tuple[Product | None, list[str]]:
    product, problems = read_product(Source("rules/p/product.yaml", dedent(text)), "p")
    return product, [str(problem) for problem in problems]


def test_all_of_it() -> None:
    product, problems = read(
        """\
        name: Some product
        operating_systems: [Windows Server 2022, Windows Server 2025]
        applies_to: Windows Server
        intro: An intro.
        note: A note.
        front_matter:
          ms.date: 01/02/2025
          ms.assetid:
        layout: {quoted: description}
        """
    )
    assert problems == []
    assert product is not None
    assert product.id == "p"
    assert product.name == "Some product"
    assert product.operating_systems == ("Windows Server 2022", "Windows Server 2025")
    assert product.applies_to == "Windows Server"
    assert (product.intro, product.note) == ("An intro.", "A note.")
    assert product.front_matter == {"ms.date": "01/02/2025", "ms.assetid": None}
    assert product.layout == {"quoted": "description"}
    assert product.source.path == "rules/p/product.yaml"
    assert product.source.text.startswith("name: Some product\n")


def test_what_is_absent_or_empty() -> None:
    product, problems = read("name:\noperating_systems: [A, B]\nintro:\nnote: ''\n")
    assert problems == []
    assert product is not None
    assert product.name == "p"
    assert product.applies_to == "A, B"
    assert (product.intro, product.note) == (None, None)


def test_every_mistake_is_told() -> None:
    product, problems = read("operatingsystems: [A]\nlayout: text\n")
    assert product is None
    assert problems == [
        "rules/p/product.yaml:1:1: unknown key “operatingsystems” in a product file"
        "; did you mean “operating_systems”?",
        "rules/p/product.yaml:1:1: “name” is missing",
        "rules/p/product.yaml:1:1: “operating_systems” is missing",
        "rules/p/product.yaml:2:9: layout is a mapping of keys and values, not text",
    ]


def test_an_empty_file_is_said_to_be_empty() -> None:
    assert read("") == (None, ["rules/p/product.yaml:1:1: the file is empty"])
