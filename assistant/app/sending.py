"""Who writes the answers, and where passages go for it: said before any of them is sent.

What a remote embedding is sent when articles are indexed is the business of that setting.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from assistant.app.safe import one_line

if TYPE_CHECKING:
    from assistant.assembly import Assistant
    from assistant.models import LanguageModel

HTTPS = ":443"  # the port that an address does not name


def writer_of(assistant: Assistant) -> LanguageModel | None:
    """The model that writes where a question says nothing else; None where answers are quotations.

    None, too, where a model is wanted and none is set: asking says so.
    """
    return assistant.model if assistant.writes == "llm" else None


def named(model: LanguageModel) -> str:
    """ "gpt-4.1-mini at api.openai.com"; on one line, for a terminal."""
    name = one_line(model.name) if model.name else "the model"
    return f"{name} at {one_line(model.host).removesuffix(HTTPS)}" if model.host else name


def where(model: LanguageModel) -> str:
    """Where passages are sent, after ``named``: an LLM that was handed over may tell no host."""
    return "there" if model.host else "to it"


def remote_embedding(assistant: Assistant) -> str | None:
    """The embedding model that questions are sent to, None where it runs in this process."""
    from assistant.config import LOCAL_EMBEDDING

    embedding = assistant.settings.embedding
    return None if embedding == LOCAL_EMBEDDING else embedding


def who_writes(assistant: Assistant) -> str | None:
    """One line that says who writes, where passages go, and how to send none; None where nobody
    writes."""
    model = writer_of(assistant)
    if model is None:
        return None
    embedding = remote_embedding(assistant)
    instead = (
        f"no passages, only questions, to the embedding model {one_line(embedding)}"
        if embedding
        else "nothing"
    )
    return (
        f"Written by {named(model)}: passages are sent {where(model)}. "
        f"--generator extractive sends {instead}."
    )


def say_who_writes(assistant: Assistant) -> None:
    """Prints that line on standard error; nothing where nobody writes. Once a run is enough."""
    if line := who_writes(assistant):
        print(line, file=sys.stderr, flush=True)
