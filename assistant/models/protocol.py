"""What the index asks of an embedding, whichever it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Rows = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Texts to vectors. Two vectors are comparable where the identities are equal.

    Not ``runtime_checkable``: isinstance() would read ``dimension``, which may ask a server.
    """

    @property
    def identity(self) -> str:
        """Names the model well enough to refuse vectors of another one."""
        ...

    @property
    def dimension(self) -> int:
        """Columns of a row. A remote model may be asked for it once."""
        ...

    def embed(self, texts: Sequence[str]) -> Rows:
        """Unit rows (zeros for a text that says nothing), float32 ``(len(texts), dimension)``.

        A dot product of two rows is their cosine similarity, higher is nearer.
        """
        ...
