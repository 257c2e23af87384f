"""What a question asked for, as "it" of the next one means it: "the film", "the film “Vertigo”"."""

from __future__ import annotations

import re

from assistant.answering.question import answer_type
from assistant.chat.turns import Turn
from assistant.text.words import stem, words

_TITLE = r"(?:“[^”]{2,60}”|\"[^\"]{2,60}\"|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)*)"
_WHICH = re.compile(
    r"^(?:which|what)\s(?P<noun>[a-z]{3,}(?<!s))\s(?:was|is|did|does|has|had|will|won|came|got)\b",
    re.IGNORECASE,
)
_WHAT_WAS = re.compile(r"^what (?:was|is|has been)\s(?P<verb>[a-z]+(?:ed|en|ht|nt|ld|ng))\b", re.I)
_BEGINS = re.compile(rf"(?:The|An?)\s[a-z-]+(?:\s{_TITLE})?")


def asked_thing(turn: Turn) -> list[str]:
    """What "which film was banned?" and "what was banned?" ask for, by the answer's words.

    Its name where the answer calls it by one ("the film “Vertigo”"), else the noun.
    """
    asked = turn.whole_question
    claim = turn.answer.claims[0].text if turn.answer.claims else ""
    which = _WHICH.match(asked)
    if which and answer_type(asked) not in ("person", "place", "organisation", "date"):
        noun = which["noun"]
        named = re.search(rf"\b(?i:{re.escape(noun)})\s(?P<name>{_TITLE})", claim)
        return [f"the {noun} {named['name']}" if named else f"the {noun}"]
    what = _WHAT_WAS.match(asked)
    begins = _BEGINS.match(claim)
    if what and begins and stem(what["verb"].lower()) in {word.stem for word in words(claim)}:
        return [begins[0][0].lower() + begins[0][1:]]
    return []
