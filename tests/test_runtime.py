"""What a checker's developer relies on."""

import ctypes
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from message_helpers import (
    FIXTURE,
    a_rule,
    catalogs_of,
    catalogs_of_rules,
    install,
    mo_path,
)
from projects import RULE as RULE_FILE
from projects import write_project

from bpadocs import runtime
from bpadocs.messages import mo
from bpadocs.messages.catalog import catalogs
from bpadocs.project.settings import Settings
from bpadocs.project.tree import read_project
from bpadocs.publish import outputs
from bpadocs.rule.model import Argument, ArgumentType
from bpadocs.runtime import (
    CatalogError,
    Messages,
    MessagesError,
    MissingArgumentError,
    UnknownRuleError,
    visible,
)
from bpadocs.system.files import write_file
from bpadocs.words.cldr import language_data
from bpadocs.words.labels import Labels

RULE = "hyper-v/free-space"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return install(catalogs_of(FIXTURE), tmp_path_factory.mktemp("messages"))


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("fr", "Son état est en cours d’exécution."),
        ("en", "It is running."),
        ("de", "It is running."),
    ],
)
def test_a_value_of_a_choice_is_shown_in_the_readers_words(
    tmp_path: Path, locale: str, shown: str
) -> None:
    texts = {
        "en": {"issue": "It is {status}."},
        "fr": {"issue": "Son état est {status}."},
    }
    values = {"Running": "running", "Stopped": "stopped"}
    argument = Argument("status", ArgumentType.CHOICE, "status", values)
    rule = replace(a_rule("a/b", texts), arguments={"status": argument})
    languages = ("en", "fr")
    words = {("value", "running"): "en cours d’exécution"}
    labels = {"en": Labels("en", {}), "fr": Labels("fr", words)}
    settings = Settings(dict.fromkeys(languages, "x"), "", {})
    install(catalogs([rule], labels, settings), tmp_path)
    message = Messages.open(tmp_path, locale)["a/b"]
    assert message.issue(status="Running") == shown
    # what the rule does not know is shown as it is, and so is a name that looks like a value
    assert message.issue(status="Frozen").endswith(" Frozen.")


def test_messages_say_what_they_are_and_what_they_have_not(
    folder: Path, tmp_path: Path
) -> None:
    messages = Messages.open(folder, "fr")
    assert repr(messages) == f"<Messages in fr, of {len(messages)} rules>"
    one = install(catalogs_of_rules(a_rule("a/b", {"en": {}})), tmp_path)
    assert repr(Messages.open(one)) == "<Messages in en, of 1 rule>"
    rule = messages.get(RULE)
    assert rule is not None
    assert repr(rule) == f"<Message of {RULE}: {rule.title}>"
    assert messages.get("hyper-v/no-such-rule") is None


def test_a_message_in_the_language_asked_for(folder: Path) -> None:
    message = Messages.open(folder, "fr")[RULE]
    assert message.rule == RULE
    assert message.locale == "fr"
    assert message.title == "Gardez de l’espace libre"
    assert message.severity == "Avertissement"
    assert message.category == "Performances"
    assert message.help == "https://example.org/fr-fr/hyper-v/Keep-space-free"


