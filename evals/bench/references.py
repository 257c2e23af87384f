"""What the assistant is measured against: the vendors' own ways to do the same work.

``embed_and_add`` is the least that an index on Chroma can cost; the quick start is what the
documentation of LlamaIndex shows first. Chroma's settings are its defaults, but for the embedding
function: the default one would download a model.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, cast

from assistant.domain import DateRange

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from llama_index.core.schema import Document

_ROWS = 2_000  # of a get(); 60,000 without a limit fail


def save_passages(store: Path, file: Path) -> int:
    """How many passages of the store's current generation were written, one JSON array a line.

    An array is the text that is embedded (which holds date and title), the text, the metadata.
    """
    from assistant.index import open_collection
    from assistant.index.passages import searchable

    written = 0
    with open_collection(store) as collection, file.open("w", encoding="utf-8") as lines:
        while True:
            found = collection.get(include=["documents", "metadatas"], limit=_ROWS, offset=written)
            if not found["ids"]:
                return written
            texts, metadatas = found["documents"] or [], found["metadatas"] or []
            for text, metadata in zip(texts, metadatas, strict=True):
                day = datetime.strptime(str(metadata["date"]), "%Y%m%d").date()
                embedded = searchable(text, str(metadata["title"]), day)
                lines.write(json.dumps([embedded, text, metadata]) + "\n")
            written += len(found["ids"])


def embed_and_add(file: Path, folder: Path) -> tuple[float, float]:
    """Seconds of embedding what ``save_passages`` wrote, and of adding it to a new collection."""
    from assistant.models import open_local

    with file.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    embedded: list[str] = [row[0] for row in rows]
    texts: list[str] = [row[1] for row in rows]
    metadata: list[dict[str, Any]] = [row[2] for row in rows]

    embedder = open_local()
    with _chroma(folder) as client:
        collection = client.create_collection("reference", embedding_function=None)
        batch = client.get_max_batch_size()
        ids = [str(number) for number in range(len(texts))]
        start = perf_counter()
        vectors = embedder.embed(embedded)
        middle = perf_counter()
        for at in range(0, len(texts), batch):
            part = slice(at, at + batch)
            collection.add(
                ids=ids[part],
                embeddings=vectors[part],
                documents=texts[part],
                metadatas=list(metadata[part]),
            )
        return middle - start, perf_counter() - middle


def read_corpus(folder: Path) -> Iterator[Document]:
    """The made articles of a folder as LlamaIndex documents, with the date as metadata."""
    from llama_index.core import Document

    header = len(" date YYYY-MM-DD ")
    for path in sorted(folder.iterdir()):
        text = path.read_text(encoding="utf-8")
        day = text[header - 11 : header - 1]
        yield Document(text=text[header:], metadata={"article": path.stem, "date": day})


def open_quick_start(folder: Path) -> Callable[[Iterator[Document]], int]:
    """A function that indexes documents as the quick start does and gives the stored count."""
    from llama_index.core import StorageContext, VectorStoreIndex
    from llama_index.vector_stores.chroma import ChromaVectorStore

    from assistant.models.local import LocalEmbedding

    def index_documents(documents: Iterator[Document]) -> int:
        with _chroma(folder) as client:
            collection = client.create_collection("quick_start", embedding_function=None)
            storage = StorageContext.from_defaults(
                vector_store=ChromaVectorStore(chroma_collection=collection)
            )
            VectorStoreIndex.from_documents(
                list(documents), storage_context=storage, embed_model=LocalEmbedding()
            )
            return collection.count()

    return index_documents


@contextmanager
def open_retriever(store: Path, k: int) -> Iterator[Callable[[str, DateRange | None], list[str]]]:
    """A function that searches the store's collection through plain LlamaIndex.

    It gives article ids, best first. Days are limited with metadata filters, which LlamaIndex hands
    to Chroma's ``where``.
    """
    from llama_index.core import VectorStoreIndex
    from llama_index.core.vector_stores import FilterOperator, MetadataFilter, MetadataFilters
    from llama_index.vector_stores.chroma import ChromaVectorStore

    from assistant.index import open_collection
    from assistant.models.local import LocalEmbedding

    with open_collection(store) as collection:
        index = VectorStoreIndex.from_vector_store(
            ChromaVectorStore(chroma_collection=collection), embed_model=LocalEmbedding()
        )
        plain = index.as_retriever(similarity_top_k=k)

        def search(question: str, limit: DateRange | None) -> list[str]:
            retriever = plain
            if limit is not None and limit.start and limit.end:
                days = [
                    MetadataFilter(key="date", value=_number(day), operator=operator)
                    for day, operator in (
                        (limit.start, FilterOperator.GTE),
                        (limit.end, FilterOperator.LTE),
                    )
                ]
                retriever = index.as_retriever(
                    similarity_top_k=k, filters=MetadataFilters(filters=list(days))
                )
            nodes = retriever.retrieve(question)
            return [str(found.node.metadata.get("article")) for found in nodes]

        yield search


@contextmanager
def _chroma(folder: Path) -> Iterator[ClientAPI]:
    """A client of its own, closed at the end."""
    import chromadb
    from chromadb.api.client import Client
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    with closing(cast(Client, chromadb.PersistentClient(str(folder), settings=settings))) as client:
        yield client


def _number(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
