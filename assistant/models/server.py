"""A server of the OpenAI protocol: its client, which models it has, how many tokens they take."""

from __future__ import annotations

import asyncio
import threading
import weakref
from collections.abc import Mapping
from contextlib import suppress
from contextvars import ContextVar
from typing import Any

import openai

from assistant.errors import AssistantError, ConfigError
from assistant.models import contexts
from assistant.models.addresses import OPENAI, OPENAI_HOST, checked_key, host_of, root_of
from assistant.models.background import loop
from assistant.models.faults import malformed, provider_errors, silent, wait_asked

LISTED = 5
"""Names of models that an error lists."""
LOOKUP_SECONDS = 10.0
SEEN_SECONDS = 5.0
MAYBE_SECONDS = 3.0
"""For what a server need not have, so that one that never answers it holds nothing up."""

give_up_at: ContextVar[float] = ContextVar("give_up_at")
"""When the present request is given up, on the clock of the event loop."""


class ModelServer:
    """Opens its client at the first request; its coroutines run on ``background.loop()``.

    ``retries`` counts tries after the first, all made by the client, and none that would begin
    after ``timeout`` seconds. The coroutines raise ProviderError or ConfigError.
    """

    def __init__(
        self, base_url: str | None, api_key: str | None, timeout: float, retries: int = 2
    ) -> None:
        self._base_url = base_url or OPENAI
        self.host = host_of(self._base_url)
        self.is_openai = self.host == OPENAI_HOST
        self.timeout = timeout
        self._retries = retries
        # Local servers ask for no key, but the client does.
        self.key = checked_key(api_key) if api_key else "none"
        self._keyless = not api_key
        self._seen: tuple[float, list[Mapping[str, Any]]] | None = None
        self._client: openai.AsyncOpenAI | None = None
        self._opening = threading.Lock()

    def client(self) -> openai.AsyncOpenAI:
        """The one client; ConfigError where OpenAI itself would be asked without a key."""
        if self.is_openai and self._keyless:
            raise ConfigError(
                f"{self.host} needs a key. Set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of "
                "your own"
            )
        with self._opening:
            if self._client is None:
                with provider_errors(self.host, self.key):
                    self._client = openai.AsyncOpenAI(
                        api_key=self.key,
                        base_url=self._base_url,
                        timeout=None,  # one clock, of ours, has an eye on the whole
                        max_retries=self._retries,
                        http_client=openai.DefaultAsyncHttpxClient(
                            # Articles go to the host that is named to the user, and no further.
                            follow_redirects=False,
                            event_hooks={"response": [_no_wait_too_long]},
                        ),
                    )
                weakref.finalize(self, _close, self._client).atexit = False
            return self._client

    async def models(self, fresh: bool = False) -> list[Mapping[str, Any]]:
        """The entries of ``GET /models``; raises what keeps the server from listing them.

        Asked twice within some seconds, as for a name and then its context, they are those of
        the first time, unless they are to be ``fresh``.
        """
        now = asyncio.get_running_loop().time()
        if not fresh and self._seen and now - self._seen[0] < SEEN_SECONDS:
            return self._seen[1]
        told = await self.get("GET", "models")
        entries = told.get("data") if isinstance(told, Mapping) else None
        if not isinstance(entries, list):
            raise malformed(self.host, "no list of models")
        listed = [
            one for one in entries if isinstance(one, Mapping) and isinstance(one.get("id"), str)
        ]
        self._seen = (now, listed)
        return listed

    async def only_model(self) -> str:
        """The one model that the server has; ConfigError names them where there is not just one."""
        names = [str(one["id"]) for one in await self.models()]
        if len(names) == 1:
            return names[0]
        raise ConfigError(
            f"{self.host} has {in_words(names)}. Set ASSISTANT_MODEL to the one that is to write"
        )

    async def no_such_model(self, name: str) -> ConfigError:
        """What to say where the server answered with 404 to this model: with those that it has,
        where it lists them."""
        with suppress(AssistantError):
            names = [str(one["id"]) for one in await self.models(fresh=True)]
            if name not in names:
                return ConfigError(
                    f"{self.host} has no model {name!r} (404). It has {in_words(names)}. Set "
                    "ASSISTANT_MODEL to one that it has"
                )
        return ConfigError(
            f"{self.host} has no model {name!r}, or no chat at this address (404). Check "
            "ASSISTANT_MODEL, and that the address (OPENAI_BASE_URL) ends as the server's own "
            "pages say, usually in /v1"
        )

    async def context(self, name: str) -> int | None:
        """Tokens that the server gives this model, as far as it tells; nothing is sent to OpenAI,
        which does not. Raises where the server cannot be reached."""
        if self.is_openai:
            return contexts.by_name(name)
        entry: Mapping[str, Any] = {}
        for one in await self._entries():
            if one["id"] == name or name in (one.get("aliases") or ()):
                entry = one
        if told := contexts.in_entry(entry):
            return told
        root = root_of(self._base_url)
        if told := contexts.in_props(await self._maybe("GET", f"{root}/props")):
            return told
        if (at_most := contexts.trained(entry)) is not None:
            return at_most
        shown = await self._maybe("POST", f"{root}/api/show", {"model": name})
        if isinstance(shown, Mapping):
            running = contexts.in_running(await self._maybe("GET", f"{root}/api/ps"), name)
            return running or contexts.in_show(shown) or contexts.OLLAMA_DEFAULT
        return contexts.by_name(name)

    async def get(
        self, method: str, url: str, body: object = None, seconds: float = LOOKUP_SECONDS
    ) -> Any:
        """The JSON that the server answers with, or its text where it is none."""
        client = self.client().with_options(max_retries=0)
        seconds = min(self.timeout, seconds)
        with provider_errors(self.host, self.key):
            try:
                async with asyncio.timeout(seconds):
                    if method == "GET":
                        return await client.get(url, cast_to=object)
                    return await client.post(url, cast_to=object, body=body)
            except TimeoutError as error:
                raise silent(self.host, seconds, begun=False) from error

    async def _entries(self) -> list[Mapping[str, Any]]:
        try:
            return await self.models()
        except AssistantError as error:
            # It answers, but has no such list: some small servers.
            if isinstance(error.__cause__, openai.APIStatusError):
                return []
            raise

    async def _maybe(self, method: str, url: str, body: object = None) -> Any:
        with suppress(AssistantError):
            return await self.get(method, url, body, MAYBE_SECONDS)
        return None


def in_words(names: list[str]) -> str:
    """The first names and how many more, in words."""
    if not names:
        return "no model"
    more = len(names) - LISTED
    return ", ".join(names[:LISTED]) + (f" and {more} more" if more > 0 else "")


async def _no_wait_too_long(response: Any) -> None:
    """Keeps the client from a pause that ends after the request is given up: the refusal itself
    says more than a wait that was for nothing."""
    asked = wait_asked(response.headers)
    left = give_up_at.get(float("inf")) - asyncio.get_running_loop().time()
    if asked is not None and asked >= left:
        response.headers["x-should-retry"] = "false"


def _close(client: openai.AsyncOpenAI) -> None:
    asyncio.run_coroutine_threadsafe(client.close(), loop())
