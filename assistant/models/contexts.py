"""How many tokens a model takes, prompt and reply together: from its name, or its server's word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

# OpenAI's own pages of models. The longest prefix counts.
_NAMES = {
    "gpt-5": 400_000,
    "gpt-5-chat": 128_000,
    "gpt-4.1": 1_047_576,
    "gpt-4o": 128_000,
    "chatgpt-4o": 128_000,
    "gpt-4-turbo": 128_000,
    "gpt-4-32k": 32_768,
    "gpt-4": 8_192,
    "gpt-3.5-turbo": 16_385,
    "o1": 200_000,
    "o1-mini": 128_000,
    "o1-preview": 128_000,
    "o3": 200_000,
    "o4-mini": 200_000,
}
# In an entry of GET /v1/models: vLLM and SGLang; OpenRouter; Groq; Mistral.
_IN_ENTRY = ("max_model_len", "context_length", "context_window", "max_context_length")

OLLAMA_DEFAULT = 4096
"""What Ollama gives a model that nobody gave more; a longer prompt it cuts without a word."""


def by_name(name: str | None) -> int | None:
    """Tokens of a model of OpenAI's; None for any other name."""
    fitting = [prefix for prefix in _NAMES if name and name.startswith(prefix)]
    return _NAMES[max(fitting, key=len)] if fitting else None


def in_entry(entry: Mapping[str, Any]) -> int | None:
    """Tokens as an entry of ``GET /v1/models`` has them. llama.cpp says what the server was started
    with as ``meta.n_ctx``, in older versions only what the model was trained with."""
    meta = entry.get("meta")
    told = [entry.get(key) for key in _IN_ENTRY]
    if isinstance(meta, Mapping):
        told.append(meta.get("n_ctx"))
    return next((count for one in told if (count := _count(one))), None)


def trained(entry: Mapping[str, Any]) -> int | None:
    """llama.cpp's ``meta.n_ctx_train``: the most that the model could take, not what it has."""
    meta = entry.get("meta")
    return _count(meta.get("n_ctx_train")) if isinstance(meta, Mapping) else None


def in_props(reply: Any) -> int | None:
    """Tokens of one slot, as llama.cpp's ``GET /props`` has them."""
    settings = reply.get("default_generation_settings") if isinstance(reply, Mapping) else None
    return _count(settings.get("n_ctx")) if isinstance(settings, Mapping) else None


def in_show(reply: Any) -> int | None:
    """``num_ctx`` in the parameters of Ollama's ``POST /api/show``, which are lines of text."""
    told = reply.get("parameters") if isinstance(reply, Mapping) else None
    found = re.search(r"^num_ctx\s+(\d{1,9})\s*$", told, re.M) if isinstance(told, str) else None
    return _count(int(found[1])) if found else None


def in_running(reply: Any, name: str) -> int | None:
    """Tokens of a model that Ollama has in memory, from ``GET /api/ps``."""
    models = reply.get("models") if isinstance(reply, Mapping) else None
    if not isinstance(models, list):
        return None
    names = (name, f"{name}:latest")
    mine = [one for one in models if isinstance(one, Mapping) and one.get("name") in names]
    return next((count for one in mine if (count := _count(one.get("context_length")))), None)


def _count(told: object) -> int | None:
    whole = isinstance(told, int) and not isinstance(told, bool)
    return told if whole and told > 0 else None  # type: ignore[operator, return-value]


# OpenAI and vLLM: "maximum context length is 8192 tokens"; llama.cpp: "exceeds the available
# context size (2048 tokens)"; others: "exceed context window of 512", "prompt is too long: ...".
_TOO_LONG = re.compile(
    r"context[ _](?:length|size|window|limit)|prompt is too long|input is too long|"
    r"(?:reduce|shorten) the length|too many (?:input )?tokens|exceeds? .{0,40}max_model_len",
    re.I,
)
_LIMIT = re.compile(
    r"(?:maximum context length (?:is|of)|context (?:size|window|length)(?: of| is)?|max_model_len)"
    r"[^\d]{0,20}(\d{3,9})",
    re.I,
)


def is_too_long(body: object, said: str) -> bool:
    """Whether a server's error says that prompt and reply are longer than the model takes."""
    marks = [str(body.get(key)) for key in ("code", "type")] if isinstance(body, Mapping) else []
    coded = any(m in ("context_length_exceeded", "exceed_context_size_error") for m in marks)
    return coded or bool(_TOO_LONG.search(said))


def limit_told(body: object, said: str) -> int | None:
    """The tokens that the server takes, where its error tells."""
    if isinstance(body, Mapping) and (count := _count(body.get("n_ctx"))):
        return count
    found = _LIMIT.search(said)
    return int(found[1]) if found else None
