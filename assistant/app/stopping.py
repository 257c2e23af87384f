"""Ctrl-C where it deserves a sentence of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class Stopped(Exception):
    """The user ended a command; the message says in what state that leaves things."""


@contextmanager
def stopping_says(sentence: str) -> Iterator[None]:
    """Ctrl-C inside ends the command with this sentence (typer would end it without a word)."""
    try:
        yield
    except KeyboardInterrupt:
        raise Stopped(sentence) from None
