"""What becomes of a PO file that came back."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from exchange_helpers import (
    RULE,
    bpa,
    carried,
    change,
    change_english,
    entries,
    exported,
    msgfmt,
    project_with_glossary,
    rule_file,
    tree,
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_with_glossary(tmp_path / "project")


def export(project: Path, *words: str, locale: str = "fr") -> Path:
    return exported("po", project, *words, locale=locale)


def test_nothing_translated_changes_nothing(project: Path) -> None:
    before = tree(project)
    for words in ((), ("--all",)):
        for locale in ("fr", "ko", "pl"):
            file = export(project, *words, locale=locale)
            bpa("po", "import", str(file), project=project)
            assert tree(project) == before


def test_a_translation_touches_its_own_lines_only(project: Path) -> None:
    before = rule_file(project).read_text()
    file = export(project, "--all")
    change(
        file,
        ('msgstr "Libérez de l’espace."', 'msgstr "Libérez de l’espace\u00a0: vite"'),
    )
    code, out, _ = bpa("po", "import", str(file), project=project)
    assert (code, out) == (0, "1 text imported, 4 unchanged, 0 refused\n")
    old, new = before.splitlines(), rule_file(project).read_text().splitlines()
    changed = [(a.strip(), b.strip()) for a, b in zip(old, new, strict=True) if a != b]
    assert changed[0] == (
        "resolution: Libérez de l’espace.",
        "resolution: 'Libérez de l’espace\u00a0: vite'",
    )
    assert len(changed) == 2
    assert changed[1][0].startswith("resolution: ")
    assert changed[1][1].endswith(" human")
    once = tree(project)
    assert (
        bpa("po", "import", str(file), project=project)[1]
        == "0 texts imported, 5 unchanged, 0 refused\n"
    )
    assert tree(project) == once


def test_a_new_language_goes_in_at_its_place(project: Path) -> None:
    file = export(project, locale="pl")
    change(
        file,
        (
            'msgid "Free some space."\nmsgstr ""',
            'msgid "Free some space."\nmsgstr "Zwolnij miejsce."',
        ),
        ('msgstr[0] ""', 'msgstr[0] "Wolumin {volumes}: {percent}."'),
        ('msgstr[1] ""', 'msgstr[1] "Woluminy {volumes}: {percent}."'),
        ('msgstr[2] ""', 'msgstr[2] "Woluminów {volumes}: {percent}."'),
        ('msgstr[3] ""', 'msgstr[3] "Woluminu {volumes}: {percent}."'),
    )
    msgfmt(file)
    code, out, err = bpa("po", "import", str(file), project=project)
    assert (code, err) == (0, "")
    assert out == "2 texts imported, 0 unchanged, 3 left untranslated, 0 refused\n"
    text = rule_file(project).read_text()
    assert text.startswith(RULE[: RULE.index("  fr:")])
    assert text[text.index("  pl:") :].startswith(
        """\
  pl:
    issue:
      one: 'Wolumin {volumes}: {percent}.'
      few: 'Woluminy {volumes}: {percent}.'
      many: 'Woluminów {volumes}: {percent}.'
      other: 'Woluminu {volumes}: {percent}.'
    resolution: Zwolnij miejsce.
    synced:
