"""Whether a date within a sentence is the day of what the sentence tells, or of something else."""

from __future__ import annotations

import re

from assistant.answering.sentences import Sentence
from assistant.domain import EventSpan

_NOT_SINCE = re.compile(r"\bsince\b[^,;.]*$", re.IGNORECASE)
_NOT_BESIDE = re.compile(
    r"\b(?:before|after|until|till|pending|through)\s(?:the\s)?$", re.IGNORECASE
)
_NOT_WHO = re.compile(r"\b(?:which|who|whose|whom)\b[^,;]*$")
# "The storm that swept over the land two weeks ago", but "said that it swept".
_NOT_THAT = re.compile(
    r"\b(?:the|an?|its|his|her|their|this)\s(?:[\w-]+\s){1,3}?that\s"
    r"(?:had|has|was|were|[a-z]{3,}ed|swept|hit|struck|took|broke|began|killed|came|went|left)\s"
    r"[^,;]*$",
    re.IGNORECASE,
)
_NOUNS_BEFORE = re.compile(
    r"(?:\b(?:the|an?|its|his|her|their|this|whose)|[’']s?)\s(?:[\w-]+\s)?$", re.IGNORECASE
)
_NOUN_AFTER = re.compile(
    r"\s(?!(?:and|or|in|on|at|by|for|to|from|with|as|of|when|where|that|but)\b)[a-z]"
)
# "The judgment of 26 April" is spoken of on another day; "the morning of 26 April" is that day.
_NOUN_OF = re.compile(
    r"\b(?:the|an?|its|his|her|their|this)\s(?:[\w-]+\s){0,3}?(?!(?:\w*(?:day|night|week|month|year|"
    r"hour|minute|second|time|morning|afternoon|evening|half|part|start|end|beginning|middle|rest|"
    r"course|eve)s?|all|most|some)\s)[\w-]+\sof\s(?:the\s)?$",
    re.IGNORECASE,
)
# "Twice as many as last Thursday", "more than on Monday", "..., exactly as was found on Tuesday".
_COMPARED = re.compile(
    r"\b(?:than|(?<!such )as)\s(?:(?:many|much|few)\s)?(?:(?:it|he|she|they|we)\s)?(?:\w+\s){0,3}?"
    r"(?:on\s|in\s|a\s)?$"
)
_WAS_COMPARED = re.compile(r"(?:\bthan|,\s(?:\w+\s)?as|\bas)\s(?:(?:was|were|had|did)\s)[^,;.]*$")
_UP_TO = re.compile(r"\bup to\s(?:the\s)?$", re.IGNORECASE)


def beside(sentence: Sentence, event: EventSpan) -> bool:
    """Whether the date is that of a noun ("the 2020 election", "the judgment of 26 April"), of a
    relative clause, of a comparison ("than on Monday"), or stands behind "since" or "until"."""
    text = sentence.text
    before = text[: event.start - sentence.start]
    after = text[event.end - sentence.start :]
    words = text[event.start - sentence.start : event.end - sentence.start]
    if _NOT_SINCE.search(f"{before}{words.split()[0]} ") or _NOT_BESIDE.search(before):
        return True
    if _NOT_WHO.search(before) or _NOUN_OF.search(before):
        return True
    if " that " in before and _NOT_THAT.search(before):
        return True
    if _COMPARED.search(before) or _WAS_COMPARED.search(before):
        return True
    noun = _NOUNS_BEFORE.search(before) is not None and _NOUN_AFTER.match(after) is not None
    return noun and not words.lower().startswith(("this", "last", "next", "on", "in"))


def ends_a_count(sentence: Sentence, event: EventSpan) -> bool:
    """Whether the day is only how far something was counted: "the cases up to Wednesday"."""
    return _UP_TO.search(sentence.text, 0, event.start - sentence.start) is not None
