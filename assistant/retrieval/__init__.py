"""A question and a DateRange to ranked Hits.

``search`` fuses what vectors and terms find and folds near-copies; ``rank`` gives the same before
texts are read; the LlamaIndex retriever is in assistant.retrieval.llama.
"""

from assistant.retrieval.fusion import fuse_reciprocal_ranks, fuse_zscores
from assistant.retrieval.search import ANYWHERE, POOL, Fusion, Ranked, as_hit, rank, search

__all__ = [
    "ANYWHERE",
    "POOL",
    "Fusion",
    "Ranked",
    "as_hit",
    "fuse_reciprocal_ranks",
    "fuse_zscores",
    "rank",
    "search",
]
