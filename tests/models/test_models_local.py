"""LocalEmbedding is LocalVectors with LlamaIndex's methods."""

from __future__ import annotations

import asyncio

import numpy as np

from assistant.models import open_local
from assistant.models.local import LocalEmbedding

TEXTS = ["Putin is gathering troops.", "", "Gas prices rose in November."]


def test_every_method_gives_the_vectors_of_local_vectors() -> None:
    embedding = LocalEmbedding()
    rows = open_local().embed(TEXTS)
    np.testing.assert_array_equal(embedding.embed(TEXTS), rows)
    np.testing.assert_array_equal(embedding.get_text_embedding_batch(TEXTS), rows)
    np.testing.assert_array_equal(embedding.get_text_embedding(TEXTS[0]), rows[0])
    np.testing.assert_array_equal(embedding.get_query_embedding(TEXTS[2]), rows[2])
    np.testing.assert_array_equal(asyncio.run(embedding.aget_query_embedding(TEXTS[2])), rows[2])


def test_it_has_the_identity_of_local_vectors() -> None:
    embedding = LocalEmbedding()
    assert (embedding.identity, embedding.dimension) == (open_local().identity, 256)