@pytest.mark.parametrize(
    ("locale", "served"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr-CA"),
        ("FR_ca", "fr-CA"),
        ("fr_CA.UTF-8", "fr-CA"),
        ("fr-BE", "fr"),
        ("fr_FR@euro", "fr"),
        ("es-419", "es"),
        ("ko-KR", "ko"),
        ("en-GB", "en"),
        ("de-AT", "en"),
        ("C", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("", "en"),
        ("../../etc", "en"),
        ("fr/..", "en"),
        ("\0", "en"),
    ],
)
def test_a_locale_is_served_by_itself_or_by_what_it_falls_back_to(
    folder: Path, locale: str, served: str
) -> None:
    assert Messages.open(folder, locale).locale == served


@pytest.mark.parametrize(
    ("environment", "served"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "es_MX"}, "es"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, "fr"),
        ({}, "en"),
    ],
)
def test_without_a_locale_the_environment_decides(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    served: str,
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert Messages.open(folder).locale == served


def test_other_characters_are_not_a_fallback(tmp_path: Path) -> None:
    texts = {"en": {"title": "English"}, "zh": {"title": "简体"}}
    install(catalogs_of_rules(a_rule("a/b", texts), languages=("en", "zh")), tmp_path)
    assert Messages.open(tmp_path, "zh-CN")["a/b"].title == "简体"
    assert Messages.open(tmp_path, "zh-TW")["a/b"].title == "English"
    assert Messages.open(tmp_path, "zh-Hant")["a/b"].title == "English"


def test_a_parent_that_cutting_off_does_not_give(tmp_path: Path) -> None:
    texts = {
        "en": {"title": "English"},
        "es": {"title": "España"},
        "es-419": {"title": "América"},
    }
    install(
        catalogs_of_rules(a_rule("a/b", texts), languages=("en", "es", "es-419")),
        tmp_path,
    )
    assert Messages.open(tmp_path, "es-MX")["a/b"].title == "América"
    assert Messages.open(tmp_path, "es-ES")["a/b"].title == "España"


def test_a_source_that_is_a_region_is_not_served_by_its_translation(
    tmp_path: Path,
) -> None:
    settings = (
        '[tool.bpadocs]\nsource = "fr-CA"\n'
        '[tool.bpadocs.locales]\nfr-CA = "fr-ca"\nfr = "fr-fr"\n'
    )
    rule = RULE_FILE.replace("  en:\n", "  fr-CA:\n")
    project = read_project(write_project(tmp_path, {"backups": rule}, settings))
    for name, content in outputs(project).items():
        if name.endswith(".mo"):
            write_file(tmp_path / name, content)
    for wanted, title in (
        ("fr-CA", "Back up virtual machines"),
        ("fr", "Sauvegarder les machines virtuelles"),
    ):
        with Messages.open(tmp_path / "messages", wanted) as messages:
            assert messages["hyper-v/backups"].title == title
            assert messages.locale == wanted


def test_each_field_falls_back_by_itself_and_says_so(folder: Path) -> None:
    message = Messages.open(folder, "fr-CA")["hyper-v/quiet"]
    assert (message.title, message.title.locale) == ("Une règle sans messages", "fr-CA")
    assert (message.severity, message.severity.locale) == ("Information", "fr")
    message = Messages.open(folder, "fr-CA")[RULE]
    assert (message.resolution(), message.resolution().locale) == (
        "Delete what nobody needs.",
        "en",
    )
    assert (message.issue(volumes=["C:"]).locale, message.locale) == ("fr", "fr")
    assert message.help.locale == "fr-CA"


def test_a_text_the_rule_does_not_have_is_empty(folder: Path) -> None:
    message = Messages.open(folder, "fr")["hyper-v/quiet"]
    assert [message.issue(), message.impact(), message.resolution()] == [""] * 3


def test_a_rule_without_words_for_it_still_says_that_all_is_well(folder: Path) -> None:
    message = Messages.open(folder, "fr")["hyper-v/quiet"]
    assert message.compliant() == "Ce serveur respecte cette bonne pratique."


def test_a_stale_text_is_served_and_marked(folder: Path) -> None:
    message = Messages.open(folder, "fr")[RULE]
    assert message.title.stale
    assert not message.issue(volumes=["C:"]).stale
    assert not Messages.open(folder, "en")[RULE].title.stale


def test_problems_name_all_that_fell_back_and_all_that_is_stale(folder: Path) -> None:
    assert [str(problem) for problem in Messages.open(folder, "fr-BE").problems()] == [
        "no messages in fr-BE, served in fr",
        f"{RULE} compliant: not in fr, served in en",
        f"{RULE} resolution: not in fr, served in en",
        f"{RULE} title: the English has changed since it was translated into fr",
        "hyper-v/quiet title: not in fr, served in en",
    ]
    assert Messages.open(folder, "en").problems() == []
    assert Messages.open(folder, "C").problems() == []
    (first, *_) = Messages.open(folder, "fr-BE").problems()
    assert (first.rule, first.field, first.wanted, first.served) == (
        "",
        "",
        "fr-BE",
        "fr",
    )


def test_all_rules_can_be_listed(folder: Path) -> None:
    messages = Messages.open(folder, "ko")
    assert list(messages) == [RULE, "hyper-v/quiet"]
    assert RULE in messages
    assert "hyper-v/free" not in messages
    assert "cldr" not in messages
    assert "catalog" not in messages
    assert len(messages) == 2


def test_what_a_program_asks_for_is_the_same_in_every_language(folder: Path) -> None:
    for language in ("en", "fr", "ko", "ru"):
        messages = Messages.open(folder, language)
        message = messages[RULE]
        assert message.severity.id == "warning"
        assert message.category.id == "performance"
        assert message.page == "Keep-space-free"
        assert message.help_id == "FreeSpace"
        found = [(one.name, one.kind) for one in message.arguments]
        assert found == [("volumes", "list"), ("gigabytes", "number")]
        assert messages.version == "1.2"
    assert Messages.open(folder, "fr")["hyper-v/quiet"].arguments == ()


def test_a_word_is_a_text_too(folder: Path) -> None:
    severity = Messages.open(folder, "ru")[RULE].severity
    assert severity == "Warning"
    assert severity.locale == "en"
    assert not severity.stale


def test_a_catalog_from_before_is_read_but_for_what_it_does_not_have(
    tmp_path: Path,
) -> None:
    install(catalogs_of(FIXTURE), tmp_path)
    path = tmp_path / mo_path("en")
    # as long a name, in the same place among the sorted keys, that nobody asks for
    for name in (b"catalog\x04format", b"\x04rule\0", b"catalog\x04rules"):
        data = path.read_bytes()
        assert data.count(name) >= 1
        hidden = name.replace(b"rule", b"rulf").replace(b"format", b"formau")
        path.write_bytes(data.replace(name, hidden))
    messages = Messages.open(tmp_path, "en")
    assert list(messages) == [RULE, "hyper-v/quiet"]
    assert messages[RULE].severity == "Warning"
    with pytest.raises(
        CatalogError, match="made by an older bpadocs, which wrote no severity"
    ):
        _ = messages[RULE].severity.id
    with pytest.raises(CatalogError, match="wrote no argument of rules"):
        _ = messages[RULE].arguments


def test_a_catalog_of_a_newer_format_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / mo_path("en")
    path.parent.mkdir(parents=True)
    for given in (str(runtime.NEWEST_FORMAT + 1), "2.0", "x"):
        texts = {b"": b"", b"catalog\x04format": given.encode(), b"a/b\x04title": b"T"}
        path.write_bytes(mo._compile(texts))
        with pytest.raises(CatalogError) as caught:
            Messages.open(tmp_path, "en")
        assert str(caught.value) == (
            f"{path}: has the format {given}, and this runtime.py reads no newer one than "
            f"{runtime.NEWEST_FORMAT}; take the runtime.py of the bpadocs that made it"
        )


def test_what_a_newer_catalog_only_adds_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / mo_path("en")
    path.parent.mkdir(parents=True)
    texts = {
        b"": b"",
        b"catalog\x04format": str(runtime.FORMAT).encode(),
        b"catalog\x04mood": b"good",
        b"a/b\x04title": b"T",
        b"a/b\x04rule": b"severity error\nmood good\nargument x list of sorts",
    }
    path.write_bytes(mo._compile(texts))
    message = Messages.open(tmp_path, "en")["a/b"]
    assert message.severity.id == "error"
    assert [(one.name, one.kind) for one in message.arguments] == [
        ("x", "list of sorts")
    ]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("hyper-v/free-spaces", RULE),
        ("free-space", RULE),
        ("hyperv/free-space", RULE),
        ("hyper-v/quite", "hyper-v/quiet"),
    ],
)
def test_an_unknown_rule_that_is_nearly_known_is_guessed(
    folder: Path, asked: str, meant: str
) -> None:
    with pytest.raises(UnknownRuleError) as caught:
        Messages.open(folder, "fr")[asked]
    assert caught.value.what == f"no rule “{asked}”; did you mean “{meant}”?"


