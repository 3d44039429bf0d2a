"""What a printed result says: its rule, its values, and what else it could be."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from message_helpers import a_rule, catalogs_of_rules, install

from bpadocs.results.phrases import Phrases
from bpadocs.results.printed import PrintedResult
from bpadocs.results.records import of_records
from bpadocs.results.say import SaidAgain, Speaker
from bpadocs.results.shared import shared_sentences
from bpadocs.results.understanding import Book, plain_names, understand
from bpadocs.rule.model import Rule
from bpadocs.runtime import Messages
from bpadocs.words.labels import read_labels

DISKS = a_rule(
    "a/disks",
    {
        "en": {"issue": "Something is off.", "impact": "From {x} to {y}."},
        "fr": {"issue": "Il y a un problème.", "impact": "De {x} à {y}."},
    },
    "x",
    "y",
)
FANS = a_rule(
    "a/fans",
    {
        "en": {"issue": "Something is off.", "impact": "Look at {x}."},
        "fr": {"issue": "Quelque chose cloche.", "impact": "Regardez {x}."},
    },
    "x",
)


def speaker(folder: Path, *rules: Rule) -> Speaker:
    """Who says in French what these rules print."""
    built = catalogs_of_rules(*rules)
    install(built, folder)
    messages = {language: Messages.open(folder, language) for language in built}
    labels = read_labels(None, tuple(built))
    by_id = {rule.id: rule for rule in rules}
    book = Book(
        rules=by_id,
        phrases=Phrases(built.values()),
        messages=messages,
        names=plain_names(rules),
        labels=labels,
    )
    return Speaker(
        book=book,
        messages=messages["fr"],
        shared=shared_sentences(labels),
    )


def said(folder: Path, record: Mapping[str, Any], *rules: Rule) -> SaidAgain:
    return speaker(folder, *rules).say(of_records("r.json", [dict(record)]))


def test_a_sentence_that_two_rules_have_is_told(tmp_path: Path) -> None:
    done = said(tmp_path, {"Problem": "Something is off."}, DISKS, FANS)
    assert done.data[0]["Problem"] == "Il y a un problème."
    assert [str(one) for one in done.doubtful] == [
        "r.json:1:1: result 1, “Problem”: a/fans has it too, and says it otherwise; taken as "
        "a/disks"
    ]


def test_another_sentence_of_the_result_tells_the_rules_apart(tmp_path: Path) -> None:
    record = {"Problem": "Something is off.", "Impact": "Look at A and B."}
    done = said(tmp_path, record, DISKS, FANS)
    assert done.data == [
        {"Problem": "Quelque chose cloche.", "Impact": "Regardez A et B."}
    ]
    assert done.doubtful == []


def test_the_name_of_the_rule_tells_them_apart_however_it_is_written(
    tmp_path: Path,
) -> None:
    for name in ("a/fans", "Contoso.Rules\\Fans", "FANS"):
        record = {"RuleId": name, "Problem": "Something is off."}
        done = said(tmp_path / name[-2:], record, DISKS, FANS)
        assert done.data[0]["Problem"] == "Quelque chose cloche."
        assert done.doubtful == []


def test_a_sentence_of_another_rule_than_the_named_one_is_none(tmp_path: Path) -> None:
    record = {"RuleId": "a/disks", "Problem": "x", "Impact": "Look at A."}
    done = said(tmp_path, record, DISKS, FANS)
    assert [problem.message[:32] for problem in done.unsaid] == [
        "result 1, “Problem”: fits no rul",
        "result 1, “Impact”: fits no rule",
    ]


def test_values_that_can_be_cut_in_two_ways_are_told(tmp_path: Path) -> None:
    done = said(tmp_path, {"Impact": "From A to B to C."}, DISKS)
    assert done.data[0]["Impact"] == "De A à B to C."
    (problem,) = done.doubtful
    assert problem.message.endswith("and then it is “De A to B à C.”")


def test_texts_that_were_joined_are_understood_one_by_one(tmp_path: Path) -> None:
    text = "Something is off.\r\n\r\nFrom A, B, and C to\nD."
    done = said(tmp_path, {"Problem": text.replace("\nD", " D")}, DISKS)
    assert done.data[0]["Problem"] == "Il y a un problème.\n\nDe A, B et C à D."


def test_a_result_without_sentences_says_nothing(tmp_path: Path) -> None:
    nothing = PrintedResult(where="result 1", names=(), sentences=(), shown=())
    assert understand(nothing, speaker(tmp_path, DISKS).book) == ()


def test_a_name_that_two_rules_have_is_of_neither() -> None:
    more_fans = replace(FANS, id="b/fans")
    assert plain_names([FANS, more_fans, DISKS]) == {"disks": "a/disks"}


def test_a_help_id_names_a_rule_and_goes_before_the_name_of_a_file() -> None:
    cooling = replace(FANS, id="a/cooling", given_help_id="Fans")
    blowers = replace(FANS, given_help_id="Blowers")
    assert plain_names([blowers, cooling]) == {
        "blowers": "a/fans",
        "fans": "a/cooling",
        "cooling": "a/cooling",
    }
    alone = replace(FANS, given_help_id="Scan_Boot_Sector")
    assert plain_names([alone]) == {"fans": "a/fans", "scanbootsector": "a/fans"}
