from lint_helpers import SECTION, spans

from bpadocs.lint.checks.markup.link_order import CHECK


def test_the_same_order_is_good() -> None:
    assert spans(CHECK, "[a](a.md) [b](b.md)", "[x](a.md) [y](b.md)") == []


def test_another_order_is_found() -> None:
    assert spans(CHECK, "[a](a.md) [b](b.md)", "[x](b.md) [y](a.md)") == [
        "[x](b.md)",
        "[y](a.md)",
    ]


def test_word_order_of_a_language_whose_verbs_stand_last_is_no_fault() -> None:
    assert spans(CHECK, "[a](a.md) [b](b.md)", "[x](b.md) [y](a.md)", "ko") == []


def test_other_targets_are_another_check() -> None:
    assert spans(CHECK, "[a](a.md) [b](b.md)", "[x](b.md) [y](c.md)") == []


ENGLISH = "- [Back up](b.md)\n- [Clean up](c.md)\n- [Start](s.md)"


def test_a_list_that_is_sorted_in_its_language_is_good() -> None:
    french = "- [Démarrer](s.md)\n- [Nettoyer](c.md)\n- [Sauvegarder](b.md)"
    assert spans(CHECK, ENGLISH, french, field=SECTION) == []


def test_a_list_of_a_rule_is_in_the_order_of_its_writer() -> None:
    french = "- [Démarrer](s.md)\n- [Nettoyer](c.md)\n- [Sauvegarder](b.md)"
    found = spans(CHECK, ENGLISH, french, field="see_also")
    assert found == ["[Démarrer](s.md)", "[Sauvegarder](b.md)"]


def test_links_of_a_list_that_have_changed_their_texts_are_found() -> None:
    french = "- [Sauvegarder](c.md)\n- [Nettoyer](b.md)\n- [Démarrer](s.md)"
    found = spans(CHECK, ENGLISH, french, field=SECTION)
    assert found == ["[Sauvegarder](c.md)", "[Nettoyer](b.md)"]
