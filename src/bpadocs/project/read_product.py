"""Reads `rules/<product>/product.yaml` into a Product."""

from bpadocs.errors import Problem
from bpadocs.formats.yaml.nodes import MapNode, Source, YamlError
from bpadocs.project.mistakes import Mistakes
from bpadocs.rule.keys import PRODUCT_KEYS, REQUIRED_IN_PRODUCT
from bpadocs.rule.model import Product, SourceFile


def read_product(
    source: Source, product_id: str
) -> tuple[Product | None, list[Problem]]:
    """Return the product and every mistake in its file; no product when there is a mistake."""
    report = Mistakes(source.path, source.text)
    try:
        root = report.mapping(source.root, "a product file")
    except YamlError as error:
        return None, [error.problem]
    if root is None:
        empty = Problem(
            path=source.path,
            line=1,
            column=1,
            message="the file is empty",
        )
        return None, report.problems or [empty]
    file = SourceFile(source.path, source.text)
    product = _product(root, report, file, product_id)
    if report.problems:
        return None, report.problems
    return product, []


def _product(
    root: MapNode, report: Mistakes, file: SourceFile, product_id: str
) -> Product:
    """Return the product as far as it can be read; the mistakes are in the report."""
    report.keys(root, PRODUCT_KEYS, "a product file")
    report.required(root, REQUIRED_IN_PRODUCT)
    words = report.texts_of(root, ("name", "applies_to", "intro", "note"))
    systems = report.words_of(root, "operating_systems")
    front_matter = report.flat_mapping_of(root, "front_matter")
    layout = report.flat_mapping_of(root, "layout")
    return Product(
        id=product_id,
        name=words.get("name") or product_id,
        operating_systems=systems,
        applies_to=words.get("applies_to") or ", ".join(systems),
        intro=words.get("intro") or None,
        note=words.get("note") or None,
        front_matter={key: value or None for key, value in front_matter.items()},
        layout=layout,
        source=file,
    )
