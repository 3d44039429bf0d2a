import os
import re
from pathlib import Path
from time import process_time

import pytest
from hostile import growth

from bpadocs.cli import main
from bpadocs.errors import BrokenInputError
from bpadocs.lint.run import lint
from bpadocs.project.own_languages import SCRIPTS, read_languages
from bpadocs.words.languages import SHIPPED, read_language

DOCS = Path(__file__).parents[2] / "docs" / "languages.md"

GERMAN = r"""
scripts: [Latin]
function_words: der die das und nicht ist auf den
loanwords: Computer
common_capitals: true
quotes: „“
negation: '\b(?:nicht|kein\w*)\b'
actions:
  right-click: '\brechten Maustaste\b'
  double-click: '\bdoppelkl\w+'
  click: '\bklick\w*'
lists:
  small: der die das
grammar:
  - find: '\b{small} {small}\b'
    message: 'two articles: “{match}”'
senses:
  - english: '\bmight\b'
    find: '\beventuell\b'
    message: 'might: möglicherweise'
"""

RULE = """
page: A
severity: error
category: configuration
text:
  en:
    title: The computer has enough processors
    issue: The computer does not have enough processors.
    impact: Virtual machines might not start.
    resolution: Right-click the computer, and then add the processors.
  de:
    title: Der die Computer hat genug Prozessoren
    issue: Der Computer hat genug Prozessoren.
    impact: Eventuell starten die virtuellen Maschinen nicht.
    resolution: Klicken Sie auf den Computer, und fügen Sie die Prozessoren hinzu.
"""


def project(folder: Path, **files: str) -> Path:
    """A project with a rule in English and German, and these files of languages."""
    (folder / "rules" / "p").mkdir(parents=True)
    (folder / "languages").mkdir()
    (folder / "bpadocs.toml").write_text(
        '[locales]\nen = "en-us"\nde = "de-de"\n', "utf-8"
    )
    product = "name: P\noperating_systems: [Windows Server 2022]\n"
    (folder / "rules/p/product.yaml").write_text(product, "utf-8")
    (folder / "rules/p/a.yaml").write_text(RULE, "utf-8")
    for name, text in files.items():
        (folder / f"languages/{name}.yaml").write_text(text, "utf-8")
    return folder


def found(root: Path) -> dict[str, str]:
    """What is found in the German, by check."""
    report = lint(root)
    assert not report.problems
    return {one.check: one.message for one in report.findings if one.language == "de"}


def test_a_language_of_the_project_has_checks_of_its_own(tmp_path: Path) -> None:
    messages = found(project(tmp_path, de=GERMAN))
    assert messages["negation"] == (
        "“not” of the English is lost: this says the reverse"
    )
    assert messages["word-senses"] == "might: möglicherweise"
    assert messages["grammar"] == "two articles: “Der die”"
    assert messages["ui-verbs"] == "a click; the English has a right-click"
    assert "english-fragments" not in messages  # “Computer” is German too


def test_without_the_file_nothing_of_it_is_found(tmp_path: Path) -> None:
    messages = found(project(tmp_path))
    assert {"negation", "word-senses", "grammar", "ui-verbs"}.isdisjoint(messages)
    # one word of English alone may be a word of the language, of which nothing is known
    assert "english-fragments" not in messages


