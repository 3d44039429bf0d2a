"""`rules/<product>/product.yaml` into a Product."""

from bpadocs.model import Product
from bpadocs.problems import Problem
from bpadocs.reading.report import Report
from bpadocs.source import Source
from bpadocs.yamltext.nodes import YamlError

KEYS = ("name", "operating_systems", "applies_to", "intro", "note", "front_matter", "layout")
REQUIRED = ("name", "operating_systems")


def read_product(source: Source, product_id: str) -> tuple[Product | None, list[Problem]]:
    """The product, and every mistake in its file; no product when there is one."""
    report = Report(source.path, source.text)
    try:
        root = report.mapping(source.root, "a product file")
    except YamlError as error:
        return None, [error.problem]
    if root is None:
        return None, report.problems or [Problem(source.path, 1, 1, "the file is empty")]
    report.keys(root, KEYS, "a product file")
    for key in REQUIRED:
        if key not in root.items:
            report.add(root, f"“{key}” is missing")
    words = {
        key: report.text_of(node, f"“{key}”")
        for key in ("name", "applies_to", "intro", "note")
        if (node := root.get(key)) is not None
    }
    systems_node = root.get("operating_systems")
    systems = report.words(systems_node, "operating_systems") if systems_node else ()
    front_node, layout_node = root.get("front_matter"), root.get("layout")
    front_matter = report.flat_mapping(front_node, "front_matter") if front_node else {}
    layout = report.flat_mapping(layout_node, "layout") if layout_node else {}
    if report.problems:
        return None, report.problems
    product = Product(
        id=product_id,
        name=words.get("name") or product_id,
        operating_systems=systems,
        applies_to=words.get("applies_to") or ", ".join(systems),
        intro=words.get("intro"),
        note=words.get("note"),
        front_matter={key: value or None for key, value in front_matter.items()},
        layout=layout,
        source=source,
    )
    return product, []
