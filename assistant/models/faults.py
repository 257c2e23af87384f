"""What the openai client raises, told in our words; the one place that knows its errors.

The client itself tries again (refused and broken connections, 408, 409, 429, 5xx), so what
arrives here has failed for good. Messages name the host and what to do next, never the key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import openai

from assistant.errors import AssistantError, ConfigError, ProviderError

_WORDS_SHOWN = 200  # characters of a server's own message


@contextmanager
def provider_errors(host: str, key: str | None = None) -> Iterator[None]:
    """Inside it, every error of the client is a ProviderError or ConfigError, ``from`` its own.

    ``key`` is taken out of what the server says, in case the server repeats it.
    """
    try:
        yield
    except openai.OpenAIError as error:
        raise _told(error, host, key) from error
    except json.JSONDecodeError as error:
        raise malformed(host, "broken JSON") from error


def host_of(base_url: str) -> str:
    """``name:port`` of an address, without a user or password that it may hold.

    Raises ConfigError where it is no http address.
    """
    try:
        parts = urlsplit(base_url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        parts, port = urlsplit(""), ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(
            "The address of the model server is not one that starts with http:// or https:// and "
            "names a host. Set it as in OPENAI_BASE_URL=http://127.0.0.1:8080/v1"
        )
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return name + port


def malformed(host: str, what: str) -> ProviderError:
    """A reply that is not what the OpenAI protocol says; ``what`` names what came instead."""
    return ProviderError(
        f"{host} answered with {what}, which is not what the OpenAI protocol has there. Check "
        "that the address (OPENAI_BASE_URL) is that of its API, which usually ends in /v1"
    )


def _told(error: openai.OpenAIError, host: str, key: str | None) -> AssistantError:
    for kind in type(error).__mro__:
        if telling := FAULTS.get(kind.__name__):
            return telling(error, host, _words(error, key))
    raise AssertionError("OpenAIError itself is told")


def _words(error: openai.OpenAIError, key: str | None) -> str:
    """What the server said, in short: one line, printable, without the key."""
    body = getattr(error, "body", None)
    # Some servers answer {"error": {"message": ...}}, some {"error": "..."}, some {"detail": ...}.
    # The client hands over what stands in "error", if anything does.
    if isinstance(body, dict):
        said = body.get("message") or body.get("detail") or body.get("error") or ""
    else:
        said = body or str(error.__cause__ or error)
    text = str(said)
    if text.lstrip().startswith("<"):
        return "a page of HTML"
    if key:
        text = text.replace(key, "***")
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _WORDS_SHOWN else line[: _WORDS_SHOWN - 1] + "…"


def _timeout(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    return ProviderError(
        f"{host} did not answer in time. Check that the server is up and not busy with something "
        "else, then try again",
        retryable=True,
    )


def _connection(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    return ProviderError(
        f"No connection to {host} ({words}). Check that the server is running and that the "
        "address (OPENAI_BASE_URL) is right",
        retryable=True,
    )


def _key_refused(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    # Without the server's words: this is where servers repeat the key, or most of it.
    return ConfigError(
        f"{host} refuses the key (401). Set OPENAI_API_KEY to one that is valid there"
    )


def _forbidden(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    return ConfigError(
        f"{host} does not let this key do that (403). Set OPENAI_API_KEY to one that may use the "
        "model, or choose another model"
    )


def _not_found(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    return ConfigError(
        f"{host} has no such model or address (404: {words}). Check the model's name and that "
        "the address (OPENAI_BASE_URL) ends as the server's own pages say, usually in /v1"
    )


def _too_many(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    if getattr(error, "code", None) == "insufficient_quota":
        return ProviderError(
            f"The account at {host} has no quota left (429). Add to it there, or use another key"
        )
    return ProviderError(
        f"{host} asks for fewer requests (429: {words}). Wait a minute and try again",
        retryable=True,
    )


def _failed(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    return ProviderError(
        f"{host} failed ({_code(error)}{words}). Try again; if it stays, look at the server's log",
        retryable=True,
    )


def _refused(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    return ProviderError(
        f"{host} refused the request ({_code(error)}{words}). Check that the model is one for "
        "this use and that the text is not longer than it takes"
    )


def _other_status(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    retryable = getattr(error, "status_code", 0) == 408
    return (_failed if retryable else _refused)(error, host, words)


def _unexpected(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    return malformed(host, f"something that its client cannot read ({words})")


def _unknown(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    return ProviderError(f"The call to {host} failed ({words})")


def _code(error: openai.OpenAIError) -> str:
    return f"{code}: " if (code := getattr(error, "status_code", None)) else ""


# By name, as some of these classes are in one of the supported versions of openai only.
# tests/models/test_models_faults.py fails when openai has an APIError that is not here.
FAULTS: dict[str, Callable[[openai.OpenAIError, str, str], AssistantError]] = {
    "APITimeoutError": _timeout,
    "APIConnectionError": _connection,
    "AuthenticationError": _key_refused,
    "OAuthError": _key_refused,
    "PermissionDeniedError": _forbidden,
    "NotFoundError": _not_found,
    "RateLimitError": _too_many,
    "ConflictError": _failed,
    "InternalServerError": _failed,
    "BadRequestError": _refused,
    "UnprocessableEntityError": _refused,
    "APIStatusError": _other_status,
    "APIResponseValidationError": _unexpected,
    "APIError": _unknown,  # what a server sends in the middle of a stream
    "OpenAIError": _unknown,
}
