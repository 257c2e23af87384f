"""The search as a LlamaIndex retriever, for any LlamaIndex engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from assistant.domain import Hit


class PassageRetriever(BaseRetriever):
    """Hits as scored nodes, best first.

    A node's text is the passage, exactly; its metadata the article's id, date (ISO) and title, and
    the span. ``find`` is the search, with whatever limits it.
    """

    def __init__(self, find: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__()
        self._find = find

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
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
            for hit in self._find(query_bundle.query_str)
        ]
