"""Settings for the platforms on which people translate: Weblate and Crowdin.

Both take PO files from a repository: those of the rules, as `bpa po sync` keeps them, and those of
the shared words.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bpadocs.translators.po_sync import TEMPLATE, gettext_name
from bpadocs.words.labels import DOMAIN, LOCALES, catalog_path

WEBLATE: Final = "weblate.json"
CROWDIN: Final = "crowdin.yml"

_CROWDIN_NAMES: Final = {
    "br": "br-FR",
    "es": "es-ES",
    "fur": "fur-IT",
    "ga": "ga-IE",
    "gu": "gu-IN",
    "hy": "hy-AM",
    "ml": "ml-IN",
    "ne": "ne-NP",
    "nn": "nn-NO",
    "pa": "pa-IN",
    "pt": "pt-PT",
    "si": "si-LK",
    "sr-Latn": "sr-CS",
    "sv": "sv-SE",
    "tt": "tt-RU",
    "ur": "ur-PK",
    "zh-Hans": "zh-CN",
    "zh-Hant": "zh-TW",
}
"""What Crowdin calls a language, where that is not its tag."""


def platform_files(folder: str, languages: Sequence[str]) -> dict[str, str]:
    """Return the settings of both platforms by file name; `folder` is that of `bpa po sync`."""
    return {
        WEBLATE: weblate_components(folder),
        CROWDIN: crowdin_files(folder, languages),
    }


def weblate_components(folder: str) -> str:
    """Return the two components as Weblate's command `import_json` reads them."""
    components = [
        _component("rules", "Rules", f"{folder}/*.po", f"{folder}/{TEMPLATE}"),
        _component(
            "shared-words",
            "Shared words",
            catalog_path("*"),
            f"{LOCALES}/{DOMAIN}.pot",
        ),
    ]
    return json.dumps(components, indent=2) + "\n"


def _component(slug: str, name: str, filemask: str, new_base: str) -> dict[str, str]:
    return {
        "slug": slug,
        "name": name,
        "file_format": "po",
        "filemask": filemask,
        "new_base": new_base,
        # a language begins with bpa add-locale: it needs a locale of its pages, too
        "new_lang": "none",
    }


def crowdin_files(folder: str, languages: Sequence[str]) -> str:
    """Return the configuration file of Crowdin's command-line tool and integrations."""
    lines = [
        "# crowdin upload sources, crowdin download; then: bpa po import, bpa po sync",
        "project_id_env: CROWDIN_PROJECT_ID",
        "api_token_env: CROWDIN_PERSONAL_TOKEN",
        'base_path: "."',
        "preserve_hierarchy: true",
        "files:",
        *_crowdin_file(
            f"/{folder}/{TEMPLATE}",
            f"/{folder}/%locale_with_underscore%.po",
            _mapping(languages, gettext_name),
        ),
        *_crowdin_file(
            f"/{LOCALES}/{DOMAIN}.pot",
            f"/{catalog_path('%locale_with_underscore%')}",
            _mapping(languages, str),
        ),
    ]
    return "\n".join([*lines, ""])


def _mapping(
    languages: Sequence[str], named: Callable[[str], str]
) -> Mapping[str, str]:
    return {_CROWDIN_NAMES.get(one, one): named(one) for one in languages}


def _crowdin_file(
    source: str, translation: str, mapping: Mapping[str, str]
) -> list[str]:
    lines = [f"  - source: {source}", f"    translation: {translation}"]
    if mapping:
        lines += ["    languages_mapping:", "      locale_with_underscore:"]
    for theirs, ours in mapping.items():
        # “no” would be no text
        lines.append(f'        "{theirs}": "{ours}"')
    return lines