def test_where_nothing_is_near_nothing_is_guessed(folder: Path) -> None:
    with pytest.raises(UnknownRuleError) as caught:
        Messages.open(folder, "fr")["zzz"]
    assert caught.value.what == "no rule “zzz”"


class Kernel32:
    """What Windows answers, here where there is no Windows; the buffer and its filling are real."""

    def __init__(self, language: int, name: str) -> None:
        self.language = language
        self.name = name

    def GetUserDefaultUILanguage(self) -> int:  # noqa: N802
        return self.language

    def LCIDToLocaleName(  # noqa: N802
        self, language: int, buffer: "ctypes.Array[ctypes.c_wchar]", size: int, _: int
    ) -> int:
        assert language == self.language & 0xFFFF
        assert size == len(buffer)
        buffer.value = self.name
        return len(self.name) + 1


@pytest.mark.parametrize(
    ("language", "name"), [(0x040C, "fr-FR"), (0x10412, "ko-KR"), (0x1000, "")]
)
def test_on_windows_the_users_interface_decides(language: int, name: str) -> None:
    assert runtime._interface_language(Kernel32(language, name)) == name


@pytest.mark.skipif(os.name != "nt", reason="asks Windows itself")
def test_windows_itself_names_a_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert "-" in runtime._users_locale()


