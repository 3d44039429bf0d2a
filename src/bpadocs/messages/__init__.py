"""What a checker says: the catalogs of every language, in every format a checker may read."""

from collections.abc import Mapping

from bpadocs.messages import json, mo, psd1, resx
from bpadocs.messages.catalog import Catalog
from bpadocs.model import SOURCE_LANGUAGE


def write_messages(catalogs: Mapping[str, Catalog]) -> dict[str, bytes]:
    """Every file below build/messages/, by its path there."""
    english = catalogs[SOURCE_LANGUAGE]
    files = {}
    for language, catalog in catalogs.items():
        files[mo.path(language)] = mo.write(catalog, catalogs)
        files[json.path(language)] = json.write(catalog, english)
        files[psd1.path(language)] = psd1.write(catalog, english)
        files[resx.path(language)] = resx.write(catalog)
    return files
