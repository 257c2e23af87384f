"""A question bared of what says nothing of its form: its dates, its politeness, its order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

DAY = "\0"
"""Stands where the words of the days stood; ``clean`` leaves no such character in a question."""

_LINK = (
    r"(?:\b(?:of|from|for|on|in|during|over|about|at|since|by|to|within|as of|with|out of|between|"
    r"through|throughout|until|around|re)\s+)?(?:\b(?:the|all|all of|just|only)\s+)?"
)
_DAY = re.compile(rf"[\s,:(–—-]*{_LINK}{DAY}(?:[’']s?)?(?:[\s,:)–—-]+|$|(?=[?.!]))", re.IGNORECASE)
_LEAD = re.compile(
    r"(?:(?:hi|hello|hey|good (?:morning|afternoon|evening|day))(?: there| all| again)?\b|(?:so|"
    r"and|but|ok|okay|well|now|then|also|alright|right|thanks|thank you|sorry|no|yes|great|hmm|"
    r"please|pls|plz|kindly|just|quickly|briefly|quick|maybe|perhaps|simply)\b(?!\s+(?:of|for|"
    r"on)\b)|(?:can|could|would|will|may|might) (?:you|u|ya|i|we)\b(?: (?:please|kindly|just|"
    r"quickly|briefly))*(?: (?:have|get|see|read|hear|ask(?: you)?(?: for| to)?))?|gimme|(?:would|"
    r"do) you mind|(?:i|we)(?:[’']d| would) (?:like|love|appreciate)(?: you)?(?: to (?:know|see|"
    r"have|get|read|hear|ask(?: for)?|learn(?: about)?|understand)(?! about)| to)?|(?:i|"
    r"we) (?:want|need|wish)(?: you)?(?: to (?:know|see|have|get|read|hear|ask(?: for)?|learn|"
    r"understand)(?! about)| to)?|(?:i|we) (?:was|am|were|are) wondering|(?:i|we)(?:[’']m| am|"
    r"[’']re| are) (?:looking for|after)|let (?:me|us) (?:know|see|have)|let[’']s (?:see|have|get)|"
    r"(?:help|remind|show|give|tell|get|send|write|read|hand|do|make|find|offer) (?:me|"
    r"us)\b(?: (?:to )?(?:understand|see|know|of|with))?|(?:provide|present)(?: (?:me|"
    r"us))?(?: with)?|(?:do|have) you (?:have|got|know)|(?:write|make|create|prepare|draw up|"
    r"produce|compile|generate|draft|build|put together|show|give|list|read out|display|"
    r"deliver)\b(?! (?:by|to|for|in|on|of|up)\b))[\s,.!:;–—-]*",
    re.IGNORECASE,
)
_ENDS = " ,.!?;:–—-"
_TRAIL = re.compile(
    r"[ ,.!?;:–—-](?:please|pls|plz|thanks|thank you|thanks a lot|for me|for us|quickly|briefly|"
    r"in brief|in short|in a nutshell|if (?:you can|possible|you please)|again|in (?:a few|one|two|"
    r"three|four|five|ten|\d{1,3}) (?:words?|sentences?|lines?|points?|bullets?|bullet points|"
    r"paragraphs?)|(?:as|in|with|using) (?:bullet points|bullets|a list)|as (?:short|brief|"
    r"quick)(?:ly)? as (?:possible|you can)|with (?:sources|citations|dates)|(?:be|"
    r"keep it) (?:brief|short))$",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"[\s,–—-]*\b(?:step[- ]by[- ]step|in (?:(?:chronological|date|time|temporal|the right|"
    r"the correct) )?(?:order|sequence)(?! to\b)|chronologically|event by event|date by date|"
    r"from (?:the )?(?:start|beginning|outset)(?: to (?:the )?(?:end|finish|present)| on|"
    r" onwards?)?|(?:sorted|ordered|arranged) by (?:date|day|time))\s*$",
    re.IGNORECASE,
)
_DAY_BY_DAY = re.compile(
    r"[\s,–—-]*\b(?:day by day|week by week|month by month|by (?:day|week|month))\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bared:
    """``text`` is what is left; ``dated`` where days were taken out of it; ``ordered`` where it
    asked for the order of time ("step by step")."""

    text: str
    dated: bool
    ordered: bool


def bared(question: str, date_words: Sequence[str]) -> Bared:
    """The question without ``date_words`` (substrings of it), greetings, requests and thanks."""
    text = question.strip("\"“”«»' ")
    for words in date_words:
        at = text.find(words)
        if words and at >= 0:
            text = f"{text[:at]} {DAY} {text[at + len(words) :]}"
    dated = DAY in text
    text = _DAY.sub(" ", re.sub(rf"\s+{DAY}\s*(?=[’'])", f" {DAY}", text)).strip()
    text = _without_ends(text)
    plain = _ORDER.sub("", text)
    ordered = plain != text
    text = _without_ends(_DAY_BY_DAY.sub("", plain))
    return Bared(re.sub(r"\s+", " ", text), dated, ordered)


def _without_ends(text: str) -> str:
    """The text without what is only said around it; as much as there is."""
    before = None
    while before != text:
        before = text
        text = _TRAIL.sub("", text.rstrip(_ENDS))
        text = text[lead.end() :] if (lead := _LEAD.match(text)) else text
    return text.strip()