def test_what_changes_in_the_file_is_found_in_the_next_run(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert "word-senses" not in found(root)
    (root / "languages/de.yaml").write_text(GERMAN, "utf-8")
    assert found(root)["word-senses"] == "might: möglicherweise"
    changed = GERMAN.replace("might: möglich", "perhaps: möglich")
    (root / "languages/de.yaml").write_text(changed, "utf-8")
    assert found(root)["word-senses"] == "perhaps: möglicherweise"
    (root / "languages/de.yaml").unlink()
    assert "word-senses" not in found(root)


def test_it_adds_to_what_the_package_knows(tmp_path: Path) -> None:
    french = (
        "loanwords: runbook\nlength: [0.5, 3]\nnumbers: {seize: 16}\n"
        "senses:\n  - find: runbooks\n    message: runbook\n"
        "agreement: {nouns: {ms: runbook}}\n"
    )
    data = read_languages(project(tmp_path, fr=french)).read("fr", "windows")
    shipped = read_language("fr", "windows")
    assert data.loanwords == shipped.loanwords | {"runbook"}
    assert data.length == (0.5, 3.0)
    assert data.numbers == {**shipped.numbers, "seize": 16}
    assert data.senses[:-1] == shipped.senses
    assert data.senses[-1].message == "runbook"
    assert data.agreement.nouns["runbook"] == "ms"
    assert data.agreement.nouns["serveur"] == "ms"
    assert data.quotes == shipped.quotes


def test_a_variant_goes_by_its_language_and_then_by_its_own(tmp_path: Path) -> None:
    austrian = "scripts: [Latin]\nloanwords: Sackerl\nquotes: »«\n"
    languages = read_languages(project(tmp_path, de=GERMAN, **{"de-AT": austrian}))
    assert languages.read("de").quotes == ("„“",)
    assert languages.read("de-AT").quotes == ("»«",)
    assert languages.read("de-AT").loanwords == {"computer", "sackerl"}
    assert languages.read("de-CH").quotes == ("„“",)
    assert languages.known == ("de", "de-AT", *SHIPPED.known)


def test_english_can_be_added_to(tmp_path: Path) -> None:
    english = (
        "split_words:\n"
        "  - find: '\\bend point\\b'\n"
        "    message: '“{match}” is one word'\n"
    )
    root = project(tmp_path, en=english)
    rule = root / "rules/p/a.yaml"
    text = rule.read_text("utf-8")
    rule.write_text(text.replace("might not start", "lose the end point"), "utf-8")
    messages = [one.message for one in lint(root).findings if one.language == "en"]
    assert "“end point” is one word" in messages


@pytest.mark.parametrize(
    ("german", "said", "told"),
    [
        ("never: nie\n  always: immer", "start at no time", True),
        ("never: nie\n  always: immer", "start", False),
        # how the opposite is said is not known
        ("never: nie", "never start", False),
    ],
)
def test_opposites_go_by_the_words_of_the_project_for_both(
    tmp_path: Path, german: str, said: str, told: bool
) -> None:
    english = r"never: '\b(?:never|at no time)\b'"
    root = project(
        tmp_path,
        de=f"scripts: [Latin]\nopposites:\n  {german}\n",
        en=f"opposites:\n  {english}\n",
    )
    rule = root / "rules/p/a.yaml"
    text = rule.read_text("utf-8").replace("might not start", said)
    rule.write_text(text.replace("Eventuell starten", "Immer starten"), "utf-8")
    report = lint(root)
    assert not report.failures
    assert ("opposites" in {one.check for one in report.findings}) is told


def test_many_lists_and_patterns_are_read_as_quickly_as_few(tmp_path: Path) -> None:
    words = " ".join(f"wort{number}" for number in range(40))

    def seconds(count: int) -> float:
        names = [f"l{chr(ord('a') + number)}" for number in range(count)]
        lists = "".join(f"  {name}: {words}\n" for name in names)
        grammar = "".join(
            f"  - find: '{{{name}}} nicht'\n    message: m\n" for name in names * 3
        )
        text = f"scripts: [Latin]\nlists:\n{lists}grammar:\n{grammar}"
        (root / "languages/de.yaml").write_text(text, "utf-8")
        re.purge()
        start = process_time()
        assert "de" in read_languages(root).own
        return process_time() - start

    root = project(tmp_path)
    assert growth(seconds, 3, 24) < 3


def test_german_in_the_french_place_is_told(tmp_path: Path) -> None:
    root = project(tmp_path, de=GERMAN)
    settings = '[locales]\nen = "en-us"\nfr = "fr-fr"\n'
    (root / "bpadocs.toml").write_text(settings, "utf-8")
    rule = (
        RULE.replace("  de:\n", "  fr:\n")
        .replace("Der Computer hat genug", "Der Rechner ist nicht auf den")
        .replace("Prozessoren.", "Prozessoren und das Netz.")
    )
    (root / "rules/p/a.yaml").write_text(rule, "utf-8")
    messages = [one.message for one in lint(root).findings]
    assert "this is German" in messages


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("loanword: x\n", "1:1", "unknown key “loanword”"),
        ("loanwords: x\nloanwords: y\n", "2:1", "“loanwords” is given twice"),
        ("function_words: x\n", "1:1", "“scripts” is missing"),
        ("scripts: Latn\n", "1:10", "did you mean “Latin”?"),
        ("scripts: [Latin]\nlength: [2, 1]\n", "2:9", "the least and the most"),
        ("scripts: [Latin]\nlength: wide\n", "2:9", "the least and the most"),
        ("scripts: [Latin]\nquotes: abc\n", "2:9", "“abc” is no pair of marks"),
        ("scripts: [Latin]\nnegation: '('\n", "2:11", "nothing closes"),
        ("scripts: [Latin]\nnegation: '(a+)+'\n", "2:11", "may take too long"),
        ("scripts: [Latin]\nnegation: '[b-a]'\n", "2:11", "bad character range"),
        ("scripts: [Latin]\nnegation: '*'\n", "2:11", "is none"),
        ("scripts: [Latin]\nnegation: '{no}'\n", "2:12", "there is no list “no” here"),
        ("scripts: [Latin]\nlists: {no: a b}\n", "2:9", "no pattern uses the list"),
        ("scripts: [Latin]\nlists: {NO: a b}\n", "2:9", "in small letters"),
        ("scripts: [Latin]\nsenses: a\n", "2:9", "is a list of patterns"),
        ("scripts: [Latin]\nsenses: [{find: a}]\n", "2:10", "“message” is missing"),
        (
            "scripts: [Latin]\nsenses: [{find: a, message: }]\n",
            "2:29",
            "“message” is empty",
        ),
        (
            "scripts: [Latin]\nsenses: [{find: a, message: b, join: 1}]\n",
            "2:38",
            "one of true, false",
        ),
        ("scripts: [Latin]\nnumbers: {zwei: two}\n", "2:11", "zwei: 2"),
        ("scripts: [Latin]\nunits: {KiB: KiB}\n", "2:9", "known are KB, MB"),
        ("scripts: [Latin]\nactions: {press: a}\n", "2:11", "known are right-click"),
        (
            "scripts: [Latin]\nagreement: {nouns: {x: a}}\n",
            "2:21",
            "gender and number are ms, fs, mp, fp",
        ),
        (
            "scripts: [Latin]\nagreement: {adjective_stems: [{stems: a}]}\n",
            "2:31",
            "“endings” is missing",
        ),
        ("scripts: [Latin]\ncommon_capitals: yes\n", "2:18", "one of true, false"),
        ("- a\n", "1:1", "is a mapping of keys and values"),
        ("~\n", "1:1", "is a mapping of keys and values"),
        ("a: [\n", "2:1", ""),
    ],
)
def test_a_mistake_is_told_at_its_place(
    tmp_path: Path, text: str, place: str, message: str
) -> None:
    root = project(tmp_path, de=text)
    with pytest.raises(BrokenInputError) as caught:
        read_languages(root)
    told = str(caught.value).splitlines()
    assert any(
        line.startswith(f"languages/de.yaml:{place}: ") and message in line
        for line in told
    ), told


