"""A Request and one generation of the index to Events, the last of them an Answer.

``Extractive`` quotes; whatever writes stands behind ``Writer``.
"""

from assistant.answering.extractive import Extractive
from assistant.answering.request import Request, Writer

__all__ = ["Extractive", "Request", "Writer"]