"""
    )


def test_plural_forms_of_another_tool(project: Path) -> None:
    """A tool may know three Polish forms where CLDR has four, and say so in the header."""
    file = export(project, locale="pl")
    text = file.read_text("utf-8")
    header = text[text.index('"Plural-Forms') : text.index('"X-Generator')]
    theirs = (
        '"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && '
        '(n%100<10 || n%100>=20) ? 1 : 2);\\n"\n'
    )
    change(
        file,
        (header, theirs),
        ('msgstr[3] ""\n', ""),
        *(
            (f'msgstr[{n}] ""', f'msgstr[{n}] "{word} {{volumes}}: {{percent}}."')
            for n, word in enumerate("abc")
        ),
    )
    assert "1 text imported" in bpa("po", "import", str(file), project=project)[1]
    text = rule_file(project).read_text()
    forms = [
        line.split(": ")[0].strip() + line[-1]
        for line in text.splitlines()
        if "{percent}.'" in line
    ]
    assert [form[:-1] for form in forms] == ["one", "few", "other"]
    assert "other: 'c {volumes}: {percent}.'" in text


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        (
            '"storage/free-space#impact"',
            '"storage/free-spaces#impact"',
            "did you mean “storage/free-space”",
        ),
        (
            '"storage/free-space#impact"',
            '"storage/free-space#impacts"',
            "did you mean “impact”",
        ),
        (
            'Free some space."\nmsgstr "Li',
            'Free all space."\nmsgstr "li',
            "since the export: Free [-all-]{+some+}",
        ),
        (
            'msgstr[1] "Les volumes {volumes} ont moins de {percent} % d’espace libre."',
            'msgstr[1] ""',
            "not translated for many",
        ),
        ('msgstr[1] "Les volumes', 'msgstr[1] "" "" #', "not a line of a PO file"),
        (
            'msgstr[0] "Le volume {volumes} a',
            'msgstr[0] "Le volume {volume} a',
            "{volume}; did you mean “volumes”?",
        ),
        (
            'msgstr[0] "Le volume {volumes} a',
            'msgstr[0] "Le volume {volumes a',
            "is never closed",
        ),
        ("#, python-brace-format\n", "#, python-brace-format, fuzzy\n", None),
        ('msgctxt "storage/free-space#impact"\n', "", "names no rule and field"),
    ],
)
def test_what_is_refused(project: Path, old: str, new: str, why: str | None) -> None:
    before = tree(project)
    file = export(project, "--all")
    line = file.read_text("utf-8").partition(old)[0].count("\n") + 1
    change(file, (old, new))
    code, _, err = bpa("po", "import", str(file), project=project)
    assert tree(project) == before
    if why is None:
        assert (code, err) == (0, "")
    else:
        assert code in (1, 2)
        assert why in err
        numbers = [
            int(part.split(":")[1])
            for part in err.splitlines()
            if part.startswith(str(file))
        ]
        assert any(abs(number - line) <= 4 for number in numbers), (line, err)


def test_a_fuzzy_unit_waits_until_somebody_says_it_is_right(project: Path) -> None:
    change_english(project, "Free some space.", "Free some space soon.")
    file = export(project)
    before = tree(project)
    code, out, err = bpa("po", "import", str(file), project=project)
    assert (code, err) == (0, "")
    assert out == "0 texts imported, 0 unchanged, 1 left unfinished, 0 refused\n"
    assert tree(project) == before
    change(file, ("#, fuzzy\n", ""))
    code, out, _ = bpa("po", "import", str(file), project=project)
    assert (code, out) == (
        0,
        "0 texts imported, 1 confirmed as it stands, 0 unchanged, 0 refused\n",
    )
    assert entries(export(project)) == {}


def test_good_units_go_in_beside_bad_ones_and_a_dry_run_writes_nothing(
    project: Path,
) -> None:
    file = export(project, "--all")
    change(
        file,
        ('msgstr "Libérez de l’espace."', 'msgstr "Faites de la place."'),
        ('msgstr[0] "Le volume {volumes} a', 'msgstr[0] "Le volume {volum} a'),
    )
    before = tree(project)
    code, out, _ = bpa("po", "import", "--dry-run", str(file), project=project)
    assert code == 1
    assert "+    resolution: Faites de la place.\n" in out
    assert out.endswith("1 text would be imported, 3 unchanged, 1 refused\n")
    assert tree(project) == before
    code, out, _ = bpa("po", "import", str(file), project=project)
    assert out == "1 text imported, 3 unchanged, 1 refused\n"
    assert b"resolution: Faites de la place.\n" in rule_file(project).read_bytes()


def test_markup_that_lint_calls_an_error_is_refused(project: Path) -> None:
    file = export(project, "--all")
    change(file, ("Exécutez `Get-Volume`, puis", "Exécutez `Get-Volumes`, puis"))
    code, _, err = bpa("po", "import", str(file), project=project)
    assert code == 1
    assert "storage/free-space#resolution_details: code-spans:" in err


def test_a_file_that_is_no_catalog_of_ours(project: Path, tmp_path: Path) -> None:
    cases = {
        b'msgid ""\nmsgstr "Language: de\\n"\n': "the project has fr, ko, pl",
        b"hello\n": "not a line of a PO file",
        b'msgid ""\nmsgstr "Language: fr\\nContent-Type: text/plain; charset=klingon\\n"\n': (
            "unknown charset"
        ),
        b'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "\xff"\nmsgstr ""\n': "not utf-8",
        b'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgid "a"\n': "an entry needs msgid and msgstr",
    }
    for content, message in cases.items():
        file = tmp_path / "x.po"
        file.write_bytes(content)
        code, _, err = bpa("po", "import", str(file), project=project)
        assert code == 2
        assert message in err
        assert f"{file}:" in err


def test_files_of_other_tools(project: Path) -> None:
    """Wrapped lines, CRLF, a byte-order mark, obsolete entries, another charset."""
    file = export(project, "--all")
    change(file, ('msgstr "Libérez de l’espace."', 'msgstr "Faites de la place."'))
    text = file.read_text("utf-8").replace(
        '"Faites de la place."', '""\n"Faites de "\n"la place."'
    )
    text += '\n#, fuzzy\n#~ msgid "gone"\n#~ msgstr "parti"\n'
    file.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert (
        "1 text would be imported, 4 unch"
        in bpa("po", "import", str(file), "--dry-run", project=project)[1]
    )
    latin = text.replace("charset=UTF-8", "charset=iso-8859-15").replace("’", "'")
    file.write_bytes(latin.encode("iso-8859-15", "replace"))
    assert (
        "Libérez de l'espace"
        not in bpa("po", "import", str(file), "--dry-run", project=project)[2]
    )
    if shutil.which("msgattrib"):
        export(project, "--all")
        change(file, ('msgstr "Libérez de l’espace."', 'msgstr "Faites de la place."'))
        done = subprocess.run(["msgattrib", str(file)], capture_output=True, check=True)
        file.write_bytes(done.stdout)
        assert (
            "1 text imported, 4 unchanged, 0 refused"
            in bpa("po", "import", str(file), project=project)[1]
        )


def test_an_interrupted_import_leaves_every_file_whole(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = rule_file(project).with_name("second.yaml")
    second.write_text(
        rule_file(project).read_text().replace("page: Free-space", "page: Second")
    )
    bpa("stamp", "rules/storage", project=project)
    file = export(project, "--all")
    file.write_text(
        file.read_text("utf-8").replace("Libérez de l’espace.", "Faites de la place."),
        "utf-8",
    )
    before = tree(project)
    replaced: list[str] = []

    def interrupted(source: str, target: str) -> None:
        if replaced:
            raise KeyboardInterrupt
        replaced.append(Path(target).name)
        os.rename(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("os.replace", interrupted)
        assert bpa("po", "import", str(file), project=project)[0] == 130
    after = tree(project)
    assert after.keys() == before.keys()
    assert replaced == ["free-space.yaml"]
    assert after["rules/storage/second.yaml"] == before["rules/storage/second.yaml"]
    assert b"Faites de la place." in after["rules/storage/free-space.yaml"]
    assert (
        bpa("po", "import", str(file), project=project)[1]
        == "1 text imported, 9 unchanged, 0 refused\n"
    )


def test_what_was_carried_goes_out_when_it_is_asked_for(project: Path) -> None:
    carried(project)
    assert entries(export(project)) == {}
    everything = entries(export(project, "--all"))
    assert not everything["storage/free-space#resolution"].fuzzy
    [(name, unit)] = entries(export(project, "--carried")).items()
    assert (name, unit.fuzzy) == ("storage/free-space#resolution", True)


def test_a_translator_settles_what_was_carried(project: Path) -> None:
    file = export(carried(project), "--carried")
    before = tree(project)
    _, out, _ = bpa("po", "import", str(file), project=project)
    assert out == "0 texts imported, 0 unchanged, 1 left unfinished, 0 refused\n"
    assert tree(project) == before
    change(file, ("#, fuzzy\n", ""))
    _, out, _ = bpa("po", "import", str(file), project=project)
    assert out.startswith("0 texts imported, 1 confirmed as it stands")
    assert " machine reviewed\n" in rule_file(project).read_text("utf-8")
    assert entries(export(project, "--carried")) == {}


def test_another_text_for_what_was_carried_is_nobody_s_review(project: Path) -> None:
    file = export(carried(project), "--carried")
    change(file, ("#, fuzzy\n", ""), ("Libérez de l’espace.", "Faites de la place."))
    _, out, _ = bpa("po", "import", str(file), project=project)
    assert out.startswith("1 text imported")
    text = rule_file(project).read_text("utf-8")
    assert "resolution: Faites de la place." in text
    assert "carried" not in text
    assert "reviewed" not in text


def test_a_file_that_nobody_was_asked_to_read_reviews_nothing(project: Path) -> None:
    file = export(carried(project), "--all")
    before = tree(project)
    _, out, _ = bpa("po", "import", str(file), project=project)
    assert out == "0 texts imported, 5 unchanged, 0 refused\n"
    assert tree(project) == before
