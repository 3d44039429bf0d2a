"""Files that are refused as a whole, in one message."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from exchange_helpers import ROOT, bpa, make_project

from bpadocs.errors import BrokenInputError
from bpadocs.project.tree import read_project
from bpadocs.translators.returned import Returned
from bpadocs.translators.whole_file import refuse_whole
from bpadocs.words.languages import SHIPPED, LanguageData, Languages, OwnLanguage

KINDS = ("po", "xliff")
NAMES = {"fr": "French", "it": "Italian", "es": "Spanish", "ko": "Korean"}


@cache
def exported(project: Path, kind: str, locale: str, *words: str) -> str:
    code, out, _ = bpa(
        kind, "export", "--locale", locale, "--all", *words, project=project
    )
    assert code == 0
    return out


def said_to_be(text: str, language: str) -> str:
    return re.sub(
        r'"Language: \w+|trgLang="\w+', lambda match: match[0][:-2] + language, text
    )


@cache
def translations(language: str) -> tuple[Returned, ...]:
    """This repository's own, as a file brings them back."""
    return tuple(
        Returned(
            id=f"{rule.id}#{name}",
            line=1,
            english=english,
            english_other=english,
            forms={"other": text},
            plural=False,
        )
        for rule in read_project(ROOT).rules
        for name, text in rule.text[language].fields.items()
        if isinstance(text, str) and isinstance(english := rule.english[name], str)
    )


@pytest.mark.parametrize("texts", NAMES)
@pytest.mark.parametrize("said", [*NAMES, "fr-CA", "de", "pt-BR"])
def test_texts_in_another_language_than_the_file_says(texts: str, said: str) -> None:
    rules = read_project(ROOT).rules
    some = translations(texts)[:30]
    for returned in (translations(texts), some):
        if said.partition("-")[0] == texts:
            refuse_whole(rules, said, returned, "x", force=False, languages=SHIPPED)
            continue
        with pytest.raises(BrokenInputError) as error:
            refuse_whole(rules, said, returned, "x", force=False, languages=SHIPPED)
        [problem] = error.value.problems
        assert (
            f"and its texts are {NAMES[texts]}; mend that, or --force takes them as "
            in problem.message
        )
        refuse_whole(rules, said, returned, "x", force=True, languages=SHIPPED)


def test_texts_that_are_still_english_or_too_few_tell_no_language() -> None:
    rules = read_project(ROOT).rules
    english = [
        replace(one, forms={"other": str(one.english)}) for one in translations("fr")
    ]
    refuse_whole(rules, "it", english, "x", force=False, languages=SHIPPED)
    refuse_whole(
        rules, "it", translations("fr")[:1], "x", force=False, languages=SHIPPED
    )


def test_force_takes_such_a_file(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    file = project / "x.po"
    file.write_text(said_to_be(exported(project, "po", "fr"), "ko"), "utf-8")
    code, _, err = bpa("po", "import", str(file), project=project)
    assert code == 2
    assert (
        f"{file}:1:1: it says that it is in Korean, and its texts are French; "
        "mend that, or --force takes" in err
    )
    code, out, _ = bpa("po", "import", "--force", str(file), project=project)
    assert code == 1
    assert out.startswith(
        "4 texts imported, 0 unchanged, 1 refused"
    )  # lint finds no 1 in one of them


@pytest.mark.parametrize("kind", KINDS)
def test_force_takes_no_single_text_in_another_language(
    tmp_path: Path, kind: str
) -> None:
    project = make_project(tmp_path / "project")
    file = project / "x.file"
    italian = "Liberare lo spazio nel disco per non perdere i dati della copia."
    text = exported(project, kind, "fr").replace("Libérez de l’espace.", italian)
    assert italian in text
    file.write_text(text, "utf-8")
    code, out, err = bpa(kind, "import", "--force", str(file), project=project)
    assert (code, out) == (1, "0 texts imported, 4 unchanged, 1 refused\n")
    assert "wrong-language: this is Italian" in err


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
def test_a_file_of_another_project(tmp_path: Path, kind: str) -> None:
    project = make_project(tmp_path / "project")
    file = project / "x.file"
    file.write_text(
        exported(project, kind, "fr").replace("storage/free-space", "shelf/some-room"),
        "utf-8",
    )
    code, _, err = bpa(kind, "import", str(file), project=project)
    assert code == 2
    assert (
        "none of its 5 texts is of this project; the first is shelf/some-room#title: no rule"
        in err
    )
    first, *shown, last = err.splitlines()
    assert "none of its 5 texts" in first
    assert all(re.match(r" *\d* \| ", line) for line in shown)  # the line in the file
    assert last == f"bpa {kind} import: 1 mistake, nothing done"


def test_a_file_that_is_no_po_file_is_told_so_once(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    code, _, err = bpa("po", "import", str(ROOT / "README.md"), project=project)
    assert code == 2
    assert re.fullmatch(
        r"\S+README\.md:\d+:1: not a line of a PO file: a keyword and a text in double quotes; "
        r"\d+ more mistakes in this file\n +\d+ \| .+\n +\| \^\nbpa po import: 1 mistake, nothing done\n",
        err,
    )


GERMAN = "der die das und ist nicht mit von zu auf für wird ein eine"
SENTENCE = (
    "Die Datei ist nicht auf der Platte, und der Dienst wird mit der Zeit zu groß."
)


def test_a_language_that_only_the_project_knows_is_known_again() -> None:
    rules = read_project(ROOT).rules
    texts = [replace(one, forms={"other": SENTENCE}) for one in translations("fr")]
    refuse_whole(rules, "fr", texts, "x", force=False, languages=SHIPPED)
    words = frozenset(GERMAN.split())
    data = LanguageData(scripts=frozenset({"Latin"}), function_words=words)
    stated = frozenset({"scripts", "function_words"})
    languages = Languages({"de": OwnLanguage(data, stated)})
    with pytest.raises(BrokenInputError, match="French, and its texts are German"):
        refuse_whole(rules, "fr", texts, "x", force=False, languages=languages)
    refuse_whole(rules, "de", texts, "x", force=False, languages=languages)
