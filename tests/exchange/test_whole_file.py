"""Files that are refused as a whole, in one message."""

import re
from pathlib import Path

import pytest
from exchange_helpers import ROOT, bpa, make_project, tree, whole_repository

KINDS = ("po", "xliff")
NAMES = {"fr": "French", "it": "Italian", "es": "Spanish", "ko": "Korean"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return whole_repository(tmp_path_factory.mktemp("whole") / "project")


def exported(project: Path, kind: str, locale: str, *words: str) -> str:
    code, out, _ = bpa(kind, "export", "--locale", locale, "--all", *words, project=project)
    assert code == 0
    return out


def said_to_be(text: str, language: str) -> str:
    return re.sub(r'"Language: \w+|trgLang="\w+', lambda match: match[0][:-2] + language, text)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("texts", "header"), [("fr", "it"), ("it", "es"), ("es", "fr"), ("ko", "it"), ("it", "ko")])
def test_texts_in_another_language_than_the_file_says(
    whole: Path, tmp_path: Path, kind: str, texts: str, header: str
) -> None:
    before = tree(whole)
    file = tmp_path / "x.file"
    file.write_text(said_to_be(exported(whole, kind, texts), header), "utf-8")
    code, _, err = bpa(kind, "import", "--dry-run", str(file), project=whole)
    assert code == 2
    message = f"it says that it is in {NAMES[header]}, and its texts are {NAMES[texts]}; mend that, or --force takes"
    assert message in err
    assert err.count("\n") == 2  # and how many mistakes there are
    code, out, err = bpa(kind, "import", "--dry-run", "--force", str(file), project=whole)
    assert code in (0, 1)  # looked at text by text
    assert "texts are" not in err
    assert out.endswith(" refused\n")
    assert tree(whole) == before


def test_every_language_is_taken_for_what_it_is(whole: Path, tmp_path: Path) -> None:
    for locale in NAMES:
        file = tmp_path / "x.po"
        file.write_text(exported(whole, "po", locale), "utf-8")
        assert bpa("po", "import", "--dry-run", str(file), project=whole)[0] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_language_that_is_asked_for(tmp_path: Path, kind: str) -> None:
    project = make_project(tmp_path / "project")
    file = project / "x.file"
    text = exported(project, kind, "fr")
    file.write_text(text, "utf-8")
    assert bpa(kind, "import", "--locale", "fr-fr", str(file), project=project)[0] == 0
    code, _, err = bpa(kind, "import", "--locale", "ko", str(file), project=project)
    assert code == 2
    assert "is “fr”, and “ko” was asked for; --force takes it as that" in err
    silent = re.sub(r'"Language: fr\\n"\n| trgLang="fr"', "", text)
    assert silent != text
    file.write_text(silent, "utf-8")
    code, _, err = bpa(kind, "import", str(file), project=project)
    assert code == 2
    assert "no Language" in err or "no trgLang" in err
    assert bpa(kind, "import", "--locale", "fr", str(file), project=project)[0] == 0


@pytest.mark.parametrize("kind", KINDS)
def test_english_is_not_translated_into(tmp_path: Path, kind: str) -> None:
    project = make_project(tmp_path / "project")
    file = project / "x.file"
    file.write_text(said_to_be(exported(project, kind, "fr"), "en"), "utf-8")
    code, _, err = bpa(kind, "import", str(file), project=project)
    assert code == 2
    assert "is “en”; the project has fr, ko, pl" in err


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_another_project(whole: Path, tmp_path: Path, kind: str) -> None:
    project = make_project(tmp_path / "project")
    file = project / "x.file"
    file.write_text(exported(whole, kind, "fr"), "utf-8")
    code, _, err = bpa(kind, "import", str(file), project=project)
    assert code == 2
    assert re.search(r"none of its \d+ texts is of this project; the first is hyper-v/\S+#\w+: no rule “hyper-v/", err)
    assert err.count("\n") == 2


def test_a_file_that_is_no_po_file_is_told_so_once(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    code, _, err = bpa("po", "import", str(ROOT / "README.md"), project=project)
    assert code == 2
    assert re.fullmatch(
        r"\S+README\.md:\d+:1: not a line of a PO file: a keyword and a text in double quotes; \d+ more mistakes in "
        r"this file\nbpa po: 1 mistake, nothing done\n",
        err,
    )
