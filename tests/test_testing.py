"""The fakes do what they say, as tests rest on them."""

from __future__ import annotations

import subprocess
import sys
import threading
from urllib.error import URLError
from urllib.request import urlopen

import numpy as np
import pytest

from assistant.testing import FakeOpenAI, HashEmbedding, Reply


def test_hash_vectors_are_the_same_in_every_process() -> None:
    program = (
        "from assistant.testing import HashEmbedding\n"
        "print(HashEmbedding(8).embed(['one two three']).tobytes().hex())"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.stdout.strip() == HashEmbedding(8).embed(["one two three"]).tobytes().hex()


def test_hash_vectors_of_texts_that_share_words_are_near() -> None:
    one, near, far, empty = HashEmbedding().embed(
        ["troops gather at the border", "At the border troops rest", "cheese and wine", ""]
    )
    assert one @ near > 0.5 > one @ far
    assert not empty.any()
    np.testing.assert_allclose(np.linalg.norm(one), 1, rtol=1e-6)


def test_a_fake_server_leaves_no_thread_even_when_it_hangs() -> None:
    before = threading.active_count()
    with FakeOpenAI() as server:
        server.script(Reply.hang())
        with pytest.raises((TimeoutError, URLError)):
            urlopen(f"{server.base_url}/models", timeout=0.1)
        with urlopen(f"{server.base_url}/models") as reply:
            assert b'"fake"' in reply.read()
    assert threading.active_count() == before
    assert [request.path for request in server.requests] == ["/v1/models", "/v1/models"]
