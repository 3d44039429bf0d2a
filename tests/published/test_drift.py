"""Drift is told block by block: all that is stale, and nothing else."""

import json
import re
from pathlib import Path

import pytest
from drifting_pages import LANGUAGES, Drifting, Repository
from page_helpers import bpa, sha1, write_pages

from bpadocs.lint.checks.pages import english_revision, stale_block
from bpadocs.lint.context import Context
from bpadocs.lint.engine import Selection
from bpadocs.lint.findings import Level
from bpadocs.pages.drift import Became
from bpadocs.published.audit import Audit, audit
from bpadocs.published.folder import english_locale, languages_of
from bpadocs.words.labels import read_labels


def audited(root: Path, *languages: str) -> Audit:
    """What the checks of drift say of the pages in docs/."""
    folders = {language: root / "docs" / language for language in languages}
    locales = (english_locale(root / "docs/en"), *languages_of(folders))
    labels = read_labels(None, ("en", *languages))
    checks = Selection.of([stale_block.CHECK, english_revision.CHECK])
    return audit(locales, labels, checks, Context())


def told(root: Path, found: Audit) -> set[tuple[str, str, str]]:
    """The stale blocks: the page, what became of the block, and the second word of it."""
    every = set()
    for finding in found.findings:
        if finding.check == "english-revision":
            # a note that could be renewed, of a page that is as good as current
            assert finding.severity is Level.HINT, finding
            assert finding.message.endswith("no text of this page has changed since")
            continue
        block = found.blocks[finding]
        words = block.diff
        if block.change is not Became.ADDED:
            place = finding.place
            lines = found.text_of(finding.file).split("\n")
            lines = lines[place.line - 1 : place.end_line]
            lines[-1] = lines[-1][: place.end_column - 1]
            words = "\n".join(lines)[place.column - 1 :]
        second = re.findall(r"[a-z]+\d+[xv]\d+", words)[1]
        file = Path(finding.file).relative_to(root).as_posix()
        key = (file, block.change.value, second)
        assert key not in every, "told twice"
        every.add(key)
    return every


@pytest.mark.parametrize("seed", [1, 2])
def test_every_stale_block_and_no_other(tmp_path: Path, seed: int) -> None:
    """40 pages in two languages, and 60 commits after they were translated.

    A quarter of the pages each says by the hash of the file, by a commit or by a blob what it was
    made from, or nothing, so that history has to tell.
    """
    drifting = Drifting(tmp_path / "repository", pages=40, seed=seed)
    for _ in range(60):
        drifting.step()
    drifting.repository.close()
    root = drifting.repository.folder
    expected = drifting.expected()
    assert {kind for _, kind, _ in expected} == {"changed", "added", "removed"}
    assert {"move", "reformat", "touch", "rename", "translate"} <= set(drifting.done)
    answer = audited(root, *LANGUAGES)
    found = told(root, answer)
    assert found - expected == set()
    assert expected - found == set()
    blocks = 0
    for one in answer.waiting:
        blocks += sum(amount.number for amount in one.blocks.values())
        assert not one.unknown
    assert blocks == len(expected) > 200


# What single changes look like

EN = """\
---
title: All about clocks
---
# Clocks

All of the clocks in the house tell the same time.

- Restart the service on each computer.
- Wait 5 minutes before you look.

## Settings

| Name | Value |
|-|-|
| port | 80 |

See [the time](time.md).
"""
FR = """\
---
title: Tout sur les horloges
---
# Horloges

Toutes les horloges de la maison donnent la même heure.

- Redémarrez le service sur chaque ordinateur.
- Attendez 5 minutes avant de regarder.

## Paramètres

| Nom | Valeur |
|-|-|
| port | 80 |

Voir [l’heure](time.md).
"""


def changed(
    folder: Path, *changes: tuple[str, str], english: str = EN, french: str = FR
) -> Path:
    """A repository in which the English changed after it was translated."""
    now = english
    for before, after in changes:
        assert before in now
        now = now.replace(before, after)
    repository = Repository(folder / "repository")
    repository.commit({"docs/en/a.md": english})
    repository.commit({"docs/fr/a.md": french})
    repository.commit({"docs/en/a.md": now})
    repository.close()
    return repository.folder


def seen(root: Path) -> list[tuple[str, str, str]]:
    """Each finding on the French page: the words it marks, its message, and the change."""
    found = audited(root, "fr")
    every = []
    for finding in found.findings:
        assert finding.check == "stale-block"
        lines = found.text_of(finding.file).split("\n")
        line = lines[finding.place.line - 1]
        if finding.place.end_line == finding.place.line:
            marked = line[finding.place.column - 1 : finding.place.end_column - 1]
        else:
            marked = line[finding.place.column - 1 :] + "…"
        message = re.sub(r" on 2020-09-15 \(commit \w{10}\)", "", finding.message)
        every.append((marked, message, found.blocks[finding].diff))
    return every


