"""Days to a digest: every article of them read, their stories told as points, each cited.

``plan`` says what is to be read, in which parts; ``reading`` reads it; ``stories`` puts together
the articles that tell the same; ``points`` chooses sentences; ``writer`` makes Events of them.
"""

from assistant.answering.digest.writer import Digest

__all__ = ["Digest"]
