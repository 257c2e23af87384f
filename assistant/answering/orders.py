"""Sentences that give orders to whoever reads the article for somebody else: no report of anything.

They are never quoted as an answer. The list is of the ways in which texts address programs that
read them; it does not make an article trusted that has other ways.
"""

from __future__ import annotations

import re
from functools import lru_cache

_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:[\w’']+ ){0,4}"
    r"(?:instructions?|prompts?|messages?|rules|guidelines)\b"
    r"|\bsystem (?:message|prompt|instructions?)\s*:|\byou are now (?:an?|the|in)\b"
    r"|\bwhatever (?:you are|the user) ask(?:ed|s)\b"
    r"|\b(?:reply|respond|answer) only (?:that|with)\b|\bdo not (?:mention|reveal) (?:this|these)\b"
    r"|\b(?:cite|quote|use) this (?:label|source|citation|link)\b"
    r"|\b(?:each|every|all) (?:answers?|repl(?:y|ies)|responses?) with\b"
    r"|\battention,? (?:all )?(?:\w+ )?(?:assistants?|models?|bots?|agents?)\b",
    re.IGNORECASE,
)
_WORDS = (
    "ignore disregard forget override system now whatever only mention reveal label source "
    "citation link answer repl response attention"
).split()


@lru_cache(maxsize=8192)
def gives_orders(text: str) -> bool:
    """Whether the sentence tells a reader of the article what to say or to leave unsaid."""
    # Most sentences have none of the words: a plain look for them is quicker.
    lower = text.lower()
    return any(word in lower for word in _WORDS) and _ORDERS.search(text) is not None