def test_where_files_cannot_be_mapped_they_are_read_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runtime, "_MAPPED", False)
    install(catalogs_of(FIXTURE), tmp_path)
    messages = Messages.open(tmp_path, "fr")
    catalog = messages._catalogs[0]
    assert isinstance(catalog._map, bytes)
    catalog_file = tmp_path / mo_path("fr")
    catalog_file.write_bytes(b"nothing of it")
    assert messages[RULE].title == "Gardez de l’espace libre"
    use_everything(messages)
    messages.close()


@pytest.mark.parametrize(
    ("locale", "gigabytes", "text"),
    [
        ("en", 0, "0 gigabytes are missing."),
        ("en", 1, "1 gigabyte is missing."),
        ("en", 1234567, "1,234,567 gigabytes are missing."),
        ("en", 1.5, "1.5 gigabytes are missing."),
        ("fr", 0, "Il manque 0 gigaoctet."),
        ("fr", 1.5, "Il manque 1,5 gigaoctet."),
        ("fr", 2, "Il manque 2 gigaoctets."),
        ("fr", 12345, "Il manque 12\u202f345 gigaoctets."),
        ("fr", 1_000_000, "Il manque 1\u202f000\u202f000 de gigaoctets."),
        ("fr", Decimal("2.50"), "Il manque 2,5 gigaoctets."),
        ("ko", 1234, "1,234기가바이트가 부족합니다."),
        ("ru", 21, "Не хватает 21 гигабайта (one)."),
        ("ru", 22, "Не хватает 22 гигабайт (few)."),
        ("ru", 25, "Не хватает 25 гигабайт (many)."),
        ("ru", -3, "Не хватает -3 гигабайт (few)."),
        ("ru", 1.5, "Не хватает 1,5 гигабайта (other)."),
        ("ru", float("inf"), "Не хватает inf гигабайта (other)."),
    ],
)
def test_numbers_and_plurals_follow_the_language(
    folder: Path, locale: str, gigabytes: object, text: str
) -> None:
    assert Messages.open(folder, locale)[RULE].impact(gigabytes=gigabytes) == text


