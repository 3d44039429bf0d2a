"""Where in its file a value of a rule or a product is."""

from collections.abc import Sequence
from functools import lru_cache

from bpadocs.formats.yaml.nodes import Source
from bpadocs.rule.model import SourceFile


def position(file: SourceFile, keys: Sequence[str | int]) -> tuple[int, int]:
    """Return line and column, from 1, of the value under these keys, or of the nearest around it.

    A number among the keys is a place in a list.
    """
    return _source(file).position(keys)


@lru_cache(maxsize=1)
def _source(file: SourceFile) -> Source:
    # The last file is kept, for most callers ask for one place after the other in it. Its nodes
    # weigh many times what the text does, so no more than one is.
    return Source(file.path, file.text)
