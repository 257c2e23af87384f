"""One reply of a model as it comes: text, why it ended, and what it counted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from typing import Any

import openai

from assistant.errors import ProviderError
from assistant.models.faults import (
    broke_off,
    malformed,
    provider_errors,
    silent,
    stream_errors,
)
from assistant.models.language import Message, Piece
from assistant.models.options import Options
from assistant.models.replies import Part, read_part
from assistant.models.server import ModelServer, give_up_at
from assistant.models.thoughts import Thoughts

CHARACTERS_PER_TOKEN = 8
"""More than a token has in any text worth reading: the bound where a server ignores the room."""
THOUGHT_CHARACTERS = 200_000
COUNTS_SECONDS = 2.0
"""How long the counts are waited for after the last word: nobody should wait for them long."""


class Reply:
    """A reply of ``room`` tokens at most; ``options`` are those that the server took.

    ``pieces()`` may be run once, on ``background.loop()``.
    """

    def __init__(
        self,
        server: ModelServer,
        options: Options,
        model: str,
        messages: Sequence[Message],
        room: int,
    ) -> None:
        self.options = options
        self._server = server
        self._model = model
        self._messages = messages
        self._room = room
        self._left = room * CHARACTERS_PER_TOKEN
        self._thoughts_left = THOUGHT_CHARACTERS
        self._thoughts = Thoughts()

    async def pieces(self) -> AsyncGenerator[Piece, None]:
        """The pieces; the last one, and no other, has ``finish`` and counts, though it may be None.

        Raises ProviderError or ConfigError: so also where nothing has come for ``timeout`` seconds.
        """
        stream = await self._opened()
        try:
            async with aclosing(self._parts(stream)) as parts, aclosing(self._read(parts)) as read:
                async for piece in read:
                    yield piece
        finally:
            await stream.close()

    async def _opened(self) -> openai.AsyncStream[Any]:
        clock = asyncio.get_running_loop().time
        completions: Any = self._server.client().chat.completions  # imports much, the first time
        give_up_at.set(clock() + self._server.timeout)
        while True:
            body = self.options.body(self._model, self._messages, self._room)
            with provider_errors(self._server.host, self._server.key):
                try:
                    async with asyncio.timeout_at(give_up_at.get()):
                        stream: openai.AsyncStream[Any] = await completions.create(**body)
                        return stream
                except TimeoutError as error:
                    raise self._silent(begun=False) from error
                except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                    fewer = self.options.without(error.body, error.message)
                    if fewer is None:
                        raise
                    self.options = fewer
                except openai.NotFoundError as error:
                    raise await self._server.no_such_model(self._model) from error

    async def _read(self, parts: AsyncGenerator[Part, None]) -> AsyncGenerator[Piece, None]:
        clock = asyncio.get_running_loop().time
        until = clock() + self._server.timeout
        finish: str | None = None
        prompt = completion = None
        begun = chosen = False
        while True:
            try:
                with stream_errors(self._server.host, self._server.key):
                    async with asyncio.timeout_at(until):
                        part = await anext(parts, None)
            except TimeoutError as error:
                if finish:
                    break  # all has come but the counts
                raise self._silent(begun) from error
            except ProviderError as error:
                if finish and broke_off(error):
                    break  # so here: no word of the reply is missing
                raise
            if part is None:
                break
            chosen = chosen or part.chosen
            prompt = _latest(part.prompt_tokens, prompt)
            completion = _latest(part.completion_tokens, completion)
            if part.text or part.thought:
                begun = True
                until = clock() + self._server.timeout
            text, full = self._shown(part)
            if text:
                yield Piece(text)
            if full:
                finish = "length"
                break
            if part.finish and not finish:
                finish = part.finish
                until = clock() + min(COUNTS_SECONDS, self._server.timeout)
        if not chosen:
            raise malformed(self._server.host, "nothing that is a reply")
        yield Piece(self._thoughts.end()[: self._left], finish, prompt, completion)

    def _shown(self, part: Part) -> tuple[str, bool]:
        """What of the part is answer and within bounds, and whether a bound was reached."""
        self._thoughts_left -= part.thought + len(part.text)
        text = self._thoughts.feed(part.text)
        self._thoughts_left += len(text)
        kept = text[: self._left]
        self._left -= len(kept)
        return kept, len(kept) < len(text) or self._thoughts_left < 0

    async def _parts(self, stream: openai.AsyncStream[Any]) -> AsyncGenerator[Part, None]:
        kind = str(stream.response.headers.get("content-type", "")).lower()
        if "text/html" in kind:
            raise malformed(self._server.host, "a page of HTML")
        if "application/json" in kind:
            # It does not stream, and sends the whole.
            yield await self._whole(stream)
            return
        async for chunk in stream:
            yield read_part(chunk.to_dict(warnings=False) if hasattr(chunk, "to_dict") else chunk)

    async def _whole(self, stream: openai.AsyncStream[Any]) -> Part:
        bound = 100_000 + 8 * (self._left + THOUGHT_CHARACTERS)
        content = bytearray()
        async for some in stream.response.aiter_bytes():
            content += some
            if len(content) > bound:
                raise malformed(self._server.host, "more than it was asked for")
        reply = json.loads(content)
        if isinstance(reply, dict) and (error := reply.get("error")):
            said = error.get("message") if isinstance(error, dict) else error
            raise openai.APIError(str(said), request=stream.response.request, body=error)
        return read_part(reply)

    def _silent(self, begun: bool) -> Exception:
        return silent(self._server.host, self._server.timeout, begun)


def _latest(count: int | None, before: int | None) -> int | None:
    return before if count is None else count
