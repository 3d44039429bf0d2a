"""Pages of a rule, from one state of the project."""

import re
from pathlib import Path

from site_helpers import write_site_project

from bpadocs.project.tree import read_project
from bpadocs.site.kept import SITE
from bpadocs.site.rendering import Rendering
from bpadocs.words.labels import read_labels

HOST = "https://example.org/edit/{path}#L{line}"
LINK = r'href="https://example\.org/edit/rules/hyper-v/backups\.yaml#L(\d+)"'


def pages(root: Path) -> dict[str, str]:
    """The pages of a rule in a project that says where its files are edited and written."""
    project = read_project(write_site_project(root / "project"))
    settings = project.settings._replace(edit_url=HOST, out="public")
    labels = read_labels(project.root, settings.languages)
    run = Rendering(project._replace(settings=settings), labels, {})
    rule = next(one for one in project.rules if one.id == "hyper-v/backups")
    files = run.rule_files(rule, run.open_messages(root / "aside", [rule]))
    return {name: content.decode() for name, content in files.items()}


def test_every_text_leads_to_its_line(tmp_path: Path) -> None:
    made = pages(tmp_path)
    lines = (tmp_path / "project/rules/hyper-v/backups.yaml").read_text("utf-8")
    for locale, language in (("en-us", "en"), ("fr-fr", "fr"), ("ko-kr", "ko")):
        page = made[f"{SITE}/{locale}/compare/hyper-v/Backups.html"]
        own = re.search(rf"^  {language}:\n((?:    .*\n|\n)+)", lines, re.MULTILINE)
        assert own is not None
        first = lines.count("\n", 0, own.start(1))
        rows = re.findall(rf'id="field-(\w+)".*?{LINK}', page, re.DOTALL)
        assert len(rows) == 8
        for name, number in rows:
            line = lines.split("\n")[int(number) - 1]
            if re.search(rf"^    {name}:", own[1], re.MULTILINE):
                assert line.startswith(f"    {name}:"), name
                assert int(number) > first


def test_a_page_leads_to_the_texts_of_its_language(tmp_path: Path) -> None:
    made = pages(tmp_path)
    lines = (tmp_path / "project/rules/hyper-v/backups.yaml").read_text("utf-8")
    for locale, title in (("en-us", "Back up"), ("fr-fr", "Sauvegarder")):
        [number] = re.findall(LINK, made[f"{SITE}/{locale}/pages/hyper-v/Backups.html"])
        assert lines.split("\n")[int(number) - 1].startswith(f"    title: {title}")


def test_a_checker_loads_messages_from_where_the_project_writes_them(
    tmp_path: Path,
) -> None:
    page = pages(tmp_path)[f"{SITE}/fr-fr/messages/hyper-v/Backups.html"]
    for loaded in ("public/messages&#34;", "public/messages/bpa&#39;", "/bpa/fr-FR/"):
        assert loaded in page
    assert "build/messages" not in page
