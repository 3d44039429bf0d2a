"""`bpa schema`"""

import argparse

from bpadocs.cli.terminal import hand_over

RULE, INVENTORY = "rule", "inventory"
FILES = (RULE, "product", "settings", "language", INVENTORY)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add which schema is meant."""
    parser.add_argument(
        "file",
        nargs="?",
        choices=FILES,
        default=RULE,
        help=(
            "of a rule file (default), of product.yaml, of bpadocs.toml, of languages/*.yaml, or "
            "of what bpa check looks at"
        ),
    )
    # For whoever works on bpadocs itself: the schemas that it ships are made from its code.
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    from bpadocs.project import schema
    from bpadocs.system.files import replace_file

    schemas = schema.schemas()
    if options.write:
        for name, text in schemas.items():
            replace_file(schema.FOLDER / name, text.encode())
        return 0
    if options.file == INVENTORY:
        from bpadocs.project.checks import schema_path

        hand_over(schema_path("hyper-v").read_text("utf-8"))
    else:
        hand_over(schemas[f"{options.file}.schema.json"])
    return 0
