"""The .mo catalogs, read by gettext's own tools and by Python's gettext."""

import gettext
import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from message_helpers import (
    FIXTURE,
    catalogs_of,
    install,
    nasty_catalogs,
    nasty_texts,
    write,
)

from bpadocs.rule.model import Plural

needs_gettext = pytest.mark.skipif(
    not shutil.which("msgunfmt"), reason="gettext's tools are not installed"
)


def unformatted(data: bytes) -> bytes:
    """The catalog as msgunfmt understands it."""
    result = subprocess.run(
        ["msgunfmt", "--no-wrap", "-"], input=data, capture_output=True, check=True
    )
    assert result.stderr == b""
    return result.stdout


@needs_gettext
@pytest.mark.parametrize("language", ["en", "fr", "fr-CA", "es", "ko", "ru"])
def test_gettext_reads_every_text_and_form(language: str) -> None:
    built = catalogs_of(FIXTURE)
    po = unformatted(write("gettext", built, language))
    catalog = read_po(BytesIO(po))
    for entry in built[language].entries:
        for name, text in entry.fields.items():
            found = catalog.get(name, context=entry.rule)
            assert found is not None
            if isinstance(text, Plural):
                assert found.id == (name, text.count)
                assert found.string == tuple(text.forms.values())
            else:
                assert (found.id, found.string) == (name, text)
    stale = [
        (message.context, message.string)
        for message in catalog
        if message.id == "stale"
    ]
    assert stale == ([("hyper-v/free-space", "title")] if language == "fr" else [])


@needs_gettext
@pytest.mark.parametrize("language", ["en", "fr", "ko", "ru"])
def test_gettext_accepts_it_as_valid_and_makes_the_same_of_it(language: str) -> None:
    built = catalogs_of(FIXTURE)
    data = write("gettext", built, language)
    po = unformatted(data)
    checked = subprocess.run(
        ["msgfmt", "-c", "--no-hash", "-o", "-", "-"],
        input=po,
        capture_output=True,
        check=True,
    )
    assert unformatted(checked.stdout) == po


@needs_gettext
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(nasty_texts, min_size=1, max_size=20))
def test_gettext_reads_every_nasty_text(texts: list[str]) -> None:
    built = nasty_catalogs(texts)
    catalog = read_po(BytesIO(unformatted(write("gettext", built, "fr"))))
    for entry in built["fr"].entries:
        for name, text in entry.fields.items():
            found = catalog.get(name, context=entry.rule)
            assert found is not None
            assert found.string == text


def test_pythons_gettext_reads_it(tmp_path: Path) -> None:
    install(catalogs_of(FIXTURE), tmp_path)
    catalog = gettext.translation("bpadocs", str(tmp_path), ["fr"])
    rule = "hyper-v/free-space"
    assert catalog.pgettext(rule, "severity") == "Avertissement"
    for count, form in ((0, "one"), (1, "one"), (2, "other"), (1_000_000, "many")):
        text = {
            "one": "Il manque {gigabytes} gigaoctet.",
            "many": "Il manque {gigabytes} de gigaoctets.",
            "other": "Il manque {gigabytes} gigaoctets.",
        }[form]
        assert catalog.npgettext(rule, "impact", "gigabytes", count) == text


def test_ids_are_sorted_as_msgfmt_sorts_them() -> None:
    built = catalogs_of(FIXTURE)
    data = write("gettext", built, "fr")
    count = int.from_bytes(data[8:12], "little")
    ids = []
    for index in range(count):
        length, offset = (
            int.from_bytes(data[at : at + 4], "little")
            for at in (28 + 8 * index, 32 + 8 * index)
        )
        ids.append(data[offset : offset + length].split(b"\0")[0])
    assert ids == sorted(ids)
    assert len(set(ids)) == count


def test_words_that_every_rule_repeats_stand_in_the_file_once() -> None:
    built = catalogs_of(Path(__file__).parents[2])
    data = write("gettext", built, "fr")
    assert data.count(b"\0Configuration\0") == 1
