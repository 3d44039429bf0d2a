"""One of several even parts of a project, for machines that share its work."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple


class Shard(NamedTuple):
    """One of several even parts of a project, the same on any machine."""

    number: int
    of: int

    def select(self, paths: Iterable[str]) -> frozenset[str]:
        """Return the paths of this part."""
        # By a digest, so that the rules of one product, which are alike, are spread.
        ordered = sorted(paths, key=_path_digest)
        start = (self.number - 1) * len(ordered) // self.of
        end = self.number * len(ordered) // self.of
        return frozenset(ordered[start:end])


def _path_digest(path: str) -> bytes:
    return hashlib.blake2b(
        path.encode("utf-8", "surrogatepass"), digest_size=8
    ).digest()
