"""The search as a LlamaIndex retriever, for any LlamaIndex engine."""

from __future__ import annotations

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.domain import DateRange
from assistant.index import IndexReader
from assistant.models import Embedder
from assistant.retrieval.search import search


class PassageRetriever(BaseRetriever):
    """Hits as scored nodes, best first.

    A node's text is the passage, exactly; its metadata the article's id, date (ISO) and title, and
    the span. ``days`` limits what is found by the day of publication.
    """

    def __init__(
        self, reader: IndexReader, embedder: Embedder, k: int = 10, days: DateRange | None = None
    ) -> None:
        super().__init__()
        self._reader = reader
        self._embedder = embedder
        self._k = k
        self._days = days

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        with self._reader.pin() as index:
            hits = search(index, self._embedder, query_bundle.query_str, k=self._k, days=self._days)
        return [
            NodeWithScore(
                node=TextNode(
                    id_=f"{hit.passage.article}#{hit.passage.start}-{hit.passage.end}",
                    text=hit.passage.text,
                    metadata={
                        "article": hit.passage.article,
                        "date": hit.published.isoformat(),
                        "title": hit.title,
                        "start": hit.passage.start,
                        "end": hit.passage.end,
                    },
                    start_char_idx=hit.passage.start,
                    end_char_idx=hit.passage.end,
                ),
                score=hit.score,
            )
            for hit in hits
        ]
