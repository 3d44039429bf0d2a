"""What findings depend on besides the project is in the digest of the code."""

from pathlib import Path

import pytest

from bpadocs.lint import cache_keys


@pytest.mark.parametrize(
    "name", ["lint/checks/a.py", "words/fr.yaml", "inventory/hyper-v.schema.json"]
)
def test_code_and_data_of_the_package_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whether a rule's check is right is known from the schema of inventories, for one."""
    monkeypatch.setattr(cache_keys, "PACKAGE", str(tmp_path))
    file = tmp_path / name
    file.parent.mkdir(parents=True)
    file.write_text("1")
    before = cache_keys.code_digest()
    file.write_text("2")
    assert cache_keys.code_digest() != before
