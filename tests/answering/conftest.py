"""The seeds, indexed once, and a way to ask them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assembly import Assistant, build
from assistant.resources import seeds_folder


@pytest.fixture(scope="session")
def over_seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    store: Path = tmp_path_factory.mktemp("answering") / "store"
    with build(store=store, corpus=seeds_folder()) as assistant:
        assistant.sync()
        yield assistant
