"""Build the pages and messages of the pseudo language."""

from pathlib import Path

from bpadocs import publish
from bpadocs.project.tree import read_project
from bpadocs.system.files import write
from bpadocs.translators import pseudo
from bpadocs.words.labels import read_labels


def build_pseudo(root: Path, folder: Path) -> int:
    """Write the pseudo language into the build folder, and return how many files it has.

    It is no part of the build: the next build without it takes these files away again.
    """
    project = read_project(root)
    settings = project.settings
    labels = read_labels(root, settings.languages, settings.source_language)
    outputs = pseudo.outputs(project, labels)
    publish.owned(folder).begin(outputs, outputs, lambda: outputs)
    write(folder, outputs)
    return len(outputs)
