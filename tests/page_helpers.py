"""Existing pages for tests: where the fixtures are, and small pages made of parts."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bpadocs.cli import main
from bpadocs.pages.published import RulePage
from bpadocs.published.reader import read_page
from bpadocs.published.wording import Hints

FIXTURES: Final = Path(__file__).parent / "fixtures" / "existing"
CORPUS: Final = Path(__file__).parents[2] / "shared" / "corpus"
NO_CORPUS: Final = "the corpus of published pages (../shared/corpus) is not here"
LOCALES: Final = ("fr-fr", "it-it", "es-es", "ko-kr")

PAGE: Final = """\
---
title: Keep clocks in step
description: "Online version of the text."
ms.assetid: 1a
ms.date: 8/16/2016
---
# Keep clocks in step

>Applies To: Windows Server 2016

See [more](https://example.com/more).

|Property|Details|
|-|-|
|**Operating System**|Windows Server 2016|
|**Product/Feature**|Hyper-V|
|**Severity**|Warning|
|**Category**|Operations|

In the following sections, italics indicates UI text that appears in the Best Practices Analyzer tool for this issue.

## Issue
*The clock is late.*

## Impact
*These drift:*

\\<list of hosts>

## Resolution
*Set the clock.*

Then look again.
"""


def page(
    text: str = PAGE,
    language: str = "en",
    name: str = "Keep-clocks.md",
    english: RulePage | None = None,
) -> RulePage:
    return read_page(
        text.encode(), f"{language}/{name}", name, language, Hints(english=english)
    )


def sha1(data: bytes | str) -> str:
    return hashlib.sha1(data.encode() if isinstance(data, str) else data).hexdigest()


def write_pages(root: Path, pages: Mapping[str, str | bytes]) -> Path:
    """A folder of these pages, by path below it."""
    for name, text in pages.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    return root


def folders(root: Path, *locales: str) -> list[str]:
    """The folders of these locales as a command takes them."""
    words = [str(root / "en-us")]
    for locale in locales:
        words += ["--locale", f"{locale}={root / locale}"]
    return words


def bpa(*words: str | Path) -> int:
    return main([str(word) for word in words])


TIDY_PAGE = """\
---
title: Keep clocks in step
description: Online version of the text.
ms.date: 8/16/2016
---
# Keep clocks in step

>Applies To: Windows Server 2016

See [more](https://example.com/).

|Property|Details|
|-|-|
|**Operating System**|Windows Server 2016|
|**Product/Feature**|Hyper-V|
|**Severity**|Warning|
|**Category**|Operations|

Italics indicates UI text.

## Issue
*The clock is late.*

## Impact
*These drift:*

\\<list of hosts>

## Resolution
*Set the clock.*

```
## not a heading
w32tm /resync
```

## See Also
More about time.
"""
"""A page as it is rendered before any layout."""
