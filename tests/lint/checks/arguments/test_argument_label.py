from lint_helpers import hits, spans, unit

from bpadocs.lint.checks.arguments.argument_label import CHECK

KNOWN = {
    "vms": ("list of virtual machines", "lista de máquinas virtuales"),
    "disks": ("list of disks", "lista de discos"),
}
ENGLISH = "\\<list of virtual machines>"


def found(translation: str, known: bool = True) -> list[str]:
    arguments = (
        KNOWN
        if known
        else {"vms": ("list of virtual machines", "list of virtual machines")}
    )
    one = unit(ENGLISH, translation, "es", arguments=arguments)
    return [
        f"{hit.message.split(':')[0]} «{translation[hit.start : hit.end]}»"
        for hit in hits(CHECK, one)
    ]


def test_the_label_of_the_catalog_is_good() -> None:
    assert found("\\<lista de máquinas virtuales>") == []


def test_blanks_are_another_check() -> None:
    assert found("\\<lista de máquinas virtuales >") == []


def test_other_labels_are_found_with_the_reason() -> None:
    assert found("\\<list de máquinas virtuales>") == [
        "half translated, “list” is English «\\<list de máquinas virtuales>»"
    ]
    assert found(ENGLISH) == [f"not translated «{ENGLISH}»"]
    assert found("\\<lista de discos>") == [
        "the label of another argument «\\<lista de discos>»"
    ]
    assert found("\\<lista de equipos>") == [
        "not the label in locales/ «\\<lista de equipos>»"
    ]


def test_the_fix_is_the_label_of_the_catalog() -> None:
    [hit] = hits(CHECK, unit(ENGLISH, "\\<list de máquinas >", "es", arguments=KNOWN))
    assert hit.fix is not None
    assert hit.fix.text == "lista de máquinas virtuales"


def test_without_a_label_in_the_catalog_only_english_is_found() -> None:
    assert found("\\<lista de equipos>", known=False) == []
    assert found("\\<list de equipos>", known=False) == [
        "half translated «\\<list de equipos>»"
    ]
    assert found(ENGLISH, known=False) == [
        f"the argument “list of virtual machines” is not translated «{ENGLISH}»"
    ]


def test_another_number_of_arguments_is_another_check() -> None:
    assert found("\\<list> \\<list>") == []


def test_ui_text_shows_names_and_is_left_alone() -> None:
    assert spans(CHECK, "{vms}", "{vms}", field="impact", arguments=KNOWN) == []
