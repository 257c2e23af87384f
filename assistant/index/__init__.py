"""Articles to generations of the index, and one generation opened for reading.

Takes folders of articles and an embedding; gives a store on disk: immutable generations, each
with a catalog (SQLite), vectors (Chroma, and a matrix by day), and terms (Tantivy). ``sync``
writes, ``IndexReader`` reads and follows; ``open_collection`` opens Chroma's part alone.
"""

from assistant.index.reader import Index, IndexReader, open_collection
from assistant.index.records import PassageRecord
from assistant.index.roots import gone_roots
from assistant.index.sources import added_folder, added_sources, known_sources
from assistant.index.sync import sync

__all__ = [
    "Index",
    "IndexReader",
    "PassageRecord",
    "added_folder",
    "added_sources",
    "gone_roots",
    "known_sources",
    "open_collection",
    "sync",
]
