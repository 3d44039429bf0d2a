"""Terms from a file of somebody else into locales/LANG/glossary.yaml: `bpa glossary import`."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bpadocs.errors import BrokenInputError, Problem
from bpadocs.lint.settings import glossary_of
from bpadocs.project.settings import read_settings
from bpadocs.system.files import WORDS_LIMIT, read_inside, text_of
from bpadocs.system.saving import Change, Saved, save
from bpadocs.words.glossary import glossary_path
from bpadocs.words.glossary_merge import MergedTerms, merge_terms
from bpadocs.words.term_files import read_terms_in
from bpadocs.words.terminology import TermsFound


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryImport:
    """What an import would make of the glossary."""

    path: str
    """The glossary, relative to the project."""
    before: bytes | None
    merged: MergedTerms
    found: TermsFound

    @property
    def after(self) -> bytes:
        """The bytes the glossary is to have."""
        return self.merged.text.encode()


def plan_import(
    root: Path, language: str, file: Path, columns: Mapping[str, str]
) -> GlossaryImport:
    """Return what the terms of this file make of the project's glossary; nothing is written.

    Raises BrokenInputError for mistakes in the file as a whole, or in the glossary.
    """
    source = read_settings(root).source_language
    found = read_terms_in(file, columns, language, source)
    path = glossary_path(language)
    before = read_inside(root, path, WORDS_LIMIT)
    merged = _merged(root, language, str(file), found, before or b"")
    return GlossaryImport(
        path=path,
        before=before,
        merged=merged,
        found=found,
    )


def _merged(
    root: Path, language: str, file: str, found: TermsFound, glossary: bytes
) -> MergedTerms:
    path = glossary_path(language)
    known = glossary_of(root, read_settings(root), language).terms
    text = text_of(glossary, path)
    merged = merge_terms(text, path, found.terms, file, known)
    if len(merged.text.encode()) > WORDS_LIMIT:
        message = (
            f"with these terms the glossary would have more than {WORDS_LIMIT // 1_000_000} MB, "
            "the most that is read; import fewer"
        )
        raise BrokenInputError([Problem(path, 1, 1, message)])
    return merged


def save_import(root: Path, language: str, file: Path, plan: GlossaryImport) -> Saved:
    """Write the glossary; if somebody wrote in it meanwhile, the terms go into what it is now."""

    def again(_: str, now: bytes) -> bytes:
        """Return the glossary as it has become, with the terms."""
        return _merged(root, language, str(file), plan.found, now).text.encode()

    changes = {}
    if plan.after != (plan.before or b""):  # or an empty file would be made
        changes[plan.path] = Change(plan.before, plan.after)
    return save(root, changes, again)