def test_all_mistakes_of_all_files_are_told_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = "scripts: Latn\nlengths: 1\n"
    root = project(tmp_path, de=wrong, fr="loanword: x\n", yy="scripts: Latin\n")
    (root / "languages/it.yml").write_text("x: y", "utf-8")
    (root / "languages/German.yaml").write_text("x: y", "utf-8")
    (root / "languages/README.md").write_text("no language", "utf-8")
    assert main(["lint", "--project", str(root)]) == 2
    told = capsys.readouterr()
    text = told.out + told.err
    for line in (
        "languages/de.yaml:1:10: ",
        "languages/de.yaml:2:1: ",
        "languages/fr.yaml:1:1: ",
        "languages/it.yml:1:1: error broken-file: rename it to it.yaml",
        "languages/German.yaml:1:1: error broken-file: “German” is no language tag",
        "languages/yy.yaml:1:1: error broken-file: CLDR knows no language “yy”",
    ):
        assert line in text
    assert "README" not in text


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    root = project(tmp_path / "project")
    (root / "languages").rmdir()
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "de.yaml").write_text(GERMAN, "utf-8")
    (root / "languages").symlink_to(outside)
    with pytest.raises(BrokenInputError, match="not followed"):
        read_languages(root)


def test_the_audit_of_pages_goes_by_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path, de=GERMAN)
    for locale, text in {
        "en-us": "# Rules\n\nThe machine might not start.\n",
        "de-de": "# Regeln\n\nEventuell startet die Maschine nicht.\n",
    }.items():
        (root / "docs" / locale).mkdir(parents=True)
        (root / "docs" / locale / "a.md").write_text(text, "utf-8")
    english, german = root / "docs/en-us", root / "docs/de-de"
    pages = [str(english), "--locale", f"de-de={german}"]
    main(["audit", *pages, "--project", str(root), "--select", "word-senses"])
    assert "might: möglicherweise" in capsys.readouterr().out
    main(["audit", *pages, "--select", "word-senses"])
    assert "möglicherweise" not in capsys.readouterr().out


def test_a_new_language_without_a_file_is_told_of_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project(tmp_path, de=GERMAN)
    assert main(["add-locale", "nl", "--project", str(root)]) == 0
    assert "languages/nl.yaml can tell it more" in capsys.readouterr().out
    assert main(["add-locale", "de-AT", "--project", str(root)]) == 0
    assert "lint knows little" not in capsys.readouterr().out


def test_the_example_of_the_manual_is_right(tmp_path: Path) -> None:
    _, _, behind = DOCS.read_text("utf-8").partition("```yaml file=languages/de.yaml\n")
    example, _, _ = behind.partition("```")
    data = read_languages(project(tmp_path, de=example)).read("de")
    assert data.common_capitals
    assert data.negative is not None
    assert data.negative.search("fehlerlos")
    assert data.grammar[0].find.search("die der")


def test_scripts_are_those_that_letters_have() -> None:
    from bpadocs.lint.checks.language.wrong_script import _script

    letters = "aαаաაאاአकকਕકକதకಕകකกລကកཀᠠ一あ가"
    assert tuple(map(_script, letters)) == SCRIPTS
