"""What tests of whole processes share."""

from pathlib import Path

import pytest

from model.files import cache_folder


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return the folder of a cache that has no parts of films, but outlines of texts: to make these takes seconds."""
    ours, fresh = cache_folder() / "outlines", tmp_path / "cache"
    ours.mkdir(parents=True, exist_ok=True)
    fresh.mkdir()
    (fresh / "outlines").symlink_to(ours)
    return fresh
