"""A Request and one generation of the index to Events, the last of them an Answer.

``Extractive`` quotes; ``Digest`` sums up days and ``Timeline`` puts developments in order, each
from every article that it must read. All are a ``Writer``.
"""

from assistant.answering.digest import Digest
from assistant.answering.extractive import Extractive, Material
from assistant.answering.request import Request, Writer
from assistant.answering.timeline import Timeline

__all__ = ["Digest", "Extractive", "Material", "Request", "Timeline", "Writer"]
