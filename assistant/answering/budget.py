"""What fits into a model's context: tokens counted, passages whole, the oldest turns left out.

The only file that imports tiktoken. Measured on tiktoken 0.14:

- it downloads its tables on first use; llama-index-core ships two of them, and TIKTOKEN_CACHE_DIR
  points there where it is unset, or where the folder that it names lacks them;
- reading a table takes 0.4 to 0.8 s once (``warm``), 32,000 characters of news then 1.3 ms;
- a million spaces in a row overflow its stack, in Rust, which is no Exception in Python: it gets
  SLICE characters at once.

Other makers' tokenizers need more tokens than o200k_base: Llama 2's 1.11 to 1.21 times as many for
English news, SmolLM2's 1.05 to 1.07, both 1.37 for text full of figures, which they take apart into
digits, and up to one more for every letter of another script (SmolLM2: Russian 3.6 times, Arabic
3.4, Chinese 2.3). ``count`` covers those. It does not cover other languages in Latin letters on a
model of English only (SmolLM2: German 1.7 times, Polish 1.6): there the server itself must say
that the context is too short.
"""

from __future__ import annotations

import hashlib
import math
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import ConfigError
from assistant.models import LanguageModel, Message

if TYPE_CHECKING:
    from tiktoken import Encoding

DEFAULT_CONTEXT = 8_192
"""Tokens of a model's context where neither a setting nor the model tells."""
MARGIN = 1.2
"""Tokens of an unknown tokenizer for one of o200k_base, in English words."""
DIGIT = 2 / 3
"""More tokens for a digit: o200k_base takes three for one token, others each alone."""
MESSAGE = 6
"""Tokens around a message: its role, its beginning and its end, in any chat template."""
SLICE = 8_000

_DEFAULT = "o200k_base"
_TABLES = {"cl100k_base": "cl100k_base", "o200k_base": "o200k_base", "o200k_harmony": "o200k_base"}
_DIGITS = re.compile(r"\d")
_FOREIGN = re.compile(r"[^\x00-\x7f‘’“”–—…]")


@dataclass(frozen=True)
class Budget:
    """``context`` tokens of prompt and reply together, of which ``room`` are kept for the reply.

    Raises ConfigError where nothing is left for a prompt.
    """

    context: int
    room: int
    model: str | None = None

    def __post_init__(self) -> None:
        if self.room >= self.context:
            raise ConfigError(
                f"A reply of {self.room:,} tokens leaves no room for a prompt in a context of "
                f"{self.context:,}. Set a smaller ASSISTANT_ANSWER_TOKENS, or a larger "
                "ASSISTANT_CONTEXT where the model has one."
            )

    @property
    def prompt(self) -> int:
        """Tokens that a prompt may have."""
        return self.context - self.room

    def count(self, text: str) -> int:
        return count(text, self.model)


@dataclass(frozen=True)
class Packed:
    """The places of candidates that fit and of those that did not, each in the order given.

    ``tokens`` is what the prompt has with those that fit.
    """

    kept: tuple[int, ...]
    left: tuple[int, ...]
    tokens: int


def budget_for(model: LanguageModel, context: int | None, room: int) -> Budget:
    """The budget of a model: its context by the setting, else as it says, else DEFAULT_CONTEXT.

    Raises what ``LanguageModel.context`` does, which is not asked where the setting tells.
    """
    return Budget(context or model.context() or DEFAULT_CONTEXT, room, model.name)


