"""Each text is parsed once, and the views of its blocks are made once, however many checks look."""

from collections import Counter

import pytest
from lint_helpers import rule, unit

from bpadocs.formats.markdown import read
from bpadocs.formats.markdown.blocks import BlockReader
from bpadocs.lint import subject as subjects
from bpadocs.lint import view as views
from bpadocs.lint.check import TextCheck, UnitCheck
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection, check_subject, is_shown, notes_of
from bpadocs.lint.registry import CHECKS

PLAIN = unit("The server is stopped.", "Le serveur est arrêté.", field="issue")
MARKDOWN = unit(
    "Open **Tools**, then [Start](a.md).\n\n- `Get-VM`",
    "Ouvrez **Outils**, puis [Démarrer](a.md).\n\n- `Get-VM`",
)


def test_each_text_is_parsed_once_for_all_checks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parsed: Counter[str] = Counter()
    original = BlockReader.blocks

    def counted(reader: BlockReader) -> object:
        parsed[reader._text] += 1
        return original(reader)

    monkeypatch.setattr(BlockReader, "blocks", counted)
    monkeypatch.setattr(subjects, "parse", read.parse.__wrapped__)
    one = rule(PLAIN, MARKDOWN)
    chosen = Selection.of([check for check in CHECKS if check.default])
    check_subject(one, chosen, Context())
    notes_of(one, chosen, Context())
    assert parsed == {MARKDOWN.english.text: 1, MARKDOWN.translation.text: 1}


def test_views_are_made_once_for_all_checks() -> None:
    before = views.view.cache_info().misses
    one = rule(unit("A server.", "Un serveur.", field="issue"))
    chosen = Selection.of([check for check in CHECKS if check.default])
    check_subject(one, chosen, Context())
    assert views.view.cache_info().misses - before == 2


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Keep at most 5. Then go.", 2),
        ("Keep at most 5.  Then go.", 2),
        ("See no. 5.  of the list.", 1),
    ],
)
def test_a_number_ends_a_sentence_before_a_capital(text: str, sentences: int) -> None:
    [block] = unit(text, text).english.tree.prose
    assert len(views.view(block).sentences) == sentences


def test_most_checks_are_not_shown_a_plain_text() -> None:
    looking = [one for one in CHECKS if isinstance(one, UnitCheck | TextCheck)]
    shown = [check.name for check in looking if is_shown(check, PLAIN)]
    for name in ("alerts", "code-spans", "argument-missing", "html-tags", "mt-tokens"):
        assert name not in shown
    assert len(looking) - len(shown) > 20


@pytest.mark.parametrize(
    "piece",
    [
        *("", "'", '"', "«", "  ", "**b**", "_i_", "`c`", "[x](y)", "![x](y)", "<b>"),
        *("{x}", "{{x}}", "&lt;x&gt;", "\\<x>", "> [!NOTE]", "#", "7list", "@no__t-0"),
        *("?", "!", ": A", " > ", "→", "&quot;", "&#58; A", "<https://a.b>", "[[1]]"),
    ],
)
@pytest.mark.parametrize("clean", [PLAIN, MARKDOWN])
def test_a_check_finds_nothing_in_a_text_that_it_is_not_shown(
    piece: str, clean: subjects.Unit
) -> None:
    text = f"{piece} {clean.translation.text} {piece}"
    for english in (clean.english.text, f"{piece} {clean.english.text}"):
        one = unit(english, text, field=clean.field)
        for check in CHECKS:
            if isinstance(check, UnitCheck) and _hidden(check, one):
                assert not list(check.run(one, Context())), check.name
            if isinstance(check, TextCheck) and _hidden(check, one):
                assert not list(check.run(one.translation, "fr", Context())), check.name


def _hidden(check: UnitCheck | TextCheck, one: subjects.Unit) -> bool:
    # Of plain text most checks of Markdown would say something: they are not made for it.
    if check.markdown_only and not one.markup:
        return False
    return not is_shown(check, one)
