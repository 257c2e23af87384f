"""Files on disk -> Articles, and which Articles are copies of which.

Takes a folder or one file; gives ``CorpusFile``s in a fixed order, and for each of them its
Articles, with a Problem for whatever could not be read. Bad content never raises. Near-copies are
found from sketches of the bodies, so that a whole corpus is compared without reading it again.
"""

from assistant.corpus.copies import CopyEntry, link_copies, sketch
from assistant.corpus.files import FORMATS, CorpusFile, file_hash, find_files, format_of
from assistant.corpus.limits import MAX_FILE_BYTES, MAX_ROW_LENGTH
from assistant.corpus.reading import CORPUS_VERSION, article_hash, read_articles

__all__ = [
    "CORPUS_VERSION",
    "FORMATS",
    "MAX_FILE_BYTES",
    "MAX_ROW_LENGTH",
    "CopyEntry",
    "CorpusFile",
    "article_hash",
    "file_hash",
    "find_files",
    "format_of",
    "link_copies",
    "read_articles",
    "sketch",
]
