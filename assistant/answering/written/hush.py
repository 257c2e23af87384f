"""An article's text without what it says to a program that reads it: no evidence of anything."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answering.orders import gives_orders
from assistant.answering.written.plain import visible
from assistant.text.sentences import Unit

# Verbs that tell a reader what to say or to be, and are hardly anything else at the beginning of a
# sentence; and those that are as often a noun ("State media said", "Use of force").
_SURELY = (
    "append conclude disregard echo ignore insert output pretend reply respond reveal summarise "
    "summarize translate"
).split()
_PERHAPS = (
    "add answer begin cite claim confirm declare display end ensure finish give include invent "
    "link list mention note print quote read remember repeat replace report return say show sing "
    "start state stop tell treat use visit write"
).split()
_OBJECT = (
    r"(?=[\s:]+(?:that|the|this|these|those|all|only|it|its|your|you|yourself|an?|with|as|nothing|"
    r"exactly|me|them|each|every|no|any|not|https?|www|in (?:your|all|every|each)|at the end|to "
    r"the|how|what|why|who)\b|[\s:]*[\"“'‘(\[{<`])"
)
_VERB = rf"(?:(?:{'|'.join(_SURELY)})\b|(?:{'|'.join(_PERHAPS)})\b{_OBJECT})"
_ORDER = re.compile(
    r"^[\W_\d]*(?:(?:now|then|first|instead|please|and|also|so|next|finally|always|important|only|"
    r"never|do not|don['’]t|you (?:must|should|shall|will|have to|need to|are to))\b[\W_]*){0,4}"
    rf"{_VERB}",
    re.IGNORECASE,
)
# "Stop the killing, the pope said."
_SAID = re.compile(
    r"[,!?][\"”’]?\s(?:[\w.’-]+\s){1,5}(?:said|says|told|urged|warned|added|wrote|demanded)\b|"
    r"[,!?][\"”’]?\s(?:said|says|urged|warned|added|wrote|demanded)\s\w"
)
_ROLE = re.compile(
    r"^[\W_]*(?:<\|?|\[|#+ *)?/?\|?(?:system|assistant|user|developer|human|inst|im_start|im_end|"
    r"role|tool(?:_call)?|function(?:_call)?|question|passages?|answer|rules|instructions?|prompt|"
    r"new (?:rules|instructions?|task))\b[\W_]*[:|>\]}]",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"\b(?:(?:note|notice|message|instructions?|memo) (?:to|for) (?:the |all |any )?(?:\w+ )?"
    r"(?:assistants?|models?|bots?|programs?|systems?|machines?|agents?)|"
    r"ai (?:assistant|model|system)|as an ai|(?:your|the) (?:system |hidden )?"
    r"prompt|your (?:\w+ )?instructions|the assistant (?:must|should|will)|"
    r"when you are (?:asked|summari[sz]ing|answering)|the (?:right|correct|only) answer is|"
    r"(?:your|the) (?:answer|reply|response) (?:must|should|is to|has to))\b",
    re.IGNORECASE,
)


# "Ignore your instructions" in other languages: Latin, Slavic and Scandinavian ones have these.
_ABROAD = re.compile(
    r"\b(?:ignor\w*|vergiss|vergesst|oublie\w*|olvida\w*|esque[cç]\w*|dimentica\w*|vergeet|negeer|"
    r"zignoruj|игнорируй\w*|забудь\w*)\b.{0,60}?\b(?:anweisung|instru[ckz]|istruz|regel|r[eè]gl|reglas|"
    r"regras|regole|polece|instrukc|consigne|aanwijzing|инструкц|правил|указан)",
    re.IGNORECASE,
)


def speaks_to_reader(text: str) -> bool:
    """Whether a sentence orders its reader about, poses as a message, speaks of prompts."""
    said = visible(text)  # as a reader sees it: "ig-nore" may be written with signs that none sees
    if gives_orders(said) or any(rule.search(said) for rule in (_ROLE, _PROGRAM, _ABROAD)):
        return True
    return _ORDER.search(said) is not None and not _SAID.search(said)


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
