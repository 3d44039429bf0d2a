"""The site in a browser, from files: no server, no network."""

from collections.abc import Iterator

import pytest
from browser import Browser, browser, need_browser
from selenium.webdriver.common.keys import Keys
from site_helpers import write_site

PAGES = (
    "index.html",
    "{locale}/index.html",
    "{locale}/status.html",
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
def window(site: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


@pytest.fixture
def seen(window: Browser) -> Iterator[Browser]:
    """The browser as it was opened; afterwards nobody has complained, and nothing came from
    elsewhere.
    """
    window.open("about:blank")
    window.screen()
    window.complaints()
    window.requests()
    yield window
    assert window.complaints() == []
    elsewhere = [
        url
        for url in window.requests()
        if not url.startswith(("file:", "data:", "about:", "chrome:"))
    ]
    assert elsewhere == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(seen: Browser, site: str, name: str, locale: str) -> None:
    address = f"{site}/{name.format(locale=locale)}"
    for width, dark in ((1280, False), (390, True)):
        seen.screen(width, dark=dark)
        seen.open(address)
        assert seen.axe() == [], f"{width} pixels wide{', dark' if dark else ''}"


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", PAGES[1:])
def test_nothing_is_wider_than_the_screen(
    seen: Browser, site: str, name: str, locale: str
) -> None:
    for width in (1280, 768, 390, 320):
        seen.screen(width)
        seen.open(f"{site}/{name.format(locale=locale)}")
        wide = seen.run(TOO_WIDE)
        assert wide == [], width
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
    return seen.texts(".map tbody th")


def choose(seen: Browser, name: str, value: str) -> None:
    seen.one(f"select[name={name}] option[value='{value}']").click()


def test_the_map_filters(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/status.html")
    hostile = '<img src=x onerror=alert(1)> & "paused" machines'
    assert sorted(shown_rules(seen)) == [hostile, "Back up virtual machines"]
    assert seen.one("[data-shown-status]").text == "Rules shown: 2 of 2"
    choose(seen, "severity", "error")
    assert shown_rules(seen) == ["Back up virtual machines"]
    choose(seen, "lang", "fr")
    assert [text.strip() for text in seen.texts(".map thead th")] == [
        "Rule",
        "Severity",
        "Category",
        "Français",
    ]
    choose(seen, "state", "current")
    assert shown_rules(seen) == []
    assert seen.one("[data-none]").is_displayed()
    assert seen.address.endswith("#rules?lang=fr&state=current&severity=error")
    seen.one("button[type=reset]").click()
    seen.wait(
        "return document.querySelectorAll('.map tbody tr:not([hidden])').length === 2"
    )
    assert len(seen.texts(".map thead th")) == 5


def test_what_to_do_next_leads_to_a_filtered_map(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/status.html")
    assert seen.texts("#bpa-fr ~ .next li")[0].endswith("Back up virtual machines"), (
        "the most severe rule first"
    )
    seen.one("#bpa-ko ~ .more a").click()
    seen.wait("return document.querySelector('select[name=lang]').value === 'ko'")
    assert (
        seen.run("return document.querySelector('select[name=state]').value") == "open"
    )


def test_the_map_sorts(seen: Browser, site: str) -> None:
    seen.open(f"{site}/en-us/status.html")
    first = seen.one(".map thead th[data-key=severity] button")
    first.click()
    assert shown_rules(seen)[0] == "Back up virtual machines"
    assert (
        seen.one(".map thead th[data-key=severity]").get_attribute("aria-sort")
        == "ascending"
    )
    first.click()
    assert shown_rules(seen)[1] == "Back up virtual machines"


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
    assert [lang for lang, _ in found(seen, "hyper-v/backups")] == [
        "fr-FR",
        "en-US",
        "ko-KR",
    ]
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
        if seen.run("return document.activeElement === document.body"):
            break
        outline = seen.run(
            "const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.outlineWidth"
        )
        assert outline not in ("none0px", "none"), seen.focused()
        reached += 1
    assert reached >= wanted


def test_code_is_copied(seen: Browser, site: str) -> None:
    seen.open(f"{site}/fr-fr/messages/hyper-v/Backups.html")
    seen.driver.execute_cdp_cmd(
        "Browser.grantPermissions", {"permissions": ["clipboardReadWrite"]}
    )
    buttons = seen.all(".copy")
    assert [button.text for button in buttons] == ["Copier", "Copier"]
    for button, word in zip(
        buttons, ("Messages.open", "Import-LocalizedData"), strict=True
    ):
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
        assert scripts == ["../../../assets/site.js"]


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
