"""The vectors of a generation: Chroma, and a matrix ordered by day for exact searches.

Chroma's facts that this file rests on (1.5.9): it is not crash-safe, so it is only ever written
in a generation that nobody reads; ``where`` on a range of days costs 150-360 ms at 60,000
passages, so ranges are an exact product over rows of ``vectors.npy`` (2.3 ms for all 60,000), and
so is a search of everything up to ``EXACT`` passages, since HNSW can leave a vector out of reach;
``count()`` stays right when vectors are lost, so every vector is read back before use.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from assistant.errors import IndexDamaged
from assistant.index.advice import rebuild_command, store_of
from assistant.index.database import read_only
from assistant.index.disk import told

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection as ChromaCollection

    from assistant.index.pieces import Piece

Rows64 = npt.NDArray[np.int64]

COLLECTION = "passages"
MATRIX = "vectors.npy"
EXACT = 250_000
"""Up to so many passages a search without days is exact, too: about 10 ms at 256 dimensions."""
# Chroma shares one system between all clients of a path in a process, and counts them: opening and
# closing are not safe between threads (1.5.9: KeyError, AttributeError).
_opening = threading.Lock()
_ROWS_AT_ONCE = 2_000  # a get() of 60,000 without a limit fails


@contextmanager
def chroma_errors(folder: Path) -> Iterator[None]:
    """Chroma's errors, told as ours."""
    from chromadb.errors import ChromaError

    try:
        yield
    except ChromaError as error:
        text = str(error)
        store = store_of(folder.parent)
        raise told(store, text) or IndexDamaged(
            f"Chroma cannot use {folder} ({text[:200]}). Run `{rebuild_command(store)}`."
        ) from error


