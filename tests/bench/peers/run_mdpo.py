"""What is measured of mdpo: runs in the peers' own environment, where bpadocs is not."""

import shutil
import sys
from pathlib import Path

from mdpo.po2md import pofile_to_markdown  # type: ignore[import-not-found]


def build(folder: Path) -> None:
    for language in ("en", "fr", "it", "es", "ko"):
        (folder / "built" / language).mkdir(parents=True, exist_ok=True)
        for path in sorted((folder / "en").glob("*.md")):
            target = folder / "built" / language / path.name
            if language == "en":
                shutil.copyfile(path, target)
            else:
                catalog = folder / "po" / language / f"{path.stem}.po"
                pofile_to_markdown(str(path), str(catalog), save=str(target))


if __name__ == "__main__":
    build(Path(sys.argv[1]))
