"""The nearest known word, for whoever mistyped one."""

import time

from bpadocs.project.mistakes import nearest

KNOWN = ("severity", "category", "arguments", "front_matter")


def test_the_nearest_word_is_named_when_it_is_near() -> None:
    assert nearest("severty", KNOWN) == "; did you mean “severity”?"
    assert nearest("frontmatter", KNOWN) == "; did you mean “front_matter”?"
    assert nearest("xyz", KNOWN) == ""
    assert nearest("", KNOWN) == ""


def test_dashes_make_no_two_options_alike() -> None:
    options = ("-q", "--quiet", "--project", "--no-cache")
    assert nearest("--out", options) == ""
    assert nearest("--quite", options) == "; did you mean “--quiet”?"
    assert nearest("-quiet", options) == "; did you mean “--quiet”?"


def test_many_words_and_long_ones_are_no_hang() -> None:
    rules = [f"hyper-v/rule-{number:05}" for number in range(1_000)]
    before = time.process_time()
    for number in range(1_000):
        nearest(f"hyper-v/rule-{number:05}-no", rules)
    nearest("k" * 1_000_000, KNOWN)
    assert time.process_time() - before < 5