class VectorStore:
    """The Chroma collection of one generation; ids are passage ids as decimal strings.

    Its document is the passage's exact text, its metadata the article's id, title and date
    (yyyymmdd), and the span: a plain LlamaIndex ``ChromaVectorStore`` opens it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        with _opening, chroma_errors(folder), ExitStack() as failed:
            self._client = _open_client(folder)
            failed.callback(self._client.close)  # type: ignore[attr-defined]  # of chromadb.Client
            self.collection: ChromaCollection = self._client.get_or_create_collection(
                COLLECTION,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine", "ef_search": 200}},
            )
            self._batch: int = self._client.get_max_batch_size()
            failed.pop_all()

    def add(self, pieces: Sequence[Piece], vectors: np.ndarray) -> None:
        """Adds passages; ``vectors`` is float32, (n, dim), unit rows."""
        with chroma_errors(self.folder):
            for at in range(0, len(pieces), self._batch):
                part = pieces[at : at + self._batch]
                self.collection.add(
                    ids=[str(piece.pid) for piece in part],
                    embeddings=vectors[at : at + self._batch],
                    documents=[piece.text for piece in part],
                    metadatas=[piece.metadata for piece in part],
                )

    def remove(self, pids: Sequence[int]) -> None:
        with chroma_errors(self.folder):
            for at in range(0, len(pids), self._batch):
                self.collection.delete(ids=[str(pid) for pid in pids[at : at + self._batch]])

    def nearest(self, vector: np.ndarray, k: int) -> list[tuple[int, float]]:
        """Up to ``k`` (passage id, cosine similarity), best first, by HNSW."""
        with chroma_errors(self.folder):
            found = self.collection.query(
                query_embeddings=[vector], n_results=k, include=["distances"]
            )
        distances = found["distances"] or [[]]
        return [
            (int(pid), 1.0 - distance)
            for pid, distance in zip(found["ids"][0], distances[0], strict=True)
        ]

    def read_back(self) -> Iterator[tuple[list[int], np.ndarray]]:
        """Every (passage ids, vectors) that is really there, in batches."""
        at = 0
        while True:
            with chroma_errors(self.folder):
                found = self.collection.get(include=["embeddings"], limit=_ROWS_AT_ONCE, offset=at)
            if not found["ids"]:
                return
            yield [int(pid) for pid in found["ids"]], np.asarray(found["embeddings"], np.float32)
            at += len(found["ids"])

    def close(self) -> None:
        with _opening:
            self._client.close()  # type: ignore[attr-defined]  # of chromadb.Client


def stored_count(folder: Path) -> int:
    """How many passages a Chroma store holds, read from its own SQLite file (1.5.9: a row of
    ``embeddings`` each): opening Chroma for that would take 0.8 s."""
    path = folder / "chroma.sqlite3"
    try:
        with closing(read_only(path)) as connection:
            return int(connection.execute("SELECT count(*) FROM embeddings").fetchone()[0])
    except sqlite3.Error as error:
        advice = rebuild_command(store_of(folder.parent))
        raise IndexDamaged(f"{path} cannot be read ({error}). Run `{advice}`.") from error


def write_matrix(folder: Path, source: Rows64, parts: Sequence[np.ndarray]) -> None:
    """Writes ``vectors.npy``: row i is row ``source[i]`` of the parts, one behind the other.

    With ordinary writes: on a full disk a memory-mapped file ends the process (SIGBUS). OSError.
    """
    first = np.cumsum([0, *map(len, parts)])
    with (folder / MATRIX).open("wb") as stream:
        shape = (len(source), parts[0].shape[1])
        header = {"descr": "<f4", "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(stream, header)
        for at in range(0, len(source), _ROWS_AT_ONCE):
            wanted = source[at : at + _ROWS_AT_ONCE]
            rows = np.empty((len(wanted), shape[1]), dtype="<f4")
            for part, start in zip(parts, first, strict=False):
                mine = (start <= wanted) & (wanted < start + len(part))
                rows[mine] = part[wanted[mine] - start]
            stream.write(rows.tobytes())


def _open_client(folder: Path) -> ClientAPI:
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    # chromadb's Settings would read a .env of the working directory, which is ours.
    settings = Settings(anonymized_telemetry=False, _env_file=None)  # type: ignore[call-arg]
    systems = SharedSystemClient._identifier_to_system
    shared = str(folder) in systems
    try:
        return chromadb.PersistentClient(str(folder), settings=settings)
    except BaseException:
        # What failed to start stays in Chroma's own list by path, and is what the next attempt
        # in this process would get (1.5.9). What another client uses is left to that.
        if not shared:
            systems.pop(str(folder), None)
        raise


class DayMatrix:
    """``vectors.npy``: float32, (passages, dim), rows ordered by day, memory-mapped."""

    def __init__(self, folder: Path) -> None:
        try:
            self.rows: np.ndarray = np.load(folder / MATRIX, mmap_mode="r", allow_pickle=False)
        except (OSError, ValueError) as error:
            raise IndexDamaged(
                f"{folder / MATRIX} cannot be read ({error}). "
                f"Run `{rebuild_command(store_of(folder))}`."
            ) from error

    def nearest(
        self, vector: np.ndarray, k: int, first: int, last: int, also: Collection[int] = ()
    ) -> list[tuple[int, float]]:
        """Up to ``k`` (row, cosine similarity) among rows ``[first, last)`` and the rows ``also``,
        best first, exact."""
        # In order, so that the file is read from front to back.
        others = np.unique(np.fromiter(also, dtype=np.int64, count=len(also)))
        others = others[(others < first) | (others >= last)]
        rows = np.concatenate([np.arange(first, last), others])
        count = min(k, len(rows))
        if count <= 0:
            return []
        scores = np.concatenate([self.rows[first:last] @ vector, self.rows[others] @ vector])
        best = np.argpartition(-scores, count - 1)[:count]
        best = best[np.lexsort((rows[best], -scores[best]))]
        return [(int(rows[at]), float(scores[at])) for at in best]

    def cosines(self, vector: np.ndarray, rows: Sequence[int]) -> list[float]:
        """The cosine similarity of each row, in the order given."""
        if not rows:
            return []
        return [float(score) for score in self.rows[np.asarray(rows)] @ vector]
