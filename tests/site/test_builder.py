"""The files of the site: which, what is in them, and what is made anew."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from projects import write_project
from site_helpers import (
    ISSUE_BEFORE,
    ISSUE_NOW,
    backups,
    write_site,
    write_site_project,
)

from bpadocs.errors import BrokenInputError
from bpadocs.formats.markdown import parse
from bpadocs.pages.front_matter import without_front_matter
from bpadocs.publish import run
from bpadocs.rule.model import FIELDS
from bpadocs.rule.provenance import fingerprint
from bpadocs.site.builder import Builder
from bpadocs.site.kept import SITE
from bpadocs.words.of_site import WORDS

TEMPLATES = Path(__file__).parents[2] / "src/bpadocs/site/templates"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("project"))


def page(site: Path, name: str) -> str:
    return (site / name).read_text("utf-8")


class _Page(HTMLParser):
    """What a page links to, and what it should not have."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.targets: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self.script = False
        self.feed(text)

    def handle_starttag(
        self, tag: str, attributes: list[tuple[str, str | None]]
    ) -> None:
        named = dict(attributes)
        self.targets += [value for key in ("href", "src") if (value := named.get(key))]
        self.ids += [value for key, value in attributes if key == "id" and value]
        self.faults += [
            f"{tag} {key}"
            for key, _ in attributes
            if key.startswith("on") or key == "style"
        ]
        self.script = tag in ("script", "style")
        if tag == "script" and "src" not in named:
            self.faults.append("script in the page")

    def handle_data(self, data: str) -> None:
        if self.script and data.strip():
            self.faults.append(f"code in the page: {data}")

    def handle_endtag(self, tag: str) -> None:
        self.script = False


def test_every_view_of_every_rule_is_there(site: Path) -> None:
    names = {
        path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()
    }
    for locale in ("en-us", "fr-fr", "ko-kr"):
        for view in ("pages", "compare", "messages"):
            assert f"{locale}/{view}/hyper-v/Backups.html" in names
        assert {
            f"{locale}/index.html",
            f"{locale}/status.html",
            f"{locale}/search.js",
        } <= names
    assert "index.html" in names


def test_every_link_leads_somewhere_and_no_page_has_code_of_its_own(site: Path) -> None:
    for path in site.rglob("*.html"):
        found = _Page(path.read_text("utf-8"))
        assert found.faults == [], path
        assert len(set(found.ids)) == len(found.ids), path
        for target in found.targets:
            if target.startswith("https://"):
                continue
            file, _, anchor = target.partition("#")
            there = (path.parent / file).resolve() if file else path
            assert there.is_file(), f"{path}: {target}"
            if anchor and "?" not in anchor:
                assert anchor in _Page(there.read_text("utf-8")).ids, (
                    f"{path}: {target}"
                )


def test_a_rule_is_text_whatever_it_holds(site: Path) -> None:
    for view in ("pages", "compare", "messages"):
        out = page(site, f"en-us/{view}/hyper-v/Paused-machines.html")
        assert (
            "&lt;img src=x onerror=alert(1)&gt; &amp; &#34;paused&#34; machines" in out
        )
        for number in range(1, 9):
            assert not re.search(
                rf"<[^>]*alert\({number}\)", re.sub(r'title="[^"]*"', "", out)
            ), (
                view,
                number,
            )
    assert '<a id="kept">' in page(site, "en-us/pages/hyper-v/Paused-machines.html")
    assert "<img" not in page(site, "en-us/status.html")


def test_every_page_may_load_its_own_files_only(site: Path) -> None:
    for path in site.rglob("*.html"):
        [policy] = re.findall(
            r'Content-Security-Policy" content="([^"]*)"', path.read_text("utf-8")
        )
        assert "default-src &#39;none&#39;" in policy
        assert "unsafe" not in policy


