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

    def digest_of(package: Path, content: str) -> str:
        # a folder each: a process asks once what is in one
        monkeypatch.setattr(cache_keys, "PACKAGE", str(package))
        file = package / name
        file.parent.mkdir(parents=True)
        file.write_text(content)
        return cache_keys.code_digest()

    assert digest_of(tmp_path / "a", "1") == digest_of(tmp_path / "b", "1")
    assert digest_of(tmp_path / "c", "2") != digest_of(tmp_path / "d", "1")
