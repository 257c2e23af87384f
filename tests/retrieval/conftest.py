"""An Assistant over a small corpus, and one over the seeds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from small_corpus import open_corpus, open_seeds

from assistant.assembly import Assistant
from assistant.resources import seeds_folder


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_corpus(tmp_path_factory.mktemp("town")) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with open_seeds(tmp_path_factory.mktemp("shipped"), seeds_folder()) as assistant:
        yield assistant
