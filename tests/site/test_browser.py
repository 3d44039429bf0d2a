"""The site in a browser, from files: no server, no network."""

import re
from collections.abc import Iterator
from itertools import product

import pytest
from browser import Browser, need_browser
from selenium.webdriver.common.keys import Keys
from site_helpers import FIFTEEN, FOUR, write_site

PAGES = (
    "index.html",
    "{locale}/index.html",
    "{locale}/status.html",
    "{locale}/findings.html",
    "{locale}/checks.html",
    "{locale}/pages/hyper-v/Backups.html",
    "{locale}/pages/hyper-v/Paused-machines.html",
    "{locale}/compare/hyper-v/Backups.html",
    "{locale}/compare/hyper-v/Paused-machines.html",
    "{locale}/messages/hyper-v/Backups.html",
    "{locale}/messages/hyper-v/Paused-machines.html",
)
"""Each kind of page."""

LOCALES = ("en-us", "ko-kr")

TOO_WIDE = """
const limit = document.documentElement.clientWidth;
const scrolls = (e) => e && (/auto|scroll|hidden/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
return [...document.querySelectorAll("body *")]
  .filter((e) => e.getBoundingClientRect().right > limit + 1 && !scrolls(e.parentElement))
  .filter((e) => getComputedStyle(e).position !== "absolute")
  .map((e) => e.outerHTML.slice(0, 120));
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> str:
    need_browser()
    return write_site(tmp_path_factory.mktemp("project")).as_uri()


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The site in four translations."""
    need_browser()
    return write_site(tmp_path_factory.mktemp("four"), FOUR).as_uri()


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The site in fifteen translations, one of which runs from right to left."""
    need_browser()
    return write_site(tmp_path_factory.mktemp("many"), FIFTEEN).as_uri()


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The site of a project that says where its files are edited."""
    need_browser()
    where = 'edit_url = "https://example.org/edit/{path}#L{line}"\n'
    where += 'issue_url = "https://example.org/new?title={rule}+{language}+{field}"'
    root = tmp_path_factory.mktemp("edited")
    return write_site(root, settings=f"[tool.bpadocs]\n{where}\n").as_uri()


@pytest.fixture
def seen(window: Browser) -> Iterator[Browser]:
    """The browser as it was opened; afterwards nobody has complained, and nothing came from
    elsewhere.
    """
    window.begin()
    yield window
    assert window.complaints() == []
    elsewhere = [
        url
        for url in window.requests()
        if not url.startswith(("file:", "data:", "about:", "chrome:"))
    ]
    assert elsewhere == []


@pytest.mark.parametrize(
    "name",
    [
        PAGES[0],
        *(name.format(locale=locale) for locale in LOCALES for name in PAGES[1:]),
    ],
)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    seen: Browser, site: str, name: str
) -> None:
    address = f"{site}/{name}"
    # a telephone's browser lays pages out in its own way, so they are opened anew
    for dark, widths in ((False, (1280, 1024, 900, 820)), (True, (390, 320))):
        seen.screen(widths[0], dark=dark)
        seen.open(address)
        assert seen.axe() == [], f"{widths[0]} pixels wide{', dark' if dark else ''}"
        if name == PAGES[0]:
            continue
        for width in widths:
            seen.screen(width)
            assert seen.run(TOO_WIDE) == [], width
            assert seen.run(
                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            ), width


def test_the_first_page_goes_on_to_english(seen: Browser, site: str) -> None:
    seen.open(f"{site}/index.html")
    seen.wait(
        "return location.href.endsWith('en-us/index.html') && document.readyState === 'complete'"
    )


def test_switching_the_language_keeps_the_place(seen: Browser, site: str) -> None:
    seen.screen(1280, 500)
    seen.open(f"{site}/en-us/pages/hyper-v/Backups.html")
    seen.run("document.getElementById('resolution').scrollIntoView(); scrollBy(0, 60)")
    before = seen.run(
        "return document.getElementById('resolution').getBoundingClientRect().top"
    )
    seen.one(".languages summary").click()
    seen.one(".languages a[hreflang=fr-FR]").click()
    seen.wait(
        "return document.documentElement.lang === 'fr-FR' && document.readyState === 'complete'"
    )
    seen.wait(
        "return document.getElementById('resolution').getBoundingClientRect().top < 200"
    )
    after = seen.run(
        "return document.getElementById('resolution').getBoundingClientRect().top"
    )
    assert abs(after - before) < 40
    assert seen.one("#resolution").text == "Résolution"


