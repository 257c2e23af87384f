"""The local embedding itself: the weights and the tokenizer that wordllama ships in its wheel.

They are read straight from its package folder, so no network and no cache folder is needed.
``import wordllama`` is avoided: it costs 0.3 s (requests, pydantic, toml) and calls
``logging.basicConfig(level=INFO)``, which turns every library's log lines on.

The vectors are those of ``WordLlama.load().embed(texts, norm=True)``, up to the rounding of
float32 sums, two to four times as fast: the vocabulary has no token with a space inside,
so a text's tokens are those of its words one by one, and most words have been seen before.
"""

from __future__ import annotations

import re
import threading
from array import array
from collections import ChainMap
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from assistant.errors import ConfigError
from assistant.models.protocol import Rows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_MODEL = "l2_supercat_256"
_SPACE = "\u2581"  # how the vocabulary writes a space
_SPACED_WORD = re.compile(f"{_SPACE}+[^{_SPACE}]*")
_SPECIAL = re.compile("<unk>|</?s>")
_TEXTS_AT_ONCE = 256  # bounds what is held in memory beside the result
_TOKENS_AT_ONCE = 4096  # 4 MB of rows; a text that is longer is summed in pieces
_WORDS_KEPT = 100_000  # about 20 MB
_LETTERS_KEPT = 40  # a longer "word" (an address, base64) will hardly come again


class LocalVectors:
    """Vectors of texts as the mean of their tokens' vectors; safe to call from several threads."""

    dimension = 256

    def __init__(self, tokenizer: Tokenizer, weights: Rows) -> None:
        self._tokenizer = tokenizer
        self._weights = weights
        self._space = _packed([tokenizer.token_to_id(_SPACE) or 0])
        self._words = {"": self._space}

    @property
    def identity(self) -> str:
        """What must be equal for two vectors to be comparable."""
        return f"wordllama-{version('wordllama')}/{_MODEL}"

    def embed(self, texts: Sequence[str]) -> Rows:
        """Unit rows, float32 ``(len(texts), 256)``; a text without tokens is a row of zeros.

        A text's row is the same bit for bit in whatever company it is embedded.
        """
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        # One buffer for all: a new array for each text costs more, in page faults, than the sums.
        buffer = np.empty((_TOKENS_AT_ONCE, self.dimension), dtype=np.float32)
        for first in range(0, len(texts), _TEXTS_AT_ONCE):
            some = texts[first : first + _TEXTS_AT_ONCE]
            for row, ids in enumerate(self._tokens(some), start=first):
                for start in range(0, len(ids), _TOKENS_AT_ONCE):
                    piece = ids[start : start + _TOKENS_AT_ONCE]
                    # "clip" because numpy fills ``out`` through a copy in the mode "raise"; the
                    # tokenizer gives no id beyond the table, which a test holds.
                    vectors = self._weights.take(piece, 0, buffer[: len(piece)], mode="clip")
                    rows[row] += vectors.sum(axis=0)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows

    def lengths(self, words: Sequence[str]) -> list[float]:
        """How long the vector of each word is before it is made a unit: the more a word tells, the
        longer ("the" 1.6, "said" 6.5, "minister" 17, "measles" 20); 0 where it has no token."""
        return [float(np.linalg.norm(self._weights[ids].sum(0))) for ids in self._tokens(words)]

    def _tokens(self, texts: Sequence[str]) -> list[npt.NDArray[np.uint16]]:
        """Token ids of each text, as the tokenizer gives them for the whole text."""
        split = [_words(encodable(text)) for text in texts]
        known = self._words  # held: another thread may put a new one in its place
        fresh = list({word for words in split for word in words if word not in known})
        ids: Mapping[str, bytes] = known
        if fresh:
            new = {
                word: _packed(encoding.ids)
                for word, encoding in zip(fresh, self._encode(fresh), strict=True)
            }
            known.update((word, of) for word, of in new.items() if len(word) <= _LETTERS_KEPT)
            ids = ChainMap(new, known)
        if len(known) > _WORDS_KEPT:
            self._words = {"": self._space}
        return [
            np.frombuffer(b"".join(map(ids.__getitem__, words)), dtype=np.uint16) for words in split
        ]

    def _encode(self, words: list[str]) -> list[Any]:
        # A few words are quicker without waking the tokenizer's threads.
        if len(words) < 32:
            return [self._tokenizer.encode(word, add_special_tokens=False) for word in words]
        return list(self._tokenizer.encode_batch_fast(words, add_special_tokens=False))


def _packed(ids: list[int]) -> bytes:
    """Token ids (the vocabulary has 32,000) as bytes, which join faster than lists."""
    return array("H", ids).tobytes()


def _words(text: str) -> list[str]:
    """Pieces that the tokenizer reads to the same tokens one by one as together.

    The tokenizer puts a space before what it is given and writes spaces as U+2581, which stands
    only at the front of a token. So a text can be cut before each run of spaces; of a piece the
    first space is left out, as the tokenizer adds it again (but not to
    nothing, so a piece that is one space is ``""`` here, and its token known beforehand).
    """
    if not text:
        return []
    if "<" in text and _SPECIAL.search(text):
        return [text]  # special tokens are cut out before anything else: leave it to the tokenizer
    words = text.split(" ")
    if all(words) and _SPACE not in text:
        return words
    return [piece[1:] for piece in _SPACED_WORD.findall(_SPACE + text.replace(" ", _SPACE))]


def encodable(text: str) -> str:
    """The text, with lone surrogates (JSON's escapes can make them) as question marks."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode(errors="replace").decode()
    return text


_opening = threading.Lock()


def open_local() -> LocalVectors:
    """The process's one LocalVectors: 0.15 s and 33 MB at the first call.

    Raises ConfigError where wordllama's files are not there.
    """
    with _opening:  # functools.cache alone would let two threads load the weights twice
        return _open()


@cache
def _open() -> LocalVectors:
    from safetensors import safe_open
    from tokenizers import Tokenizer

    spec = find_spec("wordllama")
    folder = Path(spec.origin or "").parent if spec else Path()
    weights = folder / "weights" / f"{_MODEL}.safetensors"
    tokenizer = folder / "tokenizers" / "l2_supercat_tokenizer_config.json"
    if spec is None or not weights.is_file() or not tokenizer.is_file():
        raise ConfigError(
            "The local embedding needs the files of the package wordllama 0.4, which are not "
            "installed. Run: pip install --force-reinstall 'wordllama>=0.4.0.post1,<0.5'"
        )
    with safe_open(weights, framework="np") as tensors:
        table = tensors.get_tensor("embedding.weight").astype(np.float32)
    return LocalVectors(Tokenizer.from_file(str(tokenizer)), table)