def test_a_page_is_what_a_build_writes_and_nothing_else(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    for rule in ("backups", "paused"):
        path = root / f"rules/hyper-v/{rule}.yaml"
        path.write_text('applies_to: ""\nnote: ""\n' + path.read_text("utf-8"), "utf-8")
    Builder(root).build()
    run(root, root / "build")
    for locale in ("en-us", "fr-fr", "ko-kr"):
        for name in ("Backups", "Paused-machines"):
            shown = page(root / "build" / SITE, f"{locale}/pages/hyper-v/{name}.html")
            built = page(root / "build/docs", f"{locale}/hyper-v/{name}.md")
            text = " ".join(html.unescape(re.sub("<[^>]*>", "", shown)).split())
            assert "Applies To" not in text
            assert "italics" not in text
            for block in parse(without_front_matter(built)).blocks:
                raw = any(inline.kind == "html" for inline in block.inlines)
                if block.kind in ("heading", "paragraph", "fence", "cell") and not raw:
                    assert " ".join(block.plain.split()) in text, (locale, name)


def test_a_page_says_what_is_stale_and_what_is_english(site: Path) -> None:
    out = page(site, "fr-fr/pages/hyper-v/Backups.html")
    assert "L’anglais a changé depuis cette traduction." in out
    assert "À mettre à jour\u00a0: Problème." in out
    assert "En anglais pour l’instant\u00a0: Voir aussi." in out
    assert '<div class="fallback" lang="en" dir="ltr">' in out
    english = page(site, "en-us/pages/hyper-v/Backups.html")
    assert "banner" not in english
    assert (
        '<a href="../hyper-v/Paused-machines.html#impact">the other rule</a>' in english
    )


def test_side_by_side_shows_how_the_english_changed(site: Path) -> None:
    out = page(site, "fr-fr/compare/hyper-v/Backups.html")
    assert "Some virtual machines have no <ins>recent </ins>backup." in out
    assert "traduction humaine, relue" in out


def test_what_needs_no_translator_has_its_command_beside_it(
    site: Path, tmp_path: Path
) -> None:
    name = "fr-fr/compare/hyper-v/Backups.html"
    command = "bpa carry hyper-v/backups --locale fr"
    assert command not in page(site, name), "words have changed there"
    root = write_site_project(tmp_path)
    file = root / "rules" / "hyper-v" / "backups.yaml"
    file.write_text(backups(ISSUE_BEFORE.replace(" ", "\u00a0", 1)), "utf-8")
    Builder(root).build()
    assert command in page(root / "build" / SITE, name)


def test_a_review_is_of_the_text_that_was_reviewed(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    rule = root / "rules/hyper-v/backups.yaml"
    rule.write_text(
        rule.read_text("utf-8").replace("Sauvegarder les", "Ne sauvegardez pas les"),
        "utf-8",
    )
    Builder(root).build()
    out = page(root / "build" / SITE, "fr-fr/compare/hyper-v/Backups.html")
    [title] = re.findall(r'<h2 id="field-title">.*?</section>', out, re.DOTALL)
    assert "Ne sauvegardez pas" in title
    assert "Modifiée" in title
    assert "relue" not in out
    assert "<ins>" not in title, "its English has not changed"
    assert "change-note" not in title
    banner = re.findall(
        r'<div class="banner stale">.*?</div>',
        page(root / "build" / SITE, "fr-fr/pages/hyper-v/Backups.html"),
    )
    assert [("Titre" in one, "Problème" in one) for one in banner] == [(False, True)]


def test_a_finding_stands_at_its_span(site: Path) -> None:
    out = page(site, "fr-fr/compare/hyper-v/Backups.html")
    [(level, remark)] = re.findall(
        r'<span id="mark-\d+"></span><a class="mark (\w+)" href="#(finding-\d+)"[^>]*>'
        "`Get-VM-Name DC01`</a>",
        out,
    )
    assert f'<li class="{level}" id="{remark}"' in out
    assert 'checks.html#code-spans"' in out
    assert re.search(r'data-copied-text="rules/hyper-v/backups.yaml:\d+:\d+"', out)
    checks = page(site, "fr-fr/checks.html")
    assert '<h2 id="code-spans">' in checks


def test_a_translator_is_told_what_an_argument_is(site: Path) -> None:
    out = page(site, "fr-fr/compare/hyper-v/Backups.html")
    [told] = re.findall(r'<ul class="arguments">(.*?)</ul>', out, re.DOTALL)
    words = " ".join(re.sub("<[^>]*>", "", told).split())
    assert words == "{virtual_machines} liste des machines virtuelles (list)"


def test_marks_change_nothing_of_a_text(site: Path) -> None:
    out = page(site, "fr-fr/compare/hyper-v/Backups.html")
    [cell] = re.findall(r'source-text" lang="fr-FR"[^>]*>(Exécutez.*?)</div>', out)
    assert html.unescape(re.sub("<[^>]*>", "", cell)) == (
        "Exécutez `Get-VM-Name DC01`, puis sélectionnez **Démarrer**. "
        "Voir [l’autre règle](Paused-machines.md#impact)."
    )


def test_each_block_stands_beside_that_of_the_translation(site: Path) -> None:
    out = page(site, "fr-fr/compare/hyper-v/Backups.html")
    details = out.partition('id="field-resolution_details"')[2].partition("</section>")[
        0
    ]
    lines = [
        " ".join(html.unescape(re.sub("<[^>]*>", " ", line)).split())
        for line in details.split('<div class="line">')[1:]
    ]
    assert len(lines) == 4
    beside = (("By hand", "À la main"), ("Try to restore one.", "Essayez d’en"))
    for line, words in zip((lines[1], lines[3]), beside, strict=True):
        assert [word for word in words if word not in line] == []


def test_messages_are_what_a_checker_prints(site: Path) -> None:
    french = page(site, "fr-fr/messages/hyper-v/Backups.html")
    assert "SQL01, WEB02, FILE03, DC04 et APP05" in french
    assert "<p><span>SQL01</span></p>" in french
    assert "Every virtual machine has a recent backup.</span>" in french
    assert "pas encore traduit" in french
    plural = page(site, "en-us/messages/hyper-v/Paused-machines.html")
    assert "One &lt;b&gt;machine&lt;/b&gt; is paused." in plural
    assert "Some machines are paused." in plural


def test_a_second_build_changes_nothing(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    first = Builder(root).build()
    again = Builder(root).build()
    assert (first.unchanged, first.removed) == (0, 0)
    assert (again.changed, again.removed, again.files) == ((), 0, first.files)


def test_one_rule_changed_makes_its_own_pages_anew(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    whole = Builder(root).build()
    (root / "rules/hyper-v/backups.yaml").write_text(
        backups("Some virtual machines have no backup at all."), "utf-8"
    )
    built = Builder(root).build()
    assert built.files == whole.files
    assert 0 < len(built.changed) < 15
    assert "no backup at all" in page(
        root / "build" / SITE, "en-us/pages/hyper-v/Backups.html"
    )
    assert "no backup at all" in page(root / "build" / SITE, "en-us/search.js")


def test_a_rule_that_is_gone_takes_its_pages_along(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    whole = Builder(root).build()
    (root / "rules/hyper-v/paused.yaml").unlink()
    built = Builder(root).build()
    assert (built.removed, built.files) == (9, whole.files - 9)
    assert not (
        root / "build" / SITE / "en-us/pages/hyper-v/Paused-machines.html"
    ).exists()


def test_the_pages_of_a_rule_with_mistakes_stay_as_they_were(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    whole = Builder(root).build()
    rule = root / "rules/hyper-v/backups.yaml"
    rule.write_text("page: [", "utf-8")
    built = Builder(root).build()
    assert (built.rules, built.files, built.removed) == (1, whole.files, 0)
    assert [one.path for one in built.problems] == ["rules/hyper-v/backups.yaml"]
    assert built.left_out == {"rules/hyper-v/backups.yaml"}
    site = root / "build" / SITE
    assert ISSUE_NOW in page(site, "en-us/pages/hyper-v/Backups.html")
    assert "Backups.html" not in page(site, "en-us/index.html")
    assert "Paused-machines.html" in page(site, "en-us/index.html")
    rule.write_text(backups("Mended."), "utf-8")
    assert Builder(root).build().problems == ()
    assert "Mended." in page(site, "en-us/pages/hyper-v/Backups.html")


def test_the_pages_of_a_product_with_mistakes_stay_as_they_were(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    whole = Builder(root).build()
    (root / "rules/hyper-v/product.yaml").unlink()
    built = Builder(root).build()
    assert (built.rules, built.files, built.removed) == (0, whole.files, 0)
    site = root / "build" / SITE
    assert ISSUE_NOW in page(site, "en-us/pages/hyper-v/Backups.html")


def test_settings_with_mistakes_leave_the_site_as_it_was(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    builder = Builder(root)
    builder.build()
    (root / "pyproject.toml").write_text("tool = 1", "utf-8")
    with pytest.raises(BrokenInputError):
        builder.build()
    assert ISSUE_NOW in page(root / "build" / SITE, "en-us/pages/hyper-v/Backups.html")


def test_nothing_is_made_in_the_place_of_a_project_that_is_gone(tmp_path: Path) -> None:
    root = write_site_project(tmp_path / "project")
    builder = Builder(root)
    builder.build()
    (root / "rules/hyper-v/backups.yaml").write_text(backups("Changed."), "utf-8")
    root.rename(tmp_path / "aside")
    with pytest.raises(BrokenInputError):
        builder.build()
    assert not root.exists()


def test_every_field_has_its_place_in_every_view(tmp_path: Path) -> None:
    """In every state: French is missing one field, has an unconfirmed one, and confirmed the
    others.
    """
    english = {name: f"English {name} words." for name in FIELDS}
    french = {name: f"Mots du champ {name}." for name in FIELDS}
    for left in FIELDS:
        stamps = {
            name: f"{fingerprint(english[name] + ('before' if name == 'heading' else ''))} {fingerprint(french[name])}"
            for name in FIELDS
            if name != left
        }
        lines = [
            *_yaml("en", english),
            *_yaml("fr", {name: french[name] for name in stamps}),
            "    synced:",
        ]
        lines += [f"      {name}: {stamp} human" for name, stamp in stamps.items()]
        root = tmp_path / left
        rule = (
            "page: Fields\nseverity: error\ncategory: policy\ntext:\n"
            + "\n".join(lines)
            + "\n"
        )
        write_project(root, {"fields": rule})
        assert Builder(root).build().problems == ()
        for locale in ("en-us", "fr-fr"):
            compare = page(
                root / "build" / SITE, f"{locale}/compare/hyper-v/Fields.html"
            )
            assert [
                name for name in FIELDS if f"English {name} words." not in compare
            ] == []
    shown = page(root / "build" / SITE, "fr-fr/compare/hyper-v/Fields.html")
    assert "Intitulé" in shown


def _yaml(language: str, texts: dict[str, str]) -> list[str]:
    return [f"  {language}:", *(f"    {name}: {text}" for name, text in texts.items())]


def test_a_project_without_git_still_has_its_site(tmp_path: Path) -> None:
    root = write_site_project(tmp_path)
    for path in sorted((root / ".git").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (root / ".git").rmdir()
    Builder(root).build()
    assert "git fetch --unshallow" in page(
        root / "build" / SITE, "fr-fr/compare/hyper-v/Backups.html"
    )


def test_every_word_of_the_templates_can_be_translated() -> None:
    known = {word.english for word in WORDS}
    used = set()
    for path in TEMPLATES.glob("*.j2"):
        used |= {
            match[2]
            for match in re.finditer(
                r"""\b[_t]\((["'])(.*?)\1[,)]""", path.read_text("utf-8")
            )
        }
    assert len(used) > 40
    assert used <= known


def test_the_words_of_the_site_are_translated() -> None:
    from bpadocs.words.labels import read_labels

    for language, labels in read_labels(None, ("fr", "it", "es", "ko")).items():
        missing = [
            word.english for word in WORDS if not labels.has(word.context, word.english)
        ]
        assert missing == [], language
