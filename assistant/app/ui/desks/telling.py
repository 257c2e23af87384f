"""What went wrong, as the page says it: without the paths of the machine that serves it."""

from __future__ import annotations

import sys
from functools import lru_cache

from assistant.errors import AssistantError, ConversationError


def told(error: AssistantError) -> str:
    """One sentence for whoever sees the page.

    Of an error that names a file of the server the whole is written to stderr, each sentence once.
    """
    if not isinstance(error, ConversationError) or error.elsewhere is None:
        return str(error)
    _write(str(error))
    return error.elsewhere


@lru_cache(maxsize=64)
def _write(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
