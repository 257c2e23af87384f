"""The fakes do what they say, as tests rest on them."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from urllib.error import HTTPError, URLError
from urllib.request import Request as Asking
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


def post(server: FakeOpenAI, timeout: float = 5, **body: object) -> str:
    asked = {"model": "fake", "messages": [{"role": "user", "content": "Who?"}], **body}
    url = f"{server.base_url}/chat/completions"
    request = Asking(url, json.dumps(asked).encode(), {"content-type": "application/json"})
    with urlopen(request, timeout=timeout) as reply:
        return str(reply.read().decode())


def test_a_fake_server_writes_what_it_is_told_whole_or_word_by_word() -> None:
    with FakeOpenAI(writes=lambda request: f"{request.body['messages'][0]['content']} Me.") as fake:
        assert json.loads(post(fake))["choices"][0]["message"]["content"] == "Who? Me."
        stream = post(fake, stream=True)
    words = [json.loads(line[6:]) for line in stream.split("\n\n") if line.startswith("data: {")]
    told = [one["choices"][0] for one in words]
    assert [one["delta"].get("content") for one in told] == ["Who?", " Me.", None]
    assert [one["finish_reason"] for one in told] == [None, None, "stop"]
    assert stream.endswith("data: [DONE]\n\n")


def test_a_fake_server_quotes_what_it_is_given_by_default() -> None:
    asked = "[kd7] 2021-11-06, Talks\n> Burns flew to Moscow. He met Putin.\n\nWho?"
    with FakeOpenAI() as fake:
        whole = json.loads(post(fake, messages=[{"role": "user", "content": asked}]))
        nothing = json.loads(post(fake))
    assert whole["choices"][0]["message"]["content"] == "Burns flew to Moscow [kd7]."
    assert nothing["choices"][0]["message"]["content"] == "Not in the articles."


def test_a_fake_server_knows_its_model_only() -> None:
    with FakeOpenAI() as fake, pytest.raises(HTTPError, match="404"):
        post(fake, model="other")


def test_a_stream_breaks_off_where_it_is_scripted_to() -> None:
    with FakeOpenAI() as fake:
        fake.script(Reply.reset("The"), Reply.unfinished("The"))
        with pytest.raises(ConnectionResetError):
            post(fake, stream=True)
        unfinished = post(fake, stream=True)
    assert '"The"' in unfinished
    assert "[DONE]" not in unfinished


def test_a_fake_server_notices_who_goes_away() -> None:
    with FakeOpenAI() as fake:
        fake.script(Reply.stalled("The"), Reply.hang())
        for left in (1, 2):
            fake.gone.clear()
            with pytest.raises((TimeoutError, URLError)):
                post(fake, timeout=0.2, stream=True)
            assert fake.gone.wait(1)
            assert fake.left == left
        post(fake)
        assert fake.left == 2
