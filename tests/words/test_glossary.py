from pathlib import Path

import pytest

from bpadocs.errors import BrokenInputError
from bpadocs.words.glossary import Term, read_glossary

OWN = """\
terms:
  sample switch:
    use: commutateur témoin
    also: [témoin]
    not: [interrupteur témoin]
  Sample Manager: Gestionnaire témoin
  virtual machine: VM
labels:
  Start: [Démarrer, Lancer]
"""


def project(
    root: Path, french: str = OWN, names: str = "names: [Contoso Cloud]\n"
) -> Path:
    folder = root / "locales" / "fr"
    folder.mkdir(parents=True)
    (folder / "glossary.yaml").write_text(french, "utf-8")
    (root / "locales" / "glossary.yaml").write_text(names, "utf-8")
    return root


def test_a_project_adds_to_the_terms_of_the_package_and_replaces_them(
    tmp_path: Path,
) -> None:
    glossary = read_glossary(project(tmp_path), "fr", "windows")
    term = glossary.terms["sample switch"]
    assert (term.use, term.also, term.wrong) == (
        ("commutateur témoin",),
        ("témoin",),
        ("interrupteur témoin",),
    )
    assert glossary.terms["virtual machine"].use == ("VM",)
    assert glossary.terms["device manager"].use == ("Gestionnaire de périphériques",)
    assert glossary.labels["Start"] == ("Démarrer", "Lancer")
    assert {"Hyper-V", "Contoso Cloud"} <= set(glossary.names)


def test_a_wrong_word_may_have_its_reason(tmp_path: Path) -> None:
    french = """\
terms:
  pool: {use: pool, not: {étang: of water, lac: ''}}
  lease: {use: bail, not: [loyer, {location: of cars}]}
"""
    terms = read_glossary(project(tmp_path, french), "fr").terms
    assert (terms["pool"].wrong, terms["pool"].reasons) == (
        ("étang", "lac"),
        {"étang": "of water"},
    )
    assert (terms["lease"].wrong, terms["lease"].reasons) == (
        ("loyer", "location"),
        {"location": "of cars"},
    )


def test_terms_are_found_by_whole_words_however_they_begin(tmp_path: Path) -> None:
    french = """\
terms:
  .NET Framework: .NET Framework
  disk: disque
  disk group: groupe de disques
  bus: bus
"""
    glossary = read_glossary(project(tmp_path, french), "fr")
    text = (
        "The .NET Framework: Disk Groups, buses, disks; disk-less, subdisk, diskette."
    )
    found = [words for _, words in glossary.found_in(text)]
    assert found == [".NET Framework", "Disk Groups", "buses", "disks"]


def test_a_language_without_a_glossary_has_the_names_alone() -> None:
    glossary = read_glossary(None, "pt", "windows")
    assert not glossary.terms
    assert "Hyper-V" in glossary.names


@pytest.mark.parametrize(
    ("english", "found"),
    [
        (
            "Open Device Manager on virtual machines.",
            [("Device Manager", "Device Manager"), ("virtual machine", "s")],
        ),
        ("a virtual hard disk", [("virtual hard disk", "virtual hard disk")]),
        ("nothing of this kind", []),
    ],
)
def test_the_longest_term_is_found_in_the_plural_too(
    english: str, found: list[tuple[str, str]]
) -> None:
    glossary = read_glossary(None, "fr", "windows")
    terms = list(glossary.found_in(english))
    assert [term.english for term, _ in terms] == [term for term, _ in found]
    assert all(
        words.endswith(end) for (_, words), (_, end) in zip(terms, found, strict=True)
    )


@pytest.mark.parametrize(
    ("language", "term", "text", "right"),
    [
        ("fr", "virtual machine", "les machines virtuelles", "machines virtuelles"),
        ("fr", "event log", "les journaux des événements", "journaux des événements"),
        ("it", "virtual switch", "i commutatori virtuali", "commutatori virtuali"),
        ("es", "failover", "dos conmutaciones por error", "conmutaciones por error"),
        ("ko", "virtual switch", "가상 스위치를 만듭니다", "가상 스위치"),
        ("fr", "virtual machine", "la machine est virtuelle", None),
    ],
)
def test_terms_are_found_inflected(
    language: str, term: str, text: str, right: str | None
) -> None:
    match = read_glossary(None, language, "windows").terms[term].right.search(text)
    assert (match[0] if match else None) == right


def test_what_begins_with_a_hyphen_is_a_name_by_its_first_letter() -> None:
    assert Term("-Force", ("-Force",)).is_name
    assert not Term("-force", ("-force",)).is_name


@pytest.mark.parametrize(
    ("french", "message"),
    [
        ("terms: [a]\n", "locales/fr/glossary.yaml:1:8: here stands a table"),
        (
            "term: {}\n",
            "locales/fr/glossary.yaml:1:1: “term” is not known here; known are terms, labels",
        ),
        (
            "terms:\n  a: {also: b}\n",
            "locales/fr/glossary.yaml:2:6: the term “a” has no `use`: the word to write",
        ),
        (
            "terms:\n  a: [b, [c]]\n",
            "locales/fr/glossary.yaml:2:10: here stands a text, or a list of texts",
        ),
        (
            "terms:\n  a: {use: []}\n",
            "locales/fr/glossary.yaml:2:12: this list is empty",
        ),
        ("terms:\n  a: []\n", "locales/fr/glossary.yaml:2:6: this list is empty"),
        ("labels:\n  A: []\n", "locales/fr/glossary.yaml:2:6: this list is empty"),
        (
            "terms:\n  a: b\n  a: c\n",
            "locales/fr/glossary.yaml:3:3: “a” stands twice in this table",
        ),
    ],
)
def test_mistakes_are_told_where_they_stand(
    tmp_path: Path, french: str, message: str
) -> None:
    with pytest.raises(BrokenInputError) as caught:
        read_glossary(project(tmp_path, french), "fr")
    assert message in str(caught.value)


def test_a_file_in_another_encoding_is_a_mistake(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "locales" / "fr" / "glossary.yaml").write_bytes(
        "terms: {a: é}\n".encode("latin-1")
    )
    with pytest.raises(BrokenInputError, match="save the file as UTF-8"):
        read_glossary(root, "fr")