def test_plural_forms_of_the_language_that_serves_the_text(folder: Path) -> None:
    """French calls zero `one`, English does not: what falls back to English counts so too."""
    assert (
        Messages.open(folder, "es")[RULE].impact(gigabytes=0)
        == "0 gigabytes are missing."
    )


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], "Sin espacio: ."),
        (["C:"], "Sin espacio: C:."),
        (["C:", "D:"], "Sin espacio: C: y D:."),
        (["C:", "D:", "E:"], "Sin espacio: C:, D: y E:."),
        (["C:", "D:", "E:", "F:"], "Sin espacio: C:, D:, E: y F:."),
        (["IIS", "SQL"], "Sin espacio: IIS y SQL."),
        (["SQL", "IIS"], "Sin espacio: SQL e IIS."),
        (["A", "B", "Íñigo"], "Sin espacio: A, B e Íñigo."),
        (["madre", "hijo"], "Sin espacio: madre e hijo."),
        (["agua", "Hielo"], "Sin espacio: agua y Hielo."),
        (("C:", "D:"), "Sin espacio: C: y D:."),
        ([1, 2000, 30000], "Sin espacio: 1, 2000 y 30.000."),
        ("C:", "Sin espacio: C:."),
    ],
)
def test_lists_are_joined_as_the_language_does_it(
    folder: Path, names: object, text: str
) -> None:
    assert Messages.open(folder, "es")[RULE].issue(volumes=names) == text


def test_a_list_counts_for_plural_forms_and_an_iterator_is_read_once(
    folder: Path,
) -> None:
    message = Messages.open(folder, "en")[RULE]
    assert message.issue(volumes=["C:"]) == "C: is full. {braces} stay."
    assert (
        message.issue(volumes=iter(["C:", "D:"]))
        == "C: and D: are full. {braces} stay."
    )
    assert message.issue(volumes="C:") == "C: is full. {braces} stay."


@pytest.mark.parametrize(
    ("names", "verb"), [(["C:"], "is"), (("C:", "D:"), "are"), (iter("CD"), "are")]
)
def test_a_template_has_the_form_that_is_filled(
    folder: Path, names: object, verb: str
) -> None:
    message = Messages.open(folder, "en")[RULE]
    template = message.template("issue", volumes=names)
    assert template == f"{{volumes}} {verb} full. {{{{braces}}}} stay."


@pytest.mark.parametrize(
    "name",
    [
        "{title}",
        "{volumes}",
        "{{",
        "}}",
        "*",
        "$(calc)",
        "a\nb",
        "%s",
        "{0}",
        "\\n",
        "’;#",
        "{x.__class__}",
        "{x[0]}",
    ],
)
def test_a_name_comes_out_as_that_name(folder: Path, name: str) -> None:
    message = Messages.open(folder, "en")[RULE]
    assert message.issue(volumes=[name]) == f"{name} is full. {{braces}} stay."
    assert (
        message.issue(volumes=[name, name])
        == f"{name} and {name} are full. {{braces}} stay."
    )


def test_the_blanks_of_a_name_are_part_of_it(tmp_path: Path) -> None:
    rule = a_rule(
        "a/b", {"en": {"title": "T", "impact": "Machines:\n\n{self}"}}, "self"
    )
    install(catalogs_of_rules(rule), tmp_path)
    message = Messages.open(tmp_path, "en")["a/b"]
    assert message.impact(self=["A", "B "]) == "Machines:\n\nA and B "
    assert message.impact(self=[]) == "Machines:"


def test_visible_spells_out_what_a_terminal_would_obey() -> None:
    assert visible("a\x1b[31mb\nc\r\x07") == r"a\u001b[31mb\u000ac\u000d\u0007"
    assert (
        visible("\x7f\x85\x9b\u200f\u202e\u2028\u2066")
        == r"\u007f\u0085\u009b\u200f\u202e\u2028\u2066"
    )
    plain = "l’été : 12\u202f345 가상 컴퓨터 😀"
    assert visible(plain) == plain


def test_a_missing_argument_is_an_error_that_names_the_file(folder: Path) -> None:
    message = Messages.open(folder, "fr")[RULE]
    with pytest.raises(MissingArgumentError) as caught:
        message.issue(volume=["C:"])
    path = os.path.join(folder, "fr", "LC_MESSAGES", "bpadocs.mo")
    assert (
        str(caught.value)
        == f"{path}: {RULE} issue needs the argument “volumes”; given: volume"
    )
    assert caught.value.path == path


