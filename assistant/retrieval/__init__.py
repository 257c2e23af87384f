"""A question and a DateRange to ranked Hits.

``search`` fuses what vectors and terms find, folds near-copies and looks at the sentences of the
best again; ``rank`` gives passages before their texts are read, by any way to search; ``look`` is
the second look. The LlamaIndex retriever is in assistant.retrieval.llama.
"""

from assistant.retrieval.fusion import fuse_reciprocal_ranks, fuse_zscores
from assistant.retrieval.ranked import Ranked
from assistant.retrieval.search import ANYWHERE, POOL, Fusion, as_hit, rank, search
from assistant.retrieval.second import Looked, look

__all__ = [
    "ANYWHERE",
    "POOL",
    "Fusion",
    "Looked",
    "Ranked",
    "as_hit",
    "fuse_reciprocal_ranks",
    "fuse_zscores",
    "look",
    "rank",
    "search",
]
