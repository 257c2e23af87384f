"""What ``assistant doctor`` asks of servers: the embedding's, and that of the model that writes.

Nothing is sent where neither is behind an address, or where nothing may be sent.
"""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from assistant.errors import AssistantError, ConfigError

if TYPE_CHECKING:
    from assistant.config import Settings
    from assistant.models.llm import RemoteLLM

PROBE_SECONDS = 10.0


def probe_embedding(settings: Settings, broken: list[str]) -> dict[str, Any] | None:
    """How long one text took to embed; None where the embedding is the local one."""
    from assistant.config import LOCAL_EMBEDDING

    if settings.embedding == LOCAL_EMBEDDING:
        return None
    from assistant.models.remote import RemoteEmbedding

    began = time.perf_counter()
    ok = True
    try:
        RemoteEmbedding(
            settings.embedding,
            api_key=settings.key,
            base_url=settings.openai_base_url,
            timeout=min(settings.timeout, PROBE_SECONDS),
            retries=0,
        ).embed(["probe"])
    except AssistantError as error:
        ok = False
        broken.append(str(error))
    return {"what": f"embedding {settings.embedding}", "ok": ok, "ms": _since(began)}


def probe_model(settings: Settings, broken: list[str]) -> dict[str, Any] | None:
    """What the model's server says of it; None where answers are quoted. No text is sent.

    ``listed`` is None where the server did not say; ``context`` has the tokens that are set
    and those that the server gives, each None where nobody says.
    """
    if settings.writes == "extractive":
        return None
    found: dict[str, Any] = {
        "name": settings.model,
        "host": None,
        "ok": False,
        "ms": 0.0,
        "listed": None,
        "context": {"configured": settings.context, "server": None},
    }
    began = time.perf_counter()
    try:
        llm = _opened(settings, settings.openai_base_url)
        found["host"], found["name"] = llm.host, llm.name
        llm.warm()
        began = time.perf_counter()
        names = _listed(llm, settings)
        found["ok"], found["ms"] = True, _since(began)
        _named(llm, names, found)
        _context(llm, found)
    except AssistantError as error:
        found["ms"] = found["ms"] or _since(began)
        broken.append(str(error))
    return found


def as_reachable(model: dict[str, Any]) -> dict[str, Any]:
    what = f"model {model['name'] or '(not named)'} at {model['host'] or '(no address)'}"
    return {"what": what, "ok": model["ok"], "ms": model["ms"]}


def _opened(settings: Settings, base_url: str | None) -> RemoteLLM:
    from assistant.models.llm import RemoteLLM

    return RemoteLLM(
        settings.model,
        api_key=settings.key,
        base_url=base_url,
        timeout=min(settings.timeout, PROBE_SECONDS),
        retries=0,
    )


def _listed(llm: RemoteLLM, settings: Settings) -> tuple[str, ...] | None:
    """The models of the server; None where it has no list of them, and needs none, as the model
    is named: some small servers. Raises where only the address lacks its /v1."""
    from assistant.models.faults import not_there

    try:
        return llm.models()
    except ConfigError as error:
        if llm.name is None or not not_there(error):
            raise
        if _lists_below(settings):
            raise
        return None


def _lists_below(settings: Settings) -> bool:
    """Whether the address is that of an API but for its /v1: the commonest mistake in it."""
    root = (settings.openai_base_url or "").rstrip("/")
    if not root or root.endswith("/v1"):
        return False
    with suppress(AssistantError):
        return bool(_opened(settings, f"{root}/v1").models())
    return False


def _named(llm: RemoteLLM, names: tuple[str, ...] | None, found: dict[str, Any]) -> None:
    if names is None:
        return
    if found["name"] is None:
        found["name"] = llm.resolved()
    # Ollama lists "llama3.2:latest" for what it takes as "llama3.2".
    found["listed"] = bool({found["name"], f"{found['name']}:latest"} & set(names))


def _context(llm: RemoteLLM, found: dict[str, Any]) -> None:
    context = found["context"]
    configured, given = context["configured"], llm.server_context()
    context["server"] = given
    if configured and given and given < configured:
        raise ConfigError(
            f"{llm.host} gives {found['name']} a context of {given} tokens, but ASSISTANT_CONTEXT "
            f"is {configured}: prompts would be refused or cut. Set ASSISTANT_CONTEXT={given}, or "
            "start the server with a larger context"
        )


def _since(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)
