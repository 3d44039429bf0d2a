"""What a site is made from: a change of any of it is noticed."""

from pathlib import Path

from bpadocs.site.inputs import settings_of, stamps


def test_settings_and_the_template_that_they_name_belong_to_it(tmp_path: Path) -> None:
    (tmp_path / "bpadocs.toml").write_text('template = "page.md.j2"\n')
    template = tmp_path / "page.md.j2"
    template.write_text("{{ broken")
    assert settings_of(tmp_path) == ["bpadocs.toml", "pyproject.toml", "page.md.j2"]
    before = stamps(tmp_path)
    template.write_text("{{ heading }}")
    assert stamps(tmp_path) != before


def test_settings_that_nobody_can_read_name_none(tmp_path: Path) -> None:
    (tmp_path / "bpadocs.toml").write_text("template = \n")
    assert settings_of(tmp_path) == ["bpadocs.toml", "pyproject.toml"]
    (tmp_path / "bpadocs.toml").write_text("template = 1\n")
    assert settings_of(tmp_path) == ["bpadocs.toml", "pyproject.toml"]
