"""Find out which pages a branch has changed: they, and the English that they translate."""

from collections.abc import Sequence

from bpadocs.lint.findings import Finding
from bpadocs.lint.touched import TouchedFiles
from bpadocs.pages.pair import Locale


class TouchedPages:
    """Tells of findings on pages whether a branch has something to do with them."""

    def __init__(self, locales: Sequence[Locale], revision: str) -> None:
        """Find where the branch began, in the folder of each locale; English is the first.

        Raises UsageError where that is not known.
        """
        self._english = locales[0].locale
        self._files = {
            one.locale: TouchedFiles(one.folder, revision) for one in locales
        }

    def has(self, finding: Finding) -> bool:
        """Tell whether the page has changed, or its English, by which it may be out of date."""
        name = finding.rule
        if not name.endswith(".mdx"):
            name += ".md"
        page = self._files.get(finding.locale)
        if page is not None and page.has(name):
            return True
        return self._files[self._english].has(name)
