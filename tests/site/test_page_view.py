"""A rule as a page of the documentation, and what stands above it."""

from pathlib import Path

from projects import CANADIAN, REGIONS, write_project

from bpadocs.site.builder import Builder
from bpadocs.site.kept import SITE

MISSING = '<div class="banner missing">'
STALE = '<div class="banner stale">'


def canadian(root: Path, rule: str) -> str:
    """The page of the rule in French for Canada."""
    Builder(write_project(root, {"backups": rule}, REGIONS)).build()
    file = root / "build" / SITE / "fr-ca/pages/hyper-v/Backups.html"
    return file.read_text("utf-8")


def test_what_a_region_borrows_is_not_told_as_english(tmp_path: Path) -> None:
    page = canadian(tmp_path, CANADIAN)
    assert MISSING not in page
    assert "<h1>Sauvegarder les machines virtuelles</h1>" in page


def test_what_neither_has_is_told(tmp_path: Path) -> None:
    french = "    resolution: Sauvegardez chaque machine virtuelle.\n"
    page = canadian(tmp_path, CANADIAN.replace(french, ""))
    _, _, banner = page.partition(MISSING)
    told, _, _ = banner.partition("</div>")
    assert "Résolution" in told
    assert "Impact" not in told
    assert 'href="../../compare/hyper-v/Backups.html#field-resolution"' in told


def test_a_borrowed_text_whose_english_has_changed_is_told(tmp_path: Path) -> None:
    old = "    synced:\n      impact: 0123456789 0123456789 human\n"
    rule = CANADIAN.replace("  fr-CA:\n", f"{old}  fr-CA:\n")
    _, _, banner = canadian(tmp_path, rule).partition(STALE)
    told, _, _ = banner.partition("</div>")
    assert "Impact" in told