def test_a_changed_paragraph(tmp_path: Path) -> None:
    root = changed(tmp_path, ("same time", "right time"))
    [(marked, message, diff)] = seen(root)
    assert marked == "Toutes les horloges de la maison donnent la même heure."
    assert (
        message == "the English of this paragraph has changed since it was translated"
    )
    assert diff == "…clocks in the house tell the [-same-]{+right+} time."


def test_the_title_in_the_front_matter(tmp_path: Path) -> None:
    [(marked, message, diff)] = seen(changed(tmp_path, ("All about", "More about")))
    assert (marked, diff) == (
        "Tout sur les horloges",
        "[-All-]{+More+} about clocks",
    )
    assert message.startswith("the English of this title has changed")


def test_a_row_and_an_item(tmp_path: Path) -> None:
    root = changed(tmp_path, ("| 80 |", "| 8080 |"), ("5 minutes", "10 minutes"))
    assert [(marked, message.split()[4:6]) for marked, message, _ in seen(root)] == [
        ("Attendez 5 minutes avant de regarder.", ["list", "item"]),
        ("| port | 80 |", ["table", "row"]),
    ]


def test_new_blocks_stand_below_what_is_before_them(tmp_path: Path) -> None:
    new = "Two paragraphs are new.\n\nThis is the second of the two."
    root = changed(tmp_path, ("\n## Settings", f"\n{new}\n\n## Settings"))
    found = audited(root, "fr")
    line = FR[: FR.index("avant de regarder.")].count("\n") + 1
    column = len("- Attendez 5 minutes avant de regarder.") + 1
    places = []
    for finding in found.findings:
        places.append((finding.place.line, finding.place.column))
        assert finding.place.end_column == finding.place.column
    assert places == [(line, column)] * 2
    ends = [(message[-8:], diff) for _, message, diff in seen(root)]
    assert ends == [
        ("(1 of 2)", "{+Two paragraphs are new.+}"),
        ("(2 of 2)", "{+This is the second of the two.+}"),
    ]


def test_a_new_block_above_all_others(tmp_path: Path) -> None:
    root = changed(tmp_path, ("# Clocks\n", "It is late.\n\n# Clocks\n"))
    [finding] = audited(root, "fr").findings
    assert finding.place.line == FR[: FR.index("# Horloges")].count("\n") + 1


def test_a_removed_block_is_told_at_its_translation(tmp_path: Path) -> None:
    root = changed(tmp_path, ("- Restart the service on each computer.\n", ""))
    [(marked, message, diff)] = seen(root)
    assert marked == "Redémarrez le service sur chaque ordinateur."
    assert (
        message == "the English of this list item was removed since it was translated"
    )
    assert diff == "[-Restart the service on each computer.-]"


def test_a_removed_block_that_was_never_translated_is_no_matter(tmp_path: Path) -> None:
    french = FR.replace("- Redémarrez le service sur chaque ordinateur.\n", "")
    root = changed(
        tmp_path, ("- Restart the service on each computer.\n", ""), french=french
    )
    assert seen(root) == []


def test_a_changed_block_that_was_never_translated(tmp_path: Path) -> None:
    french = FR.replace("- Attendez 5 minutes avant de regarder.\n", "")
    root = changed(tmp_path, ("5 minutes", "10 minutes"), french=french)
    [(_, message, _)] = seen(root)
    assert message == (
        "the English of a list item that this page lacks has changed since it was "
        "translated: it begins “Wait 10 minutes before you look.”"
    )


def test_an_item_of_a_list_that_each_language_sorts_anew(tmp_path: Path) -> None:
    english = "# Rules\n\n- [Back up](a.md)\n- [Count](b.md)\n- [Never stop](c.md)\n"
    french = "# Règles\n\n- [Comptez](b.md)\n- [N’arrêtez pas](c.md)\n- [Sauvegardez](a.md)\n"
    root = changed(
        tmp_path, ("Never stop", "Never pause"), english=english, french=french
    )
    [(marked, _, diff)] = seen(root)
    assert "N’arrêtez pas" in marked
    assert "[-stop-]{+pause+}" in diff
    shorter = french.replace("- [Sauvegardez](a.md)\n", "")
    [(marked, _, _)] = seen(
        changed(
            tmp_path / "shorter",
            ("Never stop", "Never pause"),
            english=english,
            french=shorter,
        )
    )
    assert "N’arrêtez pas" in marked


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("All of the", "All\nof the"),
        ("- Restart", "* Restart"),
        ("|-|-|", "| --- | --- |"),
        ("## Settings", "### Settings ###"),
    ],
)
def test_another_layout_is_no_drift(tmp_path: Path, before: str, after: str) -> None:
    assert seen(changed(tmp_path, (before, after))) == []


