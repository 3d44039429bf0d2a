"""The seed pages as they were published: the defects that were put right in the shipped rule are
found in them.

Each is named by its place, by the words that are wrong there, and by the check that finds it. In
the shipped rule nothing is found.
"""

from functools import cache
from pathlib import Path

import pytest
from finding_helpers import all_said

from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection
from bpadocs.lint.findings import Finding
from bpadocs.lint.registry import all_checks
from bpadocs.lint.run import lint
from bpadocs.pages.pair import Locale
from bpadocs.published.audit import audit
from bpadocs.words.labels import read_labels

ROOT = Path(__file__).parents[2]
SEEDS = ROOT / "tests" / "fixtures" / "seeds"
LANGUAGES = {"fr-fr": "fr", "it-it": "it", "es-es": "es", "ko-kr": "ko"}
RULE = "hyper-v/integration-services-alternate-ip"

DEFECTS = [
    ("fr-fr", 21, "S’applique à Windows", "furniture"),
    ("fr-fr", 27, "'", "apostrophes"),
    ("fr-fr", 29, "**Va**", "furniture"),
    ("fr-fr", 29, "Error", "furniture"),
    ("fr-fr", 40, "\\<liste des machines virtuelles >", "argument-blanks"),
    ("fr-fr", 45, "Integration Services", "terms"),
    ("fr-fr", 45, "machines", "link-text"),
    ("it-it", 2, "Integration Services", "terms"),
    ("it-it", 32, "corsivo", "grammar"),
    ("it-it", 32, "Utente", "stray-capitals"),
    ("it-it", 38, "Ciò influisca", "grammar"),
    ("it-it", 40, "\\<elenco di macchine virtuali >", "argument-blanks"),
    ("it-it", 43, "Virtual Machine Connection", "terms"),
    ("it-it", 45, "macchine", "link-text"),
    ("es-es", 2, ".", "final-punctuation"),
    ("es-es", 24, "ejecución", "link-text"),
    ("es-es", 26, "Property", "furniture"),
    ("es-es", 33, "cursiva", "grammar"),
    ("es-es", 36, "Integration Services", "terms"),
    ("es-es", 39, "@no__t", "mt-tokens"),
    ("es-es", 39, "In", "english-fragments"),
    ("es-es", 39, "*", "unparsed-markup"),
    ("es-es", 41, "\\<list de máquinas virtuales >", "argument-blanks"),
    ("es-es", 41, "\\<list de máquinas virtuales >", "argument-label"),
    ("es-es", 44, "conexión a máquina virtual", "terms"),
    ("ko-kr", 2, "설치 해야", "split-words"),
    ("ko-kr", 20, "수 있는", "unfinished"),
    ("ko-kr", 30, "**Severity**", "furniture"),
    ("ko-kr", 30, "Error", "furniture"),
    ("ko-kr", 31, "Configuration", "furniture"),
    ("ko-kr", 33, "대 한", "split-words"),
    ("ko-kr", 36, "integration services", "terms"),
    ("ko-kr", 39, "사용 하 여", "split-words"),
    ("ko-kr", 41, "가상 컴퓨터 \\<목록 >", "argument-torn"),
    ("ko-kr", 41, "\\<목록 >", "argument-blanks"),
    ("ko-kr", 46, "hyper-v", "product-names"),
    ("ko-kr", 46, "참조 하세요", "split-words"),
]


@cache
def findings() -> tuple[Finding, ...]:
    locales = [Locale("en-us", "en", SEEDS / "en-us")]
    for locale, language in LANGUAGES.items():
        locales.append(Locale(locale, language, SEEDS / locale))
    labels = read_labels(ROOT, ("en", *LANGUAGES.values()))
    selection = Selection.of(check for check in all_checks() if check.default)
    found = audit(
        locales, labels, selection, Context(root=ROOT, profile="windows")
    ).findings
    return tuple(all_said(found))


def span(finding: Finding) -> str:
    place = finding.place
    lines = (
        Path(finding.file)
        .read_text("utf-8")
        .split("\n")[place.line - 1 : place.end_line]
    )
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize(("locale", "line", "words", "check"), DEFECTS)
def test_a_defect_of_the_seed_is_found(
    locale: str, line: int, words: str, check: str
) -> None:
    here = [x for x in findings() if x.locale == locale and x.place.line == line]
    assert any(x.check == check and words in span(x) for x in here), [
        (x.check, span(x)) for x in here
    ]


def test_the_english_seed_is_not_found_at_fault_itself() -> None:
    assert {finding.check for finding in findings() if finding.locale == "en-us"} <= {
        "suspect-english"
    }


def test_nothing_is_found_in_the_shipped_rule() -> None:
    found = [x for x in lint(ROOT).findings if x.rule == RULE]
    assert [(x.check, x.language, x.field, x.message) for x in found] == []
