"""The analyser of Korean is used where it is, and where it is not, that is said."""

import subprocess
import sys

import pytest

from bpadocs.words import korean


def test_its_name_and_data_are_known_without_loading_it() -> None:
    program = (
        "import sys; from bpadocs.words.korean import identity; print(identity());"
        "print('kiwipiepy' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    name, loaded = done.stdout.splitlines()
    assert name == korean.identity()
    assert loaded == "False"


def test_another_version_is_not_used_and_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(korean, "version", lambda package: "0.11.2")
    korean.identity.cache_clear()
    try:
        assert korean.identity() == ""
        told = korean.why_not(["fr", "ko"])
        assert told is not None
        assert told.startswith("kiwipiepy 0.11.2 is another version")
        assert 'pip install "bpadocs[ko]"' in told
        assert korean.why_not(["fr", "it"]) is None
    finally:
        korean.identity.cache_clear()


@pytest.mark.skipif(
    not korean.identity(),
    reason="no analyser of Korean is installed; `make korean` brings it",
)
def test_morphemes_have_their_places() -> None:
    found = korean.morphemes("서버를 시작합니다.")
    assert [(one.form, one.tag) for one in found[:3]] == [
        ("서버", "NNG"),
        ("를", "JKO"),
        ("시작", "NNG"),
    ]
    assert (found[1].start, found[1].end) == (2, 3)
