"""What an open page is told."""

import json
from typing import Any

from bpadocs.site.news import News


def told(news: News, rule: str | None) -> Any:
    return json.loads(news.message(rule))


def test_before_there_is_a_site_every_page_is_of_version_none() -> None:
    news = News(100, run="a")
    assert told(news, None) == {
        "run": "a",
        "version": 0,
        "checking": False,
        "mistakes": [],
    }
    news.tell(["r"], everything=True, is_checking=True)
    assert told(news, "r")["version"] > 0
    assert told(news, "r")["checking"]


def test_only_pages_of_what_changed_and_those_over_all_have_a_new_version() -> None:
    news = News(100)
    news.tell(["r", "s"], everything=True, is_checking=False)
    before = [told(news, one)["version"] for one in ("r", "s", None)]
    news.tell(["r"], everything=False, is_checking=False)
    after = [told(news, one)["version"] for one in ("r", "s", None)]
    assert after[0] > before[0]
    assert after[1] == before[1]
    assert after[2] > before[2]
    news.tell([], everything=False, is_checking=False)
    assert [told(news, one)["version"] for one in ("r", "s", None)] == after


def test_mistakes_are_told_to_every_page() -> None:
    news = News(100)
    news.tell_mistakes([{"message": "é"}])
    assert told(news, "r")["mistakes"] == [{"message": "é"}]
    assert "é" in news.message("r")