def pack(budget: Budget, fixed: int, candidates: Sequence[tuple[float, str]]) -> Packed:
    """The candidates, each (value, text) and whole, that fit beside ``fixed`` tokens of prompt.

    The most valuable first; one that is too long makes way for shorter ones of less value. Each
    counts a blank line more than its text. Raises ConfigError where there are candidates and not
    one fits.
    """
    used = fixed
    kept: set[int] = set()
    by_value = sorted(range(len(candidates)), key=lambda at: (-candidates[at][0], at))
    for at in by_value:
        cost = budget.count(candidates[at][1]) + 1
        if used + cost <= budget.prompt:
            kept.add(at)
            used += cost
    if candidates and not kept:
        least = min(budget.count(text) for _, text in candidates) + 1
        raise ConfigError(
            f"Not one passage fits into a context of {budget.context:,} tokens: the instructions "
            f"take {fixed:,}, the reply {budget.room:,}, and the shortest passage {least:,}. Set "
            f"ASSISTANT_CONTEXT to {fixed + least + budget.room:,} or more where the model has as "
            "much, or a smaller ASSISTANT_ANSWER_TOKENS."
        )
    places = range(len(candidates))
    left = tuple(at for at in places if at not in kept)
    return Packed(tuple(at for at in places if at in kept), left, used)


def oldest_left_out(texts: Sequence[str], tokens: int, model: str | None = None) -> int:
    """How many of the first texts must go so that the others, a blank line after each, fit into so
    many tokens."""
    for place in range(len(texts) - 1, -1, -1):
        tokens -= count(texts[place], model) + 1
        if tokens < 0:
            return place + 1
    return 0


def count_messages(messages: Sequence[Message], model: str | None = None) -> int:
    """Tokens of a whole prompt, with what a chat template puts around its messages."""
    return MESSAGE + sum(count(message.text, model) + MESSAGE for message in messages)


def count(text: str, model: str | None = None) -> int:
    """Tokens of a text: exact for OpenAI's models, for others an estimate that is rather too high.

    ``model`` None is a model that nobody has named yet.
    """
    name = _table(model) if model else None
    exact = tokens(text, name or _DEFAULT)
    if name is not None:
        return exact
    digits = sum(1 for _ in _DIGITS.finditer(text))
    foreign = 0 if text.isascii() else sum(1 for _ in _FOREIGN.finditer(text))
    return math.ceil(MARGIN * exact + DIGIT * digits + foreign)


def tokens(text: str, table: str = _DEFAULT) -> int:
    """Tokens of a text in o200k_base (or cl100k_base), without any margin."""
    encoding = _encoding(table)
    return sum(
        len(encoding.encode_ordinary(text[at : at + SLICE])) for at in range(0, len(text), SLICE)
    )


def warm() -> None:
    """Reads the table of most models, so that the first prompt need not wait for it."""
    _encoding(_DEFAULT)


@cache
def _table(model: str) -> str | None:
    """The table of an OpenAI model that is here, by tiktoken's list of names."""
    _point_to_tables()
    from tiktoken.model import encoding_name_for_model

    try:
        return _TABLES.get(encoding_name_for_model(model))
    except KeyError:
        return None


@cache
def _encoding(table: str) -> Encoding:
    _point_to_tables()
    from tiktoken import get_encoding

    return get_encoding(table)


def _point_to_tables() -> None:
    """Makes tiktoken look where the tables are: nothing is ever downloaded."""
    own = os.environ.get("TIKTOKEN_CACHE_DIR")
    if own and _has_tables(Path(own)):
        return
    # find_spec of a submodule imports its parent: llama_index is an empty namespace.
    found = find_spec("llama_index") and find_spec("llama_index.core")
    if found and found.origin:
        folder = Path(found.origin).parent / "_static" / "tiktoken_cache"
        if _has_tables(folder):
            os.environ["TIKTOKEN_CACHE_DIR"] = str(folder)
            return
    raise ConfigError(
        "The tables of tokens that llama-index-core ships are not there, and without them no "
        "prompt can be measured. Install it again: pip install --force-reinstall llama-index-core"
    )


def _has_tables(folder: Path) -> bool:
    """Whether tiktoken finds its tables in a folder (tiktoken/load.py: SHA-1 of the address)."""
    addresses = (
        f"https://openaipublic.blob.core.windows.net/encodings/{name}.tiktoken"
        for name in ("cl100k_base", "o200k_base")
    )
    return all(
        (folder / hashlib.sha1(address.encode(), usedforsecurity=False).hexdigest()).is_file()
        for address in addresses
    )
