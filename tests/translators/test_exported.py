import pytest

from bpadocs.rule.model import Plural
from bpadocs.rule.provenance import State
from bpadocs.translators.exported import Exported, exported_line, parse_exported


def went_out(state: State, text: str) -> Exported:
    found = parse_exported(exported_line(state, {"other": text}))
    assert found
    return found


@pytest.mark.parametrize("state", State)
def test_a_line_comes_back_as_it_went_out(state: State) -> None:
    found = went_out(state, "Libérez de l’espace.")
    assert found.state is state
    assert not found.touched({"other": "Libérez de l’espace."})
    assert found.touched({"other": "Faites de la place."})


@pytest.mark.parametrize(
    "line", ["", "current", "current 123", "unknown 0123456789", "Current "]
)
def test_what_no_export_has_written_is_nothing(line: str) -> None:
    assert parse_exported(line) is None


def test_another_translation_in_the_rule_file_overtakes_it() -> None:
    exported = went_out(State.CURRENT, "vieux")
    assert not exported.overtaken("vieux", "fr", plural=False)
    assert exported.overtaken("neuf", "fr", plural=False)
    assert exported.overtaken(Plural("n", {"other": "vieux"}), "fr", plural=True)


def test_a_translation_that_is_gone_overtakes_nothing() -> None:
    assert not went_out(State.CURRENT, "vieux").overtaken(None, "fr", plural=False)


def test_any_translation_overtakes_what_went_out_as_missing() -> None:
    exported = went_out(State.MISSING, "suggéré")
    assert exported.overtaken("suggéré", "fr", plural=False)