def test_every_language_names_itself(seen: Browser, site: str) -> None:
    seen.open(f"{site}/fr-fr/status.html")
    seen.one(".languages summary").click()
    assert seen.texts(".languages a") == ["English", "Français", "한국어"]
    assert [e.get_attribute("lang") for e in seen.all(".languages a")] == [
        "en-US",
        "fr-FR",
        "ko-KR",
    ]
    seen.screen(390)
    covered = "const {x, y} = arguments[0].getBoundingClientRect(); return document.elementFromPoint(x + 9, y + 9)"
    for link in seen.all(".languages a"):
        assert seen.run(covered, link) == link, "nothing lies over the menu"
    seen.press(Keys.ESCAPE)
    assert seen.texts(".languages a") == []
    assert "Français" in seen.focused()


def shown_rules(seen: Browser) -> list[str]:
    return seen.texts(".map tbody th a")


def languages_of(seen: Browser) -> str:
    """The languages that are ticked."""
    return str(
        seen.run(
            "return [...document.querySelectorAll('[data-several] input:checked')]"
            ".map((box) => box.value).join(',')"
        )
    )


def choose(seen: Browser, name: str, value: str) -> None:
    if name == "lang":
        if not seen.one(".several ul").is_displayed():
            seen.one(".several summary").click()
        seen.one(f".several input[value={value}]").click()
        return
    seen.one(f"select[name={name}] option[value='{value}']").click()