@pytest.mark.parametrize(
    "rule", ["hyper-v/none", "", "cldr", "\udcff", "hyper-v/free-space\x04title"]
)
def test_an_unknown_rule_is_an_error_that_names_the_file(
    folder: Path, rule: str
) -> None:
    with pytest.raises(UnknownRuleError) as caught:
        Messages.open(folder, "fr")[rule]
    assert str(caught.value).startswith(
        os.path.join(folder, "fr", "LC_MESSAGES", "bpadocs.mo") + ": no rule “"
    )
    assert isinstance(caught.value, KeyError)


def test_no_english_is_an_error_that_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"en/LC_MESSAGES/bpadocs\.mo: not there"):
        Messages.open(tmp_path, "fr")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:3],
        lambda data: data[:27],
        lambda data: b"PK\3\4" + data[4:],
        lambda data: data[:100],
        lambda data: data[:8] + b"\xff\xff\xff\xff" + data[12:],
        lambda data: data[:12] + b"\xff\xff\xff\x7f" + data[16:],
        lambda data: data[:4] + b"\0\0\2\0" + data[8:],
    ],
)
def test_a_damaged_catalog_is_an_error_that_names_the_file(
    folder: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    install(catalogs_of(FIXTURE), tmp_path)
    path = tmp_path / "fr" / "LC_MESSAGES" / "bpadocs.mo"
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(CatalogError) as caught:
        Messages.open(tmp_path, "fr")
    assert str(caught.value).startswith(f"{path}: ")


def test_a_catalog_of_another_program_is_an_error_when_language_data_is_needed(
    tmp_path: Path,
) -> None:
    path = tmp_path / mo_path("en")
    path.parent.mkdir(parents=True)
    path.write_bytes(
        mo._compile(
            {b"": b"Language: en\n", b"a/b\x04title": b"T", b"a/b\x04issue": b"{x}"}
        )
    )
    message = Messages.open(tmp_path, "en")["a/b"]
    assert message.title == "T"
    with pytest.raises(CatalogError, match="its language data is damaged or not there"):
        message.issue(x=["a", "b"])


@pytest.mark.parametrize(
    "text", ["{volumes", "{volumes}} {x", "{}", "{a.b}", "{a[0]}", "{a!r}", "{ a}"]
)
def test_a_broken_argument_in_a_catalog_is_an_error(tmp_path: Path, text: str) -> None:
    data = {
        f"cldr\x04{name}".encode(): value.encode()
        for name, value in language_data("en").items()
    }
    path = tmp_path / mo_path("en")
    path.parent.mkdir(parents=True)
    path.write_bytes(mo._compile({**data, b"a/b\x04issue": text.encode()}))
    with pytest.raises(CatalogError, match="a/b issue has a broken argument"):
        Messages.open(tmp_path, "en")["a/b"].issue(volumes="C:")


def test_big_endian_catalogs_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / mo_path("en")
    path.parent.mkdir(parents=True)
    tables = b"".join(
        n.to_bytes(4, "big") for n in (0x950412DE, 0, 1, 28, 36, 0, 44, 9, 44, 1, 54)
    )
    path.write_bytes(tables + b"a/b\x04title\0T\0")
    assert Messages.open(tmp_path, "en")["a/b"].title == "T"


def use_everything(messages: Messages) -> None:
    """Ask for all there is, whatever the catalog has become."""
    for rule in (RULE, "hyper-v/quiet", *messages):
        message = messages[rule]
        texts = [
            message.title,
            message.severity,
            message.category,
            message.help,
            message.locale,
        ]
        for gigabytes in (0, 1, 2, 5, 1000, 1.5, 10**6):
            texts.append(
                message.impact(gigabytes=gigabytes, volumes=["C:", "D:", "IIS"])
            )
        texts += [
            message.issue(volumes=names, gigabytes=1)
            for names in ([], ["C:"], ["C:", "D:", "E:", "F:"])
        ]
        texts += [message.resolution(), message.compliant()]
        assert all(isinstance(text, str) for text in texts)
    messages.problems()


def test_a_catalog_that_is_cut_short_while_it_is_open_is_an_error(
    folder: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "messages"
    shutil.copytree(folder, copy)
    catalog = copy / "fr/LC_MESSAGES/bpadocs.mo"
    # In a process of its own: the system ends one that reads what is no longer there.
    code = (
        "import sys\nfrom bpadocs.runtime import CatalogError, Messages\n"
        "messages = Messages.open(sys.argv[1], 'fr')\nrule = next(iter(messages))\n"
        "open(sys.argv[2], 'r+b').truncate(1024)\n"
        "try:\n    print(messages[rule].title)\nexcept CatalogError as error:\n    print(error)\n"
    )
    words = [sys.executable, "-c", code, str(copy), str(catalog)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.returncode
    assert "cut short while it was open; replace it by renaming" in done.stdout
    assert str(catalog) in done.stdout


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_thousand_damaged_bytes_never_crash_the_reader(
    folder: Path, tmp_path: Path, language: str
) -> None:
    """Each is a message, other words perhaps, or an error of ours, never a crash."""
    install(catalogs_of(FIXTURE), tmp_path)
    path = tmp_path / mo_path(language)
    whole = path.read_bytes()
    random = Random(9)
    refused = served = 0
    for _ in range(1000):
        at = random.randrange(len(whole))
        data = bytearray(whole)
        data[at] ^= random.randrange(1, 256)
        path.write_bytes(data)
        try:
            with Messages.open(tmp_path, "fr") as messages:
                use_everything(messages)
        except MessagesError as error:
            refused += error.path.startswith(str(tmp_path))
        else:
            served += 1
    assert refused + served == 1000
    assert min(refused, served) > 0


def test_every_truncation_is_an_error_or_a_message(
    folder: Path, tmp_path: Path
) -> None:
    install(catalogs_of(FIXTURE), tmp_path)
    path = tmp_path / mo_path("fr")
    whole = path.read_bytes()
    for size in range(0, len(whole), 7):
        path.write_bytes(whole[:size])
        with pytest.raises(CatalogError):
            use_everything(Messages.open(tmp_path, "fr"))


def test_a_catalog_replaced_on_disk_keeps_serving_the_old_one(tmp_path: Path) -> None:
    install(
        catalogs_of_rules(
            a_rule("a/b", {"en": {"title": "old", "issue": "old issue"}})
        ),
        tmp_path,
    )
    messages = Messages.open(tmp_path, "en")
    assert messages["a/b"].title == "old"
    new = install(
        catalogs_of_rules(a_rule("a/b", {"en": {"title": "new"}})), tmp_path / "aside"
    )
    os.replace(new / mo_path("en"), tmp_path / mo_path("en"))
    assert messages["a/b"].issue() == "old issue"
    assert Messages.open(tmp_path, "en")["a/b"].title == "new"


def test_many_threads_read_at_once(folder: Path) -> None:
    messages = Messages.open(folder, "ru")
    start = threading.Barrier(8)
    results: list[str] = []

    def work() -> None:
        start.wait()
        results.extend(
            messages[RULE].impact(gigabytes=number % 30) for number in range(500)
        )

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    alone = Messages.open(folder, "ru")[RULE]
    assert sorted(results) == sorted(
        [alone.impact(gigabytes=number % 30) for number in range(500)] * 8
    )


def run_python(
    *arguments: str, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=cwd,
    )


def test_only_the_standard_library_stands_behind_the_runtime() -> None:
    base = run_python("-X", "importtime", "-c", "pass").stderr
    loaded = run_python("-X", "importtime", "-c", "import bpadocs.runtime").stderr

    def modules(trace: str) -> set[str]:
        return {
            line.rsplit("|", 1)[1].strip() for line in trace.splitlines() if "|" in line
        }

    assert modules(loaded) - modules(base) <= {
        "bpadocs",
        "bpadocs.runtime",
        "__future__",
        "mmap",
    }


def test_the_file_alone_is_enough(folder: Path, tmp_path: Path) -> None:
    """Copied beside a checker, in an interpreter that knows no installed package at all."""
    (tmp_path / "bpa_runtime.py").write_bytes(Path(runtime.__file__).read_bytes())
    opened = f"Messages.open({str(folder)!r}, 'en')"
    code = f"from bpa_runtime import Messages; print({opened}[{RULE!r}].title)"
    result = run_python(
        "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {code}"
    )
    assert result.stdout == "Keep space free\n"
