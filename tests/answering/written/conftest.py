"""The small corpus, and a desk at which it is asked through a model that a test makes up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_corpus import write_corpus
from written_desk import Desk

from assistant.assembly import Assistant
from assistant.config import Settings
from assistant.models import open_local
from assistant.testing import FakeOpenAI


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of the small corpus."""
    folder = tmp_path_factory.mktemp("written")
    local = open_local()
    with Assistant(Settings(store=folder / "store"), local, local) as assistant:
        assistant.sync([write_corpus(folder)])
    return folder / "store"


@pytest.fixture
def desk(town: Path) -> Iterator[Desk]:
    with FakeOpenAI() as server:
        yield Desk(server, town)