def test_the_map_filters(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/status.html")
    hostile = '<img src=x onerror=alert(1)> & "paused" machines'
    assert sorted(shown_rules(seen)) == [hostile, "Back up virtual machines"]
    assert seen.one("[data-shown-status]").text == "Rules shown: 2 of 2"
    choose(seen, "severity", "error")
    assert shown_rules(seen) == ["Back up virtual machines"]
    choose(seen, "lang", "fr")
    heads = [text.split()[0] for text in seen.texts(".map thead th")]
    assert heads == ["Rule", "FR"]
    choose(seen, "state", "current")
    assert shown_rules(seen) == []
    assert seen.one("[data-none]").is_displayed()
    assert seen.address.endswith("#rules?lang=fr&state=current&severity=error")
    seen.one("button[type=reset]").click()
    seen.wait(
        "return document.querySelectorAll('.map tbody tr:not([hidden])').length === 2"
    )
    assert len(seen.texts(".map thead th")) == 3


def test_what_to_do_next_leads_to_a_filtered_map(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/status.html")
    first = seen.texts("#bpa-fr ~ .next li")[0]
    assert first.startswith("Back up virtual machines"), "the most severe rule first"
    seen.one("#bpa-ko ~ .more a").click()
    seen.wait("return document.querySelector('.several input[value=ko]').checked")
    assert (
        seen.run("return document.querySelector('select[name=state]').value") == "open"
    )


def test_the_map_sorts(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/status.html")
    backups, hostile = shown_rules(seen)
    choose(seen, "sort", "category")
    assert shown_rules(seen) == [hostile, backups], "Operations before Policy"
    assert seen.address.endswith("#rules?sort=category")
    choose(seen, "sort", "severity")
    assert shown_rules(seen) == [backups, hostile]
    seen.one(".map thead th[data-key=ko] button").click()
    head = seen.one(".map thead th[data-key=ko]")
    assert head.get_attribute("aria-sort") == "ascending"
    assert seen.address.endswith("#rules?sort=ko")
    seen.one(".map thead th[data-key=ko] button").click()
    assert head.get_attribute("aria-sort") == "none"
    assert shown_rules(seen) == [backups, hostile]


def test_filters_hold_in_another_language(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/status.html#rules?lang=fr&state=open&sort=work")
    seen.one(".languages summary").click()
    seen.one(".languages a[hreflang=ko-KR]").click()
    seen.wait("return document.documentElement.lang === 'ko-KR'")
    assert seen.address.endswith("ko-kr/status.html#rules?lang=fr&state=open&sort=work")
    seen.wait("return document.querySelector('.several input[value=fr]').checked")


def test_the_map_tells_findings_and_who_has_read_what(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/status.html")
    cell = seen.one("tr[data-severity=error] td[data-language=fr] a")
    spoken = cell.get_attribute("title") or ""
    assert spoken.startswith("Français: Current: 1")
    assert "Stale: 1" in spoken
    assert "Missing: 2" in spoken
    choose(seen, "review", "yes")
    assert shown_rules(seen) == [], "no rule has been reviewed as a whole"
    choose(seen, "review", "no")
    assert len(shown_rules(seen)) == 2
    choose(seen, "found", "warning")
    assert "Back up virtual machines" in shown_rules(seen)
    tiles = dict(zip(seen.texts(".tile dt"), seen.texts(".tile dd"), strict=True))
    assert int(tiles["Words to translate"]) > 0
    assert seen.texts(".map tfoot th") == ["Shared words"]


def test_findings_are_filtered_by_language_and_level(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/findings.html")
    every = len(seen.texts(".places li"))
    assert seen.one("[data-shown-status]").text == f"Findings shown: {every} of {every}"
    choose(seen, "lang", "fr")
    assert set(seen.texts(".places .code")) == {"FR"}
    assert seen.address.endswith("#?lang=fr")
    seen.one(".places a[href*='fr-fr/compare']").click()
    seen.wait("return location.pathname.includes('fr-fr/compare/')")


def test_several_languages_are_chosen_at_once(seen: Browser, four: str) -> None:
    seen.open(f"{four}/en-us/status.html#rules?lang=fr,es")
    seen.wait("return document.querySelector('.several input[value=es]').checked")
    heads = [text.split()[0] for text in seen.texts(".map thead th")]
    assert heads == ["Rule", "FR", "ES"]
    assert seen.one("[data-chosen]").text == "FR, ES"
    choose(seen, "lang", "ko")
    assert seen.address.endswith("#rules?lang=fr,ko,es")
    choose(seen, "state", "open")
    assert len(shown_rules(seen)) == 2
    seen.press(Keys.ESCAPE)
    seen.one("button[type=reset]").click()
    seen.wait("return !document.querySelector('.several input:checked')")
    assert seen.one("[data-chosen]").text == "All"
    assert len(seen.texts(".map thead th")) == 5
    seen.open(f"{four}/en-us/findings.html#?lang=fr,ko")
    seen.wait("return document.querySelector('.several input[value=ko]').checked")
    assert languages_of(seen) == "fr,ko"
    assert {*seen.texts(".places .code")} <= {"FR", "KO"}
    codes = seen.texts(".counts thead abbr")
    assert codes == ["FR", "KO"]


def test_a_text_and_a_finding_are_edited_at_the_code_host(
    seen: Browser, edited: str
) -> None:
    seen.open(f"{edited}/fr-fr/compare/hyper-v/Backups.html")
    start = "https://example.org/edit/rules/hyper-v/backups.yaml#L"
    every = [one.get_attribute("href") or "" for one in seen.all("a.edit")]
    about = [link for link in every if "/new?" in link]
    assert "https://example.org/new?title=hyper-v%2Fbackups+fr+impact" in about
    assert len(about) == len(seen.all(".row"))
    links = [link for link in every if link not in about]
    assert len(links) > 3
    assert all(re.fullmatch(re.escape(start) + r"\d+", link) for link in links)
    seen.open(f"{edited}/fr-fr/pages/hyper-v/Backups.html")
    [link] = seen.all("a.edit")
    assert link.text == "Modifier cette règle"
    seen.open(f"{edited}/en-us/findings.html")
    assert len(seen.all(".places a.edit")) == len(seen.all(".places li"))


def test_without_a_code_host_there_is_no_such_link(seen: Browser, site: str) -> None:
    for kind in ("compare", "pages"):
        seen.open(f"{site}/fr-fr/{kind}/hyper-v/Backups.html")
        assert seen.all("a.edit") == []


def test_a_link_to_a_text_is_copied(seen: Browser, site: str) -> None:
    seen.open(f"{site}/fr-fr/compare/hyper-v/Backups.html")
    seen.run(
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }"
    )
    seen.one("#field-impact + a[data-link]").click()
    seen.wait("return window.copied")
    assert seen.run("return window.copied").endswith("Backups.html#field-impact")
    assert seen.address.endswith("#field-impact")


def test_a_message_is_shown_as_each_checker_loads_it(seen: Browser, site: str) -> None:
    seen.open(f"{site}/fr-fr/messages/hyper-v/Backups.html")
    assert seen.texts(".as-file figcaption") == ["build/messages/bpa/fr-FR/HyperV.psd1"]
    assert "Backups_Impact = Du travail est perdu." in seen.texts(".as-file code")[0]
    seen.one("#bpa-file-resx").click()
    assert seen.texts(".as-file figcaption") == ["build/messages/resx/HyperV.fr.resx"]
    assert '<data name="Backups_Impact"' in seen.texts(".as-file code")[0]


def found(seen: Browser, query: str) -> list[tuple[str, str]]:
    """Language and title of every result."""
    seen.run("document.getElementById('bpa-search').value = ''")
    seen.one("#bpa-search").send_keys(query)
    seen.wait("return document.querySelector('.results p, .result')")
    results = seen.run(
        "return [...document.querySelectorAll('.result')].map((e) =>"
        " [e.querySelector('.result-title').lang, e.querySelector('.result-title').textContent])"
    )
    return [(lang, title) for lang, title in results]


@pytest.mark.parametrize(
    "query",
    [
        "가상 컴퓨터 백업",
        "가상 컴퓨터 백어",  # half of a syllable, as an input method has it in between
        "가상 컴퓨터 백ㅇ",
        "백업핮",  # the consonant that begins the next syllable, still below this one
        "백업 손실",
    ],
)
def test_korean_is_found_as_one_types(seen: Browser, site: str, query: str) -> None:
    seen.open(f"{site}/en-us/index.html")
    assert found(seen, query) == [("ko-KR", "가상 컴퓨터 백업")]


def test_search_finds_ids_titles_and_messages_in_every_language(
    seen: Browser, site: str
) -> None:
    seen.open(f"{site}/fr-fr/pages/hyper-v/Backups.html")
    assert found(seen, "hyper-v/backups") == [
        ("fr-FR", "Sauvegarder les machines virtuelles")
    ]
    assert seen.texts(".result-language") == ["Français", "English", "한국어"]
    assert [title for _, title in found(seen, "Get-VM")] == [
        "Sauvegarder les machines virtuelles"
    ], "a command of the details"
    # of languages alike, the one named first comes first, whichever index is there first
    assert seen.run(
        "return [...document.head.querySelectorAll('script')].every((e) => !e.async)"
    )
    assert found(seen, "sauvegardees") == []
    assert found(seen, "DECOUVREZ") == [], "descriptions are for search engines"
    assert found(seen, "de sauvegarde") == [
        ("fr-FR", "Sauvegarder les machines virtuelles")
    ]
    printed = "This impacts the following virtual machines: SQL01, WEB02 Work is lost."
    assert found(seen, printed)[0] == ("en-US", "Back up virtual machines")
    assert found(seen, "<img src=x")[0][0] == "en-US"
    assert seen.texts(".result mark")
    assert found(seen, "zzz") == []
    assert [p.get_attribute("textContent") for p in seen.all(".results p")] == [
        "Aucun résultat pour «\u00a0zzz\u00a0»"
    ]


def test_a_result_opens_the_page_in_its_language(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/status.html")
    seen.press("/")
    assert seen.run("return document.activeElement.id") == "bpa-search"
    seen.press("백업")
    seen.wait("return document.querySelector('.result')")
    assert seen.all(".result[aria-selected=true]") == []
    seen.press(Keys.ARROW_DOWN)
    chosen = seen.run(
        "return document.activeElement.getAttribute('aria-activedescendant')"
    )
    assert seen.one(f"#{chosen}").get_attribute("aria-selected") == "true"
    seen.press(Keys.ENTER)
    seen.wait("return location.href.endsWith('ko-kr/pages/hyper-v/Backups.html')")


def test_a_result_opens_the_view_that_one_is_in(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/messages/hyper-v/Paused-machines.html")
    found(seen, "back up virtual")
    seen.one("#bpa-search").send_keys(Keys.ENTER)
    seen.wait("return location.href.endsWith('en-us/messages/hyper-v/Backups.html')")


def test_everything_can_be_reached_by_keyboard(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/pages/hyper-v/Backups.html")
    seen.press(Keys.TAB)
    assert seen.focused() == "Skip to the content"
    assert seen.one(".skip").rect["y"] >= 0, "seen once it has the focus"
    wanted = seen.run(
        "return [...document.querySelectorAll('a[href], button, summary, input, pre[tabindex]')]"
        ".filter((e) => e.checkVisibility() && !e.closest('details:not([open]) ul')).length"
    )
    reached = 1
    for _ in range(wanted * 2):
        seen.press(Keys.TAB)
        outline = seen.run(
            "const e = document.activeElement; const s = getComputedStyle(e);"
            "return e === document.body ? null : s.outlineStyle + s.outlineWidth"
        )
        if outline is None:
            break
        assert outline not in ("none0px", "none"), seen.focused()
        reached += 1
    assert reached >= wanted


def test_code_is_copied(seen: Browser, site: str) -> None:
    seen.open(f"{site}/fr-fr/messages/hyper-v/Backups.html")
    seen.driver.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite"]}
    )
    buttons = [one for one in seen.all(".copy") if one.is_displayed()]
    assert {button.text for button in buttons} == {"Copier"}
    words = ("Messages.open", "Import-LocalizedData", "Backups_Impact")
    for button, word in zip(buttons, words, strict=True):
        seen.run("arguments[0].scrollIntoView({block: 'center'})", button)
        button.click()
        seen.wait("return arguments[0].textContent === 'Copié'", button)
        copied = seen.run_async(
            "navigator.clipboard.readText().then(arguments[arguments.length - 1])"
        )
        assert word in copied


def test_dark_mode_is_dark(seen: Browser, site: str) -> None:
    for dark in (False, True):
        seen.screen(dark=dark)
        seen.open(f"{site}/en-us/index.html")
        red = int(
            seen.run(
                "return getComputedStyle(document.documentElement).backgroundColor.match(/\\d+/g)[0]"
            )
        )
        assert red < 40 if dark else red > 240


def test_paper_has_the_text_and_nothing_else(seen: Browser, site: str) -> None:
    seen.screen(printed=True)
    seen.open(f"{site}/en-us/pages/hyper-v/Backups.html")
    assert seen.one("article").is_displayed()
    for gone in (".top", ".tabs", ".rail", ".copy"):
        assert not seen.one(gone).is_displayed(), gone


def test_the_site_can_do_without_scripts(seen: Browser, site: str) -> None:
    seen.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        seen.open(f"{site}/fr-fr/status.html")
        assert len(shown_rules(seen)) == 2
        assert not seen.one("[data-search]").is_displayed()
        assert not seen.one("[data-filters]").is_displayed()
        seen.one(".languages summary").click()
        assert "한국어" in seen.texts(".languages a")
    finally:
        seen.driver.execute_cdp_cmd(
            "Emulation.setScriptExecutionDisabled", {"value": False}
        )


def test_hostile_text_does_nothing(seen: Browser, site: str) -> None:
    for view in ("pages", "compare", "messages"):
        seen.open(f"{site}/en-us/{view}/hyper-v/Paused-machines.html")
        assert seen.one("h1").text == '<img src=x onerror=alert(1)> & "paused" machines'
        scripts = seen.run(
            "return [...document.scripts].map((script) => script.getAttribute('src'))"
        )
        names = {str(script).rpartition("/")[2] for script in scripts}
        assert names - {"compare.js"} == {"theme.js", "site.js"}


def test_the_policy_stops_scripts_that_stand_in_a_page(
    window: Browser, site: str
) -> None:
    window.open(f"{site}/en-us/index.html")
    window.complaints()
    window.run(
        "const e = document.createElement('script'); e.textContent = 'window.ran = 1'; document.body.append(e);"
        "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\" onclick=\"window.ran = 2\">x</p>');"
        "document.body.lastElementChild.click()"
    )
    assert window.run("return window.ran") is None
    assert any("Content Security Policy" in line for line in window.complaints())


def test_every_letter_has_a_glyph(seen: Browser, site: str) -> None:
    """Korean text is drawn from a font that has Hangul, wherever it stands."""
    seen.open(f"{site}/en-us/status.html")
    width = seen.run(
        "const canvas = document.createElement('canvas').getContext('2d');"
        "canvas.font = getComputedStyle(document.querySelector('[lang=ko-KR]')).font;"
        "return [canvas.measureText('한').width, canvas.measureText('\\u{10ffff}').width]"
    )
    assert width[0] > 10


def test_a_finding_is_told_where_it_is(seen: Browser, site: str) -> None:
    seen.open(f"{site}/fr-fr/compare/hyper-v/Backups.html")
    whole = seen.run(
        "return document.querySelector('.rendered[lang=fr-FR]').textContent"
    )
    assert whole.startswith("Exécutez Get-VM-Name DC01, puis"), (
        "no number is in the text"
    )
    seen.press(Keys.F8)
    first = seen.run("return document.activeElement.className")
    assert first.startswith(("mark", "error", "warning"))
    for _ in range(20):
        if seen.run("return document.activeElement.textContent") == "Get-VM-Name DC01":
            break
        seen.press(Keys.F8)
    said = seen.one(".tip").text
    assert "Get-VM" in said
    described = seen.run(
        "return document.activeElement.getAttribute('aria-describedby')"
    )
    assert seen.one(f"#{described}").get_attribute("data-finding") is not None
    seen.press(Keys.ESCAPE)
    assert not seen.one(".tip").is_displayed()
    seen.press(Keys.ENTER)
    seen.wait("return location.hash.startsWith('#finding-')")


def test_only_what_needs_work_and_the_source(seen: Browser, site: str) -> None:
    seen.open(f"{site}/fr-fr/compare/hyper-v/Backups.html")
    every = len(seen.texts(".row h2"))
    seen.one("[data-only-open]").click()
    left = seen.texts(".row h2")
    assert "Titre" not in left
    assert 0 < len(left) < every
    seen.one("#bpa-source").click()
    shown = seen.texts(".source-text")
    assert any("**Démarrer**" in text for text in shown)
    assert seen.texts(".rendered") == []
    seen.open(f"{site}/ko-kr/compare/hyper-v/Backups.html")
    assert seen.one("#bpa-source").is_selected(), "kept from page to page"
    seen.one("#bpa-rendered").click()
    seen.one("[data-only-open]").click()


def test_texts_stand_beside_each_other(seen: Browser, site: str) -> None:
    seen.open(f"{site}/fr-fr/compare/hyper-v/Backups.html")
    for width, printed in product((1280, 820, 640), (False, True)):
        seen.screen(width, printed=printed)
        sides = seen.run(
            "return [...document.querySelectorAll('.line')].map((line) =>"
            " [...line.children].map((side) => side.getBoundingClientRect().top))"
        )
        assert len(sides) > 5, width
        assert [tops for tops in sides if len(set(tops)) != 1] == [], width
        assert "Français" in seen.texts(".side-name")


def test_samples_are_tried(seen: Browser, site: str) -> None:
    seen.open(f"{site}/fr-fr/messages/hyper-v/Backups.html")
    seen.one("#bpa-pick-2").click()
    assert seen.texts(".variant")[0].endswith("SQL01")
    seen.one("#bpa-pick-4").click()
    assert seen.texts(".variant")[0].endswith("SQL01, WEB02, FILE03, DC04 et APP05")
    assert len(seen.texts(".variant")) == 1


def test_a_theme_is_chosen_and_kept(seen: Browser, site: str) -> None:
    ground = "return getComputedStyle(document.documentElement).backgroundColor"
    seen.open(f"{site}/en-us/index.html")
    light = seen.run(ground)
    seen.one(".themes summary").click()
    seen.one("[data-choose=dark]").click()
    dark = seen.run(ground)
    assert dark != light
    seen.open(f"{site}/ko-kr/status.html")
    assert seen.run(ground) == dark
    seen.one(".themes summary").click()
    seen.one("[data-choose=system]").click()
    assert seen.run(ground) == light


def test_rules_are_filtered_by_their_words(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/index.html")
    assert len(seen.texts(".rule-title")) == 2
    seen.one("input[name=words]").send_keys("BACK up")
    assert seen.texts(".rule-title") == ["Back up virtual machines"]
    assert seen.address.endswith("#?words=BACK+up")
    seen.one(".list button[type=reset]").click()
    seen.wait(
        "return document.querySelectorAll('.rules li:not([hidden])').length === 2"
    )
    seen.open(f"{site}/en-us/index.html#?severity=error&category=nonsense")
    seen.wait(
        "return document.querySelector('select[name=severity]').value === 'error'"
    )
    chosen = "return document.querySelector('select[name=category]').selectedIndex"
    assert seen.run(chosen) == 0, "what there is not is no choice"


SMALL = """
const inText = (e) => e.closest("p, li, .rendered, .page, dd") && getComputedStyle(e).display === "inline";
return [...document.querySelectorAll("main a, main button, main summary, main select, main input, header a, header summary")]
  .filter((e) => e.checkVisibility() && !inText(e) && !e.matches(".skip, .mark"))
  .filter((e) => !e.closest("label") || e.matches("select"))
  .filter((e) => { const box = e.getBoundingClientRect(); return box.height < 24 || box.width < 24; })
  .map((e) => e.outerHTML.slice(0, 150));
"""
"""What is too small to be hit with a finger and is no link within a text."""


@pytest.mark.parametrize("name", PAGES[1:])
def test_nothing_is_too_small_to_touch(seen: Browser, site: str, name: str) -> None:
    seen.screen(390)
    seen.open(f"{site}/{name.format(locale='fr-fr')}")
    assert seen.run(SMALL) == []


OVERFLOWING = """
return [...document.querySelectorAll(".map td")]
  .filter((cell) => cell.checkVisibility())
  .filter((cell) => [...cell.querySelectorAll(".cell, .sign")].some((inner) => {
    const around = cell.getBoundingClientRect();
    const box = inner.getBoundingClientRect();
    return box.right > around.right + 1 || box.left < around.left - 1;
  }))
  .map((cell) => cell.outerHTML.slice(0, 120));
"""


@pytest.mark.parametrize("width", [390, 820, 900, 1024, 1280])
def test_the_map_fits_whatever_its_languages(
    seen: Browser, four: str, many: str, width: int
) -> None:
    seen.screen(width)
    every = ("en-us", "fr-fr", "es-es", "it-it", "ko-kr")
    for whole, locales in ((four, every), (many, ("fr-fr", "ar-sa"))):
        for locale in locales:
            seen.open(f"{whole}/{locale}/status.html")
            assert seen.run(OVERFLOWING) == [], locale
            assert seen.run(TOO_WIDE) == [], locale


def test_the_first_column_stays_beside_many_languages(seen: Browser, many: str) -> None:
    for locale, side in (("fr-fr", "left"), ("ar-sa", "right")):
        seen.screen(820)
        seen.open(f"{many}/{locale}/status.html")
        place = f"return document.querySelector('.map tbody th').getBoundingClientRect().{side}"
        before = seen.run(place)
        moved = seen.run(
            "const around = document.querySelector('.map-around');"
            "around.scrollLeft = getComputedStyle(around).direction === 'rtl' ? -200 : 200;"
            "return Math.abs(around.scrollLeft)"
        )
        assert moved > 50
        assert abs(seen.run(place) - before) < 2


@pytest.mark.parametrize("name", PAGES[1:])
def test_axe_finds_nothing_where_one_reads_from_right_to_left(
    seen: Browser, many: str, name: str
) -> None:
    seen.open(f"{many}/{name.format(locale='ar-sa')}")
    assert seen.axe() == []
    seen.screen(390)
    assert seen.run(TOO_WIDE) == []


def test_english_among_arabic_says_so(seen: Browser, many: str) -> None:
    seen.open(f"{many}/ar-sa/status.html")
    lead = seen.one(".lead bdi")
    assert lead.get_attribute("lang") == "en"
    digits = "return /[\\u0660-\\u0669]/.test(document.body.innerText)"
    assert seen.run(digits) is False, "one kind of digits on a page"
    seen.open(f"{many}/ar-sa/pages/hyper-v/Backups.html")
    assert seen.run(
        "return getComputedStyle(document.querySelector('h1')).textAlign"
    ) == ("right")


def test_forced_colours_show_what_is_chosen(seen: Browser, site: str) -> None:
    seen.open(f"{site}/fr-fr/compare/hyper-v/Backups.html")
    forced = {"features": [{"name": "forced-colors", "value": "active"}]}
    seen.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", forced)
    line = "return getComputedStyle(arguments[0]).borderBottomColor"
    chosen = seen.run(line, seen.one(".tabs a[aria-current]"))
    other = seen.run(line, seen.one(".tabs a:not([aria-current])"))
    assert chosen != other
    dots = {
        seen.run(
            "const s = getComputedStyle(arguments[0]); return s.backgroundImage + s.backgroundColor",
            dot,
        )
        for dot in seen.all(".dot")
    }
    assert len(dots) > 1, "states are told by their shape"


def test_paper_has_the_map_as_a_table(seen: Browser, site: str) -> None:
    seen.screen(800, printed=True)
    seen.open(f"{site}/en-us/status.html")
    shown = "return getComputedStyle(document.querySelector('.map tbody tr')).display"
    assert seen.run(shown) == "table-row"
    assert not seen.one(".filters").is_displayed()
