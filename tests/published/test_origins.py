"""Which English a translation was made from, by what it says itself and by history."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from drifting_pages import Repository
from page_helpers import sha1, write_pages

from bpadocs.pages.drift import MADE_FROM
from bpadocs.pages.front_matter import HASH_KEY
from bpadocs.pages.pair import Locale
from bpadocs.published.folder import files_of
from bpadocs.published.origins import (
    NO_HISTORY,
    NOT_THERE,
    REFUSED,
    SHALLOW,
    MadeFrom,
    origins,
    stated,
)
from bpadocs.system.git import Objects, name_of

OLD = "# Clocks\n\nThe clock is late.\n"
NEW = "# Clocks\n\nThe clock is right.\n"
FRENCH = "# Horloges\n\nL’horloge est en retard.\n"
ANY = "0" * 40
"""A name in the format of SHA-1."""


def french(head: str = "", text: str = FRENCH) -> str:
    return f"---\n{head}title: Horloges\n---\n{text}"


def repository(folder: Path, *commits: Mapping[str, str]) -> tuple[Path, list[str]]:
    """A repository with a commit of these files each; its folder, and the commits."""
    made = Repository(folder)
    names = [made.commit(files) for files in commits]
    made.close()
    return folder, names


def origin(
    english: Path,
    translations: Path,
    made_from: Sequence[str] = MADE_FROM,
    name: str = "a.md",
) -> MadeFrom | None:
    """The origin of a page whose English is in one folder, and its translation in another."""
    source = Locale("en-us", "en", english)
    locale = Locale("fr-fr", "fr", translations)
    found = origins(
        (source, files_of(english)), [(locale, files_of(translations))], made_from
    )
    return found.get(("fr-fr", name))


def text_of(found: MadeFrom | None, english: Path) -> str | None:
    """The English that git has for an origin."""
    assert found is not None
    for content in Objects(english).read(found.objects):
        if content is not None:
            return content.decode()
    return None


@pytest.mark.parametrize(
    ("head", "key", "value"),
    [
        ("source-commit: 1a2b3c4d", "source-commit", "1a2b3c4d"),
        ("Source-Commit: '1A2B3C4D'", "source-commit", "1a2b3c4d"),
        ("l10n:\n  sourceCommit: 1a2b3c4d # of main", "l10n.sourceCommit", "1a2b3c4d"),
        ("l10n:\n  other: x\n  sourceCommit: 1a2b", "l10n.sourceCommit", "1a2b"),
        ("l10n.sourceCommit: 1a2b", "l10n.sourceCommit", "1a2b"),
        ("a:\n  b:\n    c: 1a2b", "a.b.c", "1a2b"),
        ("other: x\nl10n: y\nsourceCommit: 1a2b", "l10n.sourceCommit", None),
        ("source-commit:\nother: x", "source-commit", None),
        ("xsource-commit: 1a2b", "source-commit", None),
    ],
)
def test_what_a_page_says(head: str, key: str, value: str | None) -> None:
    text = f"---\n{head}\n---\nsource-commit: ffff\n"
    found = stated(text, key)
    assert (found and found.value) == value
    if found:
        assert text[found.span.start : found.span.end].lower() == value


def test_a_long_front_matter_is_read_in_no_time() -> None:
    lines = "   other: x\n" * 5000
    start = time.process_time()
    assert stated(f"---\nl10n:\n{lines}x: y\n---\n", "l10n.sourceCommit") is None
    assert time.process_time() - start < 1


def test_front_matter_in_toml() -> None:
    found = stated('+++\ntitle = "x"\nsource-commit = "1a2b"\n+++\n', "source-commit")
    assert found is not None
    assert found.value == "1a2b"


def test_a_page_without_front_matter_says_nothing() -> None:
    assert stated("source-commit: 1a2b\n", "source-commit") is None


@pytest.mark.parametrize("old", [OLD, OLD.replace("\n", "\r\n"), "\ufeff" + OLD])
def test_by_the_hash_of_the_file(tmp_path: Path, old: str) -> None:
    """The pipeline hashes files as git has them, which is with LF."""
    stamp = sha1(old.replace("\r\n", "\n"))
    root, _ = repository(
        tmp_path / "r",
        {"en/a.md": old, "fr/a.md": french(f"{HASH_KEY}: {stamp}\n")},
        {"en/a.md": NEW},
    )
    found = origin(root / "en", root / "fr")
    assert text_of(found, root / "en") == old
    assert found is not None
    assert not found.is_now


@pytest.mark.parametrize("kind", ["commit", "short commit", "blob", "short blob"])
def test_by_a_commit_or_a_blob(tmp_path: Path, kind: str) -> None:
    made = Repository(tmp_path / "r")
    name = made.commit({"en/a.md": OLD})
    if "blob" in kind:
        name = name_of(OLD.encode(), ANY)
    if "short" in kind:
        name = name[:10]
    made.commit({"en/a.md": NEW, "fr/a.md": french(f"source-commit: {name}\n")})
    made.close()
    root = tmp_path / "r"
    assert text_of(origin(root / "en", root / "fr"), root / "en") == OLD


def test_the_english_of_now(tmp_path: Path) -> None:
    """Even where there is no git: by its hash, and by the name that git would give it."""
    for value in (sha1(NEW), name_of(NEW.encode(), ANY)):
        root = write_pages(
            tmp_path / value,
            {"en/a.md": NEW, "fr/a.md": french(f"source-commit: {value}\n")},
        )
        found = origin(root / "en", root / "fr")
        assert found is not None
        assert found.is_now


def test_the_settings_name_the_key(tmp_path: Path) -> None:
    made = Repository(tmp_path / "r")
    name = made.commit({"en/a.md": OLD})
    head = f"translation:\n  of: {name}\n"
    made.commit({"en/a.md": NEW, "fr/a.md": french(head)})
    made.close()
    en, fr = tmp_path / "r/en", tmp_path / "r/fr"
    assert text_of(origin(en, fr, ["translation.of"]), en) == OLD
    assert origin(en, fr, ["source-commit"]) is None


def test_the_first_that_git_knows_counts(tmp_path: Path) -> None:
    made = Repository(tmp_path / "r")
    name = made.commit({"en/a.md": OLD})
    head = f"{HASH_KEY}: {ANY}\nsource-commit: {name}\n"
    made.commit({"en/a.md": NEW, "fr/a.md": french(head)})
    made.close()
    assert text_of(origin(tmp_path / "r/en", tmp_path / "r/fr"), tmp_path / "r") == OLD


@pytest.mark.parametrize("value", [ANY, "abcdef1", "main", "HEAD", "a..b", "-x"])
def test_what_git_does_not_have(tmp_path: Path, value: str) -> None:
    """History is not asked where a page says something else: it would tell of another English."""
    root, _ = repository(
        tmp_path / "r",
        {"en/a.md": OLD, "fr/a.md": french(f"source-commit: {value}\n")},
        {"en/a.md": NEW},
    )
    found = origin(root / "en", root / "fr")
    assert text_of(found, root / "en") is None
    assert found is not None
    assert found.reason == NOT_THERE


def test_an_object_that_is_missing(tmp_path: Path) -> None:
    stamp = sha1(OLD)
    root, _ = repository(
        tmp_path / "r",
        {"en/a.md": OLD, "fr/a.md": french(f"{HASH_KEY}: {stamp}\n")},
        {"en/a.md": NEW},
    )
    blob = name_of(OLD.encode(), ANY)
    (root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    found = origin(root / "en", root / "fr")
    assert text_of(found, root / "en") is None


def test_without_git_nothing_tells(tmp_path: Path) -> None:
    root = write_pages(
        tmp_path,
        {
            "en/a.md": NEW,
            "en/b.md": NEW,
            "fr/a.md": french(f"{HASH_KEY}: {ANY}\n"),
            "fr/b.md": french(),
        },
    )
    assert origin(root / "en", root / "fr", name="b.md") is None
    found = origin(root / "en", root / "fr")
    assert found is not None
    assert (found.objects, found.reason) == ((), NO_HISTORY)


# By history


def test_the_english_as_it_was_when_the_page_was_translated(tmp_path: Path) -> None:
    root, names = repository(
        tmp_path / "r",
        {"en/a.md": OLD},
        {"fr/a.md": french()},
        {"en/a.md": NEW},
    )
    found = origin(root / "en", root / "fr")
    assert text_of(found, root / "en") == OLD
    assert found is not None
    assert found.when == f" on 2020-09-15 (commit {names[1][:10]})"


def test_a_commit_of_both(tmp_path: Path) -> None:
    root, _ = repository(
        tmp_path / "r",
        {"en/a.md": OLD, "fr/a.md": french()},
        {"en/a.md": NEW, "fr/a.md": french(text="# Horloges\n\nElle est juste.\n")},
    )
    assert text_of(origin(root / "en", root / "fr"), root / "en") == NEW


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", "a: 2\n"),
        ("[x](a.md)", "[x](b.md)"),
        ("Un mot.", "Un\n\n*mot*."),
        ("```\na\n```", "```\nb\n```"),
        ("{{< a >}}", "{{< b >}}"),
        ('<a href="x">', '<a href="y">'),
    ],
)
def test_a_commit_that_changed_no_word_is_no_translation(
    tmp_path: Path, before: str, after: str
) -> None:
    """Bots renew links and front matter in all languages."""
    first, last = french(text=FRENCH + before), french(text=FRENCH + after)
    if before.startswith("a:"):
        first, last = french(before), french(after)
    root, _ = repository(
        tmp_path / "r",
        {"en/a.md": OLD},
        {"fr/a.md": first},
        {"en/a.md": NEW},
        {"fr/a.md": last},
    )
    assert text_of(origin(root / "en", root / "fr"), root / "en") == OLD


def test_pages_that_were_renamed(tmp_path: Path) -> None:
    made = Repository(tmp_path / "r")
    made.commit({"en/b.md": OLD})
    made.commit({"fr/b.md": french()})
    made.commit({"en/a.md": OLD}, ["en/b.md"])
    made.commit({"en/a.md": NEW})
    made.commit({"fr/a.md": french()}, ["fr/b.md"])
    made.close()
    root = tmp_path / "r"
    assert text_of(origin(root / "en", root / "fr"), root / "en") == OLD


def test_two_repositories_are_compared_by_time(tmp_path: Path) -> None:
    """The commits are a day apart: the translation is younger than the first, not the second."""
    en, _ = repository(tmp_path / "en", {"a.md": OLD}, {"x": ""}, {"a.md": NEW})
    fr, _ = repository(tmp_path / "fr", {"x": ""}, {"a.md": french()})
    assert text_of(origin(en, fr), en) == OLD


def test_history_is_asked_only_where_the_settings_have_it(tmp_path: Path) -> None:
    root, _ = repository(
        tmp_path / "r", {"en/a.md": OLD}, {"fr/a.md": french()}, {"en/a.md": NEW}
    )
    assert origin(root / "en", root / "fr", ["source-commit"]) is None


@pytest.mark.parametrize("head", ["", f"{HASH_KEY}: {sha1(OLD)}\n"])
def test_a_shallow_clone_cannot_tell(tmp_path: Path, head: str) -> None:
    """All of it looks as if it had been made by its last commit, at which everything was current.

    That must not be believed.
    """
    root, _ = repository(
        tmp_path / "r",
        {"en/a.md": OLD},
        {"fr/a.md": french(head)},
        {"en/a.md": NEW},
    )
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--depth=1", f"file://{root}", clone], check=True
    )
    found = origin(clone / "en", clone / "fr")
    assert text_of(found, clone / "en") is None
    assert found is not None
    assert found.reason == SHALLOW


@pytest.mark.parametrize("head", ["", f"{HASH_KEY}: {sha1(OLD)}\n"])
def test_a_clone_without_the_files_of_the_past_cannot_tell(
    tmp_path: Path, head: str
) -> None:
    """Git would fetch them, and it is not let."""
    root, _ = repository(
        tmp_path / "r",
        {"en/a.md": OLD},
        {"fr/a.md": french(head)},
        {"en/a.md": NEW},
        {"en/b.md": NEW},
        {"en/a.md": NEW + "more\n", "en/c.md": NEW + NEW},
    )
    git = ["git", "-C", str(root), "config"]
    subprocess.run([*git, "uploadpack.allowFilter", "true"], check=True)
    clone = tmp_path / "clone"
    words = ["git", "clone", "-q", "--filter=blob:none", f"file://{root}", str(clone)]
    subprocess.run(words, check=True)
    found = origin(clone / "en", clone / "fr")
    assert found is not None
    assert text_of(found, clone / "en") is None
    assert found.reason in (REFUSED, NOT_THERE)


def test_a_page_that_was_never_committed(tmp_path: Path) -> None:
    root, _ = repository(tmp_path / "r", {"en/a.md": OLD}, {"en/a.md": NEW})
    write_pages(root, {"fr/a.md": french()})
    assert origin(root / "en", root / "fr") is None


# English pages that are gone


def test_english_that_was_renamed(tmp_path: Path) -> None:
    made = Repository(tmp_path / "r")
    made.commit({"en/a.md": OLD, "fr/a.md": french()})
    made.commit({"en/b.md": OLD}, ["en/a.md"])
    made.commit({"en/c.md": OLD}, ["en/b.md"])
    made.close()
    found = origin(tmp_path / "r/en", tmp_path / "r/fr")
    assert found is not None
    assert found.reason == "it is called c.md now"


def test_english_that_was_removed(tmp_path: Path) -> None:
    made = Repository(tmp_path / "r")
    made.commit({"en/a.md": OLD, "en/b.md": NEW, "fr/a.md": french()})
    name = made.commit({}, ["en/a.md"])
    made.close()
    found = origin(tmp_path / "r/en", tmp_path / "r/fr")
    assert found is not None
    assert found.reason == f"it was removed on 2020-09-15 (commit {name[:10]})"


def test_english_that_never_was(tmp_path: Path) -> None:
    root, _ = repository(tmp_path / "r", {"en/b.md": NEW, "fr/a.md": french()})
    found = origin(root / "en", root / "fr")
    assert found is not None
    assert found.reason == ""
