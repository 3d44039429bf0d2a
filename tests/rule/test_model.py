"""The model of a rule, and that it knows no file format."""

import ast
from pathlib import Path

from message_helpers import a_rule

from bpadocs.rule import keys, model, names
from bpadocs.rule.model import Plural, general_form

PLURAL = Plural("vms", {"one": "A machine", "other": "Machines"})


def test_where_no_count_is_known_the_form_for_any_is_shown() -> None:
    assert general_form("Text") == "Text"
    assert general_form(PLURAL) == "Machines"


def test_a_text_that_is_not_there_is_none_and_not_english() -> None:
    rule = a_rule("hyper-v/x", {"en": {"issue": PLURAL}, "fr": {}}, "vms")
    assert rule.english == {"issue": PLURAL}
    assert rule.field("en", "issue") is PLURAL
    assert rule.field("fr", "issue") is None
    assert rule.field("ko", "issue") is None


def test_the_model_its_keys_and_its_names_know_no_format() -> None:
    imported = set()
    for module in (model, keys, names):
        assert module.__file__ is not None
        for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom):
                imported.add(node.module or "")
    ours = {name for name in imported if name.startswith("bpadocs")}
    assert ours == {
        "bpadocs.rule.names",
        "bpadocs.rule.model",
        "bpadocs.system.files",  # which names a file may have
    }