def test_a_note_that_could_be_renewed_is_a_hint(tmp_path: Path) -> None:
    french = FR.replace("---\n# ", f"ms.openlocfilehash: {sha1(EN)}\n---\n# ")
    root = changed(tmp_path, ("- Restart", "* Restart"), french=french)
    [hit] = audited(root, "fr").findings
    assert (hit.check, hit.severity) == ("english-revision", "hint")
    assert hit.message.endswith("but no text of this page has changed since")


def test_a_link_that_leads_elsewhere_now(tmp_path: Path) -> None:
    definition = EN.replace("(time.md)", "[1]") + "\n[1]: time.md\n"
    root = changed(tmp_path, ("[1]: time.md", "[1]: times.md"), english=definition)
    [(marked, _, diff)] = seen(root)
    assert marked == "Voir [l’heure](time.md)."
    assert diff == "See [the time]([-time-]{+times+}.md)."


def test_the_blanks_of_code(tmp_path: Path) -> None:
    english = EN + "\n```yaml\na:\n  b: 1\n```\n"
    french = FR + "\n```yaml\na:\n  b: 1\n```\n"
    root = changed(tmp_path, ("  b: 1", "    b: 1"), english=english, french=french)
    [(marked, _, diff)] = seen(root)
    assert marked == "```yaml…"
    assert diff == "only the blanks and line breaks of the code"


def test_code_that_is_never_closed_ends_with_the_page(tmp_path: Path) -> None:
    rest = "\n[1]: time.md\n\n```\nopen the clock\n"
    root = changed(
        tmp_path,
        ("open the", "close the"),
        english=EN.replace("(time.md)", "[1]") + rest,
        french=FR.replace("(time.md)", "[1]") + rest,
    )
    [finding] = audited(root, "fr").findings
    assert finding.place.end_line == (FR + rest).count("\n")


def test_the_place_is_right_on_a_page_with_marks_that_are_no_text(
    tmp_path: Path,
) -> None:
    old = '<span data-ttu-id="1a2b3-101">'
    lookup = '<span class="sxs-lookup"><span data-stu-id="1a2b3-101">All.</span></span>'
    french = FR.replace("Toutes", f"{old}Toutes").replace(
        "même heure.", f"même heure.</span>{lookup}"
    )
    root = changed(tmp_path, ("same time", "right time"), french=french)
    [(marked, _, _)] = seen(root)
    assert "Toutes les horloges de la maison donnent la même heure." in marked


# What else is said of such a page


def test_a_page_is_told_as_a_whole_where_nobody_wants_its_blocks(
    tmp_path: Path,
) -> None:
    root = changed(tmp_path, ("same time", "right time"))
    folders = {"fr": root / "docs/fr"}
    locales = (english_locale(root / "docs/en"), *languages_of(folders))
    checks = Selection.of([english_revision.CHECK])
    found = audit(locales, read_labels(None, ("en", "fr")), checks, Context())
    messages = [one.message for one in found.findings]
    assert messages == ["made from another English revision, whose text differed"]


