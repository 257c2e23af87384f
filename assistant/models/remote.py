"""An embedding behind an OpenAI-compatible address, for the index and for LlamaIndex."""

from __future__ import annotations

import asyncio
import json
import threading
import weakref
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from openai import DefaultHttpxClient, OpenAI
from pydantic import PrivateAttr

from assistant.models.addresses import OPENAI, checked_key, host_of
from assistant.models.faults import malformed, provider_errors
from assistant.models.protocol import Rows
from assistant.models.vectors import encodable

_TEXTS_AT_ONCE = 64  # a request; servers limit its tokens, OpenAI's to 300,000


class RemoteEmbedding(BaseEmbedding):
    """Vectors from a server, as unit rows. Safe to call from several threads.

    ``timeout`` is seconds for one try; ``retries`` counts those after the first, all made by the
    client. The dimension is what the server's first reply has; a later reply must have it too.
    Every call may raise ProviderError or, where a setting is wrong, ConfigError.
    """

    _client: OpenAI = PrivateAttr()
    _host: str = PrivateAttr()
    _key: str = PrivateAttr()  # private, so that no repr and no to_dict of LlamaIndex shows it
    _columns: int | None = PrivateAttr(default=None)
    _lock: threading.Lock = PrivateAttr(default_factory=threading.Lock)

    def __init__(
        self,
        model: str,
        *,
        api_key: str | None = None,
        base_url: str | None = None,
        timeout: float = 60.0,
        retries: int = 2,
    ) -> None:
        super().__init__(model_name=model, embed_batch_size=_TEXTS_AT_ONCE)
        base_url = base_url or OPENAI
        self._host = host_of(base_url)
        # Local servers ask for no key, but the client does.
        self._key = checked_key(api_key) if api_key else "none"
        with provider_errors(self._host, self._key):
            # Articles go to the host that is set, and no further.
            http = DefaultHttpxClient(follow_redirects=False)
            self._client = OpenAI(
                api_key=self._key,
                base_url=base_url,
                timeout=timeout,
                max_retries=retries,
                http_client=http,
            )
        # The client closes one that it has made itself, not one that it was given.
        weakref.finalize(self._client, http.close)

    @classmethod
    def class_name(cls) -> str:
        return "RemoteEmbedding"

    @property
    def identity(self) -> str:
        """``model@host``: what must be equal for two vectors to be comparable."""
        return f"{self.model_name}@{self._host}"

    @property
    def dimension(self) -> int:
        """Columns of a row; asks the server where no text has been embedded yet."""
        if self._columns is None:
            self.embed(["dimension"])
        assert self._columns is not None
        return self._columns

    def embed(self, texts: Sequence[str]) -> Rows:
        """Unit rows, float32 ``(len(texts), dimension)``; a blank text is a row of zeros.

        64 texts a request; blank ones are not sent, as OpenAI refuses them.
        """
        told = [row for row, text in enumerate(texts) if text.strip()]
        parts = [
            self._ask([encodable(texts[row]) for row in told[first : first + _TEXTS_AT_ONCE]])
            for first in range(0, len(told), _TEXTS_AT_ONCE)
        ]
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if parts:
            rows[told] = np.concatenate(parts)
        return rows

    def close(self) -> None:
        """The connections are closed; the object is of no use any more."""
        self._client.close()

    def _ask(self, texts: list[str]) -> Rows:
        with provider_errors(self._host, self._key):
            # Raw, because of a page of HTML the client makes a str, of {} an object without
            # vectors; and "float", because not every server knows the client's base64.
            reply = self._client.embeddings.with_raw_response.create(
                model=self.model_name, input=texts, encoding_format="float"
            )
            rows = _rows(_parsed(reply.text, self._host), len(texts), self._host)
        with self._lock:
            if self._columns is None:
                self._columns = rows.shape[1]
        if rows.shape[1] != self._columns:
            raise malformed(
                self._host, f"vectors of {rows.shape[1]} numbers after some of {self._columns}"
            )
        return rows

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return cast(list[list[float]], self.embed(texts).tolist())

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, query)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, text)


def _parsed(text: str, host: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of 5,000 digits, 10,000 "["
        what = "a page of HTML" if text.lstrip().startswith("<") else "broken JSON"
        raise malformed(host, what) from error


def _rows(reply: Any, count: int, host: str) -> Rows:
    """The reply's vectors at length 1, in the order of the texts; raises ProviderError."""
    entries = reply.get("data") if isinstance(reply, dict) else None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        what = "an error" if isinstance(reply, dict) and "error" in reply else "no vectors"
        raise malformed(host, what)
    if len(entries) != count:
        raise malformed(host, f"{len(entries)} vectors for {count} texts")
    # By number, in case they come out of order; a reply without numbers is in order.
    ordered = {str(entry.get("index", at)): entry for at, entry in enumerate(entries)}
    if ordered.keys() != {str(at) for at in range(count)}:
        raise malformed(host, "vectors that are numbered wrongly")
    vectors = [ordered[str(at)].get("embedding") for at in range(count)]
    lengths = {len(vector) if isinstance(vector, list) else 0 for vector in vectors}
    if len(lengths) != 1 or 0 in lengths:
        raise malformed(host, "vectors of differing length, or none")
    try:
        rows = np.array(vectors, dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as error:
        raise malformed(host, "vectors that are not all numbers") from error
    if rows.ndim != 2 or not np.isfinite(rows).all():
        raise malformed(host, "vectors that are not all numbers")
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    np.divide(rows, norms, out=rows, where=norms > 0)
    return rows.astype(np.float32)
