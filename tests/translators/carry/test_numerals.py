"""Numbers are written as the translation writes its own."""

import pytest
from carry_helpers import carried, why_left

from bpadocs.translators.carry.numerals import rewritten


@pytest.mark.parametrize(
    ("language", "old", "english", "new", "expected"),
    [
        ("fr", "1\u00a0024", "1,024", "2,048", "2\u00a0048"),
        ("fr", "1\u202f024", "1,024", "16,384", "16\u202f384"),
        ("fr", "512", "512", "2,048", "2\u202f048"),
        ("fr", "512", "512", "2048", "2048"),
        ("fr", "1,5", "1.5", "2.5", "2,5"),
        ("fr", "3.0", "3.0", "3.1", "3.1"),
        ("fr", "3.0", "3.0", "3.1.1", "3.1.1"),
        ("it", "1.024", "1,024", "2,048", "2.048"),
        ("es", "1024", "1,024", "2,048", "2048"),
        ("es", "1024", "1,024", "20,480", "20.480"),
        ("es", "512", "512", "2,048", "2048"),
        ("de", "1.024", "1,024", "512", "512"),
        ("ko", "1,024", "1,024", "2,048.5", "2,048.5"),
        ("hi", "1,00,000", "100,000", "2,000,000", "20,00,000"),
        ("de-CH", "1’024", "1,024", "2,048", "2’048"),
    ],
)
def test_a_number_is_grouped_and_pointed_as_the_old_one(
    language: str, old: str, english: str, new: str, expected: str
) -> None:
    assert rewritten(old, english, new, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "512 Mo", "16 Go"),
        ("ko", "512MB", "16GB"),
        ("de", "512 MB", "16 GB"),
        ("ru", "512 МБ", None),
    ],
)
def test_a_unit_is_written_as_the_language_writes_it(
    language: str, text: str, expected: str | None
) -> None:
    assert carried(language, "512 MB", "16 GB", text) == expected


def test_a_unit_that_nobody_knows_there_is_left() -> None:
    assert "nobody knows how ko writes GHz" in why_left(
        "ko", "512 MB", "16 GHz", "512MB"
    )


def test_a_bold_number_keeps_its_unit() -> None:
    after = carried("fr", "**512** MB", "**640** MB", "**512** Mo")
    assert after == "**640** Mo"


def test_a_unit_of_another_kind_may_have_another_article() -> None:
    assert carried("it", "the 5 GB", "the 5%", "i 5 GB") is None
    assert carried("fr", "5 Mbps", "5 Gbps", "5 Mbits/s") == "5 Gbits/s"
