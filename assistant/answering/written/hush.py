"""An article's text without what it says to a program that reads it: no evidence of anything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.orders import gives_orders
from assistant.text.sentences import Unit

# A sentence that begins so tells its reader what to say, to show or to be.
_DO = (
    "add answer append begin cite claim conclude confirm declare display do don't echo end ensure "
    "finish give ignore include insert invent link list mention never note only output pretend "
    "print quote read remember repeat replace reply report respond return reveal say show sing "
    "start state stop summarise summarize tell translate treat use visit write"
).split()
_ORDER = re.compile(
    r"^[\W_\d]*(?:(?:now|then|first|instead|please|and|also|so|next|finally|always|important|"
    rf"you (?:must|should|shall|will|have to|need to|are to))\b[\W_]*){{0,3}}(?:{'|'.join(_DO)})\b"
    r"(?! (?:and|of|in|on|for|by)\b)",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"^[\W_]*(?:<\|?|\[|#+ *)?/?\|?(?:system|assistant|user|developer|human|inst|im_start|im_end|"
    r"tool(?:_call)?|function(?:_call)?|question|passages?|answer|rules|instructions?|prompt|"
    r"new (?:rules|instructions?|task))\b[\W_]*[:|>\]}]",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"\b(?:language model|chat ?bot|ai (?:assistant|model|system)|as an ai|(?:your|the|its) "
    r"(?:system |hidden )?(?:prompt|instructions)|large language|"
    r"the assistant (?:must|should|will)|when (?:you are )?(?:asked|summari[sz]ing|answering)|"
    r"the (?:right|correct|only) answer is|(?:your|the) (?:answer|reply|response) "
    r"(?:must|should|is to|has to))\b",
    re.IGNORECASE,
)


def speaks_to_reader(text: str) -> bool:
    """Whether a sentence orders its reader about, poses as a message, speaks of prompts."""
    return gives_orders(text) or any(
        rule.search(text) is not None for rule in (_ORDER, _ROLE, _PROGRAM)
    )


def hushed(text: str, spans: Sequence[Unit]) -> str:
    """The text with spaces in the place of such sentences, and of those after them in the same
    paragraph, which are what the order is about; every other character keeps its place."""
    kept = list(text)
    ordered = False
    before = 0
    for unit in spans:
        if re.search(r"\n\s*\n", text[before : unit.start]):
            ordered = False
        ordered = ordered or speaks_to_reader(text[unit.start : unit.end])
        if ordered:
            kept[unit.start : unit.end] = " " * (unit.end - unit.start)
        before = unit.end
    return "".join(kept)