def printed(
    root: Path, capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[str, str]:
    """What `bpa audit` prints of the French pages."""
    capsys.readouterr()
    bpa("audit", root / "docs/en", "--locale", f"fr={root / 'docs/fr'}", *more)
    out, err = capsys.readouterr()
    return out, err


def test_other_checks_compare_with_the_english_it_was_made_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All that differs from the English of now is told once, as drift."""
    root = changed(
        tmp_path,
        ("5 minutes", "10 minutes"),
        ("# Clocks\n", "# Clocks\n\nA new `clock`.\n"),
    )
    findings = json.loads(printed(root, capsys, "--format", "json")[0])
    assert {one["check"] for one in findings} == {"stale-block"}


def test_what_a_page_has_already_is_no_drift(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody renewed a link and some code in all languages."""
    code = "\n```sh\ndate\n```\n"
    repository = Repository(tmp_path / "repository")
    repository.commit({"docs/en/a.md": EN + code})
    repository.commit({"docs/fr/a.md": FR + code})
    renewed = {}
    for language, text in (("en", EN + code), ("fr", FR + code)):
        text = text.replace("(time.md)", "(times.md)").replace("\ndate\n", "\ntime\n")
        renewed[f"docs/{language}/a.md"] = text
    repository.commit(renewed)
    repository.close()
    out, _ = printed(repository.folder, capsys)
    assert "stale-block" not in out
    assert "times.md" not in out
    assert "code-blocks" not in out


def test_links_that_trade_their_targets_are_no_drift(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The new target of one link is the old one of the next."""
    before = {
        "docs/en/a.md": "# Time\n\nSee [one](a.md) or [two](b.md) of these.\n",
        "docs/fr/a.md": "# Temps\n\nVoir [un](a.md) ou [deux](b.md) de ceux-ci.\n",
    }
    repository = Repository(tmp_path / "repository")
    repository.commit(before)
    renewed = {}
    for name, text in before.items():
        renewed[name] = text.replace("b.md", "c.md").replace("a.md", "b.md")
    repository.commit(renewed)
    repository.close()
    out, _ = printed(repository.folder, capsys)
    assert "link" not in out
    assert "stale-block" not in out


def test_what_is_new_at_one_place_is_told_apart(tmp_path: Path) -> None:
    """The page lacks the item between the two, so both would stand at one place."""
    repository = Repository(tmp_path / "repository")
    repository.commit(
        {
            "docs/en/a.md": "# Time\n\nThe first one.\n\n- an item of it\n",
            "docs/fr/a.md": "# Temps\n\nLe premier.\n",
        }
    )
    new = "# Time\n\nThe first one.\n\nNew here now.\n\n- an item of it\n\nThen this came.\n"
    repository.commit({"docs/en/a.md": new})
    repository.close()
    found = audited(repository.folder, "fr")
    diffs = sorted(block.diff for block in found.blocks.values())
    assert diffs == ["{+New here now.+}", "{+Then this came.+}"]


def test_what_is_new_on_two_pages_is_no_group(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = Repository(tmp_path / "repository")
    first = {}
    second = {}
    for name in ("a", "b"):
        first[f"docs/en/{name}.md"] = "# Time\n\nThe first one.\n"
        first[f"docs/fr/{name}.md"] = "# Temps\n\nLe premier.\n"
        second[f"docs/en/{name}.md"] = f"# Time\n\nThe first one.\n\nNew of {name}.\n"
    repository.commit(first)
    repository.commit(second)
    repository.close()
    report = tmp_path / "report.html"
    out, _ = printed(repository.folder, capsys, "--group", "--report", str(report))
    page = report.read_text("utf-8")
    for name in ("a", "b"):
        assert f"{{+New of {name}.+}}" in out
        assert f"{{+New of {name}.+}}" in page
    items = re.findall('data-item="(.*?)"', page)
    assert len(items) == len(set(items)) == 2


def test_the_summary_says_how_many_words_wait(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = changed(
        tmp_path,
        ("same time", "right time"),
        ("- Restart the service on each computer.\n", ""),
        ("\n## Settings", "\nThis is new.\n\n## Settings"),
    )
    write_pages(root, {"docs/en/b.md": "# One two\n\nthree four\n"})
    out, _ = printed(root, capsys)
    assert out.endswith(
        """
Waiting for translators:
fr       19 words of English
            11 in 1 block whose English changed
             3 in 1 block whose English is new
             5 on 1 page not translated at all
             1 block to take out, whose English was removed

3 pages in 2 languages, 0 files not readable, 4 findings
"""
    )
    findings = json.loads(printed(root, capsys, "--format", "json")[0])
    waiting = [one["waiting"] for one in findings if "waiting" in one]
    assert sorted(one["words"] for one in waiting) == [3, 5, 11]
    assert {one["locale_words"] for one in waiting} == {19}


def test_the_summary_says_what_is_not_known(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write_pages(
        tmp_path,
        {
            "docs/en/a.md": EN,
            "docs/fr/a.md": FR.replace(
                "---\n# ", "ms.openlocfilehash: 0000000\n---\n# "
            ),
            "docs/en/b.md": EN,
            "docs/fr/b.md": FR,
        },
    )
    out, _ = printed(root, capsys)
    assert (
        "made from another English revision, and nothing tells how it differed: "
        "the English pages are in no git repository here"
    ) in out
    assert (
        "\nWaiting for translators:\n"
        "fr       0 words of English\n"
        "             1 page of which is not known what changed:\n"
        "               the English pages are in no git repository here\n"
        "             1 page of which is not known what changed:\n"
        "               no page says what it was made from\n"
    ) in out
