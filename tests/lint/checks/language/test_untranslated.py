from time import process_time

import pytest
from lint_helpers import spans

from bpadocs.lint.checks.language.untranslated import CHECK


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "The service is stopped.", "Le service est arrêté."),
        ("pt", "The service is stopped.", "O serviço está parado."),
    ],
)
def test_good_texts_are_good(language: str, english: str, translation: str) -> None:
    assert spans(CHECK, english, translation, language) == []


@pytest.mark.parametrize(
    ("language", "english", "translation", "found"),
    [
        (
            "fr",
            "The service is stopped.",
            "The service is stopped.",
            ["The service is stopped."],
        ),
        ("pt", "Use the local disk.", "Use the local disk.", ["Use the local disk."]),
        ("ko", "Network settings", "Network settings", ["Network settings"]),
        (
            "fr",
            "> The account is linked.",
            "> The account is linked.",
            ["The account is linked."],
        ),
        (
            "it",
            "*The account is linked.*",
            "*The account is linked.*",
            ["The account is linked."],
        ),
    ],
)
def test_faults_are_found_in_place(
    language: str, english: str, translation: str, found: list[str]
) -> None:
    assert spans(CHECK, english, translation, language) == found


@pytest.mark.parametrize(
    ("language", "english", "translation"),
    [
        ("fr", "Windows Server 2016", "Windows Server 2016"),
        ("it", "Hyper-V", "Hyper-V"),
        ("fr", "Configuration", "Configuration"),
        ("ko", "`Get-VM`", "`Get-VM`"),
        (
            "fr",
            "File B. disk_drive_2/Tool.Config:",
            "File B. disk_drive_2/Tool.Config:",
        ),
        (
            "fr",
            "> *The account is linked with another one.*",
            "> *The account is linked with another one.*",
        ),
    ],
)
def test_what_only_looks_like_it_is_left_alone(
    language: str, english: str, translation: str
) -> None:
    assert spans(CHECK, english, translation, language) == []


FOLDED = """<details>
<summary>What happens to the files that are left</summary>

Text.

</details>
"""


def test_a_text_between_tags_that_is_still_english_is_found() -> None:
    french = FOLDED.replace("Text.", "Du texte.")
    assert spans(CHECK, FOLDED, french) == ["What happens to the files that are left"]
    translated = french.replace("What happens to the files that are left", "La suite")
    assert spans(CHECK, FOLDED, translated) == []


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td>Kettle 2</td><td>42</td></tr></table>",
        "<pre>\nthis is what there is\n</pre>",
        "<div><code>open the file and use it</code></div>",
        "<!-- <b>see what is left of it</b> -->",
    ],
)
def test_names_code_and_comments_of_html_are_left_alone(html: str) -> None:
    assert spans(CHECK, html, html) == []


def test_what_stands_for_an_image_is_a_text() -> None:
    english = "![The page that shows the queue](images/queue.png)"
    french = "![La page de la file](images/queue.png)"
    assert spans(CHECK, english, french) == []
    assert spans(CHECK, english, english) == ["The page that shows the queue"]
    name = "![Kettle 2](images/kettle.png)"
    assert spans(CHECK, name, name) == []


@pytest.mark.parametrize("opened", ["<!-- ", "<script> ", "<pre> "])
def test_html_without_its_end_takes_no_time(opened: str) -> None:
    html = "<div>" + opened * (60_000 // len(opened)) + "<b>see what is left of it</b>"
    start = process_time()
    assert spans(CHECK, html, html) == []
    assert process_time() - start < 3
