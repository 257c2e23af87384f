from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from index_shelf import Shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    """An empty corpus and no store yet."""
    made = Shelf(tmp_path)
    made.corpus.mkdir()
    yield made
    made.close()
