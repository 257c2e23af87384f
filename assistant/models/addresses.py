"""Addresses of model servers, read without a client of theirs."""

from __future__ import annotations

from urllib.parse import urlsplit

from assistant.errors import ConfigError

OPENAI = "https://api.openai.com/v1"
OPENAI_HOST = "api.openai.com"
OPENAI_MODEL = "gpt-4.1-mini"
"""What writes at OpenAI where no model is named."""


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


def root_of(base_url: str) -> str:
    """The address without its ``/v1``: where servers put what is not of the OpenAI protocol."""
    return base_url.rstrip("/").removesuffix("/v1")


def checked_key(key: str) -> str:
    """The key, which can stand in an HTTP header; ConfigError, without the key, where not."""
    key = key.strip()
    if not (key.isascii() and key.isprintable()):
        raise ConfigError(
            "OPENAI_API_KEY holds a character that no key has (a line break, an accent). "
            "Set it again"
        )
    return key
