"""`bpa schema`"""

import argparse

from bpadocs.cli.terminal import hand_over

FILES = {"rule": "rule.schema.json", "product": "product.schema.json"}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", choices=FILES, default="rule", help="of a rule file (default) or product.yaml"
    )
    parser.add_argument("--write", action="store_true", help=argparse.SUPPRESS)


def run(options: argparse.Namespace) -> int:
    from bpadocs import output, schema

    if options.write:
        for name, text in schema.schemas().items():
            output.replace_file(schema.FOLDER / name, text.encode())
        return 0
    hand_over(schema.schemas()[FILES[options.file]])
    return 0
