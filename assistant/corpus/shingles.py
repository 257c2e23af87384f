"""Shingles of a body, and the sketch that stands for them.

A shingle is five words in a row (case and punctuation do not count), as one 64-bit number that is
the same in every process. After Broder, "On the resemblance and containment of documents" (1997):
section 3 for shingles and containment; a sketch holds the smallest hashes of the set (bottom-k).
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

WORDS_A_SHINGLE = 5
SKETCH_SIZE = 128  # hashes; 1,024 bytes

_WORD = re.compile(r"\w+")
_BASE = 0x9E3779B97F4A7C15  # any odd number with its bits well mixed


def sketch(body: str) -> bytes:
    """The 128 smallest hashes of the body's shingles, ascending, as little-endian uint64.

    Fewer for a text of fewer shingles; empty for a text without words. Equal bodies have equal
    sketches in every process and version of Python.
    """
    return shingles(body)[:SKETCH_SIZE].astype("<u8").tobytes()


def shingles(body: str) -> Hashes:
    """The hashes of the body's distinct shingles, uint64 (n,), ascending.

    A text of one to four words has one shingle, of all of them.
    """
    import numpy as np

    words = np.array([_hashed(word) for word in _WORD.findall(body.casefold())], dtype=np.uint64)
    if not len(words):
        return words
    width = min(WORDS_A_SHINGLE, len(words))
    count = len(words) - width + 1
    # A polynomial in the words' hashes modulo 2**64: numpy's unsigned product wraps around.
    mixed = np.zeros(count, dtype=np.uint64)
    for place in range(width):
        mixed *= np.uint64(_BASE)
        mixed += words[place : place + count]
    # The polynomial alone leaves its order to the last word; the finaliser of splitmix64
    # (Steele, Lea and Flood 2014) makes the smallest hashes a fair sample.
    mixed ^= mixed >> np.uint64(30)
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return np.unique(mixed)


@lru_cache(maxsize=200_000)
def _hashed(word: str) -> int:
    # surrogatepass: a body is compared as it is, even one that could not be stored
    return int.from_bytes(
        blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"
    )
