"""The matter of a question as a noun phrase: "the flu in Ulm" of "How many caught flu in Ulm?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.chat import antecedents
from assistant.chat.turns import Turn
from assistant.text.words import is_content, words

_OF = r"(?:in|on|of|at|with|for|against|about|near|over)"
_TAIL = re.compile(
    rf"(?:(?P<before>[\w’'-]+)\s)?(?P<head>[a-z][\w’'-]+)\s(?P<how>{_OF})\s"
    r"(?P<rest>(?:the\s|an?\s)?[\w’' -]+?)[?. ]*$"
)
_NOTE = re.compile(r"\s*\(.*\)(?=\s*\??$)")
_AUX = frozenset("did does do was were is are will would has have had can could".split())


def matter(turns: Sequence[Turn]) -> str | None:
    """What the last question was about that says so, None where none does.

    What stands before its last prepositions, where it is a noun, and what stands behind; else the
    thing that it names.
    """
    for turn in reversed(turns):
        asked = _NOTE.sub("", turn.whole_question)
        asked = asked[:1].lower() + asked[1:]
        tail = _TAIL.search(asked)
        if tail and any(is_content(word) for word in words(tail["rest"])):
            head, before = tail["head"], tail["before"] or ""
            done = head.endswith(("ed", "ing")) or before[:1].isupper() or head in _AUX
            noun = not done and all(is_content(word) for word in words(head))
            said = before.endswith("ed") or (before.lower() not in _AUX and before.islower())
            if noun and said:
                return f"the {head} {tail['how']} {tail['rest']}"
            return tail["rest"]
        thing = antecedents.thing([turn])
        if thing:
            return thing
    return None
