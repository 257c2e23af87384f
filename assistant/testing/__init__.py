"""Fakes for tests, ours and yours: what costs money, or must misbehave on cue.

``FakeOpenAI`` is a real HTTP server on 127.0.0.1 that speaks the OpenAI protocol, so that what
is tested is the client that will be used; ``Reply`` is what it is told to answer with.
``HashEmbedding`` is an Embedder without weights.

::

    with FakeOpenAI() as server:
        server.script(Reply.status(500), Reply.html())  # the next two replies; then all is well
        embedding = RemoteEmbedding("fake", api_key="k", base_url=server.base_url)

        server.writes = lambda request: "The talks were held in Geneva [kd7]."
        server.script(Reply.stream("The talks were", Then.RESETS))
        llm = RemoteLLM("fake", base_url=server.base_url)
"""

from assistant.testing.embedding import HashEmbedding
from assistant.testing.replies import Reply, Request, Then
from assistant.testing.server import FakeOpenAI
from assistant.testing.writing import first_quoted_sentence

__all__ = [
    "FakeOpenAI",
    "HashEmbedding",
    "Reply",
    "Request",
    "Then",
    "first_quoted_sentence",
]
