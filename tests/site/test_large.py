"""A map of a thousand rules, measured in the browser."""

from pathlib import Path

import pytest
from bench.generate import generate
from browser import Browser, need_browser

from bpadocs.project.tree import read_project
from bpadocs.site.kept import SITE
from bpadocs.site.rendering import Rendering
from bpadocs.system.files import write
from bpadocs.words.labels import read_labels

RULES = 1000
MILLISECONDS = 1000
MAP = "en-us/status.html"

FILTER = """
const done = arguments[arguments.length - 1];
const [name, value] = arguments;
const select = document.querySelector(name === "lang" ? ".several input[value=ko]" : `select[name=${name}]`);
const before = performance.now();
if (name === "lang") select.checked = Boolean(value);
else select.value = value;
select.dispatchEvent(new Event("change", { bubbles: true }));
document.body.getBoundingClientRect();
requestAnimationFrame(() => setTimeout(() => done(performance.now() - before)));
"""
"""From the choice to the picture on the screen."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    need_browser()
    root = generate(tmp_path_factory.mktemp("project"), RULES)
    project = read_project(root)
    labels = read_labels(root, project.settings.languages)
    makers = Rendering(project, labels, findings={}).shared_makers
    for name, make in makers.items():
        # the map, and what it loads: the search is in all languages
        if name == f"{SITE}/{MAP}" or name.endswith((".js", ".css")):
            write(root / "build", {name: make()})
    return root / "build" / SITE


def test_the_map_of_a_thousand_rules_opens_and_filters_without_a_pause(
    window: Browser, site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    window.open((site / MAP).as_uri())
    opened = window.run(
        "return performance.getEntriesByType('navigation')[0].domComplete"
    )
    choices = [
        ("severity", "error"),
        ("category", "policy"),
        ("lang", "ko"),
        ("state", "untracked"),
        ("lang", ""),
    ]
    choices += [("state", ""), ("category", ""), ("severity", "")]
    filtered = [window.run_async(FILTER, *choice) for choice in choices]
    counted = window.one("[data-shown-status]").text
    window.wait(
        "scrollTo(0, document.body.scrollHeight);"
        "return document.querySelectorAll('.map tbody tr:not([hidden])').length === arguments[0]",
        RULES,
    )
    searched = window.run_async(
        "const done = arguments[0]; const input = document.getElementById('bpa-search'); input.focus();"
        "setTimeout(() => { const before = performance.now(); input.value = '가상';"
        "input.dispatchEvent(new Event('input')); const look = () => document.querySelector('.result')"
        "? done(performance.now() - before) : setTimeout(look, 1); look(); }, 1500)"
    )
    with capsys.disabled():
        print(
            f"\n1,000 rules: the map opens in {opened:.0f} ms, a filter takes {max(filtered):.0f} ms at most,"
            f" a search {searched:.0f} ms"
        )
    assert counted == "Rules shown: 1,000 of 1,000"
    assert sorted(filtered)[len(filtered) // 2] < MILLISECONDS
