"""Models: an embedding that ships with the assistant, and those behind an OpenAI-compatible URL.

Takes texts, gives unit vectors (``Embedder``); takes Messages, gives text piece by piece
(``LanguageModel``). ``open_local()`` is the local one without
LlamaIndex; ``LocalEmbedding`` (assistant.models.local) and ``RemoteEmbedding``
(assistant.models.remote) are LlamaIndex ``BaseEmbedding``s, ``RemoteLLM`` (assistant.models.llm) is
its ``CustomLLM``, all imported from their own files because llama_index costs a second.
``speaking(llm)`` makes a LanguageModel of any LLM.
"""

from assistant.models.language import LanguageModel, Message, Piece
from assistant.models.protocol import Embedder, Rows
from assistant.models.speaking import Speaking, remote_model, speaking
from assistant.models.vectors import LocalVectors, open_local
from assistant.models.waiting import WaitedOnce
from assistant.models.words import WordVectors

__all__ = [
    "Embedder",
    "LanguageModel",
    "LocalVectors",
    "Message",
    "Piece",
    "Rows",
    "Speaking",
    "WaitedOnce",
    "WordVectors",
    "open_local",
    "remote_model",
    "speaking",
]
