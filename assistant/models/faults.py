"""What the openai client raises, told in our words; the one place that knows its errors.

The client itself tries again (refused and broken connections, 408, 409, 429, 5xx), so what
arrives here has failed for good. Messages name the host and what to do next, never the key.
"""

from __future__ import annotations

import json
import math
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from time import time
from types import ModuleType

import openai

from assistant.errors import AssistantError, ConfigError, ProviderError
from assistant.models.contexts import is_too_long, limit_told


def _below() -> ModuleType:
    """The library below openai, httpx or httpx2, whichever this one is built on."""
    for base in openai.DefaultAsyncHttpxClient.__mro__:
        if (name := base.__module__.partition(".")[0]) in ("httpx", "httpx2"):
            return sys.modules[name]
    raise AssertionError("openai is built on another library now")


TRANSPORT: tuple[type[Exception], ...] = (_below().RequestError, ssl.SSLError)
"""What the client lets through when a stream breaks: openai 2 all, openai 3 hardly any."""
_NO_ADDRESS: type[Exception] = _below().InvalidURL  # no RequestError, and no OpenAIError around it
_NO_JSON = (json.JSONDecodeError, UnicodeDecodeError, RecursionError)  # the last by 10,000 "["
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
    except TRANSPORT as error:
        raise _connection(error, host, _short(str(error), key)) from error
    except _NO_ADDRESS as error:
        raise ConfigError(
            f"The address of the model server, {host}, is not one that can be reached "
            f"({_short(str(error), key)}). Set OPENAI_BASE_URL as in http://127.0.0.1:8080/v1"
        ) from error
    except _NO_JSON as error:
        raise malformed(host, "broken JSON") from error


@contextmanager
def stream_errors(host: str, key: str | None = None) -> Iterator[None]:
    """The same once a reply has begun: a connection that breaks is told as that."""
    try:
        with provider_errors(host, key):
            yield
    except ProviderError as error:
        cause = error.__cause__
        if broke_off(error):
            raise ProviderError(
                f"{host} broke off in the middle of its reply. Ask again; if it stays, look at the "
                "server's log",
                retryable=True,
            ) from cause
        if isinstance(cause, _NO_JSON):
            raise ProviderError(
                f"{host} sent broken JSON in the middle of its reply. Ask again; if it stays, look "
                "at the server's log",
                retryable=True,
            ) from cause
        raise


def broke_off(error: BaseException) -> bool:
    """Whether an error of ours stands for a connection that did not come about or did not last."""
    return isinstance(error.__cause__, (openai.APIConnectionError, *TRANSPORT))


def not_there(error: BaseException) -> bool:
    """Whether an error of ours stands for a 404."""
    return isinstance(error.__cause__, openai.NotFoundError)


def silent(host: str, seconds: float, begun: bool) -> ProviderError:
    """Nothing came for so long that the wait was given up."""
    what = "stopped in the middle of its reply" if begun else "did not answer"
    return ProviderError(
        f"{host} {what}: nothing came within {seconds:g} s. Check that the server is up and not "
        "busy with something else; where it only needs longer, raise ASSISTANT_TIMEOUT",
        retryable=True,
    )


def wait_asked(headers: object) -> float | None:
    """The seconds that a server asks to be left alone (``retry-after``); None where it does not."""
    get = getattr(headers, "get", lambda name: None)
    scale, told = 0.001, get("retry-after-ms")
    if told is None:
        scale, told = 1, get("retry-after")
    if told is None:
        return None
    try:
        wait = float(told) * scale
    except ValueError:
        try:
            wait = parsedate_to_datetime(told).timestamp() - time()
        except (ValueError, OverflowError):
            return None
    return wait if math.isfinite(wait) else None


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
    return _short(str(said), key)


def _short(text: str, key: str | None) -> str:
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


def _connection(error: Exception, host: str, words: str) -> AssistantError:
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
    asked = wait_asked(getattr(getattr(error, "response", None), "headers", None)) or 0
    wait = f"{asked:.0f} seconds" if asked > 1 else "a minute"
    return ProviderError(
        f"{host} asks for fewer requests (429: {words}). Wait {wait} and try again",
        retryable=True,
    )


def _failed(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    return ProviderError(
        f"{host} failed ({_code(error)}{words}). Try again; if it stays, look at the server's log",
        retryable=True,
    )


def _too_long(error: openai.OpenAIError, host: str, words: str) -> AssistantError | None:
    """Prompt and reply are more than the model takes; None where the error says something else."""
    body = getattr(error, "body", None)
    if not is_too_long(body, words):
        return None
    limit = limit_told(body, words)
    setting = f"ASSISTANT_CONTEXT={limit}" if limit else "ASSISTANT_CONTEXT to what it takes"
    return ConfigError(
        f"The prompt is longer than the model at {host} takes ({words}). Set {setting}, or start "
        "the server with a larger context"
    )


def _refused(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    if told := _too_long(error, host, words):
        return told
    return ProviderError(
        f"{host} refused the request ({_code(error)}{words}). Check that the model is one for "
        "this use and that the text is not longer than it takes"
    )


def _failed_or_too_long(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    # Some servers answer with 500 to a prompt that is too long.
    return _too_long(error, host, words) or _failed(error, host, words)


def _in_stream(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    return _too_long(error, host, words) or ProviderError(
        f"{host} broke off with an error ({words}). Try again; if it stays, look at the server's "
        "log",
        retryable=True,
    )


def _other_status(error: openai.OpenAIError, host: str, words: str) -> AssistantError:
    code = getattr(error, "status_code", 0)
    if 300 <= code < 400:
        return ConfigError(
            f"{host} sends its callers to another address ({code}), which is not followed. Set "
            "OPENAI_BASE_URL to the address of the API itself, with https:// if it has that"
        )
    retryable = code == 408
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
    "InternalServerError": _failed_or_too_long,
    "BadRequestError": _refused,
    "UnprocessableEntityError": _refused,
    "APIStatusError": _other_status,
    "APIResponseValidationError": _unexpected,
    "APIError": _in_stream,  # what a server sends in the middle of a stream
    "OpenAIError": _unknown,
}
