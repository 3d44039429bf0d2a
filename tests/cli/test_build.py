"""`bpa build`: where it writes, and how it tells what would change."""

from pathlib import Path

import pytest

from bpadocs.cli import main
from bpadocs.runtime import Messages


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "project"
    assert main(["init", str(folder)]) == 0
    capsys.readouterr()
    return folder


def build(project: Path, *words: str) -> int:
    return main(["build", "--project", str(project), *words])


def test_a_fresh_clone_is_told_that_there_is_nothing_to_compare_with(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(project, "--check") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "nothing is built in build/, so there is nothing to compare" in said.err
    assert not (project / "build").exists()


def test_stat_is_a_line_for_each_file(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(project) == 0
    rule = project / "rules/dhcp-server/scopes-with-free-addresses.yaml"
    text = rule.read_text("utf-8")
    rule.write_text(text.replace("nearly full", "almost full"), "utf-8")
    capsys.readouterr()
    assert build(project, "--check", "--stat") == 1
    said = capsys.readouterr()
    [line] = [one for one in said.out.splitlines() if "en-us/dhcp" in one]
    assert line.endswith(".md  +1 -1")
    assert "1 file out of date in build/; run “bpa build”" in said.err
    assert build(project, "--stat") == 2
    assert "--stat goes with --check" in capsys.readouterr().err


def test_the_folder_is_that_of_the_option_else_that_of_the_settings(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = project / "bpadocs.toml"
    settings.write_text('out = "public/docs"\n' + settings.read_text("utf-8"), "utf-8")
    assert build(project) == 0
    assert "files in public/docs/" in capsys.readouterr().out
    assert (project / "public/docs/docs/en-us/index.md").is_file()
    assert main(["lint", "--project", str(project)]) == 0
    assert main(["site", "--project", str(project)]) == 0
    assert (project / "public/docs/site/index.html").is_file()
    assert not (project / "build").exists()
    other = tmp_path / "elsewhere"
    assert build(project, "--out", str(other)) == 0
    assert (other / "messages/fr/LC_MESSAGES/bpadocs.mo").is_file()
    assert build(project, "--out", str(other), "--check") == 0


def test_nothing_is_written_among_what_people_write(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(project, "--out", str(project / "rules" / "x")) == 2
    assert "“rules” is for what people write" in capsys.readouterr().err
    assert not (project / "rules" / "x").exists()
    # where a disk does not tell letters of both cases apart, this is the same folder
    assert build(project, "--out", str(project / "Locales")) == 2
    assert "“Locales” is for what people write" in capsys.readouterr().err


def test_a_link_that_leads_out_of_the_project_is_refused(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (project / "public").symlink_to(outside)
    settings = project / "bpadocs.toml"
    settings.write_text('out = "public/docs"\n' + settings.read_text("utf-8"), "utf-8")
    assert build(project) == 2
    assert "bpadocs.toml:1:1: out: “public” is a symbolic link" in (
        capsys.readouterr().err
    )
    assert list(outside.iterdir()) == []


def test_pages_are_made_with_the_template_of_the_project(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = project / "bpadocs.toml"
    usual = settings.read_text("utf-8")
    settings.write_text(f'template = "own.j2"\n{usual}', "utf-8")
    own = project / "own.j2"
    own.write_text(
        '{% extends "bpadocs/page.md.j2" %}{% block table %}\n{{ severity }}\n{% endblock %}'
    )
    page = project / (
        "build/docs/fr-fr/dhcp-server/DHCP-scopes-should-have-free-addresses.md"
    )
    assert build(project) == 0
    text = page.read_text("utf-8")
    assert "\nAvertissement\n" in text
    assert "|-|-|" not in text
    assert build(project, "--check") == 0
    own.write_text("{{ severity }}, changed\n")
    assert build(project, "--check", "--stat") == 1
    assert build(project) == 0
    assert page.read_text("utf-8") == "Avertissement, changed\n"
    own.write_text("{{ severty }}")
    capsys.readouterr()
    assert build(project) == 2
    assert "own.j2:1:1: “severty” is nothing that a page has" in capsys.readouterr().err
    own.unlink()
    assert build(project) == 2
    assert "bpadocs.toml:1:1: template: there is no file “own.j2”" in (
        capsys.readouterr().err
    )


def translate_new_word(project: Path, kind: str, english: str, french: str) -> None:
    assert main(["labels", "--project", str(project)]) == 0
    catalog = project / "locales/fr/LC_MESSAGES/bpadocs.po"
    found = catalog.read_text("utf-8")
    word = f'msgctxt "{kind}"\nmsgid "{english}"\nmsgstr "'
    assert word in found
    catalog.write_text(found.replace(word, f"{word}{french}"), "utf-8")


def test_a_category_of_the_project_is_everywhere_that_categories_are(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = project / "bpadocs.toml"
    targets = 'messages = ["json", "bpa", "psrule", "xccdf"]\n'
    words = '\n[categories]\nstorage = "Storage"\n'
    settings.write_text(targets + settings.read_text("utf-8") + words, "utf-8")
    rule = project / "rules/dhcp-server/scopes-with-free-addresses.yaml"
    text = rule.read_text("utf-8")
    rule.write_text(text.replace("category: operations", "category: storage"), "utf-8")
    translate_new_word(project, "category", "Storage", "Stockage")
    assert "1 word to translate" in capsys.readouterr().out
    assert main(["lint", "--strict", "--project", str(project)]) == 0
    assert build(project) == 0
    for name, said in (
        ("docs/fr-fr/index.md", "## Stockage"),
        (
            "docs/fr-fr/dhcp-server/DHCP-scopes-should-have-free-addresses.md",
            "|Stockage|",
        ),
        ("messages/bpa/fr-FR/DhcpServer.psd1", "Category_Storage = Stockage"),
        ("messages/xccdf/fr.xml", "<title>Stockage</title>"),
        ("messages/json/fr.json", '"Stockage"'),
    ):
        assert said in (project / "build" / name).read_text("utf-8"), name
    assert build(project, "--check") == 0
    assert main(["new", "dhcp-server/another", "--project", str(project)]) == 0
    schema = project / "rules/.schemas/rule.schema.json"
    assert '"storage"' in schema.read_text("utf-8")
    settings.write_text(settings.read_text("utf-8").replace("storage =", "other ="))
    capsys.readouterr()
    assert build(project) == 2
    assert "yaml:4:11: category is one of configuration, " in capsys.readouterr().err


def test_a_severity_of_the_project_is_everywhere_that_severities_are(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = project / "bpadocs.toml"
    targets = 'messages = ["gettext", "json", "bpa", "psrule", "resx", "xccdf"]\n'
    own = '\n[severities]\ncritical = {word = "Critical", like = "error"}\n'
    settings.write_text(targets + settings.read_text("utf-8") + own, "utf-8")
    rule = project / "rules/dhcp-server/scopes-with-free-addresses.yaml"
    text = rule.read_text("utf-8")
    assert "severity: warning" in text
    rule.write_text(text.replace("severity: warning", "severity: critical"), "utf-8")
    translate_new_word(project, "severity", "Critical", "Critique")
    assert "1 word to translate" in capsys.readouterr().out
    assert main(["lint", "--strict", "--project", str(project)]) == 0
    assert build(project) == 0
    page = "DHCP-scopes-should-have-free-addresses"
    for name, said in (
        (f"docs/fr-fr/dhcp-server/{page}.md", "|Critique|"),
        ("messages/bpa/fr-FR/DhcpServer.psd1", "Severity_Critical = Critique"),
        (
            "messages/bpa/fr-FR/DhcpServer.psd1",
            "ScopesWithFreeAddresses_Severity = critical",
        ),
        ("messages/psrule/fr-FR/ScopesWithFreeAddresses.md", "severity: critical"),
        ("messages/resx/DhcpServer.fr.resx", "<value>Critique</value>"),
        ("messages/xccdf/fr.xml", 'severity="high"'),
        ("messages/xccdf/fr.xml", 'severity="critical"'),
        ("messages/json/fr.json", '"Critique"'),
    ):
        assert said in (project / "build" / name).read_text("utf-8"), name
    message = Messages.open(project / "build/messages", "fr")[
        "dhcp-server/scopes-with-free-addresses"
    ]
    assert message.severity == "Critique"
    assert message.severity.id == "critical"
    assert build(project, "--check") == 0
    assert main(["new-model", "dhcp-server", "--project", str(project)]) == 0
    model = project / "models/DhcpServer/DhcpServer.sch"
    assert 'mssml:severity="error"' in model.read_text("utf-8")
    assert main(["site", "--project", str(project)]) == 0
    site = project / "build/site"
    status = (site / "fr-fr/status.html").read_text("utf-8")
    assert '<option value="critical">Critique</option>' in status
    assert '<span class="severity error" title="Critique">' in status
    settings.write_text(settings.read_text("utf-8").replace("critical =", "worse ="))
    capsys.readouterr()
    assert build(project) == 2
    told = capsys.readouterr().err
    assert "yaml:3:11: severity is one of error, warning, information, worse, " in told
