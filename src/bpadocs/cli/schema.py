"""`bpa schema`"""

import argparse

from bpadocs.cli.terminal import hand_over

FILES = {"rule": "rule.schema.json", "product": "product.schema.json"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add which schema is meant."""
    parser.add_argument(
        "file",
        nargs="?",
        choices=FILES,
        default="rule",
        help="of a rule file (default) or product.yaml",
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
    hand_over(schemas[FILES[options.file]])
    return 0
