"""Answers that a language model writes: sentences as they come, each held against what it cites.

``splitting`` makes sentences of the pieces that arrive, ``verifying`` holds each against the
passages that were shown, ``writer`` asks the model and makes Events of what holds.
"""

from assistant.answering.written.splitting import Sentence, Splitter
from assistant.answering.written.verifying import Quote, Verified, Verifier
from assistant.answering.written.writer import Terms, Written

__all__ = ["Quote", "Sentence", "Splitter", "Terms", "Verified", "Verifier", "Written"]
